"""A reading of another edition's report -> a reading of the edition in force.

Input: the reading, and the edition's map (`[edition_map]` in its form file). Output: the same reading with the cells,
origins, doubts and candidates of the form in force.
Invariant: each figure of the source is in a cell, among the candidates of a cell, or in a note; none is added up or
worked out.

For each cell of the other edition the first mapping that matches applies:
- take: the figure goes to the target, with a doubt where the mapping has a note: 本年新制作数量 to 本年制发件数.
- hint: the cell stays blank and offers the figure: 对外公开总数量 at 现行有效件数.
- mention: the figure is in a note only; no target: it is listed with its row.
A cell that both editions share stays where it is.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from disclosure_desk.core.edition_map import CellMapping, EditionMap
from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.form import Cell, Form
from disclosure_desk.core.report import UNIT, YEAR, Value, new_report
from disclosure_desk.core.toml_table import FormError
from disclosure_desk.readers.model.reading import UNSURE, Origin, Reading
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.text.wildcards import fitting


class _MappedCell(NamedTuple):
    """A cell of the other edition, its mapping, and the cell of the edition in force that it leads to."""

    cell: Cell
    mapping: CellMapping
    target: str


def map_to_current(form: Form, edition_map: EditionMap, reading: Reading) -> Reading:
    """The reading as one of `form`: each figure of the source is in a cell, among the candidates or in a note."""
    return _Mapper(form, edition_map, reading).reading()


def map_report(form: Form, reading: Reading) -> Reading:
    """The same for a whole report of another edition that has no source to show: its figures speak for themselves.

    The other edition's form file says by its `edition_map` where they go.
    """
    report = reading.report
    edition_map = report.form.edition_map or EditionMap((), "", ())
    figures = report.cells.items()
    origins = {cell: Origin(0, print_figure(figure)) for cell, figure in figures if figure is not None}
    mapped = map_to_current(form, edition_map, reading._replace(origins=origins))
    values: dict[str, Value] = {**mapped.report.cells, **mapped.report.texts, **report.explanations}
    kept = new_report(form, report.unit, report.year, values, mapped.report.notes)
    return mapped._replace(report=kept, origins={}, others={})


class _Mapper:
    """Maps one reading; `_places` are those of the other edition whose values are taken, and where they go."""

    def __init__(self, form: Form, edition_map: EditionMap, reading: Reading) -> None:
        self._form, self._map, self._read = form, edition_map, reading
        old = reading.report.form
        self._cells = [_mapped(form, edition_map, cell) for cell in old.cells.values()]
        taken = {one.cell.id: one.target for one in self._cells if one.target and one.mapping.mode == "take"}
        self._places = taken | {text: text for text in old.texts}

    def reading(self) -> Reading:
        """The same source, read for the edition in force."""
        read, report = self._read, self._read.report
        general = [SourceNote("label", "", self._map.note)] if self._map.note else []
        notes = (*general, *self._moved_notes(), *self._doubts(), *self._unplaced())
        values: dict[str, Value] = {target: report.value(place) for place, target in self._places.items()}
        unsure = {self._places[place] for place in read.unsure if place in self._places}
        unsure |= {note.place for note in notes if note.kind in UNSURE and note.place}
        return read._replace(
            report=new_report(self._form, report.unit, report.year, values, (one.note for one in dict.fromkeys(notes))),
            notes=notes,
            origins={self._places[place]: found for place, found in read.origins.items() if place in self._places},
            unsure=frozenset(unsure),
            others=self._others(),
        )

    def _moved_notes(self) -> Iterator[SourceNote]:
        """The notes of the reading at their new places; those on cells that are not taken are made anew."""
        places = {place: place for place in ("", UNIT, YEAR)} | self._places
        for note in self._read.notes:
            if note.place in places:
                yield note._replace(place=places[note.place])

    def _doubts(self) -> Iterator[SourceNote]:
        """What is uncertain because the editions differ."""
        for one in self._cells:
            words = self._words(one.cell)
            if one.mapping.note and words and not (one.mapping.mode == "take" and self._is_blank(one.cell)):
                yield SourceNote(
                    "doubtful", one.target, one.mapping.note.replace("{stands}", words), "", self._item(one.cell)
                )

    def _unplaced(self) -> Iterator[SourceNote]:
        """What the rows have that goes nowhere, as the source has it."""
        nowhere = [one.cell for one in self._cells if not one.target and self._words(one.cell)]
        for row, found in groupby(nowhere, lambda cell: (cell.grid, cell.row)):
            cells = list(found)
            name = f"{self._read.report.form.grids[row[0]].name}“{row[1].name}”"
            figures = "，".join(f"{cell.column.name} {self._words(cell)}" for cell in cells)
            yield SourceNote("unplaced", "", f"{name}这一行的这些数，现行格式没有地方放", figures, self._item(cells[0]))

    def _others(self) -> dict[str, tuple[Origin, ...]]:
        places = {UNIT: UNIT, **self._places}
        others = {places[place]: found for place, found in self._read.others.items() if place in places}
        for one in self._cells:
            if one.mapping.mode == "hint" and not self._is_blank(one.cell):
                others[one.target] = (*others.get(one.target, ()), self._read.origins[one.cell.id])
        return others

    def _words(self, cell: Cell) -> str:
        """What the source has at a cell."""
        return self._read.origins[cell.id].text if cell.id in self._read.origins else ""

    def _item(self, cell: Cell) -> int | None:
        """The item of the source that a cell comes from."""
        return self._read.origins[cell.id].item if cell.id in self._read.origins else None

    def _is_blank(self, cell: Cell) -> bool:
        return self._read.report.cells[cell.id] is None


def _mapped(form: Form, edition_map: EditionMap, cell: Cell) -> _MappedCell:
    if form.cells.get(cell.id) is cell:
        return _MappedCell(cell, CellMapping(cell.id), cell.id)
    mappings = (mapping for mapping in edition_map.mappings if fitting([cell.id], mapping.source))
    mapping = next(mappings, CellMapping(cell.id))
    before, _, after = mapping.source.partition("*")
    target = mapping.target.replace("*", cell.id[len(before) : len(cell.id) - len(after)])
    if target and target not in form.cells:
        raise FormError(f"{form.id} 版表样里没有这一格：{target}")
    return _MappedCell(cell, mapping, target)
