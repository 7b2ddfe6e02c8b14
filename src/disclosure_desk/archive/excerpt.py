"""The part of the desk's record that goes out with a report: its own events whole, of all others only a digest."""

import json
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import groupby
from typing import Any, NamedTuple

from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.actions import SETTING
from disclosure_desk.store.events.chain import digest_after, genesis
from disclosure_desk.store.events.draft import Draft
from disclosure_desk.store.events.event import ChainedEvent
from disclosure_desk.store.events.replay import ReplayState, apply_event
from disclosure_desk.store.journal import event_content

_SETTINGS = ("operators", "workflow.", "checks.", "page.", "archive.")
"""How the settings begin that a report was made under: who does what, how it is checked, printed and kept."""
_OF_DESK = frozenset({"restore", "recover"})
"""What was done with the whole desk and bears on each report."""
_LONGEST = 2_000_000
"""A line of more bytes is no event: the longest has all of a report."""


class Held(NamedTuple):
    """How many events of a trail stand there whole, how many only by a digest, and the drafts that the whole make."""

    whole: int
    hidden: int
    drafts: Mapping[int, Draft]


def excerpt(trail: bytes, report: int) -> bytes:
    """The trail of a desk as it goes out with one of its reports.

    What is of no concern to the report stands as `{"digest":…,"hidden":…}`: how many events, and the digest of the
    last. So the chain goes on, and nothing is said of other reports.
    """
    header, *lines = trail.splitlines(keepends=True)
    return b"".join([header, *_lines(lines, report)])


def _lines(lines: Iterable[bytes], report: int) -> Iterator[bytes]:
    told = ((line, json.loads(line)) for line in lines)
    for is_own, run in groupby(told, key=lambda one: _concerns(one[1]["event"], report)):
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
    return event["action"] in _OF_DESK


def holds(trail: bytes) -> Held:
    """What an excerpt has; raises StoreError at the first event that does not follow."""
    state, last, whole = ReplayState(), 0, 0
    try:
        lines = BytesIO(trail)
        previous = genesis(json.loads(lines.readline())["desk"])
        for line in lines:
            told = json.loads(line[:_LONGEST])
            if "hidden" in told:
                last += _positive(told["hidden"])
            else:
                apply_event(state, _sealed(line, told, last + 1, previous))
                last, whole = last + 1, whole + 1
            previous = told["digest"]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise StoreError(f"修改记录 data/trail.jsonl 从第 {last + 1} 条起对不上。") from error
    return Held(whole, last - whole, state.drafts)


def _positive(count: object) -> int:
    if type(count) is not int or count < 1:
        raise ValueError(count)
    return count


def _sealed(line: bytes, told: dict[str, Any], seq: int, previous: str) -> ChainedEvent:
    if digest_after(previous, event_content(line.rstrip(b"\n"))) != told["digest"]:
        raise ValueError(seq)
    return ChainedEvent(seq, told["event"]["report"], told["event"], previous, told["digest"])
