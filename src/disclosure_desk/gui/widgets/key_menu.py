"""A menu whose keys stand at its right edge, small: Qt aligns them at the left, as large as the words."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QStyleOptionMenuItem

from disclosure_desk.gui.widgets.palette import colours
from disclosure_desk.gui.widgets.theme import sized

_RIGHT = 12
_TAB = "\t"
_SIZE = 11
_MIDDLE = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignRight.value


class KeyMenu(QMenu):
    """Its actions have their keys as shortcuts, or behind a tab in their words where the keys belong to a view."""

    def initStyleOption(self, option: QStyleOptionMenuItem, action: QAction) -> None:  # noqa: N802 - Qt's name
        """Let Qt paint the words alone; it keeps room for the keys all the same."""
        super().initStyleOption(option, action)
        option.text = option.text.partition(_TAB)[0]  # type: ignore[attr-defined] # missing in the stubs

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        tints, painter = colours(), QPainter(self)
        painter.setFont(sized(self.font(), _SIZE))
        for action in self.actions():
            keys = keys_of(action)
            if keys and action.isVisible():
                is_chosen = action is self.activeAction() and action.isEnabled()
                painter.setPen(tints.accent_deep if is_chosen else tints.ink3 if action.isEnabled() else tints.off)
                painter.drawText(self.actionGeometry(action).adjusted(0, 0, -_RIGHT, 0), _MIDDLE, keys)
        painter.end()


def keys_of(action: QAction) -> str:
    """The keys that stand at an action, in words."""
    own = action.text().partition(_TAB)[2]
    return own or action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
