"""The part of the audit trail that goes out with a report: its own events whole, of all others only a digest."""

import json
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import groupby
from typing import Any, NamedTuple

from disclosure_desk.store.database.audit_trail import event_of
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.actions import SETTING
from disclosure_desk.store.events.chain import digest_after, genesis
from disclosure_desk.store.events.draft import Draft
from disclosure_desk.store.events.event import ChainedEvent, Event
from disclosure_desk.store.events.replay import ReplayState, apply_event
from disclosure_desk.store.journal import event_content
from disclosure_desk.store.operators import Operators

_SETTINGS = ("operators", "workflow.", "checks.", "page.", "archive.")
"""How the names begin of the settings that bear on a report: who does what, how it is checked, printed and kept."""
_ON_ALL_REPORTS = frozenset({"restore", "recover"})
"""What was done with the whole data folder and bears on each report."""
_LONGEST = 2_000_000
"""A line of more bytes is no event: the longest event has one whole report."""


class ExcerptContent(NamedTuple):
    """How many events are there whole, how many only by a digest, and what the whole ones add up to.

    events: those of each report by its id; settings: those that bear on a report, by name; strangers: who approved a
    step that the office had given to others then.
    """

    whole: int
    hidden: int
    drafts: Mapping[int, Draft]
    events: Mapping[int, list[Event]]
    settings: Mapping[str, str]
    strangers: tuple[str, ...] = ()


def excerpt(trail: bytes, report: int) -> bytes:
    """The audit trail, as `Store.audit_trail` has it, as it goes out with one report.

    Events that do not concern the report are replaced by `{"digest":…,"hidden":…}`: how many they are, and the digest
    of the last. So the chain can be followed, and nothing is said of other reports.
    """
    header, *lines = trail.splitlines(keepends=True)
    return b"".join([header, *_lines(lines, report)])


def _lines(lines: Iterable[bytes], report: int) -> Iterator[bytes]:
    parsed = ((line, json.loads(line)) for line in lines)
    for is_own, run in groupby(parsed, key=lambda one: _concerns(one[1]["event"], report)):
        if is_own:
            yield from (line for line, _ in run)
        else:
            digests = [entry["digest"] for _, entry in run]
            yield b'{"digest":"%s","hidden":%d}\n' % (digests[-1].encode(), len(digests))


def _concerns(event: dict[str, Any], report: int) -> bool:
    if event["report"] is not None:
        return bool(event["report"] == report)
    if event["action"] == SETTING:
        return str(event["place"]).startswith(_SETTINGS)
    return event["action"] in _ON_ALL_REPORTS


def check_excerpt(trail: bytes) -> ExcerptContent:
    """What an excerpt holds; raises StoreError at the first event that does not follow the one before."""
    state, last, whole = ReplayState(), 0, 0
    events: dict[int, list[Event]] = {}
    strangers: list[str] = []
    try:
        lines = BytesIO(trail)
        previous = genesis(json.loads(lines.readline())["desk"])
        for line in lines:
            entry = json.loads(line[:_LONGEST])
            if "hidden" in entry:
                last += _positive(entry["hidden"])
            else:
                event = _chained_event(line, entry, last + 1, previous)
                draft = apply_event(state, event)
                strangers += _stranger(state, event)
                if event.report is not None:
                    events.setdefault(event.report, []).append(event_of(event, draft))
                last, whole = last + 1, whole + 1
            previous = entry["digest"]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise StoreError(f"修改记录 data/trail.jsonl 从第 {last + 1} 条起对不上。") from error
    return ExcerptContent(whole, last - whole, state.drafts, events, state.settings, tuple(strangers))


def _stranger(state: ReplayState, event: ChainedEvent) -> Iterator[str]:
    """Who approves by an event, where the office's settings do not let that person do the step at that moment."""
    if event.content["action"] == "approve":
        step, name = (str(event.content["about"][one]) for one in ("step", "name"))
        if not Operators.from_stored(state.settings, (step,)).may(step, name):
            yield name


def _positive(count: object) -> int:
    if type(count) is not int or count < 1:
        raise ValueError(count)
    return count


def _chained_event(line: bytes, entry: dict[str, Any], seq: int, previous: str) -> ChainedEvent:
    if digest_after(previous, event_content(line.rstrip(b"\n"))) != entry["digest"]:
        raise ValueError(seq)
    return ChainedEvent(seq, entry["event"]["report"], entry["event"], previous, entry["digest"])
