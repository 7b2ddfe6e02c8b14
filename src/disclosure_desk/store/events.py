"""The audit trail: events as canonical JSON, each sealed with the digest of the one before."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rfc8785

from disclosure_desk.report import Change, Note, Value
from disclosure_desk.store.draft import Draft, read_document
from disclosure_desk.store.errors import broken

if TYPE_CHECKING:
    from sqlite_utils import Database

STARTS = frozenset({"create", "import"})
"""The actions that begin a report; their event holds the whole of it."""

STEPS = frozenset({"edit", "paste", "clear", "fill_zero", "undo", "redo", "rename"})
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


@dataclass(frozen=True, slots=True)
class Sealed:
    """An event as the file has it: parsed content between two digests."""

    content: Mapping[str, Any]
    previous: str
    digest: str


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
    previous = _genesis(db)
    rows = db.execute("SELECT seq, report, content, digest FROM events ORDER BY seq")
    for number, (seq, report, text, digest) in enumerate(rows, 1):
        if seq != number:
            raise broken(path, f"第 {number} 条修改记录不见了")
        if _digest(previous, text.encode()) != digest:
            raise broken(path, f"第 {seq} 条修改记录和它的校验码不符")
        content = json.loads(text)
        if (content["seq"], content["report"]) != (seq, report):
            raise broken(path, f"第 {seq} 条修改记录的编号和内容不符")
        yield Sealed(content, previous, digest)
        previous = digest


def take(drafts: dict[int, Draft], content: Mapping[str, Any]) -> None:
    """Carry an event out on the drafts; LookupError, TypeError or ValueError if it does not follow from them."""
    report, action = content["report"], content["action"]
    if action in STARTS:
        if report in drafts:
            raise ValueError(report)
        drafts[report] = read_document(content["draft"])
    elif action in STEPS:
        _step(drafts[report], content)
    else:
        raise ValueError(action)
    drafts[report].last, drafts[report].changed = content["seq"], content["at"]


def _step(draft: Draft, content: Mapping[str, Any]) -> None:
    place, before = content["place"], content["before"]
    stands = draft.plain(place)
    if stands != before or type(stands) is not type(before):
        raise ValueError(place)
    draft.put(place, content["after"])


def _genesis(db: "Database") -> str:
    """The digest before the first event: no two files share it, so no event fits into another file."""
    file_id = db.execute("SELECT file_id FROM desk").fetchone()[0]
    return hashlib.sha256(f"disclosure-desk {file_id}".encode()).hexdigest()


def _digest(previous: str, sealed: bytes) -> str:
    return hashlib.sha256(previous.encode() + sealed).hexdigest()
