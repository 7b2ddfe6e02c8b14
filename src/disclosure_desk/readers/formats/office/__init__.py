"""What Word files and workbooks have in common: a zip with parts in XML, opened so that a hostile one does no harm."""
