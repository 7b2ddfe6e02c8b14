"""The line under a report's head that says when there is no report of the year before to compare it with."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget


class MissingPreviousBar(QWidget):
    """Hidden unless last year's report is missing; closed by the clerk, it stays so while the report is open."""

    wanted = Signal()
    """The clerk wants to take last year's report in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quiet-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLabel(self)
        self.words.setObjectName("quiet")
        self.button = _link("导入去年的报告…", self)
        self.close_button = _link("不用了", self)
        self._is_closed = False
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 3, 12, 3)
        line.setSpacing(6)
        line.addWidget(self.words)
        line.addWidget(self.button)
        line.addStretch(1)
        line.addWidget(self.close_button)
        self.button.clicked.connect(self.wanted)
        self.close_button.clicked.connect(self._close)
        self.hide()

    def show_missing(self, year: int | None) -> None:
        """Say which year's report is missing; None if none is."""
        self.words.setText(f"列表里没有 {year} 年的报告，结转、现行有效和照抄的文字还没法和去年对照。")
        self.setVisible(year is not None and not self._is_closed)

    def _close(self) -> None:
        self._is_closed = True
        self.hide()


def _link(text: str, parent: QWidget) -> QToolButton:
    button = QToolButton(parent)
    button.setText(text)
    button.setObjectName("link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button
