"""The page of the report that is open: its sections, its findings, its verdict."""
