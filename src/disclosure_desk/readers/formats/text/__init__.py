"""Plain text -> the items of the source."""
