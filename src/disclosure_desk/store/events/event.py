"""One entry of the audit trail: as it is written, as the data file has it, and as it is handed out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from disclosure_desk.core.report import Change, Note, Value
from disclosure_desk.store.event_meta import EventMeta
from disclosure_desk.store.events.draft import Plain


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


def head(seq: int, report: int | None, batch: int, action: str, meta: EventMeta) -> dict[str, Plain]:
    """What every event says: its number, report and batch, what was done, when, by whom and why."""
    return {"seq": seq, "report": report, "batch": batch, "action": action, **meta._asdict()}
