"""What events add up to: the drafts, the settings, and how far each report has come on its way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from disclosure_desk.store.events.actions import ACTS, CHANGES, SETTING, STARTS, STEPS
from disclosure_desk.store.events.approvals import ApprovalState, Happened, follow, take_back
from disclosure_desk.store.events.draft import Draft, Plain, read_document
from disclosure_desk.store.events.event import Event, Sealed


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
    `approvals`: how far each report is on its way, where a data file was read.
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
    approvals: dict[int, ApprovalState] = field(default_factory=dict)


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


def go_on(approvals: dict[int, ApprovalState], report: int, event: Sealed) -> None:
    """Let a report go on its way; nearly all events are changes, which are made short work of."""
    content = event.content
    by, action = content.get("by", ""), content["action"]
    stands = approvals.get(report) or approvals.setdefault(report, ApprovalState())
    if action in CHANGES:
        take_back(stands, by)
    else:
        follow(stands, Happened(event.seq, action, content["at"], by, content.get("why", ""), content["about"]))


def approval_state(events: Iterable[Event]) -> ApprovalState:
    """Where a report stands after its events."""
    stands = ApprovalState()
    for event in events:
        follow(stands, Happened(event.seq, event.action, event.at, event.by, event.why, event.about))
    return stands
