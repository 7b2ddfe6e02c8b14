"""Tries the computer in a thread of its own, so that the window stays alive meanwhile."""

from pathlib import Path
from threading import Event, Thread

from PySide6.QtCore import QObject, Signal

from disclosure_desk.acceptance.desktop import DesktopFacts
from disclosure_desk.acceptance.inspection import inspect_computer, save_sheet
from disclosure_desk.acceptance.kills import Start, start_process
from disclosure_desk.writers import WriteError
from disclosure_desk.writers.acceptance_record import AcceptanceRecord


class _CalledOffError(Exception):
    """The clerk wants no more of it."""


class AcceptanceThread(QObject):
    """One trial of the computer; it has no Qt parent, for it may outlive the dialog by a moment."""

    progress = Signal(int, int)
    """How many kills are done, of how many."""
    ended = Signal(object, str)
    """An AcceptanceRecord, and where its sheet lies or why it could not be saved."""
    failed = Signal(object)
    """The exception that the program's own fault raised."""

    def __init__(self, folder: Path, desktop: DesktopFacts, kills: int, start: Start = start_process) -> None:
        super().__init__()
        self._folder, self._desktop, self._kills, self._start = folder, desktop, kills, start
        self._is_called_off = Event()
        self._thread = Thread(target=self._run, name="acceptance", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def call_off(self) -> None:
        """Stop as soon as the process that is at work has been killed, and wait for that."""
        self._is_called_off.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            record = inspect_computer(self._folder, self._desktop, self._kills, self._tell, start=self._start)
            self.ended.emit(record, _saved(record))
        except _CalledOffError:
            return
        except Exception as error:  # noqa: BLE001 - reported in the window's thread, where faults are reported
            self.failed.emit(error)

    def _tell(self, done: int, kills: int) -> None:
        if self._is_called_off.is_set():
            raise _CalledOffError
        self.progress.emit(done, kills)


def _saved(record: AcceptanceRecord) -> str:
    try:
        return f"验收单存在 {save_sheet(record)}"
    except WriteError as error:
        return str(error)
