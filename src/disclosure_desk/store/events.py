"""The audit trail: events as canonical JSON, each sealed with the digest of the one before."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import rfc8785

from disclosure_desk.report import Change, Note, Value
from disclosure_desk.store.draft import Draft, read_document
from disclosure_desk.store.errors import broken

if TYPE_CHECKING:
    from sqlite_utils import Database

STARTS = frozenset({"create", "import"})
"""The actions that begin a report; their event holds the whole of it."""

STEPS = frozenset({"edit", "paste", "clear", "fill_zero", "undo", "redo", "rename", "update"})
"""The actions that change a report; one event for each place, one batch for what the clerk did at once."""


@dataclass(frozen=True)
class Start:
    """What a report was when it was created or imported; `values` has every place, `unit` and `year` too."""

    form: str
    values: Mapping[str, Value]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Event:
    """One entry of the trail; `change` for a step, `start` for the beginning of a report, `batch` its first seq."""

    seq: int
    report: int
    batch: int
    at: str
    action: str
    change: Change | None
    start: Start | None
    previous: str
    digest: str


class Sealed(NamedTuple):
    """An event as the file has it: parsed content between two digests."""

    seq: int
    report: int
    content: Mapping[str, Any]
    previous: str
    digest: str


_Row = tuple[int, int, bytes, str]
"""seq, report, content as UTF-8, digest."""

_AT_ONCE = 100
"""How many events are read at once: parsing JSON one by one takes three times as long."""


def append(db: "Database", content: Mapping[str, Any], previous: str) -> str:
    """Add an event after the one with that digest; answers its own digest."""
    sealed = rfc8785.dumps(content)
    digest = _digest(previous, sealed)
    row = [content["seq"], content["report"], sealed.decode(), digest]
    db.execute("INSERT INTO events (seq, report, content, digest) VALUES (?, ?, ?, ?)", row)
    return digest


def end_of(db: "Database") -> tuple[int, str]:
    """Number and digest of the newest event; 0 and the file's own digest where there is none."""
    newest = db.execute("SELECT seq, digest FROM events ORDER BY seq DESC LIMIT 1").fetchone()
    return newest or (0, _genesis(db))


def walk(db: "Database", path: Path) -> Iterator[Sealed]:
    """Every event in order; raises StoreError at the first that the chain does not hold."""
    previous, first = _genesis(db), 1
    cursor = db.execute("SELECT seq, report, CAST(content AS BLOB), digest FROM events ORDER BY seq")
    while rows := cursor.fetchmany(_AT_ONCE):
        _check_chain(rows, first, previous, path)
        for content, (seq, report, _, digest) in zip(_parse(rows, path), rows, strict=True):
            yield Sealed(seq, report, content, previous, digest)
            previous = digest
        first += len(rows)


def _check_chain(rows: Sequence[_Row], first: int, previous: str, path: Path) -> None:
    for number, (seq, _, content, digest) in enumerate(rows, first):
        if seq != number:
            raise broken(path, f"第 {number} 条修改记录不见了")
        if _digest(previous, content) != digest:
            raise broken(path, f"第 {number} 条修改记录和它的校验码不符")
        previous = digest


def _parse(rows: Sequence[_Row], path: Path) -> list[Any]:
    try:
        contents: list[Any] = json.loads(b"[" + b",".join(row[2] for row in rows) + b"]")
    except ValueError as error:
        raise broken(path, f"第 {rows[0][0]} 至 {rows[-1][0]} 条修改记录里有看不懂的") from error
    return contents


def take(drafts: dict[int, Draft], event: Sealed) -> Draft:
    """The event's report after it; LookupError, TypeError, ValueError or AttributeError if it does not follow."""
    content = event.content
    if content["seq"] != event.seq or content["report"] != event.report:
        raise ValueError(event.seq)
    if content["action"] in STEPS:
        draft = drafts[event.report]
        draft.step(content["place"], content["before"], content["after"])
    elif content["action"] in STARTS and event.report not in drafts:
        draft = drafts[event.report] = read_document(content["draft"])
    else:
        raise ValueError(event.seq)
    draft.last, draft.changed = event.seq, content["at"]
    return draft


def _genesis(db: "Database") -> str:
    """The digest before the first event: no two files share it, so no event fits into another file."""
    file_id = db.execute("SELECT COALESCE(MAX(file_id), '') FROM desk").fetchone()[0]
    return hashlib.sha256(f"disclosure-desk {file_id}".encode()).hexdigest()


def _digest(previous: str, sealed: bytes) -> str:
    return hashlib.sha256(previous.encode() + sealed).hexdigest()
