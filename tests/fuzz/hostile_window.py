"""The window that takes in one file after the other, for `hostile_ways.py`: it reads paths, and says what came."""

import json
import os
import resource
import sys
import time
import traceback
from pathlib import Path

from hostile_ways import most_memory
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from disclosure_desk.gui.importing.file_import import FileImport
from disclosure_desk.gui.importing.review_dialog import ReviewDialog
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.widgets.theme import use_chinese_font
from disclosure_desk.store.store import Store

SECONDS, BEFORE_CALLED_OFF, LONGEST = 2.0, 0.5, 100
"""What is longer at work than the first is taken in once more, and called off after the second."""
_MB = 1e6


def serve(folder: Path) -> None:
    """Take in every file whose path comes on a line."""
    application = QApplication([])
    use_chinese_font(application)
    clerk = Clerk(application, folder)
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    for line in sys.stdin:
        answers.write(f"{json.dumps(clerk.take(Path(line.rstrip())))}\n")
    clerk.session.close()


class Clerk:
    """Imports, looks at what is shown, and closes it again."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self._application, self._window = application, QWidget()
        self._window.resize(1300, 800)
        self._window.show()
        self._said: list[str] = []
        self._broken: list[str] = []
        self.session = Session()
        self.session.open(Store.open(folder))
        self.session.notice.connect(lambda title, words: self._said.append(f"{title}：{words}"))
        self.session.status.connect(self._said.append)
        self._imports = FileImport(self.session, self._window)
        sys.excepthook = lambda *fault: self._broken.append("".join(traceback.format_exception(*fault))[-400:])

    def take(self, path: Path) -> dict:
        """What a file takes of the reading process and of the window, and what is said or shown of it."""
        reading, window, words = self._taken(path)
        ended = self._called_off(path) if reading[0] > SECONDS else None
        return {"reading": reading, "window": window, "words": words, "ended": ended}

    def _taken(self, path: Path) -> tuple[tuple[float, float], tuple[float, float], str]:
        self._said.clear()
        self._broken.clear()
        self._settle()
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        own, children, before = time.process_time(), _of_children(), most_memory("self")
        most, end = 0.0, time.monotonic() + LONGEST
        self._imports.take(path)
        number = self._imports._process._process._number
        while not self._is_over() and time.monotonic() < end:
            self._application.processEvents()
            most = max(most, most_memory(number))
            time.sleep(0.02)  # to look more often would be most of what the window takes
        words = self._look()
        window = (time.process_time() - own, most_memory("self") - before)
        return (_of_children() - children, most), window, words

    def _is_over(self) -> bool:
        return bool(self._said or self._broken or self._shown())

    def _shown(self) -> ReviewDialog | None:
        return next((one for one in self._window.findChildren(ReviewDialog) if one.isVisible()), None)

    def _look(self) -> str:
        """What there is to be read or seen, painted and put away again."""
        dialog = self._shown()
        self._settle()
        if dialog:
            dialog.grab()
            words = f"shown, {dialog.windowTitle()}"
            dialog.reject()
        else:
            words = "".join(self._said)
        self.session.close_report()
        self._settle()
        self._imports.stop()
        return f"broke: {self._broken[0]}" if self._broken else words or "broke: nothing is said or shown"

    def _called_off(self, path: Path) -> float:
        """Seconds until nothing is left of the reading, and the window goes on."""
        self._imports.take(path)
        end = time.monotonic() + BEFORE_CALLED_OFF
        while time.monotonic() < end:
            self._application.processEvents()
        number, began = self._imports._process and self._imports._process._process._number, time.monotonic()
        self._imports._cancel()
        self._settle()
        while number and Path(f"/proc/{number}").exists() and time.monotonic() - began < LONGEST:
            self._settle()
        self._look()
        return time.monotonic() - began

    def _settle(self) -> None:
        for _ in range(3):
            self._application.processEvents()
            self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
