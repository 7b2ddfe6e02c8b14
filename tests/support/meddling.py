"""Changing a data file as another program would."""

import sqlite3
from contextlib import closing
from pathlib import Path


def sql(path: Path, *statements: str) -> None:
    """Run statements on a file, each by itself."""
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)
