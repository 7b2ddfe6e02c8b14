"""The kinds of rule that follow from the form itself: balances, sums, whole figures, no blanks."""

from collections.abc import Iterable

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.identity import Identity, identities
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.figure import Figure, figure, places, print_figure
from disclosure_desk.core.form import Cell, Rule

_LISTED = 3
"""How many blank cells a message names before it only counts them."""


def balance(rule: Rule, subject: Subject) -> list[Finding]:
    """In each column, the rows on the left add up to what the rows on the right do."""
    return [_unbalanced(one, subject) for one in identities(rule, subject.form) if _is_broken(one, subject)]


def _unbalanced(identity: Identity, subject: Subject) -> Finding:
    left, right = (_added(cells, subject) for cells in (identity.left, identity.right))
    words: dict[str, object] = {
        "left_terms": " ＋ ".join(subject.term(cell) for cell in identity.left),
        "right_terms": " ＋ ".join(subject.term(cell) for cell in identity.right),
        "left": _printed(left),
        "right": _printed(right),
        "difference": _difference(left, right),
    }
    return subject.finding(identity.rule, identity.cells, **words)


def sums(rule: Rule, subject: Subject) -> list[Finding]:
    """Each total of the grid, along the rule's axis, is the sum of its parts."""
    return [_wrong_total(one, subject) for one in identities(rule, subject.form) if _is_broken(one, subject)]


def _wrong_total(identity: Identity, subject: Subject) -> Finding:
    stands, expected = (_added(cells, subject) for cells in (identity.left, identity.right))
    words = {"expected": _printed(expected), "difference": _difference(stands, expected)}
    return subject.finding(identity.rule, identity.cells, **words)


def _is_broken(identity: Identity, subject: Subject) -> bool:
    return subject.known(identity.cells) is not None and (
        _added(identity.left, subject) != _added(identity.right, subject)
    )


def _added(cells: Iterable[str], subject: Subject) -> Figure:
    return sum(subject.known(cells) or ())


def whole(rule: Rule, subject: Subject) -> list[Finding]:
    """Each figure is one its cell may hold: not negative, no more decimals than the form allows."""
    return [
        subject.finding(rule, [cell], expected=_admitted(subject.form.cells[cell]))
        for cell in rule.cells
        if not _fits(subject.figures[cell], subject.form.cells[cell].decimals)
    ]


def _fits(value: Figure | None, decimals: int) -> bool:
    return value is None or (value >= 0 and places(value) <= decimals)


def _admitted(cell: Cell) -> str:
    return f"不小于 0、最多 {cell.decimals} 位小数的数" if cell.decimals else "不小于 0 的整数"


def filled(rule: Rule, subject: Subject) -> list[Finding]:
    """No cell that has to be keyed is blank: one finding for each grid; a sum is blank only while its parts are."""
    findings = []
    for grid in subject.form.grids:
        cells = [subject.form.cells[cell] for cell in rule.cells if subject.figures[cell] is None]
        blank = [cell for cell in cells if cell.grid == grid and not cell.is_sum]
        if blank:
            names = "、".join(cell.name for cell in blank[:_LISTED])
            more = " 等" if len(blank) > _LISTED else ""
            findings.append(subject.finding(rule, [cell.id for cell in blank], count=len(blank), places=names + more))
    return findings


def _printed(value: Figure) -> str:
    return print_figure(figure(value))


def _difference(one: Figure, other: Figure) -> str:
    return _printed(max(one, other) - min(one, other))


KINDS = {"balance": balance, "sum": sums, "whole": whole, "filled": filled}
"""The kinds of rule that stand here."""
