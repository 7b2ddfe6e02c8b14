"""A whole page that says calmly what is in the way, and offers what can be done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from disclosure_desk.gui.widgets.buttons import main_button, plain_button


class MessagePage(QWidget):
    """A title, a message, and buttons; each button's text with what it does."""

    def __init__(self, title: str, choices: dict[str, Callable[[], object]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = QLabel(title, self)
        heading.setObjectName("heading")
        self.words = QLabel(self)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setFixedWidth(560)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(2)
        layout.addWidget(heading, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(10)
        layout.addLayout(_buttons(choices))
        layout.addStretch(3)

    def show_words(self, words: str) -> None:
        """Say this."""
        self.words.setText(words)
        self.words.setMinimumHeight(self.words.heightForWidth(self.words.width()))


def _buttons(choices: dict[str, Callable[[], object]]) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addStretch(1)
    for number, (text, action) in enumerate(choices.items()):
        button = plain_button(text) if number else main_button(text)
        button.setMinimumWidth(120)
        button.clicked.connect(lambda _=False, action=action: action())
        line.addWidget(button)
    line.addStretch(1)
    return line
