"""Changing the files of a data folder as another program, or somebody who means harm, would."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_ENDLESS = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r)"


def sql(path: Path, *statements: str) -> None:
    """Run statements on a file, each by itself."""
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)


@contextmanager
def without_triggers(path: Path) -> Iterator[sqlite3.Connection]:
    """One transaction in a file whose triggers are out of the way for that long, and back after it."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        triggers = db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            db.execute(f"DROP TRIGGER {name}")
        yield db
        for _, statement in triggers:
            db.execute(statement)


def endless_view(path: Path, table: str) -> None:
    """In the place of a table a view that never ends."""
    with closing(sqlite3.connect(path)) as db, db:
        for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            db.execute(f"DROP TRIGGER {name}")
        columns = ", ".join(f"n AS {row[1]}" for row in db.execute(f"PRAGMA table_info({table})"))
        db.execute(f"ALTER TABLE {table} RENAME TO was")
        db.execute(f"CREATE VIEW {table} AS {_ENDLESS} SELECT {columns} FROM r")  # noqa: S608 - a table of ours


def link_to_device(path: Path) -> None:
    """In the place of a file a link to a device that never ends."""
    path.unlink(missing_ok=True)
    path.symlink_to("/dev/zero")


def make_pipe(path: Path) -> None:
    """In the place of a file a pipe into which nobody writes."""
    path.unlink(missing_ok=True)
    os.mkfifo(path)
