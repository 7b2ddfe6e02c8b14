"""How a report leaves the program: files for upload, the archive copy on paper."""
