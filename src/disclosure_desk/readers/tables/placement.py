"""Rows whose labels and headers are known -> the words for each cell of the form, and the rows that have no place.

Input: the header rows and labelled rows of one block (`place_block`), or a row whose columns are known (`place`).
Output: `placed`, what the source has for each cell; `others`, further candidates for a cell; `contradicted`, the other
figure of each cell that comes twice; `unplaced`, rows left and doubts about rows that were placed.
Invariant: each row is placed once or listed once. A figure is placed by the words before and over it; where these do
not tell, only the row's own sum can, and then the row is not sure. What cannot be placed is listed.

The columns of a block are in the form's order where there are no header rows and the source is `headless`, as a block
pasted from a spreadsheet; else they are found from the headers, step by step (columns).
Then each row is placed by `figure_cells`; if that cannot tell, before its sum; else a figure in two cells or two in one
are looked for (figure_repair): | 20 | 23 | 5 | 2028 | for the figures 2023, 5 and their sum. Of a row of
several groups those that add up stay where one is torn (torn_groups).
A row that comes twice keeps its first figures; a second one that differs is listed and among the candidates.
"""

from collections.abc import Iterator, Mapping, Sequence

from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form import Grid
from disclosure_desk.readers.tables.columns import TableColumns, cells_of, find_columns
from disclosure_desk.readers.tables.figure_repair import RepairedRow, adds_up, join_split_figure
from disclosure_desk.readers.tables.figure_split import OpenRow, RowSplitter, settled_rows
from disclosure_desk.readers.tables.header_match import HeaderMatch, HeaderRow, official_headers
from disclosure_desk.readers.tables.labels import FormRow, Labels
from disclosure_desk.readers.tables.segments import (
    CellIndexes,
    CellSource,
    LabelledRow,
    UnplacedRow,
    blank_in_all,
    cells_before_sum,
    figure_cells,
    is_beside_headers,
    is_shifted,
    is_unlike_neighbours,
    known_figure_cells,
    may_have_a_filler,
    may_lack_a_cell,
)
from disclosure_desk.readers.tables.torn_groups import keep_whole_groups
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value, read_cell_value
from disclosure_desk.readers.vocabulary.label_key import normalise_label

_MOST_CANDIDATES = 9
"""The review offers further readings of a cell by Alt and a digit; a source that has more of them is no help."""


class Placement:
    """What the source has for which cell; each row is placed once or left once."""

    def __init__(self, labels: Labels, *, headless: bool) -> None:
        self._labels, self._headless = labels, headless
        self._splitter = RowSplitter(labels.form)
        self._open_rows: list[OpenRow] = []
        self._seen_rows: set[tuple[str, str]] = set()
        self._grids_with_figures: set[str] = set()
        self.placed: dict[str, CellSource] = {}
        self.others: dict[str, list[CellSource]] = {}
        self.contradicted: dict[str, CellSource] = {}
        self.unplaced: list[UnplacedRow] = []

    def missing_rows(self) -> Iterator[FormRow]:
        """The rows of the form that the source does not have."""
        return (one for one in self._labels.rows if one.id not in self._seen_rows)

    def blank_grids(self) -> Iterator[Grid]:
        """The grids of which the source has rows, but not one with a figure."""
        grids = {one.grid.id: one.grid for one in self._labels.rows if one.id in self._seen_rows}
        return (grid for grid in grids.values() if grid.id not in self._grids_with_figures)

    def mark_seen(self, form_row: FormRow) -> None:
        """Note that the source has a row of the form, if only with blank cells."""
        self._seen_rows.add(form_row.id)

    def place_block(self, headers: Sequence[HeaderRow], rows: Sequence[LabelledRow]) -> None:
        """Place the rows of one block that are under the same header rows."""
        # Blank rows count as seen: the source has the table, it is only not filled in.
        self._seen_rows |= {row.form_row.id for row in rows}
        filled = [self._without_remark(row) for row in rows if row.filled]
        if not filled:
            return
        columns = self._columns(headers, filled)
        if columns.header is None:
            for row in filled:
                self.leave(row, f"{row.form_row.grid.name}的表头没有认出来")
            return
        if columns.reason:
            self._doubt(filled[0], columns.reason)
        known = known_figure_cells(filled, len(columns.header.columns))
        for row in filled:
            self._place_under(columns, columns.header, row, filled, known)

    def _without_remark(self, row: LabelledRow) -> LabelledRow:
        """A row with words behind a figure for each of its columns without these: a column 备注 of the office's own."""
        count = len(row.form_row.block.columns)
        words = [row.row.cells[index] for index in row.filled]
        if len(words) != count + 1 or is_cell_value(words[-1]) or not all(map(is_cell_value, words[:-1])):
            return row
        self._doubt(row, "这一行的数后面还有字，没有取")
        cells = list(row.row.cells)
        cells[row.filled[-1]] = ""
        return row._replace(row=row.row._replace(cells=tuple(cells)))

    def _place_under(
        self,
        columns: TableColumns,
        header: HeaderMatch,
        row: LabelledRow,
        filled: Sequence[LabelledRow],
        known: Mapping[int, set[CellIndexes]],
    ) -> None:
        """Place a row of a block under the columns that were found for all its rows."""
        indexes = figure_cells(header, row, known) or self._before_sum(header, row, filled, known)
        if columns.must_add_up and indexes and not self._adds_up(header, row, indexes):
            self.leave(row, f"{row.form_row.grid.name}的表头没有认全，这一行加起来又和总计对不上")
            return
        doubt = self._doubt_of_shift(header, row, indexes, filled) if indexes else ""
        if indexes and not doubt and may_have_a_filler(row, indexes, filled):
            doubt = "这一行第一格是空的，可能是少了一格，数都往后移了"
        if doubt:
            self._doubt(row, doubt)
        is_sure = row.is_sure and columns.is_sure and not doubt
        self.place(header, row._replace(is_sure=is_sure, misspelt=row.misspelt | columns.misspelt), indexes)

    def _doubt_of_shift(
        self, header: HeaderMatch, row: LabelledRow, indexes: CellIndexes, filled: Sequence[LabelledRow]
    ) -> str:
        """Why the figures of a row may have moved, told by the rows around it; "" if nothing speaks for it."""
        if is_shifted(row, filled) or (
            is_beside_headers(header, row, indexes, filled) and not self._adds_up(header, row, indexes)
        ):
            return "这一行的数和其他各行没有对齐"
        if row.filled == indexes[:-1] and self._have_all_moved(header, filled):
            return "各行最后一格都是空的，前面一格又总不比再前面各格之和小，可能少了一列，数都往前移了"
        # In a row without true columns that does not add up, `place` has its own doubt.
        found = dict(zip(cells_of(row.form_row, header), map(row.source, indexes), strict=True))
        may_lack_one = may_lack_a_cell(row, indexes, filled) or _may_end_with_its_sum(header, row, indexes, filled)
        if may_lack_one and (row.row.aligned or self._can_be_right(found)):
            return "这一行最后一格是空的，可能是前面少了一格，数都往前移了"
        return ""

    def _have_all_moved(self, header: HeaderMatch, filled: Sequence[LabelledRow]) -> bool:
        """Whether all rows have nothing in the column of their sum, and what may be it in the one before.

        Who takes out a column of a sheet and lets the cells move leaves its heads as they were. No column has as much
        as all before it in every row, unless these are 0.
        """
        if not header.columns[-1].sum_of or any(len(row.filled) != len(header.columns) - 1 for row in filled):
            return False
        words = [_figures_in(row, row.filled) for row in filled]
        return all(sum(row[:-1]) <= row[-1] for row in words) and any(sum(row[:-1]) for row in words)

    def place(self, header: HeaderMatch, row: LabelledRow, indexes: CellIndexes | None) -> None:
        """Place the figures of a row that are in these cells; without them repair the row, or leave it."""
        self._grids_with_figures.add(row.form_row.grid.id)
        cells = cells_of(row.form_row, header)
        if indexes is None:
            self._place_repaired(cells, row)
            return
        found = dict(zip(cells, map(row.source, indexes), strict=True))
        # A blank in a table without true columns, or a figure a line, may hide that the figures moved.
        may_be_shifted = row.has_figures_on_lines or (
            not row.row.aligned and any(not figure.text.strip() for figure in found.values())
        )
        if row.filled == indexes[:-1] and not self._can_be_right(found) and self._put_whole_groups(cells, row, found):
            return
        if may_be_shifted and not self._can_be_right(found):
            self._doubt(row, "这一行有空格或者是一格一格收起来的，加起来和总计对不上，可能串了格")
            found = {cell: figure._replace(is_sure=False) for cell, figure in found.items()}
        keys = [{normalise_label(label) for label in column.label} for column in header.columns]
        sure = {cell: found[cell].is_sure and not row.misspelt & above for cell, above in zip(cells, keys, strict=True)}
        self._put(row, {cell: one._replace(is_sure=sure[cell]) for cell, one in found.items()})

    def leave(self, row: LabelledRow, reason: str) -> None:
        """List a row that has no place."""
        self._grids_with_figures.add(row.form_row.grid.id)
        unplaced = UnplacedRow(row.item, "unplaced", reason, row.row)
        if unplaced not in self.unplaced[-1:]:  # a row that differs in many cells is listed once
            self.unplaced.append(unplaced)

    def _doubt(self, row: LabelledRow, reason: str) -> None:
        """List a doubt about a row that is placed."""
        self.unplaced.append(UnplacedRow(row.item, "doubtful", reason, row.row))

    def _columns(self, headers: Sequence[HeaderRow], filled: Sequence[LabelledRow]) -> TableColumns:
        if self._headless and not headers:
            return TableColumns(official_headers(filled[0].form_row.block))
        return find_columns(self._labels.form, self._splitter, headers, filled)

    def _before_sum(
        self,
        header: HeaderMatch,
        row: LabelledRow,
        filled: Sequence[LabelledRow],
        known: Mapping[int, set[CellIndexes]],
    ) -> CellIndexes | None:
        """The cells of a row with blanks that ends with its sum, and adds up to it, or has them where all others do."""
        indexes = cells_before_sum(header, row, filled)
        if indexes and is_unlike_neighbours(row, indexes, known):
            return None
        words = [row.row.cells[index] for index in indexes or ()]
        found = dict(zip(cells_of(row.form_row, header), words, strict=False))
        is_right = header.columns[-1].sum_of and adds_up(self._labels.form, found)
        return indexes if is_right or (indexes and blank_in_all(row, filled)) else None

    def _can_be_right(self, found: Mapping[str, CellSource]) -> bool:
        """Whether figures that may have moved add up, or have no sum among them that could tell."""
        form = self._labels.form
        has_sum = any(form.cells[cell].row_parts for cell in found)
        return not has_sum or adds_up(form, {cell: figure.text for cell, figure in found.items()})

    def _adds_up(self, header: HeaderMatch, row: LabelledRow, indexes: CellIndexes) -> bool:
        words = (row.row.cells[index] for index in indexes)
        return adds_up(self._labels.form, dict(zip(cells_of(row.form_row, header), words, strict=True)))

    def _place_repaired(self, cells: Sequence[str], row: LabelledRow) -> None:
        """Place a row with a figure too many or too few if it can be repaired; it is never sure then."""
        # What the clerk pastes into a table is never repaired: they see the cells and chose them.
        figures = [] if self._headless else [row.source(index) for index in row.filled]
        joined = join_split_figure(self._labels.form, cells, figures)
        ways = [joined] if joined else self._splitter.ways(cells, figures)
        if not ways and self._put_whole_groups(cells, row):
            return
        if not ways:
            name, count = row.form_row.grid.name, len(row.filled)
            self.leave(row, f"{name}这一行有 {count} 个数，应当有 {len(cells)} 个，对不上各列")
        elif len(ways) > 1:
            self._open_rows.append(OpenRow(row, ways))
        elif joined:
            self._put_repaired(row, joined, "这一行多出一个数，当作同一个数被拆成两格")
        elif len(figures) == len(cells) - 1:
            self._put_repaired(row, ways[0], "这一行少一个数，当作两个数连在了一起")
        else:
            self._put_repaired(row, ways[0], "这一行的数连在了一起，是按总计拆开的")

    def _put_whole_groups(
        self, cells: Sequence[str], row: LabelledRow, found: Mapping[str, CellSource] | None = None
    ) -> bool:
        """Place the groups of a row that add up, and leave the torn one blank; False if there are none.

        `found` are the figures by their columns, if each has its own: none of them has moved if the groups are there.
        """
        figures = [] if self._headless else [row.source(index) for index in row.filled]
        whole = keep_whole_groups(self._labels.form, cells, figures)
        kept = {cell: one.text for cell, one in whole.figures.items() if one.text} if whole else {}
        if not whole or (found and all(found[cell].text == text for cell, text in kept.items())):
            return False
        self._put_repaired(row, whole, "这一行少了格或者多了格，加得起来的几组照填，加不起来的一组先空着")
        return True

    def place_open_rows(self) -> None:
        """Place the rows with several ways to split their figures, once all that could tell is placed."""
        rows, self._open_rows = self._open_rows, []
        for one, settled in zip(rows, settled_rows(self._labels.form, self.placed, rows), strict=True):
            if len(settled.figures) == len(one.ways[0].figures):
                self._put_repaired(one.row, settled, "这一行的数连在了一起，是按总计拆开的")
            else:
                self._put_repaired(one.row, settled, "这一行的数连在了一起，有几种拆法，拿不准的格先空着")

    def _put_repaired(self, row: LabelledRow, repaired: RepairedRow, reason: str) -> None:
        self._doubt(row, reason)
        self._put(row, repaired.figures)
        for cell, candidates in repaired.others.items():
            for candidate in candidates:
                self._add_candidate(cell, candidate)

    def _put(self, row: LabelledRow, found: Mapping[str, CellSource]) -> None:
        if any(cell in self.placed for cell in found):
            self._put_again(row, found)
        else:
            self._seen_rows.add(row.form_row.id)
            self.placed.update(found)

    def _put_again(self, row: LabelledRow, found: Mapping[str, CellSource]) -> None:
        """Compare a row that comes again: where it differs the first figure stays, not sure, and the row is listed."""
        for cell, second in found.items():
            first = self.placed.get(cell)
            unit = self._labels.form.cells[cell].column.unit
            # Compared by their figures, because 1.5 and 15, or 8 and -8, have the same key.
            if first is None or _meaning(first.text, unit) != _meaning(second.text, unit):
                self.placed[cell] = (first or second)._replace(is_sure=False)
                self._add_candidate(cell, second)
                self.contradicted.setdefault(cell, second)
                self.leave(row, f"{row.form_row.grid.name}的这一行前面已经有了，两处的数不同，用了前一处的")

    def _add_candidate(self, cell: str, candidate: CellSource) -> None:
        """Keep another candidate for a cell, each figure once."""
        others = self.others.setdefault(cell, [])
        if len(others) < _MOST_CANDIDATES and candidate.text not in [other.text for other in others]:
            others.append(candidate)


def _may_end_with_its_sum(
    header: HeaderMatch, row: LabelledRow, indexes: CellIndexes, rows: Sequence[LabelledRow]
) -> bool:
    """Whether the last figure of a row may be the sum whose column is blank, which other rows have.

    In several rows of a page the same cell is missing, and a blank one stands at their ends.
    """
    if not header.columns[-1].sum_of or row.filled != indexes[:-1]:
        return False
    figures = _figures_in(row, row.filled)
    has_whole_rows = any(len(one.filled) == len(indexes) for one in rows)
    return has_whole_rows and figures[-1] > 0 and sum(figures[:-1]) <= figures[-1]


def _figures_in(row: LabelledRow, indexes: CellIndexes) -> list[Figure]:
    """The figures in these cells of a row; what is none counts as 0."""
    return [read_cell_value(row.row.cells[index]).figure or 0 for index in indexes]


def _meaning(text: str, unit: str) -> Figure | str:
    """The figure in a cell, else its words without the marks for none: what two rows must share to be the same."""
    found = read_cell_value(text, unit).figure
    return normalise_label(text) if found is None else found
