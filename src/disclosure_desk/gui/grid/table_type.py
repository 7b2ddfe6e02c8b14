"""The type of the official tables in the window: one size for all figures, larger where the rows have room."""

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtGui import QFont, QFontMetrics

from disclosure_desk.gui.widgets.palette import tokens
from disclosure_desk.gui.widgets.theme import enlarged_by, points

LEAST_ROW, HIGHEST_ROW = 24, 38
"""Of the rows, in pixels at 100 %: beyond that it would be no table any more."""
EDGE, NARROW_EDGE = 9, 6
"""The room at each side of a figure, and in a table that is nothing but columns of figures."""
_GROWN = ((34, 3, 2), (27, 1, 1), (0, 0, 0))
"""From which height of the rows on figures and labels are larger than in the lowest rows, and by how many pixels."""


@dataclass(frozen=True)
class TableType:
    """The fonts of a table whose rows are so high; `base` has the family, `edge` is the room beside a figure."""

    base: QFont
    row: int
    edge: int = EDGE

    def _font(self, px: int, *, is_bold: bool = False) -> QFont:
        font = QFont(self.base)
        font.setPointSizeF(points(px))
        font.setBold(is_bold)
        return font

    @cached_property
    def _more(self) -> tuple[int, int]:
        """By how much figures and labels are larger than in the lowest rows."""
        return next((figure, label) for row, figure, label in _GROWN if self.row >= row)

    @cached_property
    def figure(self) -> QFont:
        """Of what the clerk keys."""
        return self._font(tokens()["type"]["body"] + self._more[0])

    @cached_property
    def total(self) -> QFont:
        """Of sums."""
        return self._font(tokens()["type"]["body"] + self._more[0], is_bold=True)

    @cached_property
    def label(self) -> QFont:
        """Of heads and labels."""
        return self._font(tokens()["type"]["small"] + self._more[1])

    @cached_property
    def lit(self) -> QFont:
        """Of the head and the label of the current cell."""
        return self._font(tokens()["type"]["small"] + self._more[1], is_bold=True)

    @cached_property
    def note(self) -> QFont:
        """Of 未齐."""
        return self._font(tokens()["type"]["note"])

    @cached_property
    def corner(self) -> QFont:
        """Of last year's figures."""
        return self._font(tokens()["type"]["corner"])

    @cached_property
    def of_totals(self) -> QFontMetrics:
        """The measures of the boldest figures: what holds these holds all."""
        return QFontMetrics(self.total)

    @cached_property
    def of_figures(self) -> QFontMetrics:
        """The measures of figures."""
        return QFontMetrics(self.figure)

    @cached_property
    def _widths(self) -> dict[tuple[str, bool], int]:
        return {}

    def figure_width(self, text: str, *, is_total: bool = False) -> int:
        """How wide a figure is; many stand in a table several times, and all are asked for at each fit."""
        width = self._widths.get((text, is_total))
        if width is None:
            width = (self.of_totals if is_total else self.of_figures).horizontalAdvance(text)
            self._widths[text, is_total] = width
        return width

    @cached_property
    def of_labels(self) -> QFontMetrics:
        """The measures of heads and labels."""
        return QFontMetrics(self.label)

    @cached_property
    def of_lit_labels(self) -> QFontMetrics:
        """The measures of heads and labels in bold: a label must not wrap otherwise when it is lit."""
        return QFontMetrics(self.lit)


def row_height(room: int, rows: int, others: int) -> int:
    """The height of so many rows in a room, beside which `others` more are needed; the least where that is too much."""
    return min(max(room // (rows + others), least_row()), HIGHEST_ROW)


def least_row() -> int:
    """The height of the lowest rows in the type that the clerk wants."""
    return LEAST_ROW + 2 * enlarged_by()
