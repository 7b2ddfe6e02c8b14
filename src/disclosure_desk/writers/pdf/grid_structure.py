"""A grid as readers hear it: its rows and cells, and for each figure the heads and labels that tell what it is."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.core.layout import Box, Layout
from disclosure_desk.writers.pdf.structure import Artifact, CellElement, Mark, RowElement, StructureElement


class _Cell(NamedTuple):
    """What is the same of a cell in every report: its row, its attributes, and the numbers of its heads."""

    row: int
    scope: str
    attributes: bytes
    heads: tuple[int, ...]


class GridStructure:
    """The elements of one table; each box is told once, however often pages repeat it."""

    def __init__(self, table: StructureElement, layout: Layout) -> None:
        rows = [RowElement(table) for _ in range(layout.rows)]
        cells = _cells(layout)
        self._cells = [CellElement(rows[cell.row], cell.scope, cell.attributes) for cell in cells]
        for element, cell in zip(self._cells, cells, strict=True):
            element.heads = [self._cells[number] for number in cell.heads]
        self._told: set[int] = set()
        """The boxes that were on a page before."""

    def begin_page(self) -> None:
        """Go on with the table on another page."""
        self._told = {number for number, cell in enumerate(self._cells) if cell.kids}

    def mark(self, number: int) -> Mark:
        """What the text of a box is on this page."""
        return Artifact.REPEATED if number in self._told else self._cells[number]


@lru_cache(maxsize=16)
def _cells(layout: Layout) -> tuple[_Cell, ...]:
    return tuple(_cell(layout, box) for box in layout.boxes)


def _cell(layout: Layout, box: Box) -> _Cell:
    spans = b"/RowSpan %d" % box.rows if box.rows > 1 else b""
    spans += b"/ColSpan %d" % box.columns if box.columns > 1 else b""
    if box.cell:
        return _Cell(box.row, "", spans, tuple(_heads(layout, box)))
    return _Cell(box.row, "Row" if box.kind == "label" else "Column", spans, ())


def _heads(layout: Layout, figure: Box) -> Iterator[int]:
    """The boxes that tell what a figure is: the caption of its block, the heads over it, the labels before it."""
    heads = frozenset(layout.head_rows)
    bottom = max(row for row in heads if row < figure.row)
    top = next(row for row in range(bottom, -1, -1) if row - 1 not in heads)
    for number, box in enumerate(layout.boxes):
        if box.kind == "label":
            tells = figure.row in range(box.row, box.row + box.rows)
        else:
            tells = box.kind in {"caption", "header"} and top <= box.row <= bottom and _is_over(box, figure)
        if tells:
            yield number


def _is_over(head: Box, figure: Box) -> bool:
    """Whether a head stands over any column of a figure; a figure may take more than its head has, and fewer."""
    return head.column < figure.column + figure.columns and figure.column < head.column + head.columns
