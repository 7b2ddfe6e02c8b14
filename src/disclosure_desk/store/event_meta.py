"""Who did something, when, with which program and why: what every event says besides what was done."""

import getpass
import time
from datetime import datetime
from typing import NamedTuple

from disclosure_desk import __version__


class Actor(NamedTuple):
    """The operator chosen at the start ("" before that), and the name under which the user is logged in."""

    operator: str = ""
    user: str = ""


class EventMeta(NamedTuple):
    """What every event says of itself.

    at: ISO local time; clock: milliseconds since the computer started, which nobody can set back; by: the operator;
    user: the system's name of the user; program: this program's version; why: the reason given, "" for none.
    """

    at: str
    clock: int
    by: str
    user: str
    program: str
    why: str


def new_event_meta(actor: Actor, why: str = "") -> EventMeta:
    """The meta data of an event that happens now."""
    at = datetime.now().astimezone().isoformat(timespec="milliseconds")
    return EventMeta(at, monotonic_clock(), actor.operator, actor.user, __version__, why)


def monotonic_clock() -> int:
    """Milliseconds since the computer started."""
    return time.monotonic_ns() // 1_000_000


def system_user() -> str:
    """The name under which the user is logged in, "" where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
