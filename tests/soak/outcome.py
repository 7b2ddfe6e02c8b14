"""How a long run ends: one line of what was tried, a line for each thing that is wrong, and 0 only where none is."""

import sys
from collections.abc import Sequence


def print_outcome(summary: str, wrong: Sequence[str]) -> int:
    """Print both; the exit code."""
    for line in (summary, *wrong):
        sys.stdout.write(f"{line}\n")
    return int(bool(wrong))
