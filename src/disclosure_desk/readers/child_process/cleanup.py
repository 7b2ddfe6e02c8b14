"""What a reading process leaves behind that was killed: the programs it started, and the files it made for them."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import sleep

_PROCESSES = Path("/proc")
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
_TRIES, _PAUSE = 100, 0.01
"""A killed process may take a moment to die, and one that waits for a disk longer than anybody waits for it."""


def folder_prefix(process: int) -> str:
    """How the names of a process's temporary folders begin."""
    return f"disclosure-desk-{process}-"


def clear_after(process: int) -> None:
    """End what a dead process started in the session that it began, and remove its temporary folders.

    Where the system does not list sessions, only the folders.
    """
    for _ in range(_TRIES):
        members = list(_members(process))
        for member in members:
            with suppress(OSError):  # it may have ended
                os.kill(member, _KILL)
        if not members:
            break
        sleep(_PAUSE)
    for folder in Path(tempfile.gettempdir()).glob(f"{folder_prefix(process)}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _members(session: int) -> Iterator[int]:
    """The living processes of a session; a process's name, which stands before what is told of it, may be anything."""
    for told in _PROCESSES.glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, of = told.read_text(errors="replace").rpartition(")")[2].split()[:4]
            if int(of) == session and state not in "ZX":
                yield int(told.parent.name)
