"""How long work says how far it is, and how whoever waits for it stops it."""

from collections.abc import Callable

WorkProgress = Callable[[int, int], object]
"""Told how many of how many parts are done; raises StoppedError where the work is to end, with nothing half done."""


class StoppedError(Exception):
    """Whoever waited for the work has stopped it; everything is as it was."""


def no_progress(_done: int, _of: int) -> None:
    """Tell nobody, and go on to the end."""
