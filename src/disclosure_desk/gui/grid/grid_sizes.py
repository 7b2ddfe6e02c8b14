"""How wide the columns of a table are, and how high its rows: first its figures have their room, then its labels."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics

from disclosure_desk.core.layout import Box, Layout
from disclosure_desk.gui.grid.cell_state import CellState
from disclosure_desk.gui.grid.grid_model import GridModel
from disclosure_desk.gui.grid.heading_text import LABEL_PADDING, heading_text, inner_width, wrapped_height
from disclosure_desk.gui.grid.table_balance import ColumnBalance
from disclosure_desk.gui.grid.table_type import TableType

AROUND_SIGN, AROUND_NOTE = 28, 46
"""The room around a figure, in pixels, with the sign of a balance before it, or the word 未齐."""
_LABELS = (30, 76, 118)
"""The least widths of columns of labels, the last of them beside the figures, where a character is so wide:"""
_CHARACTER = 12
_NARROW_LABEL = 76
"""To what the last of them gives way before a figure is not shown."""
_FIGURE, _LONE_FIGURE = 58, 48
"""The least width of a column of figures, and in a table that has no labels but many columns."""
_NORMAL, _COMFORTABLE, _WIDEST = 66, 84, 120
"""What columns of figures grow to before common labels have one line each, before the longest have, and after."""
_COMMON = 300
"""How wide a common label is: the two longest of table three would cost all others their room for figures."""


@dataclass(frozen=True, slots=True)
class ColumnNeeds:
    """What the columns of a table need; `one_line`: for each label its columns, and the width of it in one line."""

    labels: int
    """How many columns have labels."""
    least: tuple[int, ...]
    one_line: tuple[tuple[range, int], ...] = ()

    @property
    def width(self) -> int:
        """In which no figure is cut."""
        return sum(self.least)


def column_needs(model: GridModel, fonts: TableType, *, has_notes: bool = True) -> ColumnNeeds:
    """What the columns of a table need for its figures as they stand, and for 未齐 beside them."""
    labels = model.grid.label_columns
    figure = _FIGURE if labels else _LONE_FIGURE
    character = fonts.of_lit_labels.horizontalAdvance("国")
    least = [width * character // _CHARACTER for width in _LABELS[len(_LABELS) - labels :]]
    least += [figure] * (model.columnCount() - labels)
    for cell, box in model.boxes.items():
        if box.columns == 1:
            least[box.column] = max(least[box.column], figure_width(fonts, model.state(cell), has_notes=has_notes))
    for column, balance in model.column_balances.items():
        least[column] = max(least[column], balance_width(fonts, balance, has_notes=has_notes))
    return ColumnNeeds(labels, tuple(least), tuple(_one_lines(model, fonts.of_lit_labels)))


def _one_lines(model: GridModel, metrics: QFontMetrics) -> Iterator[tuple[range, int]]:
    for box in model.layout_.boxes:
        if box.kind == "label" and box.rows == 1:
            yield (
                range(box.column, box.column + box.columns),
                metrics.horizontalAdvance(box.text) + 2 * LABEL_PADDING + 2,
            )


def figure_width(fonts: TableType, state: CellState, *, has_notes: bool = True) -> int:
    """The width a figure needs with what stands beside it."""
    around = AROUND_NOTE if state.is_partial and has_notes else AROUND_SIGN if state.expected else 2 * fonts.edge
    return fonts.figure_width(state.text, is_total=state.is_sum) + around


def balance_width(fonts: TableType, balance: ColumnBalance, *, has_notes: bool = True) -> int:
    """The width that the two sums of a column need."""
    around = AROUND_SIGN if balance.is_whole or not has_notes else AROUND_NOTE
    return max(fonts.figure_width(text, is_total=True) for text in balance.texts) + around


def column_widths(needs: ColumnNeeds, available: int) -> list[int]:
    """The widths of a table in so many pixels; where they are too few, long figures have less than they need."""
    if needs.width > available:
        return _narrow_widths(needs, available)
    # Figures in wide columns beside labels in two lines cost rows: at 1366×768 three fewer would be in sight.
    widths, first = list(needs.least), needs.labels
    figures = range(first, len(widths))
    _widen(widths, figures, _NORMAL, available)
    wanted = [width - sum(widths[column] for column in columns[:-1]) for columns, width in needs.one_line]
    if wanted:
        last = range(first - 1, first)
        _widen(widths, last, max((width for width in wanted if width <= _COMMON), default=0), available)
        _widen(widths, figures, _COMFORTABLE, available)
        _widen(widths, last, max(wanted), available)
    _widen(widths, figures, _WIDEST, available)
    return widths


def _narrow_widths(needs: ColumnNeeds, available: int) -> list[int]:
    """First the labels give way, then the widest columns of figures: as many as possible keep their figures whole."""
    widths = list(needs.least)
    if needs.labels:
        last = needs.labels - 1
        widths[last] = max(min(widths[last], _NARROW_LABEL), widths[last] - (sum(widths) - available))
    while sum(widths) > available:
        widest = max(widths[needs.labels :])
        if widest <= _LONE_FIGURE:
            break
        widths[widths.index(widest, needs.labels)] -= 1
    return widths


def _widen(widths: list[int], columns: range, up_to: int, available: int) -> None:
    """Give what is left to columns, the narrowest first, none beyond a width."""
    spare = available - sum(widths)
    while spare > 0:
        narrowest = min(columns, key=widths.__getitem__)
        if widths[narrowest] >= up_to:
            return
        widths[narrowest] += 1
        spare -= 1


def row_heights(
    layout: Layout, widths: Sequence[int], fonts: TableType, *, has_short_labels: bool = False
) -> list[int]:
    """Row heights in which every wrapped heading fits, but for labels of one row where these are to have one line."""
    heads, above = fonts.of_lit_labels.height() + 3, fonts.row - fonts.of_labels.height() - 1
    least = [heads if row in layout.head_rows else fonts.row for row in range(layout.rows)]

    def measure(box: Box, width: int) -> int:
        if has_short_labels and box.kind == "label" and box.rows == 1:
            return 0
        around = 3 if box.row in layout.head_rows else above
        return wrapped_height(fonts.of_lit_labels, heading_text(box), inner_width(layout.grid, box, width)) + around

    return fit_heights(layout, widths, least, measure)


def fit_heights(
    layout: Layout, widths: Sequence[int], least: Sequence[int], measure: Callable[[Box, int], int]
) -> list[int]:
    """Row heights in which every heading fits; what a merged one lacks goes to its rows in equal parts."""
    heights = list(least)
    for box in sorted(layout.boxes, key=lambda box: box.rows):
        if box.text:
            lacking = measure(box, sum(widths[box.column : box.column + box.columns]))
            lacking -= sum(heights[box.row : box.row + box.rows])
            for number in range(box.rows):
                heights[box.row + number] += max(0, lacking + box.rows - 1 - number) // box.rows
    return heights
