"""Tables without upright rulings: read where labels and figures leave no doubt, else left as lines."""

from drawn_pdf import Paper

from disclosure_desk.readers.formats.pdf.reader import pdf_items
from disclosure_desk.readers.model.progress import ignore_progress
from disclosure_desk.readers.model.source_items import SourceRow

COLUMNS = (330, 400, 470)


def drawn(*rows):
    """A table: for each row its height, the words at their places from the left, and the figures in the columns."""
    paper = Paper()
    for y, words, figures in rows:
        for x, label in words:
            paper.text(x, y, label, 10)
        for x, figure in zip(COLUMNS, figures, strict=False):
            if figure:
                paper.middle(x, y, figure)
    return paper


def read(paper):
    return [
        item.cells if isinstance(item, SourceRow) else item.text for item in pdf_items(paper.content(), ignore_progress)
    ]


def test_figures_stand_under_their_heads_and_beside_their_labels():
    paper = drawn(
        (100, [(80, "三、收到和处理情况")], ()),
        (130, [(80, "项目")], ("自然人", "商业企业", "总计")),
        (150, [(80, "一、本年新收")], ("1001", "1002", "1003")),
        (170, [(80, "二、上年结转")], ("1004", "", "1006")),
    )
    assert read(paper) == [
        "三、收到和处理情况",
        ("项目", "自然人", "商业企业", "总计"),
        ("一、本年新收", "1001", "1002", "1003"),
        ("二、上年结转", "1004", "", "1006"),
    ]


def test_figures_have_the_boxes_of_their_columns():
    paper = drawn(
        (130, [(80, "项目")], ("自然人", "商业企业", "总计")), (150, [(80, "一、本年新收")], ("1001", "1002", "1003"))
    )
    *_, row = pdf_items(paper.content(), ignore_progress)
    label, *boxes = row.boxes
    assert label is None
    # The columns' middles over the width of the page, and the row's height.
    for (left, top, right, bottom), column in zip(boxes, COLUMNS, strict=True):
        assert left < column / 595 < right
        assert top < 150 / 842 <= bottom


def test_label_of_several_lines_is_one_and_an_outer_one_is_told_once():
    paper = drawn(
        (100, [(130, "（二）部分公开（只计")], ()),
        (106, [], ("1001", "1002", "1003")),
        (112, [(130, "这一情形）")], ()),
        (130, [(80, "（三）"), (130, "1.属于国家秘密")], ("1004", "1005", "1006")),
        (144, [(80, "不予公开")], ()),
        (150, [(130, "2.其他法律")], ("1007", "1008", "1009")),
    )
    assert read(paper) == [
        ("", "（二）部分公开（只计这一情形）", "1001", "1002", "1003"),
        ("（三）不予公开", "1.属于国家秘密", "1004", "1005", "1006"),
        ("", "2.其他法律", "1007", "1008", "1009"),
    ]


def test_row_of_blanks_between_figures_keeps_its_place():
    paper = drawn(
        (100, [(80, "1.属于国家秘密")], ("1001", "1002", "1003")),
        (120, [(80, "2.其他法律")], ()),
        (140, [(80, "3.危及稳定")], ("1004", "1005", "1006")),
    )
    assert read(paper) == [
        ("1.属于国家秘密", "1001", "1002", "1003"),
        ("2.其他法律", "", "", ""),
        ("3.危及稳定", "1004", "1005", "1006"),
    ]


def test_figure_that_reaches_under_two_columns_leaves_its_row_as_it_stands():
    paper = drawn(
        (100, [(80, "1.属于国家秘密")], ("1001", "1002", "1003")),
        (120, [(80, "2.其他法律"), (398, "100410051006")], ()),
        (140, [(80, "3.危及稳定")], ("1010", "1011", "1012")),
    )
    assert read(paper)[1] == ("2.其他法律 100410051006",)


def test_figures_whose_label_is_not_sure_stay_lines():
    paper = drawn(
        (100, [(80, "1.属于国家秘密")], ("1001", "1002", "1003")),
        (118, [(80, "2.其他法律")], ()),
        (130, [], ("1004", "1005", "1006")),
        (142, [(80, "3.危及稳定")], ()),
        (160, [(80, "4.第三方权益")], ("1007", "1008", "1009")),
    )
    assert all(isinstance(found, str) for found in read(paper))


def test_label_a_little_above_its_figures_is_theirs_only_where_the_rows_are_far_apart():
    """Seven points above the figures: of sixteen to the next row that may be either's label, of forty it is theirs."""

    def two_rows(pitch):
        return read(
            drawn(
                (100, [(80, "1.属于国家秘密")], ("1001", "1002", "1003")),
                (100 + pitch - 7, [(80, "2.其他法律")], ()),
                (100 + pitch, [], ("1004", "1005", "1006")),
            )
        )

    assert two_rows(40) == [("1.属于国家秘密", "1001", "1002", "1003"), ("2.其他法律", "1004", "1005", "1006")]
    assert all(isinstance(found, str) for found in two_rows(16))


def test_heads_of_several_levels_are_told_level_by_level():
    paper = drawn(
        (94, [(360, "申请人情况")], ()),
        (110, [(395, "法人或其他组织")], ()),
        (114, [], ("自然", "", "")),
        (124, [], ("人", "", "")),
        (134, [], ("", "企业", "其他")),
        (154, [(80, "一、本年新收")], ("1001", "1002", "1003")),
    )
    assert read(paper) == [
        ("", "", "申请人情况", ""),
        ("", "自然人", "法人或其他组织", ""),
        ("", "", "企业", "其他"),
        ("一、本年新收", "1001", "1002", "1003"),
    ]


def test_heads_as_far_above_as_the_rows_are_apart_belong_to_them():
    rows = (
        (180, [(80, "一、本年新收")], ("1001", "1002", "1003")),
        (220, [(80, "二、上年结转")], ("1004", "1005", "1006")),
    )
    heads = (140, [(80, "项目")], ("自然人", "商业企业", "总计"))
    taken, left = read(drawn(heads, *rows)), read(drawn((130, *heads[1:]), *rows))

    assert taken[0] == ("项目", "自然人", "商业企业", "总计")
    assert left[:-2] == ["项目 自然人 商业企业 总计"]


def test_head_with_a_blank_in_it_is_one_over_its_column():
    paper = drawn(
        (130, [(80, "项目"), (318, "商业"), (342, "企业"), (388, "科研"), (412, "机构")], ("", "", "总计")),
        (150, [(80, "一、本年新收")], ("1001", "1002", "1003")),
        (170, [(80, "二、上年结转")], ("1004", "1005", "1006")),
    )
    assert read(paper)[0] == ("项目", "商业企业", "科研机构", "总计")


def test_corner_stands_beside_the_heads_of_its_own_line():
    paper = drawn(
        (110, [(340, "第二十条第（一）项")], ()),
        (130, [(80, "信息内容")], ("制发", "废止", "有效")),
        (150, [(80, "规章")], ("1001", "1002", "1003")),
        (170, [(80, "规范性文件")], ("1004", "1005", "1006")),
    )
    assert read(paper)[:2] == [("", "第二十条第（一）项", "", ""), ("信息内容", "制发", "废止", "有效")]


def test_single_figure_far_behind_or_beside_its_label_is_a_row():
    paper = drawn(
        (80, [(80, "第二十条第（五）项")], ()),
        (100, [(80, "信息内容")], ("", "本年处理决定数量")),
        (120, [(80, "行政许可")], ("", "1001")),
        (137, [(80, "行政处罚")], ()),
        (141, [], ("", "1002")),
    )
    assert read(paper) == [
        ("第二十条第（五）项",),
        ("信息内容", "本年处理决定数量"),
        ("行政许可", "1001"),
        ("行政处罚", "1002"),
    ]


def test_figures_in_prose_are_no_table():
    paper = Paper()
    paper.text(80, 100, "全年公开信息 386 条，其中机构职能 12", 16)
    paper.text(80, 128, "2024", 16)
    assert all(isinstance(found, str) for found in read(paper))


def test_date_that_its_program_set_a_little_apart_from_the_sentence_is_no_table():
    paper = Paper()
    for x, words in ((80, "数据截至"), (148, "2023年"), (204, "12月"), (242, "31")):
        paper.text(x, 100, words, 16)
    paper.text(80, 122, "日。", 16)
    assert read(paper) == ["数据截至2023年12月31日。"]


def test_text_across_the_columns_ends_a_table():
    paper = drawn(
        (100, [(80, "1.属于国家秘密")], ("1001", "1002", "1003")),
        (120, [(80, "以上数据均由各科室提供，并且经过办公室逐项核对，如有出入以年底统计为准。")], ()),
        (140, [(80, "2.其他法律")], ("1004", "1005", "1006")),
    )
    assert [row for row in read(paper) if isinstance(row, tuple)] == [
        ("1.属于国家秘密", "1001", "1002", "1003"),
        ("2.其他法律", "1004", "1005", "1006"),
    ]


def test_labels_that_touch_are_two():
    paper = drawn((100, [(80, "年度办理（一）予以公开")], ("1001", "1002", "1003")))
    assert read(paper) == [("年度办理", "（一）予以公开", "1001", "1002", "1003")]


def test_words_of_a_label_keep_the_blank_between_them():
    paper = drawn((100, [(80, "1. 属于国家秘密")], ("1001", "1002", "1003")))
    assert read(paper) == [("1. 属于国家秘密", "1001", "1002", "1003")]


def test_words_left_over_a_table_without_heads_are_no_head():
    paper = drawn((84, [(80, "单位：件")], ()), (100, [(80, "行政许可")], ("1001", "1002", "1003")))
    assert read(paper) == ["单位：件", ("行政许可", "1001", "1002", "1003")]


def test_prose_over_figures_is_no_head_and_a_page_number_in_the_text_no_row():
    paper = drawn(
        (80, [(80, "2024 年各科室共办理 12 件申请，其中的各类申请情况按下面的数据列出，")], ()),
        (100, [(80, "行政许可")], ("1001", "1002", "1003")),
    )
    paper.text(390, 300, "- 7 -", 10)
    assert read(paper) == [
        "2024 年各科室共办理 12 件申请，其中的各类申请情况按下面的数据列出，",
        ("行政许可", "1001", "1002", "1003"),
        "- 7 -",
    ]
