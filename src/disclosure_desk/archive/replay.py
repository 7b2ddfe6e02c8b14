"""A report as it was at any moment of its trail."""

from collections.abc import Iterable

from disclosure_desk.core.form import EXPLANATION, Form
from disclosure_desk.core.report import NOTES, UNIT, YEAR, Report, Value, new_report, notes_from_text
from disclosure_desk.store.events.event import Event


def moments(events: Iterable[Event]) -> tuple[Event, ...]:
    """The last event of each thing that was done at once to a report, the oldest first: moments to go back to."""
    last: dict[int, Event] = {}
    for event in events:
        if event.start or event.change:
            last[event.batch] = event
    return tuple(last.values())


def report_after(events: Iterable[Event], seq: int, form: Form) -> Report:
    """The report of these events as it was after the one with that number; ValueError before it was begun."""
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
    said = {place: value for place, value in values.items() if value or not place.startswith(EXPLANATION)}
    return new_report(form, unit, year, said, notes_from_text(str(said.pop(NOTES, ""))))
