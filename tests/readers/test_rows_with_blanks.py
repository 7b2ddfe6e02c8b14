"""Rows of which most cells are blank: each ends with its sum, which tells where the others stand."""

import pytest
from pasted_text import read_text

from disclosure_desk.core.report import new_report
from disclosure_desk.readers import read_content
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRow
from disclosure_desk.readers.tables.counting_column import without_counting_column
from disclosure_desk.writers import render_file

COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_services", "other", "total")
HEAD = (
    "三、收到和处理政府信息公开申请情况\n\t申请人情况\n\t自然人\t法人或其他组织\t总计\n"
    "\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\n"
)
ROWS = (
    "一、本年新收政府信息公开申请数量\t4\t2\t\t\t\t\t6",
    "二、上年结转政府信息公开申请数量\t\t\t\t\t\t\t0",
    "三、本年度办理结果\t（一）予以公开\t4\t\t\t\t1\t\t5",
    "四、结转下年度继续办理\t\t1\t\t\t\t\t1",
)


def read(form, rows):
    before = "青陂县司法局2024年政府信息公开工作年度报告\n一、总体情况\n平稳有序。\n"
    return read_text(form, before + HEAD + "\n".join(rows) + "\n六、其他需要报告的事项\n没有。\n")


def row_of(reading, row):
    return [reading.report.cells[f"requests.{row}.{column}"] for column in COLUMNS]


@pytest.mark.parametrize("beyond", ["", "\t\t"])
def test_row_that_ends_with_its_sum_is_placed_up_to_it(form, beyond):
    reading = read(form, [row + beyond for row in ROWS])

    assert row_of(reading, "received") == [4, 2, None, None, None, None, 6]
    assert row_of(reading, "pending_at_start") == [None] * 6 + [0]
    assert row_of(reading, "outcome.granted") == [4, None, None, None, 1, None, 5]
    assert row_of(reading, "pending_at_end") == [None, 1, None, None, None, None, 1]
    assert not {cell for cell in reading.unsure if cell.startswith("requests.")}


@pytest.mark.parametrize(
    "row",
    [
        "一、本年新收政府信息公开申请数量\t4\t2\t\t\t\t\t7",
        "一、本年新收政府信息公开申请数量\t4\t2\t\t\t\t6",
        "一、本年新收政府信息公开申请数量\t4\t2\t\t\t\t\t\t6",
        "一、本年新收政府信息公开申请数量\t4\t2\t\t\t\t\t\t",
    ],
)
def test_row_that_does_not_add_up_or_ends_elsewhere_is_told_and_not_placed(form, row):
    reading = read(form, [row, *ROWS[1:]])

    assert row_of(reading, "received") == [None] * 7
    assert row_of(reading, "pending_at_end") == [None, 1, None, None, None, None, 1]
    assert any(row.strip() in note.text for note in reading.report.notes if note.kind == "unplaced")


def test_blank_cells_behind_the_sums_say_nothing_where_one_row_ends_elsewhere(form):
    reading = read(form, [ROWS[0].replace("4", "\t4"), *(row + "\t\t" for row in ROWS[1:])])

    assert row_of(reading, "received") == row_of(reading, "pending_at_start") == [None] * 7


def test_table_four_with_nothing_but_its_sums_is_placed(form):
    heads = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"
    table = f"行政复议\t行政诉讼\n{heads}\t未经复议直接起诉\t复议后起诉\n{heads}\t{heads}\n"
    table += "\t\t\t\t0\t\t1\t\t\t1\t\t\t\t\t0\n"

    cells = read(form, [*ROWS, "四、政府信息公开行政复议、行政诉讼情况", table]).report.cells

    found = {cell: figure for cell, figure in cells.items() if cell.startswith("disputes.") and figure is not None}
    assert found == {
        "disputes.reconsideration.total": 0,
        "disputes.litigation_direct.overturned": 1,
        "disputes.litigation_direct.total": 1,
        "disputes.litigation_after.total": 0,
    }


FILLED = (
    "一、本年新收政府信息公开申请数量\t\t\t9\t8\t7\t6\t5\t4\t39",
    "二、上年结转政府信息公开申请数量\t\t\t1\t0\t0\t0\t0\t0\t1",
    "三、本年度办理结果\t（一）予以公开\t\t6\t2\t0\t4\t3\t1\t16",
    "\t（二）部分公开（区分处理的，只计这一情形，不计其他情形）\t\t0\t2\t5\t8\t0\t0\t15",
    "\t（三）不予公开\t1.属于国家秘密\t2\t6\t0\t0\t8\t1\t17",
    "\t\t2.其他法律行政法规禁止公开\t0\t0\t5\t0\t2\t3\t10",
)


@pytest.mark.parametrize("separator", ["\t", "|"])
@pytest.mark.parametrize(("number", "whole", "torn"), [(2, "2\t0\t4", "2\t4"), (3, "8\t0\t0", "8\t0")])
def test_row_that_lacks_a_0_behind_a_filler_is_never_moved_unmarked(form, separator, number, whole, torn):
    rows = list(FILLED)
    rows[number] = rows[number].replace(whole, torn)
    reading = read(form, [row.replace("\t", separator) for row in rows])

    right = [[int(figure) for figure in row.split("\t")[-7:]] for row in FILLED]
    names = ("received", "pending_at_start", "outcome.granted", "outcome.partially_granted")
    for name, expected in zip(names, right, strict=False):
        for column, figure, value in zip(COLUMNS, row_of(reading, name), expected, strict=True):
            assert figure in (value, None) or f"requests.{name}.{column}" in reading.unsure
    assert row_of(reading, "received") == right[0]
    if separator == "\t":  # the cell behind the label is nobody's: to place the figures all the same, marked, is wrong
        assert row_of(reading, names[number]) == [None] * 7
    assert any("予以公开" in note.text or "部分公开" in note.text for note in reading.report.notes)


def test_column_that_the_source_does_not_have_is_told_once(form):
    head = HEAD.replace("\t商业企业", "")
    rows = [
        f"{row}\t4\t2\t1\t0\t0\t7" for row in ("一、本年新收政府信息公开申请数量", "二、上年结转政府信息公开申请数量")
    ]
    text = "青陂县司法局2024年政府信息公开工作年度报告\n一、总体情况\n平稳有序。\n" + head + "\n".join(rows)
    text += "\n六、其他需要报告的事项\n没有。\n"
    reading = read_text(form, text)

    assert row_of(reading, "received") == [4, None, 2, 1, 0, 0, 7]
    told = [note.text for note in reading.report.notes if "这一栏" in note.text]
    assert told == ["表三里没有找到“商业企业”这一栏，各格先空着。"]


def test_column_that_all_rows_leave_blank_does_not_lose_the_others_though_no_row_adds_up(form):
    rows = (
        "一、本年新收政府信息公开申请数量\t4\t2\t\t1\t1\t1\t12",
        "二、上年结转政府信息公开申请数量\t1\t0\t\t0\t0\t2\t5",
    )
    reading = read(form, [*rows, "四、结转下年度继续办理\t3\t0\t\t0\t0\t2\t9"])

    assert row_of(reading, "received") == [4, 2, None, 1, 1, 1, 12]
    assert row_of(reading, "pending_at_end") == [3, 0, None, 0, 0, 2, 9]
    assert {f"requests.received.{column}" for column in COLUMNS if column != "research"} <= reading.unsure


def test_first_column_that_all_rows_leave_blank_may_be_a_filler(form):
    rows = [row.partition("\t")[0] + "\t\t4\t2\t1\t1\t1\t12" for row in (*ROWS[:2], ROWS[3])]

    assert row_of(read(form, rows), "received") == [None] * 7


@pytest.mark.parametrize("first", [0, 1, 7])
def test_column_that_counts_the_rows_is_no_figure(form, first):
    numbered = [f"{number}\t{row}" for number, row in enumerate(ROWS, first)]
    reading = read(form, numbered)

    assert row_of(reading, "received") == [4, 2, None, None, None, None, 6]
    assert row_of(reading, "pending_at_end") == [None, 1, None, None, None, None, 1]


def test_numbers_that_do_not_count_the_rows_stay():
    rows = [
        SourceRow(("3", "甲", "5")),
        SourceRow(("4", "乙", "6")),
        SourceRow(("6", "丙", "7")),
        SourceRow(("7", "丁")),
    ]
    counted = [SourceRow((str(number), "甲", "5")) for number in range(4)]
    prose = [SourceParagraph("1"), SourceRow(())]
    figures = [SourceRow((str(number), "8")) for number in range(4)]

    assert [*without_counting_column([*rows, *prose, *counted[:3], *prose, *figures])] == [
        *rows, *prose, *counted[:3], *prose, *figures
    ]  # fmt: skip
    assert [row.cells[0] for row in without_counting_column([*counted, SourceRow(("", "乙", "6"))])] == [""] * 5


@pytest.mark.parametrize("sign", ["\t", " "])
def test_a_row_broken_over_two_lines_says_so_once(form, sign):
    heads = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数"
    rows = f"规章{sign}1\n2{sign}3\n行政规范性文件{sign}4{sign}5{sign}6"
    text = (
        f"某某街道办事处2024年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n{heads}\n{rows}\n"
    )
    reading = read_text(form, text)

    cells = [f"proactive.rule_document.{column}" for column in ("issued", "repealed", "in_force")]
    assert [str(reading.report.cells[cell]) for cell in cells] == ["1", "2", "3"]
    assert reading.unsure >= {*cells}
    assert [remark.cause for remark in reading.remarks].count("broken-row") == 1


def test_a_table_with_circles_for_nothing_has_zeros_that_are_marked(form):
    heads = "信息内容\t本年制发件数\t本年废止件数\t现行有效件数"
    rows = "规章\t○\t○\t3\n行政规范性文件\t○\t5\t◯"
    text = (
        f"某某街道办事处2024年政府信息公开工作年度报告\n二、主动公开政府信息情况\n第二十条第（一）项\n{heads}\n{rows}\n"
    )
    reading = read_text(form, text)

    figures = {cell: str(figure) for cell, figure in reading.report.cells.items() if figure is not None}
    assert sorted(figures.values()) == ["0", "0", "0", "0", "3", "5"]
    assert {cell for cell, figure in figures.items() if figure == "0"} <= reading.unsure
    assert [remark.text for remark in reading.remarks if remark.cause == "circle"] == [
        "有 4 格写的是圆圈，当作 0，请核对。"
    ]


def test_a_blank_before_a_sum_that_is_large_is_no_sign_that_all_figures_moved(form):
    figures = {
        f"disputes.litigation_after.{column}": 0 for column in ("upheld", "overturned", "other_result", "pending")
    }
    cells = {**dict.fromkeys(form.cells, 1), **figures, "disputes.litigation_after.total": 14_560_289_789}
    report = new_report(form, "青陂县司法局", 2024, {**cells, "disputes.litigation_direct.upheld": None})

    reading = read_content(form, render_file(report, ".docx"), ".docx")

    assert not {cell for cell in reading.unsure if cell.startswith("disputes.")}
    assert reading.report.figures() == report.figures()
