"""What events add up to when they are applied one after another: drafts, settings, and how far each report has come."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from disclosure_desk.store.events.actions import ACTS, CHANGES, SETTING, STARTS, STEPS
from disclosure_desk.store.events.approvals import ActionSummary, ApprovalState, apply_action, apply_change
from disclosure_desk.store.events.draft import Draft, JsonValue, read_document
from disclosure_desk.store.events.event import ChainedEvent, Event
from disclosure_desk.store.events.pin_tries import PinTries

_CLOCK_TOLERANCE = 60_000
"""Milliseconds by which the two clocks of one computer may differ: a time server sets one of them by small steps."""

_BEFORE_ALL = datetime(1, 1, 2, tzinfo=UTC)


class SealedPackage(NamedTuple):
    """The package of a sealed version: of which report, its file and the digest that it was sealed with."""

    report: int
    file: str
    sha256: str


class ReplayState:
    """What events add up to.

    drafts: every report by id. settings: by name. last, at, clock: number, moment and clock of the newest event.
    set_back: the numbers of the events that say an earlier moment than the one before them. slipped: those before which
    less time passed by the wall clock than by the clock that nobody can set. sealed: the reports that may not be
    changed before a correction is begun. packages: all that was ever sealed. approval_states: how far each report has
    come; filled only where a data file is read. lost: the secrets of which only the digest may be there, because a
    restore or a recovery could not bring them back. pin_tries: the wrong PINs since each person's last right one.
    """

    def __init__(self) -> None:
        self.drafts: dict[int, Draft] = {}
        self.settings: dict[str, str] = {}
        self.last: int = 0
        self.at: datetime = _BEFORE_ALL
        self.clock: int = 0
        self.set_back: list[int] = []
        self.slipped: list[int] = []
        self.sealed: set[int] = set()
        self.packages: list[SealedPackage] = []
        self.approval_states: dict[int, ApprovalState] = {}
        self.lost: set[str] = set()
        self.pin_tries: PinTries = PinTries()


def apply_event(state: ReplayState, event: ChainedEvent) -> Draft | None:
    """Apply the event to the state; the draft of its report after it, None for an event about the whole data folder.

    Raises LookupError, TypeError, ValueError or AttributeError where the event does not follow from the state.
    """
    content = event.content
    if content["seq"] != event.seq or content["report"] != event.report:
        raise ValueError(event.seq)
    state.last = event.seq
    _compare_clocks(state, datetime.fromisoformat(content["at"]), content.get("clock", 0))
    if event.report is None:
        _apply_to_settings(state, content)
        return None
    draft = _apply_to_report(state, event.report, content)
    if content["action"] not in ACTS:
        draft.last, draft.changed = event.seq, content["at"]
    return draft


def _compare_clocks(state: ReplayState, at: datetime, clock: int) -> None:
    """Note an event whose moment cannot be right.

    On one computer at least as much time passes by the wall clock as by its own: the latter rests while the computer
    sleeps, and starts anew with it.
    """
    passed = clock - state.clock if state.clock else 0
    if at < state.at:
        state.set_back.append(state.last)
    elif passed > _CLOCK_TOLERANCE and (at - state.at).total_seconds() * 1000 < passed - _CLOCK_TOLERANCE:
        state.slipped.append(state.last)
    state.at, state.clock = at, clock


def _apply_to_settings(state: ReplayState, content: Mapping[str, Any]) -> None:
    action = content["action"]
    if action == SETTING:
        name, value = content["place"], content["after"]
        if state.settings.get(name) != content["before"] or not isinstance(value, str):
            raise ValueError(name)
        state.settings[name] = value
        state.lost.discard(name)
        return
    _expect_act(content)
    if action in {"restore", "recover"}:
        # Events of earlier versions do not say which secrets were lost: any may have been.
        lost = content["about"].get("lost")
        state.lost |= {*state.settings} if lost is None else {*lost.split("\n")}
    elif action == "pin":
        about = content["about"]
        state.pin_tries.note(about["who"], content["clock"], is_right=bool(about["right"]))


def _apply_to_report(state: ReplayState, report: int, content: Mapping[str, Any]) -> Draft:
    action = content["action"]
    if action in STARTS:
        if report in state.drafts:
            raise ValueError(report)
        state.drafts[report] = read_document(content["draft"])
    elif action in STEPS:
        if report in state.sealed:
            raise ValueError(report)
        state.drafts[report].apply_change(content["place"], content["before"], content["after"])
    else:
        _expect_act(content)
        _seal_or_unseal(state.sealed, report, action)
        if action == "seal":
            state.packages.append(sealed_package(report, content["about"]))
    return state.drafts[report]


def _seal_or_unseal(sealed: set[int], report: int, action: str) -> None:
    """A sealed report opens only for a correction, and only a sealed one can be corrected."""
    if (action, report in sealed) in {("seal", True), ("correct", False)}:
        raise ValueError(report)
    if action == "seal":
        sealed.add(report)
    elif action == "correct":
        sealed.remove(report)


def _expect_act(content: Mapping[str, Any]) -> None:
    if content["action"] not in ACTS or not isinstance(content["about"], dict):
        raise ValueError(content["action"])


def sealed_package(report: int, about: Mapping[str, JsonValue]) -> SealedPackage:
    """The package that a seal names: a bare file name, because no trail may lead out of the folder of packages."""
    return SealedPackage(report, Path(str(about.get("file", ""))).name, str(about.get("sha256", "")))


def apply_to_approvals(states: dict[int, ApprovalState], report: int, event: ChainedEvent) -> None:
    """Apply an event of the report to its approval state. Nearly all events are changes, so they take the short way."""
    content = event.content
    by, action = content.get("by", ""), content["action"]
    state = states.get(report) or states.setdefault(report, ApprovalState())
    if action in CHANGES:
        apply_change(state, by)
    else:
        why = content.get("why", "")
        apply_action(state, ActionSummary(event.seq, action, content["at"], by, why, content["about"]))


def approval_state(events: Iterable[Event]) -> ApprovalState:
    """How far a report has come after its events."""
    state = ApprovalState()
    for event in events:
        apply_action(state, ActionSummary(event.seq, event.action, event.at, event.by, event.why, event.about))
    return state
