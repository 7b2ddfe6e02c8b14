"""What a file makes doubtful is told once for each cause, and the figures it is about are marked."""

from typing import get_args

import pytest
from shared_cases import shared_case

from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import read
from disclosure_desk.readers.interpret import interpret
from disclosure_desk.readers.model.source_items import (
    DoubtCause,
    ItemDoubt,
    SourceLocation,
    SourceParagraph,
    SourceRemark,
    SourceRow,
)

FORM = load_form("2021")
DECISIONS = {"行政许可": "proactive.licence.decisions", "行政处罚": "proactive.penalty.decisions"}
HEADS = SourceRow(("信息内容", "本年处理决定数量"), aligned=True)
LINES = ("柳河街道办事处2025年政府信息公开工作年度报告", "一、总体情况", "公开了信息。", "二、主动公开政府信息情况")


def reading_of(*rows, heads=HEADS, remarks=()):
    """The reading of a report with these rows in table two."""
    lines = [SourceParagraph(line) for line in LINES]
    end = [SourceParagraph("五、存在的主要问题及改进情况"), SourceParagraph("问题不多。")]
    return interpret(FORM, [*lines, heads, *rows, *end, *remarks])


def unsure_cells(reading):
    return {place for place in reading.unsure if place in FORM.cells}


def row(label, figure, *doubts, name="第 2 个表格第 3 行"):
    return SourceRow((label, figure), SourceLocation(name), aligned=True, doubts=doubts)


@pytest.mark.parametrize(
    ("doubt", "says"),
    [
        (ItemDoubt("hidden", "9", 1), "这里有看不见的字，没有取：9"),
        (ItemDoubt("mixed", "25 01", 1), "这个数由大小、颜色不同的几段拼成，请对照原文看一看：25 01"),
        (ItemDoubt("ragged"), "这一行和表格其他各行的格数不一样，数可能错了位，请对照原文看一看"),
    ],
)
def test_doubt_of_a_cell_is_told_at_its_place_and_marks_its_figure(doubt, says):
    reading = reading_of(row("行政许可", "2501", doubt), row("行政处罚", "7"))

    assert [note.text for note in reading.notes if note.place == "proactive.licence.decisions"] == [says]
    assert unsure_cells(reading) == {"proactive.licence.decisions"}
    assert [note.text for note in reading.report.notes] == [note.text for note in reading.notes]
    assert str(reading.report.cells["proactive.licence.decisions"]) == "2501"


def test_doubt_of_another_cell_of_a_row_marks_no_figure_and_is_told_where_it_is():
    reading = reading_of(row("行政许可", "2501", ItemDoubt("hidden", "9", 0)))

    assert not unsure_cells(reading)
    assert (reading.notes[0].text, reading.notes[0].place) == ("这里有看不见的字，没有取：9", "")


def test_doubt_of_a_line_that_became_a_row_marks_all_its_figures():
    line = SourceParagraph("规章 1 2 3", SourceLocation("第 9 段"), (ItemDoubt("hidden", "4"),))
    heads = SourceRow(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"))

    reading = reading_of(line, heads=heads)

    assert unsure_cells(reading) == {f"proactive.rule_document.{one}" for one in ("issued", "repealed", "in_force")}


def test_many_doubts_of_a_cause_are_one_remark():
    hidden = [row(label, "7", ItemDoubt("hidden", "9", 1)) for label in (*DECISIONS, "行政强制")]
    words = SourceParagraph(
        "公开及时。", SourceLocation("第 5 段"), (ItemDoubt("hidden", "不"), ItemDoubt("mixed", "5"))
    )

    reading = reading_of(*hidden, words)

    told = [remark for remark in reading.remarks if "看不见" in remark.text]
    assert [len(remark.notes) for remark in told] == [4]
    assert told[0].text.startswith("原文里有 4 处看不见的字")
    assert {*DECISIONS.values()} < reading.unsure
    assert not any("拼成" in remark.text for remark in reading.remarks)


@pytest.mark.parametrize("cause", get_args(DoubtCause))
def test_two_figures_with_one_doubt_are_counted_and_not_called_the_same(cause):
    doubtful = [row(label, "7", ItemDoubt(cause, words, 1)) for label, words in zip(DECISIONS, "89", strict=False)]

    (remark,) = [one for one in reading_of(*doubtful).remarks if one.cause == cause]

    assert remark.text.startswith(("有 2 ", "原文里有 2 处"))
    assert ("“8”；“9”。" in remark.text) is (cause != "ragged")


@pytest.mark.parametrize(
    ("doubt", "page", "says"),
    [
        ("hidden", "有 1 页上有看不见的字（被盖住等），没有取：99", "有 1 处看不见的字"),
        ("watermark", "有 2 页上有垫在正文下面的字（像是水印），没有取：送审稿", "有 1 处压着水印"),
    ],
)
def test_words_left_out_of_a_cell_and_their_page_are_told_in_one_remark(doubt, page, says):
    reading = reading_of(row("行政许可", "2501", ItemDoubt(doubt, "99", 1)), remarks=[SourceRemark(page)])

    told = [remark.text for remark in reading.remarks if "没有取" in remark.text]
    assert len(told) == 1
    assert says in told[0]
    assert page.partition("：")[2] in told[0]
    assert unsure_cells(reading) == {"proactive.licence.decisions"}


def test_a_row_with_another_count_of_cells_is_told_once_for_all_its_figures():
    heads = SourceRow(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), aligned=True)
    ragged = SourceRow(("规章", "1", "2", "3"), SourceLocation("第 9 行"), aligned=True, doubts=(ItemDoubt("ragged"),))

    told = [remark.text for remark in reading_of(ragged, heads=heads).remarks if "格数" in remark.text]

    assert [text.count("格数不一样") for text in told] == [1]


def test_a_ragged_row_that_was_repaired_is_told_of_once():
    heads = SourceRow(("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"), aligned=True)
    ragged = SourceRow(("规章", "1 2", "3"), SourceLocation("第 9 行"), doubts=(ItemDoubt("ragged"),))
    reading = reading_of(ragged, heads=heads)

    told = [remark.text for remark in reading.remarks if "格数" in remark.text or "连在了一起" in remark.text]
    assert len(told) == 1
    assert {cell for cell, figure in reading.report.cells.items() if figure in (1, 2, 3)} <= reading.unsure


def test_what_the_reader_of_the_file_left_out_is_told_and_is_no_part_of_the_report():
    reading = reading_of(remarks=[SourceRemark("文档里有 2 个图表没有读。")])

    assert [(note.kind, note.place) for note in reading.report.notes if "图表" in note.text] == [("unplaced", "")]
    assert not [text for text in reading.report.texts.values() if "图表" in text]


@pytest.mark.parametrize(
    "path", [*shared_case("faults/docx-hidden-by-style.docx"), *shared_case("faults/html-hidden-by-class.html")]
)
def test_handed_files_with_hidden_digits_have_the_figures_that_are_seen(path):
    reading = read(FORM, path)

    assert str(reading.report.cells["proactive.licence.decisions"]) == "2501"
    assert str(reading.report.cells["proactive.normative_document.issued"]) == "1532"
    assert reading.unsure == {"proactive.licence.decisions"}
