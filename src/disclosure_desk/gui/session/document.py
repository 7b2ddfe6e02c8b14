"""The one object between the core and the widgets: a report whose every change is stored first."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from disclosure_desk.checks import CheckContext, Finding, Verdict, check
from disclosure_desk.core.report import Change, Report, Value
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.undo_history import UndoHistory, UndoStep


class Saver(Protocol):
    """Where changes are kept."""

    def apply(self, report_id: int, changes: Sequence[Change], action: str, why: str = "") -> None:
        """Keep the changes, all or none; raises StoreError with a message for the clerk."""


class Document(QObject):
    """A report at work: edits, undo and redo go to the store first, then into the report, then to the widgets.

    The steps of `history` are those that the events of the report tell, and nobody but the document may move it. With
    work in Qt's own `QUndoCommand.redo`, a failed write would leave a step on its stack that never happened.
    """

    changed = Signal(object)
    """The changes that were carried out: tuple[Change, ...]."""
    findings_changed = Signal()
    """The rules were run again; at most once a turn of the event loop."""
    failed = Signal(str)
    """A write failed and nothing changed; the message is for the clerk."""
    steps_changed = Signal()
    """Other steps than before are the next to be taken back or brought back."""
    lock_changed = Signal()
    """The report may be changed from now on, or no longer."""

    def __init__(
        self,
        store: Saver,
        report_id: int,
        report: Report,
        told: Callable[[Report], CheckContext] = lambda _: CheckContext(),
        history: UndoHistory | None = None,
    ) -> None:
        super().__init__()
        self.report, self.report_id = report, report_id
        self._told = told
        self.lock = ""
        """Why nothing may be changed now, in words; "" where it may."""
        self.why = ""
        """The reason that goes into the record with every change."""
        self.is_sealed = False
        self.package_faults: tuple[str, ...] = ()
        """What is wrong with the packages of a sealed report, in sentences."""
        self._approvals: tuple[str, ...] | None = None
        self.history = UndoHistory.empty() if history is None else history
        self._store = store
        self._findings: tuple[Finding, ...] | None = None
        self._by_place: Mapping[str, tuple[Finding, ...]] = {}
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.findings_changed)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules find in the report as it stands."""
        if self._findings is None:
            told = replace(self._told(self.report), approvals=self._approvals, is_draft=True)
            self._findings = check(self.report, told)
            self._by_place = _by_place(self._findings)
        return self._findings

    @property
    def verdict(self) -> Verdict:
        """The verdict over the findings."""
        return Verdict.over(self.findings)

    def findings_at(self, place: str) -> tuple[Finding, ...]:
        """The findings that name a cell or text."""
        return self._by_place.get(place, ()) if self.findings else ()

    def check_again(self) -> None:
        """Run the rules anew: what they are told beside the report has changed."""
        self._findings = None
        self._timer.start()

    def tell_approvals(self, approvals: tuple[str, ...], *, is_sealed: bool, faults: tuple[str, ...] = ()) -> None:
        """Let the rules know which steps have approved the report, and whether it is sealed, its packages with it."""
        if (approvals, is_sealed, faults) != (self._approvals, self.is_sealed, self.package_faults):
            self._approvals, self.is_sealed, self.package_faults = approvals, is_sealed, faults
            self.check_again()

    def set_lock(self, lock: str, why: str = "") -> None:
        """Let nothing be changed for the reason `lock`, "" to open it; changes then go into the record with `why`."""
        is_other = lock != self.lock
        self.lock, self.why = lock, why
        if is_other:
            self.lock_changed.emit()

    def edit(self, changes: Sequence[Change], action: str = "edit") -> bool:
        """Carry out changes as one step that can be undone; False if they could not be stored.

        Changes to what already stands there are dropped. Raises ValueError where one does not start from what stands.
        """
        batch = tuple(change for change in changes if not _same(change.before, change.after))
        if not batch:
            return True
        if not self._carry_out(batch, action):
            return False
        self.history.do(UndoStep(action, batch))
        self._tell(batch)
        return True

    def set_value(self, place: str, value: Value, action: str = "edit") -> bool:
        """Put a value at a place; False if it could not be stored."""
        return self.edit([Change(place, self.report.value(place), value)], action)

    def explain(self, finding: Finding, sentence: str) -> bool:
        """Keep what the clerk answers to a finding, "" to withdraw it; False if it could not be stored."""
        change = Change(finding.key, self.report.value(finding.key), sentence)
        return self.edit([change])

    def undo(self) -> bool:
        """Take back the last step; False if there is none or it could not be stored."""
        if not self.history.done:
            return False
        changes = self.history.done[-1].inverse
        if not self._carry_out(changes, "undo"):
            return False
        self.history.undo()
        self._tell(changes)
        return True

    def redo(self) -> bool:
        """Bring back the step taken back last; False if there is none or it could not be stored."""
        if not self.history.undone:
            return False
        changes = self.history.undone[-1].changes
        if not self._carry_out(changes, "redo"):
            return False
        self.history.redo()
        self._tell(changes)
        return True

    def forget_steps(self) -> None:
        """What was done so far stays as it is: the report was sealed."""
        self.history.forget()
        self.steps_changed.emit()

    def _carry_out(self, changes: tuple[Change, ...], action: str) -> bool:
        if self.lock:
            self.failed.emit(self.lock)
            return False
        self.report.after(changes)  # asked before the store is: it must not keep what the report would then refuse
        try:
            self._store.apply(self.report_id, changes, action, self.why)
        except StoreError as error:
            self.failed.emit(str(error))
            return False
        self.report.apply(changes)
        return True

    def _tell(self, changes: tuple[Change, ...]) -> None:
        self.check_again()
        self.steps_changed.emit()
        self.changed.emit(changes)


def _same(one: Value, other: Value) -> bool:
    return one == other and type(one) is type(other)


def _by_place(findings: Sequence[Finding]) -> dict[str, tuple[Finding, ...]]:
    found: dict[str, tuple[Finding, ...]] = {}
    for finding in findings:
        for place in finding.cells:
            found[place] = (*found.get(place, ()), finding)
    return found
