"""Characters that nobody sees, in the texts and in the unit's name; and names that can be none."""

import pytest
from cases import case

from disclosure_desk.checks import Verdict, check
from disclosure_desk.checks.kinds.wording.text_match import MOST_MARKS
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Change

FORM = load_form("2021")
HIDDEN = (
    "\u200b\u200c\u200d\u2060\ufeff\xad\u200e\u200f\u202a\u202e\u2066\u2069\u061c\u3164\u2800\ufe0f\U000e0100\U000e0041"
)
CONTROLS = "\x00\x07\x08\x0b\x0c\r\x1b\x1f\x7f\x85\x9f\u2028\u2029"


def found(values, rule):
    return [one for one in check(*case(FORM, values)) if one.rule == rule]


@pytest.mark.parametrize("hidden", [*HIDDEN, *CONTROLS], ids=ascii)
@pytest.mark.parametrize("place", ["preface", "overview.on_request", "other_matters"])
def test_a_character_that_nobody_sees_is_an_error_wherever_it_stands(full_places, place, hidden):
    text = full_places[place]
    report, context = case(FORM, {**full_places, place: f"{text[:8]}{hidden}{text[8:]}"})
    (finding,) = [one for one in check(report, context) if one.is_open and one.severity == "error"]

    assert finding.rule == "F-INVISIBLE"
    assert f"U+{ord(hidden):04X}" in finding.message


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("政务\u200b\xad公开", [("务\u200b\xad", "务")]),
        ("\ufeff政务", [("\ufeff政", "政")]),
        ("政务\u200b", [("务\u200b", "务")]),
        ("政\u200b务\u200b公", [("政\u200b", "政"), ("务\u200b", "务")]),
        ("\u200b", [("\u200b", "")]),
        ("甲。\n\u200b乙。", [("\u200b乙", "乙")]),
    ],
)
def test_it_is_marked_with_what_stands_beside_it_and_without_it_proposed(text, marks):
    (finding,) = found({"overview.lead": text}, "F-INVISIBLE")

    assert [(text[one.start : one.end], one.proposal) for one in finding.marks] == marks


@pytest.mark.parametrize(("piece", "rule"), [("政\u200b", "F-INVISIBLE"), ("⼯", "F-GARBLED")])
def test_of_very_many_only_the_first_are_marked(piece, rule):
    (finding,) = found({"overview.lead": piece * (2 * MOST_MARKS)}, rule)
    assert len(finding.marks) == MOST_MARKS


@pytest.mark.parametrize("text", ["政务 公开", "政务\u3000公开", "政务\xa0公开", "政务\t公开", "政务\n\n公开", "㎡①“”"])
def test_blanks_that_have_a_width_are_none(text):
    assert found({"overview.lead": text}, "F-INVISIBLE") == []


@pytest.mark.parametrize(
    ("unit", "rule"),
    [
        ("", "F-UNIT"),
        ("\u3000 ", "F-UNIT"),
        ("涿河区\n金牛山办事处", "F-UNIT"),
        ("涿河区\t金牛山办事处", "F-UNIT"),
        ("涿河区/金牛山办事处", "F-UNIT"),
        ("涿河区＼金牛山办事处", "F-UNIT"),
        ("涿河区∕金牛山办事处", "F-UNIT"),
        ("2025", "F-UNIT"),
        ("２０２５", "F-UNIT"),
        ("1-2-3", "F-UNIT"),
        ("三二一", "F-UNIT"),
        ("ABC", "F-UNIT"),
        ("金" * 61, "F-UNIT"),
        ("金牛山办事处年度工作报告", "F-UNIT"),
        ("金牛山办事处2025年", "F-UNIT"),
        ("金牛山办事处二〇二五年", "F-UNIT"),
        ("金牛山办事处政府信息公开", "F-UNIT"),
        ("我乡", "F-UNIT"),
        ("本街道", "F-UNIT"),
        ("咱们街道", "F-UNIT"),
        ("涿河区我局", "F-UNIT"),
        ("办事处", "F-UNIT"),
        ("单位名称", "F-UNIT"),
        ("“金牛山办事处", "F-UNIT"),
        ("金牛山办事处。", "F-UNIT"),
        ("涿河区\u200b金牛山办事处", "F-INVISIBLE"),
        ("涿河区\x07金牛山办事处", "F-INVISIBLE"),
        ("涿河区\u3164金牛山办事处", "F-INVISIBLE"),
        ("某某区某某街道办事处", "F-PLACEHOLDER"),
        ("XX区金牛山办事处", "F-PLACEHOLDER"),
        ("涿河区××办事处", "F-PLACEHOLDER"),
        ("【单位名称】", "F-PLACEHOLDER"),
        ("涿河区金牛\ufffd办事处", "F-GARBLED"),
        ("锟斤拷办事处", "F-GARBLED"),
    ],
)
def test_a_unit_that_can_be_none_is_one_open_error_that_no_reason_answers(full_places, unit, rule):
    report, context = case(FORM, {**full_places, "unit": unit})
    about = [one for one in check(report, context) if one.cells == ("unit",)]

    assert [one.rule for one in about if one.is_open] == [rule]
    assert {(one.severity, one.explainable, one.section) for one in about} == {("error", False, "")}
    assert Verdict.over(check(report, context)).errors
    report.apply([Change("unit", unit, "涿河区金牛山办事处")])
    assert check(report, context) == ()


@pytest.mark.parametrize(
    "unit",
    [
        "涿河区金牛山办事处",
        "本溪市人民政府",
        "贵阳市云岩区人民政府",
        "中国（上海）自由贸易试验区管理委员会",
        "青石区12345热线服务中心",
        "青石区“一带一路”服务中心",
        "青石区自然资源和规划局",
        "呼和浩特市·新城区司法局",
        "𬒈街道办事处",
    ],
)
def test_a_name_of_a_public_body_is_good(unit):
    assert [one for one in check(*case(FORM, {"unit": unit})) if one.cells == ("unit",)] == []
