"""Tables without upright rulings: figures over each other make columns, what is left of them names the rows.

Input: a page with its lines and ruled tables. Output: the page with tables instead of the lines that make one.
Invariant: a row gets a label only if it is sure that the label is its own; where one label in doubt is left between
the rows, all of the region stays lines, for the aligner to read by their words.

Order: lines that end in figures, with nothing but labels between them, are a region. Its columns are those of the rows
with the most figures; headers are found over its first row (unruled_headers); labels are put together from what is
left of the figures (text_blocks) and given to the rows beside them. A figure under two columns, or two figures under
one, make the row a single cell, which says what is printed and claims no column.

`1.属于国家秘密 1001 1002 1003` over `2.其他法律` without figures over `3.危及稳定 1004 1005 1006` are three rows, the
second of blanks. A label half way between two rows of figures is in doubt. A line such as `全年公开信息 386
条，其中机构职能 12` is prose: its last figure is not far enough from its words.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.lines import PdfLine, PdfLineWord, is_latin
from disclosure_desk.readers.formats.pdf.page_layout import PdfPage
from disclosure_desk.readers.formats.pdf.tables import PdfTable, PdfTableRow
from disclosure_desk.readers.formats.pdf.text_blocks import PdfTextBlock, blocks_of_line, stack_blocks
from disclosure_desk.readers.formats.pdf.unruled_headers import ColumnRange, header_lines, header_rows
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_FIGURES_OF_ROW = 3
"""So many figures at a line's end are a row; fewer only if they are far behind their label, or beside it."""

_APART = 0.3
"""In sizes: a figure is one by itself if it is further from the word before it.

With 0.15, figures that programs set a quarter of a size apart in a sentence become rows: 2-pdf-writer-turned of
tests/field loses a part of its preface so.
"""

_FAR_BEHIND = 1.0
"""In sizes: how far one or two figures are behind their label in `行政许可 12`."""

_SAME_ROW = 0.8
"""In sizes: how far a label of another height may be above or below figures that have none in their own line."""

_WITHIN, _OUTSIDE, _SHARE_OF_PITCH = 0.4, 0.75, 0.4
"""A label is beside figures that are within its lines, or `_WITHIN` sizes above or below.

It may be `_OUTSIDE` sizes away if that is no more than this share of the way to the next figures. With 0.56 or less
rows of pdf-drawn-no-rules and two like it (tests/field) have no label; with 1.5 a label in doubt is given away.
"""


class PdfFigureLine(NamedTuple):
    """A line with figures at its end, and the words before them."""

    line: PdfLine
    labels: tuple[PdfLineWord, ...]
    figures: tuple[PdfLineWord, ...]


def with_unruled_tables(page: PdfPage) -> PdfPage:
    """Return the page with its lines of figures, and what belongs to them, as tables."""
    remaining = list(page.lines)
    found: list[PdfTable] = []
    for rows in _regions(page.lines):
        used, table = _table(rows, remaining)
        remaining = [line for line in remaining if line not in used]
        found += [table] if table else []
    tables = sorted((*page.tables, *found), key=lambda table: table.top)
    return page._replace(lines=tuple(remaining), tables=tuple(tables))


def _regions(lines: Sequence[PdfLine]) -> Iterator[list[PdfFigureLine]]:
    """Yield runs of lines of figures with nothing between them but labels."""
    region: list[PdfFigureLine] = []
    for line in lines:
        figure_line = _figure_line(line, lines)
        if figure_line:
            region.append(figure_line)
        elif region and line.right > min(row.figures[0].left for row in region):
            yield region
            region = []
    if region:
        yield region


def _figure_line(line: PdfLine, lines: Sequence[PdfLine]) -> PdfFigureLine | None:
    """Return a line as one of figures, if it is a row of a table."""
    count = 0
    while count < len(line.words) and _is_figure(line, len(line.words) - 1 - count):
        count += 1
    labels, figures = line.words[: len(line.words) - count], line.words[len(line.words) - count :]
    if not figures:
        return None
    # Without a label, a line of blanks ("/ / /") is no row, because nothing says what it is.
    with_digits = sum(any(map(str.isdigit, figure.text)) for figure in figures)
    if (count >= _FIGURES_OF_ROW and (labels or with_digits > 1)) or (
        labels and figures[0].left - labels[-1].right >= _FAR_BEHIND * line.size
    ):
        return PdfFigureLine(line, labels, figures)
    # Where a label takes two lines, its figures may be on a line of their own between them.
    beside = (abs(other.base - line.base) < _SAME_ROW * line.size and other.right < line.left for other in lines)
    return PdfFigureLine(line, (), figures) if not labels and any(beside) else None


def _is_figure(line: PdfLine, index: int) -> bool:
    """Return whether a word of a line is a figure by itself, and not one within a sentence."""
    word, before = line.words[index], line.words[index - 1] if index else None
    # Between two words of Latin script a gap is a space already; after Chinese it may be a program's own.
    if before and not (is_latin(before.text[-1]) and is_latin(word.text[0])):
        return word.left - before.right > _APART * line.size and is_cell_value(word.text)
    return is_cell_value(word.text)


def _table(rows: Sequence[PdfFigureLine], lines: Sequence[PdfLine]) -> tuple[set[PdfLine], PdfTable | None]:
    """Return the lines that make a table, and the table; none if it is not sure which label belongs to which row."""
    columns = _columns(rows)
    headers = header_lines(lines, [row.line for row in rows], columns)
    labels = _labels(rows, [line for line in lines if line not in headers], columns)
    bases = [row.line.base for row in rows]
    labels_of_rows = [_labels_beside(row, labels, bases) for row in rows]
    given = {label for row_labels in labels_of_rows for label in row_labels}
    unused = [label for label in labels if label not in given and bases[0] < label.middle < bases[-1]]
    if unused and not all(labels_of_rows):
        return set(), None
    width = max((len(row_labels) for row_labels in labels_of_rows), default=0) or 1
    body = [
        _row(row, row_labels, columns, width)
        for row, row_labels in zip(rows, _each_label_once(labels_of_rows), strict=True)
    ]
    # Between rows that all have labels, one that is left names a row of blanks.
    body += [_row_of_blanks(label, columns, width) for label in unused]
    in_labels = (line for line in lines if _is_in(line, given.union(unused)))
    used = {*headers, *(row.line for row in rows), *in_labels}
    all_rows = (*header_rows(headers, columns, width), *sorted(body, key=lambda row: row.bottom))
    return used, PdfTable(min(line.top for line in used), max(line.bottom for line in used), (), all_rows)


def _columns(rows: Sequence[PdfFigureLine]) -> list[ColumnRange]:
    """Return the columns of figures, as those rows show them that have most."""
    columns: list[ColumnRange] = []
    # The fullest rows first: a figure that reaches under two of their columns makes no column of its own.
    for row in sorted(rows, key=lambda row: -len(row.figures)):
        for figure in row.figures:
            over = [column for column in columns if figure.left <= column[1] and column[0] <= figure.right]
            if len(over) <= 1:
                columns = [column for column in columns if column not in over]
                ends = [*over, (figure.left, figure.right)]
                columns.append((min(left for left, _ in ends), max(right for _, right in ends)))
    return sorted(columns)


def _labels(
    rows: Sequence[PdfFigureLine], lines: Iterable[PdfLine], columns: Sequence[ColumnRange]
) -> list[PdfTextBlock]:
    """Return the labels left of the figures, of one line or more."""
    blocks = [block for row in rows for block in blocks_of_line(row.line, row.labels)]
    figure_lines = [row.line for row in rows]
    # A label of several lines begins above its first figures and ends below its last.
    reach = 2 * max(line.size for line in figure_lines)
    for line in lines:
        is_near = figure_lines[0].base - reach <= line.base <= figure_lines[-1].base + reach
        if is_near and line not in figure_lines and line.right < columns[0][0]:
            blocks.extend(blocks_of_line(line, line.words))
    return stack_blocks(blocks, [row.line.base for row in rows if row.labels])


def _labels_beside(row: PdfFigureLine, labels: Iterable[PdfTextBlock], bases: Sequence[float]) -> list[PdfTextBlock]:
    """Return the labels beside a row's figures, from the left."""
    base, size = row.line.base, row.line.size
    # With rows close to each other a label between them may be either's, so the reach shrinks with their distance.
    pitch = min((abs(other - base) for other in bases if other != base), default=_OUTSIDE * size / _SHARE_OF_PITCH)
    reach = max(_WITHIN * size, min(_OUTSIDE * size, _SHARE_OF_PITCH * pitch))
    beside = [label for label in labels if label.first_base - reach <= base <= label.last_base + reach]
    return sorted(beside, key=lambda label: label.left)


def _each_label_once(labels_of_rows: Iterable[Sequence[PdfTextBlock]]) -> Iterator[list[PdfTextBlock]]:
    """Yield the labels of each row; one beside several rows, as of a merged cell, goes to the first."""
    given: set[PdfTextBlock] = set()
    for labels in labels_of_rows:
        yield [label for label in labels if label not in given]
        given.update(labels)


def _is_in(line: PdfLine, labels: Iterable[PdfTextBlock]) -> bool:
    return any(
        label.first_base <= line.base <= label.last_base
        and label.overlaps(line.left, line.right)
        and line.right <= label.right
        for label in labels
    )


def _row(row: PdfFigureLine, labels: Sequence[PdfTextBlock], columns: Sequence[ColumnRange], width: int) -> PdfTableRow:
    """Return a row at the table's columns; as one cell where a figure is under two, or two under one."""
    columns_of_figures = [
        [number for number, (left, right) in enumerate(columns) if figure.left <= right and left <= figure.right]
        for figure in row.figures
    ]
    line = row.line
    left = min((label.left for label in labels), default=line.left)
    place = min(left, line.left), line.top, line.right, line.bottom
    if any(len(numbers) != 1 for numbers in columns_of_figures) or len({n for n, *_ in columns_of_figures}) < len(
        columns_of_figures
    ):
        texts = [*(label.text for label in labels), *(figure.text for figure in row.figures)]
        return PdfTableRow((" ".join(texts),), *place)
    figures = {numbers[0]: figure.text for numbers, figure in zip(columns_of_figures, row.figures, strict=True)}
    cells = (*_label_cells(labels, width), *(figures.get(number, "") for number in range(len(columns))))
    boxes = (*[None] * width, *((left, line.top, right, line.bottom) for left, right in columns))
    return PdfTableRow(cells, *place, boxes)


def _row_of_blanks(label: PdfTextBlock, columns: Sequence[ColumnRange], width: int) -> PdfTableRow:
    cells = (*_label_cells([label], width), *("" for _ in columns))
    return PdfTableRow(cells, label.left, label.first_base - label.size, label.right, label.last_base)


def _label_cells(labels: Sequence[PdfTextBlock], width: int) -> tuple[str, ...]:
    """Return labels in `width` cells: the innermost is next to the figures."""
    return (*("" for _ in range(width - len(labels))), *(label.text for label in labels))
