"""Shift+F10, which opens the menu of what is chosen as the menu key does, also where the system knows only that one."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication


def open_menu_here() -> None:
    """Ask what has the keyboard for its menu, at its cursor, as Qt does when the menu key is pressed."""
    widget = QApplication.focusWidget()
    if widget is not None:
        cursor = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        spot = QRectF(cursor or widget.rect()).center().toPoint()
        by_key = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(widget, QContextMenuEvent(by_key, spot, widget.mapToGlobal(spot)))
