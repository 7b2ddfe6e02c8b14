"""The kinds of rule that hold this year's figures against last year's report."""

from collections.abc import Sequence
from decimal import Decimal

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.figure import Figure, figure, print_figure
from disclosure_desk.core.form import Rule, cell_id


def carried_total(rule: Rule, subject: Subject) -> list[Finding]:
    """The total carried over is last year's total left open."""
    return _carried(rule, subject, totals=True)


def carried_columns(rule: Rule, subject: Subject) -> list[Finding]:
    """In each single column, what is carried over is what last year's report left open there."""
    return _carried(rule, subject, totals=False)


def _carried(rule: Rule, subject: Subject, *, totals: bool) -> list[Finding]:
    columns = [column for block in subject.form.grids[rule.grid].blocks for column in block.columns]
    (now,), (then,) = rule.left, rule.right
    apart = [
        (cell_id(rule.grid, now, column.id), cell_id(rule.grid, then, column.id))
        for column in columns
        if _apart(subject, cell_id(rule.grid, now, column.id), cell_id(rule.grid, then, column.id))
    ]
    of_totals = [pair for pair in apart if subject.form.cells[pair[0]].row_parts]
    singles = [pair for pair in apart if pair not in of_totals]
    if not totals:
        return [_carried_one(rule, subject, [here], there) for here, there in singles]
    return [_carried_one(rule, subject, [here, *(one for one, _ in singles)], there) for here, there in of_totals]


def _apart(subject: Subject, here: str, there: str) -> bool:
    stands, before = subject.figures[here], subject.before(there)
    return stands is not None and before is not None and stands != before


def _carried_one(rule: Rule, subject: Subject, cells: Sequence[str], there: str) -> Finding:
    row = subject.form.cells[there].row.name
    return subject.finding(rule, cells, row_before=row, expected=print_figure(subject.before(there)))


def in_force(rule: Rule, subject: Subject) -> list[Finding]:
    """In force is what was in force last year, with what was made and without what was repealed."""
    findings = []
    rows = len(rule.cells)
    for cell, made, gone in zip(rule.cells, rule.others[:rows], rule.others[rows:], strict=True):
        known, before = subject.known([cell, made, gone]), subject.before(cell)
        if known is not None and before is not None and known[0] != before + known[1] - known[2]:
            words = _terms(before, known[1], known[2]) | {
                "expected": print_figure(figure(before + known[1] - known[2]))
            }
            findings.append(subject.finding(rule, [cell, made, gone], **words))
    return findings


def repealed(rule: Rule, subject: Subject) -> list[Finding]:
    """No more is repealed than was in force last year and made this year."""
    findings = []
    rows = len(rule.cells)
    for cell, kept, made in zip(rule.cells, rule.others[:rows], rule.others[rows:], strict=True):
        known, before = subject.known([cell, made]), subject.before(kept)
        if known is not None and before is not None and known[0] > before + known[1]:
            words = _terms(before, known[1], known[0]) | {"most": print_figure(figure(before + known[1]))}
            findings.append(subject.finding(rule, [cell, made], **words))
    return findings


def _terms(before: Figure, made: Figure, gone: Figure) -> dict[str, object]:
    return {"before": print_figure(before), "made": print_figure(made), "gone": print_figure(gone)}


def pending_before(rule: Rule, subject: Subject) -> list[Finding]:
    """Each block of disputes has at least those that last year's report left pending."""
    findings = []
    for cell, left_open in zip(rule.cells, rule.others, strict=True):
        stands, before = subject.figures[cell], subject.before(left_open)
        if stands is not None and before is not None and stands < before:
            findings.append(subject.finding(rule, [cell], before=print_figure(before)))
    return findings


def after_first_step(rule: Rule, subject: Subject) -> list[Finding]:
    """No more go on after the first step than took that step this year and the last."""
    (first,) = rule.others
    known, before = subject.known([rule.cell, first]), subject.before(first)
    if known is None or before is None or known[0] <= known[1] + before:
        return []
    words = {"now": print_figure(known[1]), "before": print_figure(before)}
    return [subject.finding(rule, [rule.cell, first], **words)]


def jump(rule: Rule, subject: Subject) -> list[Finding]:
    """A figure neither comes from nothing, nor goes to nothing, nor changes by more than the rule's share."""
    findings = []
    for cell in rule.cells:
        stands, before = subject.figures[cell], subject.before(cell)
        if stands is not None and before is not None and _jumps(rule, stands, before):
            findings.append(subject.finding(rule, [cell], before=print_figure(before), change=_change(stands, before)))
    return findings


def _jumps(rule: Rule, stands: Figure, before: Figure) -> bool:
    if bool(stands) != bool(before):
        return True
    difference = abs(Decimal(stands - before))
    return difference >= rule.limits["at_least"] and difference > rule.limits["share"] * Decimal(before)


def _change(stands: Figure, before: Figure) -> str:
    if not before:
        return "从无到有"
    if not stands:
        return "从有到无"
    percent = 100 * Decimal(stands - before) / Decimal(before)
    return f"{'减少' if percent.is_signed() else '增加'} {print_figure(figure(round(abs(percent), 1)))}%"


def same_tables(rule: Rule, subject: Subject) -> list[Finding]:
    """Not every figure is last year's, unless all are 0."""
    figures = subject.known(rule.cells)
    if figures is None or not any(figures) or figures != [subject.before(cell) for cell in rule.cells]:
        return []
    return [subject.finding(rule, rule.cells)]


KINDS = {
    "carried_total": carried_total,
    "carried_columns": carried_columns,
    "in_force": in_force,
    "repealed": repealed,
    "pending_before": pending_before,
    "after_first_step": after_first_step,
    "jump": jump,
    "same_tables": same_tables,
}
"""The kinds of rule that stand here."""
