"""The approvals of the open report: how far it is, and the acts that bring it further; each is stored before shown."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal

from disclosure_desk.archive.approving import (
    ApprovalCandidate,
    Opinion,
    approve,
    correct,
    early_day_words,
    file_paper,
    hand_back,
    publish,
    submit,
)
from disclosure_desk.checks.stages import Stage
from disclosure_desk.gui.approval.approval_text import lock_words
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.session.session import Session
from disclosure_desk.store.events.approvals import (
    ApprovalState,
    ApprovalStep,
    approval_needs_reason,
    approval_progress,
    change_needs_reason,
)
from disclosure_desk.store.handling import handling_of


class ApprovalProcess(QObject):
    """Follows one document; every act raises StoreError, and then nothing has changed."""

    changed = Signal()
    """The state of the report is another than before."""
    lapsed = Signal(object)
    """The names of the steps whose approvals a change has just taken back: tuple[str, ...]."""

    def __init__(self, session: Session, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.document = session, document
        self.state = ApprovalState()
        self._why = ""
        document.changed.connect(self._follow)
        self.refresh()

    def refresh(self) -> None:
        """Read again how far the report is."""
        self.state = self.session.store.approval_state(self.document.report_id)
        if not change_needs_reason(self.state) or self.state.is_sealed:
            self._why = ""
        is_sealed = self.state.is_sealed
        faults = self.session.store.package_faults(self.document.report_id) if is_sealed else ()
        self.document.set_approvals(self.state.steps, handling_of(self.state, self.session.steps, faults), faults)
        self.document.set_lock(lock_words(self.state, self._why), self._why)
        self.changed.emit()

    def _follow(self) -> None:
        """A change takes approvals back; without any, the state is as it was."""
        if not self.state.approvals:
            return
        gone = tuple(self.session.steps.get(one.step, one.step) for one in self.state.approvals)
        self.refresh()
        self.lapsed.emit(gone)

    @property
    def operator(self) -> str:
        """Who is at work, "" where nobody was asked."""
        return self.session.store.actor.operator

    @property
    def steps(self) -> tuple[ApprovalStep, ...]:
        """The office's steps as the report has gone through them."""
        return approval_progress(self.state, self.session.steps)

    @property
    def turn(self) -> ApprovalStep | None:
        """The step whose turn it is."""
        return next((step for step in self.steps if step.is_next), None)

    def may(self, step: ApprovalStep, name: str) -> bool:
        """Whether somebody is set for a step."""
        return self.session.operators.may(step.id, name)

    def has_filled(self, name: str) -> bool:
        """Whether somebody has filled the report, and so approves it only with a reason."""
        return approval_needs_reason(self.state, name)

    def people(self, step: ApprovalStep) -> tuple[str, ...]:
        """Who may do a step: those who are set for it, else all who work here; nobody where the office names nobody."""
        operators = self.session.operators
        return operators.steps.get(step.id) or operators.names

    def needs_pin(self, name: str) -> bool:
        """Whether somebody shows by a PIN that it is they who approve."""
        return self.session.operators.needs_pin(name)

    def is_unproven(self, name: str) -> bool:
        """Whether another than who is at work would approve without having shown that it is they."""
        return bool(self.operator) and name not in {"", self.operator} and not self.needs_pin(name)

    @property
    def obstacle(self) -> str:
        """What is to be done before anybody can approve, in the words of the next step; "" if nothing."""
        step = self.document.stages.next_step
        return step.words.rstrip("…") if step and step.stage in {Stage.FILL, Stage.CHECK} else ""

    def approve(self, name: str, opinion: str, why: str = "") -> None:
        """Store that somebody approves the report as it stands; from then on a change needs a reason."""
        document = self.document
        candidate = ApprovalCandidate(document.report_id, document.report, document.findings)
        with self._recorded_as(name):
            approve(self.session.store, self.session.office, candidate, Opinion(name, opinion, why))
        self._begin_anew()

    def hand_back(self, name: str, why: str) -> None:
        """Hand the report back to be changed."""
        with self._recorded_as(name):
            hand_back(self.session.store, self.session.office, self.document.report_id, name, why)
        self._begin_anew()

    @contextmanager
    def _recorded_as(self, name: str) -> Iterator[None]:
        """What is stored was done by this person of the office, who sits down for that alone at another's desk.

        Without a PIN nobody has shown that it is they: then it was done by who is at work, where anybody is.
        """
        store = self.session.store
        at_desk = store.actor
        if name in self.session.operators.names and not self.is_unproven(name):
            store.actor = at_desk._replace(operator=name)
        try:
            yield
        finally:
            if store.actor != at_desk:
                store.actor = at_desk

    def correct(self, why: str) -> None:
        """Begin the next version of a sealed report."""
        correct(self.session.store, self.document.report_id, why)
        self._begin_anew()

    def early_day_words(self, day: str) -> str:
        """That a day is before the sealing of the last version, "" if it is not."""
        return early_day_words(self.state, day)

    def publish(self, date: str, address: str) -> None:
        """Store when and where the sealed report was published."""
        publish(self.session.store, self.document.report_id, date, address)
        self._begin_anew()

    def submit(self, date: str, to: str, receipt: str = "") -> None:
        """Store when and to whom the sealed report was handed in."""
        submit(self.session.store, self.document.report_id, date, to, receipt)
        self._begin_anew()

    def file_paper(self, date: str, place: str) -> None:
        """Store when the signed copy on paper was filed, and where it lies."""
        file_paper(self.session.store, self.document.report_id, date, place)
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._why = ""
        self.refresh()

    def begin_change(self, why: str) -> None:
        """Let an approved report be changed, each change with this reason, until it is approved again."""
        self._why = why
        self.refresh()
