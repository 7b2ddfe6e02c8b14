import pytest

from disclosure_desk.checks import check
from disclosure_desk.checks.stages import Gaps
from disclosure_desk.core.report import Change
from disclosure_desk.gui.session.section_status import count_characters, section_status


def state_of(report, section_id):
    return section_status(report, report.form.section(section_id), check(report), Gaps(report))


def said_of(report, section_id):
    state = state_of(report, section_id)
    return state.words, state.tone


def put(report, place, value):
    report.apply([Change(place, report.value(place), value)])


@pytest.mark.parametrize(
    ("section", "words", "tone"),
    [
        ("preface", "可以不写", "quiet"),
        ("overview", "未写", "missing"),
        ("proactive", "缺 10 格", "missing"),
        ("requests", "缺 144 格", "missing"),
        ("disputes", "缺 12 格", "missing"),
    ],
)
def test_blank_report_says_what_each_section_lacks(blank_report, section, words, tone):
    assert said_of(blank_report, section) == (words, tone)


@pytest.mark.parametrize("section", ["proactive", "requests", "disputes"])
def test_full_grid_is_told_to_be_full(full_report, section):
    assert said_of(full_report, section) == ("✓ 已填齐", "done")


def test_mistakes_are_counted_beside_blanks_and_the_worst_gives_the_tone(full_report):
    put(full_report, "proactive.fee.amount", 5000)
    assert said_of(full_report, "proactive") == ("1 处要说明", "warning")
    put(full_report, "proactive.rule_document.issued", 1)
    put(full_report, "proactive.licence.decisions", None)
    assert said_of(full_report, "proactive") == ("缺 1 格 · 1 处必须改 · 1 处要说明", "error")


def test_overview_tells_how_many_topics_are_not_written(full_report):
    put(full_report, "overview.platform", " \n")
    words = state_of(full_report, "overview").words
    assert words.startswith("1 处要说明 · 还有 1 段未写 · ")
    assert state_of(full_report, "overview").tone == "warning"


def test_written_text_tells_its_characters(full_report):
    put(full_report, "problems", "一是少。\n 二是慢，将改进。")
    assert said_of(full_report, "problems") == ("✓ 12 字", "done")


@pytest.mark.parametrize(("text", "count"), [("", 0), (" \n\u3000", 0), ("政务 公开\n12", 6), ("𠮷", 1)])
def test_spaces_and_line_ends_are_no_characters(text, count):
    assert count_characters(text) == count


def test_what_is_explained_is_no_longer_counted(full_report):
    put(full_report, "proactive.fee.amount", 5000)
    (finding,) = [finding for finding in check(full_report) if finding.rule == "T2-FEE-UNIT"]
    put(full_report, finding.key, "已经核实。")
    assert said_of(full_report, "proactive") == ("✓ 已填齐", "done")


def test_a_blank_text_waits_and_one_that_says_nothing_must_be_mended(blank_report):
    assert said_of(blank_report, "problems") == ("未写", "missing")
    put(blank_report, "problems", "无")
    assert said_of(blank_report, "problems") == ("1 处必须改 · ✓ 1 字", "error")


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ({}, (("done", ""),)),
        ({"proactive.licence.decisions": None}, (("", "9/10"),)),
        ({"proactive.fee.amount": 5000, "proactive.licence.decisions": None}, (("warning", "1"),)),
        ({"proactive.fee.amount": 5000, "proactive.rule_document.issued": 1}, (("error", "1"), ("warning", "1"))),
    ],
)
def test_the_same_as_counts_with_their_signs(full_report, changes, counts):
    for place, value in changes.items():
        put(full_report, place, value)
    assert state_of(full_report, "proactive").counts == counts


def test_a_section_that_nobody_has_to_write_has_no_sign(blank_report):
    assert state_of(blank_report, "preface").counts == ()
    assert state_of(blank_report, "overview").counts == (("missing", ""),)
