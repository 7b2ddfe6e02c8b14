"""What the program says to its own log: what was done or refused, and how long that took.

Messages are fixed words with a format, a count or a duration: nothing of a report and no name goes into them. Where
they go, `log_file` says.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

# Without a handler of its own, logging prints each warning on standard error, also under a command's own message.
logging.getLogger("disclosure_desk").addHandler(logging.NullHandler())


@contextmanager
def timed(log: logging.Logger, work: str, *refusals: type[Exception]) -> Iterator[None]:
    """Log that some work was done, or refused with one of these errors, and how long it took.

    What the system or a library raised beneath a refusal goes into the log with its traceback.
    """
    start = time.monotonic()
    try:
        yield
    except refusals as error:
        cause = error.__cause__
        raised = None if cause is None else (type(cause), cause, cause.__traceback__)
        seconds, kind = time.monotonic() - start, type(error).__name__
        log.warning("%s: refused after %.2f s (%s)", work, seconds, kind, exc_info=raised)
        raise
    log.info("%s: done in %.2f s", work, time.monotonic() - start)
