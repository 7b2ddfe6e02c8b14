"""The row of table four without one of its cells: the groups that add up stay, all is marked."""

import pytest

from disclosure_desk.readers import read_content
from disclosure_desk.readers.tables.segments import CellSource
from disclosure_desk.readers.tables.torn_groups import keep_whole_groups

GROUPS = (("2", "1", "3", "1", "7"), ("1", "0", "0", "2", "3"), ("9", "5", "6", "7", "27"))
ROW = [figure for group in GROUPS for figure in group]
PAGE = """<h1>某某街道办事处2024年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>全年公开信息一批。</p>
<p>四、政府信息公开行政复议、行政诉讼情况</p><table>
<tr><td colspan=5>行政复议<td colspan=10>行政诉讼</tr>
<tr>{merged}<td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉</tr>
<tr>{heads}</tr><tr>{cells}</tr></table><p>五、存在的主要问题及改进情况</p><p>不足。</p>"""
LEAVES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
MERGED = "".join(f"<td rowspan=2>{head}</td>" for head in LEAVES)
HEADS = "".join(f"<td>{head}</td>" for head in LEAVES * 2)


def cells_of_row(form):
    return [cell.id for cell in form.cells.values() if cell.grid == "disputes"]


def kept(form, figures, cells=None):
    cells = cells or cells_of_row(form)
    found = keep_whole_groups(form, cells, [CellSource(text, 0) for text in figures])
    return found and [found.figures[cell].text for cell in cells]


@pytest.mark.parametrize("gone", range(15))
def test_without_one_cell_the_other_groups_stay(form, gone):
    expected = [*ROW]
    expected[gone // 5 * 5 : gone // 5 * 5 + 5] = [""] * 5

    assert kept(form, ROW[:gone] + ROW[gone + 1 :]) == expected


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([*ROW[:6], "9", *ROW[6:]], [*GROUPS[0], *[""] * 5, *GROUPS[2]]),
        (ROW, None),
        (ROW[:2], None),
        (ROW[:10], None),
        (["0"] * 14, None),
        (["1"] * 14, None),
        # Which of two groups of zeros is torn nothing tells.
        ([*GROUPS[0], *["0"] * 9], [*GROUPS[0], *[""] * 10]),
    ],
)
def test_what_no_sum_shows_is_left(form, figures, expected):
    assert kept(form, figures) == expected


def test_rows_without_several_sums_have_no_groups(form):
    cells = cells_of_row(form)

    assert kept(form, ["1", "2"], cells[:5]) is None
    assert kept(form, ["1"] * 3, cells[:4]) is None
    assert kept(form, ROW[:8], [*cells[1:5], *cells[5:10]]) is None


@pytest.mark.parametrize("torn", ["", '<td style="display:none">1</td>'], ids=["missing", "hidden"])
def test_a_page_without_one_cell_loses_one_group_only(form, torn):
    tags = [f"<td>{figure}</td>" for figure in ROW]
    tags[8] = torn
    reading = read_content(form, PAGE.format(merged=MERGED, heads=HEADS, cells="".join(tags)).encode(), ".html")

    figures = [reading.report.cells[cell] for cell in cells_of_row(form)]
    assert [*map(str, figures)] == [*GROUPS[0], *["None"] * 5, *GROUPS[2]]
    assert {*cells_of_row(form)} <= reading.unsure
    assert sum("加得起来的几组照填" in note.reason for note in reading.notes) == 1
    assert not [note for note in reading.notes if "格数不一样" in note.reason]


def test_a_row_whose_last_sum_is_blank_has_moved_nowhere(form):
    text = PAGE.format(merged=MERGED, heads=HEADS, cells="".join(f"<td>{figure}</td>" for figure in [*ROW[:14], ""]))
    reading = read_content(form, text.encode(), ".html")

    assert [*map(str, (reading.report.cells[cell] for cell in cells_of_row(form)))] == [*ROW[:14], "None"]


def test_a_row_moved_by_a_missing_cell_keeps_its_whole_groups(form):
    row = [*ROW[:8], *ROW[9:], ""]
    text = PAGE.format(merged=MERGED, heads=HEADS, cells="".join(f"<td>{figure}</td>" for figure in row))
    reading = read_content(form, text.encode(), ".html")

    figures = [reading.report.cells[cell] for cell in cells_of_row(form)]
    assert [*map(str, figures)] == [*GROUPS[0], *["None"] * 5, *GROUPS[2]]


def test_a_column_that_a_page_does_not_have_is_told_with_its_group(form):
    page = PAGE.replace("colspan=10", "colspan=9").replace("<td colspan=5>复议后起诉", "<td colspan=4>复议后起诉")
    heads = HEADS.removesuffix("<td>总计</td>")
    cells = "".join(f"<td>{figure}</td>" for figure in ROW[:-1])
    reading = read_content(form, page.format(merged=MERGED, heads=heads, cells=cells).encode(), ".html")

    figures = [reading.report.cells[cell] for cell in cells_of_row(form)]
    assert [*map(str, figures)] == [*ROW[:-1], "None"]
    told = [note.text for note in reading.notes if "这一栏" in note.text]
    assert told == ["表四里没有找到“复议后起诉 总计”这一栏，各格先空着。"]
