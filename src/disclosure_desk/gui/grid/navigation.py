"""Where the arrow keys go in a table: from any box to the next figure, past headings."""

from collections.abc import Iterator
from itertools import groupby

from disclosure_desk.core.layout import Box, Layout


class CellNavigation:
    """The figures of a layout as rows."""

    def __init__(self, layout: Layout) -> None:
        figures = [box for box in layout.boxes if box.cell]
        self.rows = [tuple(row) for _, row in groupby(figures, key=lambda box: box.row)]
        self._group_starts = [*_group_starts(layout, [row[0].row for row in self.rows])]

    def neighbour(self, box: Box, by: int) -> Box:
        """The next figure to the right (1) or left (-1); the box itself where there is none."""
        row = next((row for row in self.rows if row[0].row == box.row), ())
        if by > 0:
            return next((one for one in row if one.column >= box.column + box.columns), box)
        return next((one for one in reversed(row) if one.column < box.column), box)

    def beyond(self, box: Box, column: int, by: int) -> Box:
        """The figure so many rows below (or above, where negative) in a column; the last one before the edge."""
        rows = [row for row in self.rows if (row[0].row >= box.row + box.rows if by > 0 else row[0].row < box.row)]
        if not rows:
            return box
        ordered = rows if by > 0 else rows[::-1]
        return _at(ordered[min(abs(by), len(ordered)) - 1], column)

    def group(self, box: Box, column: int, by: int) -> Box:
        """The figure in a column at the start of the next group of rows (1), or of this one or the one before (-1)."""
        starts = [row for row in self._group_starts if (row > box.row if by > 0 else row < box.row)]
        if not starts:
            return self.beyond(box, column, by * len(self.rows))
        start = starts[0] if by > 0 else starts[-1]
        return _at(next(row for row in self.rows if row[0].row == start), column)

    def end_of_row(self, box: Box, by: int) -> Box:
        """The last (1) or first (-1) figure of the box's row."""
        row = next((row for row in self.rows if row[0].row == box.row), (box,))
        return row[-1] if by > 0 else row[0]

    def corner(self, by: int) -> Box:
        """The last (1) or first (-1) figure of the table."""
        return self.rows[-1][-1] if by > 0 else self.rows[0][0]

    def room(self, box: Box) -> list[tuple[Box, ...]]:
        """The figures from a box rightwards and downwards, row by row: where a pasted block may go."""
        rows = [row for row in self.rows if row[0].row >= box.row]
        return [tuple(one for one in row if one.column + one.columns > box.column) for row in rows]


def _group_starts(layout: Layout, rows: list[int]) -> Iterator[int]:
    """The rows that begin a group: one of their labels further out is another than that of the row above."""
    outer = {
        (row, box.column): box
        for box in layout.boxes
        if box.kind == "label" and box.column < layout.grid.label_columns - 1
        for row in range(box.row, box.row + box.rows)
    }
    before: tuple[Box | None, ...] | None = None
    for number, row in enumerate(rows):
        labels = tuple(outer.get((row, column)) for column in range(layout.grid.label_columns - 1))
        if labels != before or rows[number - 1] != row - 1:
            yield row
        before = labels


def _at(row: tuple[Box, ...], column: int) -> Box:
    return next((box for box in row if box.column + box.columns > column), row[-1])
