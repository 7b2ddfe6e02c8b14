"""Opening a data folder whose records may be damaged, rebuilding one from another, and looking without writing."""
