"""The kinds of rule that follow from the form itself: balances, sums, whole figures, no blanks."""

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.subject import Subject
from disclosure_desk.figure import Figure, figure, places, print_figure
from disclosure_desk.form import Cell, Rule, cell_id

_LISTED = 3
"""How many blank cells a message names before it only counts them."""


def balance(rule: Rule, subject: Subject) -> list[Finding]:
    """In each column, the rows on the left add up to what the rows on the right do."""
    return [
        finding
        for block in subject.form.grids[rule.grid].blocks
        for column in block.columns
        for finding in _balance_column(rule, subject, column.id)
    ]


def _balance_column(rule: Rule, subject: Subject, column: str) -> list[Finding]:
    left = [cell_id(rule.grid, row, column) for row in rule.left]
    right = [cell_id(rule.grid, row, column) for row in rule.right]
    left_figures, right_figures = subject.known(left), subject.known(right)
    if left_figures is None or right_figures is None:
        return []
    left_sum, right_sum = sum(left_figures), sum(right_figures)
    if left_sum == right_sum:
        return []
    words: dict[str, object] = {
        "left_terms": " ＋ ".join(subject.term(cell) for cell in left),
        "right_terms": " ＋ ".join(subject.term(cell) for cell in right),
        "left": _printed(left_sum),
        "right": _printed(right_sum),
        "difference": _difference(left_sum, right_sum),
    }
    return [subject.finding(rule, [*left, *right], **words)]


def sums(rule: Rule, subject: Subject) -> list[Finding]:
    """Each total of the grid, along the rule's axis, is the sum of its parts."""
    cells = (cell for cell in subject.form.cells.values() if cell.grid == rule.grid)
    return [finding for cell in cells for finding in _sum(rule, subject, cell)]


def _sum(rule: Rule, subject: Subject, cell: Cell) -> list[Finding]:
    parts = cell.column_parts if rule.axis == "rows" else cell.row_parts
    stands, figures = subject.figures[cell.id], subject.known(parts)
    if not parts or stands is None or figures is None or stands == sum(figures):
        return []
    expected = sum(figures)
    words = {"expected": _printed(expected), "difference": _difference(stands, expected)}
    return [subject.finding(rule, [cell.id, *parts], **words)]


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
