"""One entry of the audit trail: as it is written, as the data file has it, and as it is handed out."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from disclosure_desk.core.report import Change, Note, Value
from disclosure_desk.store.event_meta import EventMeta
from disclosure_desk.store.events.draft import JsonValue


class ReportStart(NamedTuple):
    """A report as it was created or imported; `values` has every place, `unit` and `year` too."""

    form: str
    values: Mapping[str, Value]
    notes: tuple[Note, ...]


class Event(NamedTuple):
    """One entry of the trail, with the report's values in it.

    seq: from 1 without gaps. report: None where the event is about the whole data folder. batch: the first seq of what
    was done at once. Which of the next three is set follows from the action: `start` for STARTS, `change` for STEPS and
    SETTING, `about` for ACTS. previous, digest: the chain before and after it. The rest is EventMeta; events of earlier
    versions do not know it: "" there, and a `clock` of 0.
    """

    seq: int
    report: int | None
    batch: int
    at: str
    action: str
    change: Change | None
    start: ReportStart | None
    previous: str
    digest: str
    about: Mapping[str, JsonValue] = MappingProxyType({})
    by: str = ""
    user: str = ""
    clock: int = 0
    program: str = ""
    why: str = ""


class ChainedEvent(NamedTuple):
    """An event as a record has it: its number and report, its parsed JSON, and the digests before and after it."""

    seq: int
    report: int | None
    content: Mapping[str, Any]
    previous: str
    digest: str


def event_head(seq: int, report: int | None, batch: int, action: str, meta: EventMeta) -> dict[str, JsonValue]:
    """The part of an event's JSON that all events have; `place` and values, `draft` or `about` are added to it."""
    return {"seq": seq, "report": report, "batch": batch, "action": action, **meta._asdict()}
