"""The types that every reader works with: items of a source, the reading of it, its errors and progress."""
