"""Work that a clerk waits for: says how far it is, goes on answering, and ends where that is wanted."""

from collections.abc import Callable, Iterator
from concurrent.futures import wait
from contextlib import contextmanager
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from disclosure_desk.core.stopping import StoppedError, WorkProgress
from disclosure_desk.gui.widgets.work_apart import begin_apart

_AFTER = 400
"""Milliseconds after which a dialog says how far the work is: what is done before is not worth one."""
_TURN = 0.01
"""Seconds between two turns of the window while the work is done in a thread of its own."""

_FLAGS = QEventLoop.ProcessEventsFlag

Made = TypeVar("Made")


@contextmanager
def long_work(parent: QWidget, words: str) -> Iterator[WorkProgress]:
    """Says how far the work inside is that tells it; whoever presses 停止 has it raise StoppedError.

    Between two parts of the work the window answers, but takes no keys and clicks other than for 停止.
    """
    dialog = _dialog(parent, words)

    def progress(done: int, of: int) -> None:
        dialog.setMaximum(max(of, 1))
        dialog.setValue(done)  # once it is seen, this lets other events happen
        if dialog.wasCanceled():
            raise StoppedError

    try:
        yield progress
    finally:
        dialog.hide()
        dialog.deleteLater()


def work_apart(parent: QWidget, words: str, work: Callable[[WorkProgress], Made]) -> Made:
    """What the work makes in a thread of its own, where it uses nothing that belongs to the window's thread.

    The window answers all the while, but takes no keys and clicks other than for 停止; then this raises StoppedError,
    unless the work was past the point where it could be stopped.
    """
    told, stop = [(0, 1)], Event()

    def progress(done: int, of: int) -> None:
        told[0] = (done, max(of, 1))
        if stop.is_set():
            raise StoppedError

    dialog = _dialog(parent, words)
    made = begin_apart(lambda: work(progress))
    try:
        while not made.done():
            done, of = told[0]
            dialog.setMaximum(of)
            dialog.setValue(done)
            QCoreApplication.processEvents(_FLAGS.AllEvents if dialog.isVisible() else _FLAGS.ExcludeUserInputEvents)
            if dialog.wasCanceled():
                stop.set()
            wait([made], _TURN)
    finally:
        dialog.hide()
        dialog.deleteLater()
    return made.result()


def _dialog(parent: QWidget, words: str) -> QProgressDialog:
    dialog = QProgressDialog(words, "停止", 0, 0, parent)
    dialog.setWindowTitle("请稍等")
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    dialog.setMinimumDuration(_AFTER)
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)
    return dialog
