"""What a cell looks like and what is told of it."""

from decimal import Decimal

import pytest

from disclosure_desk.checks import check
from disclosure_desk.core.report import Change, new_report
from disclosure_desk.gui.grid.cell_state import cell_hint, cell_state, mark_of, marking_rules
from disclosure_desk.store.undo_history import UndoStep

TOTAL = "disputes.reconsideration.total"
PARTS = {f"disputes.reconsideration.{part}": 1 for part in ("upheld", "overturned", "other_result", "pending")}
RARE = "requests.outcome.denied.state_secret"
"""In a 街道 a figure here is a warning."""


def state_of(form, values, cell):
    report = new_report(form, "甲街道办事处", 2025, values)
    marking = marking_rules(form)
    findings = [one for one in check(report) if cell in one.cells and one.rule in marking]
    return cell_state(report, form.cells[cell], mark_of(cell, findings))


def hint_of(form, values, cell):
    report = new_report(form, "甲街道办事处", 2025, values)
    return cell_hint(report, form.cells[cell], [one for one in check(report) if cell in one.cells])


@pytest.mark.parametrize(
    ("values", "text", "is_blank", "is_computed", "expected"),
    [
        ({}, "", True, True, ""),
        ({"disputes.reconsideration.upheld": 3}, "3", True, True, ""),
        (PARTS, "4", False, True, ""),
        (PARTS | {TOTAL: 4}, "4", False, False, ""),
        (PARTS | {TOTAL: 5}, "5", False, False, "4"),
        ({TOTAL: 5}, "5", False, False, ""),
    ],
)
def test_a_total_is_worked_out_or_keyed_or_keyed_and_wrong(form, values, text, is_blank, is_computed, expected):  # noqa: PLR0913, PLR0917 - a row of the table
    state = state_of(form, values, TOTAL)
    assert (state.text, state.is_blank, state.is_computed, state.expected) == (text, is_blank, is_computed, expected)


def test_blank_is_not_zero(form):
    cell = "disputes.reconsideration.upheld"
    blank, zero = state_of(form, {}, cell), state_of(form, {cell: 0}, cell)
    assert (blank.text, blank.is_blank) == ("", True)
    assert (zero.text, zero.is_blank) == ("0", False)


def test_a_blank_cell_is_not_marked_as_a_mistake(form):
    assert state_of(form, {}, "disputes.reconsideration.upheld").severity == ""


def test_a_cell_is_not_marked_for_being_one_of_many_zeros(form):
    zeros = {cell.id: 0 for cell in form.cells.values() if cell.grid != "proactive"}
    report = new_report(form, "甲街道办事处", 2025, zeros)
    assert any("disputes.reconsideration.upheld" in finding.cells for finding in check(report))
    assert state_of(form, zeros, "disputes.reconsideration.upheld").severity == ""


@pytest.mark.parametrize(
    ("values", "cell", "severity", "is_subject"),
    [
        (PARTS | {TOTAL: 5}, TOTAL, "error", True),
        (PARTS | {TOTAL: 5}, "disputes.reconsideration.pending", "error", False),
        ({f"{RARE}.business": 1}, f"{RARE}.business", "warning", True),
        ({f"{RARE}.business": 0}, f"{RARE}.business", "", False),
        (
            {f"requests.{row}.business": 1 for row in ("received", "pending_at_start", "outcome.total")}
            | {"requests.pending_at_end.business": 5, f"{RARE}.business": 1},
            "requests.received.business",
            "error",
            True,
        ),
    ],
)
def test_the_worst_finding_marks_its_subject_more_than_the_cells_it_names(form, values, cell, severity, is_subject):
    state = state_of(form, values, cell)
    assert (state.severity, state.is_subject) == (severity, is_subject)


@pytest.mark.parametrize(
    ("values", "cell", "told"),
    [
        ({}, TOTAL, "还有空格，暂时算不出来。"),
        ({"disputes.reconsideration.upheld": 3}, TOTAL, "</b>　3<p>"),
        ({"disputes.reconsideration.upheld": 3}, TOTAL, "未齐：还有空格，这是已填各格相加的数。"),
        (PARTS, TOTAL, "由程序算出。"),
        (PARTS | {TOTAL: 4}, TOTAL, "照填的合计，与程序算出的一致。"),
        (PARTS | {TOTAL: 5}, TOTAL, "照填 5，程序算出的是 4。"),
        ({TOTAL: 5}, TOTAL, "照填的合计，还有空格，暂时没法核对。"),
        ({}, "disputes.reconsideration.upheld", "还没有填。没有发生的填 0。"),
        (PARTS, "disputes.reconsideration.upheld", "<b>表四“行政复议 结果维持”</b>"),
    ],
)
def test_the_hint_says_how_the_figure_came_about(form, values, cell, told):
    assert told in hint_of(form, values, cell)


def test_the_hint_of_a_filled_cell_without_findings_is_its_name_its_figure_and_its_help(form):
    hint = hint_of(form, PARTS | {TOTAL: 4}, "disputes.reconsideration.upheld")
    assert hint.startswith("<b>表四“行政复议 结果维持”</b>　1<p>")
    assert hint.count("<p>") == 1


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([(None, 65)], ""),
        ([(None, 65), (65, 64)], "改过 1 次，上次由 65 改为 64"),
        ([(65, 64), (64, None)], "改过 2 次，上次由 64 改为空"),
        ([(Decimal("0.36"), Decimal("0.4"))], "改过 1 次，上次由 0.36 改为 0.4"),
    ],
)
def test_the_tip_ends_with_last_years_figure_and_what_was_changed(form, values, words):
    steps = [UndoStep("edit", (Change(f"{RARE}.business", *pair), Change(TOTAL, 1, 2))) for pair in values]
    hint = cell_hint(new_report(form, "甲街道办事处", 2025), form.cells[f"{RARE}.business"], (), "58", steps)
    last = "　".join(one for one in ("去年 58", words) if one)
    assert hint.endswith(f"<p>{last}</p>")
