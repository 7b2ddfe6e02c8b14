"""Who did something, when, with which program and why: what every event says beside what was done."""

import getpass
import time
from datetime import datetime
from typing import NamedTuple

from disclosure_desk import __version__


class Who(NamedTuple):
    """The operator, as chosen at the start ("" before that), and the system's name of the user."""

    operator: str = ""
    user: str = ""


class Stamp(NamedTuple):
    """`at`: ISO local time; `clock`: milliseconds of a clock that nobody sets back, which starts with the machine."""

    at: str
    clock: int
    by: str
    user: str
    program: str
    why: str


def stamp(who: Who, why: str = "") -> Stamp:
    """What an event that happens now says of itself."""
    at = datetime.now().astimezone().isoformat(timespec="milliseconds")
    return Stamp(at, time.monotonic_ns() // 1_000_000, who.operator, who.user, __version__, why)


def this_user() -> str:
    """The system's name of whoever runs the program, "" where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
