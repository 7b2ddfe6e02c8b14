"""Rows that came as loose lines, or broken over several rows -> whole rows again.

Input: the items of a source. Output: the same items in their order, those of tables as rows.
Invariant: figures keep their order and are joined only to the label before or behind them; each cell keeps the number
of its item, and a row that may have been joined wrongly is not sure. Lines that make no table stay as they came.

Lines that may belong to a table (table_line) and follow each other are one run. In it, for each line with figures:
1. Its label is the official one that it makes with as few lines before and behind it as possible: PDF viewers give
   5.属于三类 / 内部事务信息 / 0 0 0 0 0 0 0, narrow columns a letter a line. With its number first, then without.
2. Its figures are as many as that row has, on one line or one a line: 规章 / 1 / 2 / 3. A row of cells that lacks
   just those of the next row, which has nothing else, goes on there, and is not sure.
3. Figures without a label stay a row of their own; from there on no row of the run is sure where each should have a
   label, because the labels that follow may be one row off.
The words between the rows become captions and header rows (header_rows).
"""

from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.readers.model.source_items import SourceItem, SourceParagraph, SourceRow
from disclosure_desk.readers.tables.header_rows import count_headers, header_rows
from disclosure_desk.readers.tables.labels import Labels
from disclosure_desk.readers.tables.table_line import TableLine, TableRow, table_line

_LEAST_OFFICIAL = 3
"""So many lines with an official label and figures, or so many headers, make a run of loose lines a table.

With less, any numbered list with one official word in it is joined to rows, and 77 figures in three PDFs of tests/field
that browsers printed stay blank; with more, table two, which has only three headers, stays loose lines.
"""

_LEAST_WORDS, _MOST_WORDS = 5, 700
"""A line with more words and figures than the first may be a whole table; the second is four times table three."""

_MOST_LINES_BEFORE, _MOST_LINES_BEHIND = 40, 3
"""Over so many lines a label may be broken before its figures and behind them.

A narrow column has a letter in each line, and the longest label 37. With 1 line before, 91 figures of tests/field stay
blank; with none behind 60 in PDFs printed by browsers, where the figures are in the middle of their label, with 1 14.
"""


def repair_rows(labels: Labels, stream: Sequence[SourceItem], headings: Container[int] = ()) -> Iterator[TableRow]:
    """The items of a source in their order, rows of tables whole; what belongs to no table as it came.

    `headings` are the numbers of those that end a table, though a whole one may stand behind the heading in its line.
    """
    run: list[TableLine] = []
    for number, item in enumerate(stream):
        line = None if number in headings else table_line(labels, number, item)
        if line:
            run.append(line)
            continue
        yield from _rows_of_run(labels, run)
        run = []
        yield TableRow(number, item)
    yield from _rows_of_run(labels, run)


def rows_in_one_line(labels: Labels, number: int, line: str) -> tuple[TableRow, ...]:
    """The rows of a line that has a whole table in it, only blanks between the cells; () if it has none."""
    words = line.split()
    if not _LEAST_WORDS < len(words) <= _MOST_WORDS:
        return ()
    rows = tuple(repair_rows(labels, [SourceParagraph(word) for word in words]))
    if not any(isinstance(row.item, SourceRow) for row in rows):
        return ()
    return tuple(TableRow(number, row.item, (number,) * len(row.cell_items), row.is_sure) for row in rows)


def _rows_of_run(labels: Labels, run: Sequence[TableLine]) -> Iterator[TableRow]:
    repair = _RunRepair(labels, [line for line in run if not line.is_drawing])
    rows = list(repair.rows())
    # Without enough official words the run may be any list with numbers, and nothing of it is joined.
    official = max(repair.labelled_count, sum(count_headers(labels, row) for row in rows))
    if official >= _LEAST_OFFICIAL or any(_is_row(labels, line) for line in run):
        yield from rows
    else:
        yield from (TableRow(line.number, line.source) for line in run)


def _is_row(labels: Labels, line: TableLine) -> bool:
    """Whether a line came as a row, or has an official word between strokes."""
    if line.is_loose or line.is_drawing:
        return False
    return isinstance(line.source, SourceRow) or any(key in labels.words for key in line.keys)


class _BrokenLabel(NamedTuple):
    """A label broken over lines: how many of them before the figures and behind, and how many figures its row has."""

    before: int
    behind: int
    figures: int


class _RunRepair:
    """Goes through the lines of one run, and joins what was broken."""

    def __init__(self, labels: Labels, lines: Sequence[TableLine]) -> None:
        self._labels, self._lines = labels, lines
        self._pending: list[TableLine] = []
        self._is_sure = True
        self.labelled_count = 0

    def rows(self) -> Iterator[TableRow]:
        """The rows that the lines make."""
        place = 0
        while place < len(self._lines):
            line = self._lines[place]
            if line.figures:
                end = self._end_of_figures(place)
                label = self._label(place, end)
                figures_end = self._end_of_row(place, end, label)
                behind = self._lines[figures_end : figures_end + label.behind]
                yield from self._joined(self._lines[place:figures_end], label, behind)
                place = figures_end + label.behind
            else:
                if self._is_blank_row(line) and not self._is_before_figures(place):
                    yield from self._release_pending(0)
                    yield TableRow(line.number, line.item)
                else:
                    self._pending.append(line)
                place += 1
        yield from self._release_pending(0)

    def _release_pending(self, kept: int) -> Iterator[TableRow]:
        """The words before a row that are not among the last `kept` lines, which are its label."""
        end = len(self._pending) - kept
        yield from header_rows(self._labels, self._pending[:end])
        self._pending = []

    def _is_blank_row(self, line: TableLine) -> bool:
        """Whether a row names a row of the form, with blank cells in the place of its figures."""
        if line.is_loose or not isinstance(line.item, SourceRow) or not self._labels.count_columns(line.keys[-1]):
            return False
        return len(line.item.cells) > 1 and not line.item.cells[-1].strip()

    def _is_before_figures(self, place: int) -> bool:
        """Whether a row of nothing but figures follows a row of nothing but labels: they may well be one."""
        behind = self._lines[place + 1] if place + 1 < len(self._lines) else None
        return behind is not None and not behind.is_loose and not behind.words and bool(behind.figures)

    def _end_of_figures(self, place: int) -> int:
        """Behind the lines of figures without words that follow a line with figures."""
        end = place + 1
        while self._lines[place].is_loose and end < len(self._lines):
            line = self._lines[end]
            if line.words or not line.is_loose:  # a row with cells has its own label, or is a header
                break
            end += 1
        return end

    def _label(self, place: int, end: int) -> _BrokenLabel:
        """The label of the figures in some lines.

        A word that is the header of a column, too, is a label only before as many figures as its row has: 总计.
        """
        line = self._lines[place]
        own = "".join(line.keys[-1:])
        befores = [own]
        for one in self._pending[: -_MOST_LINES_BEFORE - 1 : -1]:
            befores.append(one.keys[-1] + befores[-1])
        behinds = [""]
        for one in self._lines[end : end + _MOST_LINES_BEHIND]:
            if one.figures or self._is_blank_row(one):
                break
            behinds.append(behinds[-1] + one.keys[-1])
        # The fewest lines behind the figures first, because those may be the label of the next row.
        available = sum(len(line.figures) for line in self._lines[place:end])
        for without_number in (False, True):
            for behind, tail in enumerate(behinds):
                for before, start in enumerate(befores):
                    # Behind 三、本年度办理结果 and figures that lost their label stands the label of the next row.
                    if tail and start in self._labels.row_labels and self._labels.count_columns(tail):
                        continue
                    key = start + tail
                    figures = self._labels.count_columns(key, without_number=without_number) if start else 0
                    if figures and (figures == available or key not in self._labels.headers):
                        return _BrokenLabel(before, behind, figures)
        return _BrokenLabel(0, 0, 0)

    def _end_of_row(self, place: int, end: int, label: _BrokenLabel) -> int:
        """Behind which line the figures of a row end: once they are complete, or all where each is on its own line."""
        lines = self._lines[place:end]
        if not lines[0].is_loose:
            return self._end_of_torn_row(place, end, label)
        if label.behind or (not lines[0].words and all(len(line.figures) == 1 for line in lines)):
            return end
        total = 0
        for behind, line in enumerate(lines, place + 1):
            total += len(line.figures)
            if total == label.figures:
                return behind
        return place + 1

    def _end_of_torn_row(self, place: int, end: int, label: _BrokenLabel) -> int:
        """Behind which row the figures of a row of cells end: one of those below, if they have just what it lacks."""
        line = self._lines[place]
        wanted = label.figures or (
            0 if line.words else max((len(row.block.columns) for row in self._labels.unlabelled_rows), default=0)
        )
        count = len(line.figures)
        for behind, one in enumerate(self._lines[place + 1 :] if not label.behind else (), place + 2):
            if one.is_loose or one.words or not one.figures or count >= wanted:
                break
            count += len(one.figures)
            if count == wanted:
                return behind
        return end

    def _joined(
        self, lines: Sequence[TableLine], label: _BrokenLabel, behind: Sequence[TableLine]
    ) -> Iterator[TableRow]:
        first = lines[0]
        before = self._pending[len(self._pending) - label.before :]
        yield from self._release_pending(label.before)
        if label.figures:
            self.labelled_count += 1
        elif first.is_loose and not first.words:
            yield from self._without_label(lines)
            return
        if not first.is_loose:
            is_broken = label.before or label.behind
            row = self._joined_cells(first, before, behind) if is_broken else TableRow(first.number, first.item)
            for other in lines[1:]:
                row = _with_other_half(row, other)
            # A row of blank cells before figures without a label may be theirs, or blank in truth.
            yield row._replace(is_sure=row.is_sure and not any(map(self._is_blank_row, before)))
            return
        words = [*before, *([first] if first.words else []), *behind]
        text = "".join(line.words[-1] for line in words)
        cells = [(text, words[0].number)] if label.figures else [(word, first.number) for word in self._words(first)]
        cells[:0] = [(outer, line.number) for line in words[:1] for outer in line.words[:-1]]
        cells += [(figure, line.number) for line in lines for figure in line.figures]
        # Several lines with several figures each were broken at any place, maybe within a figure.
        is_sure = self._is_sure and (len(lines) == 1 or all(len(line.figures) == 1 for line in lines))
        yield _table_row(cells, first.number, is_sure=is_sure)

    def _without_label(self, lines: Sequence[TableLine]) -> Iterator[TableRow]:
        """Figures without a label; where each row should have one, the labels that follow may be one row off."""
        cells = [(figure, line.number) for line in lines for figure in line.figures]
        if len(cells) == 1:
            yield TableRow(lines[0].number, lines[0].source)
            return
        if any(one.row.label and len(one.block.columns) == len(cells) for one in self._labels.rows):
            self._is_sure = False
        yield _table_row(cells, lines[0].number, is_sure=self._is_sure)

    def _words(self, line: TableLine) -> Sequence[str]:
        """The words of a line that names no row: headers beside each other, if they are."""
        words = self._labels.words.split(line.keys[-1])
        return words if words and all(word in self._labels.headers for word in words) else line.words

    def _joined_cells(self, line: TableLine, before: Sequence[TableLine], behind: Sequence[TableLine]) -> TableRow:
        """A row with cells whose label is in rows before and behind it, too."""
        cells = list(line.item.cells) if isinstance(line.item, SourceRow) else []
        figure = next(index for index, cell in enumerate(cells) if self._labels.is_figure(cell))
        own = max((index for index in range(figure) if cells[index].strip()), default=-1)
        own = own if own >= 0 else figure - 1
        label = "".join([*(one.words[-1] for one in before), *line.words[-1:], *(one.words[-1] for one in behind)])
        if own < 0:
            # Its figures no longer have the indexes of the header's cells, which `cell_items` shows.
            joined = SourceRow((label, *cells), line.item.location)
            return TableRow(line.number, joined, (line.number,) * len(joined.cells), self._is_sure)
        cells[own] = label
        is_aligned = isinstance(line.item, SourceRow) and line.item.aligned
        return TableRow(line.number, SourceRow(tuple(cells), line.item.location, is_aligned), is_sure=self._is_sure)


def _with_other_half(row: TableRow, other: TableLine) -> TableRow:
    """A row of cells that goes on with the figures of the next row; the blank cells behind its own are none of it."""
    own = row.item.cells if isinstance(row.item, SourceRow) else ()
    numbers = row.cell_items or (row.number,) * len(own)
    last = max(index for index, cell in enumerate(own) if cell.strip())
    cells = [*zip(own[: last + 1], numbers, strict=False), *((figure, other.number) for figure in other.figures)]
    return _table_row(cells, row.number, is_sure=False)


def _table_row(cells: Sequence[tuple[str, int]], number: int, *, is_sure: bool) -> TableRow:
    return TableRow(number, SourceRow(tuple(text for text, _ in cells)), tuple(item for _, item in cells), is_sure)
