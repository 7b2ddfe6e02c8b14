"""This year's figures against last year's report; without one nothing is judged."""

from decimal import Decimal

import pytest
from cases import case

from disclosure_desk.checks import Finding, Verdict, check
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Report, Value

FORM = load_form("2021")
START, END = "requests.pending_at_start", "previous.requests.pending_at_end"
NORMATIVE = "proactive.normative_document"
LICENCE = "proactive.licence.decisions"


def findings(values: dict[str, Value], rule: str) -> list[Finding]:
    return [finding for finding in check(*case(FORM, values)) if finding.rule == rule]


def test_without_last_years_report_nothing_is_judged(full_report: Report):
    found = check(full_report)

    assert [finding for finding in found if finding.rule.startswith("Y-")] == []


def test_a_wrong_column_and_the_total_it_makes_wrong_are_one_story():
    before = dict.fromkeys([f"{END}.{column.id}" for column in FORM.grids["requests"].blocks[0].columns[:-1]], 1)
    now = {place.replace(END, START): value for place, value in before.items()}
    found = findings({**before, **now, f"{START}.business": 3}, "Y-CARRY")

    assert [(finding.severity, bool(finding.follows_from)) for finding in found] == [
        ("error", False),
        ("warning", True),
    ]
    assert Verdict.over(found) == Verdict(1, 0, 0)
    assert "填的是 8，去年报告“四、结转下年度继续办理”行是 6" in found[0].message


def test_columns_that_make_up_for_each_other_are_each_asked_about():
    before = dict.fromkeys([f"{END}.{column.id}" for column in FORM.grids["requests"].blocks[0].columns[:-1]], 1)
    now = {place.replace(END, START): value for place, value in before.items()}
    found = findings({**before, **now, f"{START}.business": 0, f"{START}.research": 2}, "Y-CARRY")

    assert [(finding.severity, finding.follows_from, finding.cells) for finding in found] == [
        ("warning", "", (f"{START}.business",)),
        ("warning", "", (f"{START}.research",)),
    ]


@pytest.mark.parametrize(
    ("now", "made", "gone", "before", "alarms"),
    [(6, 2, 1, 5, 0), (7, 2, 1, 5, 1), (5, 2, 1, 5, 1), (6, 2, 1, None, 0), (6, None, 1, 5, 0)],
)
def test_what_is_in_force_follows_from_last_year(now, made, gone, before, alarms):
    values = {f"{NORMATIVE}.in_force": now, f"{NORMATIVE}.issued": made, f"{NORMATIVE}.repealed": gone}

    assert len(findings({**values, f"previous.{NORMATIVE}.in_force": before}, "Y-IN-FORCE")) == alarms


def test_the_reasons_for_another_number_in_force_are_offered():
    values = {f"{NORMATIVE}.in_force": 9, f"{NORMATIVE}.issued": 2, f"{NORMATIVE}.repealed": 1}
    (finding,) = findings({**values, f"previous.{NORMATIVE}.in_force": 5}, "Y-IN-FORCE")

    assert len(finding.reasons) == 4
    assert "去年现行有效 5，加本年制发 2，减本年废止 1，应当是 6" in finding.message


@pytest.mark.parametrize(("gone", "alarms"), [(0, 0), (7, 0), (8, 1)])
def test_no_more_is_repealed_than_there_was(gone, alarms):
    values = {f"{NORMATIVE}.repealed": gone, f"{NORMATIVE}.issued": 2, f"previous.{NORMATIVE}.in_force": 5}

    assert len(findings(values, "Y-REPEALED")) == alarms


@pytest.mark.parametrize(("total", "pending", "alarms"), [(2, 2, 0), (3, 2, 0), (1, 2, 1), (None, 2, 0), (1, None, 0)])
def test_disputes_left_pending_are_counted_again(total, pending, alarms):
    values = {"disputes.litigation_direct.total": total, "previous.disputes.litigation_direct.pending": pending}

    assert len(findings(values, "Y-PENDING-DISPUTES")) == alarms


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (0, 0, ""),
        (1, 0, "从无到有"),
        (0, 1, "从有到无"),
        (59, 40, ""),
        (60, 40, ""),
        (61, 40, "增加 52.5%"),
        (19, 38, ""),
        (18, 38, "减少 52.6%"),
        (30, 10, "增加 200%"),
        (29, 10, ""),
    ],
)
def test_a_jump_is_asked_about(now, before, words):
    found = findings({LICENCE: now, f"previous.{LICENCE}": before}, "Y-JUMP")

    assert len(found) == bool(words)
    assert all(words in finding.message for finding in found)


def test_a_fee_jumps_like_a_count():
    fee = "proactive.fee.amount"

    assert len(findings({fee: Decimal("60.5"), f"previous.{fee}": Decimal("30.2")}, "Y-JUMP")) == 1


@pytest.mark.parametrize(("now", "alarms"), [({"*": 1}, 1), ({"*": 0}, 0), ({"*": 1, LICENCE: 2}, 0), ({}, 0)])
def test_tables_that_are_all_last_years_are_asked_about(now, alarms):
    def all_over(values: dict[str, Value], start: str) -> dict[str, Value]:
        given = dict(values)
        every = given.pop("*", None)
        return {f"{start}{cell}": every for cell in FORM.cells} | {start + cell: one for cell, one in given.items()}

    last = {"*": now.get("*", 1)}
    assert len(findings(all_over(now, "") | all_over(last, "previous."), "Y-SAME-TABLES")) == alarms
