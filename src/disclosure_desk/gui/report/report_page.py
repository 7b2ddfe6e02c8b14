"""A report at work: its path on top, sections at the left, the page in the middle, findings at the side."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLabel, QStackedWidget, QVBoxLayout, QWidget

from disclosure_desk.checks.finding import Finding, Repair
from disclosure_desk.checks.stages import Gaps, Stage, stages_of
from disclosure_desk.core.information_fee import load_fee_rules
from disclosure_desk.core.report import UNIT, YEAR, Change
from disclosure_desk.gui.grid.grid_edits import GridEdits
from disclosure_desk.gui.grid.grid_page import GridPage
from disclosure_desk.gui.grid.table_choices import TableChoices
from disclosure_desk.gui.prose.fee_dialog import FeeDialog
from disclosure_desk.gui.prose.prose_page import ProsePage
from disclosure_desk.gui.report.dialog_autosave import autosave
from disclosure_desk.gui.report.explain_dialog import Background, ExplainDialog
from disclosure_desk.gui.report.finding_words import appended, word_change
from disclosure_desk.gui.report.findings_panel import FindingsPanel
from disclosure_desk.gui.report.last_year_pane import LastYearPane
from disclosure_desk.gui.report.path_bar import PathBar
from disclosure_desk.gui.report.path_steps import PathSteps
from disclosure_desk.gui.report.section_list import SectionList
from disclosure_desk.gui.report.section_pages import Page, SectionPages
from disclosure_desk.gui.report.side_panel import SidePanel
from disclosure_desk.gui.report.stage_page import StagePage, StageStack
from disclosure_desk.gui.report.workspace import Workspace
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.session.section_status import section_status
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.writers.page_settings import PageSettings

if TYPE_CHECKING:
    from disclosure_desk.gui.report.side_preview import SidePreview


class ReportPage(QWidget):
    """Shows one document and lets the clerk go about in it."""

    message = Signal(str)
    message_lapsed = Signal(str)
    """What was said holds no longer."""
    lead_changed = Signal(str)
    """Where Enter leads in the table that is shown, "" where there is none."""
    selection_changed = Signal(str)
    """How many cells are selected in the table that is shown, and their sum; "" where there is none."""
    section_changed = Signal(str)
    rename_wanted = Signal()
    back_wanted = Signal()
    preview_wanted = Signal(bool)
    """The clerk opens the pages on paper, or leaves them."""
    touched = Signal()
    """Something was typed, or the clerk stands elsewhere."""

    history_wanted = Signal(str)

    def __init__(
        self,
        document: Document,
        parent: QWidget | None = None,
        settings: Callable[[], PageSettings] = PageSettings,
        choices: TableChoices | None = None,
    ) -> None:
        super().__init__(parent)
        self.document, self._settings, self.choices = document, settings, choices or TableChoices(parent=self)
        self.preview: SidePreview | None = None
        """The report on paper, once it was wanted."""
        form = document.report.form
        self.path = PathBar(self)
        self.sections = SectionList(form, self)
        self.findings = FindingsPanel(form, self)
        self.banner = QLabel(self)
        self.banner.setObjectName("banner")
        self.banner.setWordWrap(True)
        self.banner.hide()
        self._stack = QStackedWidget(self)
        self.stood = LastYearPane(self)
        self.workspace = Workspace(self.sections, self._stack, SidePanel(self.findings, self.stood, self), self)
        self.last_year = self.workspace.previous
        self._content = StageStack(self.workspace, self)
        self._pages = SectionPages(document, self.choices, self)
        self._current = ""
        self.steps = PathSteps(self, self)
        self._changed: frozenset[str] = frozenset()
        """The places that have changed since the findings were last shown."""
        self._lay_out()
        self._connect()
        self._connect_pages()
        self._show_title()
        self._show_findings()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.path)
        layout.addWidget(self.banner)
        layout.addWidget(self._content, 1)

    def _connect_pages(self) -> None:
        pages = self._pages
        pages.message.connect(self.message)
        pages.message_lapsed.connect(self.message_lapsed)
        pages.words_changed.connect(self._show_lead)
        pages.touched.connect(self.touched)
        pages.place_wanted.connect(self.go_to)
        pages.explain_wanted.connect(self.explain)
        pages.history_wanted.connect(self.history_wanted)
        pages.text_entered.connect(self._stand_at)
        pages.cell_chosen.connect(lambda _, place: self._find_at(place))
        pages.cell_chosen.connect(self.stood.show_place)
        pages.room_changed.connect(self._make_room)

    def _connect(self) -> None:
        self.document.editor = self
        self.document.drafts.changed.connect(self.touched)
        self.document.changed.connect(self._show_changes)
        self.document.findings_changed.connect(self._show_findings)
        self.document.failed.connect(self._show_failure)
        self.document.lock_changed.connect(self.banner.hide)
        self.sections.chosen.connect(self.show_section)
        self.sections.entered_page.connect(self.enter_form)
        self.findings.chosen.connect(self.steps.go_to_finding)
        self.findings.explain_wanted.connect(self.explain)
        self.findings.repair_wanted.connect(self.take_over)
        self.findings.words_wanted.connect(self.take_over_words)
        self.path.back_wanted.connect(self.back_wanted)
        self.path.next_wanted.connect(self.steps.go_on)
        self.path.stage_chosen.connect(self.steps.show_stage)
        self._content.turned.connect(self._turn)
        self._content.next_wanted.connect(self.path.take_keyboard)
        self.workspace.preview_wanted.connect(self.preview_wanted)
        self.stood.import_wanted.connect(self.last_year.wanted)
        self.stood.text_wanted.connect(self.take_over_text)

    @property
    def current(self) -> str:
        """The id of the section that is shown."""
        return self._current

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._pages.get(self._current)

    @property
    def stage_page(self) -> StagePage | None:
        """The page of a later stage that is shown, None where the form is."""
        return self._content.page

    def show_stage_page(self, stage: Stage, page: StagePage) -> None:
        """Show the page of a stage instead of the form."""
        self._content.show_page(stage, page)

    def show_form(self) -> None:
        """Show the form again."""
        self._content.show_form()

    def _turn(self) -> None:
        self._show_path()
        self._show_lead()
        self.section_changed.emit(self._current)

    def show_section(self, section_id: str) -> None:
        """Show a section's page; it is built when it is first wanted."""
        self.show_form()
        if section_id == self._current or not self.flush():
            self.sections.choose(self._current or section_id)
            return
        page = self._pages.get(section_id)
        if page is None:
            page = self._pages.build(section_id)
            self._stack.addWidget(page)
        self._current = section_id
        self.findings.show_section(section_id)
        self._stack.setCurrentWidget(page)
        self.sections.choose(section_id)
        self._stand_at(self.place)
        self._make_room()
        self.section_changed.emit(section_id)

    def step(self, by: int) -> None:
        """Go to the section so many after the current one, round and round."""
        ids = self.sections.section_ids
        self.enter_section(ids[(ids.index(self._current) + by) % len(ids)])

    def enter_section(self, section_id: str) -> None:
        """Show a section's page, ready for typing."""
        self.show_section(section_id)
        self.enter_form()

    def enter_form(self) -> None:
        """Show the page of the form, ready for typing."""
        self.show_form()
        if self.page:
            self.page.setFocus()

    def _stand_at(self, place: str) -> None:
        self.stood.show_place(self._current, place)
        self._show_lead()

    def _find_at(self, place: str) -> None:
        """Show what is found at a place, with the findings that a key has just made others if so."""
        show = self.findings.expect_place if self.document.is_check_due else self.findings.show_place
        show(place)

    def _make_room(self) -> None:
        """Give the page that is shown the width in which no figure is cut."""
        self.workspace.need(self.page.least_width if isinstance(self.page, GridPage) else 0)

    def _show_lead(self) -> None:
        table = self.page if isinstance(self.page, GridPage) else None
        shown = self.stage_page or self.page
        lead = shown.lead if shown else ""
        is_text = isinstance(shown, ProsePage)
        is_last = isinstance(shown, ProsePage) and shown.is_in_last
        step = self.steps.step_from_texts if is_last else None
        self.lead_changed.emit(f"Ctrl+Enter {step.words}" if step else lead)
        self.path.lend_key(is_lent=is_text and step is None)
        self.selection_changed.emit(table.selection if table and not self.stage_page else "")

    def go_to(self, place: str) -> None:
        """Show a cell or text, ready for typing; the page stays where something in it cannot be stored."""
        section = self.document.report.form.section_of(place).id
        self.show_section(section)
        if self.page and self._current == section:
            self.page.go_to(place)

    def show_preview(self, wanted: bool) -> None:  # noqa: FBT001 - as an action's `toggled` says it
        """Show the report on paper beside the form, or no longer; what is filled in keeps the keyboard."""
        if wanted and not self.preview:
            self.preview = self._build_preview()
        if self.preview:
            if self.preview.isAncestorOf(QApplication.focusWidget() or self):
                self.enter_form()
            self.workspace.show_preview(self.preview, is_shown=wanted)

    def _build_preview(self) -> "SidePreview":
        from disclosure_desk.gui.report.side_preview import SidePreview  # noqa: PLC0415 - what draws pages takes 17 ms

        preview = SidePreview(self.document, self._settings, self)
        preview.place_chosen.connect(self.go_to_spot)
        self.section_changed.connect(preview.show_section)
        self.touched.connect(preview.put_off)
        preview.show_section(self._current)
        return preview

    def refresh_preview(self) -> None:
        """Make the preview anew: the office wants its pages otherwise."""
        if self.preview:
            self.preview.refresh()

    def go_to_spot(self, place: str) -> None:
        """Go where a spot of the printed page is filled in: a text, a section, or the name of the unit."""
        if place == UNIT:
            self.rename_wanted.emit()
        elif place in self.document.report.texts:
            self.go_to(place)
        else:
            self.enter_section(place)

    def explain_current(self) -> None:
        """Ask for an answer to the finding that the clerk stands on, if it is one that can be answered."""
        if not self.flush():
            return
        finding = self.findings.current
        if finding is None:
            self.message.emit("这里没有要说明的。按 F8 到下一处问题。")
        elif not finding.explainable:
            self.message.emit("这一处不能用说明代替，要改好。")
        else:
            self.explain(finding)

    def explain(self, finding: Finding) -> None:
        """Ask for an answer to a finding and keep it."""
        dialog = ExplainDialog(finding, self, Background(self.document.report, self.document.previous))
        dialog.go_wanted.connect(lambda: self.steps.go_to_finding(finding))
        autosave(self.document.drafts, finding.key, dialog.edit, dialog)
        dialog.accepted.connect(lambda: self.document.explain(finding, dialog.sentence))
        show_once(dialog)

    def finding_of(self, key: str) -> Finding | None:
        """The finding that an explanation answers, None where there is none any more."""
        return next((finding for finding in self.document.findings if finding.key == key), None)

    def ask_fee(self) -> None:
        """Work out fees for information, and write what section six says of them."""
        if not self.flush():
            return
        report, place = self.document.report, load_fee_rules().text
        dialog = FeeDialog(report.year, report.texts[place], self)
        dialog.wanted.connect(partial(self._write_fee, place))
        show_once(dialog)

    def _write_fee(self, place: str, text: str) -> None:
        change = Change(place, self.document.report.texts[place], text)
        if self.document.edit([change]):
            self.go_to(place)

    def take_over(self, repair: Repair) -> None:
        """Change the figures as a hint proposes, one step to take back, and show where."""
        if self.flush() and self.document.edit(repair.changes):
            self.go_to(repair.changes[0].place)

    def take_over_text(self, place: str, words: str) -> None:
        """Write words of last year's report at the end of a text, one step to take back, and say they are to change."""
        if self.flush() and self.document.edit([appended(self.document.report, place, words)]):
            self.go_to(place)
            self.stood.show_taken(words)

    def take_over_words(self, finding: Finding) -> None:
        """Write in a text what a finding proposes there, one step to take back, and show where."""
        change = word_change(self.document.report, finding) if self.flush() else None
        if change is not None and finding in self.document.findings and self.document.edit([change]):
            self.go_to(change.place)

    def flush(self) -> bool:
        """Store what was typed and is not stored yet; whether all of it now is."""
        return self._pages.flush()

    @property
    def place(self) -> str:
        """The cell or text the clerk stands on, "" where that is neither."""
        return self.page.place if self.page else ""

    @property
    def unstored(self) -> dict[str, str]:
        """What is typed and not stored, by its place."""
        return self._pages.unstored

    def take_up(self, place: str, text: str) -> None:
        """Go on typing at a place where it was broken off."""
        self.go_to(place)
        if self.page and self._current == self.document.report.form.section_of(place).id:
            self.page.take_up(place, text)

    def give_up(self, place: str) -> None:
        """Let what is stored stand at a place again, whatever is typed there."""
        self._pages.give_up(place)

    def undo(self) -> None:
        """Take back the last change, what is being typed included, and show where that was."""
        if self.flush():
            self._step_back_or_forth("已撤销", self.document.next_undo, self.document.undo)

    def redo(self) -> None:
        """Bring back the change that was taken back last, and show where that was."""
        if self.flush():
            self._step_back_or_forth("已重做", self.document.next_redo, self.document.redo)

    def _step_back_or_forth(self, done: str, words: str, take_step: Callable[[], bool]) -> None:
        if take_step():
            self._go_to_step()
            self.message.emit(f"{done}：{words}")  # last, because what was said ends where another page is shown

    def _go_to_step(self) -> None:
        report = self.document.report
        places = [change.place for change in self.document.last_changes]
        for place in places:
            if place in report.cells or place in report.texts:
                self.go_to(place)
                return
        self._go_to_explained(set(places))

    def _go_to_explained(self, keys: set[str]) -> None:
        """Go where an explanation belongs that has come or gone; one of a finding that is no more belongs nowhere."""
        for finding in self.document.findings:
            if finding.key in keys:
                self.steps.go_to_finding(finding)
                report = self.document.report
                self.findings.show_findings(self.document.findings, Gaps(report), report.texts)
                self.findings.show_finding(finding)
                return

    @property
    def table_edits(self) -> GridEdits | None:
        """What can be done with the cells of the table that is shown; None where none is."""
        return self.page.edits if isinstance(self.page, GridPage) else None

    @property
    def has_grid(self) -> bool:
        """Whether a grid is shown."""
        return self.stage_page is None and isinstance(self.page, GridPage)

    def _show_changes(self, changes: tuple[Change, ...]) -> None:
        if any(change.place in {UNIT, YEAR} for change in changes):
            self._show_title()
        self._changed |= {change.place for change in changes}
        self.banner.hide()

    def _show_failure(self, words: str) -> None:
        self.banner.setText(words)
        self.banner.show()

    def _show_title(self) -> None:
        report = self.document.report
        self.path.show_name(report.unit, report.year, report.title)

    def _show_findings(self) -> None:
        gaps = Gaps(self.document.report)
        self.findings.show_findings(self.document.findings, gaps, self.document.report.texts, self._typed_at)
        self._changed = frozenset()
        self._show_path(gaps)
        self._show_states(gaps)
        if isinstance(self.page, ProsePage):
            self._show_lead()
        self.stood.show_reports(
            self.document.report, self.document.context.previous, is_locked=bool(self.document.lock)
        )

    def _show_path(self, gaps: Gaps | None = None) -> None:
        handling = self.document.handling
        stages = stages_of(self.document.report, self.document.findings, handling, gaps)
        self.path.show_stages(stages, self._content.stage_in(stages, handling), handling.state, self._content.waiting)

    @property
    def _typed_at(self) -> frozenset[str]:
        """The places at which the clerk has just worked; none where a whole report came in."""
        form = self.document.report.form
        sections = {form.section_of(place).id for place in self._changed if place in form.cells or place in form.texts}
        return self._changed if len(sections) == 1 else frozenset()

    def _show_states(self, gaps: Gaps) -> None:
        report, findings = self.document.report, self.document.findings
        sections = report.form.sections
        self.sections.show_states({one.id: section_status(report, one, findings, gaps) for one in sections})

    def show_above(self, bar: QWidget) -> None:
        """Put a bar below the path, whatever is shown there."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(1, bar)

    def show_above_form(self, bar: QWidget) -> None:
        """Put a bar above the form, which says what may be done there."""
        self._content.put_above_form(bar)
