"""Small layouts that are wanted in several places, and letting go what a layout holds."""

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget


def drop_all(layout: QLayout) -> None:
    """Let all widgets of a layout go; they are hidden at once and deleted once nobody runs in them any more."""
    while layout.count():
        if widget := layout.takeAt(0).widget():
            widget.hide()
            widget.deleteLater()


def in_the_middle(*widgets: QWidget, spacing: int = 0) -> QVBoxLayout:
    """Widgets under one another, in the middle of the height they get."""
    column = QVBoxLayout()
    column.setSpacing(spacing)
    column.addStretch(1)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    return column
