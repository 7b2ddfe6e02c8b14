"""A label whose words begin with the sign of their tone, as findings and counts have it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from disclosure_desk.gui.widgets.look import look_as
from disclosure_desk.gui.widgets.marks import paint_mark

_MARK, _ROOM = 10, 16


class MarkedLabel(QLabel):
    """Words in a tone, behind its sign; the style sheet tells the tone by the label's name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def show_words(self, words: str, tone: str, mark: str | None = None) -> None:
        """Say something in a tone; `mark` where the sign is another than that of the tone, "" for none."""
        self._mark = tone if mark is None else mark
        self.setText(words)
        self.setContentsMargins(_ROOM if self._mark else 0, 0, 0, 0)
        look_as(self, tone)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if self._mark:
            painter = QPainter(self)
            room, line = self.contentsRect(), self.fontMetrics().height()
            flags = Qt.TextFlag.TextWordWrap if self.wordWrap() else Qt.TextFlag.TextSingleLine
            block = self.fontMetrics().boundingRect(room, flags, self.text()).height()
            top = room.center().y() - block / 2 + (line - _MARK) / 2
            paint_mark(painter, self._mark, QRectF(1, top, _MARK, _MARK))
            painter.end()
