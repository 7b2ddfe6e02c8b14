"""How wide the columns and how high the rows of a table are: official widths fitted to the page, wrapped texts."""

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtGui import QFontMetrics

from disclosure_desk.core.layout import Box, Layout
from disclosure_desk.gui.grid.grid_delegate import FIGURE_PADDING, PADDING, SMALLEST
from disclosure_desk.gui.grid.grid_model import GridModel

Measure = Callable[[str, int], int]
"""The height of a text wrapped to a width."""

_WIDEST = 84
"""How many characters wide a table grows: beyond that the eye loses its row."""
_DIGITS = 6
"""How many digits every column has room for."""
_LABEL_CHARACTERS = (2, 4, 8)
"""How many characters the columns of labels have room for, from left to right."""


def column_widths(model: GridModel, metrics: QFontMetrics, page: int) -> list[int]:
    """The widths of a table on a page of that width; its figures become smaller before it grows beyond the page."""
    available = min(page, _WIDEST * metrics.horizontalAdvance("国"))
    least = _least_widths(model, metrics, 1)
    if sum(least) > available:
        least = _least_widths(model, metrics, SMALLEST)
    return fit_widths(model.grid.widths, least, available)


def least_width(model: GridModel, metrics: QFontMetrics) -> int:
    """The width in which a table has all its figures in their full size."""
    return sum(_least_widths(model, metrics, 1))


def figure_width(metrics: QFontMetrics, text: str, size: float = SMALLEST) -> int:
    """The width a figure needs in so much of its full size."""
    return ceil(metrics.horizontalAdvance(text) * size) + 2 * FIGURE_PADDING


def _least_widths(model: GridModel, metrics: QFontMetrics, size: float) -> list[int]:
    labels = model.grid.label_columns
    character = metrics.horizontalAdvance("国")
    least = [characters * character + 2 * PADDING for characters in _LABEL_CHARACTERS[:labels]]
    least += [figure_width(metrics, "0" * _DIGITS, size)] * (model.columnCount() - labels)
    for cell, box in model.boxes.items():
        if box.columns == 1:
            least[box.column] = max(least[box.column], figure_width(metrics, model.state(cell).text, size))
    return least


def fit_widths(ratio: Sequence[int], least: Sequence[int], available: int) -> list[int]:
    """Whole column widths that fill what is available in the given ratio, none below its least width.

    Where the least widths do not fit together, they are the answer.
    """
    fixed: set[int] = set()
    while True:
        free = [number for number in range(len(ratio)) if number not in fixed]
        rest = available - sum(least[number] for number in fixed)
        whole = sum(ratio[number] for number in free)
        narrow = {number for number in free if rest * ratio[number] < least[number] * whole}
        if not narrow:
            break
        fixed |= narrow
    widths = [least[number] if number in fixed else rest * ratio[number] // whole for number in range(len(ratio))]
    spare = available - sum(widths)
    for number in free[max(len(free) - spare, 0) :]:
        widths[number] += 1
    return widths


def fit_heights(layout: Layout, widths: Sequence[int], least: int, measure: Measure) -> list[int]:
    """Row heights in which every wrapped heading fits; what a merged one lacks goes to its rows in equal parts."""
    heights = [least] * layout.rows
    for box in sorted(layout.boxes, key=lambda box: box.rows):
        lacking = _height(box, widths, measure) - sum(heights[box.row : box.row + box.rows])
        for number in range(box.rows):
            heights[box.row + number] += max(0, lacking + box.rows - 1 - number) // box.rows
    return heights


def _height(box: Box, widths: Sequence[int], measure: Measure) -> int:
    return measure(box.text, sum(widths[box.column : box.column + box.columns])) if box.text else 0
