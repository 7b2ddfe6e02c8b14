"""A line that says what is wrong, in the tone of an error, and what is only waited for or still open without it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from disclosure_desk.gui.widgets.look import look_as

_WRONG, _CALM = "problem", "quiet"


class ProblemLabel(QLabel):
    """Stands under the fields of a form; the style sheet tells the tone by its name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(_WRONG)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def setText(self, words: str) -> None:  # noqa: N802 - Qt's name
        """Say what is wrong."""
        self._show(words, _WRONG)

    def show_calmly(self, words: str) -> None:
        """Say what is being done, or what is to be written before anything was typed: nothing is wrong."""
        self._show(words, _CALM)

    def _show(self, words: str, name: str) -> None:
        super().setText(words)
        look_as(self, name)
