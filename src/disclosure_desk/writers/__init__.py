"""A report -> a file, by the file's ending."""
