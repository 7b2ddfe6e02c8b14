"""How long the texts of a section are beside the office's limit: in figures, and as a bar with the limit as a tick."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from disclosure_desk.checks.kinds.wording.contents import TextLength
from disclosure_desk.checks.rule_loader import rules_of
from disclosure_desk.core.form import Form
from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.gui.widgets.theme import sized

_BAR, _THICK, _GAP = 120, 6, 10
_TICK = 12
_PX = 12
_ROOM_BEHIND_LIMIT = 1.06


def is_limited(form: Form, section_id: str) -> bool:
    """Whether a rule limits the length of a section's texts."""
    own = {text.id for text in form.section(section_id).texts}
    return any(isinstance(rule, TextLength) and own >= {*rule.texts} for rule in rules_of(form))


class LengthMeter(QWidget):
    """Shows a count of characters against a limit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count, self.limit = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int, limit: int) -> None:
        """Show so many characters of at most `limit`."""
        if (count, limit) == (self.count, self.limit):
            return
        self.count, self.limit = count, limit
        over = f"，超过 {count - limit} 字" if count > limit else ""
        self.setAccessibleName(f"已写 {count} 字，最多 {limit} 字{over}")
        self.setToolTip(f"这一部分最多 {limit} 字{over}。在“核对设置”里可以改。")
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """The figures."""
        return f"{self.count} / {self.limit} 字"

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        metrics = QFontMetrics(sized(self.font(), _PX))
        return QSize(metrics.horizontalAdvance(self.words) + _GAP + _BAR, metrics.height() + 4)

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter, tints = QPainter(self), colours()
        is_over = self.count > self.limit
        painter.setFont(sized(self.font(), _PX))
        painter.setPen(tints.warning if is_over else tints.ink2)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = max(self.count, self.limit * _ROOM_BEHIND_LIMIT, 1)
        bar = QRectF(self.width() - _BAR, (self.height() - _THICK) / 2, _BAR, _THICK)
        painter.setBrush(tints.sunk)
        painter.drawRoundedRect(bar, 3, 3)
        painter.setBrush(tints.warning if is_over else tints.accent)
        painter.drawRoundedRect(QRectF(bar.left(), bar.top(), _BAR * self.count / whole, _THICK), 3, 3)
        tick = bar.left() + _BAR * self.limit / whole
        painter.fillRect(QRectF(tick - 1, (self.height() - _TICK) / 2, 2, _TICK), tints.ink)
        painter.end()
