"""Just at the limits: what is counted instead of listed, and a card number with nines."""

import pytest

from disclosure_desk.checks import CheckContext, check
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Note, new_report

FORM = load_form("2021")


@pytest.mark.parametrize(("count", "counted"), [(3, False), (4, True)])
def test_up_to_three_differences_of_a_source_are_all_named(count, counted):
    notes = [Note("label", "", f"第{number}处不同。") for number in range(count)]
    report = new_report(FORM, "某街道办事处", 2025, {}, notes)
    (finding,) = [one for one in check(report, CheckContext(imported=True)) if one.rule == "F-LABELS"]
    assert (f"等 {count} 处" in finding.message) is counted


def test_a_card_number_with_nines_that_are_not_doubled_is_known():
    report = new_report(FORM, "某街道办事处", 2025, {"overview.lead": "账号6222071046563414839。"})
    assert [one.rule for one in check(report) if one.rule == "F-PRIVACY"] == ["F-PRIVACY"]


@pytest.mark.parametrize(("typos", "counted"), [(5, False), (6, True)])
def test_up_to_five_typos_of_a_paragraph_are_all_quoted(typos, counted):
    text = "、".join(["转结", "做为", "以予", "报导", "既使", "按排"][:typos]) + "。"
    (finding,) = [one for one in check(new_report(FORM, "", 2025, {"overview.lead": text})) if one.rule == "F-TYPO"]
    assert (f"等 {typos} 处" in finding.message) is counted


@pytest.mark.parametrize(("length", "cut"), [(20, False), (21, True)])
def test_a_stretch_of_up_to_twenty_characters_is_quoted_whole(length, cut):
    word = ("甲乙丙丁" * 6)[:length]
    report = new_report(FORM, "", 2025, {"overview.lead": f"{word}。"})
    (finding,) = [one for one in check(report, CheckContext(words=((word, ""),))) if one.rule == "F-DICTIONARY"]
    assert ("…" in finding.message) is cut
