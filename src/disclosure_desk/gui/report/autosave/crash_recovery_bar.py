"""The bar above a report that says what was brought back after a crash, and lets the clerk decide about it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

Ways = Mapping[str, Callable[[], object]]
"""What can be done, by the words on its button."""


class CrashRecoveryBar(QWidget):
    """Says something until one of its buttons was pressed; each does what its words promise."""

    def __init__(self, words: str, ways: Ways, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("recovery")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = QLabel(words, self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 16, 6)
        line.addWidget(self.words, 1)
        self.buttons = {name: self._button(name, way) for name, way in ways.items()}
        for button in self.buttons.values():
            line.addWidget(button)

    def _button(self, name: str, way: Callable[[], object]) -> QPushButton:
        button = QPushButton(name, self)
        button.setObjectName("plain")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where something is typed
        button.clicked.connect(self.hide)
        button.clicked.connect(lambda _=False: way())
        return button
