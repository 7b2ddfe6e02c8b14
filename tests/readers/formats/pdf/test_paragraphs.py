"""Lines become the paragraphs that their author wrote."""

import pytest
from drawn_pdf import Paper, face
from reportlab.pdfbase import pdfmetrics

from disclosure_desk.core.report import new_report
from disclosure_desk.readers import read_content
from disclosure_desk.readers.formats.pdf.lines import PdfLine
from disclosure_desk.readers.formats.pdf.paragraphs import text_area
from disclosure_desk.readers.formats.pdf.reader import pdf_items
from disclosure_desk.readers.model.progress import ignore_progress
from disclosure_desk.writers.report_file import render_file

FULL = "政府信息公开工作认真贯彻条例要求规范公开内容拓宽渠道回应关切"[:27]
"""As many characters as a line of 16 points has between 80 and 512."""


def paragraphs(*lines, size=16, step=28, split=0):
    """The paragraphs of lines (place from the left, words); those from number `split` on stand on the next page."""
    paper = Paper()
    y = 100.0
    for number, (x, words) in enumerate(lines):
        if split and number == split:
            paper.turn_page()
            y = 100.0
        paper.text(x, y, words, size)
        y += step
    return [item.text for item in pdf_items(paper.content(), ignore_progress)]


BODY = ((112, FULL[2:]), (80, FULL), (80, FULL), (80, "完成。"))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (BODY, [FULL[2:] + FULL + FULL + "完成。"]),
        ((*BODY, (112, "第二段。")), [FULL[2:] + FULL + FULL + "完成。", "第二段。"]),
        (((112, FULL[2:]), (80, FULL), (80, FULL), (112, FULL[2:])), [FULL[2:] + FULL + FULL, FULL[2:]]),
        (((112, "一、总体情况"), *BODY), ["一、总体情况", FULL[2:] + FULL + FULL + "完成。"]),
        (((248, "某街道"), (200, "年度报告"), *BODY), ["某街道", "年度报告", FULL[2:] + FULL + FULL + "完成。"]),
        (
            ((80, FULL), (80, FULL), (80, FULL[:26] + "。"), (80, "二、问题"), (80, "正文。")),
            [FULL + FULL + FULL[:26] + "。", "二、问题", "正文。"],
        ),
    ],
    ids=["one", "indent", "full-line", "heading", "middle", "heading-at-the-edge"],
)
def test_paragraphs_begin_where_they_were_begun(lines, expected):
    assert paragraphs(*lines) == expected


@pytest.mark.parametrize(
    ("lines", "tables", "left"),
    [
        (("一是培训。", "二是监督", "三是公开"), ((80.5, 512),), 80.5),
        (("一是培训。", "二是监督", "三是公开"), ((60, 512), (300, 512)), 112),
        (("一是培训。", "二是监督", "三是公开"), (), 112),
        ((FULL, FULL, "完成。"), ((80, 576),), 112),
        ((f"{FULL}。", f"{FULL}。", "完成。"), ((80, 576),), 80),
    ],
    ids=["short", "other-tables", "no-table", "goes-on", "ended"],
)
def test_an_indent_of_all_lines_is_seen_by_the_tables(lines, tables, left):
    page = [
        PdfLine(one, 112, 112 + 16 * len(one), 100 + 28 * at, 16, 16, (), space_after=False)
        for at, one in enumerate(lines)
    ]

    assert text_area([page], tables).left == left


def test_paragraphs_of_one_line_are_read_back(form):
    texts = dict.fromkeys(("overview.lead", "problems"), "一是加强培训\n二是完善制度\n三是加强监督")
    report = new_report(form, "某某街道办事处", 2025, {**dict.fromkeys(form.cells, 0), **texts})
    read = read_content(form, render_file(report, ".pdf"), ".pdf").report

    assert {text: read.texts[text] for text in texts} == texts


def test_paragraph_goes_on_overleaf():
    assert paragraphs(*BODY, split=2) == [FULL[2:] + FULL + FULL + "完成。"]


def test_paragraphs_without_indent_are_told_by_their_distance():
    paper = Paper()
    for y in (100, 125, 150, 200, 225, 250):
        paper.text(80, y, FULL)
    assert [item.text for item in pdf_items(paper.content(), ignore_progress)] == [FULL * 3, FULL * 3]


def test_smaller_type_begins_a_paragraph():
    paper = Paper()
    for y in (100, 125, 150):
        paper.text(80, y, FULL)
    paper.text(80, 175, FULL, 12)
    assert [item.text for item in pdf_items(paper.content(), ignore_progress)] == [FULL * 3, FULL]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (FULL[:26] + "20", "24年", "2024年"),
        (FULL[:26] + "20 ", "24 年", "20 24 年"),
        (FULL[:24] + "open ", "data", "open data"),
        (FULL + " ", "公开", FULL[-2:] + "公开"),
        (FULL[:26] + "20 ", "年", "20 年"),
    ],
    ids=["figure", "blank-kept", "word", "no-blank-in-chinese", "mixed"],
)
def test_lines_join_with_a_blank_only_where_one_was_written(first, second, expected):
    (text,) = paragraphs((80, FULL), (80, FULL), (80, first), (80, second))
    assert expected in text
    assert text.startswith(FULL + FULL + FULL[:20])


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (("共有", 4, "12", 4, "件"), "共有12件"),
        (("共有", 9, "12", 9, "件"), "共有 12 件"),
        (("open", 4, "data"), "open data"),
        (("总", 10, "计"), "总计"),
        (("总", 16, "计"), "总 计"),
        (("，", 16, "计"), "，计"),
    ],
    ids=["set-apart", "typed", "latin", "spread", "wide", "after-a-mark"],
)
def test_gaps_are_blanks_only_where_programs_set_none(pieces, expected):
    paper = Paper()
    x = 80.0
    for piece in pieces:
        if isinstance(piece, str):
            paper.text(x, 100, piece)
        x += pdfmetrics.stringWidth(piece, face(), 16) if isinstance(piece, str) else piece
    paper.text(80, 160, FULL)
    assert next(iter(pdf_items(paper.content(), ignore_progress))).text == expected


def test_blank_that_is_drawn_alone_is_kept():
    paper = Paper()
    for x, words in ((80, "共有"), (112, " "), (114, "12"), (130, " "), (132, "件")):
        paper.text(x, 100, words)
    paper.text(80, 160, FULL)
    assert next(iter(pdf_items(paper.content(), ignore_progress))).text == "共有 12 件"


def test_raised_and_lowered_figures_stay_in_their_line():
    paper = Paper()
    paper.text(80, 100, "公开信息")
    paper.text(144, 94, "1", 8)
    paper.text(150, 100, "二千条")
    paper.text(198, 103, "2", 8)
    paper.text(80, 128, FULL)
    assert next(iter(pdf_items(paper.content(), ignore_progress))).text == "公开信息1二千条2"


def test_paragraph_tells_where_it_stands():
    paper = Paper()
    paper.text(80, 100, FULL)
    paper.text(80, 128, FULL)
    paper.text(80, 156, "完。")
    (item,) = pdf_items(paper.content(), ignore_progress)
    left, top, right, bottom = item.location.box
    assert (item.location.page, item.location.name) == (0, "第 1 页")
    assert (left, right) == pytest.approx((80 / 595, (80 + 27 * 16) / 595), abs=0.003)
    assert 80 / 842 < top < 100 / 842
    assert 156 / 842 < bottom < 170 / 842
