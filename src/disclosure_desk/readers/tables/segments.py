"""A segment of a table: the rows under one run of header rows, and which cells of a row its figures are in.

Input: rows of the source whose label is known (`LabelledRow`), all of one block of the form. Output: for each row the
indexes of the cells that belong to the columns, or None.
Invariant: a row with blanks is never filled up from the left. It may be taken only where something other than its own
figures tells where they belong; a guess would shift all of them by one column.

`figure_cells` tries, in this order:
1. A row with a figure in every column tells it itself.
2. A row with blanks has its figures where its full neighbours have theirs, if they all agree:
   规章 | 1 | 2 | 3 above, 规范性文件 | 4 | | 6 here.
3. Without full neighbours, under the columns of the header, where the header tells them.
`cells_before_sum` is the last attempt: a row that ends with its sum, and adds up to it, has its columns right before.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.tables.header_match import HeaderMatch, HeaderRow
from disclosure_desk.readers.tables.labels import FormRow

_ROWS_THAT_AGREE = 3
"""So many rows that end in the same cell show where the last column is.

One or two may be shifted themselves: with 2, 13 figures in two pages of tests/field are doubted that are right, with 1
30. With more, small tables are never compared.
"""

CellIndexes = tuple[int, ...]


class CellSource(NamedTuple):
    """The words that the source has for a cell of the form: in which item, and in which cell of it, if known."""

    text: str
    item: int
    is_sure: bool = True
    cell: int | None = None


class UnplacedRow(NamedTuple):
    """A row that could not be placed, or that was placed with a doubt: the reason, and its item's number.

    `kind` is that of the note it becomes: "unplaced" or "doubtful".
    """

    item: int
    kind: str
    reason: str
    row: SourceRow


class LabelledRow(NamedTuple):
    """A row of the source and the row of the form that it is; its figures are behind cell `label`.

    `cell_items`: the items of its cells where it was joined from several; `cell_indexes`: where the cells are in these
    items, if that is known. `misspelt` are the keys of headers above it that are not quite the official words.
    """

    item: int
    row: SourceRow
    form_row: FormRow
    label: int
    is_sure: bool = True
    cell_items: Sequence[int] = ()
    cell_indexes: Sequence[int | None] = ()
    misspelt: AbstractSet[str] = frozenset()

    def source(self, index: int) -> CellSource:
        """The words in a cell of the row, and where they come from."""
        words = self.row.cells[index]
        if not self.cell_items:
            return CellSource(words, self.item, self.is_sure, index)
        return CellSource(
            words, self.cell_items[index], self.is_sure, self.cell_indexes[index] if self.cell_indexes else None
        )

    @property
    def has_figures_on_lines(self) -> bool:
        """Whether its figures came each on its own line, where nothing tells a missing cell from one too many."""
        return len({*self.cell_items}) > 2  # noqa: PLR2004 - a label and one line of figures are two

    @property
    def filled(self) -> CellIndexes:
        """The cells behind the label that are not blank."""
        return tuple(index for index in range(self.label + 1, len(self.row.cells)) if self.row.cells[index].strip())


class TableSegment:
    """Rows under the same header rows; the keys in `misspelt` are headers that are not quite the official words.

    `column_rows` are rows that each name one column, of a table turned on its side; `lone_numbers` stand alone in a
    line between the rows. `has_groups`: part of a table of one row was placed already, group by group.
    `strange_headers` are header rows with unknown words.
    """

    def __init__(self) -> None:
        self.headers: list[HeaderRow] = []
        self.misspelt: set[str] = set()
        self.rows: list[LabelledRow] = []
        self.column_rows: list[tuple[tuple[str, ...], LabelledRow]] = []
        self.lone_numbers: list[tuple[int, str]] = []
        self.has_groups = False
        self.strange_headers: list[tuple[int, SourceRow]] = []

    @property
    def has_rows(self) -> bool:
        """Whether there are rows already, so that a header row begins another segment."""
        return bool(self.rows or self.column_rows or self.has_groups)


def known_figure_cells(rows: Sequence[LabelledRow], count: int) -> Mapping[int, set[CellIndexes]]:
    """Where rows with all `count` figures have them, by what tells rows of one shape apart (`_shape`)."""
    cells: dict[int, set[CellIndexes]] = defaultdict(set)
    for row in rows:
        if len(row.filled) == count:
            cells[_shape(row)].add(row.filled)
    return cells


def figure_cells(header: HeaderMatch, row: LabelledRow, known: Mapping[int, set[CellIndexes]]) -> CellIndexes | None:
    """The cells of the header's columns in a row; None if nothing tells, because a guess would shift the figures."""
    filled = row.filled
    if len(filled) == len(header.columns):
        return filled
    # In a row joined from several the indexes of its cells are no longer those of the header's.
    by_header = {header.cells} if header.cells and not row.cell_items else set()
    fitting = known.get(_shape(row)) or by_header
    if len(fitting) != 1:
        return None
    cells = next(iter(fitting))
    # A figure in any other cell, or a row too short, shows that the row is not like its neighbours.
    fits = row.label < cells[0] and set(filled) <= set(cells) and cells[-1] < len(row.row.cells)
    return cells if fits else None


def cells_before_sum(header: HeaderMatch, row: LabelledRow, rows: Sequence[LabelledRow]) -> CellIndexes | None:
    """As many cells behind the label as there are columns, where the row ends with the last of them.

    Nothing is behind that cell: the row has no more cells, or all its neighbours end there, too.
    """
    last = row.label + len(header.columns)
    # A sheet may have blank cells behind the sum; they mean nothing if all rows end at it.
    ends = [one.filled[-1] == one.label + len(header.columns) for one in rows]
    is_usual = all(ends) and len(ends) >= _ROWS_THAT_AGREE
    if row.cell_items or row.filled[-1] != last or not (is_usual or len(row.row.cells) == last + 1):
        return None
    return tuple(range(row.label + 1, last + 1))


def is_unlike_neighbours(row: LabelledRow, indexes: CellIndexes, known: Mapping[int, set[CellIndexes]]) -> bool:
    """Whether all whole rows of a row's shape have their figures in other cells than these.

    Text of a browser fills up a label's span: | （一）予以公开 | | 6 | 57 | 40 | 103 | lacks a 0, which no sum tells,
    and the cell after the label is no figure that is blank.
    """
    fitting = known.get(_shape(row), set[CellIndexes]())
    return bool(fitting) and indexes not in fitting


def is_shifted(row: LabelledRow, rows: Sequence[LabelledRow]) -> bool:
    """Whether a row in true columns ends where no other with as many figures does: then all of it may have moved."""
    if not row.row.aligned:
        return False
    counts = Counter(one.filled for one in rows if one.row.aligned and len(one.filled) == len(row.filled))
    usual, count = counts.most_common(1)[0]
    # Two rows that end in the same other cell rather have a blank there than moved both by the same mistake.
    return counts[row.filled] == 1 and count >= _ROWS_THAT_AGREE and row.filled[-1] != usual[-1]


def is_beside_headers(header: HeaderMatch, row: LabelledRow, indexes: CellIndexes, rows: Sequence[LabelledRow]) -> bool:
    """Whether a row in true columns has its figures in other cells than the headers are in, and others do not.

    A merged label that is too short moves all rows behind it by a column, so that they agree with each other.
    """
    if not row.row.aligned or indexes == header.cells:
        return False
    return sum(one.filled == header.cells for one in rows if one.row.aligned) >= _ROWS_THAT_AGREE


def _shape(row: LabelledRow) -> int:
    """What rows must share so that a cell means the same in both: their width in true columns, else their label."""
    # A table printed in parts has rows of several widths, whose columns are not the same.
    return -len(row.row.cells) if row.row.aligned else row.label


def may_lack_a_cell(row: LabelledRow, indexes: CellIndexes, rows: Sequence[LabelledRow]) -> bool:
    """Whether a row alone has nothing in its last column but figures in all others: a cell before may be missing."""
    last = [row.row.cells[index].strip() for index in indexes]
    width = len(indexes)
    others = [one for one in rows if len(one.filled) == width - 1 and one is not row]
    return bool(all(last[:-1]) and not last[-1] and width > 1 and not any(_ends_early(one, indexes) for one in others))


def blank_in_all(row: LabelledRow, rows: Sequence[LabelledRow]) -> bool:
    """Whether all rows have their blanks in the same columns, not in the first: an office leaves columns blank.

    A blank right behind the label may fill up its span.
    """
    behind = {tuple(index - one.label for index in one.filled) for one in rows}
    return len(behind) == 1 and len(rows) >= _ROWS_THAT_AGREE and row.filled[0] == row.label + 1


def may_have_a_filler(row: LabelledRow, indexes: CellIndexes, rows: Sequence[LabelledRow]) -> bool:
    """Whether a row without true columns has figures in all of them but the first, and no whole row that is like it.

    The blank may be the filler of a label's span, and a 0 is missing further on: no sum tells. （一）予以公开 is not
    like 1.属于国家秘密, whose label has a part more and no filler.
    """
    if row.row.aligned or row.filled != indexes[1:] or len(indexes) <= 2:  # noqa: PLR2004 - of two, one is no row
        return False
    # Cells counted from the label: a row that a caption begins has one more before it.
    alike = (one for one in rows if len(one.form_row.row.label) == len(row.form_row.row.label))
    behind = tuple(index - row.label for index in indexes)
    return all(tuple(index - one.label for index in one.filled) != behind for one in alike)


def _ends_early(row: LabelledRow, indexes: CellIndexes) -> bool:
    """Whether a row has the figures of another but the last, too, as where an office leaves all totals blank."""
    return row.filled == indexes[:-1]
