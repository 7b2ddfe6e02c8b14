"""Old office files -> the items of the source, through LibreOffice where it is installed."""
