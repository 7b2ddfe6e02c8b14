"""The window: the list of reports, or one report at work, under one menu and one tool bar.

It comes on the screen as an empty frame and is furnished after its first paint. PySide6 makes its types when they are
first named, and the name `Qt` alone costs as much as the whole frame: so nothing before `begin` names it.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QMainWindow, QStackedWidget

from disclosure_desk.gui.widgets.message_boxes import show_once

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

    from disclosure_desk.gui.export.export_controller import Outputs
    from disclosure_desk.gui.importing.arrival import Arrival
    from disclosure_desk.gui.report.report_page import ReportPage
    from disclosure_desk.gui.session.session import Desk
    from disclosure_desk.gui.shell.duties import Duties
    from disclosure_desk.gui.widgets.message_page import MessagePage
    from disclosure_desk.store.event_meta import Actor

NAME = "年报填报台"
SETTINGS = "window.ini"


class DeskWindow(QMainWindow):
    """Opens the desk of a folder once it is on the screen; all it knows of reports goes through that desk.

    `furnish` is called first, for what else can wait until then; `source` is taken in when the desk is open.
    """

    page_settings_changed = Signal()
    """The office wants its report on paper in another way."""

    def __init__(
        self,
        folder: Path,
        open_desk: "Callable[[Path], Desk]",
        source: Path | None = None,
        furnish: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.setWindowTitle(NAME)
        self._folder, self._open_desk, self._source, self._furnish = folder, open_desk, source, furnish
        self._desk: Desk | None = None
        self._arrival: Arrival | None = None
        self._duties: Duties | None = None
        self.report_page: ReportPage | None = None
        self._is_painted = self._is_leaving = False
        self._restore()

    def paintEvent(self, event: "QPaintEvent") -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.begin)

    def begin(self) -> None:
        """Furnish the window and open the desk."""
        if self._furnish:
            self._furnish()
        self._build()
        self.open_desk()

    def _build(self) -> None:
        from disclosure_desk.gui.shell.actions import Actions  # noqa: PLC0415 - after the first paint
        from disclosure_desk.gui.shell.report_list import ReportList  # noqa: PLC0415 - after the first paint
        from disclosure_desk.gui.shell.startup_error_pages import damaged_page, misplaced_page, parted_page  # noqa: PLC0415 - after the first paint
        from disclosure_desk.gui.shell.wiring import NEED_DESK, wire  # noqa: PLC0415 - after the first paint
        from disclosure_desk.gui.widgets.message_page import MessagePage  # noqa: PLC0415 - after the first paint

        self.setAcceptDrops(True)
        self.list = ReportList(self)
        self.problem = MessagePage(
            "没能打开数据", {"再试一次": self.open_desk, "换一个文件夹…": self.ask_folder, "退出": self.close}
        )
        self.parted, self.misplaced, self.damaged = parted_page(self), misplaced_page(self), damaged_page(self)
        self._stack = QStackedWidget(self)
        for page in (self.list, self.problem, self.parted, self.misplaced, self.damaged):
            self._stack.addWidget(page)
        self.setCentralWidget(self._stack)
        self.actions_ = Actions(self)
        self.statusBar().setSizeGripEnabled(False)
        wire(self)
        self.list.opened.connect(self.open_report)
        self.list.new_wanted.connect(self.actions_["new"].trigger)
        self.list.import_wanted.connect(self.actions_["import"].trigger)
        self.actions_.show_for(report=False)
        for name in NEED_DESK:
            self.actions_[name].setEnabled(False)

    def open_desk(self, who: "Actor | None" = None) -> None:
        """Open the folder's reports and show them; a desk that does not open says why, and what can be done.

        `who`: who is at work already.
        """
        from disclosure_desk.gui.importing.arrival import Arrival  # noqa: PLC0415 - after the first paint
        from disclosure_desk.gui.shell.startup_error_pages import PARTED_WORDS  # noqa: PLC0415 - after the first paint
        from disclosure_desk.store.errors import (  # noqa: PLC0415 - after the first paint
            DamagedError,
            JournalMismatchError,
            LocationError,
            StoreError,
        )

        try:
            self._desk = self._open_desk(self._folder)
        except JournalMismatchError as error:
            self._show_problem(self.parted, f"{error}\n\n{PARTED_WORDS}")
            return
        except DamagedError as error:
            self._show_problem(self.damaged, str(error))
            return
        except StoreError as error:
            self._show_problem(self.misplaced if isinstance(error, LocationError) else self.problem, str(error))
            return
        if who is not None:
            self._desk.store.actor = who
        self._arrival = Arrival(self._desk, self)
        self.show_list()
        self._take_up_duties()
        source, self._source = self._source, None
        if source and self.duties.continuity.was_broken_off:
            self.tell("没有导入", f"上次没有正常退出，先恢复了正在填的报告。看过以后，请再导入 {source.name}。")
        elif source:
            self._arrival.importing.take(source)

    def _show_problem(self, page: "MessagePage", words: str) -> None:
        page.show_words(words)
        self._stack.setCurrentWidget(page)

    def closeEvent(self, event: "QCloseEvent") -> None:  # noqa: N802 - Qt's name
        if not self._is_leaving and not self._may_leave():
            event.ignore()
            return
        settings = QSettings(str(self._folder / SETTINGS), QSettings.Format.IniFormat)
        settings.setValue("geometry", self.saveGeometry())
        self.shut_desk()
        super().closeEvent(event)

    def _may_leave(self) -> bool:
        """Whether all is stored and copied; else the clerk is asked, and may leave all the same."""
        from disclosure_desk.gui.shell.notices import warn_before_leaving  # noqa: PLC0415 - when it is wanted

        if not self.is_stored():
            words = ("刚才输入的内容没能保存。", "选“返回”可以改正，或者先复制下来。")
            warn_before_leaving(self, "还没有保存", words, "不保存，退出")
            return False
        fault = self._duties.copy_at_end() if self._duties else ""
        if fault:
            warn_before_leaving(self, "没有备份", ("今天的备份没有做成。", fault), "不备份，退出")
        return not fault

    def leave(self) -> None:
        """Close, whatever is not stored or copied."""
        self._is_leaving = True
        self.close()

    def _restore(self) -> None:
        self.resize(1180, 760)
        if self._folder.is_dir():
            geometry = QSettings(str(self._folder / SETTINGS), QSettings.Format.IniFormat).value("geometry")
            if isinstance(geometry, QByteArray):  # the file may be spoilt
                self.restoreGeometry(geometry)

    def ask_folder(self) -> None:
        """Ask where the data lies, or shall lie."""
        chooser = QFileDialog(self, "数据放在哪个文件夹", str(self._folder.parent))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
        chooser.fileSelected.connect(lambda name: self.use_folder(Path(name)))
        show_once(chooser)

    def use_folder(self, folder: Path) -> None:
        """Open the desk of another folder."""
        self._folder = folder
        self.open_desk()

    @property
    def desk(self) -> "Desk":
        """The open desk."""
        if self._desk is None:
            raise RuntimeError("the desk is not open")
        return self._desk

    def show_list(self) -> None:
        """Show the list of reports, what is being typed stored first."""
        if not self.is_stored():
            return
        self._drop_report()
        self.list.show_reports(self.desk.listed())
        if self._duties:
            self._duties.continuity.show_last()
        self._stack.setCurrentWidget(self.list)
        self.setWindowTitle(NAME)
        self.actions_.show_for(report=False)

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:  # noqa: N802 - Qt's name
        from disclosure_desk.gui.importing.arrival import can_drop  # noqa: PLC0415 - after the first paint

        if self.is_open and can_drop(event):
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:  # noqa: N802 - Qt's name
        self.arrival.drop(event)

    @property
    def page(self) -> "ReportPage":
        """The page of the open report."""
        if self.report_page is None:
            raise RuntimeError("no report is open")
        return self.report_page

    def open_report(self, report_id: int) -> None:
        """Show a report at its first headed section."""
        from disclosure_desk.gui.report.report_page import ReportPage  # noqa: PLC0415 - the list needs no grids
        from disclosure_desk.store.errors import StoreError  # noqa: PLC0415 - after the first paint

        if not self.is_stored():
            return
        try:
            document = self.desk.document(report_id)
        except StoreError as error:
            self.tell("没能打开报告", str(error))
            return
        self._drop_report()
        page = ReportPage(document, self, lambda: self.desk.page_settings)
        self.page_settings_changed.connect(page.refresh_preview)
        page.message.connect(self.say)
        page.document.changed.connect(self._say_stored)
        page.document.steps_changed.connect(lambda: self.actions_.offer_steps(page.next_undo, page.next_redo))
        page.section_changed.connect(lambda: self.actions_["zero"].setEnabled(page.has_grid))
        page.rename_wanted.connect(self.actions_["rename"].trigger)
        page.last_year.wanted.connect(self.actions_["import_last_year"].trigger)
        self.report_page = page
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        page.document.changed.connect(self.duties.show_worry)
        self.actions_.show_for(report=True)
        self.actions_.offer_steps(page.next_undo, page.next_redo)
        self.setWindowTitle(f"{page.document.report.title} - {NAME}")
        self.duties.follow(page)
        page.show_section(next(section.id for section in page.document.report.form.sections if section.heading))
        page.sections.setFocus()
        page.show_preview(self.actions_["side_preview"].isChecked())
        self.look_back()
        self.say("每一处修改都会马上保存。")

    @property
    def outputs(self) -> "Outputs":
        """The ways out for the open report."""
        from disclosure_desk.gui.export.export_controller import Outputs  # noqa: PLC0415 - when it is wanted

        return Outputs(self.page, self.desk, self.say, self.tell)

    def look_back(self) -> None:
        """Say on the page whether last year's report is missing."""
        report = self.page.document.report
        missing = self.desk.last_year_of(report) is None
        self.page.last_year.show_missing(report.year - 1 if missing else None)

    def is_stored(self) -> bool:
        """Store what is being typed; whether nothing is left unstored."""
        return self.report_page is None or self.report_page.flush()

    def _drop_report(self) -> None:
        if self._duties:
            self._duties.continuity.leave()
        if self.report_page:
            self._stack.removeWidget(self.report_page)
            self.report_page.deleteLater()
            self.report_page = None

    def show_section(self, number: int) -> None:
        """Show a section of the open report, counted from 0."""
        ids = self.page.sections.section_ids
        if number < len(ids):
            self.page.enter_section(ids[number])

    def show_preview(self, wanted: bool) -> None:  # noqa: FBT001 - as an action's `toggled` says it
        """Show the open report on paper beside the form, or no longer."""
        self.page.show_preview(wanted)

    def say(self, words: str) -> None:
        """Say something in passing."""
        self.statusBar().showMessage(words)

    def tell(self, title: str, words: str) -> None:
        """Say something that has to be read."""
        from disclosure_desk.gui.shell.notices import tell  # noqa: PLC0415 - after the first paint

        tell(self, title, words)

    def _say_stored(self) -> None:
        self.say(f"已保存 {datetime.now():%H:%M:%S}")  # noqa: DTZ005 - the desk's own clock
        self.setWindowTitle(f"{self.page.document.report.title} - {NAME}")
        self.look_back()

    @property
    def arrival(self) -> "Arrival":
        """How reports come into the open desk."""
        if self._arrival is None:
            raise RuntimeError("the desk is not open")
        return self._arrival

    @property
    def duties(self) -> "Duties":
        """What the open desk does besides filling in."""
        if self._duties is None:
            raise RuntimeError("the desk is not open")
        return self._duties

    @property
    def is_open(self) -> bool:
        """Whether the desk is open."""
        return self._desk is not None

    @property
    def folder(self) -> Path:
        """Where the desk's data lies."""
        return self._folder

    def shut_desk(self) -> None:
        """Let go of the desk; `open_desk` may come next, with its files changed in between."""
        self._drop_report()
        if self._arrival:
            self._arrival.end()
        if self._duties:
            self._duties.end()
        if self._desk:
            self._desk.close()
        self._arrival = self._duties = self._desk = None

    def _take_up_duties(self) -> None:
        from disclosure_desk.gui.shell.duties import Duties  # noqa: PLC0415 - after the first paint

        if self._duties:
            self._duties.end()
        self._duties = Duties(self.desk, self)
        self._duties.begin()
