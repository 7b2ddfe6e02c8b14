"""The tables of the data file, and the migrations by which an older file comes to have them.

The statements are SQL, not the library's `create` and `transform`: SQLite keeps their words in the file, and a file
whose words are not those of this program is refused as changed (`shape`). So they never change; a change of the tables
is a new migration.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import lru_cache, wraps
from pathlib import Path

from disclosure_desk.store import settings
from disclosure_desk.store.errors import damaged_file, foreign_file, newer_file
from disclosure_desk.store.event_meta import Actor, new_event_meta, system_user
from disclosure_desk.store.sqlite_access import Database

APPLICATION_ID = 0x4444736B
"""Marks a SQLite file as this program's: "DDsk" in ASCII, bytes 68 to 71 of the file."""

FOUND = sqlite3.sqlite_version_info
"""The SQLite of this computer."""

NEEDED = (3, 37, 0)
"""The first SQLite with STRICT tables."""

FIRST_WITH_JOURNAL = 4
"""The first schema that has a journal."""

TABLES = ("table", "view")
"""The kinds of what can be read."""

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
)

_TRIGGERS = (
    """CREATE TRIGGER events_stay BEFORE UPDATE ON events
       BEGIN SELECT RAISE(ABORT, '修改记录只能添加，不能改'); END""",
    """CREATE TRIGGER events_remain BEFORE DELETE ON events
       BEGIN SELECT RAISE(ABORT, '修改记录只能添加，不能删'); END""",
    # INSERT OR REPLACE deletes without telling the trigger above, unless recursive_triggers is on.
    """CREATE TRIGGER events_follow BEFORE INSERT ON events
       WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM events)
       BEGIN SELECT RAISE(ABORT, '修改记录只能接在最后'); END""",
)
"""They keep the trail append-only against any program that writes with SQL; that they are there, `shape` checks."""

_TRAIL_OF_THE_FOLDER = (
    "DROP TRIGGER events_stay",
    "DROP TRIGGER events_remain",
    "DROP TRIGGER events_follow",
    "ALTER TABLE events RENAME TO earlier_events",
    # report: NULL where an event is about no single report, as a change of settings is.
    """CREATE TABLE events (seq INTEGER PRIMARY KEY, report INTEGER REFERENCES reports,
       content TEXT NOT NULL, digest TEXT NOT NULL) STRICT""",
    "INSERT INTO events SELECT seq, report, content, digest FROM earlier_events",
    "DROP TABLE earlier_events",
    # last: number of the newest event, so that a cut-off end of the trail is noticed, whatever it was about.
    "ALTER TABLE desk ADD COLUMN last INTEGER NOT NULL DEFAULT 0",
    "UPDATE desk SET last = (SELECT COALESCE(MAX(seq), 0) FROM events)",
)


def first_tables(db: Database) -> None:
    """Reports with their figures, texts and notes, and the trail of events, under a new random file id."""
    for statement in (*_FIRST, *_TRIGGERS):
        db.execute(statement)
    db.execute("INSERT INTO desk (number, file_id) VALUES (1, ?)", [os.urandom(16).hex()])
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def settings_table(db: Database) -> None:
    """The office's settings."""
    db.execute("CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")


def explanations_among_texts(_db: Database) -> None:
    """No change, but a program that knows no explanations must take the file for newer, not for damaged."""


def trail_of_the_folder(db: Database) -> None:
    """Events about the whole data folder, and as the first of them the settings as they are."""
    present = settings.read(db)
    for statement in (*_TRAIL_OF_THE_FOLDER, *_TRIGGERS):
        db.execute(statement)
    settings.record(db, dict.fromkeys(present), present, new_event_meta(Actor(user=system_user())))


def notes_among_steps(_db: Database) -> None:
    """No change, but a program that never changes notes must take the file for newer, not for damaged."""


def pin_tries_among_acts(_db: Database) -> None:
    """No change, but a program that knows no tries of a PIN must take the file for newer, not for damaged."""


Migration = Callable[[Database], None]

MIGRATIONS: tuple[Migration, ...] = (
    first_tables,
    settings_table,
    explanations_among_texts,
    trail_of_the_folder,
    notes_among_steps,
    pin_tries_among_acts,
)
"""What leads from each schema to the next; `user_version` of the file is the number of those done."""


def schema_number(db: Database) -> int:
    """How many migrations the file has had."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def application_id(db: Database) -> int:
    """The mark of the program that made the file; 0 where it has none."""
    return int(db.execute("PRAGMA application_id").fetchone()[0])


def check_identity(db: Database, path: Path) -> None:
    """Raise StoreError for another program's file, or a newer program's."""
    if application_id(db) != APPLICATION_ID:
        raise foreign_file(path)
    if schema_number(db) > len(MIGRATIONS):
        raise newer_file(path, schema_number(db), len(MIGRATIONS))


def migrate(db: Database) -> None:
    """Bring the file to the newest schema in one transaction: all of its migrations are done, or none.

    The library records in a table of its own which migrations were done and when. In the data file that record is
    `user_version`, which older programs check before they open a file, and there is no table beyond those that the
    audit trail accounts for. So the library's table is there only within the transaction.
    """
    done = schema_number(db)
    if done == len(MIGRATIONS):
        return
    from sqlite_utils import Migrations  # noqa: PLC0415 - as in sqlite_access

    steps = Migrations("disclosure-desk")
    for migration in MIGRATIONS:
        steps()(wraps(migration)(lambda _, migration=migration: migration(db)))
    with db.atomic():
        steps.ensure_migrations_table(db.library)
        records = db.table(steps.migrations_table)
        records.insert_all(
            {"migration_set": steps.name, "name": migration.__name__, "applied_at": ""}
            for migration in MIGRATIONS[:done]
        )
        steps.apply(db.library)
        records.drop()
        db.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def shape(db: Database) -> dict[str, str]:
    """Every table, index and trigger with the words that made it, blanks folded."""
    return {
        f"{kind} {name}": " ".join((sql or "").split())
        for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
    }


def shape_faults(db: Database, kinds: tuple[str, ...] = ()) -> Iterator[str]:
    """The tables, indexes and triggers that are not as this program's file of that schema has them, each in words.

    `kinds`: only these kinds of them.
    """
    wanted, present = _shape_after(MIGRATIONS[: schema_number(db)]), shape(db)
    for name in sorted(wanted.keys() | present.keys(), key=lambda one: (not one.startswith("table"), one)):
        if wanted.get(name) != present.get(name) and name.startswith(kinds or ""):
            yield f"数据文件的结构被改过（{name}）"


def check_shape(db: Database, path: Path) -> None:
    """Raise StoreError unless the file is this program's and its tables are those it makes.

    It is asked before anything is read from a table: in a file that somebody else made, `events` may be a view that
    never ends.
    """
    check_identity(db, path)
    for fault in shape_faults(db):
        raise damaged_file(path, fault)


def check_tables(db: Database, path: Path) -> None:
    """As `check_shape`, but for the tables and views alone: what is needed to read one, whatever else was changed."""
    check_identity(db, path)
    for fault in shape_faults(db, TABLES):
        raise damaged_file(path, fault)


@lru_cache(maxsize=8)
def _shape_after(migrations: tuple[Migration, ...]) -> dict[str, str]:
    """The shape of an empty file after these migrations, which is made in memory."""
    with closing(sqlite3.connect(":memory:")) as connection:
        db = Database(connection)
        db.begin()
        for migration in migrations:
            migration(db)
        return shape(db)
