"""What a delegate is told about the item it paints, with types: Qt's own stubs leave the attributes out."""

from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem


@dataclass(frozen=True, slots=True)
class OptionStyle:
    """Where an item is painted, in what face, and in what state."""

    rect: QRect
    metrics: QFontMetrics
    is_selected: bool
    is_hovered: bool
    has_focus: bool


def option_style_of(option: QStyleOptionViewItem) -> OptionStyle:
    """The look that a view asks for."""
    state: QStyle.StateFlag = option.state  # type: ignore[attr-defined] # missing in the stubs
    rect: QRect = option.rect  # type: ignore[attr-defined] # missing in the stubs
    return OptionStyle(
        rect,
        option.fontMetrics,  # type: ignore[attr-defined] # missing in the stubs
        bool(state & QStyle.StateFlag.State_Selected),
        bool(state & QStyle.StateFlag.State_MouseOver),
        bool(state & QStyle.StateFlag.State_HasFocus),
    )
