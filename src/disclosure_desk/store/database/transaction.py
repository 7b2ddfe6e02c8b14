"""What one transaction writes: the live rows, and beside each the event that tells of it."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form import EXPLANATION
from disclosure_desk.core.report import NOTES, UNIT, YEAR, Change, Note, Value, notes_from_text, notes_to_text
from disclosure_desk.store.database.audit_trail import place_name
from disclosure_desk.store.errors import StoreError, refused_write
from disclosure_desk.store.event_meta import EventMeta
from disclosure_desk.store.events.draft import Draft, JsonValue, digits_of, json_figure
from disclosure_desk.store.events.event import ChainedEvent, event_head
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.events.statements import append_event, trail_end
from disclosure_desk.store.settings import Secrets, with_secrets

if TYPE_CHECKING:
    from sqlite_utils import Database

_FIGURE = "UPDATE figures SET figure = ? WHERE report = ? AND place = ? AND figure IS ?"
_TEXT = "UPDATE texts SET text = ? WHERE report = ? AND place = ? AND text IS ?"
_UNSAID = "INSERT OR IGNORE INTO texts SELECT id, ?, '' FROM reports WHERE id = ?"
_SILENT = "DELETE FROM texts WHERE report = ? AND place = ? AND text = ''"
_UNIT = "UPDATE reports SET unit = ? WHERE id = ? AND 'unit' = ? AND unit IS ?"
_YEAR = "UPDATE reports SET year = ? WHERE id = ? AND 'year' = ? AND year IS ?"
_NOTES = "SELECT kind, place, text FROM notes WHERE report = ? ORDER BY number"
_FIGURE_TYPES = (int, Decimal, type(None))


def insert(db: "Database", draft: Draft) -> int:
    """The live rows of a new report, the id of which is answered; its first event is the next one."""
    draft.last = trail_end(db)[0] + 1
    report = int(db.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM reports").fetchone()[0])
    insert_rows(db, report, draft)
    return report


def insert_rows(db: "Database", report: int, draft: Draft) -> None:
    """The live rows of a report under that id."""
    head = [report, draft.form, draft.unit, draft.year, draft.last, draft.changed]
    db.execute("INSERT INTO reports (id, form, unit, year, last, changed) VALUES (?, ?, ?, ?, ?, ?)", head)
    tables: dict[str, list[tuple[Any, ...]]] = {
        "figures (report, place, figure) VALUES (?, ?, ?)": [(report, *cell) for cell in draft.cells.items()],
        "texts (report, place, text) VALUES (?, ?, ?)": [(report, *text) for text in draft.texts.items()],
    }
    for table, rows in tables.items():
        db.conn.executemany(f"INSERT INTO {table}", rows)
    _insert_notes(db, report, draft.notes)


def _insert_notes(db: "Database", report: int, notes: Iterable[Note]) -> None:
    rows = [(report, number, note.kind, note.place, note.text) for number, note in enumerate(notes, 1)]
    db.conn.executemany("INSERT INTO notes (report, number, kind, place, text) VALUES (?, ?, ?, ?, ?)", rows)


def lay_down(
    db: "Database", events: Iterable[tuple[ChainedEvent, bytes]], state: ReplayState, secrets: Secrets
) -> None:
    """The rows of a whole trail in an empty file, word for word, and of what `state` has become by its end."""
    rows = [(event.seq, event.report, content.decode(), event.digest) for event, content in events]
    for report, draft in state.drafts.items():
        insert_rows(db, report, draft)
    chosen = with_secrets(state.settings, secrets)
    db.conn.executemany("INSERT INTO settings (name, value) VALUES (?, ?)", chosen.items())
    db.conn.executemany("INSERT INTO events (seq, report, content, digest) VALUES (?, ?, ?, ?)", rows)
    db.execute("UPDATE desk SET last = ?", [state.last])


def record_start(db: "Database", report: int, draft: Draft, action: str, meta: EventMeta) -> None:
    """The event that tells the whole of a new report."""
    last, digest = trail_end(db)
    append_event(db, {**event_head(last + 1, report, last + 1, action, meta), "draft": draft.document()}, digest)


def record_steps(db: "Database", report: int, changes: Sequence[Change], action: str, meta: EventMeta) -> None:
    """The changes one after the other, each in its row and as an event; StoreError where one does not fit."""
    last, digest = trail_end(db)
    for seq, change in enumerate(changes, last + 1):
        before, after = _put(db, report, change)
        what = {"place": change.place, "before": before, "after": after}
        digest = append_event(db, {**event_head(seq, report, last + 1, action, meta), **what}, digest)
    db.execute("UPDATE reports SET last = ?, changed = ? WHERE id = ?", [last + len(changes), meta.at, report])


def record_act(db: "Database", report: int | None, action: str, about: Mapping[str, JsonValue], meta: EventMeta) -> int:
    """The event that tells of something done which changes no value; answers its number."""
    last, digest = trail_end(db)
    append_event(db, {**event_head(last + 1, report, last + 1, action, meta), "about": dict(about)}, digest)
    return last + 1


def _put(db: "Database", report: int, change: Change) -> tuple[JsonValue, JsonValue]:
    """Let the change's value stand in its row; answers what stood there and what stands now, as in JSON."""
    before, after = change.before, change.after
    if change.place.startswith(EXPLANATION) and isinstance(before, str) and isinstance(after, str):
        _explain(db, report, change, before, after)
        return before, after
    if change.place == NOTES and isinstance(before, str) and isinstance(after, str):
        _note_anew(db, report, change, before, after)
        return before, after
    if isinstance(before, str) and isinstance(after, str):
        _update(db, _UNIT if change.place == UNIT else _TEXT, report, change, before, after)
        return before, after
    if change.place == YEAR and type(before) is type(after) is int:
        _update(db, _YEAR, report, change, before, after)
        return before, after
    was, now = _digits(db, report, change, before), _digits(db, report, change, after)
    _update(db, _FIGURE, report, change, was, now)
    return json_figure(was), json_figure(now)


def _explain(db: "Database", report: int, change: Change, before: str, after: str) -> None:
    """As a text, but one that has a row only while something is said."""
    db.execute(_UNSAID, [change.place, report])
    _update(db, _TEXT, report, change, before, after)
    db.execute(_SILENT, [report, change.place])


def _note_anew(db: "Database", report: int, change: Change, before: str, after: str) -> None:
    """Other notes in the place of all that there are."""
    stands = [Note(*row) for row in db.execute(_NOTES, [report])]
    if notes_to_text(stands) != before:
        raise _misfit(db, report, change)
    db.execute("DELETE FROM notes WHERE report = ?", [report])
    _insert_notes(db, report, notes_from_text(after))


def _update(  # noqa: PLR0913, PLR0917 - a statement and the four values it takes
    db: "Database", statement: str, report: int, change: Change, before: JsonValue, after: JsonValue
) -> None:
    if db.execute(statement, [after, report, change.place, before]).rowcount != 1:
        raise _misfit(db, report, change)


def _digits(db: "Database", report: int, change: Change, value: Value) -> str | None:
    if type(value) not in _FIGURE_TYPES:
        raise _misfit(db, report, change)
    return digits_of(cast("Figure | None", value))


def _misfit(db: "Database", report: int, change: Change) -> StoreError:
    form = db.execute("SELECT form FROM reports WHERE id = ?", [report]).fetchone()
    name = place_name(form[0], change.place) if form else f"第 {report} 份报告"
    return refused_write(
        f"{name}里存着的内容和窗口里的不一样",
        "请关掉这份报告再打开，看到的就是存着的内容，然后再改。",
    )
