"""Two pages beside each other on a sheet are read one after the other; a wide page is one."""

import pytest
from drawn_pdf import DrawnBox, Paper, Ruler, draw_table, strokes

from disclosure_desk.readers.formats.pdf.reader import pdf_items
from disclosure_desk.readers.model.progress import ignore_progress
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRemark, SourceRow

TABLE = tuple(
    DrawnBox(row, column, 1, 1, text)
    for row, column, text in ((0, 0, "规章"), (0, 1, "11"), (1, 0, "许可"), (1, 1, "12"))
)


def contents(paper):
    return list(pdf_items(paper.content(), ignore_progress))


def sheet(*, across=()):
    """A sheet with two pages of short paragraphs, each with a table below, and what goes across."""
    paper = Paper(842, 595)
    for page, left in (("左", 60), ("右", 481)):
        for line in range(7):
            paper.text(left, 80 + 22 * line, f"{page}页第{line}段写了一些。", 12)
        draw_table(paper, Ruler((left, left + 100, left + 200), (300, 330, 360)), TABLE, strokes)
    for left, top, right, bottom in across:
        paper.line(left, top, right, bottom)
    return paper


def test_pages_beside_each_other_are_read_one_after_the_other_and_that_is_told():
    items = contents(sheet())
    texts = "".join(item.text for item in items if isinstance(item, SourceParagraph))

    assert texts == "".join(f"{page}页第{line}段写了一些。" for page in "左右" for line in range(7))
    assert [item.cells for item in items if isinstance(item, SourceRow)] == [("规章", "11"), ("许可", "12")] * 2
    assert items[-1] == SourceRemark("有 1 张纸上并排印着两页，已经分成左右两页读，请对照原文看一看。")
    boxes = [item.location.box for item in items if isinstance(item, SourceRow)]
    assert all(box[2] < 0.5 for box in boxes[:2])
    assert all(box[0] > 0.5 for box in boxes[2:])


@pytest.mark.parametrize("across", [(60, 240, 780, 240), (300, 590, 500, 590)], ids=["whole", "middle"])
def test_sheet_with_a_line_across_its_middle_is_one_page(across):
    assert not [item for item in contents(sheet(across=[across])) if isinstance(item, SourceRemark)]


def test_sheet_that_only_looks_like_two_pages_is_one():
    titled = sheet()
    titled.middle(421, 40, "柳河街道办事处年度报告", 20)
    table = Paper(842, 595)
    for line in range(9):
        table.text(60, 80 + 30 * line, f"第{line}类信息的名称，写得很长很长。", 12)
        table.text(600, 80 + 30 * line, str(line), 12)
    short = Paper(842, 595)
    for line in range(9):
        short.text(60, 80 + 30 * line, f"第{line}段写了一些，写得很长很长。", 12)
    for line in range(2):
        short.text(481, 80 + 30 * line, "旁边的一句话，写得比别的都要长得多，可是只有两行。", 12)
    upright = Paper()
    for line in range(9):
        for left in (60, 330):
            upright.text(left, 80 + 30 * line, f"第{line}段写了一些。", 12)

    papers = (titled, table, short, upright)
    assert not [item for paper in papers for item in contents(paper) if isinstance(item, SourceRemark)]
