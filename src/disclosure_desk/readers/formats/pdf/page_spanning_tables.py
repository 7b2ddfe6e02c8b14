"""Rejoins tables that go on overleaf: their parts share the columns, and a row split between pages becomes one again.

Input: the pages without headers and footers. Output: the pages, the parts of a table on the same columns, the rest of
a split row moved up to its beginning. Invariant: figures are moved only to a row that is known to be unfinished; two
rows that are whole stay two, even if that leaves a label in two parts, which the aligner can still read by its words.

Order, for each two pages: the last thing on one and the first on the next are tables of the same width; both are put
on the columns of the finer one, else left as they are; repeated rows of headers are passed over; then the row
after them is compared with the last row of the first page. It is the rest of that row if its words go on with a label
that has begun (with a number, or an open bracket) and have no number of their own, and its figures are under some
figures only.

`5.属于 1003 1004` and `三类内部事务` are one row; `1001` over `1002` without labels are two. Beside whole rows, a
label in brackets is still closed: `（本列数据` and `相等）` become one cell.
"""

from collections.abc import Sequence
from itertools import takewhile

from disclosure_desk.readers.formats.pdf.page_layout import PdfPage
from disclosure_desk.readers.formats.pdf.tables import PdfTable, PdfTableRow, join_cell_lines
from disclosure_desk.readers.formats.pdf.text_blocks import LABEL_NUMBER
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_SAME_EDGE = 4.5
"""In points: edges no further apart are one, as within a grid."""

Cells = tuple[str, ...]


def rejoin_tables(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """Return the pages with tables that go on overleaf on the same columns, and no row of them split."""
    joined = list(pages)
    for number in range(1, len(joined)):
        before, after = joined[number - 1 : number + 1]
        if _goes_on(before, after):
            last, first = _rejoin(before.tables[-1], after.tables[0])
            joined[number - 1] = before._replace(tables=(*before.tables[:-1], last))
            joined[number] = after._replace(tables=(first, *after.tables[1:]))
    return joined


def _goes_on(before: PdfPage, after: PdfPage) -> bool:
    """Return whether the last thing on one page and the first on the next are tables of the same width."""
    if not before.tables or not after.tables:
        return False
    last, first = before.tables[-1], after.tables[0]
    # Headers and footers are gone by now, so a line there is a text or heading: another table begins.
    if any(line.base > last.bottom for line in before.lines) or any(line.base < first.top for line in after.lines):
        return False
    return abs(last.edges[0] - first.edges[0]) < _SAME_EDGE and abs(last.edges[-1] - first.edges[-1]) < _SAME_EDGE


def _rejoin(last: PdfTable, first: PdfTable) -> tuple[PdfTable, PdfTable]:
    """Return two parts of a table on the columns of the finer one; as they are if they cannot share them."""
    # A page that has only the headers, or only merged cells, shows fewer columns than the other.
    edges = max(last.edges, first.edges, key=len)
    above, below = _rows_at(edges, last), _rows_at(edges, first)
    if not above or not below:
        return last, first
    pairs = zip(above, below, strict=False)
    repeated = sum(1 for _ in takewhile(lambda pair: pair[0].cells == pair[1].cells, pairs))
    if below[repeated:]:
        row, rest = _rejoin_row([row.cells for row in above], below[repeated].cells)
        above[-1] = above[-1]._replace(cells=row)
        below[repeated : repeated + 1] = [below[repeated]._replace(cells=rest)] if any(rest) else []
    return last._replace(edges=edges, rows=tuple(above)), first._replace(edges=edges, rows=tuple(below))


def _rows_at(edges: Sequence[float], table: PdfTable) -> list[PdfTableRow]:
    """Return the rows of a table with their cells at other edges, its own or finer ones; none if those do not fit."""
    places = [min(range(len(edges)), key=lambda place: abs(edges[place] - edge)) for edge in table.edges]
    if len(places) == len(edges):  # as many columns are the same ones, even if a program drew them elsewhere
        places = [*range(len(edges))]
    elif any(abs(edges[place] - edge) >= _SAME_EDGE for place, edge in zip(places, table.edges, strict=True)):
        return []
    columns = range(len(edges) - 1)
    rows = []
    for row in table.rows:
        cells, boxes = dict(zip(places, row.cells, strict=False)), dict(zip(places, row.boxes, strict=False))
        new_cells = tuple(cells.get(column, "") for column in columns)
        rows.append(row._replace(cells=new_cells, boxes=tuple(map(boxes.get, columns))))
    return rows


def _rejoin_row(rows: Sequence[Cells], below: Cells) -> tuple[Cells, Cells]:
    """Return the last of some rows with what goes on from it, and what is left of the row below: blanks, or all."""
    pairs = list(zip(rows[-1], below, strict=True))
    last_texts = [next(filter(None, column), "") for column in zip(*reversed(rows), strict=True)]
    if _is_rest(pairs, last_texts):
        return tuple(join_cell_lines(one, two) if one and two else one or two for one, two in pairs), ("",) * len(below)
    moved = [bool(two) and _bracket_balance(one) > 0 and _bracket_balance(two) < 0 for one, two in pairs]
    row = tuple(join_cell_lines(one, two) if moves else one for (one, two), moves in zip(pairs, moved, strict=True))
    return row, tuple("" if moves else two for two, moves in zip(below, moved, strict=True))


def _is_rest(pairs: Sequence[tuple[str, str]], last_texts: Sequence[str]) -> bool:
    """Return whether the second cells go on with the first.

    They do with a label without its number, or digits under some figures only. Beside these a label may go on that
    began rows before, as of a merged cell: `last_texts` are the last texts of each column.
    """
    words = [(one, two) for one, two in pairs if two and not is_cell_value(two)]
    figures = [(one, two) for one, two in pairs if two and is_cell_value(two)]
    under_figures = sum(bool(one) for one, _ in figures)
    if under_figures and under_figures >= sum(is_cell_value(one) for one, _ in pairs):
        return False  # a figure under each figure: a row of its own
    if not words:  # digits only, each under digits: figures that the end of the page split
        return under_figures == len(figures)
    if under_figures or any(one for one, _ in words):
        # The row is unfinished anyway, so a merged label beside it may go on too.
        words = [
            (last, two) for last, (_, two) in zip(last_texts, pairs, strict=True) if two and not is_cell_value(two)
        ]
    return all(_has_begun(one) and not LABEL_NUMBER.match(two) for one, two in words)


def _has_begun(text: str) -> bool:
    """Return whether a text is a label that surely begins here: it has a number, or a bracket that is not closed."""
    return not is_cell_value(text) and (bool(LABEL_NUMBER.match(text)) or _bracket_balance(text) > 0)


def _bracket_balance(text: str) -> int:
    """Return how many more brackets open than close."""
    return sum((sign in "（(") - (sign in "）)") for sign in text)
