"""Rows of a simple table over the whole type area: a text in each cell, the row as high as its highest text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from disclosure_desk.writers.pdf.archive.blocks import PageBlock, TypeStyle, draw_line, lines_of
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.page import PageCanvas

SIDE = 4.0
_AIR = 3.0
_THIN = 0.5
_DEEPEST = 420.0
"""The deepest row, somewhat more than half of a page: a deeper text goes on in further rows."""


@dataclass(frozen=True, slots=True)
class RowCell:
    """A text in a cell of a row: in the middle of its height, or at its foot and right edge if `in_corner`."""

    text: str
    kind: TypeStyle
    centred: bool = False
    in_corner: bool = False


def row(boxes: Sequence[RowCell], widths: Sequence[float], least: float = 0.0) -> PageBlock:
    """A row whose cells have these widths, not lower than `least`."""
    return _row(boxes, [_text(box, width) for box, width in zip(boxes, widths, strict=True)], widths, least)


def rows(boxes: Sequence[RowCell], widths: Sequence[float], least: float = 0.0) -> Iterator[PageBlock]:
    """The same, continued in further rows where a text is too long for one."""
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
    """Draw the lines of a cell."""
    (left, right), (top, low) = across, down
    free = low - top - len(lines) * box.kind.leading
    y = top + (free - _AIR if box.in_corner else free / 2)
    share = 1.0 if box.in_corner else 0.5 if box.centred else 0.0
    for line in lines:
        draw_line(canvas, line, box.kind, left + share * (right - left - line.width), y)
        y += box.kind.leading


def with_head(head: PageBlock, rows: Sequence[PageBlock]) -> list[PageBlock]:
    """The rows with a head that is repeated on each page."""
    return [replace(one, head=head) for one in rows]
