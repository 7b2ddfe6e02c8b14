"""What the archive copy prints of a report's past: its changes, the approvals that hold, and the steps left out."""

from collections.abc import Iterable, Mapping

from disclosure_desk.archive.audit_text import AuditLine, audit_lines
from disclosure_desk.checks.check_settings import approval_steps
from disclosure_desk.core.form import Form
from disclosure_desk.store.events.approvals import Approval
from disclosure_desk.store.events.event import Event
from disclosure_desk.writers.archive_record import ChangeRecordEntry, Signature

_MILESTONES = frozenset({"approve", "return", "seal", "correct", "publish", "deliver"})
"""The acts that are printed; prints, exports and the like are in the audit trail only."""


def change_records(form: Form, events: Iterable[Event]) -> tuple[ChangeRecordEntry, ...]:
    """How a report began, what was changed and what was decided since, in words and in order."""
    shown = [event for event in events if event.start or event.change or event.action in _MILESTONES]
    lines = audit_lines(shown, lambda _: form)
    return tuple(_record(event, line) for event, line in zip(shown, lines, strict=True))


def _record(event: Event, line: AuditLine) -> ChangeRecordEntry:
    """The entry with the moment as the event has it, so that the paper is the same wherever it is made."""
    is_act = event.action in _MILESTONES
    return ChangeRecordEntry(event.at, line.action, line.place, line.before, line.after, event.by, event.why, is_act)


def signatures(form: Form, approvals: Iterable[Approval]) -> tuple[Signature, ...]:
    """The approvals as the review sheet prints them."""
    names = approval_steps(form)
    return tuple(Signature(names.get(one.step, one.step), one.name, one.opinion, one.at, one.why) for one in approvals)


def waived(form: Form, office: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the form's steps of approval that are not among the office's own, which are given by id."""
    return tuple(name for step, name in approval_steps(form).items() if step not in office)
