"""What of a reading wants a look, in the order a clerk walks: doubtful places, remarks, broken sums, then the rest."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from disclosure_desk.checks import CheckContext, Finding, check
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Note, Report, Value
from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.model.source_items import SourceItem, SourceRow
from disclosure_desk.readers.vocabulary.cell_value import read_value

Kind = Literal["doubt", "remark", "identity", "rest"]

_IDENTITIES = frozenset({"balance", "sum", "whole", "split_digits"})
"""The kinds of rule by which a figure in a wrong cell shows; a blank shows by itself."""

_BLANK = "这里不是数字，先空着"
_VAGUE = "这一处读得没有把握"
_SEPARATOR = "："


class Choice(NamedTuple):
    """One way to read a place: what it would hold, what stands in the source for it, and which item that is."""

    value: Value
    stood: str
    item: int | None


class Stop(NamedTuple):
    """One stop of the walk.

    `place` is a cell or text, "" where the source as a whole is spoken of. `items` are the numbers of the source's
    items that it is about, its own first; `reasons` say why it wants a look, and are none for what is sure.
    `choices` has every way to read the place, the one taken first; a remark has none.
    """

    key: str
    kind: Kind
    place: str
    items: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


def walk(reading: Reading) -> tuple[Stop, ...]:
    """Every stop of a reading, each place once; the program's own JSON has no source to look at but its remarks."""
    doubts, noted = _doubts(reading)
    stops = [*doubts, *_remarks(reading, noted)]
    seen = {stop.place for stop in stops}
    if reading.items:
        broken = {place: found for place, found in broken_identities(reading.report).items() if place not in seen}
        stops += [_identity(reading, place, found) for place, found in broken.items()]
        seen |= broken.keys()
        stops += [_stop(reading, "rest", place) for place in _read_places(reading) if place not in seen]
    return tuple(stops)


def broken_identities(report: Report) -> Mapping[str, tuple[Finding, ...]]:
    """What does not add up in a report as it was read, by the cell that each finding is about first."""
    rules = {rule.id for rule in report.form.rules if rule.kind in _IDENTITIES}
    broken: dict[str, tuple[Finding, ...]] = {}
    for finding in check(report, CheckContext(imported=True)):
        if finding.rule in rules and finding.is_open:
            broken[finding.cells[0]] = (*broken.get(finding.cells[0], ()), finding)
    return broken


def told(finding: Finding) -> str:
    """A finding with the likeliest way it came about."""
    return f"{finding.message}可能的改法：{finding.repairs[0].sentence}" if finding.repairs else finding.message


def places_of(form: Form) -> Iterator[str]:
    """Every text and cell in the order of the printed form."""
    for section in form.sections:
        yield from (text.id for text in section.texts)
        if section.grid:
            yield from (cell.id for cell in form.cells.values() if cell.grid == section.grid.id)


def cell_in_row(reading: Reading, place: str) -> int | None:
    """Which cell of its row a figure stands in; None if that is not sure."""
    origin = reading.origins.get(place)
    row = reading.items[origin.item] if origin else None
    if origin is None or origin.cell is None or not isinstance(row, SourceRow):
        return None
    # A row that came in one cell was taken apart: its places are not those of the source.
    stood = [cell.strip() for cell in row.cells[origin.cell : origin.cell + 1]]
    return origin.cell if stood and stood[0] in {origin.text, origin.text.partition(" ")[0]} else None


def _item(reading: Reading, place: str) -> int | None:
    origin = reading.origins.get(place)
    return origin.item if origin else None


def _doubts(reading: Reading) -> tuple[list[Stop], set[Note]]:
    """The places that are not sure, and the remarks that are told there."""
    by_item = _items_by_text(reading.items)
    stops: list[Stop] = []
    noted: set[Note] = set()
    for place in places_of(reading.report.form):
        own = [note for note in reading.remarks if note.place == place]
        if place not in reading.unsure and place not in reading.others and not own:
            continue
        item = _item(reading, place)
        rows = [note for note in reading.remarks if not note.place and _named(note, by_item) == item is not None]
        rows = [note for note in rows if note.kind == "doubtful"] if place in reading.unsure else []
        noted.update(own, rows)
        reasons = [*map(_reason, own), *(note.text.partition(_SEPARATOR)[0] for note in rows)]
        if place in reading.others:
            reasons.append(f"原文里有 {len(reading.others[place]) + 1} 种读法")
        stops.append(_stop(reading, "doubt", place, tuple(reasons) or (_VAGUE,)))
    return stops, noted


def _reason(note: Note) -> str:
    return _BLANK if note.kind == "original" else note.text


def _remarks(reading: Reading, noted: set[Note]) -> Iterator[Stop]:
    by_item = _items_by_text(reading.items)
    for number, note in enumerate(reading.remarks):
        if note not in noted:
            item = _named(note, by_item)
            yield Stop(f"remark.{number}", "remark", "", () if item is None else (item,), (note.text,))


def _items_by_text(items: Iterable[SourceItem]) -> Mapping[str, int]:
    numbered: dict[str, int] = {}
    for number, item in enumerate(items):
        numbered.setdefault(item.text, number)
    return numbered


def _named(note: Note, by_text: Mapping[str, int]) -> int | None:
    """The item that a remark quotes after its colon."""
    parts = note.text.split(_SEPARATOR)
    quoted = (_SEPARATOR.join(parts[start:]) for start in range(1, len(parts)))
    return next((by_text[text] for text in quoted if text in by_text), None)


def _stop(reading: Reading, kind: Kind, place: str, reasons: tuple[str, ...] = ()) -> Stop:
    origin = reading.origins.get(place)
    taken = Choice(reading.report.value(place), origin.text if origin else "", origin.item if origin else None)
    choices = [taken, *_others(reading, place)]
    items = dict.fromkeys(choice.item for choice in choices if choice.item is not None)
    return Stop(place, kind, place, tuple(items), reasons, tuple(choices))


def _identity(reading: Reading, place: str, findings: Iterable[Finding]) -> Stop:
    """A stop that is about all rows of an identity, its own first."""
    stop = _stop(reading, "identity", place)
    cells = (cell for finding in findings for cell in finding.cells)
    items = [item for item in (_item(reading, cell) for cell in cells) if item is not None]
    return stop._replace(items=tuple(dict.fromkeys((*stop.items, *items))))


def _others(reading: Reading, place: str) -> Iterator[Choice]:
    for other in reading.others.get(place, ()):
        cell = reading.report.form.cells.get(place)
        value: Value = read_value(other.text, cell.column.unit).figure if cell else other.text
        yield Choice(value, other.text, other.item)


def _read_places(reading: Reading) -> Iterator[str]:
    """Every place of the texts and tables that the source has, also the cells that stayed blank."""
    cells = reading.report.form.cells
    grids = {cells[place].grid for place in reading.origins if place in cells}
    for place in places_of(reading.report.form):
        if place in reading.origins or (place in cells and cells[place].grid in grids):
            yield place
