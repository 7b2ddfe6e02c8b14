"""The data file: where it may be, how it is locked, opened and migrated, its rows, and writing them with events."""
