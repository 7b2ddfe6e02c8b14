"""Goes on where the desk was left: after a crash with what was being typed, after an orderly end in the list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings

from disclosure_desk.store.recovery.unsaved_input import put_typed_aside, typed_before

if TYPE_CHECKING:
    from disclosure_desk.gui.report.autosave.input_autosave import InputAutosave
    from disclosure_desk.gui.report.report_page import ReportPage
    from disclosure_desk.gui.session.session import Desk
    from disclosure_desk.gui.shell.main_window import DeskWindow

_LAST = "report"
"""Under this name the window's own settings have the report that was open last."""


class Continuity(QObject):
    """Of one open desk in its window."""

    def __init__(self, desk: "Desk", window: "DeskWindow") -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._keeper: InputAutosave | None = None
        self._left = typed_before(desk.folder, desk.store.id)
        self.was_broken_off = self._left is not None
        """Whether what was open comes back by itself, so that nothing else may be opened first."""
        self._last = str(self._settings().value(_LAST, ""))
        self.show_last()

    def _settings(self) -> QSettings:
        from disclosure_desk.gui.shell.main_window import SETTINGS  # noqa: PLC0415 - that module loads this one

        return QSettings(str(self._desk.folder / SETTINGS), QSettings.Format.IniFormat)

    def show_last(self) -> None:
        """Mark in the list the report that was open last."""
        self._window.list.choose(self._last)

    def recover(self) -> None:
        """Open the report that was open when the desk broke off, and put back what was being typed."""
        typed, self._left = self._left, None
        if typed is None:
            return
        if all(one.id != typed.report for one in self._desk.store.reports()):
            put_typed_aside(self._desk.folder)
            self.was_broken_off = False
            return
        self._window.open_report(typed.report)
        page = self._window.report_page
        if page is not None and self._keeper and page.document.report_id == typed.report:
            from disclosure_desk.gui.report.autosave.crash_recovery import go_on  # noqa: PLC0415 - few desks break off

            if not go_on(page, typed, self._write):
                put_typed_aside(self._desk.folder)
            self._keeper.look()

    def _write(self, name: str) -> None:
        """Open again the dialog in which something was half written."""
        page = self._window.report_page
        finding = page.finding_of(name) if page else None
        if page and finding:
            page.explain(finding)
        elif self._window.duties.signing:
            self._window.duties.signing.go_on_writing(name)

    def follow(self, page: "ReportPage") -> None:
        """A report has been opened: keep from now on what is typed in it."""
        from disclosure_desk.gui.report.autosave.input_autosave import InputAutosave  # noqa: PLC0415 - the list needs none

        self._last = str(page.document.report_id)
        self._keeper = InputAutosave(self._desk.folder, self._desk.store.id, page)
        self._keeper.failed.connect(self._window.say)

    def leave(self) -> None:
        """The report is closed."""
        if self._keeper:
            self._keeper.end()
            self._keeper = None

    def end(self) -> None:
        """The desk is closed in order."""
        self.leave()
        self._settings().setValue(_LAST, self._last)
