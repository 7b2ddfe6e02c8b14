"""One package a file format: bytes -> the items of the source."""
