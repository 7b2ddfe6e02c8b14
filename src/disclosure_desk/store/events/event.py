"""The audit trail: events as canonical JSON, each sealed with the digest of the one before."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import rfc8785

from disclosure_desk.core.report import Change, Note, Value
from disclosure_desk.store.errors import broken
from disclosure_desk.store.event_meta import Stamp
from disclosure_desk.store.events.draft import Draft, Plain, read_document

if TYPE_CHECKING:
    from sqlite_utils import Database

    from disclosure_desk.store.events.approvals import Standing

STARTS = frozenset({"create", "import"})
"""The actions that begin a report; their event holds the whole of it."""

SETTING = "setting"
"""The action that changes a choice of the office; about no report."""

STEPS = frozenset({"edit", "paste", "clear", "fill_zero", "undo", "redo", "rename", "update"})
"""The actions that change a report; one event for each place, one batch for what the clerk did at once."""

ACTS = frozenset(
    {
        *("approve", "return", "seal", "correct", "publish"),
        *("print", "export", "verify", "retrieve"),
        *("backup", "restore", "recover"),
    }
)
"""What is done with a report, or with the whole desk, and changes no value; the event says more in `about`."""


@dataclass(frozen=True)
class Start:
    """What a report was when it was created or imported; `values` has every place, `unit` and `year` too."""

    form: str
    values: Mapping[str, Value]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Event:
    """One entry of the trail; `batch` is the first seq of what was done at once.

    `change` for a step, `start` for the beginning of a report, `about` for an act; `report` None for the whole desk.
    Events of earlier versions do not know who, why and with which program: "" there, and a `clock` of 0.
    """

    seq: int
    report: int | None
    batch: int
    at: str
    action: str
    change: Change | None
    start: Start | None
    previous: str
    digest: str
    about: Mapping[str, Plain] = field(default_factory=dict)
    by: str = ""
    user: str = ""
    clock: int = 0
    program: str = ""
    why: str = ""


class Sealed(NamedTuple):
    """An event as the file has it: parsed content between two digests."""

    seq: int
    report: int | None
    content: Mapping[str, Any]
    previous: str
    digest: str


class Packed(NamedTuple):
    """The package of a sealed version: of which report, its file and the digest that it was sealed with."""

    report: int
    file: str
    sha256: str


_SLACK = 60_000
"""Milliseconds by which two clocks of one machine may part: it is kept in step with others by small steps."""

_BEFORE_ALL = datetime(1, 1, 2, tzinfo=UTC)


@dataclass
class State:
    """What events add up to: every report's draft by id, the settings, number and moment of the newest event.

    `sealed`: the reports that may not be changed before a correction is begun; `packages`: all that was ever sealed;
    `standings`: how far each report is on its way, where a data file was read.
    `set_back`: the numbers of the events that say an earlier moment than the one before them; `slipped`: of those
    before which less time passed than on the clock that nobody sets.
    """

    drafts: dict[int, Draft] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    last: int = 0
    at: datetime = _BEFORE_ALL
    clock: int = 0
    set_back: list[int] = field(default_factory=list)
    slipped: list[int] = field(default_factory=list)
    sealed: set[int] = field(default_factory=set)
    packages: list[Packed] = field(default_factory=list)
    standings: "dict[int, Standing]" = field(default_factory=dict)


_Row = tuple[int, int | None, bytes, str]
"""seq, report, content as UTF-8, digest."""

_AT_ONCE = 100
"""How many events are read at once: parsing JSON one by one takes three times as long."""


def head(seq: int, report: int | None, batch: int, action: str, stamp: Stamp) -> dict[str, Plain]:
    """What every event says: its number, report and batch, what was done, when, by whom and why."""
    return {"seq": seq, "report": report, "batch": batch, "action": action, **stamp._asdict()}


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
        _check_chain(rows, first, previous, path)
        for content, (seq, report, _, digest) in zip(_parse(rows, path), rows, strict=True):
            yield Sealed(seq, report, content, previous, digest)
            previous = digest
        first += len(rows)


def _check_chain(rows: Sequence[_Row], first: int, previous: str, path: Path) -> None:
    for number, (seq, _, content, digest) in enumerate(rows, first):
        if seq != number:
            raise broken(path, f"第 {number} 条修改记录不见了")
        if digest_after(previous, content) != digest:
            raise broken(path, f"第 {number} 条修改记录和它的校验码不符")
        previous = digest


def _parse(rows: Sequence[_Row], path: Path) -> list[Any]:
    try:
        contents: list[Any] = json.loads(b"[" + b",".join(row[2] for row in rows) + b"]")
    except ValueError as error:
        raise broken(path, f"第 {rows[0][0]} 至 {rows[-1][0]} 条修改记录里有看不懂的") from error
    return contents


def take(state: State, event: Sealed) -> Draft | None:
    """Let the event happen; the draft of its report after it.

    Raises LookupError, TypeError, ValueError or AttributeError if it does not follow.
    """
    content = event.content
    if content["seq"] != event.seq or content["report"] != event.report:
        raise ValueError(event.seq)
    state.last = event.seq
    _look_at_clocks(state, datetime.fromisoformat(content["at"]), content.get("clock", 0))
    if event.report is None:
        _take_of_desk(state.settings, content)
        return None
    draft = _take_of_report(state, event.report, content)
    if content["action"] not in ACTS:
        draft.last, draft.changed = event.seq, content["at"]
    return draft


def _look_at_clocks(state: State, at: datetime, clock: int) -> None:
    """On one machine as much time passes on the wall as on its own clock, and more while it sleeps or is off."""
    passed = clock - state.clock if state.clock else 0
    if at < state.at:
        state.set_back.append(state.last)
    elif passed > _SLACK and (at - state.at).total_seconds() * 1000 < passed - _SLACK:
        state.slipped.append(state.last)
    state.at, state.clock = at, clock


def _take_of_desk(settings: dict[str, str], content: Mapping[str, Any]) -> None:
    if content["action"] == SETTING:
        name, value = content["place"], content["after"]
        if settings.get(name) != content["before"] or not isinstance(value, str):
            raise ValueError(name)
        settings[name] = value
    else:
        _expect_act(content)


def _take_of_report(state: State, report: int, content: Mapping[str, Any]) -> Draft:
    action = content["action"]
    if action in STARTS:
        if report in state.drafts:
            raise ValueError(report)
        state.drafts[report] = read_document(content["draft"])
    elif action in STEPS:
        if report in state.sealed:
            raise ValueError(report)
        state.drafts[report].step(content["place"], content["before"], content["after"])
    else:
        _expect_act(content)
        _turn_key(state.sealed, report, action)
        if action == "seal":
            state.packages.append(packed(report, content["about"]))
    return state.drafts[report]


def _turn_key(sealed: set[int], report: int, action: str) -> None:
    """A sealed report opens only for a correction, and only a sealed one has anything to correct."""
    if (action, report in sealed) in {("seal", True), ("correct", False)}:
        raise ValueError(report)
    if action == "seal":
        sealed.add(report)
    elif action == "correct":
        sealed.remove(report)


def packed(report: int, about: Mapping[str, Plain]) -> Packed:
    """The package that a seal tells of: a bare name, for no trail may lead out of the folder of packages."""
    return Packed(report, Path(str(about.get("file", ""))).name, str(about.get("sha256", "")))


def _expect_act(content: Mapping[str, Any]) -> None:
    if content["action"] not in ACTS or not isinstance(content["about"], dict):
        raise ValueError(content["action"])


def file_id(db: "Database") -> str:
    """The random name of this data file; it stays the file's when the file is copied or rebuilt."""
    return str(db.execute("SELECT COALESCE(MAX(file_id), '') FROM desk").fetchone()[0])


def genesis(of_file: str) -> str:
    """The digest before the first event: no two files share it, so no event fits into another file."""
    return hashlib.sha256(f"disclosure-desk {of_file}".encode()).hexdigest()


def digest_after(previous: str, sealed: bytes) -> str:
    """The digest of an event's canonical JSON behind another's digest."""
    return hashlib.sha256(previous.encode() + sealed).hexdigest()
