"""Measures how long the thread of the window works at a stretch, while keys and clicks have to wait."""

import time

from PySide6.QtCore import QAbstractEventDispatcher
from PySide6.QtWidgets import QApplication

LONGEST = 0.1
"""Seconds of work after which a clerk notices that the window did not answer."""


class Watchdog:
    """What was done, and the seconds of work of its longest stretch; while other programs run none are counted."""

    def __init__(self, slowness=1.0):
        self.slowness, self.stretches = max(slowness, 1.0), {}
        self._begun = time.thread_time()
        self._name = ""
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._begin)
        dispatcher.aboutToBlock.connect(self._end)

    def _begin(self):
        self._begun = time.thread_time()

    def _end(self):
        self._note(time.thread_time() - self._begun)
        self._begin()

    def _note(self, seconds):
        if self._name:
            self.stretches[self._name] = max(self.stretches.get(self._name, 0), seconds)

    def watch(self, name, act, turns=3):
        """Do something as a key or a click would, and let the window do what follows from it."""
        self._name = name
        before = time.thread_time()
        act()
        self._note(time.thread_time() - before)
        for _ in range(turns):
            self._begin()
            QApplication.processEvents()
            self._end()
        self._name = ""

    @property
    def too_long(self):
        """What kept the window from answering, with its milliseconds."""
        limit = LONGEST * self.slowness
        return {name: round(1000 * seconds) for name, seconds in self.stretches.items() if seconds > limit}
