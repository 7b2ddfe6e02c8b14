"""Letters that only look like Chinese ones, or are none."""

import pytest
from cases import case

from disclosure_desk.checks import check
from disclosure_desk.core.form_file import load_form
from disclosure_desk.text.strange_letters import strange_letters

FORM = load_form("2021")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("政务公开⼯作", [("⼯", "工")]),
        ("⼀、⻓效机制", [("⼀", "一"), ("⻓", "长")]),
        ("政务⺀公开", [("⺀", None)]),
        ("笔画㇀", [("㇀", None)]),
        ("政\u0301务\u20d0\u0302公开", [("政\u0301", "政"), ("务\u20d0\u0302", "务")]),
        ("政\u0378务", [("\u0378", None)]),
        ("\u0378政⼯", [("\u0378", None), ("⼯", "工")]),
        ("é、①、㎡、α、№、℃、〇、𠀀、＋、々、☎、3⃣", []),
        ("政务\uffff公开\ufdd0、\U0001ffff、\ufffd", []),
        ("政务公开“工作”——扎实…推进。", []),
        ("", []),
    ],
)
def test_what_is_no_character_is_found_with_what_could_stand_there(text, found):
    assert [(text[one.start : one.end], one.proposal) for one in strange_letters(text)] == found


@pytest.mark.parametrize("text", ["政务公开⼯作。", "政务\u0301公开。", "政务\u0378公开。"])
def test_it_is_an_error_in_a_text(text):
    (finding,) = [one for one in check(*case(FORM, {"overview.lead": text})) if one.rule == "F-GARBLED"]
    assert finding.severity == "error"
    assert "U+" in finding.message


def test_a_blank_at_the_end_of_what_is_quoted_is_named():
    messages = [
        one.message for one in check(*case(FORM, {"overview.lead": "政务\t公开 工作。"})) if one.rule == "F-TYPO"
    ]
    assert [words in messages[0] for words in ("“务〔制表符〕”（应为“务”）", "“开〔空格〕”（应为“开”）")] == [
        True,
        True,
    ]


@pytest.mark.parametrize("place", ["problems", "other_matters"])
@pytest.mark.parametrize("text", ["同上年度。", "同上年。", "与上年度相同", "略"])
def test_a_section_that_only_points_to_last_year_is_as_good_as_empty(place, text):
    rules = {"problems": "F-PROBLEMS", "other_matters": "F-OTHER"}
    assert rules[place] in [one.rule for one in check(*case(FORM, {place: text})) if one.severity == "error"]
