"""The lock of a data folder: one program at a time opens, rebuilds or replaces its files."""

import os
import sqlite3
from pathlib import Path

from disclosure_desk.store.errors import UNTOUCHED, BusyError, explain, lock_error, path_too_long
from disclosure_desk.store.paths import DATA_FILE, LOCK

_WAIT = 0.3
"""Seconds to wait for a program that is just closing the folder."""


MOST_PATH_BYTES = 440
"""SQLite takes paths of up to 512 bytes, and what it and the store put behind the folder's takes less than 70."""


def check_path_length(folder: Path) -> None:
    """Raise StoreError where SQLite cannot open what lies in the folder; Windows has a limit of its own."""
    if os.name == "posix" and len(os.fsencode(folder.absolute())) > MOST_PATH_BYTES:
        raise path_too_long(folder, MOST_PATH_BYTES)


def acquire_lock(folder: Path) -> sqlite3.Connection:
    """The lock, given back by closing it or by the end of the process; raises BusyError, StoreError and OSError.

    SQLite's own lock of the data file is not enough: it goes with the file when another takes its place, and where
    there is no file yet, two programs would make one. So an empty file beside it is locked, by SQLite too, which does
    that on every system alike.
    """
    path = folder / LOCK
    try:
        if path.is_symlink() or (path.exists() and (path.stat().st_size or not path.is_file())):
            path.unlink()  # it is not ours, which stays an empty file
    except OSError as error:
        raise lock_error(error, path) from error
    try:
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    except sqlite3.Error as error:
        raise lock_error(error, path) from error
    try:
        connection.execute("PRAGMA journal_mode = OFF")  # nothing is ever written
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        connection.close()
        busy = explain(error, folder / DATA_FILE, UNTOUCHED)
        raise busy if isinstance(busy, BusyError) else lock_error(error, path) from error
    return connection
