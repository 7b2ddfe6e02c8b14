"""How this program starts itself once more, as a process that may be ended without harm."""

import sys
from collections.abc import Sequence

WORKER = "--worker"
"""With this argument the program does a piece of work for another process of its own; nobody types it."""


def own_command(*arguments: str) -> Sequence[str]:
    """The command line of this program with these arguments, in Python's mode of this process.

    A packed program is its own interpreter; else Python runs this package, and no file that lies about. Without `utf8`
    the child of a computer whose language is GBK would read and write other bytes than its parent.
    """
    if getattr(sys, "frozen", False):
        return sys.executable, *arguments
    mode = ["-I" if sys.flags.isolated else "-P", *(["-X", "utf8"] if sys.flags.utf8_mode else [])]
    return sys.executable, *mode, "-m", "disclosure_desk", *arguments
