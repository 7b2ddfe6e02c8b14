"""The tables of the data file and how an older file comes to have them."""

import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x4444736B
"""Marks a SQLite file as a desk's data: "DDsk" in ASCII, bytes 68 to 71 of the file."""

NEEDED = (3, 37, 0)
"""The first SQLite with STRICT tables."""

_FIRST = (
    "CREATE TABLE desk (number INTEGER PRIMARY KEY CHECK (number = 1), file_id TEXT NOT NULL) STRICT",
    # last, changed: number and time of the report's newest event, so that a cut-off end of the trail is noticed.
    """CREATE TABLE reports (id INTEGER PRIMARY KEY, form TEXT NOT NULL, unit TEXT NOT NULL, year INTEGER NOT NULL,
       last INTEGER NOT NULL, changed TEXT NOT NULL) STRICT""",
    # figure: plain decimal digits in canonical form, NULL where the cell is blank; every cell of the form has a row.
    """CREATE TABLE figures (report INTEGER NOT NULL REFERENCES reports, place TEXT NOT NULL, figure TEXT,
       PRIMARY KEY (report, place)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE texts (report INTEGER NOT NULL REFERENCES reports, place TEXT NOT NULL, text TEXT NOT NULL,
       PRIMARY KEY (report, place)) STRICT""",
    """CREATE TABLE notes (report INTEGER NOT NULL REFERENCES reports, number INTEGER NOT NULL, kind TEXT NOT NULL,
       place TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (report, number)) STRICT""",
    # content: the event as canonical JSON; digest: SHA-256 of the digest before it and of content, in hex.
    """CREATE TABLE events (seq INTEGER PRIMARY KEY, report INTEGER NOT NULL REFERENCES reports,
       content TEXT NOT NULL, digest TEXT NOT NULL) STRICT""",
    """CREATE TRIGGER events_stay BEFORE UPDATE ON events
       BEGIN SELECT RAISE(ABORT, '修改记录只能添加，不能改'); END""",
    """CREATE TRIGGER events_remain BEFORE DELETE ON events
       BEGIN SELECT RAISE(ABORT, '修改记录只能添加，不能删'); END""",
    # INSERT OR REPLACE deletes without telling the trigger above, unless recursive_triggers is on.
    """CREATE TRIGGER events_follow BEFORE INSERT ON events
       WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM events)
       BEGIN SELECT RAISE(ABORT, '修改记录只能接在最后'); END""",
)


def first_tables(db: "Database") -> None:
    """Reports with their figures, texts and notes, and the trail of events, under a new random file id."""
    for statement in _FIRST:
        db.execute(statement)
    db.execute("INSERT INTO desk (number, file_id) VALUES (1, ?)", [secrets.token_hex(16)])
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def settings_table(db: "Database") -> None:
    """What the office has chosen: no part of any report, so no event tells of it."""
    db.execute("CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")


def explanations_among_texts(_db: "Database") -> None:
    """Nothing to do, but a program that knows no explanations must take the file for newer, not for damaged."""


MIGRATIONS: tuple[Callable[["Database"], None], ...] = (first_tables, settings_table, explanations_among_texts)
"""What leads from each schema to the next; `user_version` counts those done."""


def schema_number(db: "Database") -> int:
    """How many migrations the file has behind it."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: "Database") -> None:
    """Bring the file to the newest schema in one transaction."""
    with db.atomic():
        for number, step in enumerate(MIGRATIONS[schema_number(db) :], schema_number(db) + 1):
            step(db)
            db.execute(f"PRAGMA user_version = {number}")
