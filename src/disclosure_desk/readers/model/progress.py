"""How a reader reports its progress, and how the caller cancels it."""

from collections.abc import Callable

Progress = Callable[[float], None]
"""Called now and then with the share that is done, from 0 to 1; it may raise Cancelled to end the reading."""


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The caller cancelled the reading; nothing of it is left."""


def ignore_progress(share: float) -> None:
    """Ignore the progress: for callers that do not show it."""
