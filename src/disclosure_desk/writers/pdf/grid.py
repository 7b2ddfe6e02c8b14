"""Draws a fitted table: tints, thin rules inside and a stronger frame around, the text of the boxes."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate

from disclosure_desk.core.layout import Layout
from disclosure_desk.writers.pdf.grid_structure import GridStructure
from disclosure_desk.writers.pdf.page import MIDDLE, PageCanvas
from disclosure_desk.writers.pdf.table import FittedTable, is_centred, padding

_INNER, _OUTER = 0.5, 0.75
_FIGURE_MIDDLE = 0.33
"""How high above the baseline the middle of a figure lies, in em."""

DrawnBox = tuple[int, float, float, float, float]
"""The index of a box of the layout, and where it is drawn: left, top, right, bottom."""


def draw(canvas: PageCanvas, fitted: FittedTable, rows: Sequence[int], structure: GridStructure, *, tint: bool) -> None:
    """Draw some rows of a table at the cursor, and move the cursor to their lower edge."""
    tops = list(accumulate(fitted.heights(rows), initial=canvas.y))
    boxes = list(_boxes(fitted, dict(zip(rows, range(len(rows)), strict=True)), tops))
    for number, left, top, right, bottom in boxes:
        if tint and fitted.layout.boxes[number].kind == "caption":
            canvas.tint(left, top, right - left, bottom - top)
    _frame(canvas, boxes, fitted.edges[-1], tops[0], tops[-1])
    for box in boxes:
        _fill(canvas, fitted, box, structure)
    canvas.bound(structure.table, (0.0, tops[0], fitted.edges[-1], tops[-1]))
    canvas.y = tops[-1]


def _boxes(fitted: FittedTable, places: Mapping[int, int], tops: Sequence[float]) -> Iterator[DrawnBox]:
    """The boxes of these rows; of a box that spans further rows, the part that is in these."""
    for number, box in enumerate(fitted.layout.boxes):
        shown = [places[row] for row in range(box.row, box.row + box.rows) if row in places]
        if shown:
            left, right = fitted.edges[box.column], fitted.edges[box.column + box.columns]
            yield number, left, tops[shown[0]], right, tops[shown[-1] + 1]


def _frame(canvas: PageCanvas, boxes: Sequence[DrawnBox], width: float, top: float, bottom: float) -> None:
    inner = []
    for _, left, high, right, low in boxes:
        if right < width:
            inner.append((right, high, right, low))
        if low < bottom:
            inner.append((left, low, right, low))
    canvas.rules(_INNER, inner)
    canvas.frame(_OUTER, (0.0, top, width, bottom))


@lru_cache(maxsize=16)
def _sides(layout: Layout) -> list[tuple[float, bool]]:
    """The blank at the left and right of each box, and whether its text is centred."""
    return [(padding(layout.grid, box), is_centred(layout.grid, box)) for box in layout.boxes]


def _fill(canvas: PageCanvas, fitted: FittedTable, box: DrawnBox, structure: GridStructure) -> None:
    """Draw the text of a box in the middle of its height; a figure too wide for its box is narrowed, never clipped."""
    number, left, top, right, bottom = box
    placed, lines = fitted.layout.boxes[number], fitted.lines[number]
    figure = placed.kind == "figure"
    edge, centred = _sides(fitted.layout)[number]
    room = right - left - 2 * edge
    middle = _FIGURE_MIDDLE if figure else MIDDLE
    base = (top + bottom) / 2 - (len(lines) - 1) * fitted.leading / 2 + middle * fitted.size
    mark = structure.mark(number)
    for line in lines:
        squeeze = min(1.0, room / line.width) if figure and line.width else 1.0
        blank = (room - line.width * squeeze) / 2 if centred else 0.0
        canvas.text(line, fitted.size, (left + edge + blank, base), mark, squeeze=squeeze)
        base += fitted.leading
