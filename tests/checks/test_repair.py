"""Repair hints: what is put wrong in a consistent report is sentence, the likeliest first; nothing else is proposed.

All mutations of all cells: `ALL_MUTATIONS=yes python -m pytest tests/checks/test_repair.py`.
"""

import os
import random
from collections.abc import Iterator, Mapping

import pytest
from cases import case
from consistent_reports import Figures, consistent
from hypothesis import given
from hypothesis import strategies as st
from identities import broken
from typos import mutations

from disclosure_desk.checks import Verdict, check, rules_of
from disclosure_desk.checks.repair import repairs, search
from disclosure_desk.checks.repair.typo_model import Correction, likeliest_typo
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Change, Report, new_report

FORM = load_form("2021")
RULES = rules_of(FORM)
STEP = 1 if os.environ.get("ALL_MUTATIONS") else 97
"""Every so many mutations one is tried."""
GOAL, SHOWN = 0.95, 3


def turned(figures: Figures, chance: random.Random) -> Iterator[dict[str, int]]:
    """Figures with two neighbouring digits turned about."""
    for cell, value in figures.items():
        digits = list(str(value))
        if len(digits) > 1:
            place = chance.randrange(len(digits) - 1)
            digits[place : place + 2] = digits[place + 1], digits[place]
            yield {cell: int("".join(digits))}


def wrongs(figures: Figures, number: int) -> Iterator[dict[str, int | None]]:
    """What is put wrong and tells so: table two has no identities."""
    typos = [*mutations(figures), *turned(figures, random.Random(number))]  # noqa: S311 - an example, no secret
    for typo in typos[number % STEP :: STEP]:
        if all(not cell.startswith("proactive") for cell in typo) and broken({**figures, **typo}):
            yield typo


def proposed(report: Report) -> list[set[tuple[str, object]]]:
    return [{(change.place, change.after) for change in one.changes} for one in repairs(report, RULES)]


def applied(report: Report, values: Mapping[str, int | None]) -> list[Change]:
    changes = [Change(cell, report.value(cell), value) for cell, value in values.items()]
    report.apply(changes)
    return changes


@pytest.mark.slow
def test_the_true_cell_is_among_the_first_three():
    hits = []
    for number in range(1000, 1060):
        figures = consistent(number)
        report = new_report(FORM, "", 2025, dict(figures))
        for wrong in wrongs(figures, number):
            changes = applied(report, wrong)
            hits.append({(cell, figures[cell]) for cell in wrong} in proposed(report)[:SHOWN])
            report.apply([change.inverse() for change in changes])
    assert len(hits) > 500
    assert sum(hits) / len(hits) >= GOAL


@given(number=st.integers(0, 200), values=st.dictionaries(st.integers(10, 199), st.integers(0, 99), max_size=4))
def test_each_repair_mends_what_it_says_and_breaks_nothing(number, values):
    figures = consistent(number)
    wrong = {list(figures)[place]: value for place, value in values.items()}
    report = new_report(FORM, "", 2025, {**figures, **wrong})
    before = {(rule, cell) for rule, _, cell in broken({**figures, **wrong})}
    for repair in repairs(report, RULES):
        mended = dict(report.cells) | {change.place: change.after for change in repair.changes}
        after = {(rule, cell) for rule, _, cell in broken(mended)}
        assert after < before
        assert {identified for typo in repair.broken_identities for identified in typo} == before - after


def test_a_consistent_report_needs_none():
    assert all(not repairs(new_report(FORM, "", 2025, dict(consistent(number))), RULES) for number in range(20))


def test_a_blank_report_and_one_with_many_blanks_have_none():
    figures = consistent(3)
    some = [cell for cell in figures if cell.startswith("requests.outcome.denied") and not cell.endswith("total")]
    assert not repairs(new_report(FORM, "", 2025), RULES)
    assert not repairs(new_report(FORM, "", 2025, {**figures, **dict.fromkeys(some[:4])}), RULES)
    assert repairs(new_report(FORM, "", 2025, {**figures, **dict.fromkeys(some[:3])}), RULES)


def test_a_blank_cell_is_worked_out_also_where_it_is_0():
    figures = {**consistent(1), "requests.received.business": 0}
    cell = next(cell for cell, value in figures.items() if cell.startswith("disputes") and value)
    for blank in (cell, "disputes.reconsideration.upheld"):
        here = {**consistent(1), blank: None}
        assert {(blank, consistent(1)[blank])} in proposed(new_report(FORM, "", 2025, here))
    report = new_report(FORM, "", 2025, {**consistent(1), cell: None})
    (finding,) = [one for one in check(report) if one.rule == "NUM-BLANK"]
    (repair,) = finding.repairs
    assert repair.sentence == f"{FORM.place_name(cell)}填 {consistent(1)[cell]}（这一格还空着）"


def test_a_total_left_to_the_program_stands_for_its_parts():
    figures = consistent(1002)
    totals = {cell: None for cell in figures if cell.endswith(".total") and ".outcome.total." not in cell}
    wrong = {"requests.outcome.total.business": figures["requests.outcome.total.business"] + 5}
    report = new_report(FORM, "", 2025, {**figures, **totals, **wrong})
    change = ("requests.outcome.total.business", figures["requests.outcome.total.business"])
    assert {change} in proposed(report)


def test_what_one_wrong_cell_breaks_is_one_alarm():
    figures = consistent(1002)
    cell = "requests.outcome.granted.natural_person"
    report = new_report(FORM, "", 2025, {**figures, cell: figures[cell] + 1})
    found = [one for one in check(report) if one.severity == "error" and one.rule.startswith("T3-")]
    assert [one.rule for one in found] == ["T3-OUTCOME-TOTAL", "T3-ROW-TOTAL"]
    assert found[1].follows_from == found[0].key
    assert found[0].repairs[0].changes == (Change(cell, figures[cell] + 1, figures[cell]),)
    assert Verdict.over(found).errors == 1
    sentence = f"{FORM.place_name(cell)}由 {figures[cell] + 1} 改为 {figures[cell]}"
    assert found[0].repairs[0].sentence.startswith(sentence)
    assert all(not one.repairs for one in check(report) if not one.rule.startswith("T3-"))


def test_two_wrong_cells_are_two_alarms_unless_one_slip_made_them():
    one, beside, other = (f"requests.outcome.granted.{column}" for column in ("natural_person", "business", "other"))
    apart = other.replace("granted", "partially_granted")
    every = (consistent(number) for number in range(1000, 1060))
    figures = next(figures for figures in every if figures[one] and figures[beside] and figures[one] != figures[beside])
    two = new_report(FORM, "", 2025, {**figures, one: figures[one] + 2, apart: figures[apart] + 3})
    swapped = new_report(FORM, "", 2025, {**figures, one: figures[beside], beside: figures[one]})
    assert [open_sums(report) for report in (two, swapped)] == [2, 1]


def open_sums(report: Report) -> int:
    return sum(one.is_open for one in check(report) if one.rule.startswith("T3-") and one.severity == "error")


def test_where_too_much_is_wrong_each_lone_cell_is_still_told():
    figures = consistent(1002)
    rows = ["granted", "denied.prohibited_by_law", "unable.not_held", "not_processed.petition", "other.not_clarified"]
    columns = ["natural_person", "business", "research", "public_interest", "legal_services"]
    cells = [f"requests.outcome.{row}.{column}" for row, column in zip(rows, columns, strict=True)]
    wrong = {cell: figures[cell] + 2**place for place, cell in enumerate(cells)}
    assert {frozenset(one) for one in proposed(new_report(FORM, "", 2025, {**figures, **wrong}))} == {
        frozenset({(cell, figures[cell])}) for cell in cells
    }


def test_a_cell_of_one_identity_is_no_lone_cell():
    figures = consistent(1002)
    rows = ["granted", "denied.prohibited_by_law", "unable.not_held", "not_processed.petition", "total"]
    columns = ["natural_person", "business", "research", "public_interest", "other"]
    cells = [f"requests.outcome.{row}.{column}" for row, column in zip(rows, columns, strict=True)]
    wrong = {cell: figures[cell] + 2**place for place, cell in enumerate(cells)}
    blank = {f"requests.received.{column}": None for column in columns[:4]}
    hints = proposed(new_report(FORM, "", 2025, {**figures, **wrong, **blank}))
    assert {frozenset(one) for one in hints} == {frozenset({(cell, figures[cell])}) for cell in cells}


def test_two_cells_of_three_identities_each_are_found_together():
    figures = consistent(1002)
    cells = [f"requests.outcome.total.{column}" for column in ("business", "other")]
    wrong = {cell: figures[cell] + 2**place for place, cell in enumerate(cells)}
    report = new_report(FORM, "", 2025, {**figures, **wrong})
    assert {(cell, figures[cell]) for cell in cells} in proposed(report)[:SHOWN]


def test_a_search_that_takes_too_long_gives_up(monkeypatch):
    figures = consistent(1002)
    cells = [f"requests.outcome.total.{column}" for column in ("business", "other")]
    report = new_report(FORM, "", 2025, {**figures, **{cell: figures[cell] + 7 for cell in cells}})
    monkeypatch.setattr(search, "_MOST_STEPS", 1)
    assert {(cell, figures[cell]) for cell in cells} not in proposed(report)


A, B, BELOW, FAR = (
    f"requests.{place}"
    for place in ("received.business", "received.research", "pending_at_start.business", "pending_at_end.other")
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([(A, None, 4)], "blank"),
        ([(A, -3, 3)], "impossible"),
        ([(A, 132, 123)], "turned"),
        ([(A, 321, 123)], "other"),
        ([(A, 30, 3)], "zero"),
        ([(A, 3, 30)], "zero"),
        ([(A, 0, 10)], "other"),
        ([(A, 12, 132)], "digit"),
        ([(A, 132, 12)], "digit"),
        ([(A, 0, 20)], "other"),
        ([(A, 15, 19)], "typed"),
        ([(A, 5, 9)], "other"),
        ([(A, 8, 9)], "counted"),
        ([(A, 99, 100)], "counted"),
        ([(A, 5, 0), (B, 0, 5)], "swapped"),
        ([(B, 5, 3), (A, 3, 5)], "swapped"),
        ([(A, 5, 3), (BELOW, 3, 5)], "swapped"),
        ([(A, 5, 3), (FAR, 3, 5)], "other"),
        ([(A, 1, 12), (B, 2, 0)], "joined"),
        ([(A, 1, 0), (B, 2, 12)], "joined"),
        ([(A, 12, 1), (B, 0, 2)], "parted"),
        ([(A, 0, 1), (B, 12, 2)], "parted"),
        ([(A, 7, 5), (B, 1, 3)], "moved"),
        ([(A, 7, 6), (B, 1, 9)], "counted"),
        ([(A, 7, 5), ("disputes.reconsideration.upheld", 1, 3)], "other"),
        ([("proactive.licence.decisions", 7, 5), ("proactive.penalty.decisions", 1, 3)], "other"),
    ],
)
def test_a_slip_is_known_by_its_figures(changes, expected):
    assert likeliest_typo([Correction(*one) for one in changes], FORM).id == expected


def test_one_slip_is_likelier_than_two_and_a_known_one_than_any():
    def costs(*changes):
        return likeliest_typo([Correction(*one) for one in changes], FORM).cost

    assert costs((A, 12, 21)) < costs((A, 12, 14)) < costs((A, 2, 7)) < costs((A, 2, 7), (FAR, 4, 40))
    assert costs((A, 5, 0), (B, 0, 5)) < costs((A, 7, 5), (B, 1, 3)) < costs((A, 7, 5), (FAR, 1, 3))


ROW = "requests.outcome.granted"
TORN = {"given.imported": "yes", **consistent(1002)}


@pytest.mark.parametrize("joined_left", [True, False])
def test_a_figure_torn_in_two_is_known_wherever_it_belongs(joined_left):
    cells = [f"{ROW}.business", f"{ROW}.research"]
    figures = consistent(1002)
    whole = {cells[0]: 12, cells[1]: 0} if joined_left else {cells[0]: 0, cells[1]: 12}
    for cell, value in whole.items():
        difference = value - figures[cell]
        column = cell.rpartition(".")[2]
        changed = (cell, f"{ROW}.total", *(f"requests.{row}.{column}" for row in ("outcome.total", "received")))
        for place in (*changed, "requests.outcome.total.total", "requests.received.total"):
            figures[place] += difference
    torn = {cells[0]: 1, cells[1]: 2}
    hints = {
        imported: [
            one
            for one in check(*case(FORM, {**figures, **torn, "given.imported": imported}))
            if one.rule == "SPLIT-DIGITS"
        ]
        for imported in ("yes", "no")
    }
    (hint,) = hints["yes"]
    assert hint.cells == tuple(cells)
    assert "合成 12 就平了" in hint.message
    assert not hints["no"]


@pytest.mark.parametrize(("one", "two", "total"), [(0, 2, 12), (1, 10, 110), (1, None, 10), (1, 2, 13)])
def test_other_figures_side_by_side_are_none_torn_in_two(one, two, total):
    block = dict.fromkeys((f"disputes.reconsideration.{cell}" for cell in ("other_result", "pending")), 0)
    values = {"upheld": one, "overturned": two, "total": total}
    values = block | {f"disputes.reconsideration.{cell}": value for cell, value in values.items()}
    found = check(*case(FORM, {**values, "given.imported": "yes"}))
    assert not [finding for finding in found if finding.rule == "SPLIT-DIGITS"]


@pytest.mark.parametrize(("columns", "sets"), [(1, 23), (2, 23**2), (3, 0), (4, 0)])
def test_where_thousands_of_sets_would_do_none_is_proposed(columns: int, sets: int):
    """Last year's open applications are carried over and all else is 0: a clerk waits for this after each key."""
    blank = {cell.id: 0 for cell in FORM.cells.values() if not cell.is_sum}
    start = [cell for cell in blank if cell.startswith("requests.pending_at_start.")][:columns]
    report = new_report(FORM, "某区某街道办事处", 2025, blank | dict.fromkeys(start, 3))
    assert len(repairs(report, RULES)) == sets
