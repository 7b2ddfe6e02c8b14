"""What is found in a text, beside its name: the sign of each kind with how many there are."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from disclosure_desk.checks.finding import SEVERITY_NAMES, Finding
from disclosure_desk.gui.widgets.marks import paint_mark
from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.gui.widgets.theme import sized

_MARK, _GAP, _BETWEEN = 9, 4, 10
_PX = 12


class TextSigns(QWidget):
    """The counts of open findings about one text; nothing where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Count what is open among these."""
        found = [finding.severity for finding in findings if finding.is_open]
        counts = tuple((kind, f"{name} {found.count(kind)}") for kind, name in SEVERITY_NAMES.items() if kind in found)
        if counts != self.counts:
            self.counts = counts
            self.setAccessibleName("，".join(words for _, words in counts))
            self.setVisible(bool(counts))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        metrics = QFontMetrics(sized(self.font(), _PX))
        widths = [_MARK + _GAP + metrics.horizontalAdvance(words) for _, words in self.counts]
        return QSize(sum(widths) + _BETWEEN * max(len(widths) - 1, 0), metrics.height() + 2)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter, left = QPainter(self), 0
        painter.setFont(sized(self.font(), _PX))
        metrics = painter.fontMetrics()
        for kind, words in self.counts:
            paint_mark(painter, kind, QRectF(left, (self.height() - _MARK) / 2, _MARK, _MARK))
            left += _MARK + _GAP
            painter.setPen(colours().tone(kind))
            painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)
            left += metrics.horizontalAdvance(words) + _BETWEEN
        painter.end()
