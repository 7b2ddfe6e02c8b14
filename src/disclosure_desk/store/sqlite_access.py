"""How SQLite files are opened: read-only so that they stay as they are, or for sqlite-utils."""

import sqlite3
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def read_only_uri(path: PurePath) -> str:
    """The URI under which SQLite reads a file and leaves it as it is, whatever lies beside it.

    SQLite knows no servers: the name of a network share's server goes into the path.
    """
    uri = path.as_uri()
    shared = uri.startswith("file://") and not uri.startswith("file:///")
    return f"{uri.replace('file://', 'file:////', 1) if shared else uri}?mode=ro&immutable=1"


def open_read_only(path: Path) -> sqlite3.Connection:
    """A connection that leaves the file as it is; raises sqlite3.Error."""
    return sqlite3.connect(read_only_uri(path.absolute()), uri=True)


def wrap_connection(connection: sqlite3.Connection) -> "Database":
    """The connection as sqlite-utils has it. Plugins are other people's code and stay out of the office's data."""
    from sqlite_utils import Database  # noqa: PLC0415 - costs 80 ms, and the window paints before it opens the store

    return Database(connection, execute_plugins=False)
