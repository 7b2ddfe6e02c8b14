"""Where the arrow keys go in a table: from any box to the next figure, past headings."""

from itertools import groupby

from disclosure_desk.core.layout import Box, Layout


class CellNavigation:
    """The figures of a layout as rows."""

    def __init__(self, layout: Layout) -> None:
        figures = [box for box in layout.boxes if box.cell]
        self.rows = [tuple(row) for _, row in groupby(figures, key=lambda box: box.row)]

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


def _at(row: tuple[Box, ...], column: int) -> Box:
    return next((box for box in row if box.column + box.columns > column), row[-1])
