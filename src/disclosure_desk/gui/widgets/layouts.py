"""What is done with a layout whose widgets are made anew whenever what they show changes."""

from PySide6.QtWidgets import QLayout


def drop_all(layout: QLayout) -> None:
    """Let all widgets of a layout go; they are hidden at once and deleted once nobody runs in them any more."""
    while layout.count():
        if widget := layout.takeAt(0).widget():
            widget.hide()
            widget.deleteLater()
