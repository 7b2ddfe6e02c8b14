"""Plain text, saved or pasted -> the items of the source."""
