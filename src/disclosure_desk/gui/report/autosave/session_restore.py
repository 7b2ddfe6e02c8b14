"""Goes on where the work ended: after a crash with what was being typed, after an orderly end with the list."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from disclosure_desk.gui.report.autosave.crash_recovery import restore_input
from disclosure_desk.gui.report.autosave.input_autosave import InputAutosave
from disclosure_desk.gui.report.report_controller import ReportController
from disclosure_desk.gui.session.session import Session
from disclosure_desk.store.recovery.unsaved_input import UnsavedInput, read_unsaved_input, retire_unsaved_input

if TYPE_CHECKING:
    from disclosure_desk.gui.report.report_page import ReportPage


class SessionRestore(QObject):
    """Keeps what is typed in the open report, and puts back what a crash left once it is known who is at work."""

    dialog_wanted = Signal(str)
    """The dialog in which something was half written, by its name in the drafts, is to be opened again."""

    def __init__(self, session: Session, reports: ReportController, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._reports = session, reports
        self._autosave: InputAutosave | None = None
        self._typed: UnsavedInput | None = None
        self._folder = Path()
        self.was_interrupted = False
        """Whether what was open comes back by itself, so that nothing else may be opened first."""
        reports.page_changed.connect(self._follow)
        session.operator_changed.connect(self._restore)

    def begin(self) -> None:
        """Read what the last session left: the session has just been opened."""
        self._folder = self._session.folder
        self._typed = read_unsaved_input(self._folder, self._session.store.file_id)
        self.was_interrupted = self._typed is not None

    def _restore(self) -> None:
        """Open the report that was open when the program broke off, and put back what was being typed."""
        typed, self._typed = self._typed, None
        if typed is None:
            return
        if all(one.id != typed.report for one in self._session.store.reports()):
            retire_unsaved_input(self._folder)
            self.was_interrupted = False
            return
        self._session.open_report(typed.report)
        page = self._reports.page
        if page is not None and self._autosave and page.document.report_id == typed.report:
            if not restore_input(page, typed, self._reopen_dialog):
                retire_unsaved_input(self._folder)
            self._autosave.save()

    def _reopen_dialog(self, name: str) -> None:
        page = self._reports.page
        finding = page.finding_of(name) if page else None
        if page and finding:
            page.explain(finding)
        else:
            self.dialog_wanted.emit(name)

    def _follow(self, page: "ReportPage | None") -> None:
        if self._autosave:
            self._autosave.end()
            self._autosave = None
        if page is not None:
            self._autosave = InputAutosave(self._folder, self._session.store.file_id, page)
            self._autosave.failed.connect(self._session.status)
