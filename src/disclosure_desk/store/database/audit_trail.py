"""Reading the audit trail, and comparing what it adds up to with the rows."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from disclosure_desk.core.report import Change
from disclosure_desk.store import settings
from disclosure_desk.store.database.rows import place_name, read_drafts
from disclosure_desk.store.database.schema import check_shape
from disclosure_desk.store.errors import damaged_file
from disclosure_desk.store.events.actions import ACTS, SETTING, STARTS
from disclosure_desk.store.events.draft import Draft, JsonValue
from disclosure_desk.store.events.event import ChainedEvent, Event, ReportStart
from disclosure_desk.store.events.replay import ReplayState, apply_event, apply_to_approvals
from disclosure_desk.store.events.statements import read_chain

if TYPE_CHECKING:
    from disclosure_desk.store.sqlite_access import Database


def replay(db: "Database", path: Path) -> ReplayState:
    """What the events add up to; raises StoreError at the first that does not follow."""
    state = ReplayState()
    for _ in _replay_into(state, db, path):
        pass
    return state


def _replay_into(state: ReplayState, db: "Database", path: Path) -> Iterator[tuple[ChainedEvent, Draft | None]]:
    """Every event with its report as it is after it; the state has the approvals too."""
    for event, draft in _apply_all(db, path, state):
        if event.report is not None:
            apply_to_approvals(state.approval_states, event.report, event)
        yield event, draft


def _apply_all(db: "Database", path: Path, state: ReplayState) -> Iterator[tuple[ChainedEvent, Draft | None]]:
    """Every event with its report as it is after it."""
    for event in read_chain(db, path):
        try:
            draft = apply_event(state, event)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise damaged_file(path, f"第 {event.seq} 条修改记录接不上它前面的记录") from error
        yield event, draft


def verify(db: "Database", path: Path) -> ReplayState:
    """What the events add up to; raises StoreError unless the chain holds and the rows say the same."""
    state = ReplayState()
    _verify_into(state, db, path, lambda _: False)
    return state


def _verify_into(
    state: ReplayState, db: "Database", path: Path, is_wanted: Callable[[ChainedEvent], bool]
) -> Sequence[Event]:
    """The events that are wanted, in order; `state` is then what all of them add up to."""
    try:
        events = [event_of(one, draft) for one, draft in _replay_into(state, db, path) if is_wanted(one)]
        fault = next(row_mismatches(db, state), None)
    except (TypeError, ValueError, AttributeError) as error:
        # One flipped bit in a row's header is enough for SQLite to answer a number for a text, whatever the column is.
        raise damaged_file(path, "有一处该是文字的成了数，或者该是数的成了文字") from error
    if fault is not None:
        raise damaged_file(path, fault)
    return events


def row_mismatches(db: "Database", state: ReplayState) -> Iterator[str]:
    """Where the rows say something else than the events add up to, each place in words."""
    try:
        present = read_drafts(db)
    except LookupError as error:
        yield f"有内容不属于任何报告（第 {error.args[0]} 份）"
        return
    newest = max([_newest_noted(db), *(draft.last for draft in present.values())])
    if newest > state.last:
        yield f"修改记录应当有 {newest} 条，只有 {state.last} 条，最后的不见了"
    for report in sorted(present.keys() | state.drafts.keys()):
        if report not in present or report not in state.drafts:
            yield f"{'修改记录' if report in present else '报告列表'}里没有第 {report} 份报告"
        elif present[report] != state.drafts[report]:
            yield from _differences(present[report], state.drafts[report])
    chosen = settings.read(db)
    for name in sorted(chosen.keys() | state.settings.keys()):
        if settings.is_lost(name, chosen.get(name, "")) and name not in state.lost:
            yield f"设置“{name}”被改过：只剩下它的摘要，修改记录里却没有恢复过数据，不用口令也能进"
        elif settings.recorded_value(name, chosen.get(name)) != state.settings.get(name):
            yield f"设置“{name}”和修改记录里的不一样"


def _newest_noted(db: "Database") -> int:
    """The number of the newest event as it is noted outside the trail."""
    return int(db.execute("SELECT COALESCE(MAX(last), 0) FROM desk").fetchone()[0])


def _differences(present: Draft, replayed: Draft) -> Iterator[str]:
    here, there = present.stored_values(), replayed.stored_values()
    places = [place for place in {**there, **here} if here.get(place, here) != there.get(place, there)]
    for where in [f"的{place_name(replayed.form, place)}" for place in places] or [""]:
        yield f"“{replayed.unit}”{replayed.year} 年的报告{where}和修改记录里的不一样"


def read_events(db: "Database", path: Path, report: int | None = None, *, is_verified: bool = False) -> Iterator[Event]:
    """The events of one report, or all, in order; raises StoreError at the first that does not follow.

    With `is_verified` it does so before the first where schema, chain and rows do not all agree.
    """
    if is_verified:
        check_shape(db, path)
        yield from _verify_into(ReplayState(), db, path, lambda event: report is None or event.report == report)
        return
    for event, draft in _apply_all(db, path, ReplayState()):
        if report is None or event.report == report:
            yield event_of(event, draft)


class ActRecord(NamedTuple):
    """Something that was done, as its event says it, without its place in the chain being looked at."""

    report: int | None
    at: str
    action: str
    about: Mapping[str, JsonValue]
    by: str


def newest_acts(db: "Database", within: int) -> tuple[ActRecord, ...]:
    """What was done without changing a value, among so many of the newest events, the newest first."""
    rows = db.execute("SELECT report, content FROM events ORDER BY seq DESC LIMIT ?", [within])
    read = ((report, json.loads(content)) for report, content in rows)
    return tuple(
        ActRecord(report, event["at"], event["action"], event["about"], event.get("by", ""))
        for report, event in read
        if event["action"] in ACTS
    )


_WITHOUT_CHANGE = STARTS | ACTS


def event_of(chained: ChainedEvent, draft: Draft | None) -> Event:
    """The event as it is handed out; `draft` is its report as it stands right after it."""
    content = chained.content
    action = content["action"]
    return Event(
        chained.seq,
        chained.report,
        content["batch"],
        content["at"],
        action,
        _change(content, draft),
        ReportStart(draft.form, draft.values(), draft.notes) if draft and action in STARTS else None,
        chained.previous,
        chained.digest,
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
    if draft is None or content["action"] in _WITHOUT_CHANGE:
        return None
    place = content["place"]
    return Change(place, draft.value(place, content["before"]), draft.value(place, content["after"]))
