"""Whether the data file that is open is still the one at its path, with what was written last.

SQLite holds the file itself, not its name: where somebody puts another in its place or deletes it, every write goes on
without an error, into a file that nobody will ever open again.
"""

import sqlite3
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.store.database.audit_trail import verify
from disclosure_desk.store.database.schema import check_shape
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.statements import file_id, trail_end
from disclosure_desk.store.sqlite_access import Database, reading


class FileMark(NamedTuple):
    """What tells a file from another in its place, and from itself after somebody wrote into it."""

    device: int
    inode: int
    size: int
    changed: int


def file_mark(path: Path) -> FileMark | None:
    """The mark of the file that is at the path now; None where there is none."""
    try:
        about = path.stat()
    except OSError:
        return None
    return FileMark(about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns)


def is_same_file(one: FileMark | None, other: FileMark | None) -> bool:
    """Whether both are marks of one file, whatever was written into it."""
    return one is not None and other is not None and one[:2] == other[:2]


def open_end(db: Database) -> tuple[str, int, str]:
    """Of the open data file its id, and number and digest of its newest event."""
    return (file_id(db), *trail_end(db))


def has_end(path: Path, end: tuple[str, int, str]) -> bool:
    """Whether the file at the path, which is read anew, ends so."""
    try:
        with reading(path) as connection:
            return open_end(Database(connection)) == end
    except (sqlite3.Error, UnicodeDecodeError, TypeError):
        return False


def is_whole(path: Path, end: tuple[str, int, str]) -> bool:
    """Whether the file at the path is whole and ends so: it was touched, but not changed."""
    try:
        with reading(path) as connection:
            there = Database(connection)
            check_shape(there, path)
            verify(there, path)
    except (StoreError, sqlite3.Error, UnicodeDecodeError):
        return False
    return has_end(path, end)
