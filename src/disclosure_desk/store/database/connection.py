"""Opening the data file for this one program: what may be ours, how it is locked, what it is made safe with."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure_desk.store.database.audit_trail import verify
from disclosure_desk.store.database.schema import (
    MIGRATIONS,
    NEEDED,
    application_id,
    check_identity,
    migrate,
    newest_shape,
    schema_number,
    shape,
)
from disclosure_desk.store.errors import damaged_file, sqlite_too_old
from disclosure_desk.store.events.draft import JsonValue
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.sqlite_access import wrap_connection

if TYPE_CHECKING:
    from sqlite_utils import Database

CopyBeforeUpgrade = Callable[["Database"], Mapping[str, JsonValue] | None]

_WAIT = 0.3
"""How long another program may hold the file, in seconds: a backup that reads it does so for less."""


class Connected(NamedTuple):
    """An open data file, the schema it had before it was migrated, what its events add up to.

    copied: of the copy made before it was migrated, what the trail is to tell; None where it was not.
    """

    db: "Database"
    was: int
    state: ReplayState
    copied: Mapping[str, JsonValue] | None = None


def connect(path: Path, copy_before_upgrade: CopyBeforeUpgrade) -> Connected:
    """The file, locked for this program alone, of the newest schema, verified.

    `copy_before_upgrade` is called with the open file of an older schema, outside any transaction, and answers what the
    trail is to tell of the copy. Raises StoreError or sqlite3.Error.
    """
    _probe_sqlite()
    connection = sqlite3.connect(path, timeout=_WAIT)
    try:
        return _prepare(wrap_connection(connection), path, copy_before_upgrade)
    except BaseException:
        connection.close()
        raise


def _probe_sqlite() -> None:
    if sqlite3.sqlite_version_info < NEEDED:
        raise sqlite_too_old(sqlite3.sqlite_version, ".".join(str(part) for part in NEEDED))


def _prepare(db: "Database", path: Path, copy_before_upgrade: CopyBeforeUpgrade) -> Connected:
    """Lock, then look, then write: a file that is not ours, or not whole, is left as it was, byte for byte.

    Everything is read once, so that damage is told now and not in the middle of somebody's work.
    Held exclusively, SQLite keeps its empty journal beside the file until it is closed; the file is whole all the same.
    """
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = EXTRA")
    db.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
    db.execute("BEGIN EXCLUSIVE")
    if not _is_new(db):
        check_identity(db, path)
    was = schema_number(db)
    copied = None
    if 0 < was < len(MIGRATIONS):
        db.commit()  # nothing is copied in the middle of a transaction; the lock stays
        copied = copy_before_upgrade(db)
        db.execute("BEGIN EXCLUSIVE")
    migrate(db)
    state = verify_whole(db, path)
    db.commit()
    db.execute("PRAGMA journal_mode = DELETE").fetchone()
    _probe_writing(db)
    return Connected(db, was, state, copied)


def _is_new(db: "Database") -> bool:
    tables = db.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()[0]
    return not tables and application_id(db) == 0 and schema_number(db) == 0


def verify_whole(db: "Database", path: Path) -> ReplayState:
    """What the desk holds; raises StoreError unless chain, replay, live rows and schema agree."""
    state = verify(db, path)
    for fault in shape_faults(db):
        raise damaged_file(path, fault)
    return state


def shape_faults(db: "Database") -> Iterator[str]:
    """Where a table or a trigger is not as this program makes it."""
    wanted, stands = newest_shape(db), shape(db)
    for name in sorted(wanted.keys() | stands.keys()):
        if wanted.get(name) != stands.get(name):
            yield f"数据文件的结构被改过（{name}）"


def _probe_writing(db: "Database") -> None:
    """Raise now what every write would: SQLite opens a read-only file without a word."""
    db.begin()
    try:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    finally:
        db.rollback()
