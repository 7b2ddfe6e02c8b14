"""How wide and high the cells of a sheet must be: a workbook does not size itself, and what does not fit is hidden."""

from collections.abc import Sequence
from math import ceil
from unicodedata import east_asian_width

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import Box, Layout
from disclosure_desk.core.report import Report

_TOTAL_WIDTH = 100.0
"""How wide a table is, in figures of the standard type: what A4 upright shows without making it much smaller."""
_AIR = 1.5


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width."""
    room = max(width - _AIR, 2)
    return sum(max(1, ceil(_wide(line) / room)) for line in text.split("\n"))


def column_widths(layout: Layout, report: Report) -> list[float]:
    """The official ratio, but never narrower than the longest figure of the column."""
    share = _TOTAL_WIDTH / sum(layout.grid.widths)
    widths = [width * share for width in layout.grid.widths]
    for box in layout.boxes:
        if box.cell and box.columns == 1:
            needed = len(print_figure(report.figure(box.cell))) + _AIR
            widths[box.column] = max(widths[box.column], needed)
    return [round(width, 2) for width in widths]


def row_heights(layout: Layout, widths: Sequence[float], line: float) -> list[float]:
    """How high each row of a grid is so that no heading is cut off."""
    lines = [1] * layout.rows
    for box in layout.boxes:
        if box.rows == 1:
            lines[box.row] = max(lines[box.row], _lines(box, widths))
    for box in layout.boxes:
        last = box.row + box.rows - 1
        lines[last] += max(0, _lines(box, widths) - sum(lines[box.row : last + 1]))
    return [line * count + 3 for count in lines]


def _lines(box: Box, widths: Sequence[float]) -> int:
    return lines_of(box.text, sum(widths[box.column : box.column + box.columns]))


def _wide(text: str) -> int:
    """The width of a text in half characters."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
