"""The buttons of pages and dialogs: one main one, the others plain; the style sheet tells them by name."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def main_button(text: str) -> QPushButton:
    """The button for what most people want here."""
    return _button(text, "main")


def plain_button(text: str) -> QPushButton:
    """A button for what else can be done."""
    return _button(text, "plain")


def word_button(text: str) -> QPushButton:
    """A button that looks as words, for what is seldom wanted."""
    return _button(text, "word")


def danger_button(text: str) -> QPushButton:
    """A button for what cannot be taken back, or takes something away; it is never the default one."""
    return _button(text, "danger")


def press_by_enter(window: QWidget, event: QKeyEvent) -> bool:
    """Whether Enter was for the button that has the keyboard; it is pressed then, once however long the key is held."""
    button = window.focusWidget()
    if event.key() not in _ENTER or not isinstance(button, QAbstractButton) or not button.hasFocus():
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


def _button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    return button
