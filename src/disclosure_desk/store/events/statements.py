"""The SQL of the audit trail: adding an event, its end, and reading it through with its chain checked."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rfc8785

from disclosure_desk.store.events.chain import check_chain, digest_after, genesis, parse
from disclosure_desk.store.events.event import Sealed

if TYPE_CHECKING:
    from sqlite_utils import Database

_AT_ONCE = 100
"""How many events are read at once: parsing JSON one by one takes three times as long."""


def append(db: "Database", content: Mapping[str, Any], previous: str) -> str:
    """Add an event after the one with that digest; answers its own digest."""
    sealed = rfc8785.dumps(content)
    digest = digest_after(previous, sealed)
    row = [content["seq"], content["report"], sealed.decode(), digest]
    db.execute("INSERT INTO events (seq, report, content, digest) VALUES (?, ?, ?, ?)", row)
    db.execute("UPDATE desk SET last = ?", [content["seq"]])
    return digest


def end_of(db: "Database") -> tuple[int, str]:
    """Number and digest of the newest event; 0 and the file's own digest where there is none."""
    newest = db.execute("SELECT seq, digest FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    return newest or (0, genesis(file_id(db)))


def has_passed(db: "Database", seq: int, digest: str) -> bool:
    """Whether the trail was once as long as that, and its newest event that one."""
    if not seq:
        return digest == genesis(file_id(db))
    return bool(db.execute("SELECT 1 FROM events WHERE seq = ? AND digest = ?", [seq, digest]).fetchone())


def walk(db: "Database", path: Path) -> Iterator[Sealed]:
    """Every event in order; raises StoreError at the first that the chain does not hold."""
    previous, first = genesis(file_id(db)), 1
    cursor = db.execute("SELECT seq, report, CAST(content AS BLOB), digest FROM events ORDER BY seq")
    while rows := cursor.fetchmany(_AT_ONCE):
        check_chain(rows, first, previous, path)
        for content, (seq, report, _, digest) in zip(parse(rows, path), rows, strict=True):
            yield Sealed(seq, report, content, previous, digest)
            previous = digest
        first += len(rows)


def file_id(db: "Database") -> str:
    """The random name of this data file; it stays the file's when the file is copied or rebuilt."""
    return str(db.execute("SELECT COALESCE(MAX(file_id), '') FROM desk").fetchone()[0])
