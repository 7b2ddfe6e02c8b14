"""Copies of the data file and of the sealed packages."""
