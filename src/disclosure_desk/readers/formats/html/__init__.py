"""Web pages, saved or on the clipboard -> the items of the source."""
