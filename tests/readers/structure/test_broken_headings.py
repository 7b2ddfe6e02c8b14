"""Headings broken over lines are whole again where nothing else can be meant; every other line stays what it was."""

import pytest
from drawn_pdf import Paper
from hedong import HEADINGS, TEXT, TEXTS, notes_of, wrong_cells
from office_files import paragraph, word_file
from pasted_text import read_text

from disclosure_desk.readers.formats.docx.reader import docx_items
from disclosure_desk.readers.formats.pdf.reader import pdf_items
from disclosure_desk.readers.model.progress import ignore_progress
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRow
from disclosure_desk.readers.structure.broken_headings import join_broken_headings

ONE, TWO, THREE, FOUR, FIVE, SIX = HEADINGS


def broken(cuts):
    """The report with each heading broken behind so many characters."""
    text = TEXT
    for heading in HEADINGS:
        ends = [cut for cut in cuts if cut < len(heading)]
        pieces = [heading[start:end] for start, end in zip((0, *ends), (*ends, None), strict=True)]
        text = text.replace(heading, "\n".join(pieces), 1)
    return text


@pytest.mark.parametrize("cuts", [(2,), (4,), (6,), (10,), (14,), (2, 9), (5, 12)])
def test_report_with_all_its_headings_broken_is_read_as_if_they_were_whole(form, cuts):
    reading = read_text(form, broken(cuts))

    assert wrong_cells(form, reading) == {}
    assert dict(reading.report.texts) == TEXTS
    assert reading.report.notes == ()


def lines(form, *texts):
    return [item.text for item in join_broken_headings(form, list(map(SourceParagraph, texts)))]


@pytest.mark.parametrize(
    "texts",
    [
        ("一、总体情况", "二、主动公开政府信息情况"),
        ("五、存在的问题", "改进情况"),
        ("三、收到和处理政府信息公开", "申请情况。"),
        ("三、收到和处理", "（一）申请情况"),
        ("一、今年的工作", "总体情况"),
        ("收到和处理政府信息", "公开申请情况"),
    ],
)
def test_lines_that_may_be_something_else_are_left_apart(form, texts):
    assert lines(form, *texts) == [*texts]


def test_heading_in_other_words_is_joined_where_its_first_line_is_none(form):
    assert lines(form, "五、存在的主要", "问题及改进措施", "存在不足。") == [
        "五、存在的主要问题及改进措施",
        "存在不足。",
    ]
    assert notes_of(read_text(form, TEXT.replace(FIVE, "五、存在的主要\n问题及改进措施")), "heading") == [
        f"标题与规定的不同，当作“{FIVE}”：五、存在的主要问题及改进措施"
    ]


def test_row_ends_a_heading(form):
    stream = [SourceParagraph(THREE[:9]), SourceRow((THREE[9:],))]
    assert [*join_broken_headings(form, stream)] == stream


def test_of_a_source_without_end_only_so_many_lines_are_looked_at(form):
    texts = ["三、收到和处理", "政府信息公开申请情况"] * 501
    assert lines(form, *texts) == [THREE] * 500 + texts[:2]


def test_heading_that_word_breaks_is_whole(form):
    run = f"<w:r><w:t>{THREE[:9]}</w:t><w:br/><w:t>{THREE[9:]}</w:t></w:r>"
    for body in (paragraph(run), paragraph(THREE[:9]) + paragraph(THREE[9:])):
        found = join_broken_headings(form, [*docx_items(word_file(body), ignore_progress)])
        assert [item.text for item in found] == [THREE]


def test_heading_in_a_narrow_column_of_a_page_is_whole_and_stands_where_it_begins(form):
    paper = Paper()
    for y, words in ((100, THREE[:9]), (124, THREE[9:])):
        paper.middle(300, y, words, 16)
    (heading,) = join_broken_headings(form, [*pdf_items(paper.content(), ignore_progress)])
    assert heading.text == THREE
    assert heading.location.page == 0
