"""The record of changes, and a report as it was at any moment."""
