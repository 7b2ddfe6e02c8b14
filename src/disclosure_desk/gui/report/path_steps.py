"""Leads along the path of the open report: to what is to be done next, to what is wrong, to a stage."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.stages import Act, Gaps, NextStep, Stage
from disclosure_desk.gui.prose.prose_page import ProsePage
from disclosure_desk.gui.report.finding_place import first_to_mend, place_to_mend
from disclosure_desk.gui.report.findings_panel import FindingsPanel
from disclosure_desk.gui.report.section_pages import Page
from disclosure_desk.gui.report.stage_page import StagePage
from disclosure_desk.gui.report.workspace import Workspace
from disclosure_desk.gui.session.document import Document

_IN_THE_FORM = {Stage.FILL, Stage.CHECK}


class LedPage(Protocol):
    """The page of a report that is led along its path."""

    document: Document
    findings: FindingsPanel
    workspace: Workspace

    @property
    def page(self) -> Page | None:
        """The page of the section that is shown."""

    @property
    def stage_page(self) -> StagePage | None:
        """The page of a later stage that is shown instead."""

    def flush(self) -> bool:
        """Store what was typed; whether all of it now is."""

    def show_form(self) -> None:
        """Show the form again."""

    def enter_form(self) -> None:
        """The same, ready for typing."""

    def go_to(self, place: str) -> None:
        """Show a cell or text, ready for typing."""


class PathSteps(QObject):
    """Of one page; what is done elsewhere than in the form is asked for by signals."""

    approval_wanted = Signal()
    seal_wanted = Signal()
    delivery_wanted = Signal()
    package_faults_wanted = Signal()
    """The clerk wants to know what is wrong with the packages of the sealed report."""

    def __init__(self, page: LedPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._led_to = page, ""

    def go_on(self) -> None:
        """Do what is to be done next, or go where it is done."""
        step = self._page.document.stages.next_step if self._page.flush() else None
        if step is not None:
            self._take(step)

    def _take(self, step: NextStep) -> None:
        if step.act in {Act.FILL_CELL, Act.WRITE_TEXT}:
            self._page.go_to(step.place)
        elif step.finding is not None:
            self._page.show_form()
            self._page.workspace.show_findings()
            self._page.findings.show_finding(step.finding)
            self.go_to_finding(step.finding)
        else:
            self._ask_for(step.act)

    def _ask_for(self, act: Act) -> None:
        wanted = {
            Act.APPROVE: self.approval_wanted,
            Act.SEAL: self.seal_wanted,
            Act.DELIVER: self.delivery_wanted,
            Act.LOOK_AT_PACKAGE: self.package_faults_wanted,
        }
        wanted[act].emit()

    def next_text_or_step(self) -> None:
        """From a text that is typed in go to the next one, from elsewhere do the next step.

        From the last text of a section the next step is done, too, but for one outside the form: who presses the keys
        once too often stays where the texts are, and is not before an approval.
        """
        page = self._page.page
        if self._page.stage_page or not isinstance(page, ProsePage) or not page.is_typed_in:
            self.go_on()
        elif not page.go_to_next() and self._page.flush() and (step := self.step_from_texts) is not None:
            self._take(step)

    @property
    def step_from_texts(self) -> NextStep | None:
        """The next step where it is one of the form; None where it is not, or nothing is left to do."""
        step = self._page.document.stages.next_step
        return step if step and step.stage in _IN_THE_FORM and not self._page.document.lock else None

    def next_finding(self) -> None:
        """Go to the first finding that is to be mended, as the next step does; from where that led on to the next.

        What is only not filled in yet is none to be mended: else a wrong sum in table three would have to wait for the
        texts before it that are still to be written.
        """
        findings, document = self._page.findings, self._page.document
        self._page.show_form()
        self._page.workspace.show_findings()
        gaps = Gaps(document.report)
        faults = (finding for finding in document.findings if not gaps.explains(finding))
        first = None if findings.filter.kind else first_to_mend(faults)
        if first is None or (findings.current and findings.current.key == self._led_to):
            findings.choose_next()
        else:
            findings.show_finding(first)
            findings.chosen.emit(first)

    def go_to_finding(self, finding: Finding) -> None:
        """Go where a finding is mended."""
        page = self._page
        self._led_to = finding.key
        if finding.cells:
            page.go_to(place_to_mend(page.document.report, finding))
            page.findings.show_finding(finding)
        if finding.marks and isinstance(page.page, ProsePage) and finding.marks[0].text in page.page.boxes:
            page.page.show_mark(finding.marks[0])

    def show_stage(self, stage: Stage) -> None:
        """Open a stage; one that is still ahead says what it waits for."""
        if stage == Stage.FILL:
            step = self._page.document.stages.next_step
            if step and step.stage == Stage.FILL:
                self.go_on()
            else:
                self._page.enter_form()
        elif stage == Stage.CHECK:
            self.next_finding()
        elif self._page.flush():
            self._ask_for({Stage.APPROVE: Act.APPROVE, Stage.SEAL: Act.SEAL, Stage.DELIVER: Act.DELIVER}[stage])
