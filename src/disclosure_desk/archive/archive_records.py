"""What the archive copy prints of a report's record: its ledger, the approvals that hold, the steps done without."""

from collections.abc import Iterable, Mapping

from disclosure_desk.archive.audit_text import Line, chronicle
from disclosure_desk.checks.check_settings import approval_steps
from disclosure_desk.core.form import Form
from disclosure_desk.store.events.approvals import Approval
from disclosure_desk.store.events.event import Event
from disclosure_desk.writers.archive_record import ChangeRecordEntry, Signature

_ON_ITS_WAY = frozenset({"approve", "return", "seal", "correct", "publish"})
"""The acts that bring a report on; what is printed, exported and the like only the whole record tells."""


def records(form: Form, events: Iterable[Event]) -> tuple[ChangeRecordEntry, ...]:
    """How a report began, what was changed since and what it went through, in words, in their order."""
    shown = [event for event in events if event.start or event.change or event.action in _ON_ITS_WAY]
    lines = chronicle(shown, lambda _: form)
    return tuple(_record(event, line) for event, line in zip(shown, lines, strict=True))


def _record(event: Event, line: Line) -> ChangeRecordEntry:
    """With the moment as the event has it: the same paper wherever it is made."""
    is_act = event.action in _ON_ITS_WAY
    return ChangeRecordEntry(event.at, line.action, line.place, line.before, line.after, event.by, event.why, is_act)


def signatures(form: Form, approvals: Iterable[Approval]) -> tuple[Signature, ...]:
    """The approvals that hold, as the review sheet prints them."""
    names = approval_steps(form)
    return tuple(Signature(names.get(one.step, one.step), one.name, one.opinion, one.at, one.why) for one in approvals)


def waived(form: Form, office: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the form's steps of approval that an office, whose own are given by id, does without."""
    return tuple(name for step, name in approval_steps(form).items() if step not in office)
