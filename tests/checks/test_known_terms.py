"""What is known of a sum whose parts are not all filled: more than the total is an error at once, less is none yet."""

import pytest
from consistent_reports import consistent
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.checks import check, rules_of
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Change, Note, Report, new_report

FORM = load_form("2021")
RULES = rules_of(FORM)
SUMS = ("T3-BALANCE", "T3-OUTCOME-TOTAL", "T3-ROW-TOTAL", "T4-TOTAL")
ONE_ROW = ("outcome.other.not_clarified", "outcome.other.fee_unpaid")
NOTED = [
    [Note("label", "", "表格里有“（六）其他处理”：现行格式“（六）其他处理”分三行填写。")],
    [Note("doubtful", "", "原表“（六）其他处理”只有一行，与现行格式口径不同")],
]
"""How the reader tells of a source with the one-row （六）其他处理: in a table of today, and of 2019."""


def found(report: Report):
    return [one for one in check(report) if one.rule in SUMS]


def of(figures) -> list[str]:
    return [one.rule for one in found(new_report(FORM, "", 2025, figures))]


@pytest.mark.parametrize(
    ("figures", "rules"),
    [
        ({"received.total": 5, "received.natural_person": 64, "received.business": 32}, ["T3-ROW-TOTAL"]),
        ({"received.total": 96, "received.natural_person": 64, "received.business": 32}, []),
        ({"received.total": 99, "received.natural_person": 64, "received.business": 32}, []),
        ({"received.natural_person": 64, "received.business": 32}, []),
        ({"outcome.total.research": 5, "outcome.granted.research": 6}, ["T3-OUTCOME-TOTAL"]),
        ({"outcome.total.research": 6, "outcome.granted.research": 6}, []),
        (
            {"outcome.total.total": 5, "outcome.granted.research": 3, "outcome.granted.other": 3},
            ["T3-OUTCOME-TOTAL", "T3-ROW-TOTAL"],
        ),
        (
            {"received.research": 2, "pending_at_start.research": 1, "outcome.granted.research": 4},
            ["T3-BALANCE"],
        ),
        ({"received.research": 2, "pending_at_start.research": 1, "outcome.granted.research": 3}, []),
        ({"received.research": 2, "outcome.granted.research": 4}, []),
        ({"received.research": 9, "outcome.total.research": 4, "pending_at_end.research": 4}, ["T3-BALANCE"]),
        ({"received.research": 8, "outcome.total.research": 4, "pending_at_end.research": 4}, []),
    ],
)
def test_parts_above_their_total_are_an_error_and_parts_below_are_not(figures, rules):
    assert of({f"requests.{cell}": value for cell, value in figures.items()}) == rules


def test_disputes_are_summed_alike():
    assert of({"disputes.litigation_after.total": 1, "disputes.litigation_after.upheld": 2}) == ["T4-TOTAL"]
    assert of({"disputes.litigation_after.total": 3, "disputes.litigation_after.upheld": 2}) == []


@given(number=st.integers(0, 60), data=st.data())
def test_what_is_left_out_of_a_consistent_report_is_never_an_error(number, data):
    figures = consistent(number)
    blank = data.draw(st.sets(st.sampled_from(list(figures)), max_size=150))

    assert of({**figures, **dict.fromkeys(blank)}) == []


def test_the_message_says_that_cells_are_blank_and_the_difference_grows():
    figures = {"requests.received.total": 5, "requests.received.natural_person": 64, "requests.received.business": 32}
    (finding,) = found(new_report(FORM, "", 2025, figures))

    assert "总计填的是 5，前面六列（还有空格）相加是 96，至少相差 91" in finding.message


def test_a_balance_names_the_rows_that_are_not_filled():
    figures = {"received.research": 2, "pending_at_start.research": 1, "outcome.granted.research": 4}
    (finding,) = found(new_report(FORM, "", 2025, {f"requests.{cell}": one for cell, one in figures.items()}))

    assert "合计 3；（七）总计 没有填全 ＋ 四、结转下年度继续办理 没有填全，合计 4；至少相差 1" in finding.message


@pytest.mark.parametrize("figures", [(5, 64, 32), (7, 8, 2), (90, 64, 32), (1, 2, 0)])
@pytest.mark.parametrize("filled", [0, 3, 4])
def test_the_first_repair_is_the_total(figures, filled):
    """However many cells are blank."""
    total, one, other = figures
    row = [f"requests.received.{column}" for column in ("research", "public_interest", "legal_services", "other")]
    values = {"requests.received.total": total, "requests.received.natural_person": one}
    values |= {"requests.received.business": other, **dict.fromkeys(row[:filled], 0)}
    (finding,) = found(new_report(FORM, "", 2025, values))

    (change,) = finding.repairs[0].changes
    assert (change.place, change.before, change.after) == ("requests.received.total", total, one + other)
    assert ("还有空格" in finding.repairs[0].sentence) is (filled < 4)


@pytest.mark.parametrize(("filled", "place"), [(0, "total"), (3, "total"), (4, "natural_person")])
def test_a_likelier_slip_in_a_part_comes_first_only_where_no_cell_is_blank(filled, place):
    """64 for 4 is likelier than 36 for 96; but nobody adds up a row that is not filled."""
    row = [f"requests.received.{column}" for column in ("research", "public_interest", "legal_services", "other")]
    values = {"total": 36, "natural_person": 64, "business": 32}
    values = {f"requests.received.{column}": value for column, value in values.items()}
    (finding,) = found(new_report(FORM, "", 2025, values | dict.fromkeys(row[:filled], 0)))

    assert [change.place for change in finding.repairs[0].changes] == [f"requests.received.{place}"]


def test_a_total_may_also_be_what_the_column_needs():
    """Where the balance is known, the total is what balances, though parts that are blank are still to come."""
    column = {"received": 100, "pending_at_start": 0, "pending_at_end": 0, "outcome.total": 5, "outcome.granted": 96}
    report = new_report(FORM, "", 2025, {f"requests.{row}.other": value for row, value in column.items()})
    balance, total = found(report)

    assert (balance.rule, total.rule) == ("T3-BALANCE", "T3-OUTCOME-TOTAL")
    assert total.follows_from == balance.key
    assert balance.repairs[0].changes == (Change("requests.outcome.total.other", 5, 100),)


def one_row(notes, **changed: int | None) -> Report:
    """A consistent report whose source has one row （六）其他处理: two of its three rows stay blank."""
    figures = consistent(1002)
    for column in {cell.column.id for cell in FORM.cells.values() if cell.grid == "requests"}:
        parts = [figures[f"requests.{row}.{column}"] for row in ONE_ROW]
        figures[f"requests.outcome.other.other.{column}"] += sum(parts)
    values = {cell: None if any(row in cell for row in ONE_ROW) else value for cell, value in figures.items()}
    wrong = {f"requests.outcome.{cell.replace('__', '.')}": (figures, by) for cell, by in changed.items()}
    return new_report(FORM, "", 2025, values | {cell: figures[cell] + by for cell, (_, by) in wrong.items()}, notes)


@pytest.mark.parametrize("notes", NOTED)
def test_the_two_rows_of_a_one_row_source_count_as_contained(notes):
    assert found(one_row(notes)) == []
    for by in (1, -1):
        report = one_row(notes, total__natural_person=by)
        rules = {one.rule for one in found(report)}
        assert rules == {"T3-BALANCE", "T3-OUTCOME-TOTAL", "T3-ROW-TOTAL"}
        assert found(report)[0].repairs[0].changes[0].place == "requests.outcome.total.natural_person"
        assert "还有空格" not in found(report)[0].message


def test_without_that_note_two_blank_rows_wait_for_their_figures():
    report = one_row([], granted__natural_person=-1)
    assert [one.rule for one in found(report)] == ["T3-ROW-TOTAL"]
    report = one_row([], granted__natural_person=1)
    assert [one.rule for one in found(report)] == ["T3-OUTCOME-TOTAL", "T3-ROW-TOTAL"]


@pytest.mark.parametrize("notes", NOTED)
def test_a_row_that_the_clerk_fills_is_contained_no_more(notes):
    report = one_row(notes)
    cell = "requests.outcome.other.not_clarified.natural_person"
    report.apply([Change(cell, None, 2)])

    assert "T3-OUTCOME-TOTAL" in [one.rule for one in found(report)]
    target = report.cells["requests.outcome.other.other.natural_person"]
    report.apply([Change("requests.outcome.other.other.natural_person", target, None)])
    assert "T3-BALANCE" not in [one.rule for one in found(report)]
