"""Limits on the memory of a child process, and what is left when one is killed."""
