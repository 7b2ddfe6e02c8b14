"""Rows of a source, one by one -> the words for each cell of the form: the front door of this package.

Input: rows in their order (`take`), and where a heading or a caption ends a table (`end_segment`). Output: `placed`,
`others` and `unplaced` as in `Placement`; `take` returns False for a row with nothing of the form's tables in it.
Invariant: a figure is placed by words, never by position; what cannot be placed is listed.

Each row is one of these, tried in this order:
1. Blank, or only captions (行政复议 over the five columns of table four): it ends the segment.
2. A header row: only headers, corners or fragments of them; with misspelt or unknown ones among them if the others show
   what the row is.
3. A row of figures: labels, then figures. A table with one row has no label; its row is known by the headers over it,
   or in the same row before its figures, or it comes group by group, or turned on its side: 结果维持 | 3.
4. Labels without a figure: fragments that a page break left, or a row of the form with blank cells.
5. A row with figures and a strange label that shares words with the form's: it is listed. Else it is no row of ours.
"""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from disclosure_desk.core.form import Block, Grid
from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.tables.header_match import (
    HeaderRow,
    match_downwards,
    match_group,
    match_headers,
    names_all,
)
from disclosure_desk.readers.tables.labels import FormRow, Labels, RowMatch
from disclosure_desk.readers.tables.placement import Placement
from disclosure_desk.readers.tables.segments import LabelledRow, TableSegment, UnplacedRow

_MOST_HEADERS = 60
"""Table four in one row, each merged header over each of its columns, has 40 headers; a row with more is no header.

Also the most labels before figures, and the most header rows of one segment: letters spaced out over lines make some
dozen of them.
"""

_OTHERS_PER_MISSPELT = 3
"""A header row may have one misspelt header among so many in all.

With 1, the cells of a chart between the tables count as headers (trap-charts-between in tests/field).
"""


_SHORTEST_TELLING = 4
"""A header with so many letters, as 信息内容 or 商业企业, is a word of these tables alone; 其他 and 总计 are of any."""


class TableReader:
    """Takes rows one by one; `placed` has what the source has for each cell, `unplaced` what has no place."""

    def __init__(self, labels: Labels, *, headless: bool = False) -> None:
        """With `headless`, rows without any header rows have their columns in the form's order."""
        self._labels = labels
        self._segment = TableSegment()
        self._placement = Placement(labels, headless=headless)
        self.placed, self.others = self._placement.placed, self._placement.others
        self.contradicted = self._placement.contradicted
        self.unplaced = self._placement.unplaced

    def missing_rows(self) -> Iterator[FormRow]:
        """The rows of the form that the source does not have."""
        return self._placement.missing_rows()

    def blank_grids(self) -> Iterator[Grid]:
        """The grids that the source has without a single figure."""
        return self._placement.blank_grids()

    def take(self, item: int, row: SourceRow, cell_items: Sequence[int] = (), *, is_sure: bool = True) -> bool:
        """Take a row of the source, joined from the items `cell_items` if any; False if it is no row of the form."""
        keys = [(index, self._labels.cell_key(cell)) for index, cell in enumerate(row.cells) if cell.strip()]
        if not keys:
            return True
        if all(key in self._labels.captions for _, key in keys):
            self.end_segment()
            return True
        count_before = len(self.unplaced)
        if self._take_header(item, row, keys):
            return True
        taken = self._take_row(LabelledRow(item, row, self._labels.rows[0], -1, is_sure, cell_items), keys)
        # A count that is wrong, too, is told with the figures.
        if taken and not is_sure and len({*cell_items}) > 1 and len(self.unplaced) == count_before:
            self.unplaced.append(UnplacedRow(item, "doubtful", "这一行断成了几行，是接起来读的", row))
        return taken

    def end_segment(self) -> None:
        """Place the rows taken so far; the header rows over them apply no longer."""
        segment, self._segment = self._segment, TableSegment()
        by_block: dict[tuple[str, ...], list[LabelledRow]] = {}
        for row in segment.rows:
            block = (row.form_row.grid.id, *(one.id for one in row.form_row.block.rows))
            by_block.setdefault(block, []).append(row._replace(misspelt=segment.misspelt))
        for rows in by_block.values():
            self._placement.place_block(segment.headers, rows)
        self._place_column_rows(segment)
        self._placement.place_open_rows()
        if segment.headers and not segment.has_rows:
            # A table of one row may be there with nothing but its headers.
            for form_row in self._labels.unlabelled_rows:
                if names_all(form_row.block, segment.headers):
                    self._placement.mark_seen(form_row)
        kind = "doubtful" if segment.has_rows else "unplaced"
        reason = "这一行表头里有的字认不出来"
        self.unplaced.extend(UnplacedRow(item, kind, reason, header) for item, header in segment.strange_headers)
        if segment.lone_numbers:
            numbers = SourceRow(tuple(text for _, text in segment.lone_numbers))
            item = segment.lone_numbers[0][0]
            self.unplaced.append(UnplacedRow(item, "unplaced", "表格中间单独的数，当作页码，没有取", numbers))

    def _take_header(self, item: int, row: SourceRow, keys: HeaderRow) -> bool:
        """Take a header row; also one of fragments of headers, where no row of figures is above it."""
        headers = self._headers(row, keys)
        if headers is None:
            return False
        # A header behind rows is that of the next table, or of this one again on the next page.
        if self._segment.has_rows or len(self._segment.headers) >= _MOST_HEADERS:
            self.end_segment()
        for index, key in headers:
            # Several headers in one cell differ from its words, too, but are not misspelt: then there are more of them.
            is_whole = key in self._labels.headers and len(headers) == len(keys)
            if is_whole and key != self._labels.key(row.cells[index]):
                self._segment.misspelt.add(key)
                reason = f"表头“{' '.join(row.cells[index].split())}”与规定的不同，当作“{key}”"
                self.unplaced.append(UnplacedRow(item, "doubtful", reason, row))
        unknown = [header for header in headers if self._is_unknown(header)]
        if unknown:
            self._segment.strange_headers.append((item, row))
        self._segment.headers.append([one for one in headers if one in unknown or self._labels.is_over_figures(one[1])])
        return True

    def _headers(self, row: SourceRow, keys: HeaderRow) -> HeaderRow | None:
        """The headers in a row that has nothing else; None if it has."""
        if len(keys) > _MOST_HEADERS or any(self._labels.is_figure(row.cells[index]) for index, _ in keys):
            return None
        if self._has_only_fragments(keys):
            return keys
        headers: list[tuple[int, str]] = []
        plain: list[str] = []
        for index, key in keys:
            words = (key,) if key in self._labels.corners else self._labels.split_headers(key)
            plain += words[:1]
            headers += [(index, word) for word in words or (self._labels.nearest_header(key) or key,)]
        return headers if all(key for _, key in keys) and self._are_headers(headers, plain, len(keys)) else None

    def _are_headers(self, headers: HeaderRow, plain: Sequence[str], cells: int) -> bool:
        """Whether so many of the words in a row are plain that the others, misspelt or unknown, are headers, too."""
        others = cells - len(plain)
        if self._segment.has_rows or not others:
            return _OTHERS_PER_MISSPELT * others <= cells and not any(map(self._is_unknown, headers))
        return 2 * others <= cells and (len(plain) > 1 or any(len(key) >= _SHORTEST_TELLING for key in plain))

    def _is_unknown(self, header: tuple[int, str]) -> bool:
        """Whether a word in a header row is none of the form's, and no fragment of one."""
        return not self._labels.header_words.is_fragment(header[1])

    def _has_only_fragments(self, keys: HeaderRow) -> bool:
        """Whether all are fragments of headers, and not all of labels too if there are figures above."""
        if not all(key and self._labels.header_words.is_fragment(key) for _, key in keys):
            return False
        if all(key in self._labels.headers or key in self._labels.corners for _, key in keys):
            return True
        # Below rows 其他 is rather the label of the next row; a single fragment before any header may be anything.
        begins = not self._segment.has_rows and (len(keys) > 1 or bool(self._segment.headers))
        return begins or not all(self._labels.is_fragment(key) for _, key in keys)

    def _take_row(self, row: LabelledRow, keys: HeaderRow) -> bool:
        labels: HeaderRow = _without_repetitions(
            list(takewhile(lambda one: not self._labels.is_figure(row.row.cells[one[0]]), keys))
        )
        if not labels:
            return self._take_unlabelled(row, keys)
        if self._take_column_row(row, keys, labels) or self._take_heads_and_figures(row, keys, labels):
            return True
        labels, match = self._match(row, labels)
        if labels and labels[-1] == keys[-1]:
            return self._take_blank(row, labels, match)
        if match:
            self._take_matched(row, labels[-1][0], match)
            return True
        return self._take_group(row, labels) or self._take_named(row, labels) or self._take_strange(row, labels)

    def _take_heads_and_figures(self, row: LabelledRow, keys: HeaderRow, labels: HeaderRow) -> bool:
        """Take a row that is a whole table of one row: its headers, in any number of cells, then all its figures."""
        words = [(index, self._labels.split_headers(key)) for index, key in labels]
        headers = [(index, word) for index, split in words for word in split]
        for form_row in self._labels.unlabelled_rows if all(split for _, split in words) else ():
            count = len(form_row.block.columns)
            # A header may be missing; whether the figures add up without it is seen in `find_columns`.
            if len(keys) - len(labels) == count <= len(headers):
                self.end_segment()
                self._segment.headers.append(headers)
                self._segment.rows.append(row._replace(form_row=form_row, label=labels[-1][0]))
                return True
        return False

    def _take_named(self, row: LabelledRow, labels: HeaderRow) -> bool:
        """Take the row of a table of one row that an office gave a name, 数量, under all its headers."""
        named = row._replace(label=labels[-1][0], is_sure=False)
        for form_row in self._labels.unlabelled_rows if self._segment.headers else ():
            count = len(form_row.block.columns)
            if len(named.filled) == count and match_headers(form_row.block, self._segment.headers):
                self._segment.rows.append(named._replace(form_row=form_row))
                reason = f"{form_row.grid.name}的这一行多了名称，规定的表样里没有"
                self.unplaced.append(UnplacedRow(row.item, "doubtful", reason, row.row))
                return True
        return False

    def _take_strange(self, row: LabelledRow, labels: HeaderRow) -> bool:
        """List a row whose label shares words with the form's, but names no row of it."""
        if not any(self._labels.is_fragment(key) for _, key in labels if key):
            return False
        self._placement.leave(row, "这一行的名称不是规定表样里的某一行")
        return True

    def _match(self, row: LabelledRow, labels: HeaderRow) -> tuple[HeaderRow, RowMatch | None]:
        """The row that labels name, with the labels that do.

        Words in the place of figures look like labels at first: 规章 | 若干 | 2 | 3. They are left out where fewer
        labels name a row and as many cells as it has columns are behind them.
        """
        keys = [key for _, key in labels]
        match = self._labels.match_exactly(keys)
        for end in range(len(labels) - 1, 0, -1) if match is None and len(labels) <= _MOST_HEADERS else ():
            shorter = self._labels.match_exactly(keys[:end])
            filled = row._replace(label=labels[end - 1][0]).filled
            if shorter and len(filled) == len(shorter.form_row.block.columns):
                return labels[:end], shorter
        return labels, match or self._labels.match_row(keys)

    def _take_matched(self, row: LabelledRow, label: int, match: RowMatch) -> None:
        doubt = match.doubt
        cell = row.row.cells[label]
        if not doubt and self._labels.key(cell) != self._labels.cell_key(cell):
            doubt = f"这一行的名称与规定的不同，当作“{match.form_row.row.label[-1]}”"
        is_sure = row.is_sure and not doubt
        self._segment.rows.append(row._replace(form_row=match.form_row, label=label, is_sure=is_sure))
        if doubt:
            self.unplaced.append(UnplacedRow(row.item, "doubtful", doubt, row.row))

    def _take_blank(self, row: LabelledRow, labels: HeaderRow, match: RowMatch | None) -> bool:
        """Take a row without a figure: fragments of labels, or a row of the form that is blank."""
        # A doubtful label without figures places nothing, and must not keep the row from being listed as missing.
        if match and not match.doubt:
            self._segment.rows.append(row._replace(form_row=match.form_row, label=labels[-1][0]))
            return True
        return all(key and self._labels.is_fragment(key) for _, key in labels)

    def _take_unlabelled(self, row: LabelledRow, keys: HeaderRow) -> bool:
        filled = [cell for cell in row.row.cells if cell.strip()]
        # A row that begins with a figure, but has more words than figures, is of another table.
        if 2 * sum(map(self._labels.is_figure, filled)) < len(filled):
            return False
        if len(row.row.cells) == 1 and self._segment.has_rows:  # the number of a page, between two of its rows
            self._segment.lone_numbers.append((row.item, filled[0]))
            return True
        for form_row in self._labels.unlabelled_rows:
            if self._is_under_headers(form_row.block, len(keys)):
                self._segment.rows.append(row._replace(form_row=form_row))
                return True
        return self._take_group(row, [])

    def _is_under_headers(self, block: Block, count: int) -> bool:
        """Whether a row without a label has the headers of a block over it, or has as many figures as no other."""
        if self._segment.headers and match_headers(block, self._segment.headers):
            return True
        return count == len(block.columns) and not any(
            len(one.block.columns) == count for one in self._labels.rows if one.row.label
        )

    def _take_group(self, row: LabelledRow, labels: HeaderRow) -> bool:
        """Take one group of columns of a table of one row, known by the headers over it or the labels before it."""
        words = {key for _, key in labels}.union(key for header in self._segment.headers for _, key in header)
        for form_row in self._labels.unlabelled_rows if words & self._labels.group_headers else ():
            header = match_group(form_row.block, self._segment.headers, [key for _, key in labels])
            is_sure = row.is_sure and not self._segment.misspelt
            group = row._replace(form_row=form_row, label=labels[-1][0] if labels else -1, is_sure=is_sure)
            if header and len(group.filled) == len(header.columns):
                self._placement.place(header, group, group.filled)
                self._segment.has_groups = True
                return True
        return False

    def _take_column_row(self, row: LabelledRow, keys: HeaderRow, labels: HeaderRow) -> bool:
        """Take a row that is one column of a table of one row, as where the table is turned on its side."""
        words = tuple(key for _, key in labels)
        # Exactly one figure behind headers, the first of them merged: 行政复议 | 结果维持 | 3. Else it is no such row.
        if labels[-1:] != keys[-2:-1] or not all(word in self._labels.headers for word in words):
            return False
        if not self._segment.column_rows and words[0] not in self._labels.group_headers:
            return False
        labelled = row._replace(form_row=self._labels.unlabelled_rows[0], label=labels[-1][0])
        self._segment.column_rows.append((words, labelled))
        return True

    def _place_column_rows(self, segment: TableSegment) -> None:
        if not segment.column_rows:
            return
        block = segment.column_rows[0][1].form_row.block
        rows = [row for _, row in segment.column_rows]
        header = match_downwards(block, [key for words, _ in segment.column_rows for key in words])
        if header and len(rows) == len(header.columns):
            figures = [row.source(row.filled[0]) for row in rows]
            whole = rows[0]._replace(
                row=SourceRow(tuple(figure.text for figure in figures)),
                label=-1,
                cell_items=tuple(figure.item for figure in figures),
                cell_indexes=tuple(figure.cell for figure in figures),
                is_sure=all(row.is_sure for row in rows),
            )
            self._placement.place(header, whole, whole.filled)
            return
        for row in rows:
            self._placement.leave(row, f"{row.form_row.grid.name}竖着写的这一行，上下各行凑不齐规定的各列")


def _without_repetitions(labels: HeaderRow) -> HeaderRow:
    """The labels, a merged one that is written in each of its cells only at the last of them."""
    return [label for at, label in enumerate(labels) if at + 1 == len(labels) or labels[at + 1][1] != label[1]]
