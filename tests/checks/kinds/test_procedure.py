"""When a report is due is told before and after, not for ever; approvals are asked for where the desk keeps them."""

import pytest
from cases import case

from disclosure_desk.checks import Verdict, check
from disclosure_desk.checks.check_settings import approval_steps
from disclosure_desk.core.form_file import load_form

FORM = load_form("2021")
STEPS = "first_review office_review final_review secrecy_review"


def findings_of(rule: str, **given: str) -> list[tuple[str, str]]:
    values = {f"given.{name}": value for name, value in given.items()}
    return [(one.severity, one.message) for one in check(*case(FORM, values)) if one.rule == rule]


@pytest.mark.parametrize(
    ("today", "deadline", "kind", "severity", "words"),
    [
        ("2026-01-10", "2026-01-20", "street", "hint", "本机关设定的报送日期是 2026年1月20日，还有 10 天。"),
        ("2026-01-20", "2026-01-20", "street", "hint", "还有 0 天"),
        ("2026-01-31", None, "town", "hint", "法定公布期限是 2026年1月31日，还有 0 天。"),
        ("2026-02-01", "2026-01-20", "department", "warning", "已经过了法定公布期限 2026年1月31日。"),
        ("2026-04-01", None, "government", "warning", "已经过了法定公布期限 2026年3月31日。"),
        ("2026-03-31", None, "government", "hint", "还有 0 天"),
        ("2026-05-01", None, "street", "warning", "已经过了法定公布期限"),
    ],
)
def test_the_day_is_told(today, deadline, kind, severity, words):
    given = {"today": today, "kind": kind} | ({"deadline": deadline} if deadline else {})
    ((stands, message),) = findings_of("P-DEADLINE", **given)
    assert stands == severity
    assert words in message


def test_after_the_offices_day_the_laws_is_still_ahead():
    found = findings_of("P-DEADLINE", today="2026-01-21", deadline="2026-01-20")
    assert [severity for severity, _ in found] == ["warning", "hint"]
    assert "已经过了本机关设定的报送日期 2026年1月20日" in found[0][1]
    assert "法定公布期限是 2026年1月31日，还有 10 天" in found[1][1]


@pytest.mark.parametrize("given", [{}, {"today": "2026-01-16"}, {"today": "2026-05-02"}, {"today": "2025-06-01"}])
def test_far_off_or_unknown_it_is_silent(given):
    assert not findings_of("P-DEADLINE", **given)


def test_a_year_at_the_end_of_the_calendar_is_no_trouble():
    for year, expected in ((9998, 1), (9999, 0)):
        values = {"year": year, "given.today": "9999-01-20"}
        assert len([one for one in check(*case(FORM, values)) if one.rule == "P-DEADLINE"]) == expected


def test_the_past_is_told_in_the_same_words_every_day_so_that_an_answer_stays():
    one, other = (findings_of("P-DEADLINE", today=f"2026-02-0{day}") for day in (1, 2))
    assert one == other


@pytest.mark.parametrize(
    ("approvals", "problem"),
    [
        ("", "现在还缺部门初核、办公室复核、分管领导终审、保密审查。"),
        ("first_review final_review secrecy_review", "现在还缺办公室复核。"),
        ("office_review first_review final_review secrecy_review", "现在次序是办公室复核、部门初核、"),
        (f"{STEPS} archived", None),
    ],
)
def test_every_step_approves_in_order(approvals, problem):
    found = findings_of("P-SIGNED", approvals=approvals)
    assert [problem in message for _, message in found] == ([True] if problem else [])


def test_a_step_the_office_waives_is_not_asked_for():
    three = STEPS.removesuffix(" secrecy_review")
    assert not findings_of("P-SIGNED", approvals=three, waived="secrecy_review")
    ((_, message),) = findings_of("P-SIGNED", approvals="", waived="secrecy_review")
    assert "保密审查" not in message
    assert list(approval_steps(FORM)) == STEPS.split()
    assert list(approval_steps(FORM, ("secrecy_review",)).values()) == ["部门初核", "办公室复核", "分管领导终审"]


def test_while_approvals_are_under_way_what_is_missing_is_only_told():
    ((severity, message),) = findings_of("P-SIGNED", approvals="first_review", is_draft="yes")
    assert severity == "hint"
    assert "还缺办公室复核、分管领导终审、保密审查" in message


@pytest.mark.parametrize(
    ("approvals", "sentence"),
    [
        ("", "核对无误，还差部门初核、办公室复核、分管领导终审、保密审查"),
        ("first_review office_review", "核对无误，还差分管领导终审、保密审查"),
        (STEPS, "可以定稿"),
    ],
)
def test_the_verdict_names_the_approvals_that_a_draft_still_lacks(approvals, sentence):
    given = {"given.approvals": approvals, "given.is_draft": "yes"}
    found = [one for one in check(*case(FORM, given)) if one.rule == "P-SIGNED"]
    assert Verdict.over(found).sentence == sentence


def test_what_has_to_be_mended_goes_before_the_approvals():
    assert Verdict(0, 1, 0, ("部门初核",)).sentence == "1 处要说明"


def test_without_approvals_nothing_is_asked():
    assert not findings_of("P-SIGNED")
