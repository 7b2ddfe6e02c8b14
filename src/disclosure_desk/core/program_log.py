"""What the program says to its own log: what was done or refused, and how long that took.

Messages are fixed words with a format, a count or a duration: nothing of a report and no name goes into them. Where
they go, `log_file` says.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging


@contextmanager
def timed(module: str, work: str, *refusals: type[Exception]) -> Iterator[None]:
    """Log under a module's name that some work was done, or refused with one of these errors, and how long it took.

    What the system or a library raised beneath a refusal goes into the log with its traceback.
    """
    start = time.monotonic()
    try:
        yield
    except refusals as error:
        cause = error.__cause__
        raised = None if cause is None else (type(cause), cause, cause.__traceback__)
        seconds, kind = time.monotonic() - start, type(error).__name__
        if log := _logger(module):
            log.warning("%s: refused after %.2f s (%s)", work, seconds, kind, exc_info=raised)
        raise
    if log := _logger(module):
        log.info("%s: done in %.2f s", work, time.monotonic() - start)


def _logger(module: str) -> "logging.Logger | None":
    """The logger of a module; None where nothing has loaded `logging`, so that nobody takes what is logged.

    It takes 4 ms to load, which a command without a data folder spares.
    """
    if "logging" not in sys.modules:
        return None
    return program_logger().getChild(module.partition(".")[2])


def program_logger() -> "logging.Logger":
    """The logger of the program, which prints nothing where no file takes what is logged."""
    import logging  # noqa: PLC0415 - as above

    program = logging.getLogger(__name__.partition(".")[0])
    if not program.handlers:
        # Without a handler of its own, logging prints each warning on standard error, also under a command's message.
        program.addHandler(logging.NullHandler())
    return program
