"""The lock of a data folder: one program at a time opens, rebuilds or replaces its files."""

import sqlite3
from pathlib import Path

from disclosure_desk.store.errors import UNTOUCHED, explain
from disclosure_desk.store.paths import DATA_FILE, LOCK

_WAIT = 0.3
"""Seconds to wait for a program that is just closing the folder."""


def acquire_lock(folder: Path) -> sqlite3.Connection:
    """The lock, given back by closing it or by the end of the process; raises BusyError, StoreError and OSError.

    SQLite's own lock of the data file is not enough: it goes with the file when another takes its place, and where
    there is no file yet, two programs would make one. So an empty file beside it is locked, by SQLite too, which does
    that on every system alike.
    """
    path = folder / LOCK
    if path.is_symlink() or (path.exists() and (path.stat().st_size or not path.is_file())):
        path.unlink()  # it is not ours, which stays an empty file
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")  # nothing is ever written
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        connection.close()
        raise explain(error, folder / DATA_FILE, UNTOUCHED) from error
    return connection
