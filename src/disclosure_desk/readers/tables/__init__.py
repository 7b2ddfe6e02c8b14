"""The tables of a report: rows of a source -> the words for each cell of the form."""
