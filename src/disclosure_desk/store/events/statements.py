"""The SQL of the audit trail: adding an event, finding its end, and reading it through with its chain checked."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rfc8785

from disclosure_desk.store.events.chain import check_chain, digest_after, genesis, parse_contents
from disclosure_desk.store.events.event import ChainedEvent

if TYPE_CHECKING:
    from disclosure_desk.store.sqlite_access import Database

_AT_ONCE = 100
"""How many events are read at once: parsing the JSON of each by itself takes three times as long."""


def file_id(db: "Database") -> str:
    """The random name of this data file; the file keeps it when it is copied or rebuilt."""
    return str(db.execute("SELECT COALESCE(MAX(file_id), '') FROM desk").fetchone()[0])


def trail_end(db: "Database") -> tuple[int, str]:
    """Number and digest of the newest event; 0 and the file's genesis where there is none."""
    newest = db.execute("SELECT seq, digest FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    return newest or (0, genesis(file_id(db)))


def has_event(db: "Database", seq: int, digest: str) -> bool:
    """Whether the trail had that number and digest at its end once, or has them now."""
    if not seq:
        return digest == genesis(file_id(db))
    return bool(db.execute("SELECT 1 FROM events WHERE seq = ? AND digest = ?", [seq, digest]).fetchone())


def append_event(db: "Database", content: Mapping[str, Any], previous: str) -> str:
    """Add an event after the one with the digest `previous`; its own digest."""
    canonical = rfc8785.dumps(content)
    digest = digest_after(previous, canonical)
    row = [content["seq"], content["report"], canonical.decode(), digest]
    db.execute("INSERT INTO events (seq, report, content, digest) VALUES (?, ?, ?, ?)", row)
    db.execute("UPDATE desk SET last = ?", [content["seq"]])
    return digest


def read_chain(db: "Database", path: Path) -> Iterator[ChainedEvent]:
    """Every event in order; raises StoreError at the first that the chain does not hold."""
    previous, first = genesis(file_id(db)), 1
    cursor = db.execute("SELECT seq, report, CAST(content AS BLOB), digest FROM events ORDER BY seq")
    while rows := cursor.fetchmany(_AT_ONCE):
        check_chain(rows, first, previous, path)
        for content, (seq, report, _, digest) in zip(parse_contents(rows, path), rows, strict=True):
            yield ChainedEvent(seq, report, content, previous, digest)
            previous = digest
        first += len(rows)
