"""Writes down while a report is filled where the clerk stands and what is typed there, and is not stored yet."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.report import Report
from disclosure_desk.store.recovery.unsaved_input import (
    UnsavedInput,
    UnsavedText,
    remove_unsaved_input,
    write_unsaved_input,
)

if TYPE_CHECKING:
    from disclosure_desk.gui.report.report_page import ReportPage

INTERVAL = 900
"""Milliseconds from the first key to the file: with the writing itself no more than a second is lost."""


class InputAutosave(QObject):
    """Follows one page; nothing is written while the clerk stands still."""

    failed = Signal(str)
    """What is being typed could not be written down: said once until it can be again."""

    def __init__(self, folder: Path, store_id: str, page: "ReportPage") -> None:
        super().__init__(page)
        self._folder, self._store_id, self._page = folder, store_id, page
        self._kept: UnsavedInput | None = None
        self._has_failed = self._has_ended = False
        self._timer = QTimer(self, singleShot=True, interval=INTERVAL)
        self._timer.timeout.connect(self.save)
        for touched in (page.touched, page.section_changed):
            touched.connect(self._wake)
        page.document.changed.connect(self._settle)
        self._wake()

    def _wake(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _settle(self) -> None:
        """What was stored is typed no longer; the editors know once the change has reached all listeners."""
        if self._kept and self._kept.texts:
            QTimer.singleShot(0, self, self.save)

    def save(self) -> None:
        """Write down what has changed since it was written last."""
        self._timer.stop()
        if self._has_ended:
            return
        typed = self._typed()
        if self._kept and typed == self._kept._replace(at=typed.at):
            return
        try:
            write_unsaved_input(self._folder, self._store_id, typed)
        except (OSError, ValueError) as error:
            if not self._has_failed:
                self.failed.emit(f"正在填的内容没能记下来，请尽快存好（{error}）。")
            self._kept, self._has_failed = None, True
        else:
            self._kept, self._has_failed = typed, False

    def _typed(self) -> UnsavedInput:
        document = self._page.document
        unstored = {
            place: UnsavedText(text, stored_text(document.report, place)) for place, text in self._page.unstored.items()
        }
        unstored |= {name: UnsavedText(text, "") for name, text in document.drafts.texts.items()}
        at = datetime.now().astimezone()
        return UnsavedInput(document.report_id, self._page.current, self._page.place, unstored, at)

    def end(self) -> None:
        """The report is left, everything in it stored or given up."""
        self._has_ended = True  # its editors are about for some moments more, and lose the keyboard
        remove_unsaved_input(self._folder)


def stored_text(report: Report, place: str) -> str:
    """What an editor shows of what is stored at a cell or text."""
    return print_figure(report.cells[place]) if place in report.cells else report.texts[place]
