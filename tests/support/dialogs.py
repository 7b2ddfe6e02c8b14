"""Finding the dialogs that a window shows, and pressing their buttons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton


def widget_of(window):
    """Return the frame of the main window; any other window is itself a widget."""
    return getattr(window, "frame", window)


def all_shown(window, kind):
    """Return the dialogs of a kind that the window shows."""
    return [dialog for dialog in widget_of(window).findChildren(kind) if dialog.isVisible()]


def shown(window, kind):
    """Return the dialog of a kind that the window shows already."""
    return all_shown(window, kind)[0]


def dialog_of(qtbot, window, kind):
    """Return the dialog of a kind as soon as the window shows it."""
    qtbot.waitUntil(lambda: bool(all_shown(window, kind)))
    return shown(window, kind)


def button_of(window, words):
    """Return the button with these words that the window shows."""
    return next(button for button in all_shown(window, QPushButton) if button.text() == words)


def press(qtbot, window, words):
    """Click the button with these words."""
    qtbot.mouseClick(button_of(window, words), Qt.MouseButton.LeftButton)
