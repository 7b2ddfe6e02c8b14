"""Take a report in from a file or the clipboard, looked through before it is stored."""
