"""A reading while the clerk reviews it: what was seen and corrected, step by step, and the report that results."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from disclosure_desk.core.report import (
    CONTRADICTED,
    NOTES,
    UNIT,
    YEAR,
    Change,
    Note,
    Report,
    Value,
    differences,
    new_report,
    notes_to_text,
)
from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.model.remark import NAME_CAUSE, cause_of
from disclosure_desk.readers.naming import with_name
from disclosure_desk.readers.review.review_items import ReviewItem, broken_identities, items_to_review, reason_of


class ImportResult(NamedTuple):
    """What a reviewed reading results in: the report as it was read, and what the clerk corrected in it."""

    report: Report
    corrections: tuple[Change, ...] = ()

    def under_unit(self, unit: str) -> "ImportResult":
        """The same result under another name of the unit; a note keeps the name that the source has."""
        read = self.report
        note = Note("title", UNIT, f"原文的机关名称是“{read.unit}”，记作“{unit}”")
        return self._replace(report=new_report(read.form, unit, read.year, _values(read), (*read.notes, note)))

    @property
    def blank(self) -> Report:
        """The report before any figure or text of the source is in it, with its notes."""
        return new_report(self.report.form, self.report.unit, self.report.year, notes=self.report.notes)

    def changes_to(self, base: Report) -> tuple[Change, ...]:
        """The changes that make a report equal to the result: first to what was read, then to what was corrected.

        The notes of the reading replace those of the report. No changes where both are equal already.
        """
        settled = {change.place for change in self.corrections if base.value(change.place) == change.after}
        chain = (*differences(base, self.report), *self.corrections)
        notes = Change(NOTES, notes_to_text(base.notes), notes_to_text(self.report.notes))
        changes = tuple(change for change in chain if change.place not in settled)
        return (*changes, notes) if changes and notes.before != notes.after else changes

    def count_differences(self, base: Report) -> int:
        """In how many places a report differs from the result."""
        return len({change.place for change in self.changes_to(base)} - {NOTES})


class _Decisions(NamedTuple):
    """What was decided so far: corrected values by their places, and the keys of the items that were reviewed."""

    values: Mapping[str, Value] = MappingProxyType({})
    seen: frozenset[str] = frozenset()


class ImportReview:
    """The review of one reading; every decision can be undone, and none stores anything."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.items = items_to_review(reading)
        self._numbers = {item.key: number for number, item in enumerate(self.items)}
        heads = ((number, item.size) for number, item in enumerate(self.items) if item.size)
        self._under_heads = {number + step: number for number, count in heads for step in range(1, count + 1)}
        self._decided = _Decisions()
        self._steps: list[tuple[_Decisions, ReviewItem]] = []
        self._named = reading
        self._broken = broken_identities(reading.report)

    @property
    def report(self) -> Report:
        """The report as it was read, under the unit and year that the clerk typed, if any."""
        return self._named.report

    @property
    def needs_name(self) -> bool:
        """Whether the unit or the year is doubtful or open, so that the clerk is asked for it."""
        read = self.reading.report
        is_noted = any(note.kind == "doubtful" and cause_of(note) == NAME_CAUSE for note in self.reading.notes)
        return is_noted or bool({UNIT, YEAR} & self.reading.unsure) or not (read.unit and read.year)

    @property
    def unit_choices(self) -> tuple[str, ...]:
        """The other units that the source names, the likeliest first."""
        return tuple(origin.text for origin in self.reading.others.get(UNIT, ()))

    def name(self, unit: str, year: int) -> None:
        """Take the unit and the year that the clerk typed."""
        self._named = with_name(self.reading, unit, year)

    def value(self, place: str) -> Value:
        """The value of a place in the result: as corrected, else as read."""
        return self._decided.values.get(place, self.reading.report.value(place))

    def is_corrected(self, item: ReviewItem) -> bool:
        """Whether the clerk put another value there than was read."""
        return item.place in self._decided.values

    def is_seen(self, item: ReviewItem) -> bool:
        """Whether the clerk has decided about an item, or about all that are under it."""
        if item.size:
            return all(map(self.is_seen, self.under(item)))
        return item.key in self._decided.seen

    def under(self, head: ReviewItem) -> tuple[ReviewItem, ...]:
        """The items under a head."""
        first = self._numbers[head.key] + 1
        return self.items[first : first + head.size]

    def reasons(self, item: ReviewItem) -> tuple[str, ...]:
        """Why an item has to be reviewed now: a correction may have mended an identity, or broken one."""
        return (*item.reasons, *map(reason_of, self._broken.get(item.place, ())))

    def is_waiting(self, item: ReviewItem) -> bool:
        """Whether there is a reason to review an item, and the clerk has not done so yet."""
        if item.size:
            return any(map(self.is_waiting, self.under(item)))
        return not self.is_seen(item) and bool(self.reasons(item))

    @property
    def waiting_count(self) -> int:
        """How many items still wait for the clerk; those under one head count as one."""
        return sum(self.is_waiting(item) for number, item in enumerate(self.items) if number not in self._under_heads)

    @property
    def step_count(self) -> int:
        """How many steps can be undone."""
        return len(self._steps)

    def next_waiting(self, number: int, opened: Collection[str] = ()) -> int | None:
        """The number of the next waiting item after that one, starting over at the end; None if there is none.

        opened: the keys of the heads that the clerk has opened. What is under them is stepped through one by one, what
        is under the others is not.
        """
        count = len(self.items)
        order = (step % count for step in range(number + 1, number + 1 + count))
        return next((step for step in order if self._is_next(step, opened)), None)

    def _is_next(self, number: int, opened: Collection[str]) -> bool:
        item, head = self.items[number], self.head_of(number)
        is_shown = head is None or self.items[head].key in opened
        return is_shown and item.key not in opened and self.is_waiting(item)

    def head_of(self, number: int) -> int | None:
        """The number of the head that an item is under; None if it is under none."""
        return self._under_heads.get(number)

    def waiting_in_row(self, item: ReviewItem) -> list[ReviewItem]:
        """The waiting items from the same row or paragraph of the source, at least this one itself."""
        same = [other for other in self.items if other.place and other.source_items[:1] == item.source_items[:1]]
        return [other for other in same if item.source_items and self.is_waiting(other)] or [item]

    def accept(self, items: Sequence[ReviewItem]) -> None:
        """Accept items as they are, in one step, and with a head all that are under it."""
        accepted = {one.key for item in items for one in (item, *(self.under(item) if item.size else ()))}
        self._decide(items[0], self._decided._replace(seen=self._decided.seen | accepted))

    def correct(self, item: ReviewItem, value: Value) -> None:
        """Put another value at an item's place: what was typed, another way to read it, or nothing."""
        values = {place: held for place, held in self._decided.values.items() if place != item.place}
        if value != self.reading.report.value(item.place):
            values[item.place] = value
        self._decide(item, _Decisions(values, self._decided.seen | {item.key}))

    def undo(self) -> ReviewItem | None:
        """Undo the last step and return the item it was made at; None if there is no step."""
        if not self._steps:
            return None
        decided, item = self._steps.pop()
        self._set(decided)
        return item

    def _decide(self, item: ReviewItem, decided: _Decisions) -> None:
        self._steps.append((self._decided, item))
        self._set(decided)

    def _set(self, decided: _Decisions) -> None:
        is_changed, self._decided = decided.values != self._decided.values, decided
        if is_changed:
            self._broken = broken_identities(_report(self.reading.report, decided.values))

    def result(self) -> ImportResult:
        """The result of the review; each item that still waits stays with the report as a note.

        A contradiction that the clerk has decided is none any more.
        """
        read = self.report
        decided = {item.place for item in self.items if item.place and self.is_seen(item)}
        kept = [note for note in read.notes if note.kind != CONTRADICTED or note.place not in decided]
        corrections = (Change(place, read.value(place), value) for place, value in self._decided.values.items())
        noted = {note.place for note in read.notes}
        waiting = (item for item in self.items if item.place and item.place not in noted and self.is_waiting(item))
        notes = (Note("doubtful", item.place, "；".join(self.reasons(item))) for item in waiting)
        return ImportResult(_report(read, {}, (*kept, *notes)), tuple(corrections))


def _report(read: Report, values: Mapping[str, Value], notes: Iterable[Note] = ()) -> Report:
    """A report with other values at some places, and other notes."""
    return new_report(read.form, read.unit, read.year, {**_values(read), **values}, notes)


def _values(read: Report) -> dict[str, Value]:
    return {**read.texts, **read.cells, **read.explanations}
