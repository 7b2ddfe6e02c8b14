"""One year's figures and texts of one unit: the values, the changes they undergo, and the one owner of both."""

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from disclosure_desk.core.figure import Figure, figure
from disclosure_desk.core.form import EXPLANATION, Form

Value = Figure | str | None
"""What stands at a place: a figure or None in a cell, a string in a text and in `unit`, an int in `year`."""

UNIT, YEAR = "unit", "year"
"""The two places of a report that are neither cell nor text nor explanation."""

FIRST_YEAR, LAST_YEAR = 2008, 2099
"""Of the years that somebody may say a report is of: the duty to report began with 2008."""

NOTES = "notes"
"""The place of all that was noted when a report was read from a file; its value is the notes as a text."""

CONTRADICTED = "contradicted"
"""The kind of the note on a cell for which the source has two figures; it stays until the clerk has decided."""

HEADER_NAMES = {UNIT: "机关全称", YEAR: "统计年度", NOTES: "导入时的提示"}
"""What those places are called that the form does not name."""


class Change(NamedTuple):
    """One place going from one value to another: the undo record, the audit row and the hint what to repaint."""

    place: str
    before: Value
    after: Value

    def inverse(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.place, self.after, self.before)


class Note(NamedTuple):
    """A remark kept with the report, above all what its source had that no cell could take.

    kind: `original` (a cell came in blank, text is what stood there), `unplaced` (a line of the source that has no
    place in the form), `doubtful` (taken, but worth a look), `contradicted` (the source has the cell twice, text ends
    with both figures, the taken one first); `title`, `heading` and `label`: official words of the source that differ.
    """

    kind: str
    place: str
    text: str


def notes_to_text(notes: Iterable[Note]) -> str:
    """Notes as one text, in JSON; "" where there are none."""
    entries = [[note.kind, note.place, note.text] for note in notes]
    return json.dumps(entries, ensure_ascii=False) if entries else ""


def notes_from_text(text: str) -> tuple[Note, ...]:
    """The notes in such a text; raises ValueError or TypeError where it holds none."""
    return tuple(Note(*map(str, entry)) for entry in json.loads(text)) if text else ()


class Report:  # noqa: PLW1641 - it changes, so it has no hash
    """The figures and texts of one unit's report; changed only through `apply`."""

    def __init__(
        self,
        form: Form,
        unit: str,
        year: int,
        values: tuple[dict[str, str], dict[str, Figure | None], dict[str, str]],
        notes: tuple[Note, ...],
    ) -> None:
        """Take over texts, figures and explanations by their places; `new_report` sorts them out."""
        self.form, self.unit, self.year, self.notes = form, unit, year, notes
        self._texts, self._cells, self._explanations = values

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and vars(self) == vars(other)

    def with_notes(self, notes: Iterable[Note]) -> "Report":
        """The same report with other notes."""
        values = dict(self._texts), dict(self._cells), dict(self._explanations)
        return Report(self.form, self.unit, self.year, values, tuple(notes))

    @property
    def explanations(self) -> Mapping[str, str]:
        """What the clerk answered to findings, by their places; nothing is kept where nothing is said."""
        return MappingProxyType(self._explanations)

    @property
    def texts(self) -> Mapping[str, str]:
        """Every text by its id; "" where nothing is written."""
        return MappingProxyType(self._texts)

    @property
    def cells(self) -> Mapping[str, Figure | None]:
        """Every figure as it was keyed, by the cell's id; None is blank, and not 0."""
        return MappingProxyType(self._cells)

    @property
    def title(self) -> str:
        """The official title."""
        return self.form.report_title(self.unit, self.year)

    def value(self, place: str) -> Value:
        """What stands at a cell, a text, an explanation, `unit`, `year` or `notes`."""
        if place in self._cells:
            return self._cells[place]
        if place in self._texts:
            return self._texts[place]
        if place.startswith(EXPLANATION):
            return self._explanations.get(place, "")
        header: dict[str, Value] = {UNIT: self.unit, YEAR: self.year, NOTES: notes_to_text(self.notes)}
        return header[place]

    def apply(self, changes: Iterable[Change]) -> None:
        """Carry out the changes; all of them, or none if one does not start from what stands here."""
        for place, value in self.after(changes).items():
            self._put(place, value)

    def after(self, changes: Iterable[Change]) -> dict[str, Value]:
        """What the changes would leave at each place; raises ValueError if one does not start from what stands here."""
        values: dict[str, Value] = {}
        for change in changes:
            stands = values[change.place] if change.place in values else self.value(change.place)
            if stands != change.before or type(stands) is not type(change.before):
                raise ValueError(f"{change.place}: {stands!r} stands here, not {change.before!r}")
            values[change.place] = change.after
        return values

    def _put(self, place: str, value: Value) -> None:
        if place in self._cells:
            self._cells[place] = value  # type: ignore[assignment]
        elif place in self._texts:
            self._texts[place] = str(value)
        elif place.startswith(EXPLANATION):
            self._explain(place, str(value))
        elif place == UNIT:
            self.unit = str(value)
        elif place == NOTES:
            self.notes = notes_from_text(str(value))
        else:
            self.year = int(value)  # type: ignore[arg-type]

    def _explain(self, place: str, sentence: str) -> None:
        self._explanations.pop(place, None)
        if sentence:
            self._explanations[place] = sentence

    def figure(self, cell_id: str) -> Figure | None:
        """The figure that is printed: as keyed, or the sum where a total was left to the program.

        None where nothing stands, and for a sum while one of its parts is blank.
        """
        keyed = self._cells[cell_id]
        if keyed is not None:
            return keyed
        cell = self.form.cells[cell_id]
        return self.sum_of(cell.row_parts or cell.column_parts)

    def figure_so_far(self, cell_id: str) -> Figure | None:
        """The figure, or of a sum with blank parts what the others add up to; None where nothing stands yet."""
        known = self.figure(cell_id)
        cell = self.form.cells[cell_id]
        if known is not None or not cell.is_sum:
            return known
        return self.sum_so_far(cell.row_parts or cell.column_parts)

    def sum_so_far(self, parts: Iterable[str]) -> Figure | None:
        """What cells add up to as far as they are filled; None where nothing stands yet."""
        filled = [one for one in map(self.figure_so_far, parts) if one is not None]
        return figure(sum(filled)) if filled else None

    def sum_of(self, parts: Iterable[str]) -> Figure | None:
        """The sum of cells; None if there are none or one is blank."""
        figures = [self.figure(part) for part in parts]
        if not figures or any(one is None for one in figures):
            return None
        return figure(sum(one for one in figures if one is not None))

    def figures(self) -> dict[str, Figure | None]:
        """Every printed figure by the cell's id."""
        return {cell: self.figure(cell) if keyed is None else keyed for cell, keyed in self._cells.items()}


def new_report(
    form: Form,
    unit: str,
    year: int,
    values: Mapping[str, Value] | None = None,
    notes: Iterable[Note] = (),
) -> Report:
    """A report with the given cells, texts and explanations; all others blank."""
    given = dict(values or {})
    explained = {place: str(given.pop(place)) for place in [*given] if place.startswith(EXPLANATION)}
    explanations = {place: sentence for place, sentence in explained.items() if sentence}
    texts = {text_id: str(given.pop(text_id, "")) for text_id in form.texts}
    cells: dict[str, Any] = {cell_id: given.pop(cell_id, None) for cell_id in form.cells}
    if given:
        raise KeyError(f"no such place in form {form.id}: {', '.join(sorted(given))}")
    return Report(form, unit, year, (texts, cells, explanations), tuple(notes))


def differences(report: Report, wanted: Report) -> tuple[Change, ...]:
    """The changes that make cells, texts and explanations of a report those of another; no explanation goes."""
    places = (*report.texts, *report.cells, *wanted.explanations)
    pairs = ((place, report.value(place), wanted.value(place)) for place in places)
    return tuple(Change(place, before, after) for place, before, after in pairs if before != after)
