"""Word files, workbooks, zips and old office files -> the neutral stream."""
