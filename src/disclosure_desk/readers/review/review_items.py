"""What of a reading the clerk has to review, in this order: doubtful places, remarks, broken sums, then the rest.

Each place is one item at most. A doubtful place takes the notes on it and on its row along as reasons, so that nothing
is read twice. Items with the same cause stand under one head, which is decided on for all of them or opened. The rest,
places read without doubt, is there to be checked against the source, too.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from disclosure_desk.checks import CheckContext, Finding, check, rules_of
from disclosure_desk.core.form import Form
from disclosure_desk.core.report import Report, Value
from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.model.remark import NAME_CAUSE, Remark, SourceNote, cause_of, remarks_of
from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.vocabulary.cell_value import read_cell_value

ReviewKind = Literal["doubt", "remark", "identity", "rest"]

_BLANK = "这里不是数字，先空着"
_VAGUE = "这一处读得没有把握"
_MOST_MARKED = 60
"""So many rows of the source are marked for a head: what a page of the source shows, and more."""


class ReadingChoice(NamedTuple):
    """One way to read a place: its value then, the words of the source, and the number of the source's item."""

    value: Value
    source_text: str
    source_item: int | None


class ReviewItem(NamedTuple):
    """One place or remark that the clerk reviews.

    `place` is a cell or text, "" where the remark is on the source as a whole. `source_items` are the numbers of the
    source's items that it is about, its own first; `reasons` say why to look, none where the reading is sure.
    `choices` has every way to read the place, the one taken first; a remark has none. `size`: this is the head of so
    many items, which follow it and have the same cause; 0 for any other.
    """

    key: str
    kind: ReviewKind
    place: str
    source_items: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()
    choices: tuple[ReadingChoice, ...] = ()
    size: int = 0


def items_to_review(reading: Reading) -> tuple[ReviewItem, ...]:
    """Every item of a reading in the order of review; of the program's own JSON, which has no source, the remarks."""
    doubts, used = _doubts(reading)
    items = [*doubts, *_remarks(reading, used)]
    seen = {item.place for item in items}
    if reading.items:
        broken = {place: found for place, found in broken_identities(reading.report).items() if place not in seen}
        items += [_identity(reading, place, found) for place, found in broken.items()]
        seen |= broken.keys()
        items += [_item(reading, "rest", place) for place in _read_places(reading) if place not in seen]
    return tuple(items)


def broken_identities(report: Report) -> Mapping[str, tuple[Finding, ...]]:
    """The findings that say what does not add up in a report as it was read, each under its first cell."""
    rules = {rule.id for rule in rules_of(report.form) if rule.shows_misread_figures}
    broken: dict[str, tuple[Finding, ...]] = {}
    for finding in check(report, CheckContext(imported=True)):
        if finding.rule in rules and finding.is_open:
            broken[finding.cells[0]] = (*broken.get(finding.cells[0], ()), finding)
    return broken


def reason_of(finding: Finding) -> str:
    """A finding's message with the likeliest repair, if there is one."""
    return f"{finding.message}可能的改法：{finding.repairs[0].sentence}" if finding.repairs else finding.message


def places_of(form: Form) -> Iterator[str]:
    """Every text and cell in the order of the printed form."""
    for section in form.sections:
        yield from (text.id for text in section.texts)
        if section.grid:
            yield from (cell.id for cell in form.cells.values() if cell.grid == section.grid.id)


def cell_in_row(reading: Reading, place: str) -> int | None:
    """The index of the cell in its source row that a figure comes from; None if that is not sure."""
    origin = reading.origins.get(place)
    row = reading.items[origin.item] if origin else None
    if origin is None or origin.cell is None or not isinstance(row, SourceRow):
        return None
    # A row that came in one cell was split by the reader: its indexes are not those of the source.
    found = [cell.strip() for cell in row.cells[origin.cell : origin.cell + 1]]
    return origin.cell if found and found[0] in {origin.text, origin.text.partition(" ")[0]} else None


def _source_item(reading: Reading, place: str) -> int | None:
    origin = reading.origins.get(place)
    return origin.item if origin else None


def _doubts(reading: Reading) -> tuple[list[ReviewItem], set[SourceNote]]:
    """The places that are not sure under their heads, and the notes that are among their reasons."""
    by_row: dict[int | None, list[SourceNote]] = {}
    by_place: dict[str, list[SourceNote]] = {}
    for note in reading.notes:
        if note.place:
            by_place.setdefault(note.place, []).append(note)
        elif note.kind == "doubtful":
            by_row.setdefault(note.item, []).append(note)
    groups: dict[tuple[str, ...], list[tuple[ReviewItem, tuple[SourceNote, ...]]]] = {}
    for place in places_of(reading.report.form):
        own = by_place.get(place, [])
        if place not in reading.unsure and place not in reading.others and not own:
            continue
        row = _source_item(reading, place)
        on_row = by_row.get(row, []) if row is not None and place in reading.unsure else []
        reasons = [_BLANK if note.kind == "original" else note.text for note in own]
        reasons += [note.reason for note in on_row]
        if place in reading.others:
            reasons.append(f"原文里有 {len(reading.others[place]) + 1} 种读法")
        item = _item(reading, "doubt", place, tuple(dict.fromkeys(reasons)) or (_VAGUE,))
        # A choice between readings is made place by place.
        cause = (place,) if place in reading.others else tuple(sorted({cause_of(note) for note in (*own, *on_row)}))
        groups.setdefault(cause, []).append((item, (*own, *on_row)))
    items = [one for members in groups.values() for one in _doubts_of_one_cause(members)]
    return items, {note for members in groups.values() for _, notes in members for note in notes}


def _doubts_of_one_cause(members: Sequence[tuple[ReviewItem, tuple[SourceNote, ...]]]) -> Iterator[ReviewItem]:
    items = [item for item, _ in members]
    remarks = remarks_of(note for _, notes in members for note in notes)
    reasons = tuple(one.notes[0].reason or one.text if len(one.notes) == 1 else one.text for one in remarks)
    yield from _under_head(items, reasons or (_VAGUE,))


def _under_head(items: Sequence[ReviewItem], reasons: tuple[str, ...]) -> Iterator[ReviewItem]:
    """The items behind a head, if there is more than one."""
    if len(items) > 1:
        rows = list(dict.fromkeys(row for item in items for row in item.source_items))
        key = f"head.{items[0].key}"
        yield ReviewItem(key, items[0].kind, "", tuple(rows[:_MOST_MARKED]), reasons, size=len(items))
    yield from items


def _remarks(reading: Reading, used: Collection[SourceNote]) -> Iterator[ReviewItem]:
    numbers = {note: number for number, note in reversed([*enumerate(reading.notes)])}
    remarks = remarks_of(note for note in reading.notes if note not in used)
    seen = {cause_of(note) for note in used}
    # The clerk is asked for the name itself, and what is said of a row at its cells is not said once more in general.
    for remark in (one for one in remarks if one.cause != NAME_CAUSE and not (one.cause in seen and _is_general(one))):
        items = [_remark(numbers[note], note, note.text) for note in remark.notes]
        yield from _under_head(items, (remark.text,)) if len(items) > 1 else [items[0]._replace(reasons=(remark.text,))]


def _is_general(remark: Remark) -> bool:
    return all(note.item is None and not note.place for note in remark.notes)


def _remark(number: int, note: SourceNote, text: str) -> ReviewItem:
    return ReviewItem(f"remark.{number}", "remark", "", () if note.item is None else (note.item,), (text,))


def _item(reading: Reading, kind: ReviewKind, place: str, reasons: tuple[str, ...] = ()) -> ReviewItem:
    origin = reading.origins.get(place)
    taken = ReadingChoice(reading.report.value(place), origin.text if origin else "", origin.item if origin else None)
    choices = [taken, *_other_choices(reading, place)]
    items = dict.fromkeys(choice.source_item for choice in choices if choice.source_item is not None)
    return ReviewItem(place, kind, place, tuple(items), reasons, tuple(choices))


def _identity(reading: Reading, place: str, findings: Iterable[Finding]) -> ReviewItem:
    """An item about all rows that an identity adds up, its own first."""
    item = _item(reading, "identity", place)
    found = (_source_item(reading, cell) for finding in findings for cell in finding.cells)
    rows = [row for row in found if row is not None]
    return item._replace(source_items=tuple(dict.fromkeys((*item.source_items, *rows))))


def _other_choices(reading: Reading, place: str) -> Iterator[ReadingChoice]:
    for other in reading.others.get(place, ()):
        cell = reading.report.form.cells.get(place)
        value: Value = read_cell_value(other.text, cell.column.unit).figure if cell else other.text
        yield ReadingChoice(value, other.text, other.item)


def _read_places(reading: Reading) -> Iterator[str]:
    """Every place of the texts and tables that the source has, also the cells that stayed blank."""
    cells = reading.report.form.cells
    grids = {cells[place].grid for place in reading.origins if place in cells}
    for place in places_of(reading.report.form):
        if place in reading.origins or (place in cells and cells[place].grid in grids):
            yield place
