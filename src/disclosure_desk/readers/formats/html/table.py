"""One table of a web page while it is read, and what it is once it ends: rows of cells, or only a layout."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeGuard

from disclosure_desk.readers.formats.html.spans import laid_out
from disclosure_desk.readers.model.joined_lines import one_line
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_LONGEST = 200
"""A longer cell of several lines holds an article; no label of a table is nearly as long."""


class TableRow(NamedTuple):
    """A row with its number in its table; the table only tells which rows belong together."""

    table: object
    number: int
    cells: tuple[str, ...]
    aligned: bool = True


Piece = str | TableRow
"""What a page or a cell holds, in reading order: lines of text, and rows of tables."""


@dataclass(eq=False)
class WebCell:
    """A cell with its spans."""

    rows: int = 1
    columns: int = 1
    pieces: list[Piece] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """Its lines in one, once it has ended; "" for a cell that holds the rows of another table."""
        return one_line(self.pieces) if _all_lines(self.pieces) else ""


@dataclass(eq=False)
class WebTable:
    """Takes groups, rows and cells as they begin; those that end or are missing are made up as browsers do.

    The heights are how deep in the page the open group, row and cell began; 0 where none is open.
    """

    height: int
    implied: bool = False
    cell: WebCell | None = None
    group_height: int = 0
    row_height: int = 0
    cell_height: int = 0
    _groups: list[tuple[str, list[list[WebCell]]]] = field(default_factory=list)

    def begin_group(self, name: str, height: int) -> None:
        """Begin a head, body or foot; no span reaches out of it."""
        self.end_row()
        self._groups.append((name, []))
        self.group_height = height

    def begin_row(self, height: int) -> None:
        self.end_row()
        if not self.group_height:
            self.begin_group("tbody", self.height)
        self._groups[-1][1].append([])
        self.row_height = height

    def begin_cell(self, height: int, rows: int, columns: int) -> None:
        if not self.row_height:
            self.begin_row(max(height - 1, self.height))
        self.cell = WebCell(rows, columns)
        self._groups[-1][1][-1].append(self.cell)
        self.cell_height = height

    def end_row(self) -> None:
        self.cell, self.row_height, self.cell_height = None, 0, 0

    def end_above(self, height: int) -> None:
        """End the group, row and cell that began deeper in the page."""
        if self.cell_height > height:
            self.cell, self.cell_height = None, 0
        if self.row_height > height:
            self.end_row()
        if self.group_height > height:
            self.group_height = 0

    def pieces(self) -> Iterator[Piece]:
        """What the table holds: rows, or where it only lays out the page, what stands in its cells."""
        is_grid = any(sum(map(bool, (cell.pieces for cell in row))) > 1 for _, rows in self._groups for row in rows)
        number = 0
        for rows in self._in_order():
            spans = (((cell.text, cell.rows, cell.columns) for cell in row) for row in rows)
            for row, cells in zip(rows, laid_out(spans), strict=True):
                number += 1
                if not is_grid or _is_layout(row):
                    yield from (piece for cell in row for piece in cell.pieces)
                elif any(cells):
                    yield TableRow(self, number, cells)

    def _in_order(self) -> list[list[list[WebCell]]]:
        """The groups as they are shown: the first head above all, feet below."""
        heads = [rows for name, rows in self._groups if name == "thead"][:1]
        feet = [rows for name, rows in self._groups if name == "tfoot"]
        bodies = [rows for _, rows in self._groups if not any(rows is one for one in (*heads, *feet))]
        return [*heads, *bodies, *feet]


def _all_lines(pieces: list[Piece]) -> TypeGuard[list[str]]:
    return all(isinstance(piece, str) for piece in pieces)


def _is_layout(row: list[WebCell]) -> bool:
    """Whether cells hold parts of the page, not words or figures of a table."""
    if not all(_all_lines(cell.pieces) for cell in row):
        return True
    is_article = any(len(cell.pieces) > 1 and len(cell.text) > _LONGEST for cell in row)
    return is_article and not any(is_cell_value(cell.text) for cell in row)
