"""Rows of a simple table over the whole type area: one text in each box, the row as high as its highest text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from disclosure_desk.writers.pdf.archive.blocks import PageBlock, TypeStyle, lines_of, put_line
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.page import PageCanvas

SIDE = 4.0
_AIR = 3.0
_THIN = 0.5
_DEEPEST = 420.0
"""Somewhat more than half of a page."""


@dataclass(frozen=True, slots=True)
class RowCell:
    """A text in a box of a row: in the middle of its height, or at its foot and its right edge."""

    text: str
    kind: TypeStyle
    centred: bool = False
    in_corner: bool = False


def row(boxes: Sequence[RowCell], widths: Sequence[float], least: float = 0.0) -> PageBlock:
    """A row whose boxes have these widths, not lower than `least`."""
    return _row(boxes, [_text(box, width) for box, width in zip(boxes, widths, strict=True)], widths, least)


def rows(boxes: Sequence[RowCell], widths: Sequence[float], least: float = 0.0) -> Iterator[PageBlock]:
    """The same, gone on with in more rows under it where a text is too long for a page."""
    texts = [_text(box, width) for box, width in zip(boxes, widths, strict=True)]
    most = int(_DEEPEST / max(box.kind.leading for box in boxes))
    for start in range(0, max(1, *map(len, texts)), most):
        yield _row(boxes, [lines[start : start + most] for lines in texts], widths, least)


def _row(
    boxes: Sequence[RowCell], texts: Sequence[Sequence[TextLine]], widths: Sequence[float], least: float
) -> PageBlock:
    depth = max(least, max(len(lines) * box.kind.leading for box, lines in zip(boxes, texts, strict=True)) + 2 * _AIR)
    edges = tuple(accumulate(widths, initial=0.0))

    def draw(canvas: PageCanvas, top: float) -> None:
        low = top + depth
        canvas.rules(_THIN, [(0.0, low, edges[-1], low), *((x, top, x, low) for x in edges[1:-1])])
        for box, lines, (left, right) in zip(boxes, texts, pairwise(edges), strict=True):
            _fill(canvas, box, lines, (left + SIDE, right - SIDE), (top, low))

    return PageBlock(depth, draw, framed=True)


def _text(box: RowCell, width: float) -> tuple[TextLine, ...]:
    return lines_of(box.text, box.kind, width - 2 * SIDE)


def _fill(
    canvas: PageCanvas, box: RowCell, lines: Sequence[TextLine], across: tuple[float, float], down: tuple[float, float]
) -> None:
    """The lines of a box where it wants them."""
    (left, right), (top, low) = across, down
    free = low - top - len(lines) * box.kind.leading
    y = top + (free - _AIR if box.in_corner else free / 2)
    share = 1.0 if box.in_corner else 0.5 if box.centred else 0.0
    for line in lines:
        put_line(canvas, line, box.kind, left + share * (right - left - line.width), y)
        y += box.kind.leading


def under(head: PageBlock, rows: Sequence[PageBlock]) -> list[PageBlock]:
    """Rows whose head is repeated on each page."""
    return [replace(one, head=head) for one in rows]
