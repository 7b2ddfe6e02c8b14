"""What a cell of a table looks like and why: blank, keyed, worked out, differing, named by findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Literal

from disclosure_desk.checks import Finding, Severity, rules_of
from disclosure_desk.core.figure import figure, print_figure
from disclosure_desk.core.form import Cell, Form
from disclosure_desk.core.report import Report
from disclosure_desk.store.undo_history import UndoStep

Mark = tuple[Severity | Literal[""], bool]
"""The severity of the finding that a cell is marked with, and whether the finding is about this cell first."""

UNMARKED: Mark = ("", False)
_STRONGEST: tuple[Mark, ...] = (
    ("error", True),
    ("warning", True),
    ("error", False),
    ("warning", False),
    ("hint", True),
    ("hint", False),
)


@dataclass(frozen=True, slots=True)
class CellState:
    """The looks of one cell; `expected` is the sum that a keyed total differs from, else "".

    is_partial: the text is what some parts of a sum add up to, the others being blank.
    """

    text: str
    is_blank: bool
    is_sum: bool
    is_computed: bool
    is_partial: bool
    expected: str
    severity: Severity | Literal[""]
    is_subject: bool
    """Whether a finding is about this cell first, and not about cells it only names."""


def cell_state(report: Report, cell: Cell, mark: Mark) -> CellState:
    """How a cell looks."""
    keyed, shown = report.cells[cell.id], report.figure(cell.id)
    so_far = report.figure_so_far(cell.id) if shown is None else shown
    severity, is_subject = mark
    return CellState(
        text=print_figure(so_far),
        is_blank=shown is None,
        is_sum=cell.is_sum,
        is_computed=cell.is_sum and keyed is None,
        is_partial=shown is None and so_far is not None,
        expected=_expected(report, cell),
        severity=severity,
        is_subject=is_subject,
    )


def marking_rules(form: Form) -> frozenset[str]:
    """The ids of the rules whose findings mark cells."""
    return frozenset(rule.id for rule in rules_of(form) if rule.marks_cells)


def mark_of(cell_id: str, findings: Iterable[Finding]) -> Mark:
    """The strongest mark: being what a finding is about counts more than being named by a worse one."""
    marks = {(finding.severity, finding.cells[0] == cell_id) for finding in findings if not finding.explanation}
    return next((mark for mark in _STRONGEST if mark in marks), UNMARKED)


def _expected(report: Report, cell: Cell) -> str:
    keyed = report.cells[cell.id]
    if keyed is None:
        return ""
    sums = (report.sum_of(parts) for parts in (cell.row_parts, cell.column_parts))
    return next((print_figure(figure(one)) for one in sums if one is not None and one != keyed), "")


def changed_words(steps: Iterable[UndoStep], cell_id: str) -> str:
    """How often the figure of a cell was made another in these steps, and how the last time; "" where never.

    To fill a cell that was blank makes its figure no other.
    """
    changes = [one for step in steps for one in step.changes if one.place == cell_id and one.before is not None]
    if not changes:
        return ""
    was, now = (print_figure(value) if isinstance(value, int | Decimal) else "" for value in changes[-1][1:3])
    return f"改过 {len(changes)} 次，上次由 {was} 改为{f' {now}' if now else '空'}"


def cell_hint(
    report: Report, cell: Cell, findings: Iterable[Finding], before: str = "", steps: Iterable[UndoStep] = ()
) -> str:
    """The tool tip of a cell, as rich text: its name, help, state and findings, at last what was and what happened."""
    state = cell_state(report, cell, UNMARKED)
    parts = [cell.row.help, cell.column.help, _state_text(report, cell, state)]
    parts += [f"{finding.label}：{finding.message}" for finding in findings]
    happened = (f"去年 {before}" if before else "", changed_words(steps, cell.id))
    parts.append("　".join(words for words in happened if words))
    lines = "".join(f"<p>{escape(line)}</p>" for line in parts if line)
    figure_words = f"　{state.text}" if state.text else ""
    return f"<b>{escape(report.form.place_name(cell.id))}</b>{figure_words}{lines}"


def _state_text(report: Report, cell: Cell, state: CellState) -> str:
    if not cell.is_sum:
        return "还没有填。没有发生的填 0。" if state.is_blank else ""
    if state.is_computed:
        if state.is_partial:
            return "未齐：还有空格，这是已填各格相加的数。"
        return "还有空格，暂时算不出来。" if state.is_blank else "由程序算出。"
    if state.expected:
        return f"照填 {state.text}，程序算出的是 {state.expected}。"
    parts_known = all(report.sum_of(parts) is not None for parts in (cell.row_parts, cell.column_parts) if parts)
    return "照填的合计，与程序算出的一致。" if parts_known else "照填的合计，还有空格，暂时没法核对。"
