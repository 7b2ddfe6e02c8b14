"""The foot of the rail: whether the report is held against last year's, and where that is missing the way to it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from disclosure_desk.gui.report.section_list import WIDE
from disclosure_desk.gui.widgets.icons import SMALL, set_icon
from disclosure_desk.gui.widgets.marks import paint_mark

_HEIGHT, _EDGE, _MARK = 38, 14, 10


class PreviousEntry(QToolButton):
    """Says which year's report is compared with; a click where it is missing asks for it."""

    wanted = Signal()
    """The clerk wants to take last year's report in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("previous")
        self.setFixedSize(WIDE, _HEIGHT)
        self.setIconSize(QSize(SMALL, SMALL))
        set_icon(self, "last-year-panel", size=SMALL)
        self.is_missing = False
        self.clicked.connect(self._ask)

    def show_year(self, year: int, *, is_missing: bool) -> None:
        """Say whether the report of that year is there to be compared with."""
        self.is_missing = is_missing
        self.setText(f" 导入 {year} 年报告…" if is_missing else f" 对照 {year} 年报告")
        words = f"列表里没有 {year} 年的报告，结转、现行有效和照抄的文字还没法和去年对照。"
        self.setToolTip(words if is_missing else f"结转、现行有效和照抄的文字都和 {year} 年的报告对照。")
        self.setAccessibleName(words if is_missing else f"对照 {year} 年报告")
        self.update()

    def fold(self, width: int) -> None:
        """Show the words, or, where it is narrow, only the picture."""
        self.setFixedWidth(width)
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if width < WIDE else Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        self.setToolButtonStyle(style)

    def _ask(self) -> None:
        if self.is_missing:
            self.wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if self.width() < WIDE:
            return
        painter = QPainter(self)
        box = QRectF(self.width() - _EDGE - _MARK, (self.height() - _MARK) / 2, _MARK, _MARK)
        paint_mark(painter, "missing" if self.is_missing else "done", box)
        painter.end()
