"""Tables without upright rulings: figures over each other make columns, what stands left of them names the rows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.lines import Line, Part, is_latin
from disclosure_desk.readers.formats.pdf.page_layout import Sheet
from disclosure_desk.readers.formats.pdf.pieces import Piece, pieces, stacked
from disclosure_desk.readers.formats.pdf.tables import PdfTableRow, Table
from disclosure_desk.readers.formats.pdf.unruled_headers import Band, head_lines, head_rows
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_MANY = 3
"""So many figures with nothing behind them are a row; fewer are one far behind their label, or beside it."""

_APART = 0.3
_FAR = 1.0
_BESIDE = 0.8
_WITHIN, _ASIDE, _SHARE = 0.4, 0.75, 0.4
"""A label stands beside figures that are within its lines, or so many sizes above or below.

It may be as far as `_ASIDE` if that is no more than this share of the way to the next figures.
"""


class Figures(NamedTuple):
    """A line with figures at its end, and the words before them."""

    line: Line
    labels: tuple[Part, ...]
    figures: tuple[Part, ...]


def with_open_tables(sheet: Sheet) -> Sheet:
    """The sheet with its lines of figures, and what belongs to them, as tables."""
    left = list(sheet.lines)
    found: list[Table] = []
    for rows in _regions(sheet.lines):
        taken, table = _table(rows, left)
        left = [line for line in left if line not in taken]
        found += [table] if table else []
    tables = sorted((*sheet.tables, *found), key=lambda table: table.top)
    return sheet._replace(lines=tuple(left), tables=tuple(tables))


def _regions(lines: Sequence[Line]) -> Iterator[list[Figures]]:
    """Lines of figures with nothing between them but labels."""
    region: list[Figures] = []
    for line in lines:
        figures = _figures(line, lines)
        if figures:
            region.append(figures)
        elif region and line.right > min(one.figures[0].left for one in region):
            yield region
            region = []
    if region:
        yield region


def _figures(line: Line, lines: Sequence[Line]) -> Figures | None:
    count = 0
    while count < len(line.words) and _is_figure(line, len(line.words) - 1 - count):
        count += 1
    labels, figures = line.words[: len(line.words) - count], line.words[len(line.words) - count :]
    if not figures:
        return None
    numbers = sum(any(map(str.isdigit, figure.text)) for figure in figures)
    if (count >= _MANY and (labels or numbers > 1)) or (
        labels and figures[0].left - labels[-1].right >= _FAR * line.size
    ):
        return Figures(line, labels, figures)
    beside = (abs(other.base - line.base) < _BESIDE * line.size and other.right < line.left for other in lines)
    return Figures(line, (), figures) if not labels and any(beside) else None


def _is_figure(line: Line, place: int) -> bool:
    """Whether a word of a line is a figure by itself: programs set those in a Chinese sentence a little apart, too."""
    word, before = line.words[place], line.words[place - 1] if place else None
    if before and not (is_latin(before.text[-1]) and is_latin(word.text[0])):
        return word.left - before.right > _APART * line.size and is_cell_value(word.text)
    return is_cell_value(word.text)


def _table(rows: Sequence[Figures], lines: Sequence[Line]) -> tuple[set[Line], Table | None]:
    """The lines that make a table, and the table; none if it is not sure which label belongs to which figures."""
    bands = _bands(rows)
    heads = head_lines(lines, [row.line for row in rows], bands)
    labels = _labels(rows, [line for line in lines if line not in heads], bands)
    bases = [row.line.base for row in rows]
    named = [_names(row, labels, bases) for row in rows]
    used = {cell for names in named for cell in names}
    alone = [cell for cell in labels if cell not in used and bases[0] < cell.middle < bases[-1]]
    if alone and not all(named):
        return set(), None
    width = max((len(names) for names in named), default=0) or 1
    body = [_row(row, names, bands, width) for row, names in zip(rows, _once(named), strict=True)]
    body += [_bare_row(cell, bands, width) for cell in alone]
    taken = {*heads, *(row.line for row in rows), *(line for line in lines if _is_in(line, used.union(alone)))}
    every = (*head_rows(heads, bands, width), *sorted(body, key=lambda row: row.bottom))
    return taken, Table(min(line.top for line in taken), max(line.bottom for line in taken), (), every)


def _bands(rows: Sequence[Figures]) -> list[Band]:
    """The columns of figures, as those rows show them that have most."""
    bands: list[Band] = []
    for row in sorted(rows, key=lambda row: -len(row.figures)):
        for figure in row.figures:
            over = [band for band in bands if figure.left <= band[1] and band[0] <= figure.right]
            if len(over) <= 1:
                bands = [band for band in bands if band not in over]
                ends = [*over, (figure.left, figure.right)]
                bands.append((min(left for left, _ in ends), max(right for _, right in ends)))
    return sorted(bands)


def _labels(rows: Sequence[Figures], lines: Iterable[Line], bands: Sequence[Band]) -> list[Piece]:
    """The cells left of the figures, of one line or more."""
    found = [piece for row in rows for piece in pieces(row.line, row.labels)]
    figures = [row.line for row in rows]
    reach = 2 * max(line.size for line in figures)
    for line in lines:
        near = figures[0].base - reach <= line.base <= figures[-1].base + reach
        if near and line not in figures and line.right < bands[0][0]:
            found.extend(pieces(line, line.words))
    return stacked(found, [row.line.base for row in rows if row.labels])


def _names(row: Figures, labels: Iterable[Piece], bases: Sequence[float]) -> list[Piece]:
    """The labels beside a row's figures, from the left."""
    base, size = row.line.base, row.line.size
    pitch = min((abs(other - base) for other in bases if other != base), default=_ASIDE * size / _SHARE)
    reach = max(_WITHIN * size, min(_ASIDE * size, _SHARE * pitch))
    beside = [cell for cell in labels if cell.first - reach <= base <= cell.last + reach]
    return sorted(beside, key=lambda cell: cell.left)


def _once(named: Iterable[Sequence[Piece]]) -> Iterator[list[Piece]]:
    """A label that stands beside several rows is told with the first."""
    told: set[Piece] = set()
    for names in named:
        yield [cell for cell in names if cell not in told]
        told.update(names)


def _is_in(line: Line, cells: Iterable[Piece]) -> bool:
    return any(
        cell.first <= line.base <= cell.last and cell.overlaps(line.left, line.right) and line.right <= cell.right
        for cell in cells
    )


def _row(row: Figures, names: Sequence[Piece], bands: Sequence[Band], width: int) -> PdfTableRow:
    """A row at the table's columns; as one cell where a figure stands under two, or two under one."""
    places = [
        [number for number, (left, right) in enumerate(bands) if figure.left <= right and left <= figure.right]
        for figure in row.figures
    ]
    line = row.line
    left = min((cell.left for cell in names), default=line.left)
    where = min(left, line.left), line.top, line.right, line.bottom
    if any(len(place) != 1 for place in places) or len({place[0] for place in places}) < len(places):
        texts = [*(cell.text for cell in names), *(figure.text for figure in row.figures)]
        return PdfTableRow((" ".join(texts),), *where)
    figures = {place[0]: figure.text for place, figure in zip(places, row.figures, strict=True)}
    cells = (*_padded(names, width), *(figures.get(n, "") for n in range(len(bands))))
    boxes = (*[None] * width, *((left, line.top, right, line.bottom) for left, right in bands))
    return PdfTableRow(cells, *where, boxes)


def _bare_row(cell: Piece, bands: Sequence[Band], width: int) -> PdfTableRow:
    cells = (*_padded([cell], width), *("" for _ in bands))
    return PdfTableRow(cells, cell.left, cell.first - cell.size, cell.right, cell.last)


def _padded(names: Sequence[Piece], width: int) -> tuple[str, ...]:
    """Labels in their columns: the innermost stands next to the figures."""
    return (*("" for _ in range(width - len(names))), *(cell.text for cell in names))
