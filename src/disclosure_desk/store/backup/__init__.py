"""Backups of a data folder: its data file and the packages of its sealed versions, in one place or two."""
