"""Ruled tables: whatever program drew the lines, figures are in their columns, merged labels in their first squares."""

from io import BytesIO
from itertools import accumulate
from unittest.mock import ANY

import pypdf
import pytest
from drawn_pdf import STYLES, DrawnBox, Paper, Ruler, draw_table, face, strokes

from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.layout import lay_out
from disclosure_desk.readers.formats.pdf.reader import pdf_items
from disclosure_desk.readers.model.progress import ignore_progress
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRow

FORM = load_form("2021")
TABLE = (
    DrawnBox(0, 0, 2, 2, "项目"),
    DrawnBox(0, 2, 1, 2, "申请人"),
    DrawnBox(1, 2, 1, 1, "自然人"),
    DrawnBox(1, 3, 1, 1, "总计"),
    DrawnBox(2, 0, 2, 1, "（一）不予公开"),
    DrawnBox(2, 1, 1, 1, "1.国家秘密"),
    DrawnBox(2, 2, 1, 1, "1001"),
    DrawnBox(2, 3, 1, 1, "1002"),
    DrawnBox(3, 1, 1, 1, "2.内部事务"),
    DrawnBox(3, 2, 1, 1, ""),
    DrawnBox(3, 3, 1, 1, "1004"),
)
READ = [
    ("项目", "", "申请人", ""),
    ("", "", "自然人", "总计"),
    ("（一）不予公开", "1.国家秘密", "1001", "1002"),
    ("", "2.内部事务", "", "1004"),
]
RULER = Ruler((80, 150, 240, 320, 400), (100, 130, 150, 180, 200))


def read(content):
    return list(pdf_items(content, ignore_progress))


def rows(content):
    return [item.cells for item in read(content) if isinstance(item, SourceRow)]


def drawn(style, boxes=TABLE, ruler=RULER):
    paper = Paper()
    draw_table(paper, ruler, boxes, style)
    return paper.content()


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_table_is_read_whatever_program_drew_its_lines(style):
    assert rows(drawn(style)) == READ


def placed(row):
    return [(place, cell) for place, cell in enumerate(row) if cell.isdigit()]


@pytest.mark.parametrize("grid", FORM.grids.values(), ids=lambda grid: grid.id)
@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_official_table_keeps_all_its_figures_at_their_columns(style, grid):
    layout = lay_out(grid)
    figures = {box: str(number) for number, box in enumerate((one for one in layout.boxes if one.cell), 1001)}
    boxes = [DrawnBox(one.row, one.column, one.rows, one.columns, figures.get(one, one.text)) for one in layout.boxes]
    scale = 480 / sum(grid.widths)
    across = tuple(accumulate((width * scale for width in grid.widths), initial=50))
    down = tuple(accumulate((24 for _ in range(layout.rows)), initial=60))

    found = rows(drawn(style, boxes, Ruler(across, down)))

    written = [[(box.column, figures[box]) for box in layout.row(row) if box.cell] for row in range(layout.rows)]
    assert list(filter(None, written)) == list(filter(None, map(placed, found)))


@pytest.mark.parametrize("turns", [90, 180, 270])
def test_page_that_is_turned_is_read_as_it_is_shown(turns):
    writer = pypdf.PdfWriter(BytesIO(drawn(strokes)))
    writer.pages[0].rotate(turns)
    written = BytesIO()
    writer.write(written)
    assert rows(written.getvalue()) == READ


@pytest.mark.parametrize("turns", [90, 180, 270])
def test_table_turned_on_its_page_is_read_upright_and_shown_where_it_is(turns):
    paper = Paper(842, 842)
    paper.canvas.translate(421, 421)
    paper.canvas.rotate(turns)
    paper.canvas.translate(-421, -421)
    draw_table(paper, RULER, TABLE, strokes)

    found = [item for item in read(paper.content()) if isinstance(item, SourceRow)]

    assert [row.cells for row in found] == READ
    left, top, right, bottom = (100 / 842, 80 / 842, 130 / 842, 400 / 842)
    boxes = {
        90: (left, 1 - bottom, right, 1 - top),
        180: (1 - bottom, 1 - right, 1 - top, 1 - left),
        270: (1 - right, top, 1 - left, bottom),
    }
    assert found[0].location.box == pytest.approx(boxes[turns], abs=0.003)


def test_row_tells_its_page_and_place():
    paper = Paper()
    paper.text(80, 100, "正文在前一页，写了这些话。")
    paper.turn_page()
    draw_table(paper, RULER, TABLE, strokes)
    row = next(item for item in read(paper.content()) if isinstance(item, SourceRow))
    assert (row.location.name, row.location.page, row.aligned) == ("第 2 页", 1, True)
    assert row.location.box == pytest.approx((80 / 595, 100 / 842, 400 / 595, 130 / 842), abs=0.002)


def test_page_cut_to_a_part_is_measured_from_that_part():
    writer = pypdf.PdfWriter(BytesIO(drawn(strokes)))
    writer.pages[0].cropbox = pypdf.generic.RectangleObject((40, 442, 495, 842))
    written = BytesIO()
    writer.write(written)
    row = next(item for item in read(written.getvalue()) if isinstance(item, SourceRow))
    assert row.location.box == pytest.approx((40 / 455, 100 / 400, 360 / 455, 130 / 400), abs=0.003)


def two_columns(*words, width=60):
    across = (80, 80 + width, 80 + 2 * width)
    return Ruler(across, (100, 140)), [DrawnBox(0, place, 1, 1, word) for place, word in enumerate(words)]


def test_figure_wider_than_its_column_stays_whole():
    ruler, boxes = two_columns("12345678", "9", width=30)
    assert rows(drawn(strokes, boxes, ruler)) == [("12345678", "9")]


def test_figures_that_nearly_touch_across_a_line_are_two():
    paper = Paper()
    ruler, boxes = two_columns("", "")
    strokes(paper, ruler, boxes)
    paper.right(139, 120, "12345", 10)
    paper.text(141, 120, "678", 10)
    assert rows(paper.content()) == [("12345", "678")]


def test_figures_under_each_other_in_a_cell_are_never_made_one():
    paper = Paper()
    ruler, boxes = two_columns("", "条")
    draw_table(paper, ruler, boxes, strokes)
    paper.middle(110, 115, "123")
    paper.middle(110, 130, "45")
    assert rows(paper.content()) == [("123 45", "条")]


def test_characters_under_each_other_are_one_word():
    boxes = [DrawnBox(0, 0, 1, 1, "三、本年度办理结果"), DrawnBox(0, 1, 1, 1, "12")]
    assert rows(drawn(strokes, boxes, Ruler((80, 94, 180), (100, 240)))) == [("三、本年度办理结果", "12")]


def test_page_in_a_frame_is_prose_and_the_table_in_the_frame_is_a_table():
    paper = Paper()
    paper.box(40, 40, 560, 800)
    paper.text(80, 80, "一、总体情况", 12)
    draw_table(paper, RULER, TABLE, strokes)
    first, *found = read(paper.content())
    assert first.text == "一、总体情况"
    assert [row.cells for row in found] == READ


def test_line_beside_a_table_and_underlined_words_make_no_columns():
    paper = Paper()
    draw_table(paper, RULER, TABLE, strokes)
    paper.line(60, 60, 500, 60)
    paper.line(262, 169, 298, 169)
    assert rows(paper.content()) == READ


@pytest.mark.parametrize("count", [300, 800])
def test_table_of_more_squares_than_any_is_a_drawing(count):
    paper = Paper(5000, 5000)
    end = 100 + 5 * count
    for place in range(100, end, 5):
        paper.line(place, 100, place, end)
        paper.line(100, place, end, place)
    paper.text(200, 204, "文", 4)
    assert read(paper.content()) == [SourceParagraph("文", ANY)]


def test_more_tables_than_on_any_page_are_a_drawing():
    paper = Paper()
    for number in range(201):
        left, top = 40 + 50 * (number % 10), 40 + 30 * (number // 10)
        paper.box(left, top, left + 40, top + 20)
        paper.line(left + 20, top, left + 20, top + 20)
    paper.text(45, 55, "文", 9)
    assert read(paper.content()) == [SourceParagraph("文", ANY)]


def test_words_of_another_size_elsewhere_are_not_the_same_printed_twice():
    paper = Paper()
    paper.text(144, 144, "共12件", 12)
    paper.text(192, 192, "共12件", 16)
    assert [item.text for item in pdf_items(paper.content(), ignore_progress)] == ["共12件", "共12件"]


def test_words_printed_twice_to_be_bold_are_read_once():
    paper = Paper()
    draw_table(paper, RULER, TABLE, strokes)
    draw_table(paper, Ruler([x + 0.4 for x in RULER.across], RULER.down), TABLE, strokes)
    assert rows(paper.content()) == READ


def test_watermark_across_the_page_is_left_out():
    paper = Paper()
    paper.canvas.saveState()
    paper.canvas.rotate(45)
    paper.text(500, 842, "内部资料", 40)
    paper.canvas.restoreState()
    draw_table(paper, RULER, TABLE, strokes)
    assert rows(paper.content()) == READ


def test_words_turned_in_a_cell_are_read_there():
    paper = Paper()
    ruler, boxes = two_columns("", "共计12件")
    draw_table(paper, ruler, boxes, strokes)
    paper.canvas.setFont(face(), 9)
    paper.canvas.translate(115, 842 - 110)
    paper.canvas.rotate(270)
    paper.canvas.drawString(0, 0, "三年度")
    assert rows(paper.content()) == [("三年度", "共计12件")]


def test_path_that_only_cuts_out_draws_no_lines():
    paper = Paper()
    paper.canvas.saveState()
    for left, right in ((80, 140), (140, 200)):
        path = paper.canvas.beginPath()
        path.rect(left, 842 - 140, right - left, 40)
        paper.canvas.clipPath(path, stroke=0, fill=0) if left else None
        paper.canvas.bezier(left, 700, left, 710, right, 710, right, 700)
    paper.canvas.restoreState()
    paper.text(90, 120, "甲", 10)
    assert rows(paper.content()) == []
