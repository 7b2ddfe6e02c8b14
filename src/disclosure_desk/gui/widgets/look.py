"""Lets a widget look as its name or a property of it says now: the style sheet looks at these only when told to."""

from PySide6.QtWidgets import QWidget


def look_as(widget: QWidget, name: str) -> None:
    """Let a widget look as one of that name: the main button is what is to be done next, and that may change."""
    if widget.objectName() != name:
        widget.setObjectName(name)
        look_anew(widget)


def look_anew(widget: QWidget) -> None:
    """Let a widget look as a property of it says that was just set."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
