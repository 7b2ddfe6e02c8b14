"""What nobody sees on a page is in no figure, whatever hides it; and neither are watermarks."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from drawn_pdf import DrawnBox, Paper, Ruler, draw_table, strokes
from PIL import Image
from raw_pdf import one_page, words
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from shared_cases import shared_case

from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import read
from disclosure_desk.readers.formats.pdf.reader import pdf_items
from disclosure_desk.readers.model.progress import ignore_progress
from disclosure_desk.readers.model.source_items import ItemDoubt, SourceParagraph, SourceRemark, SourceRow

RULER = Ruler((80, 200, 320), (100, 130, 160))
TABLE = (
    DrawnBox(0, 0, 1, 1, "信息内容"),
    DrawnBox(0, 1, 1, 1, "处理数量"),
    DrawnBox(1, 0, 1, 1, "行政许可"),
    DrawnBox(1, 1, 1, 1, "2501"),
)
READ = [("信息内容", "处理数量"), ("行政许可", "2501")]


def contents(content):
    return list(pdf_items(content, ignore_progress))


def rows(content):
    return [item for item in contents(content) if isinstance(item, SourceRow)]


def remarks(content):
    return [item.text for item in contents(content) if isinstance(item, SourceRemark)]


def paper_with(draw: Callable[[Paper], None], *, first: bool = False) -> bytes:
    """A page with the table, and what is drawn before or after it."""
    paper = Paper()
    if first:
        draw(paper)
        paper.canvas.setFillColorRGB(0, 0, 0)
    draw_table(paper, RULER, TABLE, strokes)
    if not first:
        draw(paper)
    return paper.content()


def nine(paper, x=269.5, y=148, size=9):
    """A 9 right behind the figure."""
    paper.text(x, y, "9", size)


def white(paper):
    paper.canvas.setFillColorRGB(1, 1, 1)
    nine(paper)


def nearly_white(paper):
    paper.canvas.setFillColorRGB(0.97, 0.98, 0.97)
    nine(paper)


def clear(paper):
    paper.canvas.setFillAlpha(0)
    nine(paper)


def undrawn(paper):
    text = paper.canvas.beginText(269.5, paper.height - 148)
    text.setTextRenderMode(3)
    text.setFont("Song", 9)
    text.textOut("9")
    paper.canvas.drawText(text)


def covered(paper):
    nine(paper)
    paper.canvas.setFillColorRGB(1, 1, 1)
    paper.box(269.2, 138, 285, 152, fill=1)


def covered_by_a_picture(paper):
    nine(paper)
    paper.text(90, 300, "按照条例的规定编制本报告，数据统计到年底为止。", 9)
    patch = ImageReader(Image.new("RGB", (8, 8), "white"))
    paper.canvas.drawImage(patch, 269.2, paper.height - 152, 14, 14)


def clipped(paper):
    paper.canvas.saveState()
    path = paper.canvas.beginPath()
    path.rect(0, 0, 50, 50)
    paper.canvas.clipPath(path, stroke=0, fill=0)
    nine(paper)
    paper.canvas.restoreState()


def clipped_above(paper):
    paper.canvas.saveState()
    for height in (820, 50):
        path = paper.canvas.beginPath()
        path.rect(0, 0, 595, height)
        paper.canvas.clipPath(path, stroke=0, fill=0)
    nine(paper)
    paper.canvas.restoreState()


def tiny(paper):
    nine(paper, size=0.8)


HIDDEN = [white, nearly_white, clear, undrawn, covered, covered_by_a_picture, clipped, clipped_above, tiny]


@pytest.mark.parametrize("draw", HIDDEN, ids=lambda draw: draw.__name__)
def test_what_is_not_seen_in_a_cell_is_left_out_and_told(draw):
    head, row = rows(paper_with(draw))

    assert (head.cells, row.cells) == tuple(READ)
    assert row.doubts == (ItemDoubt("hidden", "9", 1),)
    assert not head.doubts


def test_what_the_ground_hides_is_left_out_and_what_stands_out_from_it_is_read():
    def on_blue(paper):
        paper.canvas.setFillColorRGB(0.1, 0.3, 0.6)
        paper.box(80, 100, 320, 160, fill=1)
        nine(paper)

    paper = Paper()
    on_blue(paper)
    paper.canvas.setFillColorRGB(1, 1, 1)
    draw_table(paper, RULER, TABLE, strokes)

    assert rows(paper.content())[1].cells == ("行政许可", "2501")


def test_what_is_under_a_correction_is_left_out_and_the_correction_is_read():
    def correct(paper):
        paper.canvas.setFillColorRGB(1, 1, 1)
        paper.box(240, 135, 280, 155, fill=1)
        paper.canvas.setFillColorRGB(0, 0, 0)
        paper.middle(260, 148, "1532", 9)

    assert rows(paper_with(correct))[1].cells == ("行政许可", "1532")


def test_figure_on_the_ground_of_its_cell_is_read():
    def ground(paper):
        paper.canvas.setFillColorRGB(0.9, 0.9, 0.9)
        paper.box(200, 130, 320, 160, fill=1)

    assert rows(paper_with(ground, first=True))[1].cells == ("行政许可", "2501")


def test_figure_printed_many_times_at_one_place_is_read_once_where_its_colour_is_also_that_of_a_ground():
    paper = Paper()
    draw_table(paper, RULER, (*TABLE[:3], DrawnBox(1, 1, 1, 1, "")), strokes)
    paper.box(80, 400, 320, 420, fill=1)
    for _ in range(9):  # so many that one less makes no edge any paler
        paper.middle(260, 148, "2501", 9)

    assert rows(paper.content())[1].cells == ("行政许可", "2501")


def test_what_lies_beyond_the_page_is_left_out():
    def beyond(paper):
        paper.text(700, 148, "页外9")
        paper.text(80, -30, "页外8")

    assert [row.cells for row in rows(paper_with(beyond))] == READ
    assert not [item for item in contents(paper_with(beyond)) if isinstance(item, SourceParagraph)]
    assert "页外9" in remarks(paper_with(beyond))[0]


def layered(state, more=b""):
    """A page with a figure, and a 77 behind it in a layer of this state."""
    content = words(b"2501") + b" /Span BMC /OC /M BDC BT /F 12 Tf 105 700 Td (77) Tj ET EMC EMC" + more
    layer = b"<</Type/OCG/Name(Draft)>>"
    page = one_page(content, b"/Properties<</M 6 0 R>>", [layer])
    catalog = b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R]/D<<" + state + b">>>>>>"
    return page.replace(b"<</Type/Catalog/Pages 2 0 R>>", catalog)


def test_layer_that_is_off_is_left_out_and_one_that_is_on_is_read():
    assert [item.text for item in contents(layered(b"/ON[6 0 R]"))] == ["250177"]
    text, told = contents(layered(b"/OFF[6 0 R]"))
    assert text.text == "2501"
    assert told.text.endswith("没有取：77")
    assert contents(layered(b"/BaseState/OFF"))[0].text == "2501"


def test_layers_without_a_name_are_tried_text_by_text():
    another = b" /OC /M BDC BT /F 12 Tf 80 600 Td (78) Tj ET EMC"
    both = contents(layered(b"/OFF[6 0 R]", another).replace(b"/Name(Draft)", b"/Nick(Draft)"))
    assert [item.text for item in both] == ["2501", both[-1].text]
    assert both[-1].text.endswith("7778")
    assert contents(layered(b"/OFF[6 0 R]").replace(b"/Name(Draft)", b"/Nick(Draft)"))[0].text == "2501"
    assert contents(layered(b"/ON[6 0 R]").replace(b"/Name(Draft)", b"/Nick(Draft)"))[0].text == "250177"


def test_group_in_a_layer_that_is_off_is_left_out():
    def grouped(state):
        paper = Paper()
        paper.canvas.beginForm("mark")
        nine(paper)
        paper.canvas.endForm()
        draw_table(paper, RULER, TABLE, strokes)
        paper.canvas.doForm("mark")
        pdf = pikepdf.open(BytesIO(paper.content()))
        layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Draft"))
        state = pikepdf.Dictionary({f"/{state}": [layer]})
        pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=state)
        for form in pdf.pages[0].Resources.XObject.values():
            form.OC = layer
        saved = BytesIO()
        pdf.save(saved)
        return saved.getvalue()

    assert rows(grouped("OFF"))[1].cells == ("行政许可", "2501")
    assert rows(grouped("ON"))[1].cells == ("行政许可", "25019")


def test_white_in_a_face_that_this_computer_cannot_draw_is_left_out_and_black_is_read():
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))

    def unknown(paper):
        paper.canvas.setFont("STSong-Light", 9)
        paper.canvas.drawString(90, paper.height - 200, "公开")
        paper.canvas.setFillColorRGB(1, 1, 1)
        paper.canvas.drawString(90, paper.height - 230, "不公开")

    assert "公开" in [item.text for item in contents(paper_with(unknown)) if isinstance(item, SourceParagraph)]
    assert "不公开" in remarks(paper_with(unknown))[0]


def test_text_too_large_to_be_tried_or_filled_with_a_pattern_is_read():
    page = one_page(b"1 1 1 rg BT /F 1500 Tf 0 200 Td (25) Tj ET").replace(b"595 842", b"3000 3000")
    pattern = one_page(b"/Pattern cs /P scn BT /F 12 Tf 80 700 Td (2501) Tj ET")

    assert [item.text for item in contents(page)] == ["25"]
    assert [item.text for item in contents(pattern)] == ["2501"]


def grey_level(paper, x=250, y=150, size=30, text="2025"):
    paper.canvas.setFillColorRGB(0.8, 0.8, 0.8)
    paper.text(x, y, text, size)
    paper.canvas.setFillColorRGB(0, 0, 0)


@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("size", [9, 30, 60])
def test_level_watermark_over_a_figure_is_left_out_and_told_once(first, size):
    content = paper_with(lambda paper: grey_level(paper, size=size), first=first)

    assert [row.cells for row in rows(content)] == READ
    assert remarks(content) == ["有 1 页上有垫在正文下面的字（像是水印），没有取：2025"]
    assert {doubt.cause for row in rows(content) for doubt in row.doubts} == {"watermark"}


def test_watermark_is_known_on_every_page_by_the_one_where_it_lies_over_something():
    paper = Paper()
    paper.turn_page()
    for number in range(3):
        grey_level(paper, y=150, size=24, text="送审稿 2025")
        if not number:
            draw_table(paper, RULER, TABLE, strokes)
        paper.text(90, 400, "公开及时。", 9)
        paper.turn_page()
    content = paper.content()

    assert [row.cells for row in rows(content)] == READ
    assert "".join(item.text for item in contents(content) if isinstance(item, SourceParagraph)) == "公开及时。" * 3
    assert remarks(content) == ["有 3 页上有垫在正文下面的字（像是水印），没有取：送审稿 2025"]


def test_watermark_of_a_dark_colour_is_known_by_its_size():
    def red(paper):
        paper.canvas.setFillColorRGB(0.8, 0, 0)
        paper.text(230, 155, "样本", 40)

    assert [row.cells for row in rows(paper_with(red))] == READ


def test_watermark_across_the_lines_of_blank_cells_is_no_figure():
    blank = (*TABLE[:3], DrawnBox(1, 1, 1, 1, ""))
    paper = Paper()
    draw_table(paper, RULER, blank, strokes)
    grey_level(paper, x=206, y=152, size=36, text="2025")

    assert rows(paper.content())[1].cells == ("行政许可", "")


def test_pale_heads_and_large_titles_that_lie_over_nothing_are_read():
    paper = Paper()
    paper.canvas.setFillColorRGB(0.55, 0.75, 0.95)
    paper.text(90, 60, "柳河街道办事处年度报告", 26)
    paper.canvas.setFillColorRGB(0.6, 0.6, 0.6)
    draw_table(paper, RULER, TABLE[:2], strokes)
    paper.canvas.setFillColorRGB(0, 0, 0)
    draw_table(paper, RULER, TABLE[2:], strokes)
    content = paper.content()

    assert [row.cells for row in rows(content)] == READ
    assert contents(content)[0].text == "柳河街道办事处年度报告"
    assert not remarks(content)


def test_figure_of_parts_that_look_different_is_in_doubt():
    def larger(paper):
        paper.text(271, 148, "25", 14)

    def red(paper):
        paper.canvas.setFillColorRGB(1, 0, 0)
        paper.text(270, 148, "25", 9)

    for draw in (larger, red):
        row = rows(paper_with(draw))[1]
        assert row.cells == ("行政许可", "250125")
        assert row.doubts == (ItemDoubt("mixed", "250125", 1),)


def test_pale_figure_that_lies_over_nothing_is_in_doubt():
    paper = Paper()
    draw_table(paper, RULER, (*TABLE[:3], DrawnBox(1, 1, 1, 1, "")), strokes)
    grey_level(paper, x=250, y=148, size=9)

    row = rows(paper.content())[1]
    assert (row.cells, row.doubts) == (("行政许可", "2025"), (ItemDoubt("pale", "2025", 1),))


def test_words_across_the_page_are_told():
    def across(paper):
        paper.canvas.translate(200, 300)
        paper.canvas.rotate(45)
        paper.canvas.drawString(0, 0, "仅供内部审阅")

    assert remarks(paper_with(across)) == ["有 1 页上有斜着的字（像是水印或者印章），没有取：仅供内部审阅"]


@pytest.mark.parametrize("path", shared_case("faults/pdf-horizontal-watermark.pdf"))
def test_handed_report_with_a_level_watermark_has_its_own_figures_and_texts(path):
    reading = read(load_form("2021"), path)

    assert str(reading.report.cells["proactive.licence.decisions"]) == "2501"
    assert str(reading.report.cells["proactive.normative_document.issued"]) == "1532"
    assert not any("送审稿" in text for text in reading.report.texts.values())
