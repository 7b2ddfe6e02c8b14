"""Takes what stays until the end out of the garbage collector's walks, which else stop a key for 40 ms now and then."""

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from disclosure_desk.gui.session.session import Session

_AFTER = 1000
"""Milliseconds after which what was begun is loaded: modules, rules, the form, the page of a report."""


class SettledHeap(QObject):
    """Sets aside what is there once the window is in use, and again once the first report is open in it.

    Only twice, because what is set aside is not given back where it goes later: a second page of a report is collected.
    """

    def __init__(self, session: "Session", parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        QTimer.singleShot(_AFTER, self, gc.freeze)
        session.document_changed.connect(self._settle)

    def _settle(self) -> None:
        self._session.document_changed.disconnect(self._settle)
        QTimer.singleShot(_AFTER, self, gc.freeze)
