"""Tables that go on overleaf: their parts share the columns, and a row torn between them becomes one again."""

from collections.abc import Sequence
from itertools import takewhile

from disclosure_desk.readers.formats.pdf.page_layout import Sheet
from disclosure_desk.readers.formats.pdf.pieces import NUMBERED
from disclosure_desk.readers.formats.pdf.tables import PdfTableRow, Table, in_one
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_NEAR = 4.5
"""Edges so near each other are one."""

Cells = tuple[str, ...]


def mended(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets with tables that go on overleaf on the same columns, and no row of them torn."""
    whole = list(sheets)
    for number in range(1, len(whole)):
        before, after = whole[number - 1 : number + 1]
        if _goes_on(before, after):
            last, first = _mended(before.tables[-1], after.tables[0])
            whole[number - 1] = before._replace(tables=(*before.tables[:-1], last))
            whole[number] = after._replace(tables=(first, *after.tables[1:]))
    return whole


def _goes_on(before: Sheet, after: Sheet) -> bool:
    """Whether the last thing on one page and the first on the next are tables of the same width."""
    if not before.tables or not after.tables:
        return False
    last, first = before.tables[-1], after.tables[0]
    if any(line.base > last.bottom for line in before.lines) or any(line.base < first.top for line in after.lines):
        return False
    return abs(last.edges[0] - first.edges[0]) < _NEAR and abs(last.edges[-1] - first.edges[-1]) < _NEAR


def _mended(last: Table, first: Table) -> tuple[Table, Table]:
    """Two parts of a table on the columns of the one that has more; as they are if they cannot share them."""
    edges = max(last.edges, first.edges, key=len)
    parts = [_on(edges, table) for table in (last, first)]
    if not all(parts):
        return last, first
    above, below = parts
    repeated = _repeated(above, below)
    if below[repeated:]:
        whole, rest = _untorn([row.cells for row in above], below[repeated].cells)
        above[-1] = above[-1]._replace(cells=whole)
        below[repeated : repeated + 1] = [below[repeated]._replace(cells=rest)] if any(rest) else []
    return last._replace(edges=edges, rows=tuple(above)), first._replace(edges=edges, rows=tuple(below))


def _on(edges: Sequence[float], table: Table) -> list[PdfTableRow]:
    """The rows of a table with their cells at other edges, its own or finer ones; none if those do not fit."""
    places = [min(range(len(edges)), key=lambda place: abs(edges[place] - edge)) for edge in table.edges]
    if len(places) == len(edges):
        places = [*range(len(edges))]
    elif any(abs(edges[place] - edge) >= _NEAR for place, edge in zip(places, table.edges, strict=True)):
        return []
    rows = []
    for row in table.rows:
        cells, boxes = dict(zip(places, row.cells, strict=False)), dict(zip(places, row.boxes, strict=False))
        columns = range(len(edges) - 1)
        rows.append(
            row._replace(cells=tuple(cells.get(at, "") for at in columns), boxes=tuple(map(boxes.get, columns)))
        )
    return rows


def _repeated(above: Sequence[PdfTableRow], below: Sequence[PdfTableRow]) -> int:
    """How many rows of heads the second part begins with again."""
    pairs = zip(above, below, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].cells == pair[1].cells, pairs))


def _untorn(rows: Sequence[Cells], below: Cells) -> tuple[Cells, Cells]:
    """The last row of a page, and what is left of the first of the next one: nothing, if that is the rest of it."""
    above = rows[-1]
    pairs = list(zip(above, below, strict=True))
    if _is_torn(pairs, [next(filter(None, column), "") for column in zip(*reversed(rows), strict=True)]):
        return tuple(in_one(one, two) if one and two else one or two for one, two in pairs), ("",) * len(below)
    moved = [bool(two) and _is_open(one) and _closes(two) for one, two in pairs]
    whole = tuple(in_one(one, two) if moves else one for (one, two), moves in zip(pairs, moved, strict=True))
    return whole, tuple("" if moves else two for two, moves in zip(below, moved, strict=True))


def _is_torn(pairs: Sequence[tuple[str, str]], over: Sequence[str]) -> bool:
    """Whether the second cells go on with the first: a label without its number, or digits under some figures only.

    Beside these a label may go on that began rows before, as `over` tells.
    """
    words = [(one, two) for one, two in pairs if two and not is_cell_value(two)]
    figures = [(one, two) for one, two in pairs if two and is_cell_value(two)]
    both = sum(bool(one) for one, _ in figures)
    if both and both >= sum(is_cell_value(one) for one, _ in pairs):
        return False
    if not words:
        return both == len(figures)
    if both or any(one for one, _ in words):
        words = [(last, two) for last, (_, two) in zip(over, pairs, strict=True) if two and not is_cell_value(two)]
    return all(one and not is_cell_value(one) and not NUMBERED.match(two) and _begins(one) for one, two in words)


def _begins(label: str) -> bool:
    """Whether a label is known to be one's beginning: it has a number, or a bracket that is not closed."""
    return bool(NUMBERED.match(label)) or _is_open(label)


def _is_open(text: str) -> bool:
    return sum(text.count(sign) for sign in "（(") > sum(text.count(sign) for sign in "）)")


def _closes(text: str) -> bool:
    return sum(text.count(sign) for sign in "（(") < sum(text.count(sign) for sign in "）)")
