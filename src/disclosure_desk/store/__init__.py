"""Drafts and their audit trail in one SQLite file an office."""
