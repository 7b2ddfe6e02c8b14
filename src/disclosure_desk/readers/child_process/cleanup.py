"""Cleans up after a reading process that was killed: ends the programs it started, removes their temporary files."""

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
"""One second in all: a killed process may take a moment to die; one that waits for a disk is not waited for."""


def temp_folder_prefix(process: int) -> str:
    """Return how the names of a process's temporary folders begin."""
    return f"disclosure-desk-{process}-"


def clean_up_after(process: int) -> None:
    """End what a dead process started in its own session, and remove its temporary folders.

    On a system that does not list sessions, only the folders are removed.
    """
    for _ in range(_TRIES):
        members = list(_session_members(process))
        for member in members:
            with suppress(OSError):  # it may have ended
                os.kill(member, _KILL)
        if not members:
            break
        sleep(_PAUSE)
    for folder in Path(tempfile.gettempdir()).glob(f"{temp_folder_prefix(process)}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _session_members(session: int) -> Iterator[int]:
    """Yield the living processes of a session."""
    for status in _PROCESSES.glob("[0-9]*/stat"):
        with suppress(OSError):
            # The fields follow the process's name in brackets, which may have brackets and blanks of its own.
            state, _, _, its_session = status.read_text(errors="replace").rpartition(")")[2].split()[:4]
            if int(its_session) == session and state not in "ZX":
                yield int(status.parent.name)
