"""Sealed versions of reports: making their archive packages, verifying these, and finding and exporting them again."""
