"""What the clerk reviews of a reading before it is imported, and what the import results in."""
