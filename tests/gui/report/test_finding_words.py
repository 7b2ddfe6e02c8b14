"""How the panel says in short where a finding is, and which of its words and figures would mend it."""

import pytest

from disclosure_desk.checks.finding import Finding, Repair, TextMark
from disclosure_desk.checks.stages import Gaps
from disclosure_desk.core.report import UNIT, Change
from disclosure_desk.gui.report.finding_words import (
    Amendment,
    amendments_of,
    kind_of,
    place_words,
    short_message,
    word_amendment,
)

FINDING = Finding("X", "error", "requests", (), "一句话。", "依据")


@pytest.mark.parametrize(
    ("section", "cells", "words"),
    [
        ("requests", ["requests.outcome.granted.business"], "三、（一）予以公开 · 商业企业"),
        ("requests", ["requests.received.total"], "表三　一、本年新收政府信息公开申请数量 · 总计"),
        ("requests", ["requests.received.business", "requests.pending_at_start.business"], "三、商业企业一列"),
        (
            "requests",
            ["requests.outcome.granted.business", "requests.outcome.granted.research"],
            "三、（一）予以公开",
        ),
        ("proactive", ["proactive.fee.amount"], "二、行政事业性收费 · 本年收费金额（单位：万元）"),
        (
            "proactive",
            ["proactive.rule_document.issued", "proactive.normative_document.issued"],
            "二、规章 · 本年制发件数",
        ),
        ("overview", ["overview.on_request", "requests.received.total"], "一、（二）依申请公开"),
        ("problems", ["problems"], "五、问题改进"),
        ("preface", ["preface"], "前言"),
        ("", [UNIT], "机关名称和年度"),
        ("", [], "整份报告"),
        ("requests", [], "申请办理"),
        ("", ["explanation.X.1"], "整份报告"),
    ],
)
def test_a_finding_says_where_it_is_in_short(form, section, cells, words):
    assert place_words(form, FINDING._replace(section=section, cells=tuple(cells))) == words


def test_a_finding_about_a_whole_table_says_the_section(form):
    cells = tuple(cell for cell in form.cells if cell.startswith("disputes."))
    assert place_words(form, FINDING._replace(section="disputes", cells=cells)) == "四、复议诉讼"


def test_what_is_only_blank_or_answered_or_follows_is_a_kind_of_its_own(blank_report):
    gaps = Gaps(blank_report)
    blank = FINDING._replace(section="problems", cells=("problems",))
    assert [kind_of(one, gaps) for one in (FINDING, blank)] == ["error", "missing"]
    assert kind_of(blank, None) == "error"
    assert kind_of(FINDING._replace(explanation="是。"), gaps) == "done"
    assert kind_of(FINDING._replace(follows_from="X"), gaps) == "quiet"


def test_a_repair_says_each_figure_before_and_after(form):
    changes = (
        Change("requests.outcome.granted.business", 64, 65),
        Change("requests.received.research", None, 0),
    )
    assert amendments_of(form, Repair(changes, "typed", "一句话")) == (
        Amendment("（一）予以公开 · 商业企业", "64", "65"),
        Amendment("一、本年新收政府信息公开申请数量 · 科研机构", "空", "0"),
    )


@pytest.mark.parametrize(
    ("start", "end", "proposal", "words"),
    [(2, 3, "173", "改为 173"), (2, 4, "", "删去“1件”"), (2, 3, None, None), (2, 2, "5", None), (5, 9, "5", None)],
)
def test_words_that_could_stand_in_a_text(start, end, proposal, words):
    finding = FINDING._replace(marks=(TextMark("problems", start, end, proposal),))
    found = word_amendment(finding, {"problems": "收到1件。"})
    assert (found and found[1].words) == words


def test_a_number_in_a_text_is_quoted_with_the_figure_of_the_table(form):
    text = "收到17件。"
    long = FINDING._replace(
        message="很长的话。" * 20, marks=(TextMark("problems", 2, 4, "19", "requests.received.total"),)
    )
    words = "写着“收到17件”，表中是 19：表三“一、本年新收政府信息公开申请数量”“总计”。"
    assert short_message(form, long, {"problems": text}) == words
    assert short_message(form, long._replace(message="短。"), {"problems": text}) == "短。"
    assert short_message(form, long._replace(marks=()), {"problems": text}) == long.message
    assert short_message(form, long, {}) == long.message
