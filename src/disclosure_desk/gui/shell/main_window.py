"""The window on open data: the list of reports or one report, with menus, tool bar and status bar."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget

from disclosure_desk.core.report import UNIT, YEAR, Change
from disclosure_desk.gui.frame import NAME, WindowFrame
from disclosure_desk.gui.session.listed_report import ListedReport
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.session.window_settings import window_settings
from disclosure_desk.gui.shell.report_list import ReportList
from disclosure_desk.gui.shell.window_actions import WindowActions
from disclosure_desk.gui.widgets.elided_label import ElidedLabel
from disclosure_desk.store.recovery.unsaved_input import has_unsaved_input

if TYPE_CHECKING:
    from disclosure_desk.gui.report.report_page import ReportPage
    from disclosure_desk.gui.session.document import Document
    from disclosure_desk.gui.shell.features import Features

_LAST = "report"
"""Under this name the settings of the window have the report that was open last."""


class MainWindow(QObject):
    """Shows in a frame the session's list of reports, its status and its notices; its features do everything else."""

    restore_wanted = Signal(object)
    """The backup to go back to: RestoreChoice."""

    def __init__(
        self, frame: WindowFrame, pages: QStackedWidget, actions: WindowActions, source: Path | None = None
    ) -> None:
        super().__init__(frame)
        self.frame, self._pages, self.actions, self._source = frame, pages, actions, source
        self.session = Session(self)
        self._features: Features | None = None
        self._is_beginning = False
        """Whether the list is shown, and the features have not begun with the session yet."""
        self._last_report = ""
        self.list = ReportList(pages)
        pages.addWidget(self.list)
        self.journal_warning, self.operator = QLabel(frame), actions.operator
        self.journal_warning.setObjectName("error")
        frame.statusBar().addPermanentWidget(self.journal_warning)
        self.journal_warning.hide()
        self.selection = QLabel(frame)
        self.selection.setAccessibleName("选中的格")
        frame.statusBar().addPermanentWidget(self.selection)
        self.session.selection.connect(self.selection.setText)
        self.lead = QLabel(frame)
        self.lead.setAccessibleName("Enter 键到哪里")
        frame.statusBar().addPermanentWidget(self.lead)
        self.place = ElidedLabel(frame)
        self.place.setAccessibleName("数据在哪里")
        frame.statusBar().addPermanentWidget(self.place)
        self.session.lead.connect(self.lead.setText)
        self.session.status.connect(frame.statusBar().showMessage)
        self.session.notice.connect(self._show_notice)
        self.session.opened.connect(self._begin)
        self.session.closed.connect(self._end)
        self.session.document_changed.connect(self._show_document)
        self.session.context_changed.connect(self._refresh_list)
        self.session.operator_changed.connect(self._show_operator)
        self.list.opened.connect(self._open)
        self.list.continued.connect(self._go_on_with)
        self.list.menu_wanted.connect(self._do_with)
        self.list.new_wanted.connect(partial(self._act, "new"))
        self.list.import_wanted.connect(partial(self._act, "import"))
        self.list.last_year_wanted.connect(self._begin_by_last_year)
        self.list.archive_wanted.connect(partial(self._act, "open_archive"))
        self.list.record_wanted.connect(partial(self._act, "trail"))
        actions.wanted.connect(self._fill_menus)
        frame.content = self

    def load_features(self) -> "Features":
        """Load the features unless they are loaded, and return them."""
        if self._features is None:
            from disclosure_desk.gui.shell.features import Features  # noqa: PLC0415 - once the first page is painted

            self._features = Features(self.session, self.frame, self._pages, self.actions)
            self._features.backups.restore_wanted.connect(self.restore_wanted)
        return self._features

    def _fill_menus(self) -> None:
        """A menu is opened before its turn has come: what it offers is loaded now."""
        self._begin_features()
        self.load_features()

    @property
    def features(self) -> "Features":
        """The features of the window, loaded when they are first wanted."""
        return self.load_features()

    @property
    def report_page(self) -> "ReportPage | None":
        """The page of the open report."""
        return self._features.reports.page if self._features else None

    def _begin(self) -> None:
        """Show the session, which has been opened: the list can be used at once, and then comes what can be done.

        Where somebody has to say who is at work, or something is to be opened by itself, nothing is done before.
        """
        self._last_report = str(window_settings(self.session.folder).value(_LAST, ""))
        is_first = self._features is None
        self._show_list(self.session.sketched() if is_first else self.session.listed())
        self._show_journal_warning()
        self._is_beginning = True
        if is_first:
            self.frame.paint_now()
            QTimer.singleShot(0, self.list, self.list.show_side)
            if not (self._source or self.session.people.names or has_unsaved_input(self.session.folder)):
                QTimer.singleShot(0, self, self._begin_features)
                return
        self._begin_features()

    def _begin_features(self) -> None:
        """Let the features begin with the session, unless they have."""
        if not self._is_beginning:
            return
        self._is_beginning = False
        features = self.features
        QTimer.singleShot(0, self, self._check_next)
        features.begin()
        source, self._source = self._source, None
        if source and features.restore.was_interrupted:
            words = f"上次没有正常退出，先恢复了正在填的报告。看过以后，请再导入 {source.name}。"
            self.session.notice.emit("没有导入", words)
        elif source:
            features.imports.take(source)

    def _end(self) -> None:
        """Remember which report was open last: the session has been closed."""
        self._is_beginning = False
        window_settings(self.frame.folder).setValue(_LAST, self._last_report)
        for shown in (self.journal_warning, self.operator, self.place):
            shown.hide()

    def _show_list(self, reports: Sequence[ListedReport]) -> None:
        """Show these in the list of reports, with the one chosen that was open last."""
        self.place.setText(f"数据在 {self.session.folder}")
        self.place.show()
        self.list.show_reports(reports, self._last_report)
        self.list.choose(self._last_report)
        self.list.take_keyboard()
        self._pages.setCurrentWidget(self.list)
        self.frame.setWindowTitle(NAME)

    def _check_next(self) -> None:
        """Check the reports of the list one by one, between what the clerk does, and then show how they are."""
        if not self._is_list_shown:
            return
        if self.session.check_next():
            QTimer.singleShot(0, self, self._check_next)
        else:
            self._refresh_list()
            QTimer.singleShot(0, self, self._load_rest)

    def _load_rest(self) -> None:
        """Load what opens and changes a report, once the list stands as it will behind the question who is at work."""
        self.frame.paint_now()
        self.features.reports.load_page()
        QTimer.singleShot(0, self, self._load_writing)

    def _load_writing(self) -> None:
        """Load what writes to the data file, before a first key waits for it."""
        if self.session.is_open:
            self.session.store.load_writing()

    @property
    def _is_list_shown(self) -> bool:
        return self.session.is_open and self.session.document is None

    def _refresh_list(self) -> None:
        """Show how the reports are now, and the news; whoever looks at them stays where they are."""
        if self._is_list_shown:
            self.list.show_reports(self.session.listed(), self._last_report)
            self.list.show_due(self.session.due_days())
            QTimer.singleShot(0, self, self._show_news)

    def _show_news(self) -> None:
        """Show what happened lately, once the list is on the screen."""
        if self.session.is_open:
            self.list.show_news(self.session.news())

    def _open(self, report_id: int) -> None:
        """Open a report of the list."""
        self._begin_features()
        self.session.open_report(report_id)

    def _act(self, action: str) -> None:
        """Do what a button of the list is for."""
        self._begin_features()
        self.actions[action].trigger()

    def _begin_by_last_year(self) -> None:
        """Import last year's report, and begin this year's from it."""
        self._begin_features()
        self.features.imports.ask_first()

    def _go_on_with(self, report_id: int) -> None:
        """Open a report and do its next step, or go where that is done."""
        self._open(report_id)
        if self.report_page is not None:
            self.report_page.steps.go_on()

    def _do_with(self, report_id: int, action: str) -> None:
        """Do something with a report of the list: open it first, but to delete it."""
        if action == "delete_draft":
            self._begin_features()
            self.features.archive.ask_delete(report_id)
            return
        self._open(report_id)
        if self.session.document is not None and self.session.document.report_id == report_id:
            self.actions[action].trigger()

    def _show_document(self, document: "Document | None") -> None:
        if document is not None:
            self.place.hide()
            self._last_report = str(document.report_id)
            self._show_title(document)
            document.changed.connect(self._follow)
        elif self.session.is_open:
            self._show_list(self.session.listed())
            self._refresh_list()

    def _follow(self, changes: tuple[Change, ...]) -> None:
        """Show what a stored change of the open report changes in the window."""
        self._show_journal_warning()
        if self.session.document and any(change.place in {UNIT, YEAR} for change in changes):
            self._show_title(self.session.document)

    def _show_title(self, document: "Document") -> None:
        self.frame.setWindowTitle(f"{document.report.title} - {NAME}")

    def _show_journal_warning(self) -> None:
        """Show what is wrong with the disk or the second record, and that it was written anew."""
        store = self.session.store
        shown = {
            "磁盘报错": store.disk_warning,
            "第二份记录没有写上": store.journal.warning,
            "第二份记录重新写过": store.journal.note,
        }
        words, warning = next(((words, one) for words, one in shown.items() if one), ("", ""))
        self.journal_warning.setText(words)
        self.journal_warning.setToolTip(warning)
        self.journal_warning.setVisible(bool(words))

    def _show_operator(self, name: str) -> None:
        self.actions.show_operator(name)

    def may_close(self) -> bool:
        """Whether all is stored and backed up; where not, the clerk is asked, who may close all the same."""
        if not self.session.is_open:
            return True
        if not self.session.flush():
            words = ("刚才输入的内容没能保存。", "选“返回”可以改正，或者先复制下来。")
            self._warn("还没有保存", words, ("不保存，退出", self.frame.leave))
            return False
        fault = self.features.backups.make_at_end()
        if fault:
            words = ("今天的备份没有做成。", fault)
            self._warn("没有备份", words, ("不备份，退出", self.frame.leave))
        return not fault

    def _show_notice(self, title: str, words: str) -> None:
        from disclosure_desk.gui.widgets.message_boxes import show_notice  # noqa: PLC0415 - the list needs no dialogs

        show_notice(self.frame, title, words)

    def _warn(self, title: str, words: tuple[str, str], way: tuple[str, Callable[[], object]]) -> None:
        from disclosure_desk.gui.widgets.message_boxes import warn  # noqa: PLC0415 - as above

        warn(self.frame, title, words, way)

    def close(self) -> None:
        """Close the session, because the frame closes; a PIN that is still being compared lets nobody in any more."""
        from disclosure_desk.gui.widgets.work_apart import WorkApart  # noqa: PLC0415 - as above

        work: WorkApart[object]
        for work in self.frame.findChildren(WorkApart):
            work.drop()
        self.session.close()

    def can_drop(self, mime: QMimeData) -> bool:
        """Whether what is dragged over the window can be imported."""
        return self._features is not None and self._features.imports.can_drop(mime)

    def drop(self, mime: QMimeData) -> None:
        """Import what was dropped on the window."""
        self.features.imports.drop(mime)
