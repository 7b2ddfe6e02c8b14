"""A file or pasted text -> a Reading: the report, and what was uncertain."""
