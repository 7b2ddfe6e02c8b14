"""Word files -> the items of the source."""
