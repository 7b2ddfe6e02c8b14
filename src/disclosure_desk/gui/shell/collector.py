"""Has Python collect garbage in the window's thread alone, in small portions between what the clerk does.

By itself Python collects in whichever thread makes the next object, and destroys there what only a cycle of references
kept. Where that is a widget and the thread one that makes pages or files, Qt ends the program: once in five runs of all
tests. So the program of the window switches it off before it loads Qt (`__main__.py`), and collects here.
"""

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from disclosure_desk.gui.session.session import Session

_TURN = 100
"""Milliseconds between two looks whether there is enough to collect: a thread makes as much garbage in that time as is
collected in 20 ms."""
_AFTER = 1000
"""Milliseconds after which what was begun is loaded: modules, rules, the form, the page of a report."""


class WindowCollector(QObject):
    """Collects while the window is open; the collector of Python itself is to be off.

    What is there once the window is in use, and again once the first report is open in it, stays until the end and is
    taken out of the walks, which else stop a key for 40 ms. Only twice, because what is set aside is not given back
    where it goes later: a second page of a report is collected.
    """

    def __init__(self, session: "Session", parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._look = QTimer(self, interval=_TURN)
        self._look.timeout.connect(collect_due)
        QTimer.singleShot(_AFTER, self, self._begin)
        session.document_changed.connect(self._settle)

    def _begin(self) -> None:
        gc.freeze()
        self._look.start()

    def _settle(self) -> None:
        self._session.document_changed.disconnect(self._settle)
        QTimer.singleShot(_AFTER, self, gc.freeze)


def collect_due() -> None:
    """Collect the generations of objects whose turn has come, by the counts by which Python would do so itself."""
    for generation in (2, 1, 0):
        limit = gc.get_threshold()[generation]
        if limit and gc.get_count()[generation] > limit:
            gc.collect(generation)
            return
