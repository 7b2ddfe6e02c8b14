"""The column heads of a long table, kept in sight while its rows scroll below them."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from disclosure_desk.gui import style
from disclosure_desk.gui.grid_model import GridModel
from disclosure_desk.gui.grid_paint import paint_head
from disclosure_desk.layout import Placed

_LEAST_ROOM = 3
"""How many times its own height the table must show for the head to stay."""


class FrozenHead(QWidget):
    """Lies over the top of a table view once that is scrolled; a grid of several blocks has no head to freeze."""

    def __init__(self, view: QTableView, model: GridModel) -> None:
        super().__init__(view)
        self._view, self._grid = view, model.grid
        self._rows = len(model.layout_.head_rows) if len(model.grid.blocks) == 1 else 0
        self._boxes = [box for box in model.layout_.placed if box.row < self._rows]
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()

    @property
    def covered(self) -> int:
        """How many pixels at the top of the table it covers, or would once the table is scrolled."""
        height = sum(self._view.rowHeight(row) for row in range(self._rows))
        return height if _LEAST_ROOM * height < self._view.viewport().height() else 0

    def follow(self) -> None:
        """Take the place that the table's scrolling and sizes call for."""
        window, height = self._view.viewport().geometry(), self.covered
        self.setGeometry(window.left(), window.top(), window.width(), height)
        self.setVisible(bool(height) and self._view.verticalScrollBar().value() > 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setFont(self._view.font())
        painter.fillRect(event.rect(), QColor(style.PAPER))
        for box in self._boxes:
            paint_head(painter, self._rect(box), self._grid, box)
        painter.end()

    def _rect(self, box: Placed) -> QRect:
        rows, columns = range(box.row), range(box.column, box.column + box.columns)
        return QRect(
            self._view.columnViewportPosition(box.column),
            sum(self._view.rowHeight(row) for row in rows),
            sum(self._view.columnWidth(column) for column in columns),
            sum(self._view.rowHeight(row) for row in range(box.row, box.row + box.rows)),
        )
