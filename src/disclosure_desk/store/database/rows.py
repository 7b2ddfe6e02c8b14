"""The rows of the reports: as they are now, beside the audit trail that says how they came to be so."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from disclosure_desk.core.form import Form
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import HEADER_NAMES, Note, Report
from disclosure_desk.core.toml_table import FormError
from disclosure_desk.store.database.schema import check_shape
from disclosure_desk.store.errors import UNTOUCHED, StoreError, form_error
from disclosure_desk.store.events.draft import Draft
from disclosure_desk.store.settings import SECRET
from disclosure_desk.store.sqlite_access import Database, reading


class ReportEntry(NamedTuple):
    """A report in the list; `changed` is the ISO local time of its newest change."""

    id: int
    unit: str
    year: int
    changed: str


def read_entries(db: Database) -> Iterator[ReportEntry]:
    """Every report, the newest year first, then by unit."""
    rows = db.execute("SELECT id, unit, year, changed FROM reports ORDER BY year DESC, unit, id")
    return (ReportEntry(*row) for row in rows)


def report_of(drafts: Mapping[int, Draft], report_id: int, forms: Callable[[str], Form]) -> Report:
    """The report of a draft that was read; raises StoreError where there is none, or no form for it."""
    if report_id not in drafts:
        raise StoreError(f"数据里没有第 {report_id} 份报告。{UNTOUCHED}请关闭程序后重新打开，再从列表里选。")
    draft = drafts[report_id]
    try:
        return draft.report(forms(draft.form))
    except (FormError, KeyError) as error:
        raise form_error(draft.unit, draft.year, draft.form) from error


def read_drafts(db: Database, report: int | None = None) -> dict[int, Draft]:
    """The drafts in the tables by id: of one report, or of all.

    Raises LookupError where a row belongs to no report, and sqlite3.Error where a table is gone: `rows_where` of the
    library would answer nothing then.
    """
    drafts = {
        row[0]: Draft(row[1], row[2], row[3], {}, {}, (), row[4], row[5])
        for row in _select(db, "SELECT id, form, unit, year, last, changed FROM reports {} ", "id", report)
    }
    for number, place, digits in _select(db, "SELECT report, place, figure FROM figures {}", "report", report):
        drafts[number].cells[place] = digits
    for number, place, text in _select(db, "SELECT report, place, text FROM texts {}", "report", report):
        drafts[number].texts[place] = text
    notes = "SELECT report, kind, place, text FROM notes {} ORDER BY report, number"
    for number, *note in _select(db, notes, "report", report):
        drafts[number].notes += (Note(*note),)
    return drafts


def _select(db: Database, query: str, key: str, report: int | None) -> Iterator[tuple[Any, ...]]:
    if report is None:
        return db.execute(query.format(""))
    # The plus keeps SQLite from using an index: one with a flipped bit would hide rows that `verify` has seen.
    return db.execute(query.format(f"WHERE +{key} = ?"), [report])


def readable_drafts(path: Path) -> dict[int, Draft]:
    """The drafts in the tables of a data file that may be damaged; none where they cannot be read."""
    try:
        with reading(path) as connection:
            db = Database(connection)
            check_shape(db, path)
            drafts = read_drafts(db)
            for draft in drafts.values():
                draft.values()  # a figure that is none is met here, not where it is shown
            return drafts
    except (StoreError, sqlite3.Error, LookupError, ValueError, ArithmeticError):
        return {}


def secrets_in(path: Path) -> list[tuple[str, str]]:
    """The secrets in a data file that may be damaged, by name; none where they cannot be read."""
    return [(name, value) for name, value in readable_settings(path).items() if name.startswith(SECRET)]


def readable_settings(path: Path) -> dict[str, str]:
    """The settings in a data file that may be damaged; none where they cannot be read."""
    try:
        with reading(path) as connection:
            db = Database(connection)
            check_shape(db, path)
            return {str(name): str(value) for name, value in db.execute("SELECT name, value FROM settings")}
    except (StoreError, sqlite3.Error, UnicodeDecodeError):
        return {}


def insert_draft(db: Database, report: int, draft: Draft) -> None:
    """The rows of a report under that id."""
    head = {"form": draft.form, "unit": draft.unit, "year": draft.year, "last": draft.last, "changed": draft.changed}
    db.table("reports").insert({"id": report, **head})
    db.table("figures").insert_all(
        {"report": report, "place": place, "figure": digits} for place, digits in draft.cells.items()
    )
    db.table("texts").insert_all(
        {"report": report, "place": place, "text": text} for place, text in draft.texts.items()
    )
    insert_notes(db, report, draft.notes)


def insert_notes(db: Database, report: int, notes: Iterable[Note]) -> None:
    """The rows of a report's notes, in their order."""
    db.table("notes").insert_all(
        {"report": report, "number": number, "kind": note.kind, "place": note.place, "text": note.text}
        for number, note in enumerate(notes, 1)
    )


def read_notes(db: Database, report: int) -> list[Note]:
    """A report's notes, in their order."""
    rows = db.execute("SELECT kind, place, text FROM notes WHERE report = ? ORDER BY number", [report])
    return [Note(*row) for row in rows]


def place_name(form: str, place: str) -> str:
    """What messages call a place of an edition of the form, which this program need not have."""
    if place in HEADER_NAMES:
        return HEADER_NAMES[place]
    try:
        return load_form(form).place_name(place)
    except (FormError, KeyError):
        return f"“{place}”"
