"""What every reader works with: items of a source, a reading of it, its errors and progress."""
