"""A reading of another edition's report -> one of the edition in force: what it takes over, shows beside, or lists."""

from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from itertools import groupby
from typing import NamedTuple

from disclosure_desk.core.form import Carried, Cell, Form, Route
from disclosure_desk.core.report import UNIT, YEAR, Note, Value, new_report
from disclosure_desk.core.toml_table import FormError
from disclosure_desk.readers.model.reading import UNSURE, Origin, Reading


class _Way(NamedTuple):
    """A cell of the other edition, its route, and the cell of the edition in force that the route leads to."""

    cell: Cell
    route: Route
    target: str


def carry(form: Form, carried: Carried, reading: Reading) -> Reading:
    """The reading as one of `form`: each figure of the source is in a cell, among the candidates or in a note."""
    return _Crossing(form, carried, reading).reading()


class _Crossing:
    """A reading on its way; `places` are those of the other edition whose values are taken, and where they go."""

    def __init__(self, form: Form, carried: Carried, reading: Reading) -> None:
        self._form, self._carried, self._read = form, carried, reading
        old = reading.report.form
        self._ways = [_way(form, carried, cell) for cell in old.cells.values()]
        taken = {way.cell.id: way.target for way in self._ways if way.target and way.route.how == "take"}
        self._places = taken | {text: text for text in old.texts}

    def reading(self) -> Reading:
        """The same source, read for the edition in force."""
        read, report = self._read, self._read.report
        says = [Note("label", "", self._carried.says)] if self._carried.says else []
        notes = (*says, *self._moved(), *self._told(), *self._listed())
        values: dict[str, Value] = {target: report.value(place) for place, target in self._places.items()}
        unsure = {self._places[place] for place in read.unsure if place in self._places}
        unsure |= {note.place for note in notes if note.kind in UNSURE and note.place}
        return read._replace(
            report=new_report(self._form, report.unit, report.year, values, notes),
            remarks=notes,
            origins={self._places[place]: found for place, found in read.origins.items() if place in self._places},
            unsure=frozenset(unsure),
            others=self._others(),
        )

    def _moved(self) -> Iterator[Note]:
        """What is told of the source already; of cells that are not taken the words are told with their row."""
        places = {place: place for place in ("", UNIT, YEAR)} | self._places
        for note in self._read.remarks:
            if note.place in places:
                yield replace(note, place=places[note.place])

    def _told(self) -> Iterator[Note]:
        """What is uncertain for the editions differ."""
        for way in self._ways:
            words = self._words(way.cell)
            if way.route.says and words and not (way.route.how == "take" and self._is_blank(way.cell)):
                yield Note("doubtful", way.target, way.route.says.replace("{stands}", words))

    def _listed(self) -> Iterator[Note]:
        """What the rows have that goes nowhere, as it stands there."""
        nowhere = [way.cell for way in self._ways if not way.target and self._words(way.cell)]
        for row, cells in groupby(nowhere, lambda cell: (cell.grid, cell.row)):
            name = f"{self._read.report.form.grids[row[0]].name}“{row[1].name}”"
            figures = "，".join(f"{cell.column.name} {self._words(cell)}" for cell in cells)
            yield Note("unplaced", "", f"{name}这一行的这些数，现行格式没有地方放：{figures}")

    def _others(self) -> dict[str, tuple[Origin, ...]]:
        others = {self._places[place]: found for place, found in self._read.others.items() if place in self._places}
        for way in self._ways:
            if way.route.how == "hint" and not self._is_blank(way.cell):
                others[way.target] = (*others.get(way.target, ()), self._read.origins[way.cell.id])
        return others

    def _words(self, cell: Cell) -> str:
        """What stands at a cell of the source."""
        return self._read.origins[cell.id].text if cell.id in self._read.origins else ""

    def _is_blank(self, cell: Cell) -> bool:
        return self._read.report.cells[cell.id] is None


def _way(form: Form, carried: Carried, cell: Cell) -> _Way:
    if form.cells.get(cell.id) is cell:
        return _Way(cell, Route(cell.id), cell.id)
    route = next((route for route in carried.routes if fnmatchcase(cell.id, route.source)), Route(cell.id))
    before, _, after = route.source.partition("*")
    target = route.target.replace("*", cell.id[len(before) : len(cell.id) - len(after)])
    if target and target not in form.cells:
        raise FormError(f"{form.id} 版表样里没有这一格：{target}")
    return _Way(cell, route, target)
