"""Opening the data file: locked for this program alone, migrated to the newest schema, and verified whole."""

import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.store.database.audit_trail import verify
from disclosure_desk.store.database.schema import (
    MIGRATIONS,
    NEEDED,
    application_id,
    check_shape,
    migrate,
    schema_number,
)
from disclosure_desk.store.errors import sqlite_too_old
from disclosure_desk.store.events.draft import JsonValue
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.sqlite_access import Database, bounded, check_fit

BackUpBeforeUpgrade = Callable[[Database], Mapping[str, JsonValue] | None]

_WAIT = 0.3
"""How long another program may hold the file, in seconds; one that makes a backup of it takes less."""


class Connected(NamedTuple):
    """An open data file.

    was: the schema that it had before it was migrated, 0 for a new file. state: what its events add up to.
    upgrade_backup: what the trail is to say of the backup made before it was migrated; None where it was not.
    """

    db: Database
    was: int
    state: ReplayState
    upgrade_backup: Mapping[str, JsonValue] | None = None


def connect(path: Path, back_up_before_upgrade: BackUpBeforeUpgrade) -> Connected:
    """The data file, made where there is none; raises StoreError, sqlite3.Error and UnicodeDecodeError.

    `back_up_before_upgrade` is called with an open file of an older schema, outside any transaction, and answers what
    the trail is to say of the backup.
    """
    _probe_sqlite()
    check_fit(path)
    connection = sqlite3.connect(path, timeout=_WAIT)
    try:
        with bounded(connection, path):
            return _prepare(Database(connection), path, back_up_before_upgrade)
    except BaseException:
        connection.close()
        raise


def _probe_sqlite() -> None:
    if sqlite3.sqlite_version_info < NEEDED:
        raise sqlite_too_old(sqlite3.sqlite_version, ".".join(str(part) for part in NEEDED))


def _prepare(db: Database, path: Path, back_up_before_upgrade: BackUpBeforeUpgrade) -> Connected:
    """Lock the file, verify it, and only then write: one that is not ours or not whole stays as it was, byte for byte.

    All of it is read once, so that damage is found now and not in the middle of somebody's work. Because the lock is
    exclusive, SQLite keeps its empty rollback journal with the file until it is closed; the file is whole all the same.
    """
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = EXTRA")
    db.execute("PRAGMA locking_mode = EXCLUSIVE").fetchone()
    db.execute("BEGIN EXCLUSIVE")
    if not _is_new(db):
        check_shape(db, path)
    was = schema_number(db)
    upgrade_backup = None
    if 0 < was < len(MIGRATIONS):
        db.commit()  # a backup cannot be made within a transaction; the lock stays
        upgrade_backup = back_up_before_upgrade(db)
        db.execute("BEGIN EXCLUSIVE")
    migrate(db)
    state = verify_whole(db, path)
    db.commit()
    db.execute("PRAGMA journal_mode = DELETE").fetchone()
    _probe_writing(db)
    return Connected(db, was, state, upgrade_backup)


def _is_new(db: Database) -> bool:
    tables = db.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()[0]
    return not tables and application_id(db) == 0 and schema_number(db) == 0


def verify_whole(db: Database, path: Path) -> ReplayState:
    """What the events add up to; raises StoreError unless schema, chain, replay and rows agree."""
    check_shape(db, path)
    return verify(db, path)


def _probe_writing(db: Database) -> None:
    """Raise now what every write would raise: SQLite opens a read-only file without an error."""
    db.begin()
    try:
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    finally:
        db.rollback()
