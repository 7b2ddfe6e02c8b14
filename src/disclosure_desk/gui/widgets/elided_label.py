"""A label for one line that may be too long: it is cut with an ellipsis, and whole in its tool tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_LEAST = 120


class ElidedLabel(QLabel):
    """Takes as much room as its text wants, and makes do with less: without its middle, or as `mode` says.

    With a `separator` the text is a list, of which as much is shown as has whole room.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
        *,
        separator: str = "",
    ) -> None:
        super().__init__(parent)
        self._mode, self._separator = mode, separator
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(min(_LEAST, super().sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        if self.shown == self.text():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.drawText(self.contentsRect(), Qt.AlignmentFlag.AlignVCenter, self.shown)
        painter.end()

    @property
    def shown(self) -> str:
        """What of the text has room."""
        metrics, width = self.fontMetrics(), self.contentsRect().width()
        if not self._separator:
            fits = metrics.horizontalAdvance(self.text()) <= width
            return self.text() if fits else metrics.elidedText(self.text(), self._mode, width)
        parts = self.text().split(self._separator)
        while len(parts) > 1 and metrics.horizontalAdvance(self._separator.join(parts)) > width:
            parts.pop()
        return self._separator.join(parts)
