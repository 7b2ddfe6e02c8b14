"""Work that takes a moment and needs nothing of the window, in a thread of its own, while the window answers."""

import sys
from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Event, Thread
from threading import enumerate as threads
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from disclosure_desk.core.stopping import StoppedError, WorkProgress

_LOOK = 10
"""Milliseconds between two looks whether the work is done."""
_NAME = "apart"
"""The name of each thread."""
_SWITCH = 0.0002
"""Seconds after which Python lets the window's thread go on; with its own 5 ms a key waits for that many times over."""

Made = TypeVar("Made")


class WorkApart(QObject, Generic[Made]):
    """Does one piece of work at a time; what follows happens in the window's thread.

    Whoever asked is the parent: if it goes meanwhile, the timer goes with it, nothing follows, and the thread, which
    knows nothing of Qt, ends by itself.
    """

    progressed = Signal(int, int)
    """How many of how many parts are done, where the work tells it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._made: Future[Made] | None = None
        self._then: Callable[[Made], object] = _nothing
        self._failed: Callable[[Exception], object] = _nothing
        self._stop = Event()
        self._progress: list[tuple[int, int]] = []
        """What the work has told last; the thread knows this list, and not the object."""
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self._follow)

    @property
    def is_busy(self) -> bool:
        """Whether there is work that is not done yet."""
        return self._made is not None

    def begin(
        self,
        work: Callable[[WorkProgress], Made],
        then: Callable[[Made], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Begin the work, and give what it makes to `then`; while there is some, nothing more is begun.

        What it raises goes to `failed`, else to where faults of the program are reported; StoppedError goes nowhere.
        """
        if self._made is not None:
            return
        stop = self._stop = Event()
        progressed = self._progress = []

        def progress(done: int, of: int) -> None:
            if stop.is_set():
                raise StoppedError
            progressed[:] = [(done, of)]

        self._made, self._then, self._failed = begin_apart(lambda: work(progress)), then, failed or _raise
        self._look.start()

    def stop(self) -> None:
        """End the work where it next tells how far it is; what it makes of that follows."""
        self._stop.set()

    def drop(self) -> None:
        """Nobody waits any more for what is being made: it ends where it can, and nothing follows from it."""
        self._stop.set()
        self._look.stop()
        self._made, self._then, self._failed = None, _nothing, _nothing

    def end(self) -> None:
        """The same, and wait until it has ended."""
        made = self._made
        self.drop()
        if made is not None:
            wait([made])

    def _follow(self) -> None:
        made = self._made
        if made is None:
            return
        is_done = made.done()
        if self._progress:
            self.progressed.emit(*self._progress.pop())
        if not is_done or made is not self._made:
            return
        then, failed = self._then, self._failed
        self._look.stop()
        self._made = None
        error = made.exception()
        if error is None:
            then(made.result())
        elif isinstance(error, Exception) and not isinstance(error, StoppedError):
            failed(error)


def begin_apart(work: Callable[[], Made]) -> "Future[Made]":
    """What the work makes, which is begun in a thread of its own."""
    made: Future[Made] = Future()
    Thread(target=_work, args=(work, made), name=_NAME, daemon=True).start()
    return made


def wait_for_dropped(seconds: float = 5) -> None:
    """Wait for what nobody wants any more but is not over: a library that it uses is closed as Python ends."""
    for thread in threads():
        if thread.name == _NAME:
            thread.join(seconds)


def _nothing(_made: object) -> None:
    """Nothing follows."""


def _raise(error: Exception) -> None:
    raise error


def _work(work: Callable[[], Made], made: "Future[Made]") -> None:
    before = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH)
    try:
        made.set_result(work())
    except Exception as error:  # noqa: BLE001 - raised again in the window's thread, where faults are reported
        made.set_exception(error)
    finally:
        sys.setswitchinterval(before)
