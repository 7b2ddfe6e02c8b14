"""One at a time: the lock of a data folder, held while its files are open, brought back or replaced."""

import sqlite3
from pathlib import Path

from disclosure_desk.store.errors import UNTOUCHED, explain
from disclosure_desk.store.paths import DATA_FILE, LOCK

_WAIT = 0.3
"""Seconds to wait for somebody who is just leaving."""


def alone(folder: Path) -> sqlite3.Connection:
    """The lock, which closing gives back, as the end of the process does; raises BusyError, StoreError and OSError.

    The data file's own lock is not enough: it goes with the file when another takes its place, and where there is no
    file yet, two would make one. SQLite locks an empty file on every system alike.
    """
    path = folder / LOCK
    if path.exists() and path.stat().st_size:
        path.unlink()  # whatever it is, it is not ours, which stays empty
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = OFF")  # nothing is ever written
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        connection.close()
        raise explain(error, folder / DATA_FILE, UNTOUCHED) from error
    return connection
