"""How a build ends early: one line that says what is missing and what to do."""

import sys
from collections.abc import Callable, Sequence


class BuildStopped(Exception):  # noqa: N818 - what happens, not a fault of the program
    """The build cannot go on; the text is the one line for whoever runs it."""


def run_step(step: Callable[[Sequence[str]], object]) -> None:
    """Run one step with the arguments of the command line; where it stops, print its line and exit with 1."""
    try:
        step(sys.argv[1:])
    except BuildStopped as stopped:
        print(f"==> {stopped}", file=sys.stderr)
        raise SystemExit(1) from None
