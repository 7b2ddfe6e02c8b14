"""Whether a process is still running."""

import os
from pathlib import Path


def is_running(number: int) -> bool:
    """Whether there is a process of that number; one that ended and was not collected yet is none."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    try:
        status = Path(f"/proc/{number}/stat").read_text()
    except OSError:
        return True
    return status.rpartition(")")[2].split()[0] not in "ZX"
