"""One table of a web page while it is parsed, and what it is once it ends: rows of cells, or only a layout."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeGuard

from disclosure_desk.readers.formats.html.spans import at_true_columns
from disclosure_desk.readers.model.joined_lines import one_line
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_LONGEST_LABEL = 200
"""A longer cell of several lines holds an article: portals lay out their pages in tables."""


class HtmlRow(NamedTuple):
    """A row with its number in its table; the table only tells which rows belong together."""

    table: object
    number: int
    cells: tuple[str, ...]
    aligned: bool = True


HtmlContent = str | HtmlRow
"""What a page or a cell holds, in reading order: lines of text, and rows of tables."""


@dataclass(eq=False)
class HtmlCell:
    """A cell with its spans."""

    rows: int = 1
    columns: int = 1
    contents: list[HtmlContent] = field(default_factory=list)

    @cached_property
    def text(self) -> str:
        """Its lines as one, once it has ended; "" for a cell that holds the rows of another table."""
        return one_line(self.contents) if _all_lines(self.contents) else ""


@dataclass(eq=False)
class HtmlTable:
    """Takes groups, rows and cells as they begin; those that end or are missing are made up as browsers do.

    The heights are how deep in the page the table and its open group, row and cell began; 0 where none is open.
    `implied`: no table tag began it, only a row or cell.
    """

    height: int
    implied: bool = False
    cell: HtmlCell | None = None
    group_height: int = 0
    row_height: int = 0
    cell_height: int = 0
    _groups: list[tuple[str, list[list[HtmlCell]]]] = field(default_factory=list)

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
        self.cell = HtmlCell(rows, columns)
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

    def contents(self) -> Iterator[HtmlContent]:
        """Yield the rows, or where the table only lays out the page, what is in its cells."""
        # With one filled cell in every row, the table only puts parts of the page under each other.
        is_grid = any(sum(bool(cell.contents) for cell in row) > 1 for _, rows in self._groups for row in rows)
        number = 0
        for rows in self._groups_as_shown():
            spanned = (((cell.text, cell.rows, cell.columns) for cell in row) for row in rows)
            for row, cells in zip(rows, at_true_columns(spanned), strict=True):
                number += 1
                if not is_grid or _is_layout(row):
                    yield from (content for cell in row for content in cell.contents)
                elif any(cells):
                    yield HtmlRow(self, number, cells)

    def _groups_as_shown(self) -> list[list[list[HtmlCell]]]:
        """Return the groups of rows as browsers show them: the first head above all, feet below."""
        heads = [rows for name, rows in self._groups if name == "thead"][:1]
        feet = [rows for name, rows in self._groups if name == "tfoot"]
        bodies = [rows for _, rows in self._groups if not any(rows is other for other in (*heads, *feet))]
        return [*heads, *bodies, *feet]


def _all_lines(contents: list[HtmlContent]) -> TypeGuard[list[str]]:
    return all(isinstance(content, str) for content in contents)


def _is_layout(row: Sequence[HtmlCell]) -> bool:
    """Return whether cells hold parts of the page, not words or figures of a table."""
    if not all(_all_lines(cell.contents) for cell in row):
        return True
    # A figure beside a long text makes it a row all the same: its label may be an explanation.
    is_article = any(len(cell.contents) > 1 and len(cell.text) > _LONGEST_LABEL for cell in row)
    return is_article and not any(is_cell_value(cell.text) for cell in row)
