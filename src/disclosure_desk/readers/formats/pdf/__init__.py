"""A PDF with a text layer -> the items of the source."""
