"""The buttons of pages and dialogs: one main one, the others plain; the style sheet tells them by name."""

from PySide6.QtWidgets import QPushButton


def main_button(text: str) -> QPushButton:
    """The button for what most people want here."""
    return _button(text, "main")


def plain_button(text: str) -> QPushButton:
    """A button for what else can be done."""
    return _button(text, "plain")


def dress_as(button: QPushButton, name: str) -> None:
    """Let a button look as another kind: the main one is what is to be done next, and that may change."""
    if button.objectName() != name:
        button.setObjectName(name)
        button.style().unpolish(button)
        button.style().polish(button)


def _button(text: str, name: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    return button
