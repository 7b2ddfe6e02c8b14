"""The open report in the window: its page, and what the menus do on it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from disclosure_desk.checks.stages import Stage
from disclosure_desk.core.report import UNIT, YEAR, Change
from disclosure_desk.gui.report.stage_page import StagePage
from disclosure_desk.gui.session.action_spec import ActionSpec, Condition, Menu, report_open
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.session.section_status import numbered_sections
from disclosure_desk.gui.session.session import Session

if TYPE_CHECKING:
    from disclosure_desk.gui.report.report_page import ReportPage

_SECTION_KEYS = 6
_ALL_IS_KEPT = "每一处修改都会马上保存。"
_ALL_IS_STORED = "都已经保存。写好自动保存，不用另按。"


class ReportController(QObject):
    """Has a page among those of `pages` while a report is open."""

    page_changed = Signal(object)
    """The page is another: ReportPage, or None where it is about to go."""
    approval_wanted = Signal()
    seal_wanted = Signal()
    delivery_wanted = Signal()
    preview_toggled = Signal(bool)
    """The clerk has opened the pages on paper by another way than the menu, or left them."""
    package_faults_wanted = Signal()
    rename_wanted = Signal()
    history_wanted = Signal(str)
    """What was changed at a place of this name."""
    previous_wanted = Signal()
    """Last year's report is to be imported."""

    def __init__(self, session: Session, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._session, self._pages = session, pages
        self._page: ReportPage | None = None
        self._is_preview_wanted = False
        self._last_message = self._in_status = self._lock = ""
        """What the page said last, what the status line says now, whoever said it, and why nothing could be changed."""
        session.status.connect(self._follow_status)
        session.document_changed.connect(self._show)
        session.context_changed.connect(self._show_previous)
        session.page_settings_changed.connect(self._refresh_preview)

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """What can be done with the page."""
        return (
            ActionSpec("undo", Menu.EDIT, "撤销", self._undo, "Ctrl+Z", tool_bar_group=2, subject=self._next_undo),
            ActionSpec("redo", Menu.EDIT, "重做", self._redo, "Ctrl+Y", tool_bar_group=2, subject=self._next_redo),
            _filling("fill_down", "向下填充", self._fill_down, "Ctrl+D", self._has_grid),
            _filling("fill_right", "向右填充", self._fill_right, "Ctrl+R", self._has_grid),
            _filling("zero", "其余填 0", self._fill_zero, "Ctrl+0", self._has_grid),
            ActionSpec(
                "keyed_order", Menu.EDIT, "换填写方向（按列、按行）", self._turn_order, "", self._has_grid, group=2
            ),
            ActionSpec("explain", Menu.EDIT, "说明这一处…", self._explain, "F7", group=2),
            ActionSpec("fee", Menu.EDIT, "信息处理费…", self._ask_fee, group=2),
            ActionSpec(
                "side_preview",
                Menu.VIEW,
                "右侧预览",
                self._show_preview,
                "F9",
                tool_bar_group=4,
                is_switch=True,
                tool_words="预览",
            ),
            ActionSpec("next_step", Menu.VIEW, "下一步", self._go_on, "Ctrl+Return", group=2),
            ActionSpec("next_section", Menu.VIEW, "下一部分", partial(self._step, 1), "Ctrl+PgDown", group=2),
            ActionSpec("last_section", Menu.VIEW, "上一部分", partial(self._step, -1), "Ctrl+PgUp", group=2),
            ActionSpec("next_finding", Menu.VIEW, "下一处问题", self._next_finding, "F8", group=2),
            ActionSpec("save", None, "", self._save, "Ctrl+S"),
            ActionSpec("next_area", None, "", partial(self._go_round, 1), "F6"),
            ActionSpec("last_area", None, "", partial(self._go_round, -1), "Shift+F6"),
            *(
                ActionSpec(f"stage {number}", None, "", partial(self._show_stage, stage), f"Alt+{number}")
                for number, stage in enumerate(Stage, 1)
            ),
            *(
                ActionSpec(f"section {number}", None, "", partial(self._enter_section, number), f"Ctrl+{number}")
                for number in range(1, _SECTION_KEYS + 1)
            ),
        )

    def _turn_order(self) -> None:
        self._open_page.choices.order.turn_round()

    @property
    def page(self) -> "ReportPage | None":
        """The page of the open report."""
        return self._page

    @property
    def _open_page(self) -> "ReportPage":
        if self._page is None:
            raise RuntimeError("no report is open")
        return self._page

    def show_above_form(self, bar: QWidget) -> None:
        """Put a bar above the form of the open report."""
        self._open_page.show_above_form(bar)

    def show_stage_page(self, stage: Stage, page: StagePage) -> None:
        """Show the page of a stage in the open report."""
        self._open_page.show_stage_page(stage, page)

    def show_last_year(self) -> None:
        """Show last year's report beside the open one."""
        self._open_page.show_form()
        self._open_page.workspace.show_last_year()

    def show_form(self) -> None:
        """Show the form of the open report again."""
        self._open_page.show_form()

    def go_to_place(self, place: str) -> None:
        """Go where a place of the printed page is filled in."""
        self._open_page.go_to_spot(place)

    def load_page(self) -> None:
        """Load what shows a report before one is opened, which else takes twice as long the first time."""
        import disclosure_desk.gui.report.report_page  # noqa: F401, PLC0415 - once nothing else is to be done

    def _show(self, document: Document | None) -> None:
        from disclosure_desk.gui.grid.table_choices import TableChoices  # noqa: PLC0415 - only a report has tables
        from disclosure_desk.gui.report.report_page import ReportPage  # noqa: PLC0415 - grids and texts take 29 ms

        self._drop()
        self._lock = ""
        if document is None:
            return
        choices = TableChoices(self._session.folder, self)
        self._page = page = ReportPage(document, self._pages, lambda: self._session.page_settings, choices)
        choices.setParent(page)
        page.workspace.remember_in(self._session.folder)
        self._pass_on(page)
        document.changed.connect(self._follow)
        document.steps_changed.connect(self._session.actions_changed)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.page_changed.emit(page)
        page.show_section(next(section.id for section in document.report.form.sections if section.heading))
        page.sections.setFocus()
        page.show_preview(self._is_preview_wanted)
        self._show_previous()
        self._session.status.emit(_ALL_IS_KEPT)
        document.lock_changed.connect(self._show_lock)

    def _pass_on(self, page: "ReportPage") -> None:
        """Pass on what the page says and wants."""
        session = self._session
        heard = {
            page.message: self._show_message,
            page.message_lapsed: self._clear_message,
            page.lead_changed: session.lead,
            page.selection_changed: session.selection,
            page.section_changed: session.actions_changed,
            page.back_wanted: session.close_report,
            page.rename_wanted: self.rename_wanted,
            page.steps.approval_wanted: self.approval_wanted,
            page.steps.seal_wanted: self.seal_wanted,
            page.steps.delivery_wanted: self.delivery_wanted,
            page.preview_wanted: self.preview_toggled,
            page.steps.package_faults_wanted: self.package_faults_wanted,
            page.last_year.wanted: self.previous_wanted,
            page.history_wanted: self.history_wanted,
        }
        for signal, hears in heard.items():
            signal.connect(hears)
        page.section_changed.connect(self._end_message)

    def _show_lock(self) -> None:
        """Say why a report may not be changed instead of that changes are stored, and no longer once it may."""
        if self._page is None:
            return
        signal, self._lock = self._lock or _ALL_IS_KEPT, self._page.document.lock
        if self._in_status in {signal, _ALL_IS_KEPT}:
            self._session.status.emit(self._lock or _ALL_IS_KEPT)

    def _show_message(self, words: str) -> None:
        self._last_message = words
        self._session.status.emit(words)

    def _clear_message(self, words: str) -> None:
        """What was said of a cell is not to be read when the cell is right again; what was said since stays."""
        if self._in_status == words:
            self._session.status.emit("")

    def _follow_status(self, words: str) -> None:
        self._in_status = words

    def _end_message(self) -> None:
        """What was said of one table or text is not to be read below another; that all is saved holds for any."""
        if self._last_message and self._in_status == self._last_message:
            self._session.status.emit("")

    def _drop(self) -> None:
        if self._page is None:
            return
        self.page_changed.emit(None)
        self._session.status.emit("")
        self._session.lead.emit("")
        self._session.selection.emit("")
        self._pages.removeWidget(self._page)
        self._page.deleteLater()
        self._page = None

    def _follow(self, changes: tuple[Change, ...]) -> None:
        self._session.status.emit(f"已保存 {datetime.now():%H:%M:%S}")  # noqa: DTZ005 - the clock of this computer
        if any(change.place in {UNIT, YEAR} for change in changes):
            self._show_previous()

    def _show_previous(self) -> None:
        """Say on the page whether last year's report is missing."""
        if self._page is None:
            return
        report = self._page.document.report
        is_missing = self._session.previous_of(report) is None
        self._page.last_year.show_year(report.year - 1, is_missing=is_missing)

    def _refresh_preview(self) -> None:
        if self._page is not None:
            self._page.refresh_preview()

    def _save(self) -> None:
        """Store what is typed now, and say that nobody has to ask for it."""
        if self._open_page.flush():
            self._show_message(self._open_page.document.lock or _ALL_IS_STORED)

    def _undo(self) -> None:
        self._open_page.undo()

    def _redo(self) -> None:
        self._open_page.redo()

    def _next_undo(self) -> str:
        return self._page.document.next_undo if self._page else ""

    def _next_redo(self) -> str:
        return self._page.document.next_redo if self._page else ""

    def _has_grid(self, session: Session) -> bool:
        return report_open(session) and self._page is not None and self._page.has_grid

    def _fill_zero(self) -> None:
        edits = self._open_page.table_edits
        if edits:
            edits.fill_zero()

    def _fill_down(self) -> None:
        edits = self._open_page.table_edits
        if edits:
            edits.fill_down()

    def _fill_right(self) -> None:
        edits = self._open_page.table_edits
        if edits:
            edits.fill_right()

    def _explain(self) -> None:
        self._open_page.explain_current()

    def _ask_fee(self) -> None:
        self._open_page.ask_fee()

    def _show_preview(self, is_wanted: bool) -> None:  # noqa: FBT001 - as an action's `toggled` says it
        self._is_preview_wanted = is_wanted
        if is_wanted:
            self._open_page.show_form()
        self._open_page.show_preview(is_wanted)

    def _step(self, by: int) -> None:
        self._open_page.step(by)

    def _next_finding(self) -> None:
        self._open_page.steps.next_finding()

    def _go_on(self) -> None:
        """Do the next step; in a text the same keys lead to the next one."""
        self._open_page.steps.next_text_or_step()

    def _show_stage(self, stage: Stage) -> None:
        self._open_page.steps.show_stage(stage)

    def _go_round(self, by: int) -> None:
        from disclosure_desk.gui.report.areas import go_round  # noqa: PLC0415 - as the page itself

        go_round(self._open_page, by)

    def _enter_section(self, number: int) -> None:
        """Enter 一, 二 and so on; what has no number, as the preface, has no key."""
        ids = numbered_sections(self._open_page.document.report.form)
        if number <= len(ids):
            self._open_page.enter_section(ids[number - 1])


def _filling(name: str, words: str, run: Callable[[], None], keys: str, has_grid: Condition) -> ActionSpec:
    """An action on the cells of a table; pressed in a text its keys say that they are for tables."""
    refusal = f"“{words}”（{keys}）只用在表格里。"
    return ActionSpec(name, Menu.EDIT, words, run, keys, has_grid, group=2, refusal=refusal)
