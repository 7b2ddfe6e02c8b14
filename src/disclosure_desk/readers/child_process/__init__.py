"""The limits of a process that reads files, and the cleanup after one that was killed."""
