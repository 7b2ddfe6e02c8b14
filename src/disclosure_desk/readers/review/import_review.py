"""A reading while a clerk looks it through: what was seen and corrected, step by step, and what it comes to."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from disclosure_desk.core.report import NOTES, UNIT, Change, Note, Report, Value, differences, new_report, notes_to_text
from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.review.review_items import Stop, broken_identities, walk
from disclosure_desk.readers.review.review_items import told as told_finding


class Taken(NamedTuple):
    """What a confirmed reading comes to: the report as it was read, and what the clerk corrected in it."""

    report: Report
    corrections: tuple[Change, ...] = ()

    def under(self, unit: str) -> "Taken":
        """The same under another name of the unit; that the source has it otherwise is noted."""
        read = self.report
        note = Note("title", UNIT, f"原文的机关名称是“{read.unit}”，记作“{unit}”")
        return self._replace(report=new_report(read.form, unit, read.year, _values(read), (*read.notes, note)))

    @property
    def blank(self) -> Report:
        """The report before anything of the source stands in it, with its notes."""
        return new_report(self.report.form, self.report.unit, self.report.year, notes=self.report.notes)

    def changes_to(self, base: Report) -> tuple[Change, ...]:
        """What has to change in a report for it to say the same: to what was read, then to what was corrected.

        What was noted takes the place of what was noted there before. Nothing where it says so already.
        """
        settled = {change.place for change in self.corrections if base.value(change.place) == change.after}
        chain = (*differences(base, self.report), *self.corrections)
        notes = Change(NOTES, notes_to_text(base.notes), notes_to_text(self.report.notes))
        changes = tuple(change for change in chain if change.place not in settled)
        return (*changes, notes) if changes and notes.before != notes.after else changes

    def count(self, base: Report) -> int:
        """In how many places a report says something else."""
        return len({change.place for change in self.changes_to(base)} - {NOTES})


class _State(NamedTuple):
    """What was decided so far: other values by their places, the keys of the stops that were looked at."""

    values: Mapping[str, Value] = MappingProxyType({})
    seen: frozenset[str] = frozenset()


class Confirmation:
    """The walk through one reading; every decision can be taken back, and nothing is stored by any."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.stops = walk(reading)
        self._state = _State()
        self._steps: list[tuple[_State, Stop]] = []
        self._broken = broken_identities(reading.report)

    def value(self, place: str) -> Value:
        """What is to stand at a place."""
        return self._state.values.get(place, self.reading.report.value(place))

    def is_corrected(self, stop: Stop) -> bool:
        """Whether the clerk put something else there than was read."""
        return stop.place in self._state.values

    def is_seen(self, stop: Stop) -> bool:
        """Whether the clerk has decided about a stop."""
        return stop.key in self._state.seen

    def reasons(self, stop: Stop) -> tuple[str, ...]:
        """Why a stop wants a look as things stand: a correction may mend what did not add up, or break it."""
        return (*stop.reasons, *map(told_finding, self._broken.get(stop.place, ())))

    def is_waiting(self, stop: Stop) -> bool:
        """Whether a stop wants a look that it has not had."""
        return not self.is_seen(stop) and bool(self.reasons(stop))

    @property
    def left(self) -> int:
        """How many stops still want a look."""
        return sum(map(self.is_waiting, self.stops))

    @property
    def decisions(self) -> int:
        """How many steps can be taken back."""
        return len(self._steps)

    def next_waiting(self, number: int) -> int | None:
        """The next stop after that number that wants a look, from the last on to the first; None if none does."""
        count = len(self.stops)
        order = (step % count for step in range(number + 1, number + 1 + count))
        return next((step for step in order if self.is_waiting(self.stops[step])), None)

    def row_of(self, stop: Stop) -> list[Stop]:
        """The stops that want a look and come from the same row or paragraph of the source, this one included."""
        same = [other for other in self.stops if other.place and other.items[:1] == stop.items[:1]]
        return [other for other in same if stop.items and self.is_waiting(other)] or [stop]

    def accept(self, stops: Sequence[Stop]) -> None:
        """Stops are as they should be: one step."""
        self._decide(stops[0], self._state._replace(seen=self._state.seen | {stop.key for stop in stops}))

    def correct(self, stop: Stop, value: Value) -> None:
        """Something else is to stand at a stop's place: what was typed, another way to read it, or nothing."""
        values = {place: held for place, held in self._state.values.items() if place != stop.place}
        if value != self.reading.report.value(stop.place):
            values[stop.place] = value
        self._decide(stop, _State(values, self._state.seen | {stop.key}))

    def undo(self) -> Stop | None:
        """Take the last step back; answers where it was, None if there is none."""
        if not self._steps:
            return None
        state, stop = self._steps.pop()
        self._take(state)
        return stop

    def _decide(self, stop: Stop, state: _State) -> None:
        self._steps.append((self._state, stop))
        self._take(state)

    def _take(self, state: _State) -> None:
        is_changed, self._state = state.values != self._state.values, state
        if is_changed:
            self._broken = broken_identities(_report(self.reading.report, state.values))

    def taken(self) -> Taken:
        """What the reading comes to; each doubt that was not looked at stays with the report as a note."""
        read = self.reading.report
        corrections = (Change(place, read.value(place), value) for place, value in self._state.values.items())
        noted = {note.place for note in read.notes}
        unseen = (stop for stop in self.stops if stop.place and stop.place not in noted and self.is_waiting(stop))
        notes = (Note("doubtful", stop.place, "；".join(self.reasons(stop))) for stop in unseen)
        return Taken(_report(read, {}, (*read.notes, *notes)), tuple(corrections))


def _report(read: Report, values: Mapping[str, Value], notes: Iterable[Note] = ()) -> Report:
    """A report with other values at some places, and other notes."""
    return new_report(read.form, read.unit, read.year, {**_values(read), **values}, notes)


def _values(read: Report) -> dict[str, Value]:
    return {**read.texts, **read.cells, **read.explanations}
