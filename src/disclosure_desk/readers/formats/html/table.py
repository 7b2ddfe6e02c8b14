"""One table of a web page while it is parsed, and what it is once it ends: rows of cells, or only a layout."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple, TypeGuard

from disclosure_desk.readers.formats.html.spans import SpannedRow, at_true_columns
from disclosure_desk.readers.model.joined_lines import one_line
from disclosure_desk.readers.model.source_items import ItemDoubt
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_LONGEST_LABEL = 200
"""A longer cell of several lines holds an article: portals lay out their pages in tables."""

_FIGURES_OF_ROW, _ROWS_THAT_AGREE = 4, 3
"""A row with so many figures is compared with the others of its table, where so many of those have as many cells.

行政许可 | 25 is a whole row in a table of four columns, and its table has no more rows than three with more figures.
"""


class HtmlLine(NamedTuple):
    """A line of text, and the words in it that nobody sees."""

    text: str
    hidden: str = ""


class HtmlRow(NamedTuple):
    """A row with its number in its table; the table only tells which rows belong together."""

    table: object
    number: int
    cells: tuple[str, ...]
    aligned: bool = True
    doubts: tuple[ItemDoubt, ...] = ()


class _RowSize(NamedTuple):
    """How many cells a row has behind its words, and how many true columns."""

    cells: int
    width: int


HtmlContent = HtmlLine | HtmlRow
"""What a page or a cell holds, in reading order: lines of text, and rows of tables."""


@dataclass(eq=False)
class HtmlCell:
    """A cell with its spans; `is_styled`: it has a text that may not be seen as it is read."""

    rows: int = 1
    columns: int = 1
    contents: list[HtmlContent] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    looks: set[object] = field(default_factory=set)
    pictures: int = 0
    is_styled: bool = False

    @cached_property
    def text(self) -> str:
        """Its lines as one, once it has ended; "" for a cell that holds the rows of another table."""
        return one_line(line.text for line in self.contents) if _all_lines(self.contents) else ""

    def doubts(self, column: int) -> Iterator[ItemDoubt]:
        """Yield what is doubtful about it in that column, once it has ended."""
        hidden = [line.hidden for line in self.contents if isinstance(line, HtmlLine) and line.hidden]
        if hidden or self.hidden:
            yield ItemDoubt("hidden", " ".join((*hidden, *self.hidden)), column)
        if len(self.looks) > 1 and is_cell_value(self.text):
            yield ItemDoubt("mixed", self.text, column)
        if self.is_styled and is_cell_value(self.text):
            yield ItemDoubt("styled", self.text, column)


@dataclass(eq=False)
class HtmlTable:
    """Takes groups, rows and cells as they begin; those that end or are missing are made up as browsers do.

    The heights are how deep in the page the table and its open group, row and cell began; 0 where none is open.
    `implied`: no table tag began it, only a row or cell. `pictures`: once it has ended, how many of its cells have
    nothing but a picture.
    """

    height: int
    implied: bool = False
    cell: HtmlCell | None = None
    group_height: int = 0
    row_height: int = 0
    cell_height: int = 0
    pictures: int = 0
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
        groups = self._groups_as_shown()
        placed = [[*_at_true_columns(rows)] for rows in groups]
        pairs = (zip(rows, its_placed, strict=True) for rows, its_placed in zip(groups, placed, strict=True))
        all_rows = [*chain.from_iterable(pairs)]
        usual = _usual([(_figure_cells(row), len(at_columns.texts)) for row, at_columns in all_rows])
        for number, (row, at_columns) in enumerate(all_rows, 1):
            if not is_grid or _is_layout(row):
                yield from (content for cell in row for content in cell.contents)
            elif any(at_columns.texts):
                yield self._row(number, row, at_columns, usual)

    def _row(self, number: int, row: Sequence[HtmlCell], at_columns: SpannedRow, usual: _RowSize) -> HtmlRow:
        """Return a row; one with more or fewer cells for figures than is usual, and of another width, is doubtful."""
        doubts = [doubt for cell, column in zip(row, at_columns.starts, strict=True) for doubt in cell.doubts(column)]
        self.pictures += sum(bool(cell.pictures) and not cell.text for cell in row)
        count = _figure_cells(row)
        if not usual.cells or not count or count == usual.cells or len(at_columns.texts) == usual.width:
            return HtmlRow(self, number, at_columns.texts, doubts=tuple(doubts))
        # Its label may span columns, and what a label spans is no blank cell before the figures.
        doubts = [doubt._replace(cell=None) for doubt in doubts]
        doubts.append(ItemDoubt("ragged"))
        return HtmlRow(self, number, tuple(cell.text for cell in row), aligned=False, doubts=tuple(doubts))

    def _groups_as_shown(self) -> list[list[list[HtmlCell]]]:
        """Return the groups of rows as browsers show them: the first head above all, feet below."""
        heads = [rows for name, rows in self._groups if name == "thead"][:1]
        feet = [rows for name, rows in self._groups if name == "tfoot"]
        bodies = [rows for _, rows in self._groups if not any(rows is other for other in (*heads, *feet))]
        return [*heads, *bodies, *feet]


def _at_true_columns(rows: Sequence[Sequence[HtmlCell]]) -> Iterator[SpannedRow]:
    return at_true_columns(((cell.text, cell.rows, cell.columns) for cell in row) for row in rows)


def _usual(sizes: Iterable[tuple[int, int]]) -> _RowSize:
    """Return the size that most rows with figures have; nothing where too few agree."""
    counts = Counter(_RowSize(*size) for size in sizes if size[0])
    usual, agreeing = max(counts.items(), key=lambda entry: entry[1], default=(_RowSize(0, 0), 0))
    return usual if agreeing >= _ROWS_THAT_AGREE else _RowSize(0, 0)


def _figure_cells(row: Sequence[HtmlCell]) -> int:
    """Return how many cells a row has behind its words; 0 for one with few figures."""
    if sum(is_cell_value(cell.text) for cell in row) < _FIGURES_OF_ROW:
        return 0
    words = [place for place, cell in enumerate(row) if cell.text and not is_cell_value(cell.text)]
    return len(row) - 1 - max(words, default=-1)


def _all_lines(contents: list[HtmlContent]) -> TypeGuard[list[HtmlLine]]:
    return all(isinstance(content, HtmlLine) for content in contents)


def _is_layout(row: Sequence[HtmlCell]) -> bool:
    """Return whether cells hold parts of the page, not words or figures of a table."""
    if not all(_all_lines(cell.contents) for cell in row):
        return True
    # A figure beside a long text makes it a row all the same: its label may be an explanation.
    is_article = any(len(cell.contents) > 1 and len(cell.text) > _LONGEST_LABEL for cell in row)
    return is_article and not any(is_cell_value(cell.text) for cell in row)
