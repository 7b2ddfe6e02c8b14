"""What one transaction writes: rows, and with each of them the event that says so. The caller opens the transaction."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form import EXPLANATION
from disclosure_desk.core.report import NOTES, UNIT, YEAR, Change, Value, notes_from_text, notes_to_text
from disclosure_desk.store.database.rows import insert_draft, insert_notes, place_name, read_notes
from disclosure_desk.store.errors import StoreError, refused_write
from disclosure_desk.store.event_meta import EventMeta
from disclosure_desk.store.events.draft import Draft, JsonValue, digits_of, json_figure
from disclosure_desk.store.events.event import ChainedEvent, event_head
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.events.statements import append_event, trail_end
from disclosure_desk.store.settings import Secrets, with_secrets

if TYPE_CHECKING:
    from disclosure_desk.store.sqlite_access import Database

# A row changes only where it still has the value that the change starts from; the number of rows says whether it had.
_FIGURE = "UPDATE figures SET figure = ? WHERE report = ? AND place = ? AND figure IS ?"
_TEXT = "UPDATE texts SET text = ? WHERE report = ? AND place = ? AND text IS ?"
_UNIT = "UPDATE reports SET unit = ? WHERE id = ? AND 'unit' = ? AND unit IS ?"
_YEAR = "UPDATE reports SET year = ? WHERE id = ? AND 'year' = ? AND year IS ?"
_EMPTY_TEXT = "INSERT OR IGNORE INTO texts SELECT id, ?, '' FROM reports WHERE id = ?"
_FIGURE_TYPES = (int, Decimal, type(None))


def insert_report(db: "Database", draft: Draft) -> int:
    """The rows of a new report; its id. Its first event must be the next one."""
    draft.last = trail_end(db)[0] + 1
    report = int(db.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM reports").fetchone()[0])
    insert_draft(db, report, draft)
    return report


def insert_trail(
    db: "Database", events: Iterable[tuple[ChainedEvent, bytes]], state: ReplayState, secrets: Secrets
) -> None:
    """Fill an empty file: the events with their canonical JSON, and the rows that `state` has after the last one."""
    rows = [
        {"seq": event.seq, "report": event.report, "content": content.decode(), "digest": event.digest}
        for event, content in events
    ]
    for report, draft in state.drafts.items():
        insert_draft(db, report, draft)
    settings = with_secrets(state.settings, secrets)
    db.table("settings").insert_all({"name": name, "value": value} for name, value in settings.items())
    db.table("events").insert_all(rows)
    db.execute("UPDATE desk SET last = ?", [state.last])


def record_start(db: "Database", report: int, draft: Draft, action: str, meta: EventMeta) -> None:
    """The event that begins a report, with the whole of it."""
    last, digest = trail_end(db)
    append_event(db, {**event_head(last + 1, report, last + 1, action, meta), "draft": draft.document()}, digest)


def record_steps(db: "Database", report: int, changes: Sequence[Change], action: str, meta: EventMeta) -> None:
    """The changes one after the other, each in its row and as an event; raises StoreError where one does not fit.

    This is what every key of the clerk waits for, so the statements are SQL: the library's `insert` and `update` take
    0.1 ms each where these take 5 µs.
    """
    last, digest = trail_end(db)
    for seq, change in enumerate(changes, last + 1):
        before, after = _write(db, report, change)
        content = {"place": change.place, "before": before, "after": after}
        digest = append_event(db, {**event_head(seq, report, last + 1, action, meta), **content}, digest)
    db.execute("UPDATE reports SET last = ?, changed = ? WHERE id = ?", [last + len(changes), meta.at, report])


def record_act(db: "Database", report: int | None, action: str, about: Mapping[str, JsonValue], meta: EventMeta) -> int:
    """The event of something done that changes no value; its number."""
    last, digest = trail_end(db)
    append_event(db, {**event_head(last + 1, report, last + 1, action, meta), "about": dict(about)}, digest)
    return last + 1


def _write(db: "Database", report: int, change: Change) -> tuple[JsonValue, JsonValue]:
    """Write a change into its row; the values before and after as JSON has them."""
    before, after = change.before, change.after
    if isinstance(before, str) and isinstance(after, str):
        if change.place.startswith(EXPLANATION):
            _write_explanation(db, report, change, before, after)
        elif change.place == NOTES:
            _write_notes(db, report, change, before, after)
        else:
            _update(db, _UNIT if change.place == UNIT else _TEXT, report, change, before, after)
        return before, after
    if change.place == YEAR and type(before) is type(after) is int:
        _update(db, _YEAR, report, change, before, after)
        return before, after
    was, now = _digits(db, report, change, before), _digits(db, report, change, after)
    _update(db, _FIGURE, report, change, was, now)
    return json_figure(was), json_figure(now)


def _write_explanation(db: "Database", report: int, change: Change, before: str, after: str) -> None:
    """Write it as a text that has a row only while it is not empty."""
    db.execute(_EMPTY_TEXT, [change.place, report])
    _update(db, _TEXT, report, change, before, after)
    db.table("texts").delete_where("report = ? AND place = ? AND text = ''", [report, change.place])


def _write_notes(db: "Database", report: int, change: Change, before: str, after: str) -> None:
    """Write other notes in the place of all that there are."""
    if notes_to_text(read_notes(db, report)) != before:
        raise _mismatch(db, report, change)
    db.table("notes").delete_where("report = ?", [report])
    insert_notes(db, report, notes_from_text(after))


def _update(  # noqa: PLR0913, PLR0917 - a statement and the four values it takes
    db: "Database", statement: str, report: int, change: Change, before: JsonValue, after: JsonValue
) -> None:
    if db.execute(statement, [after, report, change.place, before]).rowcount != 1:
        raise _mismatch(db, report, change)


def _digits(db: "Database", report: int, change: Change, value: Value) -> str | None:
    if type(value) not in _FIGURE_TYPES:
        raise _mismatch(db, report, change)
    return digits_of(cast("Figure | None", value))


def _mismatch(db: "Database", report: int, change: Change) -> StoreError:
    """The error that the change does not start from what is stored."""
    form = db.execute("SELECT form FROM reports WHERE id = ?", [report]).fetchone()
    name = place_name(form[0], change.place) if form else f"第 {report} 份报告"
    return refused_write(
        f"{name}里存着的内容和窗口里的不一样",
        "请关掉这份报告再打开，看到的就是存着的内容，然后再改。",
    )
