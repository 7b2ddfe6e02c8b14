"""Keeps keys from the field that is typed in, for which Qt's fields have a use that the clerk does not mean."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit)
_DELETING_ON_X = {"Ctrl+D", "Ctrl+K", "Ctrl+U"}
"""With these Qt's fields delete a letter, the rest of a line, and a line. In WPS they fill down, link and underline: a
clerk who is used to that would lose a line of the report.
"""


class WindowKeys(QObject):
    """Of use on X, and so on 麒麟 and UOS, whose fields have more keys than those of Windows.

    Qt's lines take Ctrl+E for their end: 导出 would do nothing in an open cell. What deletes does nothing in any field,
    those of dialogs too. What cannot be done now is told, where the action has words for it.
    """

    refused = Signal(str)

    def __init__(self, window: QWidget, actions: Iterable[QAction], refusals: Mapping[QAction, str]) -> None:
        super().__init__(window)
        self._window, self._refusals = window, refusals
        self._actions = {
            keys.toString(): action for action in actions for keys in action.shortcuts() if "Ctrl" in keys.toString()
        }
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, _FIELDS):
            old.removeEventFilter(self)
        if isinstance(new, _FIELDS):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tell Qt that the field has no use for a key, before the field is asked; take what would delete from it."""
        if isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            keys = QKeySequence(modifiers.value | event.key()).toString()
            action = self._actions.get(keys) if watched.window() is self._window else None
            if event.type() == QEvent.Type.ShortcutOverride and action is not None and action.isEnabled():
                event.ignore()
                return True
            if event.type() == QEvent.Type.KeyPress:
                words = "" if action is None or action.isEnabled() else self._refusals.get(action, "")
                if words:
                    self.refused.emit(words)
                return bool(words) or keys in _DELETING_ON_X
        return super().eventFilter(watched, event)
