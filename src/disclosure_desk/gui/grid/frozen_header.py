"""The column heads of a long table, kept in sight while its rows scroll below them."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from disclosure_desk.core.layout import Box
from disclosure_desk.gui.grid.grid_delegate import paint_head
from disclosure_desk.gui.grid.grid_model import GridModel
from disclosure_desk.gui.grid.table_style import TableStyle
from disclosure_desk.gui.widgets.palette import colours

_LEAST_ROOM = 3
"""How many times its own height the table must show for the head to stay."""


class FrozenHeader(QWidget):
    """Stands above the viewport of a table view while its rows scroll; several blocks have no head to freeze."""

    def __init__(self, view: QTableView, model: GridModel, style: TableStyle) -> None:
        super().__init__(view)
        self._view, self._grid, self._style = view, model.grid, style
        self.rows = range(len(model.layout_.head_rows) if len(model.grid.blocks) == 1 else 0)
        self._boxes = [box for box in model.layout_.boxes if box.row in self.rows]
        self._heights: list[int] = []
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()

    def height_for(self, heights: Sequence[int], room: int) -> int:
        """How high it stands above rows of these heights; 0 where all of them fit, or where it would take too much."""
        self._heights = [heights[row] for row in self.rows]
        height = sum(self._heights)
        return height if sum(heights) > room >= _LEAST_ROOM * height else 0

    def follow(self) -> None:
        """Take the place above the viewport."""
        window, height = self._view.viewport().geometry(), sum(self._heights)
        self.setGeometry(window.left(), window.top() - height, window.width(), height)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.fillRect(event.rect(), colours().paper)
        for box in self._boxes:
            paint_head(painter, self.rect_of(box), self._grid, box, self._style)
        painter.end()

    def rect_of(self, box: Box) -> QRect:
        """Where a heading of it stands."""
        columns = range(box.column, box.column + box.columns)
        return QRect(
            self._view.columnViewportPosition(box.column),
            sum(self._heights[: box.row]),
            sum(self._view.columnWidth(column) for column in columns),
            sum(self._heights[box.row : box.row + box.rows]),
        )
