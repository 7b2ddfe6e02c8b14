"""What is typed and not stored yet, kept over a crash and offered again."""
