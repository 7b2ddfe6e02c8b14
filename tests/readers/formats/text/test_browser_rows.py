"""What a browser copies of tables whose cells hold paragraphs: a tab stands on a line between two cells."""

import pytest
from pasted_text import read_text

from disclosure_desk.readers.formats.text.browser_rows import join_browser_rows

TABLE = (
    ("三、收到和处理政府信息公开申请情况",),
    ("（本列数据的勾稽关系）", "申请人情况"),
    ("自然人", "法人或其他组织", "总计"),
    ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"),
    ("一、本年新收政府信息公开申请数量", "", "2", "", "", "", "", "2"),
    ("二、上年结转政府信息公开申请数量", "", "", "", "", "", "", "0"),
    ("四、结转下年度继续办理", "", "", "1", "", "", "", "1"),
)
AROUND = (
    ("青陂县司法局2024年政府信息公开工作年度报告", "一、总体情况", "平稳有序。"),
    ("六、其他需要报告的事项", "没有。"),
)


def copied(rows, margin):
    """As Chromium does it: paragraphs have `margin` blank lines around them, and a blank one is a line as well."""
    gap = "\n" * (margin + 1)
    cells = (f"{gap}\t{gap}".join(cell or "\n" for cell in row) for row in rows)
    return f"{gap}{gap}\n".join(cells)


@pytest.mark.parametrize("margin", [0, 1])
def test_rows_are_whole_with_their_blank_cells(form, margin):
    text = "\n\n".join((*AROUND[0], copied(TABLE, margin), *AROUND[1]))

    reading = read_text(form, text)

    figures = {cell: figure for cell, figure in reading.report.cells.items() if figure is not None}
    assert figures == {
        "requests.received.business": 2,
        "requests.received.total": 2,
        "requests.pending_at_start.total": 0,
        "requests.pending_at_end.research": 1,
        "requests.pending_at_end.total": 1,
    }
    assert not {cell for cell in reading.unsure if cell.startswith("requests.")}
    assert reading.report.texts["overview.lead"] == "平稳有序。"
    assert reading.report.texts["other_matters"] == "没有。"


def lines(*cells):
    """Eight tabs elsewhere, and then these cells with a tab on a line between."""
    return [
        *"甲\t乙\t丙\t丁\t戊\t己\t庚\t辛\t壬".replace("\t", "\n\t\n").split("\n"),
        "",
        "",
        *"\n\t\n".join(cells).split("\n"),
    ]


BEFORE = "甲\t乙\t丙\t丁\t戊\t己\t庚\t辛\t壬"


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        (("项目", "商业\n企业", "总计"), ["项目\t商业企业\t总计"]),
        (("规章", "0\n\n\n许可", "5"), ["规章\t0", "许可\t5"]),
        (("规章", "0\n四、复议情况\n项目", "5"), ["规章\t0", "四、复议情况", "项目\t5"]),
        (("规章", "\n\n许可", "5"), ["规章\t", "许可\t5"]),
        (("规章", "0\n\n", "5"), ["规章\t0", "\t5"]),
        (("规章", "\n第五项\n", "5"), ["规章\t", "第五项", "\t5"]),
        (("规章", "", "5"), ["规章\t\t5"]),
        (("规章", "5\n\n没有。\n完。"), ["规章\t5", "没有。", "完。"]),
        (("规章", ""), ["规章\t"]),
    ],
)
def test_a_row_begins_and_ends_where_the_gaps_say(cells, rows):
    assert list(join_browser_rows(lines(*cells))) == [BEFORE, *rows]


def test_several_tabs_on_a_line_are_as_many_cells_and_a_text_may_begin_with_a_blank_one():
    text = ["说明", "", "", *["\t", "甲"] * 7, "\t\t\t", "5"]

    assert list(join_browser_rows(text)) == ["说明", "\t甲" * 7 + "\t\t\t5"]


@pytest.mark.parametrize(
    "text", [["甲", "\t", "乙"], ["甲", "\t" * 41, "乙"] * 8, ["甲\t乙"] * 9, ["甲\t乙", "\t"] * 9]
)
def test_lines_without_many_tabs_of_their_own_stay_as_they_are(text):
    assert join_browser_rows(text) == text
