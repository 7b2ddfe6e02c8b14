"""A grid as readers hear it: its rows and cells, and for each figure the heads and labels that tell what it is."""

from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.core.layout import Layout, heads_of_figures
from disclosure_desk.writers.pdf.structure import Artifact, CellElement, Mark, RowElement, StructureElement


class _Cell(NamedTuple):
    """What is the same of a cell in every report: its row, its attributes, and the numbers of its heads."""

    row: int
    scope: str
    attributes: bytes
    heads: tuple[int, ...]


class GridStructure:
    """The elements of one table; each box is in it once, however often pages repeat it."""

    def __init__(self, table: StructureElement, layout: Layout) -> None:
        self.table = table
        rows = [RowElement(table) for _ in range(layout.rows)]
        cells = _cells(layout)
        self._cells = [CellElement(rows[cell.row], cell.scope, cell.attributes) for cell in cells]
        for element, cell in zip(self._cells, cells, strict=True):
            element.heads, element.among = cell.heads, self._cells
        self._shown: set[int] = set()
        """The boxes that were on a page before."""

    def begin_page(self) -> None:
        """Go on with the table on another page."""
        self._shown = {number for number, cell in enumerate(self._cells) if cell.content}

    def mark(self, number: int) -> Mark:
        """What the text of a box is on this page."""
        return Artifact.REPEATED if number in self._shown else self._cells[number]


@lru_cache(maxsize=16)
def _cells(layout: Layout) -> tuple[_Cell, ...]:
    heads = heads_of_figures(layout)
    cells = []
    for number, box in enumerate(layout.boxes):
        spans = b"/RowSpan %d" % box.rows if box.rows > 1 else b""
        spans += b"/ColSpan %d" % box.columns if box.columns > 1 else b""
        scope = "" if box.cell else "Row" if box.kind == "label" else "Column"
        cells.append(_Cell(box.row, scope, spans, heads.get(number, ())))
    return tuple(cells)
