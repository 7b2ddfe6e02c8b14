"""Workbooks -> the items of the source."""
