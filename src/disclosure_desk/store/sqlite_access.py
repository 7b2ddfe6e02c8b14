"""How SQLite files are opened: read-only and bounded, because anybody may have made them, or to be written to."""

import errno
import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cached_property
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite_utils

LARGEST_FILE = 1 << 29
"""A data file of more bytes is none: an office fills one report a year, of some hundred kilobytes with its events."""

_LONGEST_VALUE = 50_000_000
"""No event is longer: the longest has one whole report."""

_STEPS_AT_ONCE = 10_000
_STEPS_PER_BYTE = 2
_STEPS_AT_LEAST = 1_000_000
"""To open or to verify a sound file of any size takes a tenth of SQLite's steps a byte: there is room enough."""


class UnfitFileError(sqlite3.DatabaseError):
    """The file is no data file: a device, a pipe, far too large, or made so that reading it does not end."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.sqlite_errorcode = sqlite3.SQLITE_NOTADB
        self.sqlite_errorname = "SQLITE_NOTADB"


def read_only_uri(path: PurePath) -> str:
    """The URI under which SQLite reads a file and leaves it as it is, whatever lies beside it.

    SQLite knows no servers: the name of a network share's server goes into the path.
    """
    uri = path.as_uri()
    shared = uri.startswith("file://") and not uri.startswith("file:///")
    return f"{uri.replace('file://', 'file:////', 1) if shared else uri}?mode=ro&immutable=1"


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that leaves the file as it is and ends by itself; raises sqlite3.Error.

    Whoever queries a table must know that it is one: `schema.check_shape`.
    """
    check_fit(path)
    with (
        closing(sqlite3.connect(read_only_uri(path.absolute()), uri=True)) as connection,
        bounded(connection, path),
    ):
        yield connection


def check_fit(path: Path) -> None:
    """Raise UnfitFileError for what `check_regular` refuses; what is not there, or not to be read, SQLite tells."""
    try:
        check_regular(path)
    except OSError as error:
        if error.errno in {errno.EINVAL, errno.EFBIG}:
            raise UnfitFileError(str(error.strerror)) from error


def check_regular(path: Path) -> None:
    """Raise OSError for a pipe or a device, which reading may not come to the end of, and for what is far too large."""
    about = path.stat()
    if not stat.S_ISREG(about.st_mode) and not stat.S_ISDIR(about.st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    if about.st_size > LARGEST_FILE:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))


def is_fit(path: Path) -> bool:
    """Whether there is a file of a size that can be read whole, and no folder, device or pipe."""
    try:
        check_fit(path)
        return path.is_file()
    except (OSError, sqlite3.Error):
        return False


@contextmanager
def bounded(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """What is read inside ends after so much work as the size of the file can ask for, else UnfitFileError.

    A view that calls itself, or pages that lead to the same page in many ways, would keep SQLite at work for ever.
    """
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    try:
        size = path.stat().st_size
    except (OSError, ValueError):
        size = 0
    left = (_STEPS_AT_LEAST + _STEPS_PER_BYTE * size) // _STEPS_AT_ONCE

    def is_spent() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(is_spent, _STEPS_AT_ONCE)
    try:
        yield
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
            raise UnfitFileError("reading does not end") from error
        raise
    finally:
        connection.set_progress_handler(None, 0)


class Database:
    """A connection on which sqlite-utils writes rows; what only reads does not load it, for that takes 45 ms.

    A window shows its reports, and a backup is verified, without it. Plugins of the library are other people's code and
    stay out of the office's data.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.conn = connection
        connection.execute("PRAGMA recursive_triggers = on")

    @cached_property
    def library(self) -> "sqlite_utils.Database":
        """The connection as sqlite-utils has it."""
        from sqlite_utils import Database as LibraryDatabase  # noqa: PLC0415 - loaded for what writes

        return LibraryDatabase(self.conn, execute_plugins=False)

    def load_library(self) -> None:
        """Load sqlite-utils, unless it is."""
        self.library  # noqa: B018 - loads it

    def execute(self, sql: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """The rows that a statement answers; one that writes outside a transaction is the library's, which commits."""
        if self.conn.in_transaction or sql.startswith(_NO_WRITES):
            return self.conn.execute(sql, values)
        cursor: sqlite3.Cursor = self.library.execute(sql, values)
        return cursor

    def table(self, name: str) -> "sqlite_utils.db.Table":
        """A table to write rows to."""
        return self.library.table(name)

    def atomic(self) -> AbstractContextManager[object]:
        """What is written inside is stored as a whole or not at all."""
        transaction: AbstractContextManager[object] = self.library.atomic()
        return transaction

    def begin(self) -> None:
        """Begin a transaction."""
        self.conn.execute("BEGIN")

    def commit(self) -> None:
        """End the transaction, if there is one, and keep what it wrote."""
        if self.conn.in_transaction:
            self.conn.execute("COMMIT")

    def rollback(self) -> None:
        """End the transaction, if there is one, with all as it was before."""
        if self.conn.in_transaction:
            self.conn.execute("ROLLBACK")

    def close(self) -> None:
        """Close the file."""
        self.conn.close()


_NO_WRITES = ("SELECT", "PRAGMA", "BEGIN", "WITH")
