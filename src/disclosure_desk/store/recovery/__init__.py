"""Opening a data folder, and bringing back what was damaged or lost in it."""
