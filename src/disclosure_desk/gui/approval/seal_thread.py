"""Makes the files of a version in a thread of its own, so that the window stays alive for the seconds that takes."""

import sys
from threading import Thread

from PySide6.QtCore import QObject, Signal

from disclosure_desk.archive.package import package
from disclosure_desk.archive.version import Version
from disclosure_desk.store.errors import StoreError
from disclosure_desk.writers import WriteError

_TURN = 0.0002
"""Seconds after which Python lets the window's thread go on; with its own 5 ms a key waits for that many times over."""


class SealThread(QObject):
    """Makes packages, whose signals reach the window's thread; it has no Qt parent, for it outlives what asked."""

    made = Signal(object, bytes)
    """A Version, and the bytes of its package."""
    refused = Signal(object, str)
    """A Version whose package cannot be made, and why, for the clerk."""
    failed = Signal(object)
    """The exception that the program's own fault raised."""

    def __init__(self) -> None:
        super().__init__()
        self._threads: list[Thread] = []

    def make(self, version: Version) -> None:
        """Make the package of a version."""
        thread = Thread(target=self._run, args=(version,), name="seal", daemon=True)
        self._threads = [*(one for one in self._threads if one.is_alive()), thread]
        thread.start()

    def end(self) -> None:
        """Wait for what is being made: nobody wants it any more."""
        for thread in self._threads:
            thread.join()

    def _run(self, version: Version) -> None:
        sys.setswitchinterval(_TURN)
        try:
            content = package(version)
        except (StoreError, WriteError) as error:
            self.refused.emit(version, str(error))
        except Exception as error:  # noqa: BLE001 - reported in the window's thread, where faults are reported
            self.failed.emit(error)
        else:
            self.made.emit(version, content)
