"""The heads over columns of figures that have no rulings: put together from their lines, and told level by level."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from disclosure_desk.readers.formats.pdf.lines import Line
from disclosure_desk.readers.formats.pdf.pieces import NUMBERED, Piece, pieces, stacked
from disclosure_desk.readers.formats.pdf.tables import PdfTableRow

Band = tuple[float, float]
"""Where a column of figures begins and ends."""

_MOST = 12
_NEAR, _AS_ROWS = 3.0, 1.05
"""Heads follow each other within so many sizes, or no further apart than the rows below them do, but for a little."""

_APART = 0.15
"""Words of a line of heads are of different heads when they are so many sizes apart."""

_ONE = 0.5
"""Words of a line over one column are one head, with a blank in it, where they are no further apart."""

_FAR = 3.0
_LEVEL = 0.3
"""Heads of one level stand at the same height, but for so much of their size."""


def head_lines(lines: Sequence[Line], figures: Sequence[Line], bands: Sequence[Band]) -> list[Line]:
    """The lines of heads over the first of the lines of figures, up to a heading or a paragraph."""
    first = figures[0]
    apart = _AS_ROWS * min((below.base - one.base for one, below in pairwise(figures)), default=0.0)
    heads: list[Line] = []
    below = first
    for line in [line for line in reversed(lines) if line.base < first.base][:_MOST]:
        if not heads and line.right < bands[0][0] and below.base - line.base < line.size:
            below = line
            continue
        if below.base - line.base > max(_NEAR * line.size, apart) or _is_text(line, bands):
            break
        if line.right > bands[0][0] or heads:
            heads.append(line)
            below = line
    return heads


def head_rows(lines: Iterable[Line], bands: Sequence[Band], labels: int) -> list[PdfTableRow]:
    """The heads as rows over the table's columns; `labels` columns stand before the figures."""
    found = [piece for line in lines for piece in _by_column(pieces(line, line.words, _APART), bands)]
    corner = stacked(piece for piece in found if piece.right < bands[0][0])
    wide = [piece for piece in found if piece.right >= bands[0][0] and len(_over(piece, bands)) > 1]
    narrow = stacked(piece for piece in found if piece.right >= bands[0][0] and len(_over(piece, bands)) <= 1)
    levels = _levels([*wide, *narrow])
    rows = [_row(level, bands, labels) for level in levels]
    for cell in reversed(corner):
        top = cell.first - cell.size
        beside = next((number for number, row in enumerate(rows) if row.top < cell.last and top < row.bottom), None)
        if beside is not None:
            rows[beside] = rows[beside]._replace(cells=(cell.text, *rows[beside].cells[1:]))
        else:
            rows.insert(0, PdfTableRow((cell.text,), cell.left, cell.first - cell.size, cell.right, cell.last))
    return rows


def _is_text(line: Line, bands: Sequence[Band]) -> bool:
    """Whether a line is a heading, or goes on from far before the figures to over them."""
    if NUMBERED.match(line.text) and len(pieces(line, line.words, _APART)) == 1:
        return True
    return len(pieces(line, line.words)) == 1 and line.left + _FAR * line.size < bands[0][0] < line.right


def _by_column(found: Iterable[Piece], bands: Sequence[Band]) -> list[Piece]:
    """The pieces of a line; what stands over one column together is one, though there are blanks in it."""
    joined: list[Piece] = []
    for piece in found:
        last = joined[-1] if joined else None
        if last and _is_one_head(last, piece, bands):
            joined[-1] = last._replace(text=last.text + piece.text, right=piece.right)
        else:
            joined.append(piece)
    return joined


def _is_one_head(left: Piece, right: Piece, bands: Sequence[Band]) -> bool:
    if left.right < bands[0][0] or right.left - left.right > _ONE * left.size:
        return False
    return _column(left, bands) == _column(right, bands) and max(len(_over(one, bands)) for one in (left, right)) <= 1


def _over(piece: Piece, bands: Sequence[Band]) -> list[int]:
    return [number for number, (left, right) in enumerate(bands) if piece.overlaps(left, right)]


def _levels(heads: Iterable[Piece]) -> list[list[Piece]]:
    """Heads from the top: those of one height, and those beside them that reach lower, but never one under another."""
    levels: list[list[Piece]] = []
    for height in _heights(heads):
        under = levels and any(one.overlaps(other.left, other.right) for one in height for other in levels[-1])
        if not levels or under:
            levels.append([])
        levels[-1].extend(height)
    return levels


def _heights(heads: Iterable[Piece]) -> list[list[Piece]]:
    heights: list[list[Piece]] = []
    for head in sorted(heads, key=lambda head: head.middle):
        if not heights or head.middle - heights[-1][-1].middle > _LEVEL * head.size:
            heights.append([])
        heights[-1].append(head)
    return heights


def _row(level: Sequence[Piece], bands: Sequence[Band], labels: int) -> PdfTableRow:
    cells = {_column(head, bands): head.text for head in sorted(level, key=lambda head: -head.left)}
    row = (*("" for _ in range(labels)), *(cells.get(number, "") for number in range(len(bands))))
    top, bottom = min(head.first - head.size for head in level), max(head.last for head in level)
    return PdfTableRow(row, min(head.left for head in level), top, max(head.right for head in level), bottom)


def _column(head: Piece, bands: Sequence[Band]) -> int:
    """The first column under a head; the nearest where it stands over none."""
    over = _over(head, bands)
    middle = (head.left + head.right) / 2
    return over[0] if over else min(range(len(bands)), key=lambda number: abs(sum(bands[number]) / 2 - middle))
