"""How a reading tells how far it is, and how it is called off."""

from collections.abc import Callable

Progress = Callable[[float], None]
"""Called now and then with the share that is done, from 0 to 1; whoever gave it raises Cancelled to end the reading."""


class Cancelled(Exception):  # noqa: N818 - nothing went wrong
    """The reading was called off; nothing of it is left."""


def unheard(share: float) -> None:
    """Progress that nobody listens to."""
