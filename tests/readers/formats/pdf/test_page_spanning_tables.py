"""A table that goes on overleaf keeps its columns, and a row that is split between pages becomes one again."""

import pytest
from drawn_pdf import DrawnBox, Paper, Ruler, draw_table, strokes

from disclosure_desk.readers.formats.pdf.reader import pdf_items
from disclosure_desk.readers.model.progress import ignore_progress
from disclosure_desk.readers.model.source_items import SourceRow

ACROSS = (80, 280, 360, 440)


def table(paper, rows, top, across=ACROSS):
    down = [top + 20 * number for number in range(len(rows) + 1)]
    boxes = [DrawnBox(row, column, 1, 1, cell) for row, cells in enumerate(rows) for column, cell in enumerate(cells)]
    draw_table(paper, Ruler(across, down), boxes, strokes)


def on_two_pages(above, below, *, across=ACROSS, words=""):
    """What is read of two parts of a table; `words` stand between them."""
    paper = Paper()
    table(paper, above, 700, across if len(above[0]) > len(ACROSS) - 1 else ACROSS)
    paper.turn_page()
    if words:
        paper.text(80, 60, words)
    table(paper, below, 80, across)
    return [item.cells for item in pdf_items(paper.content(), ignore_progress) if isinstance(item, SourceRow)]


HEAD = ("项目", "自然人", "总计")
FIRST, LAST = ("1.属于国家秘密", "1001", "1002"), ("3.其他", "1005", "1006")


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        (("5.属于", "1003", "1004"), ("三类内部事务", "", ""), ("5.属于三类内部事务", "1003", "1004")),
        (("5.属于", "", ""), ("三类内部事务", "1003", "1004"), ("5.属于三类内部事务", "1003", "1004")),
        (
            ("（二）部分公开（只计", "1003", "1004"),
            ("这一情形）", "", ""),
            ("（二）部分公开（只计这一情形）", "1003", "1004"),
        ),
        (("", "100", "1004"), ("", "3", ""), ("", "100 3", "1004")),
        (("5.属于", "100", "1004"), ("三类", "3", ""), ("5.属于三类", "100 3", "1004")),
    ],
    ids=["label", "figures-below", "bracket", "digits", "label-and-digits"],
)
def test_row_split_between_pages_is_one_again(above, below, expected):
    assert on_two_pages([FIRST, above], [below, LAST]) == [FIRST, expected, LAST]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (FIRST, ("2.其他法律", "1003", "1004")),
        (("规章", "1001", "1002"), ("规范性文件", "", "")),
        (FIRST, ("其他法律", "1003", "1004")),
        (("", "1001", "1002"), ("", "1003", "1004")),
        (("", "1001", ""), ("", "", "1004")),
        (("（二）部分公开", "", ""), ("（三）不予公开", "", "")),
    ],
    ids=["numbered", "no-numbers", "full-row", "full-figures", "other-columns", "blank"],
)
def test_rows_that_are_two_stay_two(above, below):
    assert on_two_pages([above], [below]) == [above, below]


def test_heads_that_are_repeated_do_not_hide_the_rest_of_a_row():
    rows = on_two_pages([HEAD, ("5.属于", "1003", "1004")], [HEAD, ("三类", "", ""), LAST])
    assert rows == [HEAD, ("5.属于三类", "1003", "1004"), HEAD, LAST]


FOUR = (80, 180, 280, 360, 440)
ABOVE = [("（五）不予处", "1.信访", "1001", "1002"), ("", "2.重复", "100", "1004")]


@pytest.mark.parametrize(
    ("split", "whole"),
    [
        (("理", "申请", "", ""), ("理", "2.重复申请", "100", "1004")),
        (("理", "", "3", ""), ("理", "2.重复", "100 3", "1004")),
        (("理", "申请", "3", ""), ("理", "2.重复申请", "100 3", "1004")),
    ],
    ids=["label", "digit", "both"],
)
def test_row_is_one_again_beside_a_merged_label_that_goes_on(split, whole):
    assert on_two_pages(ABOVE, [split], across=FOUR) == [ABOVE[0], whole]


@pytest.mark.parametrize(
    "other",
    [("（六）其他处理", "", "3", ""), ("理", "3.其他", "1005", "1006"), ("理", "", "", "")],
    ids=["another-label", "another-row", "label-alone"],
)
def test_row_beside_a_merged_label_that_is_another_stays_one(other):
    assert on_two_pages(ABOVE, [other], across=FOUR) == [*ABOVE, other]


def test_word_in_brackets_is_mended_beside_a_row_that_is_whole():
    rows = on_two_pages([("（本列数据", "申请人", "")], [("相等）", "自然人", "总计"), LAST])
    assert rows == [("（本列数据相等）", "申请人", ""), ("", "自然人", "总计"), LAST]


def test_part_with_fewer_columns_is_read_at_those_of_the_whole():
    paper = Paper()
    draw_table(
        paper,
        Ruler((80, 280, 440), (700, 720)),
        [DrawnBox(0, 0, 1, 1, "项目"), DrawnBox(0, 1, 1, 1, "申请人")],
        strokes,
    )
    paper.turn_page()
    table(paper, [FIRST], 80)
    rows = [item.cells for item in pdf_items(paper.content(), ignore_progress)]
    assert rows == [("项目", "申请人", ""), FIRST]


def test_table_of_another_width_or_after_words_is_another_table():
    split = [("5.属于", "1003", "1004")], [("三类", "", "")]
    assert on_two_pages(*split, words="四、复议") == [split[0][0], split[1][0]]
    assert on_two_pages(*split, across=(60, 280, 360, 440)) == [split[0][0], split[1][0]]


def test_page_of_heads_alone_is_followed_by_what_goes_on():
    assert on_two_pages([HEAD], [HEAD]) == [HEAD, HEAD]


def test_parts_of_the_same_columns_are_one_table_though_their_widths_differ():
    wider = (80, 250, 345, 440)
    rows = on_two_pages([FIRST, ("5.属于", "1003", "")], [("三类", "", ""), LAST], across=wider)
    assert rows == [FIRST, ("5.属于三类", "1003", ""), LAST]


def test_parts_whose_columns_do_not_meet_stay_as_they_are():
    paper = Paper()
    draw_table(
        paper,
        Ruler((80, 180, 440), (700, 720)),
        [DrawnBox(0, 0, 1, 1, "5.属于"), DrawnBox(0, 1, 1, 1, "1003")],
        strokes,
    )
    paper.turn_page()
    table(paper, [("三类", "", "")], 80)
    assert [item.cells for item in pdf_items(paper.content(), ignore_progress)] == [
        ("5.属于", "1003"),
        ("三类", "", ""),
    ]
