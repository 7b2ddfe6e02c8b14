"""How fast this computer is just now: what a limit in seconds is held against."""

import time

_USUAL_WORK = 0.0019
"""Seconds of the work below on the computer, with all its cores busy, for which the limits of tests were set."""


def slowness() -> float:
    """How much slower than usual this computer is just now, which is no fault of the program."""
    before = time.thread_time()
    sorted(str(number) for number in range(24_000))
    return max((time.thread_time() - before) / _USUAL_WORK, 1.0)
