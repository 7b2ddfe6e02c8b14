"""Keeps the keys of the window's actions from the field that is typed in, where Qt's fields have a use for them."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit)


class WindowKeys(QObject):
    """On X, and so on 麒麟 and UOS, Qt's lines take Ctrl+E for their end: 导出 would do nothing in an open cell."""

    def __init__(self, window: QWidget, actions: Iterable[QAction]) -> None:
        super().__init__(window)
        self._window = window
        self._actions = {
            keys.toString(): action for action in actions for keys in action.shortcuts() if "Ctrl" in keys.toString()
        }
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, _FIELDS):
            old.removeEventFilter(self)
        if isinstance(new, _FIELDS) and new.window() is self._window:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tell Qt that the field has no use for a key, before the field is asked."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            action = self._actions.get(QKeySequence(modifiers.value | event.key()).toString())
            if action is not None and action.isEnabled():
                event.ignore()
                return True
        return super().eventFilter(watched, event)
