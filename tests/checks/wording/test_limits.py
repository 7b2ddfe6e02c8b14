"""Just at the limits: what is counted instead of listed, and a card number with nines."""

import pytest

from disclosure_desk.checks import Circumstances, check
from disclosure_desk.form_file import load_form
from disclosure_desk.report import Note, new_report

FORM = load_form("2021")


@pytest.mark.parametrize(("count", "counted"), [(3, False), (4, True)])
def test_up_to_three_differences_of_a_source_are_all_told(count, counted):
    notes = [Note("label", "", f"第{number}处不同。") for number in range(count)]
    report = new_report(FORM, "某街道办事处", 2025, {}, notes)
    (finding,) = [one for one in check(report, Circumstances(imported=True)) if one.rule == "F-LABELS"]
    assert (f"等 {count} 处" in finding.message) is counted


def test_a_card_number_with_nines_that_are_not_doubled_is_known():
    report = new_report(FORM, "某街道办事处", 2025, {"overview.lead": "账号6222071046563414839。"})
    assert [one.rule for one in check(report) if one.rule == "F-PRIVACY"] == ["F-PRIVACY"]
