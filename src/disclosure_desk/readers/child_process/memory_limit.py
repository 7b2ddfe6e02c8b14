"""How much memory the reading process may take: a file that wants more is refused before the desk's machine suffers."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STATUS = Path("/proc/self/status")


def limit_memory(more: int) -> None:
    """Let this process take so many bytes more than it has now; where the system has no such limit, nothing."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - Windows has no such module

    held = next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmData:"))
    kilobytes = int(held.split()[1])
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = kilobytes * 1024 + more
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


@contextmanager
def more_memory(more: int) -> Iterator[None]:
    """Let another program that is started within take so many bytes more than this process may."""
    if sys.platform != "linux":
        yield
        return
    import resource  # noqa: PLC0415 - Windows has no such module

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if soft != resource.RLIM_INFINITY:
        wanted = soft + more if hard == resource.RLIM_INFINITY else min(soft + more, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
