"""Last year's text in a column of its own, beside this year's, in a window that has the room."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from disclosure_desk.gui.report.last_year_pane import LastYearPane
from disclosure_desk.gui.report.side_panel import HEAD_HEIGHT, LAST_YEAR, tool


class LastYearColumn(QWidget):
    """Has the pane of the panel for as long as it is shown."""

    close_wanted = Signal()
    left = Signal()
    """Esc: the keyboard goes back to the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(LAST_YEAR)
        words, self.shut = QLabel(LAST_YEAR, self), tool("close", "收起（右侧“去年”再打开）", self)
        words.setObjectName("step")
        self.shut.clicked.connect(self.close_wanted)
        top = QWidget(self)
        top.setObjectName("panel-head")
        top.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        top.setFixedHeight(HEAD_HEIGHT)
        head = QHBoxLayout(top)
        head.setContentsMargins(14, 0, 6, 0)
        head.addWidget(words, 1)
        head.addWidget(self.shut)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(top)

    def take(self, pane: LastYearPane) -> None:
        """Show the pane here."""
        self._column.addWidget(pane, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
