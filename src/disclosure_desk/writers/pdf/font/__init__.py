"""Font files: found, read, cut down to what is used, and embedded."""
