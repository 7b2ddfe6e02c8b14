"""Measures how long the thread of the window works at a stretch, while keys and clicks have to wait."""

import time

from PySide6.QtCore import QAbstractEventDispatcher
from PySide6.QtWidgets import QApplication
from slowness import slowness

LONGEST = 0.1
"""Seconds of work after which a clerk notices that the window did not answer."""


class Watchdog:
    """What was done, and the seconds of work of its longest stretch; while other programs run none are counted.

    Seconds are those of the usual computer: how slow this one is, is measured before and after each act.
    """

    def __init__(self):
        self.stretches = {}
        self._begun = time.thread_time()
        self._name, self._longest = "", 0.0
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
            self._longest = max(self._longest, seconds)

    def watch(self, name, act, turns=3):
        """Do something as a key or a click would, and let the window do what follows from it."""
        self._name, self._longest = name, 0.0
        slow = slowness()
        before = time.thread_time()
        act()
        self._note(time.thread_time() - before)
        for _ in range(turns):
            self._begin()
            QApplication.processEvents()
            self._end()
        self._name = ""
        seconds = self._longest / max(slow, slowness())
        self.stretches[name] = max(self.stretches.get(name, 0), seconds)

    @property
    def too_long(self):
        """What kept the window from answering, with its milliseconds."""
        return {name: round(1000 * seconds) for name, seconds in self.stretches.items() if seconds > LONGEST}
