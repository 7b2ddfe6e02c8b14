"""All features of the window: each knows the session and a parent widget, and declares its actions.

This module imports them all, and so is loaded only once the first page is on the screen.
"""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QStackedWidget

from disclosure_desk.gui.acceptance.acceptance_actions import AcceptanceActions
from disclosure_desk.gui.approval.approval_controller import ApprovalController
from disclosure_desk.gui.audit.audit_actions import AuditActions
from disclosure_desk.gui.backups.backup_actions import BackupActions
from disclosure_desk.gui.export.export_controller import ExportController
from disclosure_desk.gui.frame import WindowFrame
from disclosure_desk.gui.importing.import_controller import ImportController
from disclosure_desk.gui.operators.operator_controller import OperatorController
from disclosure_desk.gui.report.autosave.session_restore import SessionRestore
from disclosure_desk.gui.report.report_controller import ReportController
from disclosure_desk.gui.retrieval.archive_actions import ArchiveActions
from disclosure_desk.gui.session.action_spec import ActionSpec, Menu, always, session_open
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.settings.settings_controller import SettingsController
from disclosure_desk.gui.shell.appearance_actions import AppearanceActions
from disclosure_desk.gui.shell.help_actions import HelpActions
from disclosure_desk.gui.shell.input_method import InputMethodNotice
from disclosure_desk.gui.shell.menu_key import open_menu_here
from disclosure_desk.gui.shell.report_actions import ReportActions
from disclosure_desk.gui.shell.window_actions import WindowActions


class Features(QObject):
    """Builds the features, puts their actions into the menus, and connects what one of them asks of another."""

    def __init__(self, session: Session, frame: WindowFrame, pages: QStackedWidget, actions: WindowActions) -> None:
        super().__init__(frame)
        self._session = session
        # A document is shown on its page before its approvals put their bar there.
        self.reports = ReportController(session, pages)
        self.restore = SessionRestore(session, self.reports, frame)
        self.approval = ApprovalController(session, frame)
        self.imports = ImportController(session, frame)
        self.export = ExportController(session, frame)
        self.archive = ArchiveActions(session, frame)
        self.settings = SettingsController(session, frame)
        self.audit = AuditActions(session, frame, self.export.show_past, self.export.show_change_record)
        self.backups = BackupActions(session, frame)
        self.operators = OperatorController(session, frame)
        self._whole_report = ReportActions(session, frame)
        self._appearance = AppearanceActions(frame.folder, self)
        self._acceptance = AcceptanceActions(session, frame)
        self._help = HelpActions(lambda: actions.key_words, frame.folder, frame)
        self._input_method = InputMethodNotice(session, frame.folder, self)
        self._quit = ActionSpec("quit", Menu.REPORT, "退出", frame.close, "Ctrl+Q", always, group=4)
        self._menu_key = ActionSpec("menu_here", None, "", open_menu_here, "Shift+F10", session_open)
        self._connect()
        actions.add(self._specs(), session)
        self._actions = actions

    def _specs(self) -> Iterator[ActionSpec]:
        """All actions; within a group of a menu they stand in this order."""
        for feature in (
            self._whole_report,
            self.imports,
            self.archive,
            self.export,
            self.settings,
            self.reports,
            self._appearance,
            self.approval,
            self.audit,
            self.backups,
            self.operators,
            self._acceptance,
            self._help,
        ):
            yield from feature.actions
        yield self._quit
        yield self._menu_key

    def _connect(self) -> None:
        self.approval.bar_made.connect(self.reports.show_above_form)
        self.approval.page_wanted.connect(self.reports.show_stage_page)
        self.approval.last_year_wanted.connect(self.reports.show_last_year)
        self.approval.form_wanted.connect(self.reports.show_form)
        self.approval.preview_wanted.connect(self.export.preview)
        self.reports.approval_wanted.connect(self.approval.approve)
        self.reports.seal_wanted.connect(self.approval.seal)
        self.reports.delivery_wanted.connect(self.approval.deliver)
        self.reports.preview_toggled.connect(self._show_preview)
        self.reports.package_faults_wanted.connect(self.backups.show_package_faults)
        self.reports.rename_wanted.connect(self._whole_report.ask_rename)
        self.reports.previous_wanted.connect(self.imports.ask_last_year)
        self.reports.history_wanted.connect(self.audit.show)
        self.imports.begun.connect(self._begin_next, Qt.ConnectionType.QueuedConnection)
        self.export.place_chosen.connect(self.reports.go_to_place)
        self.restore.dialog_wanted.connect(self.approval.reopen_dialog)

    def _show_preview(self, is_wanted: bool) -> None:  # noqa: FBT001 - as the signal says it
        self._actions["side_preview"].setChecked(is_wanted)

    def _begin_next(self, words: str) -> None:
        """Last year's report is there: ask for this year's, over the list."""
        self._session.close_report()
        self._session.status.emit(words)
        self._whole_report.ask_new()

    def begin(self) -> None:
        """Begin with a session that has just been opened: ask who is at work, and restore what a crash left."""
        self.restore.begin()
        self.operators.begin()
        self.backups.begin()
