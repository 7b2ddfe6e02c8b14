"""Formats that only an office program opens -> the items of the source, through LibreOffice where it is installed."""
