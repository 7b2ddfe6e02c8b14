"""The audit trail in the clerk's words, as the archive copy prints it."""

from collections.abc import Iterable, Mapping
from typing import cast

from disclosure_desk.checks.procedure import steps
from disclosure_desk.figure import print_figure
from disclosure_desk.form import Form
from disclosure_desk.report import UNIT, YEAR, Change, Value
from disclosure_desk.store import Event
from disclosure_desk.store.workflow import Approval
from disclosure_desk.writers.archive_copy import Record, Signature

ACTIONS: Mapping[str, str] = {
    "create": "新建",
    "import": "导入",
    "edit": "填写",
    "paste": "粘贴",
    "clear": "清空",
    "fill_zero": "其余填 0",
    "undo": "撤销",
    "redo": "重做",
    "rename": "改名称",
    "update": "导入更新",
}
"""What each action of the trail is called."""
WHOLE = "整份报告"
"""The place of an event that begins a report."""
HEADER = {UNIT: "机关全称", YEAR: "统计年度"}
"""What the places of a report's name are called."""


def records(form: Form, events: Iterable[Event]) -> tuple[Record, ...]:
    """How a report began and what was changed since, in words, in their order."""
    return tuple(_record(form, event) for event in events if event.start or event.change)


def signatures(form: Form, approvals: Iterable[Approval]) -> tuple[Signature, ...]:
    """The approvals that hold, as the review sheet prints them."""
    names = steps(form)
    return tuple(Signature(names.get(one.step, one.step), one.name, one.opinion, one.at, one.why) for one in approvals)


def waived(form: Form, office: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the form's steps of approval that an office, whose own are given by id, does without."""
    return tuple(name for step, name in steps(form).items() if step not in office)


def _record(form: Form, event: Event) -> Record:
    if event.start:
        unit, year = (printed(event.start.values[place]) for place in (UNIT, YEAR))
        return Record(event.at, ACTIONS[event.action], WHOLE, "", form.title.format(unit=unit, year=year))
    change = cast("Change", event.change)
    place = HEADER.get(change.place) or form.place_name(change.place)
    return Record(event.at, ACTIONS[event.action], place, printed(change.before), printed(change.after))


def printed(value: Value) -> str:
    """A value as it is read, "" where it is blank."""
    return value if isinstance(value, str) else print_figure(value)
