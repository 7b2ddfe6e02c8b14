"""Which changes it means to fill cells from the ones above or at the left, or with 0: sums are left to the program."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from disclosure_desk.core.figure import Figure
from disclosure_desk.core.layout import Box
from disclosure_desk.core.report import Change, Report
from disclosure_desk.gui.grid.navigation import CellNavigation


def filled_down(report: Report, path: CellNavigation, selected: Sequence[Box]) -> list[Change]:
    """The figures of the upper row into the rows below it; of a single row those of the row above into it."""
    columns = [[*boxes] for _, boxes in groupby(sorted(selected, key=_by_column), key=lambda box: box.column)]
    changes: list[Change] = []
    for boxes in columns:
        above = path.beyond(boxes[0], boxes[0].column, -1)
        source, targets = (above, boxes) if len(boxes) == 1 else (boxes[0], boxes[1:])
        changes += _copies(report, source, targets)
    return changes


def filled_right(report: Report, path: CellNavigation, selected: Sequence[Box]) -> list[Change]:
    """The same from the left to the right."""
    changes: list[Change] = []
    for _, row in groupby(sorted(selected, key=_by_row), key=lambda box: box.row):
        boxes = [*row]
        source, targets = (path.neighbour(boxes[0], -1), boxes) if len(boxes) == 1 else (boxes[0], boxes[1:])
        changes += _copies(report, source, targets)
    return changes


def zeros(report: Report, cells: Iterable[str]) -> list[Change]:
    """A 0 into each blank cell that is no sum."""
    keyed = report.cells
    return [Change(cell, None, 0) for cell in cells if keyed[cell] is None and not report.form.cells[cell].is_sum]


def _copies(report: Report, source: Box, targets: Sequence[Box]) -> Iterator[Change]:
    if source in targets:
        return
    figure: Figure | None = report.figure(source.cell)
    for box in targets:
        cell = report.form.cells[box.cell]
        if not cell.is_sum and report.cells[box.cell] != figure:
            yield Change(box.cell, report.cells[box.cell], figure)


def _by_column(box: Box) -> tuple[int, int]:
    return box.column, box.row


def _by_row(box: Box) -> tuple[int, int]:
    return box.row, box.column
