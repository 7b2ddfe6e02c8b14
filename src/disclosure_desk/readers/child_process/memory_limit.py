"""Limits the memory of the reading process, so that a file that wants more is refused before the computer suffers."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STATUS = Path("/proc/self/status")


def limit_memory(extra: int) -> None:
    """Let this process take `extra` bytes more than it has now; do nothing on a system without such a limit."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - Windows has no such module

    try:
        status = _STATUS.read_text()
    except OSError:  # a root without /proc: what the process holds now counts as part of `extra`
        kilobytes = 0
    else:
        kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmData:"))
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    limit = kilobytes * 1024 + extra
    resource.setrlimit(resource.RLIMIT_DATA, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


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
