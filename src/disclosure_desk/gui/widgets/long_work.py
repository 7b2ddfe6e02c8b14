"""Work that a clerk waits for: says how far it is, goes on answering, and ends where that is wanted."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from disclosure_desk.core.stopping import StoppedError, WorkProgress

_AFTER = 400
"""Milliseconds after which a dialog says how far the work is: what is done before is not worth one."""


@contextmanager
def long_work(parent: QWidget, words: str) -> Iterator[WorkProgress]:
    """Says how far the work inside is that tells it; whoever presses 停止 has it raise StoppedError.

    Between two parts of the work the window answers, but takes no keys and clicks other than for 停止.
    """
    dialog = QProgressDialog(words, "停止", 0, 0, parent)
    dialog.setWindowTitle("请稍等")
    dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
    dialog.setMinimumDuration(_AFTER)
    dialog.setAutoClose(False)
    dialog.setAutoReset(False)

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
