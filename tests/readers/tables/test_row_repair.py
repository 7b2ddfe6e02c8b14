"""Lines and torn rows become whole rows where the form's own words say so; everything else passes as it came."""

import pytest

from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRow
from disclosure_desk.readers.tables.labels import Labels, LabelWords
from disclosure_desk.readers.tables.row_repair import repair_rows, rows_in_one_line


@pytest.fixture
def labels(form):
    return Labels(form, form.grids.values())


def shown(labels, lines):
    """The rows, each as its cells or its words."""
    stream = [line if isinstance(line, SourceRow) else SourceParagraph(line) for line in lines]
    return [row.item.cells if isinstance(row.item, SourceRow) else row.item.text for row in repair_rows(labels, stream)]


HEADS = ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        (["规章 1 2 3"], ("规章", "1", "2", "3")),
        (["规章", "1", "2", "3"], ("规章", "1", "2", "3")),
        (["规章", "1 2 3"], ("规章", "1", "2", "3")),
        (["规章 1 2", "3"], ("规章", "1", "2", "3")),
        (["行政规范", "性文件 1 2 3"], ("行政规范性文件", "1", "2", "3")),
        (["行政规范", "1 2 3", "性文件"], ("行政规范性文件", "1", "2", "3")),
        (["行政规范 1 2 3", "性文件"], ("行政规范性文件", "1", "2", "3")),
        (["| 规章 | 1 | 2 | 3 |"], ("规章", "1", "2", "3")),
        (["规章｜1｜2｜3"], ("规章", "1", "2", "3")),
    ],
)
def test_lines_under_heads_become_the_row_that_their_label_names(labels, lines, row):
    assert shown(labels, [" ".join(HEADS), *lines]) == [tuple(HEADS), row]


@pytest.mark.parametrize(
    "lines",
    [
        ["规章 1 2 3"],
        ["首页 | 公开 | 年报"],
        ["行政许可", "5"],
        ["2024", "无"],
        ["总计"],
        ["公开 | 5"],
        ["- 4 -"],
        ["————————"],
        ["我街道今年受理行政许可 5"],
        ["规" * 3000],
    ],
)
def test_lines_that_are_no_table_pass_as_they_came(labels, lines):
    assert shown(labels, lines) == lines


def test_page_numbers_and_drawn_lines_between_rows_are_left_out(labels):
    rows = [SourceRow((*HEADS,)), SourceRow(("规章", "1", "2", "3"))]

    assert shown(labels, [rows[0], "|---|:--:|", "- 4 -", "+----+----+", "第4页 共6页", rows[1]]) == [
        tuple(HEADS),
        ("规章", "1", "2", "3"),
    ]


def test_heads_printed_beside_each_other_over_several_lines_are_put_together(labels):
    lines = ["行政复议 行政诉讼", "结果 结果 其他 尚未 总计", "维持 纠正 结果 审结", "1 2 3 4 10"]

    assert shown(labels, lines) == [
        ("行政复议", "行政诉讼", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"),
        ("1", "2", "3", "4", "10"),
    ]


def test_heads_in_three_lines_of_pieces_are_put_together(labels):
    lines = ["自然人 商业 社会", "企业 公益", "组织", "本年新收"]

    assert shown(labels, [*lines, SourceRow(("规章", "1", "2", "3"))])[0] == "自然人 商业 社会"


def test_words_that_make_nothing_pass_one_by_one(labels):
    heads = SourceRow(("自然人", "总计"))

    assert shown(labels, [heads, "自然", "人", "三", "本年度", SourceRow(("", "1"))])[1:-1] == [
        ("自然人",),
        ("三本年度",),
    ]
    assert shown(labels, [heads, "三", "、", "本年度", "提供", "其他结", "（七）总计 1"]) == [
        ("自然人", "总计"),
        ("三、本年度",),
        ("提供",),
        "其他结",
        ("（七）总计", "1"),
    ]


def test_piece_of_a_merged_label_before_a_label_is_told_from_it(labels):
    lines = ["三、本（一）予以公开", "1 2", "度办理结（二）部分公开（区分处理的，只计这一情形，", "不计其他情形） 3 4"]

    assert shown(labels, [SourceRow(("自然人", "总计")), *lines])[1:] == [
        ("三、本", "（一）予以公开", "1", "2"),
        ("度办理结", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "3", "4"),
    ]


def test_figures_in_a_row_without_a_label_go_to_the_label_above_them(labels):
    rows = [
        SourceRow(("自然人", "总计")),
        SourceRow(("", "1.属于国家", "", "")),
        SourceRow(("", "秘密", "", "")),
        SourceRow(("", "", "1", "2")),
    ]

    assert shown(labels, rows)[1:] == [("", "1.属于国家秘密", "1", "2")]


def test_figures_that_fill_their_row_get_their_label_before_them(labels):
    rows = [SourceRow(("自然人", "总计")), SourceRow(("（七）总计",)), SourceRow(("1", "2"), aligned=True)]

    rows = list(repair_rows(labels, rows))

    assert rows[1].item == SourceRow(("（七）总计", "1", "2"))
    assert rows[1].cell_items == (2, 2, 2)


def test_row_that_is_blank_before_figures_without_a_label_may_be_theirs_and_is_not_sure(labels):
    rows = [SourceRow((*HEADS,)), SourceRow(("规章", "", "", "")), SourceRow(("", "1", "2", "3"))]

    rows = list(repair_rows(labels, rows))

    assert [row.item.cells for row in rows] == [tuple(HEADS), ("规章", "1", "2", "3")]
    assert [row.is_sure for row in rows] == [True, False]


def test_blank_row_before_other_rows_stays_blank(labels):
    rows = [SourceRow((*HEADS,)), SourceRow(("规章", "", "", "")), SourceRow(("行政规范性文件", "1", "2", "3"))]

    assert shown(labels, rows) == [row.cells for row in rows]


def test_rows_behind_figures_that_have_lost_their_label_are_not_sure(labels):
    lines = [" ".join(HEADS), "1 2 3", "规章 4 5 6"]

    assert [(row.item.cells, row.is_sure) for row in repair_rows(labels, map_paragraphs(lines))] == [
        (tuple(HEADS), True),
        (("1", "2", "3"), False),
        (("规章", "4", "5", "6"), False),
    ]


def map_paragraphs(lines):
    return [SourceParagraph(line) for line in lines]


def test_figures_over_lines_of_several_are_joined_where_they_are_as_many_as_the_row_has_and_not_sure(labels):
    lines = [" ".join(HEADS), "规章 1 2", "3", "行政规范性文件 4 5 6", "7"]

    rows = list(repair_rows(labels, map_paragraphs(lines)))

    assert [(row.item.cells if isinstance(row.item, SourceRow) else row.item.text, row.is_sure) for row in rows] == [
        (tuple(HEADS), True),
        (("规章", "1", "2", "3"), False),
        (("行政规范性文件", "4", "5", "6"), True),
        ("7", True),
    ]


def test_each_cell_of_joined_lines_keeps_the_number_of_its_line(labels):
    *_, row = repair_rows(labels, map_paragraphs([*HEADS, "行政规范", "性文件", "1", "2", "3"]))

    assert row.item.cells == ("行政规范性文件", "1", "2", "3")
    assert row.cell_items == (4, 6, 7, 8)


@pytest.mark.parametrize("line", ["规章", "今年 办理 行政许可 5 件 和 行政处罚 6 件 都 公开", "规章 1 2 3 " * 500])
def test_line_without_a_table_in_it_has_no_pieces(labels, line):
    assert rows_in_one_line(labels, 7, line) == ()


def test_merged_heads_before_figures_are_cells_of_their_row(labels):
    lines = ["结果维持 结果纠正 其他结果 尚未审结 总计", "行政复议 1 2 3 4 10", "行政诉讼 未经复议直接起诉 1 2 3 4 10"]

    assert shown(labels, lines)[1:] == [
        ("行政复议", "1", "2", "3", "4", "10"),
        ("行政诉讼", "未经复议直接起诉", "1", "2", "3", "4", "10"),
    ]


def test_letters_are_split_into_the_words_they_are_made_of_unless_they_are_more_than_any_table_has():
    words = LabelWords(["其他", "其他结果", "结果维持", ""])

    assert words.split("其他结果维持") == ("其他", "结果维持")
    assert words.split("其他结果维") == ()
    assert words.split("其他" * 300) == ()


@pytest.mark.parametrize("line", [f"{'| ' * 1500}|", ("结果维持 " * 390).strip()])
def test_very_long_line_passes_as_it_came(labels, line):
    assert shown(labels, [line, " ".join(HEADS), "规章 1 2 3"])[0] == line


def test_table_within_one_line_is_rows(labels):
    rows = rows_in_one_line(labels, 7, f"{' '.join(HEADS)} 规章 1 2 3 行政规范性文件 4 5 6 （见附件） ")

    assert [row.item.cells for row in rows if isinstance(row.item, SourceRow)][-2:] == [
        ("规章", "1", "2", "3"),
        ("行政规范性文件", "4", "5", "6"),
    ]
    assert {row.number for row in rows} == {7}
    assert rows[-1].item == SourceParagraph("（见附件）")


HALF = ("", "三、本年度办理结果", "（一）予以公开", "1", "2", "", "")


@pytest.mark.parametrize(
    ("second", "goes_on"),
    [
        (("3", "4", "5", "6", "21"), True),
        (("", "3", "4", "5", "6", "21", ""), True),
        (("3", "4", "5", "21"), False),
        (("3", "4", "5", "6", "7", "21"), False),
        (("其他", "3", "4", "5", "6", "21"), False),
    ],
)
def test_row_goes_on_in_the_next_where_that_has_just_the_figures_it_lacks(labels, second, goes_on):
    first, *others = repair_rows(labels, [SourceRow(HALF), SourceRow(second)])

    whole = ("", "三、本年度办理结果", "（一）予以公开", "1", "2", "3", "4", "5", "6", "21")
    assert first.item.cells == (whole if goes_on else HALF)
    assert first.is_sure != goes_on
    assert first.cell_items == ((0,) * 5 + (1,) * 5 if goes_on else ())
    assert len(others) == (not goes_on)


def test_row_goes_on_over_several_and_so_does_the_one_without_a_label(labels):
    over_three = [SourceRow(HALF), SourceRow(("3", "4")), SourceRow(("5", "6", "21")), SourceRow(("7", "8"))]
    table_four = [SourceRow(tuple("123456")), SourceRow(tuple("789012345"))]

    assert shown(labels, over_three) == [("", *HALF[1:5], "3", "4", "5", "6", "21"), ("7", "8")]
    assert shown(labels, table_four) == [tuple("123456789012345")]
    assert shown(labels, [table_four[0], SourceRow(tuple("78"))]) == [tuple("123456"), tuple("78")]


def test_last_row_that_lacks_figures_stays_as_it_is(labels):
    assert [row.item.cells for row in repair_rows(labels, [SourceRow(HALF)])] == [HALF]
