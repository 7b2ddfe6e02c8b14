"""How a delegate paints an item of a list: its style, typed because Qt's stubs lack it, and the ground behind it."""

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from disclosure_desk.gui.widgets.palette import colours

ModelIndex = QModelIndex | QPersistentModelIndex
_BAR_WIDTH = 3


class OptionStyle(NamedTuple):
    """Where an item is painted, in what font, and in what state."""

    rect: QRect
    metrics: QFontMetrics
    is_selected: bool
    is_hovered: bool
    has_focus: bool


def option_style_of(option: QStyleOptionViewItem) -> OptionStyle:
    """The style that a view asks for."""
    state: QStyle.StateFlag = option.state  # type: ignore[attr-defined] # missing in the stubs
    rect: QRect = option.rect  # type: ignore[attr-defined] # missing in the stubs
    return OptionStyle(
        rect,
        option.fontMetrics,  # type: ignore[attr-defined] # missing in the stubs
        bool(state & QStyle.StateFlag.State_Selected),
        bool(state & QStyle.StateFlag.State_MouseOver),
        bool(state & QStyle.StateFlag.State_HasFocus),
    )


def paint_ground(painter: QPainter, style: OptionStyle, bar: QColor | None = None) -> None:
    """Paint what lies behind an item: its state, and a bar at its left, in the accent where it is selected."""
    if style.is_selected:
        painter.fillRect(style.rect, colours().accent_soft)
    elif style.is_hovered:
        painter.fillRect(style.rect, colours().hover)
    colour = bar or (colours().accent if style.is_selected else None)
    if colour:
        painter.fillRect(QRect(style.rect.topLeft(), QSize(_BAR_WIDTH, style.rect.height())), colour)
