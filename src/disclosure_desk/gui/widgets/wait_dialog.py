"""How far long work is that a clerk waits for, with a button that stops it."""

import time
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from disclosure_desk.gui.widgets.buttons import plain_button
from disclosure_desk.gui.widgets.dialog import SMALL, Dialog

AFTER = 0.4
"""Seconds after which it is shown how far the work is: what is done before is not worth a dialog."""


class Work(NamedTuple):
    """What is said of the work: its title, its icon, and what is being done."""

    title: str
    icon: str
    words: str


class WaitDialog(Dialog):
    """Comes up by itself where the work takes a moment; the button, the cross and Esc stop it, Enter does nothing."""

    stopped = Signal()

    def __init__(self, work: Work, parent: QWidget | None = None, *, stop: str = "停止", after: float = AFTER) -> None:
        super().__init__(work.title, work.icon, parent, SMALL)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._due = time.monotonic() + after
        self.was_stopped = False
        self.words, self.bar = QLabel(work.words, self), QProgressBar(self)
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("进度")
        self.stop_button = plain_button(stop)
        self.stop_button.clicked.connect(self.reject)
        self.lay_out(self.words, self.bar)
        self.lay_out_foot(self.stop_button)
        self.stop_button.setDefault(False)
        self.stop_button.setAutoDefault(False)

    def show_progress(self, done: int, of: int) -> None:
        """Show how many of how many parts are done, from the moment on that it is worth it."""
        self.bar.setRange(0, max(of, 1))
        self.bar.setValue(done)
        if not self.was_stopped and not self.isVisible() and time.monotonic() >= self._due:
            self.show()

    def reject(self) -> None:
        """Stop the work."""
        if not self.was_stopped:
            self.was_stopped = True
            self.stopped.emit()
        super().reject()

    def end(self) -> None:
        """The work is over."""
        self.hide()
        self.deleteLater()
