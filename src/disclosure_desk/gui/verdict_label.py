"""The verdict on a report, always in sight: a sentence with the colour of the worst finding."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from disclosure_desk.checks.finding import Verdict

SEALED = "已定稿"


class VerdictLabel(QLabel):
    """Shows a verdict; its tone is a property that the style sheet colours. A click asks to go on."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict")
        self.setAccessibleName("结论")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_verdict(self, verdict: Verdict, *, is_sealed: bool = False) -> None:
        """Show the verdict's sentence; a sealed report has got beyond it."""
        tone = "done" if is_sealed else _tone(verdict)
        self.setToolTip("审核（F4）" if tone == "hint" else "到下一处问题（F8）")
        self.setText(("✓ " if tone == "done" else "") + (SEALED if is_sealed else verdict.sentence))
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().unpolish(self)
            self.style().polish(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


def _tone(verdict: Verdict) -> str:
    if verdict.errors:
        return "error"
    if verdict.warnings:
        return "warning"
    return "hint" if verdict.lacking else "done"
