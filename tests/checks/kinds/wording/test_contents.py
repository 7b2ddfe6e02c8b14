"""What texts owe: contents, length, the right year; and that no text makes a rule fall over."""

import pytest
from cases import case
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.checks import CheckContext, Verdict, check
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import new_report

FORM = load_form("2021")
ANYTHING = st.text(
    alphabet=st.sampled_from(
        "的公开信息（）“”《》()\"'，。；：、 \n\t0123456789一二三四十是年月日第转结我局镇★秘密wgovcn.:/X张某申请人"
    )
    | st.characters()
)


def found(rule, values):
    report, context = case(FORM, values)
    return [one for one in check(report, context) if one.rule == rule]


@pytest.mark.parametrize(
    ("period", "alarms"),
    [
        ("自2025年1月1日起至2025年12月31日止", 0),
        ("2025年1月1日至12月31日", 0),
        ("自 2025 年 1 月 1 日起至 2025 年 12 月 31 日止", 0),
        ("2025年1月1日—2025年12月31日", 0),
        ("2024年1月1日至2024年12月31日", 1),
        ("2025年1月1日至2025年12月30日", 1),
        ("2025年1月1日至2026年12月31日", 1),
    ],
)
def test_the_period_is_the_whole_year(period, alarms):
    findings = found("F-PERIOD", {"preface": f"统计期限为{period}。"})

    assert [one.severity for one in findings] == ["error"] * alarms
    assert all(mark.proposal == "2025年1月1日起至2025年12月31日" for one in findings for mark in one.marks)


@pytest.mark.parametrize(
    ("text", "alarms"),
    [
        ("2024年，收到申请。", 1),
        ("截至2024年全年，收到申请。", 1),
        ("2026年，收到申请。", 1),
        ("2025年，收到申请。", 0),
        ("2024年，结转申请已办结。", 0),
        ("2026年，将继续加强。", 0),
        ("2024年度预算已公开。", 0),
        ("与2024年相比增长。国办函〔2020〕109号。", 0),
        ("《条例》2019年修订。", 0),
    ],
)
def test_a_fact_of_another_year_is_asked_about(text, alarms):
    assert len(found("F-YEAR", {"overview.lead": text})) == alarms


@pytest.mark.parametrize(
    ("values", "rule", "severities"),
    [
        ({"problems": ""}, "F-PROBLEMS", ["error"]),
        ({"problems": "五、存在的主要问题及改进情况"}, "F-PROBLEMS", ["error", "warning"]),
        ({"other_matters": "六、其他需要报告的事项：\n——"}, "F-OTHER", ["error", "warning"]),
        ({"problems": "暂无。"}, "F-PROBLEMS", ["error", "warning"]),
        ({"problems": "解读形式单一。"}, "F-PROBLEMS", ["warning"]),
        ({"other_matters": "无"}, "F-OTHER", ["warning"]),
        ({"preface": ""}, "F-PREFACE", []),
        ({"preface": "编制本报告。"}, "F-PREFACE", ["warning"]),
        ({"overview.lead": "字" * 300, "given.length_limit": "299"}, "F-LENGTH", ["warning"]),
        ({"overview.lead": "字" * 350, "given.length_limit": "350"}, "F-LENGTH", []),
        ({"overview.lead": "字 \n" * 300}, "F-LENGTH", []),
        ({}, "F-LENGTH", []),
    ],
)
def test_what_a_text_owes(values, rule, severities):
    assert [one.severity for one in found(rule, values)] == severities


@given(ANYTHING)
def test_whatever_is_written_marks_lie_within_it(text):
    report = new_report(FORM, "涿河区金牛山办事处", 2025, dict.fromkeys(FORM.texts, text))
    findings = check(report, CheckContext(words=(("公开", ""),), unprintable=lambda _: "信"))

    for one in findings:
        assert "{" not in one.message or "{" in text
        assert all(0 <= mark.start < mark.end <= len(text) for mark in one.marks)


@pytest.mark.parametrize("piece", ["公", "（", "0", "\n", "“", "2024年", "www", "一是", "收到申请1件，"])
def test_rules_read_only_the_beginning_of_an_endless_text_and_that_is_told(piece):
    long = piece * (8_000 // len(piece))
    context = CheckContext(most_read=2_000)
    report, cut = (new_report(FORM, "涿河区金牛山办事处", 2025, {"problems": text}) for text in (long, long[:2_000]))
    findings = check(report, context)

    (overlong,) = [one for one in findings if one.rule == "F-LENGTH"]
    assert (overlong.severity, overlong.cells) == ("error", ("problems",))
    assert f"有 {len(long)} 个字符" in overlong.message
    assert [(mark.start, mark.end) for mark in overlong.marks] == [(2_000, len(long))]
    assert [one.rule for one in findings if one is not overlong] == [one.rule for one in check(cut, context)]
    assert all(mark.end <= 2_000 for one in findings if one is not overlong for mark in one.marks)


@pytest.mark.parametrize(
    ("period", "alarms"),
    [
        ("2025年1月1日至2025年12月30日", 1),
        ("2025年1月1日至2025年12月31日", 0),
        ("2025年1月1日至11月30日", 1),
        ("2025年2月1日至11月30日", 0),
        ("2024年1月1日至2024年12月31日", 1),
        ("2024年12月1日至2025年1月31日", 0),
        ("2024年12月1日至2025年10月31日", 1),
        ("2025年5月1日至5月31日", 0),
    ],
)
def test_in_the_overview_only_nearly_a_year_is_a_period_of_statistics(period, alarms):
    findings = found("F-PERIOD", {"overview.lead": f"自{period}，街道开展各项工作。"})
    assert len([one for one in findings if one.severity == "error"]) == alarms


def emptied(full_places, section, words=""):
    """The full report with this in the section's first text and nothing in its others."""
    texts = [text.id for text in FORM.section(section).texts]
    return {**full_places, **dict.fromkeys(texts, ""), texts[0]: words}


REQUIRED = [one.id for one in FORM.sections if any(not text.optional for text in one.texts)]


@pytest.mark.parametrize("section", REQUIRED)
@pytest.mark.parametrize("words", ["", " \n\u3000", "。", "——", "/", "\u200b", "0", "N/A", "heading", "heading："])
def test_no_section_that_the_form_requires_is_empty(full_places, section, words):
    values = emptied(full_places, section, words.replace("heading", FORM.section(section).heading))
    report, context = case(FORM, values)
    about = [one for one in check(report, context) if one.severity == "error" and one.is_open]

    is_heading = words.startswith("heading")  # it is printed over the section already, which is a fault by itself
    assert [one.section for one in about] == [section] * (1 + is_heading)
    assert not Verdict.over(about).sentence.startswith("可以")


@pytest.mark.parametrize(
    ("words", "alarms"),
    [
        ("无", 1),
        ("暂无。", 1),
        ("略", 1),
        ("（略）", 1),
        ("详见附件。", 1),
        ("一、总体情况\n无", 1),
        ("（一）", 1),
        ("（一）主动公开：", 1),
        ("一是\n二是", 1),
        ("一、\n（二）。", 1),
        ("一是公开。", 0),
        ("三公经费公开。", 0),
        ("本年度无主动公开的新情况。", 0),
        ("略有增加。", 0),
    ],
)
def test_an_overview_that_says_nothing_is_empty(full_places, words, alarms):
    assert len(found("F-EMPTY", emptied(full_places, "overview", words))) == alarms


def test_a_section_is_not_empty_while_one_of_its_topics_is_written(full_places):
    values = emptied(full_places, "overview")
    for text in FORM.section("overview").texts:
        assert found("F-EMPTY", {**values, text.id: "做好政务公开。"}) == []
        assert len(found("F-EMPTY", {**values, text.id: f"{text.heading}。"})) == 1


def test_the_form_says_what_is_required(full_places):
    assert found("F-EMPTY", {**full_places, "preface": ""}) == []
    assert len(REQUIRED) == 3


@pytest.mark.parametrize(
    ("words", "alarms"),
    [("", 1), ("（三）政府信息管理：", 1), ("（三）政府信息管理：——", 1), ("（三）政府信息管理\n逐条审核。", 0)],
)
def test_a_topic_with_nothing_but_its_heading_is_missing(full_places, words, alarms):
    assert len(found("F-FIVE-TOPICS", {**full_places, "overview.management": words})) == alarms


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("一是甲。\n{六}\n本年度没有收取。", ["{六}"]),
        ("\u3000\u3000{一}：本年度。\n{五}", ["{一}", "{五}"]),
        ("{五}", ["{五}"]),
        ("一是{六}还没有写。", []),
        ("其他需要报告的事项\n本年度没有收取。", []),
    ],
)
def test_the_heading_of_a_section_stands_in_no_text(full_places, words, marked):
    """A whole section pasted into the text of another one was printed there with its heading, and nothing was said."""
    headings = {section.heading[0]: section.heading for section in FORM.sections if section.heading}
    text = words.format(**headings)
    report, context = case(FORM, full_places | {"problems": text})
    marks = [mark for one in check(report, context) if one.rule == "F-HEADINGS" for mark in one.marks]

    assert [text[mark.start : mark.end] for mark in marks] == [one.format(**headings) for one in marked]
    assert {mark.proposal for mark in marks} <= {""}
