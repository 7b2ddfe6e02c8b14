"""The window: the list of reports, or one report at work, under one menu and one tool bar.

It comes on the screen as an empty frame and is furnished after its first paint. PySide6 makes its types when they are
first named, and the name `Qt` alone costs as much as the whole frame: so nothing before `begin` names it.
"""

from collections.abc import Callable
from datetime import datetime
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMessageBox, QStackedWidget

from disclosure_desk.gui.showing import documents, show_once

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent

    from disclosure_desk.gui.desk import Desk
    from disclosure_desk.gui.duties import Duties
    from disclosure_desk.gui.importing import Importing
    from disclosure_desk.gui.name_dialog import Find
    from disclosure_desk.gui.outputs import Outputs
    from disclosure_desk.gui.report_page import ReportPage
    from disclosure_desk.report import Change
    from disclosure_desk.store.stamp import Who

NAME = "年报填报台"
SETTINGS = "window.ini"
_PAGE_CALLS = {
    "undo": methodcaller("undo"),
    "redo": methodcaller("redo"),
    "zero": methodcaller("fill_zero"),
    "next_section": methodcaller("step", 1),
    "last_section": methodcaller("step", -1),
    "next_finding": methodcaller("next_finding"),
    "explain": methodcaller("explain_current"),
    "fee": methodcaller("ask_fee"),
}
"""The actions that the page of the open report carries out."""
_NEED_DESK = ("new", "import", "paste_report", "page_settings", "check_settings")
"""The actions that need no report, but the office's data."""
_OUTPUT_CALLS = {name: methodcaller(name) for name in ("export", "fragment", "preview", "archive")}
"""The actions that bring the open report out of the desk."""
_DUTIES_OF_REPORT = ("sign", "seal", "correct", "publish")
_DUTIES_OF_DESK = ("trail", "backup", "operators", "switch", "pin", "lock")
_DUTY_CALLS = {name: methodcaller(name) for name in (*_DUTIES_OF_REPORT, *_DUTIES_OF_DESK)}
"""The actions for people, approvals, the record and copies."""


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
        self._importing: Importing | None = None
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
        from disclosure_desk.gui.actions import Actions  # noqa: PLC0415 - after the first paint
        from disclosure_desk.gui.message_page import MessagePage  # noqa: PLC0415 - after the first paint
        from disclosure_desk.gui.report_list import ReportList  # noqa: PLC0415 - after the first paint
        from disclosure_desk.gui.ways_out import parted_page  # noqa: PLC0415 - after the first paint

        self.setAcceptDrops(True)
        self.list = ReportList(self)
        self.problem = MessagePage(
            "没能打开数据", {"再试一次": self.open_desk, "换一个文件夹…": self._ask_folder, "退出": self.close}
        )
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.problem)
        self.parted = parted_page(self)
        self._stack.addWidget(self.parted)
        self.setCentralWidget(self._stack)
        self.actions_ = Actions(self)
        self.statusBar().setSizeGripEnabled(False)
        self._connect()
        self.actions_.show_for(report=False)
        for name in (*_NEED_DESK, *_DUTIES_OF_DESK):
            self.actions_[name].setEnabled(False)

    def _connect(self) -> None:
        from disclosure_desk.gui.office_choices import OfficeChoices  # noqa: PLC0415 - after the first paint

        self._choices = OfficeChoices(self)
        self.list.opened.connect(self.open_report)
        self.list.new_wanted.connect(self.ask_new)
        self.list.import_wanted.connect(self.ask_import)
        for name, slot in {
            "new": self.ask_new,
            "import": self.ask_import,
            "import_last_year": self.ask_last_year,
            "paste_report": self.paste_report,
            "back": self.show_list,
            "rename": self.ask_rename,
            "page_settings": self._choices.ask_page,
            "check_settings": self._choices.ask_checks,
            "quit": self.close,
            "keys": self.show_keys,
            "about": self.show_about,
        }.items():
            self.actions_[name].triggered.connect(lambda _=False, slot=slot: slot())
        for name, call in _PAGE_CALLS.items():
            self.actions_[name].triggered.connect(lambda _=False, call=call: call(self._page))
        for name, call in _OUTPUT_CALLS.items():
            self.actions_[name].triggered.connect(lambda _=False, call=call: call(self.outputs))
        for name, call in _DUTY_CALLS.items():
            self.actions_[name].triggered.connect(lambda _=False, call=call: call(self.duties))
        self.actions_.section_wanted.connect(self._show_section)
        self.actions_["side_preview"].toggled.connect(self._show_preview)

    def open_desk(self, who: "Who | None" = None) -> None:
        """Open the folder's reports and show them; a desk that does not open says why, and what can be done.

        `who`: who is at work already.
        """
        from disclosure_desk.gui.importing import Importing  # noqa: PLC0415 - after the first paint
        from disclosure_desk.gui.taking_in import Beside  # noqa: PLC0415 - after the first paint
        from disclosure_desk.gui.ways_out import PARTED_WORDS  # noqa: PLC0415 - after the first paint
        from disclosure_desk.store import StoreError  # noqa: PLC0415 - after the first paint
        from disclosure_desk.store.errors import PartedError  # noqa: PLC0415 - after the first paint

        try:
            self._desk = self._open_desk(self._folder)
        except PartedError as error:
            self.parted.show_words(f"{error}\n\n{PARTED_WORDS}")
            self._stack.setCurrentWidget(self.parted)
            return
        except StoreError as error:
            self.problem.show_words(str(error))
            self._stack.setCurrentWidget(self.problem)
            return
        if who is not None:
            self._desk.store.who = who
        beside = Beside(lambda: self.report_page.document.report if self.report_page else None, self._is_stored)
        self._importing = Importing(self._desk, self, beside)
        self._importing.taking.done.connect(self._take_in)
        self._importing.taking.compared.connect(self._compare)
        self._importing.said.connect(self.say)
        self._importing.refused.connect(lambda words: self.tell("没有导入", words))
        self.show_list()
        self._take_up_duties()
        source, self._source = self._source, None
        if source and self.duties.continuity.was_broken_off:
            self.tell("没有导入", f"上次没有正常退出，先恢复了正在填的报告。看过以后，请再导入 {source.name}。")
        elif source:
            self._importing.take(source)

    def closeEvent(self, event: "QCloseEvent") -> None:  # noqa: N802 - Qt's name
        if not self._is_leaving and not self._is_stored():
            event.ignore()
            self._ask_to_leave()
            return
        fault = self._duties.copy_at_end() if self._duties and not self._is_leaving else ""
        if fault:
            event.ignore()
            self._ask_to_leave_without_copy(fault)
            return
        settings = QSettings(str(self._folder / SETTINGS), QSettings.Format.IniFormat)
        settings.setValue("geometry", self.saveGeometry())
        self._drop_report()
        if self._importing:
            self._importing.stop()
        if self._duties:
            self._duties.end()
        if self._desk:
            self._desk.close()
        super().closeEvent(event)

    def _ask_to_leave(self) -> None:
        box = self._box(
            QMessageBox.Icon.Warning, "还没有保存", "刚才输入的内容没能保存。", "选“返回”可以改正，或者先复制下来。"
        )
        leave = box.addButton("不保存，退出", QMessageBox.ButtonRole.DestructiveRole)
        back = box.addButton("返回", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(back)
        leave.clicked.connect(self._leave)
        show_once(box)

    def _ask_to_leave_without_copy(self, fault: str) -> None:
        box = self._box(QMessageBox.Icon.Warning, "没有备份", "今天的备份没有做成。", fault)
        box.addButton("不备份，退出", QMessageBox.ButtonRole.DestructiveRole).clicked.connect(self._leave)
        box.setDefaultButton(box.addButton("返回", QMessageBox.ButtonRole.RejectRole))
        show_once(box)

    def _leave(self) -> None:
        self._is_leaving = True
        self.close()

    def _restore(self) -> None:
        self.resize(1180, 760)
        if self._folder.is_dir():
            geometry = QSettings(str(self._folder / SETTINGS), QSettings.Format.IniFormat).value("geometry")
            if geometry is not None:
                self.restoreGeometry(geometry)

    def _ask_folder(self) -> None:
        chooser = QFileDialog(self, "数据放在哪个文件夹", str(self._folder.parent))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.DontUseNativeDialog)
        chooser.fileSelected.connect(self._use_folder)
        show_once(chooser)

    def _use_folder(self, name: str) -> None:
        self._folder = Path(name)
        self.open_desk()

    @property
    def desk(self) -> "Desk":
        """The open desk."""
        if self._desk is None:
            raise RuntimeError("the desk is not open")
        return self._desk

    def show_list(self) -> None:
        """Show the list of reports, what is being typed stored first."""
        if not self._is_stored():
            return
        self._drop_report()
        self.list.show_reports(self.desk.listed())
        if self._duties:
            self._duties.continuity.show_last()
        self._stack.setCurrentWidget(self.list)
        self.setWindowTitle(NAME)
        self.actions_.show_for(report=False)

    def ask_new(self) -> None:
        """Ask for unit and year of a new report."""
        unit, year = self.desk.suggestion()
        self._ask_name("新建报告", unit, year, self.desk.find, self._create)

    def _create(self, unit: str, year: int) -> None:
        self._when_stored(lambda: self.open_report(self.desk.create(unit, year)))

    def ask_import(self) -> None:
        """Ask which file to take in."""
        if self._importing and self._is_stored():
            self._importing.ask(documents())

    def ask_last_year(self) -> None:
        """Ask which file has the report of the year before the one at work."""
        if self._importing and self._is_stored():
            self._importing.ask(documents(), last_year=True)

    def paste_report(self) -> None:
        """Take in what is on the clipboard."""
        if self._importing and self._is_stored():
            self._importing.take_mime(QGuiApplication.clipboard().mimeData())

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:  # noqa: N802 - Qt's name
        if _dropped(event) or (event.mimeData().hasText() and not event.mimeData().hasUrls()):
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:  # noqa: N802 - Qt's name
        paths = _dropped(event)
        event.acceptProposedAction()
        if len(paths) > 1:
            self.tell("没有导入", "一次只能导入一份报告，请只拖一个文件。")
        elif self._importing and self._is_stored():
            if paths:
                self._importing.take(paths[0])
            else:
                self._importing.take_mime(event.mimeData())

    @property
    def _page(self) -> "ReportPage":
        if self.report_page is None:
            raise RuntimeError("no report is open")
        return self.report_page

    def open_report(self, report_id: int) -> None:
        """Show a report at its first headed section."""
        from disclosure_desk.gui.report_page import ReportPage  # noqa: PLC0415 - the list needs no grids
        from disclosure_desk.store import StoreError  # noqa: PLC0415 - after the first paint

        if not self._is_stored():
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
        page.rename_wanted.connect(self.ask_rename)
        page.last_year.wanted.connect(self.ask_last_year)
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
        self._look_back()
        self.say("每一处修改都会马上保存。")

    def _ask_name(self, title: str, unit: str, year: int, find: "Find", use: Callable[[str, int], None]) -> None:
        from disclosure_desk.gui.name_dialog import NameDialog  # noqa: PLC0415 - when it is wanted

        dialog = NameDialog(title, unit, year, find, self)
        dialog.named.connect(use)
        dialog.found.connect(self.open_report)
        show_once(dialog)

    def _when_stored(self, work: Callable[[], None]) -> None:
        """Do something that writes; where it cannot be written, say why."""
        from disclosure_desk.store import StoreError  # noqa: PLC0415 - after the first paint

        try:
            work()
        except StoreError as error:
            self.tell("没能保存", str(error))

    @property
    def outputs(self) -> "Outputs":
        """The ways out for the open report."""
        from disclosure_desk.gui.outputs import Outputs  # noqa: PLC0415 - when it is wanted

        return Outputs(self._page, self.desk, self.say, self.tell)

    def _take_in(self, report_id: int, changes: "tuple[Change, ...]", words: str) -> None:
        """Open a report and let it undergo what a file says: one step that can be taken back."""
        self.open_report(report_id)
        document = self.report_page.document if self.report_page else None
        is_open = document is not None and document.report_id == report_id
        if document and is_open and self._importing and self._importing.carry_out(document, changes):
            self.say(words)

    def _compare(self, words: str) -> None:
        """Hold the report at work against last year's as it is now; without one at work, list what is there."""
        self.say(words)
        if self.report_page:
            self.report_page.document.check_again()
            self._look_back()
        else:
            self.list.show_reports(self.desk.listed())

    def _look_back(self) -> None:
        """Say on the page whether last year's report is missing."""
        report = self._page.document.report
        missing = self.desk.last_year_of(report) is None
        self._page.last_year.show_missing(report.year - 1 if missing else None)

    def _is_stored(self) -> bool:
        """Store what is being typed; whether nothing is left unstored."""
        return self.report_page is None or self.report_page.flush()

    def _drop_report(self) -> None:
        if self._duties:
            self._duties.continuity.leave()
        if self.report_page:
            self._stack.removeWidget(self.report_page)
            self.report_page.deleteLater()
            self.report_page = None

    def _show_section(self, number: int) -> None:
        ids = self._page.sections.section_ids
        if number < len(ids):
            self._page.enter_section(ids[number])

    def _show_preview(self, wanted: bool) -> None:  # noqa: FBT001 - as an action's `toggled` says it
        self._page.show_preview(wanted)

    def ask_rename(self) -> None:
        """Ask for another unit or year."""
        report, own = self._page.document.report, self._page.document.report_id

        def find(unit: str, year: int) -> int | None:
            found = self.desk.find(unit, year)
            return None if found == own else found

        self._ask_name("改名称", report.unit, report.year, find, self._page.rename_to)

    def say(self, words: str) -> None:
        """Say something in passing."""
        self.statusBar().showMessage(words)

    def tell(self, title: str, words: str) -> None:
        """Say something that has to be read."""
        box = self._box(QMessageBox.Icon.Information, title, words)
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        show_once(box)

    def show_keys(self) -> None:
        """Say which keys do what."""
        lines = "".join(f"<tr><td>{keys}　</td><td>{words}</td></tr>" for keys, words in self.actions_.key_words())
        self.tell("快捷键", f"<table>{lines}</table>")

    def show_about(self) -> None:
        """Say what this program is."""
        from disclosure_desk import __version__  # noqa: PLC0415 - when it is wanted

        self.tell("关于", f"{NAME} {__version__}\n填写、核对、打印、导出政府信息公开工作年度报告。不联网。")

    def _say_stored(self) -> None:
        self.say(f"已保存 {datetime.now():%H:%M:%S}")  # noqa: DTZ005 - the desk's own clock
        self.setWindowTitle(f"{self._page.document.report.title} - {NAME}")
        self._look_back()

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
        """Let go of the desk for its files to be changed; `open_desk` comes next."""
        self._drop_report()
        if self._duties:
            self._duties.end()
            self._duties = None
        if self._desk:
            self._desk.close()
            self._desk = None

    def _take_up_duties(self) -> None:
        from disclosure_desk.gui.duties import Duties  # noqa: PLC0415 - after the first paint

        if self._duties:
            self._duties.end()
        self._duties = Duties(self.desk, self)
        self._duties.begin()

    def _box(self, icon: QMessageBox.Icon, title: str, words: str, more: str = "") -> QMessageBox:
        box = QMessageBox(icon, title, words, parent=self)
        box.setInformativeText(more)
        return box


def _dropped(event: "QDropEvent") -> list[Path]:
    """The files of a drop that the desk can take in."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    from disclosure_desk.readers.fronts import ENDINGS  # noqa: PLC0415 - the window opens without the readers

    return [path for path in paths if path.suffix.lower() in ENDINGS]
