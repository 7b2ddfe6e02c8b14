"""The one object between the core and the widgets: a report whose every change is stored before it is shown."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from disclosure_desk.checks import CheckContext, Finding, Verdict, check
from disclosure_desk.checks.stages import Handling, Stages, stages_of
from disclosure_desk.core.report import UNIT, YEAR, Change, Report, Value, new_report
from disclosure_desk.gui.session.dialog_drafts import DialogDrafts
from disclosure_desk.gui.session.undo_text import step_words
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.undo_history import UndoHistory, UndoStep


class Saver(Protocol):
    """Where changes are stored."""

    def apply(self, report_id: int, changes: Sequence[Change], action: str, why: str = "") -> None:
        """Store the changes, all or none; raise StoreError with a message for the clerk."""


class Editor(Protocol):
    """A widget in which a document is filled."""

    def flush(self) -> bool:
        """Store what was typed and is not stored yet; whether all of it now is."""


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
        context_of: Callable[[Report], CheckContext] = lambda _: CheckContext(),
        history: UndoHistory | None = None,
    ) -> None:
        super().__init__()
        self.report, self.report_id = report, report_id
        self.drafts = DialogDrafts(self)
        """What is half written in the dialogs of this report."""
        self.last_changes: tuple[Change, ...] = ()
        """The changes that were carried out last."""
        self._context_of = context_of
        self.editor: Editor | None = None
        """The widget in which the report is filled, where there is one."""
        self.lock = ""
        """Why nothing may be changed now, in words; "" where it may."""
        self.why = ""
        """The reason that goes into the record with every change."""
        self.handling = Handling()
        """What was done with the report after it was filled in."""
        self.package_faults: tuple[str, ...] = ()
        """What is wrong with the packages of a sealed report, in sentences."""
        self._approvals: tuple[str, ...] | None = None
        self.history = UndoHistory.empty() if history is None else history
        self._store = store
        self._findings: tuple[Finding, ...] | None = None
        self._context: CheckContext | None = None
        self._by_place: Mapping[str, tuple[Finding, ...]] = {}
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.findings_changed)

    @property
    def context(self) -> CheckContext:
        """What the report is checked against, last year's report among it."""
        if self._context is None:
            self._context = self._context_of(self.report)
        return self._context

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules find in the report as it stands."""
        if self._findings is None:
            context = self.context._replace(approvals=self._approvals, is_draft=True)
            self._findings = check(self.report, context)
            self._by_place = _by_place(self._findings)
        return self._findings

    @property
    def is_check_due(self) -> bool:
        """Whether `findings_changed` is about to be told."""
        return self._timer.isActive()

    @property
    def previous(self) -> Report | None:
        """Last year's report, with which this one is compared; None where there is none."""
        return self.context.previous  # without the checks: a table asks in the middle of a key

    @property
    def verdict(self) -> Verdict:
        """The verdict over the findings."""
        return Verdict.over(self.findings)

    def findings_at(self, place: str) -> tuple[Finding, ...]:
        """The findings that name a cell or text."""
        return self._by_place.get(place, ()) if self.findings else ()

    def close(self) -> None:
        """Check nothing more: the report is open no longer, and the document is about to be deleted."""
        self._timer.stop()
        self.editor = None
        self.deleteLater()

    def flush(self) -> bool:
        """Store what is being typed; whether nothing is left unstored."""
        return self.editor is None or self.editor.flush()

    def snapshot(self) -> Report:
        """The report as it stands, which no later change reaches."""
        report = self.report
        values = {**report.texts, **report.explanations, **report.cells}
        return new_report(report.form, report.unit, report.year, values, report.notes)

    def check_again(self) -> None:
        """Run the rules anew, because what the report is checked against has changed."""
        self._findings = self._context = None
        self._timer.start()

    def set_approvals(self, approvals: tuple[str, ...], handling: Handling, faults: tuple[str, ...] = ()) -> None:
        """Check from now on with these steps of approval given; `faults` are those of a sealed report's packages."""
        if (approvals, handling, faults) != (self._approvals, self.handling, self.package_faults):
            self._approvals, self.handling, self.package_faults = approvals, handling, faults
            self.check_again()

    @property
    def stages(self) -> Stages:
        """How far the report is on its path, and what is to be done next."""
        return stages_of(self.report, self.findings, self.handling)

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
        self._announce(batch)
        return True

    def set_value(self, place: str, value: Value, action: str = "edit") -> bool:
        """Put a value at a place; False if it could not be stored."""
        return self.edit([Change(place, self.report.value(place), value)], action)

    def rename(self, unit: str, year: int) -> bool:
        """Give the report another unit or year; False if that could not be stored."""
        changes = [Change(UNIT, self.report.unit, unit), Change(YEAR, self.report.year, year)]
        return self.edit(changes, "rename")

    def explain(self, finding: Finding, sentence: str) -> bool:
        """Keep what the clerk answers to a finding, "" to withdraw it; False if it could not be stored."""
        change = Change(finding.key, self.report.value(finding.key), sentence)
        return self.edit([change])

    @property
    def next_undo(self) -> str:
        """What would be taken back, in words; "" if nothing."""
        return self._words_of(self.history.done)

    @property
    def next_redo(self) -> str:
        """What would be brought back, in words; "" if nothing."""
        return self._words_of(self.history.undone)

    def _words_of(self, steps: Sequence[UndoStep]) -> str:
        return step_words(self.report.form, steps[-1]) if steps else ""

    def undo(self) -> bool:
        """Take back the last step; False if there is none or it could not be stored."""
        if not self.history.done:
            return False
        changes = self.history.done[-1].inverse
        if not self._carry_out(changes, "undo"):
            return False
        self.history.undo()
        self._announce(changes)
        return True

    def redo(self) -> bool:
        """Bring back the step taken back last; False if there is none or it could not be stored."""
        if not self.history.undone:
            return False
        changes = self.history.undone[-1].changes
        if not self._carry_out(changes, "redo"):
            return False
        self.history.redo()
        self._announce(changes)
        return True

    def forget_steps(self) -> None:
        """Let no step be undone any more, because the report was sealed."""
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

    def _announce(self, changes: tuple[Change, ...]) -> None:
        self.last_changes = changes
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
