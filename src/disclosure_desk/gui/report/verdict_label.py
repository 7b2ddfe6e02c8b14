"""The verdict on a report, always in sight: a sentence with the colour of the worst finding."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from disclosure_desk.checks.finding import Verdict
from disclosure_desk.gui.session.listed_report import PACKAGE_FAULTY, SEALED

_NEXT = "到下一处问题（F8）"


class VerdictLabel(QLabel):
    """Shows a verdict; its tone is a property that the style sheet colours. A click asks to go on."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("verdict")
        self.setAccessibleName("结论")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_verdict(self, verdict: Verdict) -> None:
        """Show the verdict's sentence."""
        tone = _tone(verdict)
        self._show(tone, verdict.sentence, "审核（F4）" if tone == "hint" else _NEXT)

    def show_sealed(self, *, is_faulty: bool) -> None:
        """Show that the report is sealed, and whether a package of it is not as it was sealed."""
        if is_faulty:
            self._show("error", PACKAGE_FAULTY, "看看哪里不符")
        else:
            self._show("done", SEALED, _NEXT)

    def _show(self, tone: str, words: str, tip: str) -> None:
        self.setToolTip(tip)
        self.setText(f"✓ {words}" if tone == "done" else words)
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
    return "hint" if verdict.missing_approvals else "done"
