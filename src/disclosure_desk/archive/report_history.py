"""A report as it was at any moment of its audit trail."""

from collections.abc import Iterable

from disclosure_desk.core.form import EXPLANATION, Form
from disclosure_desk.core.report import NOTES, UNIT, YEAR, Report, Value, new_report, notes_from_text
from disclosure_desk.store.events.event import Event


def moments(events: Iterable[Event]) -> tuple[Event, ...]:
    """The last event of each batch of changes to a report, the oldest first: the moments that can be shown."""
    last: dict[int, Event] = {}
    for event in events:
        if event.start or event.change:
            last[event.batch] = event
    return tuple(last.values())


def report_after(events: Iterable[Event], seq: int, form: Form) -> Report:
    """The report as it was after the event of that number; raises ValueError where it was not begun then."""
    values: dict[str, Value] = {}
    for event in events:
        if event.seq > seq:
            break
        if event.start:
            values = dict(event.start.values)
        elif event.change:
            values[event.change.place] = event.change.after
    if not values:
        raise ValueError(seq)
    unit, year = str(values.pop(UNIT)), int(str(values.pop(YEAR)))
    present = {place: value for place, value in values.items() if value or not place.startswith(EXPLANATION)}
    return new_report(form, unit, year, present, notes_from_text(str(present.pop(NOTES, ""))))
