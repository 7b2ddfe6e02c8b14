"""Work that a clerk waits for: says how far it is, goes on answering, and ends where that is wanted."""

from collections.abc import Callable, Iterator
from concurrent.futures import wait
from contextlib import contextmanager
from threading import Event
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QWidget

from disclosure_desk.core.stopping import StoppedError, WorkProgress
from disclosure_desk.gui.widgets.wait_dialog import WaitDialog, Work
from disclosure_desk.gui.widgets.work_apart import begin_apart

_TURN = 0.01
"""Seconds between two turns of the window while the work is done in a thread of its own."""

_FLAGS = QEventLoop.ProcessEventsFlag

Made = TypeVar("Made")


@contextmanager
def long_work(parent: QWidget, work: Work) -> Iterator[WorkProgress]:
    """Says how far the work inside is that tells it; whoever presses 停止 has it raise StoppedError.

    Between two parts of the work the window answers, but takes no keys and clicks other than for 停止.
    """
    dialog = WaitDialog(work, parent)

    def progress(done: int, of: int) -> None:
        dialog.show_progress(done, of)
        if dialog.isVisible():
            QCoreApplication.processEvents()
        if dialog.was_stopped:
            raise StoppedError

    try:
        yield progress
    finally:
        dialog.end()


def work_apart(parent: QWidget, work: Work, make: Callable[[WorkProgress], Made]) -> Made:
    """What the work makes in a thread of its own, where it uses nothing that belongs to the window's thread.

    The window answers all the while, but takes no keys and clicks other than for 停止; then this raises StoppedError,
    unless the work was past the point where it could be stopped.
    """
    reached, stop = [(0, 1)], Event()

    def progress(done: int, of: int) -> None:
        reached[0] = (done, of)
        if stop.is_set():
            raise StoppedError

    dialog = WaitDialog(work, parent)
    dialog.stopped.connect(stop.set)
    made = begin_apart(lambda: make(progress))
    try:
        while not made.done():
            dialog.show_progress(*reached[0])
            QCoreApplication.processEvents(_FLAGS.AllEvents if dialog.isVisible() else _FLAGS.ExcludeUserInputEvents)
            wait([made], _TURN)
    finally:
        dialog.end()
    return made.result()
