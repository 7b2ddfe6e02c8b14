"""Reading the data file two ways, the live rows and the events replayed, and telling where they part."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import HEADER_NAMES, Change, Note
from disclosure_desk.core.toml_table import FormError
from disclosure_desk.store import settings
from disclosure_desk.store.errors import damaged_file
from disclosure_desk.store.events.actions import ACTS, SETTING, STARTS
from disclosure_desk.store.events.draft import Draft
from disclosure_desk.store.events.event import ChainedEvent, Event, ReportStart
from disclosure_desk.store.events.replay import ReplayState, apply_event, apply_to_approvals
from disclosure_desk.store.events.statements import read_chain
from disclosure_desk.store.sqlite_access import open_read_only, wrap_connection

if TYPE_CHECKING:
    from sqlite_utils import Database


def live(db: "Database", report: int | None = None) -> dict[int, Draft]:
    """The drafts that stand in the tables by id: of one report, or of all."""
    drafts = {
        row[0]: Draft(row[1], row[2], row[3], {}, {}, (), row[4], row[5])
        for row in _rows(db, "SELECT id, form, unit, year, last, changed FROM reports {} ", "id", report)
    }
    for number, place, digits in _rows(db, "SELECT report, place, figure FROM figures {}", "report", report):
        drafts[number].cells[place] = digits
    for number, place, text in _rows(db, "SELECT report, place, text FROM texts {}", "report", report):
        drafts[number].texts[place] = text
    notes = "SELECT report, kind, place, text FROM notes {} ORDER BY report, number"
    for number, *note in _rows(db, notes, "report", report):
        drafts[number].notes += (Note(*note),)
    return drafts


def live_in(path: Path) -> dict[int, Draft]:
    """The drafts in the tables of a data file that need not be whole; none where they cannot be read."""
    try:
        with closing(open_read_only(path)) as connection:
            drafts = live(wrap_connection(connection))
            for draft in drafts.values():
                draft.values()  # a figure that is none is met here, not where it is shown
            return drafts
    except (sqlite3.Error, LookupError, ValueError, ArithmeticError):
        return {}


def _rows(db: "Database", query: str, key: str, report: int | None) -> Iterator[tuple[Any, ...]]:
    if report is None:
        return db.execute(query.format(""))
    # The plus keeps SQLite from taking an index: one with a bit turned over would hide rows that verify has seen.
    return db.execute(query.format(f"WHERE +{key} = ?"), [report])


def replayed(db: "Database", path: Path) -> ReplayState:
    """What the events add up to; raises StoreError at the first event that does not fit."""
    state = ReplayState()
    for event, _ in _follow(db, path, state):
        if event.report is not None:
            apply_to_approvals(state.approval_states, event.report, event)
    return state


def _follow(db: "Database", path: Path, state: ReplayState) -> Iterator[tuple[ChainedEvent, Draft | None]]:
    """Every event with its report as it is after it."""
    for event in read_chain(db, path):
        try:
            draft = apply_event(state, event)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise damaged_file(path, f"第 {event.seq} 条修改记录接不上它前面的记录") from error
        yield event, draft


def verify(db: "Database", path: Path) -> ReplayState:
    """What the desk holds; raises StoreError unless the chain holds and its replay is what the tables say."""
    try:
        told = replayed(db, path)
        fault = next(apart(db, told), None)
    except (TypeError, ValueError, AttributeError) as error:
        # One bit of a row's head is enough for SQLite to hand out a number for a text, whatever the column's type.
        raise damaged_file(path, "有一处该是文字的成了数，或者该是数的成了文字") from error
    if fault is not None:
        raise damaged_file(path, fault)
    return told


def apart(db: "Database", told: ReplayState) -> Iterator[str]:
    """Where the tables say something else than the events add up to, each place in words."""
    try:
        stands = live(db)
    except LookupError as error:
        yield f"有内容不属于任何报告（第 {error.args[0]} 份）"
        return
    newest = max([_newest(db), *(draft.last for draft in stands.values())])
    if newest > told.last:
        yield f"修改记录应当有 {newest} 条，只有 {told.last} 条，最后的不见了"
    for report in sorted(stands.keys() | told.drafts.keys()):
        if report not in stands or report not in told.drafts:
            yield f"{'修改记录' if report in stands else '报告列表'}里没有第 {report} 份报告"
        elif stands[report] != told.drafts[report]:
            yield from _differences(stands[report], told.drafts[report])
    chosen = settings.read(db)
    for name in sorted(chosen.keys() | told.settings.keys()):
        if settings.told(name, chosen.get(name)) != told.settings.get(name):
            yield f"设置“{name}”和修改记录里的不一样"


def _newest(db: "Database") -> int:
    """The number of the newest event as it was noted beside the trail."""
    return int(db.execute("SELECT COALESCE(MAX(last), 0) FROM desk").fetchone()[0])


def _differences(stands: Draft, told: Draft) -> Iterator[str]:
    here, there = stands.stored_values(), told.stored_values()
    places = [place for place in {**there, **here} if here.get(place, here) != there.get(place, there)]
    for where in [f"的{place_name(told.form, place)}" for place in places] or [""]:
        yield f"“{told.unit}”{told.year} 年的报告{where}和修改记录里的不一样"


def place_name(form: str, place: str) -> str:
    """How messages call a place of a form, which need not be one of this program's."""
    if place in HEADER_NAMES:
        return HEADER_NAMES[place]
    try:
        return load_form(form).place_name(place)
    except (FormError, KeyError):
        return f"“{place}”"


def events(db: "Database", path: Path, report: int | None = None) -> Iterator[Event]:
    """The events of one report, or all, in order; raises StoreError at the first that does not fit."""
    for event, draft in _follow(db, path, ReplayState()):
        if report is None or event.report == report:
            yield _event(event, draft)


def _event(sealed: ChainedEvent, draft: Draft | None) -> Event:
    content = sealed.content
    action = content["action"]
    return Event(
        sealed.seq,
        sealed.report,
        content["batch"],
        content["at"],
        action,
        _change(content, draft),
        ReportStart(draft.form, draft.values(), draft.notes) if draft and action in STARTS else None,
        sealed.previous,
        sealed.digest,
        content["about"] if action in ACTS else {},
        content.get("by", ""),
        content.get("user", ""),
        content.get("clock", 0),
        content.get("program", ""),
        content.get("why", ""),
    )


def _change(content: Mapping[str, Any], draft: Draft | None) -> Change | None:
    if content["action"] == SETTING:
        return Change(content["place"], content["before"], content["after"])
    if draft is None or content["action"] in STARTS | ACTS:
        return None
    place = content["place"]
    return Change(place, draft.value(place, content["before"]), draft.value(place, content["after"]))
