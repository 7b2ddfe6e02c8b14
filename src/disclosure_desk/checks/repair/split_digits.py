"""The kind of rule that knows a figure torn into two cells, as tables copied out of a page come."""

from collections.abc import Iterator
from itertools import pairwise

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.repair.equations import Books, open_books
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.form import Rule

_DIGITS = range(10)


def split_digits(rule: Rule, subject: Subject) -> list[Finding]:
    """Of an imported report, two single digits side by side that balance if they are joined into one figure."""
    if not subject.given.imported:
        return []
    books = open_books(subject.report)
    return [
        subject.finding(rule, [one, other], one=books.values[one], two=books.values[other], joined=joined)
        for one, other in _side_by_side(rule, subject)
        for joined in _joined(books, one, other)
        if books.residuals
    ]


def _side_by_side(rule: Rule, subject: Subject) -> Iterator[tuple[str, str]]:
    cells = (subject.form.cells[cell] for cell in rule.cells)
    return ((one.id, other.id) for one, other in pairwise(cells) if (one.grid, one.row) == (other.grid, other.row))


def _joined(books: Books, one: str, other: str) -> Iterator[int]:
    """The figure of both digits, if one of the cells may hold it and the other 0."""
    first, second = (books.values.get(cell) for cell in (one, other))
    if not first or first not in _DIGITS or second is None or second not in _DIGITS:
        return
    joined = int(f"{first}{second}")
    ways = ({one: joined - first, other: -second}, {one: -first, other: joined - second})
    if any(books.is_mended_by(way) for way in ways):
        yield joined


KINDS = {"split_digits": split_digits}
"""The kinds of rule that stand here."""
