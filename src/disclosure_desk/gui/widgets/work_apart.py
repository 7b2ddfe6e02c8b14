"""Work that takes a moment and needs nothing of the window, in a thread of its own, while the window answers."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

_LOOK = 10
"""Milliseconds between two looks whether the work is done."""

Made = TypeVar("Made")


class WorkApart(QObject, Generic[Made]):
    """Does one piece of work at a time; what follows happens in the window's thread.

    Whoever asked is the parent: if it goes meanwhile, the timer goes with it, nothing follows, and the thread, which
    knows nothing of Qt, ends by itself.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._made: Future[Made] | None = None
        self._then: Callable[[Made], object] = _nothing
        self._look = QTimer(self, interval=_LOOK)
        self._look.timeout.connect(self._follow)

    @property
    def is_busy(self) -> bool:
        """Whether there is work that is not done yet."""
        return self._made is not None

    def begin(self, work: Callable[[], Made], then: Callable[[Made], object]) -> None:
        """Begin the work, and give what it makes to `then`; while there is some, nothing more is begun."""
        if self._made is not None:
            return
        self._made, self._then = begin_apart(work), then
        self._look.start()

    def drop(self) -> None:
        """Nobody waits any more for what is being made; nothing follows from it."""
        self._look.stop()
        self._made, self._then = None, _nothing

    def _follow(self) -> None:
        made = self._made
        if made is not None and made.done():
            self._look.stop()
            self._made = None
            self._then(made.result())


def begin_apart(work: Callable[[], Made]) -> "Future[Made]":
    """What the work makes, which is begun in a thread of its own."""
    made: Future[Made] = Future()
    Thread(target=_work, args=(work, made), name="apart", daemon=True).start()
    return made


def _nothing(_made: object) -> None:
    """Nothing follows."""


def _work(work: Callable[[], Made], made: "Future[Made]") -> None:
    try:
        made.set_result(work())
    except Exception as error:  # noqa: BLE001 - raised again in the window's thread, where faults are reported
        made.set_exception(error)
