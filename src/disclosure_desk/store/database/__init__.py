"""The data file: its tables, how it is opened, locked and written."""
