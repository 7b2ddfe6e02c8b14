"""Widths and heights for the cells of a sheet: Excel does not fit them when it opens a file, and hides what is cut."""

from collections.abc import Sequence
from math import ceil
from unicodedata import east_asian_width

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import Box, Layout
from disclosure_desk.core.report import Report

_TOTAL_WIDTH = 100.0
"""The width of a table in digits of the standard font, which A4 upright shows without much reduction."""
_AIR = 1.5


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width."""
    room = max(width - _AIR, 2)
    return sum(max(1, ceil(_wide(line) / room)) for line in text.split("\n"))


def column_widths(layout: Layout, report: Report) -> list[float]:
    """The ratio of the form, but no column narrower than its longest figure."""
    share = _TOTAL_WIDTH / sum(layout.grid.widths)
    widths = [width * share for width in layout.grid.widths]
    for box in layout.boxes:
        if box.cell and box.columns == 1:
            needed = len(print_figure(report.figure(box.cell))) + _AIR
            widths[box.column] = max(widths[box.column], needed)
    return [round(width, 2) for width in widths]


def row_heights(layout: Layout, widths: Sequence[float], line: float) -> list[float]:
    """The height of each row, with which no heading is cut off."""
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
