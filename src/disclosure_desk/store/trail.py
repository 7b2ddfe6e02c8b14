"""Reading the data file two ways, the live rows and the events replayed, and telling where they part."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_desk.form_file import load_form
from disclosure_desk.report import UNIT, YEAR, Change, Note
from disclosure_desk.store.draft import Draft
from disclosure_desk.store.errors import broken
from disclosure_desk.store.events import STARTS, Event, Sealed, Start, take, walk
from disclosure_desk.strict_table import FormError

if TYPE_CHECKING:
    from sqlite_utils import Database

_HEADER = {UNIT: "单位名称", YEAR: "年份"}


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


def _rows(db: "Database", query: str, key: str, report: int | None) -> Iterator[tuple[Any, ...]]:
    if report is None:
        return db.execute(query.format(""))
    return db.execute(query.format(f"WHERE {key} = ?"), [report])


def replayed(db: "Database", path: Path) -> dict[int, Draft]:
    """The drafts that the events add up to by id; raises StoreError at the first event that does not fit."""
    return {event.report: draft for event, draft in _follow(db, path)}


def _follow(db: "Database", path: Path) -> Iterator[tuple[Sealed, Draft]]:
    """Every event with its report as it is after it."""
    drafts: dict[int, Draft] = {}
    for event in walk(db, path):
        try:
            draft = take(drafts, event)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise broken(path, f"第 {event.seq} 条修改记录接不上它前面的记录") from error
        yield event, draft


def verify(db: "Database", path: Path) -> None:
    """Raise StoreError unless the chain holds and its replay is what the tables say."""
    told = replayed(db, path)
    try:
        stands = live(db)
    except LookupError as error:
        raise broken(path, f"有内容不属于任何报告（第 {error.args[0]} 份）") from error
    last = max((draft.last for draft in told.values()), default=0)
    newest = max((draft.last for draft in stands.values()), default=0)
    if newest > last:
        raise broken(path, f"修改记录应当有 {newest} 条，只有 {last} 条，最后的不见了")
    for report in sorted(stands.keys() | told.keys()):
        if report not in stands or report not in told:
            raise broken(path, f"{'修改记录' if report in stands else '报告列表'}里没有第 {report} 份报告")
        if stands[report] != told[report]:
            raise broken(path, _difference(stands[report], told[report]))


def _difference(stands: Draft, told: Draft) -> str:
    here, there = stands.standing(), told.standing()
    apart = next((place for place in {**there, **here} if here.get(place, here) != there.get(place, there)), None)
    where = "" if apart is None else f"的{place_name(told.form, apart)}"
    return f"“{told.unit}”{told.year} 年的报告{where}和修改记录里的不一样"


def place_name(form: str, place: str) -> str:
    """How messages call a place of a form, which need not be one of this program's."""
    if place in _HEADER:
        return _HEADER[place]
    try:
        return load_form(form).place_name(place)
    except (FormError, KeyError):
        return f"“{place}”"


def events(db: "Database", path: Path, report: int) -> Iterator[Event]:
    """The events of one report in order; raises StoreError at the first that does not fit."""
    return (_event(event, draft) for event, draft in _follow(db, path) if event.report == report)


def _event(sealed: Sealed, draft: Draft) -> Event:
    content = sealed.content
    head = (sealed.seq, sealed.report, content["batch"], content["at"], content["action"])
    if content["action"] in STARTS:
        start = Start(draft.form, draft.values(), draft.notes)
        return Event(*head, None, start, sealed.previous, sealed.digest)
    place = content["place"]
    change = Change(place, draft.value(place, content["before"]), draft.value(place, content["after"]))
    return Event(*head, change, None, sealed.previous, sealed.digest)
