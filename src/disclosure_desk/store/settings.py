"""The office's settings: texts by name, outside any report; each change of one is an event.

The audit trail goes out with every archive package. Of a secret it has only a digest, from which nobody can guess the
secret, because that is stored with a salt; a data file rebuilt from the trail has the digest in the secret's place.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from disclosure_desk.store.event_meta import EventMeta
from disclosure_desk.store.events.actions import SETTING
from disclosure_desk.store.events.event import event_head
from disclosure_desk.store.events.statements import append_event, trail_end

if TYPE_CHECKING:
    from disclosure_desk.store.sqlite_access import Database

# WORKAROUND(sqlite-utils 4.2.1): not its `upsert`. That first makes and drops a table to see whether SQLite knows the
# statement; where this write fails, as on a full disk, it goes on with INSERT OR IGNORE, which silently drops the row.
_PUT = "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"

SECRET, LOST = "pin.", "sha256:"
"""What the name of a secret starts with, and the value of one of which only the digest is known."""

DELETED = "reports.deleted"
"""The setting that names the drafts that were deleted: their numbers, one a line."""

Secrets = Iterable[tuple[str, str]]
"""Secrets by name; of one name there may be several."""


def read(db: "Database") -> dict[str, str]:
    """Every setting by name; raises sqlite3.Error where the table is gone, for which `rows_where` would answer none."""
    return dict(db.execute("SELECT name, value FROM settings ORDER BY name"))


def deleted_ids(db: "Database") -> frozenset[int]:
    """The numbers of the reports that were deleted."""
    return deleted_in(dict(db.execute("SELECT name, value FROM settings WHERE name = ?", [DELETED])))


def deleted_in(values: Mapping[str, str]) -> frozenset[int]:
    """The numbers of the reports that were deleted by these settings."""
    return frozenset(int(number) for number in values.get(DELETED, "").split("\n") if number.isdecimal())


def recorded_value(name: str, value: str | None) -> str | None:
    """What the trail says of a setting: its value, or a secret's digest."""
    if not value or not name.startswith(SECRET) or value.startswith(LOST):
        return value
    return LOST + hashlib.sha256(value.encode()).hexdigest()


def is_lost(name: str, value: str) -> bool:
    """Whether only the digest is left of a secret."""
    return name.startswith(SECRET) and value.startswith(LOST)


def with_secrets(recorded: Mapping[str, str], secrets: Secrets) -> dict[str, str]:
    """The settings that a trail records, with every secret that is known and has the recorded digest."""
    known = {(name, recorded_value(name, value)): value for name, value in secrets}
    return {name: known.get((name, value), value) for name, value in recorded.items()}


def put(db: "Database", values: Mapping[str, str], meta: EventMeta) -> None:
    """Store values under their names, each change with its event; a value that is stored already is no event."""
    present = read(db)
    changed = {name: value for name, value in values.items() if present.get(name) != value}
    db.conn.executemany(_PUT, changed.items())
    record(db, present, changed, meta)


def record(db: "Database", before: Mapping[str, str | None], after: Mapping[str, str], meta: EventMeta) -> None:
    """The events by which settings went from their values before to those after."""
    last, digest = trail_end(db)
    for seq, (name, value) in enumerate(after.items(), last + 1):
        recorded = {"before": recorded_value(name, before.get(name)), "after": recorded_value(name, value)}
        content = {**event_head(seq, None, last + 1, SETTING, meta), "place": name, **recorded}
        digest = append_event(db, content, digest)
