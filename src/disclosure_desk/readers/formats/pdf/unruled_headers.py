"""The headers over columns of figures that have no rulings, put together from their lines and split into levels.

Input: the lines of a page, the lines of figures of one table, and the columns of figures. Output: header_lines finds
the lines that are headers, header_rows makes rows of them at the table's columns. Invariant: a header is put over the
columns it stands over, a level at a time; what may be prose is left outside the table.

Order: upwards from the first figures, lines are headers until one is a heading or prose, or too far above. Their
blocks over one column are stacked (`自然` over `人` is 自然人); those over several columns are not. Blocks at one
height make a level; a lower one begins a new level only if it is under one of the level before. So `申请人情况` over
all columns, `法人或其他组织` over two and `企业`, `其他` under it make three rows. What is left of the figures goes to
the row at its height.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from disclosure_desk.readers.formats.pdf.lines import PdfLine
from disclosure_desk.readers.formats.pdf.tables import PdfTableRow
from disclosure_desk.readers.formats.pdf.text_blocks import LABEL_NUMBER, PdfTextBlock, blocks_of_line, stack_blocks

ColumnRange = tuple[float, float]
"""Where a column of figures begins and ends."""

_MOST_LINES = 12
_NEXT_HEADER, _ROW_PITCH_SLACK = 3.0, 1.05
"""Header lines follow each other within so many sizes, or no further apart than the rows below them, times the slack.

With 1.5 sizes, or less than the rows' distance, headers of tables with high rows are left outside (3-076 of
tests/field, test_unruled_tables); with 6 sizes, or twice the distance, a line above the table is taken in.
"""

_APART = 0.15
"""In sizes: words of a header line are of different headers when they are so far apart."""

_ONE_HEADER = 0.5
"""In sizes: words of a line over one column are one header, `商业 企业`, where they are no further apart."""

_PROSE_BEGINS = 3.0
"""In sizes: a line that begins so far left of the figures and reaches over them is prose."""

_SAME_LEVEL = 0.3
"""In sizes: headers of one level are at the same height, but for so much."""


def header_lines(
    lines: Sequence[PdfLine], figure_lines: Sequence[PdfLine], columns: Sequence[ColumnRange]
) -> list[PdfLine]:
    """Return the lines of headers over the first line of figures, up to a heading or a paragraph."""
    first = figure_lines[0]
    # Tables with high rows have their headers as far above the first row as the rows are apart.
    pitch = min((below.base - above.base for above, below in pairwise(figure_lines)), default=0.0)
    headers: list[PdfLine] = []
    below = first
    for line in [line for line in reversed(lines) if line.base < first.base][:_MOST_LINES]:
        if not headers and line.right < columns[0][0] and below.base - line.base < line.size:
            below = line  # a label of the first row, a little above its figures
            continue
        if below.base - line.base > max(_NEXT_HEADER * line.size, _ROW_PITCH_SLACK * pitch) or _is_prose(line, columns):
            break
        if line.right > columns[0][0] or headers:
            headers.append(line)
            below = line
    return headers


def header_rows(lines: Iterable[PdfLine], columns: Sequence[ColumnRange], label_columns: int) -> list[PdfTableRow]:
    """Return the headers as rows over the table's columns; `label_columns` are before those of figures."""
    blocks = [
        block for line in lines for block in _merge_over_column(blocks_of_line(line, line.words, _APART), columns)
    ]
    left_of_figures = stack_blocks(block for block in blocks if block.right < columns[0][0])
    over_figures = [block for block in blocks if block.right >= columns[0][0]]
    # Only blocks over one column are stacked: `申请人情况` over three columns does not go on in the header under it.
    wide = [block for block in over_figures if len(_columns_under(block, columns)) > 1]
    narrow = stack_blocks(block for block in over_figures if len(_columns_under(block, columns)) <= 1)
    rows = [_row(level, columns, label_columns) for level in _levels([*wide, *narrow])]
    for block in reversed(left_of_figures):
        top = block.first_base - block.size
        beside = next((n for n, row in enumerate(rows) if row.top < block.last_base and top < row.bottom), None)
        if beside is not None:
            rows[beside] = rows[beside]._replace(cells=(block.text, *rows[beside].cells[1:]))
        else:
            rows.insert(0, PdfTableRow((block.text,), block.left, top, block.right, block.last_base))
    return rows


def _is_prose(line: PdfLine, columns: Sequence[ColumnRange]) -> bool:
    """Return whether a line is a heading, or goes on from far before the figures to over them."""
    if LABEL_NUMBER.match(line.text) and len(blocks_of_line(line, line.words, _APART)) == 1:
        return True
    return (
        len(blocks_of_line(line, line.words)) == 1
        and line.left + _PROSE_BEGINS * line.size < columns[0][0] < line.right
    )


def _merge_over_column(blocks: Iterable[PdfTextBlock], columns: Sequence[ColumnRange]) -> list[PdfTextBlock]:
    """Return the blocks of a line, as one those close together over one column."""
    merged: list[PdfTextBlock] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if last and _is_one_header(last, block, columns):
            merged[-1] = last._replace(text=last.text + block.text, right=block.right)
        else:
            merged.append(block)
    return merged


def _is_one_header(left: PdfTextBlock, right: PdfTextBlock, columns: Sequence[ColumnRange]) -> bool:
    if left.right < columns[0][0] or right.left - left.right > _ONE_HEADER * left.size:
        return False
    are_over_one = max(len(_columns_under(block, columns)) for block in (left, right)) <= 1
    return are_over_one and _first_column(left, columns) == _first_column(right, columns)


def _columns_under(block: PdfTextBlock, columns: Sequence[ColumnRange]) -> list[int]:
    return [number for number, (left, right) in enumerate(columns) if block.overlaps(left, right)]


def _first_column(header: PdfTextBlock, columns: Sequence[ColumnRange]) -> int:
    """Return the first column under a header; the nearest where none is under it."""
    under = _columns_under(header, columns)
    middle = (header.left + header.right) / 2
    return under[0] if under else min(range(len(columns)), key=lambda number: abs(sum(columns[number]) / 2 - middle))


def _levels(headers: Iterable[PdfTextBlock]) -> list[list[PdfTextBlock]]:
    """Return headers level by level from the top: no header of a level is under another of it."""
    levels: list[list[PdfTextBlock]] = []
    for height in _heights(headers):
        is_under = levels and any(one.overlaps(other.left, other.right) for one in height for other in levels[-1])
        if not levels or is_under:
            levels.append([])
        levels[-1].extend(height)
    return levels


def _heights(headers: Iterable[PdfTextBlock]) -> list[list[PdfTextBlock]]:
    """Return headers in groups of one height, from the top."""
    heights: list[list[PdfTextBlock]] = []
    for header in sorted(headers, key=lambda header: header.middle):
        if not heights or header.middle - heights[-1][-1].middle > _SAME_LEVEL * header.size:
            heights.append([])
        heights[-1].append(header)
    return heights


def _row(level: Sequence[PdfTextBlock], columns: Sequence[ColumnRange], label_columns: int) -> PdfTableRow:
    # From the right, so that of two headers over one column the left one is kept.
    texts = {_first_column(header, columns): header.text for header in sorted(level, key=lambda header: -header.left)}
    cells = (*("" for _ in range(label_columns)), *(texts.get(number, "") for number in range(len(columns))))
    top, bottom = min(header.first_base - header.size for header in level), max(header.last_base for header in level)
    return PdfTableRow(cells, min(header.left for header in level), top, max(header.right for header in level), bottom)
