"""What an office has chosen once and for all: texts by name, outside any report; each choice is an event.

The record goes out with every archive package. Of a secret it has only a digest, from which nobody can guess it, for a
secret is stored with a salt; a data file made anew from the record has that digest in the secret's place.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_desk.store.event_meta import EventMeta
from disclosure_desk.store.events.actions import SETTING
from disclosure_desk.store.events.event import event_head
from disclosure_desk.store.events.statements import append_event, trail_end
from disclosure_desk.store.sqlite_access import open_read_only

if TYPE_CHECKING:
    from sqlite_utils import Database

_PUT = "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"

SECRET, LOST = "pin.", "sha256:"
"""What the name of a secret starts with, and what stands for one that is known by its digest only."""


def read(db: "Database") -> dict[str, str]:
    """Every setting by name."""
    return dict(db.execute("SELECT name, value FROM settings ORDER BY name"))


Secrets = Iterable[tuple[str, str]]
"""Secrets by name, of one name perhaps more than one."""


def told(name: str, value: str | None) -> str | None:
    """What the record says of a setting: its value, or a secret's digest."""
    if not value or not name.startswith(SECRET) or value.startswith(LOST):
        return value
    return LOST + hashlib.sha256(value.encode()).hexdigest()


def is_lost(name: str, value: str) -> bool:
    """Whether of a secret only its digest is left."""
    return name.startswith(SECRET) and value.startswith(LOST)


def with_secrets(chosen: Mapping[str, str], secrets: Secrets) -> dict[str, str]:
    """The settings as a record tells them, with every secret that is known by name and has the digest it tells."""
    known = {(name, told(name, value)): value for name, value in secrets}
    return {name: known.get((name, value), value) for name, value in chosen.items()}


def secrets_in(path: Path) -> list[tuple[str, str]]:
    """The secrets in a data file that need not be whole, by name; none where they cannot be read."""
    try:
        with closing(open_read_only(path)) as db:
            rows = db.execute("SELECT name, value FROM settings WHERE name LIKE ?", [f"{SECRET}%"])
            return [(str(name), str(value)) for name, value in rows]
    except (sqlite3.Error, UnicodeDecodeError):
        return []


def put(db: "Database", values: Mapping[str, str], meta: EventMeta) -> None:
    """Let the values stand under their names; other names keep theirs, and what stands already is no event."""
    stands = read(db)
    changed = {name: value for name, value in values.items() if stands.get(name) != value}
    db.conn.executemany(_PUT, changed.items())
    record(db, stands, changed, meta)


def record(db: "Database", stands: Mapping[str, str | None], values: Mapping[str, str], meta: EventMeta) -> None:
    """The events that tell how settings went from what stands to new values."""
    last, digest = trail_end(db)
    for seq, (name, value) in enumerate(values.items(), last + 1):
        what = {"place": name, "before": told(name, stands.get(name)), "after": told(name, value)}
        digest = append_event(db, {**event_head(seq, None, last + 1, SETTING, meta), **what}, digest)
