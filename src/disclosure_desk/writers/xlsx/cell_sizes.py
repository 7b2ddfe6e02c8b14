"""Widths and heights for the cells of a sheet: Excel does not fit them when it opens a file, and hides what is cut.

Tables have those of the PDF, a little wider, so that their heads are broken alike.
"""

from itertools import accumulate, pairwise
from math import ceil
from unicodedata import east_asian_width

from disclosure_desk.writers.pdf.cell_room import breaks_alike, line_text
from disclosure_desk.writers.pdf.table import FittedTable

_AIR = 1.5
_WIDER = 1.05
"""How much wider the columns are than in the PDF, because Excel keeps more blank beside a text."""
_BLANK = 3.75
"""How many points Excel keeps free beside a text at most: five points of the screen. Other programs keep less."""
_LEADING, _ABOVE = 1.35, 3.0
"""How high a line is in a cell, in em, and the blank above and below all lines, in points."""
_DIGIT = 5.25
"""The width in points of a digit of the standard font, in which Excel counts the width of a column."""


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of that width."""
    room = max(width - _AIR, 2)
    return sum(max(1, ceil(_wide(line) / room)) for line in text.split("\n"))


def letters_within(text: str, width: float, lines: int) -> int:
    """How many letters of a line of text fit into so many lines of a column of that width."""
    room = int(width - _AIR) * lines
    return sum(taken <= room for taken in accumulate(map(_wide, text[:room])))


def column_widths(table: FittedTable) -> list[float]:
    """The widths of the columns of a table in digits of the standard font."""
    return [round((right - left) * _WIDER / _DIGIT, 2) for left, right in pairwise(table.edges)]


def row_heights(table: FittedTable) -> list[float]:
    """The height of each row in points: that of the PDF, or what its lines need in a cell."""
    heights = table.heights(range(table.layout.rows))
    for box, lines in zip(table.layout.boxes, table.lines, strict=True):
        needed = len(lines) * table.size * _LEADING + _ABOVE
        rows = range(box.row, box.row + box.rows)
        missing = needed - sum(heights[row] for row in rows)
        for row in rows if missing > 0 else ():
            heights[row] += missing / box.rows
    return [round(height, 2) for height in heights]


def broken_text(table: FittedTable, number: int) -> str:
    """The text of a box, with line breaks where a program might break it in other places than the PDF."""
    box, lines = table.layout.boxes[number], table.lines[number]
    width = (table.edges[box.column + box.columns] - table.edges[box.column]) * _WIDER
    is_safe = all(breaks_alike(lines, table.size, room) for room in (width - _BLANK, width))
    return box.text if is_safe else "\n".join(map(line_text, lines))


def _wide(text: str) -> int:
    """The width of a text in half characters."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
