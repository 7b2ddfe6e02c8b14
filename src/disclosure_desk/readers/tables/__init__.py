"""Rows of a source -> figures at their cells."""
