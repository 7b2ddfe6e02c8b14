"""Web pages, saved or on the clipboard, and web archives -> the neutral stream."""
