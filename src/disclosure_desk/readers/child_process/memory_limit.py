"""Limits the memory of the reading process, so that a file that wants more is refused before the computer suffers."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STATUS = Path("/proc/self/status")


def limit_memory(extra: int) -> None:
    """Let this process take `extra` bytes more than it has now; do nothing on a system without such a limit."""
    if sys.platform == "linux":
        _set_limit((_held_bytes() or 0) + extra)  # a root without /proc: what the process holds counts as part of it


@contextmanager
def limited_memory(extra: int) -> Iterator[None]:
    """Let this process take `extra` bytes more than it has now, but only within the block."""
    if sys.platform != "linux":
        yield
        return
    import resource  # noqa: PLC0415 - Windows has no such module

    before = resource.getrlimit(resource.RLIMIT_DATA)
    held = _held_bytes()
    if held is None:  # a process that was not made for reading may hold more than that already
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    _set_limit(held + extra)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def _held_bytes() -> int | None:
    """The data that this process has; None in a root without /proc, where nothing tells it."""
    try:
        status = _STATUS.read_text()
    except OSError:
        return None
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmData:"))


def _set_limit(limit: int) -> None:
    import resource  # noqa: PLC0415 - Windows has no such module

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    allowed = [one for one in (soft, hard) if one != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(limit, *allowed) if allowed else limit, hard))


@contextmanager
def raised_memory_limit(extra: int) -> Iterator[None]:
    """Let a program that is started within the block take `extra` bytes more than this process may."""
    if sys.platform != "linux":
        yield
        return
    import resource  # noqa: PLC0415 - Windows has no such module

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if soft != resource.RLIM_INFINITY:
        limit = soft + extra if hard == resource.RLIM_INFINITY else min(soft + extra, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
