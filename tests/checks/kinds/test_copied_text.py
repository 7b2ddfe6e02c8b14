"""Last year's text in this year's: how much, and which sentences."""

import pytest
from cases import case
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.checks import Finding, check
from disclosure_desk.checks.kinds.copied_text import grams, likeness, shared_sentences
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Value

FORM = load_form("2021")
OLD = (
    "街道健全公开工作机制，专人负责信息发布。全年组织业务培训，提高工作人员能力。"
    "依托区政府网站发布惠民政策，方便群众查询办理。定期开展督导检查，推动问题整改到位。"
)
NEW = "办事大厅新设公开专窗，配备两名讲解员，手把手教居民查政策。社区公告栏每周更换，老人也能看得清。"


def findings(values: dict[str, Value]) -> list[Finding]:
    return [finding for finding in check(*case(FORM, values)) if finding.rule == "Y-COPIED"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", 0.0),
        ("", OLD, 0.0),
        (OLD, OLD, 1.0),
        ("甲乙丙丁戊", "甲乙丙丁己", 0.0),
        ("甲乙丙丁戊己", "甲乙丙丁戊", 0.5),
    ],
)
def test_likeness_is_the_jaccard_index_of_runs_of_five(one, other, expected):
    assert likeness(one, other) == expected


def test_the_sentences_that_another_text_has_too_are_those_with_other_figures_as_well():
    text = "今年新设专窗。全年组织业务培训12次，提高工作人员能力；短句相同。"
    same = shared_sentences(text, "全年组织业务培训3次，提高工作人员能力；短句相同。")
    assert [(one.words, text[one.start : one.end]) for one in same] == [
        ("全年组织业务培训12次，提高工作人员能力；", "全年组织业务培训12次，提高工作人员能力；")
    ]
    assert shared_sentences(text, NEW) == []


def test_another_year_or_another_blank_makes_no_other_text():
    assert grams("2024年 共培训3次，效果好。") == grams("2025年共培训12次，\n效果好。")


@given(st.text(), st.text())
def test_likeness_is_a_share_and_the_same_both_ways(one, other):
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)


@pytest.mark.parametrize(("section", "text"), [("overview", "overview.management"), ("problems", "problems")])
def test_a_text_taken_over_whole_must_be_mended_or_answered(section, text):
    found = findings({text: OLD, f"previous.{text}": OLD})
    (cause,) = [finding for finding in found if finding.is_open]

    assert (cause.severity, cause.section, cause.explainable) == ("error", section, True)
    assert "100%" in cause.message
    assert [OLD[mark.start : mark.end] for mark in cause.marks] == [f"{one}。" for one in OLD.split("。")[:-1]]


def test_a_text_taken_over_for_the_most_part_is_asked_about():
    found = findings({"problems": OLD + "请居民代表给窗口打分，结果张贴上墙。", "previous.problems": OLD})

    assert [(one.severity, len(one.marks)) for one in found if one.is_open] == [("warning", 4)]


def test_a_new_text_is_left_alone():
    assert findings({"problems": NEW, "previous.problems": OLD}) == []


def test_one_copied_paragraph_among_new_ones_is_asked_about():
    text = f"{NEW}\n\n{OLD}\n{NEW[::-1]}\n"
    (finding,) = findings({"overview.lead": text, "previous.overview.management": f"{OLD}\n短。"})
    (mark,) = finding.marks

    assert (finding.severity, text[mark.start : mark.end]) == ("warning", OLD)
    assert "这一段有 100% 和去年的报告相同" in finding.message


def test_the_preface_may_stay_as_it_is():
    assert findings({"preface": OLD, "previous.preface": OLD}) == []


LETTERS = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥乾坤震巽坎离艮兑天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"


@pytest.mark.parametrize(
    ("last", "now", "severities"),
    [(11, 14, ["warning"]), (10, 14, []), (13, 14, ["error"]), (14, 14, ["error"])],
)
def test_just_seven_tenths_are_asked_about_and_just_nine_must_be_mended(last, now, severities):
    found = findings({"problems": LETTERS[:now], "previous.problems": LETTERS[:last]})

    assert [finding.severity for finding in found] == severities


@pytest.mark.parametrize(("last", "now", "alarms"), [(49, 54, 1), (48, 54, 0), (50, 50, 1), (49, 49, 0)])
def test_a_paragraph_counts_from_fifty_characters_and_nine_tenths(last, now, alarms):
    here, other = LETTERS[:now], NEW * 3
    found = findings({"problems": f"{here}\n{other}", "previous.problems": LETTERS[:last]})

    assert len(found) == alarms


@pytest.mark.parametrize(("last", "now", "marked"), [(12, 12, 1), (11, 11, 0), (13, 14, 1), (12, 14, 0)])
def test_a_sentence_is_marked_from_twelve_characters_and_nine_tenths(last, now, marked):
    rest = LETTERS[20:60]
    found = findings({"problems": f"{LETTERS[:now]}\n{rest}", "previous.problems": f"{LETTERS[:last]}\n{rest}"})

    assert {len(finding.marks) for finding in found if finding.is_open} == {1 + marked}


def similar(values: dict[str, Value], **given: str) -> list[Finding]:
    told = {f"given.{name}": value for name, value in given.items()}
    return [finding for finding in check(*case(FORM, {**values, **told})) if finding.rule == "Y-SIMILAR"]


HALF = {"overview.lead": OLD, "problems": NEW, "previous.overview.lead": OLD, "previous.problems": "去年另有一段。"}
"""Half of the report's words are last year's, in one text of it; of that text all are."""


@pytest.mark.parametrize(
    ("given", "severities"),
    [
        ({}, ["warning"]),
        ({"similar_warn": "70"}, []),
        ({"similar_warn": "0"}, []),
        ({"similar_warn": "20", "similar_refuse": "70"}, ["warning"]),
        ({"similar_warn": "20", "similar_refuse": "50"}, ["error"]),
        ({"similar_warn": "0", "similar_refuse": "50"}, ["error"]),
        ({"similar_warn": "50", "similar_refuse": "50"}, ["error"]),
    ],
)
def test_the_report_as_a_whole_has_one_share_and_the_offices_limits(given, severities):
    found = similar(HALF, **given)

    assert [one.severity for one in found] == severities
    for finding in found:
        assert (finding.section, finding.cells) == ("", ())
        assert {mark.text for mark in finding.marks} == {"overview.lead"}
        assert finding.explainable is (finding.severity == "warning")
        assert any(f"有 {percent}% " in finding.message for percent in range(50, 66))


def test_a_longer_report_of_last_year_makes_what_is_taken_over_no_less():
    whole = {"overview.lead": OLD, "previous.overview.lead": OLD, "previous.problems": NEW * 3}
    assert "100%" in similar(whole)[0].message


def test_what_moved_to_another_text_is_taken_over_too():
    assert similar({"problems": OLD, "previous.overview.lead": OLD})


def test_nothing_is_like_nothing():
    assert similar({"overview.lead": "短", "previous.overview.lead": "短"}) == []
    assert similar({"overview.lead": OLD}) == []
    assert similar({"overview.lead": OLD, "previous.overview.lead": NEW}) == []
