"""What an office has chosen once and for all: texts by name, outside any report and its trail."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_PUT = "INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"


def read(db: "Database") -> dict[str, str]:
    """Every setting by name."""
    return dict(db.execute("SELECT name, value FROM settings ORDER BY name"))


def put(db: "Database", values: Mapping[str, str]) -> None:
    """Let the values stand under their names; other names keep theirs."""
    db.conn.executemany(_PUT, values.items())
