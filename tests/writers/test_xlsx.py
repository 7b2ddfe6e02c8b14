from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from example_count import examples
from hypothesis import Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet
from own_files import printed_texts, read_texts

from disclosure_desk.core.figure import Figure, figure, print_figure
from disclosure_desk.core.layout import Layout
from disclosure_desk.core.report import Report, new_report
from disclosure_desk.readers import read_content
from disclosure_desk.writers.outline import Heading, Paragraph, Table, outline
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.measured_pages import fitted_table
from disclosure_desk.writers.xlsx import _sheet_name, render
from disclosure_desk.writers.xlsx.cell_sizes import lines_of
from disclosure_desk.writers.xlsx.sheet_xml import column_name

EXAMPLES = hypothesis_settings(
    max_examples=examples(6), deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
"""Without shrinking: a whole file for each step of it takes minutes."""


def opened(report: Report, settings: PageSettings | None = None):
    return openpyxl.load_workbook(BytesIO(render(report, settings)))


def read_figure(value: object) -> Figure | None:
    """What a cell holds as a figure; a text only where Excel's numbers are too short."""
    if isinstance(value, str):
        assert len(value.strip("-").replace(".", "")) > 15
    return None if value is None else figure(Decimal(str(value)))


def assert_same(sheet: Worksheet, layout: Layout, report: Report) -> None:
    merged = {
        (box.row + 2, box.column + 1, box.rows, box.columns) for box in layout.boxes if box.rows * box.columns > 1
    }
    ranges = {
        (one.min_row, one.min_col, one.max_row - one.min_row + 1, one.max_col - one.min_col + 1)
        for one in sheet.merged_cells.ranges
    }
    assert ranges == merged | {(1, 1, 1, layout.columns)}
    assert sheet.max_row == layout.rows + 1
    for box in layout.boxes:
        cell = sheet.cell(box.row + 2, box.column + 1)
        value = cell.value
        if box.cell:
            assert read_figure(value) == report.figure(box.cell)
            # A cell that is wide enough for 12 digits would still show 123456789012 as 1.23457E+11 in the usual format.
            assert cell.number_format == ("0" if isinstance(value, int) else "General")
        else:
            assert (value or "").replace("\n", "") == box.text


def cells_with_text(content: bytes) -> dict[str, str]:
    """The texts of the first sheet by their cells; openpyxl reads an escape of an escape as none."""
    with ZipFile(BytesIO(content)) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
        texts = [unescape("".join(one.itertext())) for one in etree.fromstring(archive.read("xl/sharedStrings.xml"))]
    cells = [cell for cell in sheet.iter("{*}c") if cell.get("t") == "s"]
    return {cell.get("r", ""): texts[int(cell.findtext("{*}v", ""))] for cell in cells}


def written_texts(content: bytes) -> list[str]:
    return [text for cell, text in cells_with_text(content).items() if cell.startswith("B")]


def assert_agrees(report: Report) -> None:
    content = render(report)
    book = openpyxl.load_workbook(BytesIO(content))
    _, *tables = book.worksheets
    parts = list(outline(report))

    assert book.sheetnames[0] == "文字"
    assert cells_with_text(content)["A1"] == report.title
    assert written_texts(content) == [part.text for part in parts if isinstance(part, Paragraph)]
    layouts = [part.layout for part in parts if isinstance(part, Table)]
    for sheet, layout in zip(tables, layouts, strict=True):
        assert_same(sheet, layout, report)
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_all_cells_and_texts_of_a_full_report_are_there(full_report: Report):
    assert_agrees(full_report)


def test_a_blank_cell_is_empty(blank_report: Report):
    assert_agrees(blank_report)


@given(data=st.data())
@EXAMPLES
def test_all_cells_and_texts_of_any_report_are_there(data, random_reports):
    assert_agrees(data.draw(random_reports))


def test_numbers_are_numbers(full_report: Report):
    sheet = opened(full_report)["二、主动公开政府信息情况"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == 12.345678]

    assert len(cells) == 1
    assert (cells[0].data_type, cells[0].number_format) == ("n", "General")
    assert sheet["B5"].data_type == "n"


@pytest.mark.parametrize("value", [Decimal("999999999999.000000000001"), Decimal("-123456789012.3456")])
def test_a_figure_too_long_for_excel_stays_exact_as_text(form, value):
    report = new_report(form, "", 2025, {"proactive.fee.amount": value})
    sheet = opened(report)["二、主动公开政府信息情况"]

    assert [cell.value for row in sheet.iter_rows() for cell in row if cell.value == print_figure(value)]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "=cmd|' /C calc'!A0"])
def test_a_text_is_never_a_formula(form, text):
    book = opened(new_report(form, "某街道", 2025, {"problems": text}))
    cell = next(cell for row in book["文字"].iter_rows() for cell in row if cell.value == text)

    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_what_looks_like_an_escape_of_excels_is_written_as_text(form):
    content = render(new_report(form, "", 2025, {"problems": "_x0041_"}))
    with ZipFile(BytesIO(content)) as archive:
        assert "_x005F_x0041_" in archive.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize(("unit", "count"), [("长", 75), ("🎉", 75), ("_x0041_", 38)])
def test_a_text_too_long_for_a_cell_goes_on_in_the_next_row(form, unit, count):
    text = unit * (70_001 // len(unit))
    rows = written_texts(render(new_report(form, "", 2025, {"problems": text})))

    assert len(rows) == count
    assert "".join(rows) == text


def test_no_row_is_higher_than_excel_prints_and_a_text_is_parted_behind_a_sentence(form):
    text = f"{'一是不足。' * 300}{'长' * 2_000}；{'a b ' * 900}c\n尾。"
    report = new_report(form, "某某街道办事处", 2025, {**dict.fromkeys(form.cells, 0), "problems": text})
    content = render(report)

    sheet = openpyxl.load_workbook(BytesIO(content))["文字"]
    assert max(row.height for row in sheet.row_dimensions.values()) <= 409
    named = {sheet.cell(row, 1).value for row in range(3, sheet.max_row + 1)} - {None}
    assert {one.removesuffix("（续）") for one in named if "问题" in one} == {"五、存在的主要问题及改进情况"}
    rows = [one for one in written_texts(content) if "不足" in one]
    assert [one[-1] for one in rows] == ["。", "。"]
    assert read_texts(read_content(form, content, ".xlsx").report)["problems"] == text


def test_every_heading_stands_in_its_place_and_every_topic_beside_its_text(full_report: Report, blank_report: Report):
    headings = [part.text for part in outline(full_report) if isinstance(part, Heading)]
    topics = [text.heading for text in full_report.form.texts.values() if text.heading]
    assert len(topics) == 5
    for report, first, named in ((full_report, ["前言"], topics), (blank_report, [], [])):
        book = opened(report)
        column = [row[0] for row in book["文字"].iter_rows(2, max_col=1, values_only=True)]
        assert list(dict.fromkeys(column)) == [*first, headings[0], *named, *headings[4:]]
        assert book.sheetnames[1:] == headings[1:4]
        assert [sheet["A1"].value for sheet in book.worksheets[1:]] == headings[1:4]


@pytest.mark.parametrize(
    "texts",
    [
        {"overview.proactive": "坚持公开。\n主动公开。"},
        {"overview.lead": "总述。", "overview.proactive": "(一) 主动公开情况：好。"},
        {"overview.supervision": "甲。", "problems": "乙。"},
    ],
)
def test_topics_are_read_back_without_their_names_as_texts(form, texts):
    report = new_report(form, "涿河区金牛山办事处", 2025, {**dict.fromkeys(form.cells, 0), **texts})
    assert read_texts(read_content(form, render(report), ".xlsx").report) == printed_texts(report)


def test_a_sheet_name_is_one_that_excel_takes():
    assert _sheet_name("甲/乙：[丙]*?", []) == "甲 乙： 丙   "
    assert _sheet_name("长" * 40, []) == "长" * 31
    assert _sheet_name("长" * 40, ["长" * 31]) == f"{'长' * 27}（2）"


def test_sheets_are_set_up_for_paper_and_screen(full_report: Report):
    book = opened(full_report)
    texts, two, three, four = book.worksheets

    assert [sheet.freeze_panes for sheet in book.worksheets] == ["A2", "B2", "D5", "A5"]
    panes = [sheet.sheet_view.pane for sheet in book.worksheets]
    assert [(pane.xSplit, pane.ySplit) for pane in panes] == [(None, 1), (1, 1), (3, 4), (None, 4)]
    assert [sheet.print_title_rows for sheet in book.worksheets] == ["$1:$1", "$1:$1", "$1:$4", "$1:$4"]
    assert [sheet.print_area.split("!")[1] for sheet in (two, three, four)] == ["$A$1:$D$15", "$A$1:$J$29", "$A$1:$O$5"]
    assert texts.print_area.split("!")[1] == f"$A$1:$B${texts.max_row}"
    for sheet in book.worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (9, 1)
        assert sheet.page_setup.fitToHeight == (sheet is not texts)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        margins = sheet.page_margins
        edges = (margins.top, margins.bottom, margins.left, margins.right)
        assert [round(edge * 25.4) for edge in edges] == [37, 35, 28, 26]
        assert sheet.oddHeader.center.text == sheet.evenHeader.center.text == full_report.title


def test_page_numbers_are_at_the_outer_edge_or_in_the_middle(full_report: Report):
    for double_sided, places in ((True, ("right", "left")), (False, ("center", "center"))):
        for sheet in opened(full_report, PageSettings(double_sided=double_sided)).worksheets:
            odd, even = places
            assert sheet.HeaderFooter.differentOddEven is (double_sided or None)
            assert getattr(sheet.oddFooter, odd).text == "— &P —"
            assert getattr(sheet.evenFooter, even).text == ("— &P —" if double_sided else None)


def test_a_title_above_the_pages_is_short_and_no_code(form):
    sheet = opened(new_report(form, "甲&乙" * 40, 2025)).worksheets[0]
    assert sheet.oddHeader.center.text == ("甲&&乙" * 20)


def test_a_table_is_found_by_its_name(full_report: Report):
    book = opened(full_report)
    assert {name: one.attr_text for name, one in book.defined_names.items()} == {
        "表二": "'二、主动公开政府信息情况'!$A$2:$D$15",
        "表三": "'三、收到和处理政府信息公开申请情况'!$A$2:$J$29",
        "表四": "'四、政府信息公开行政复议、行政诉讼情况'!$A$2:$O$5",
    }


def test_columns_are_as_wide_as_their_longest_figures_and_rows_as_high_as_in_the_pdf(form):
    report = new_report(form, "", 2025, {"requests.received.other": 123456789012})
    sheet = opened(report)["三、收到和处理政府信息公开申请情况"]
    (layout,) = (one.layout for one in outline(report) if isinstance(one, Table) and one.layout.rows == 28)
    least = fitted_table(report, layout).heights(range(28))

    assert sheet.column_dimensions["I"].width * 5.25 > 12 * 0.5 * sheet["I5"].font.size
    heights = [sheet.row_dimensions[row].height for row in range(2, 30)]
    assert all(high - 0.01 <= height <= high * 1.2 for high, height in zip(least, heights, strict=True))
    for row in range(2, 30):
        lines = 1 + str(sheet.cell(row, 3).value or "").count("\n")
        assert heights[row - 2] >= lines * 1.35 * sheet["I5"].font.size


def test_heads_are_broken_as_in_the_pdf(blank_report: Report):
    book = opened(blank_report)
    three = [cell.value for row in book.worksheets[2].iter_rows(3, 4) for cell in row if cell.value]
    four = [cell.value for cell in book.worksheets[3][3][:5]]

    assert three[:3] == ["自然人", "法人或其他组织", "总计"]
    assert three[3:] == ["商业\n企业", "科研\n机构", "社会\n公益\n组织", "法律\n服务\n机构", "其他"]
    assert four == ["结果\n维持", "结果\n纠正", "其他\n结果", "尚未\n审结", "总计"]
    assert book.worksheets[1]["A4"].value == "规章"


@pytest.mark.parametrize(
    ("text", "width", "lines"), [("", 10, 1), ("甲" * 4, 10, 1), ("甲" * 5, 10, 2), ("a\nb", 10, 2), ("甲甲", 0, 2)]
)
def test_lines_are_counted_in_half_characters(text, width, lines):
    assert lines_of(text, width) == lines


def test_every_box_has_lines_around_it(full_report: Report):
    sheet = opened(full_report)["三、收到和处理政府信息公开申请情况"]
    assert all(
        sheet.cell(row, 10).border.right.style == "thin" and sheet.cell(row, 1).border.left.style == "thin"
        for row in range(2, sheet.max_row + 1)
    )


def test_all_cells_of_a_merged_box_look_alike_so_that_no_line_is_lost_when_it_is_split(full_report: Report):
    with ZipFile(BytesIO(render(full_report))) as archive:
        sheet, looks = (etree.fromstring(archive.read(f"xl/{part}.xml")) for part in ("worksheets/sheet3", "styles"))
    styles = {cell.get("r"): int(cell.get("s", "0")) for cell in sheet.iter("{*}c")}
    boxed = {number for number, look in enumerate(looks.iterfind("{*}cellXfs/{*}xf")) if look.get("borderId") == "1"}
    heading, *boxes = [area.get("ref", "") for area in sheet.iter("{*}mergeCell")]
    alike = [{styles[f"{get_column_letter(column)}{row}"] for row, column in CellRange(box).cells} for box in boxes]

    assert heading == "A1:J1"
    assert len(boxes) > 10
    assert all(len(one) == 1 and one <= boxed for one in alike)


def test_columns_have_the_names_that_excel_gives_them():
    assert [column_name(number) for number in range(1, 800)] == [get_column_letter(number) for number in range(1, 800)]


def test_the_same_report_gives_the_same_bytes(full_report: Report):
    content = render(full_report)
    properties = openpyxl.load_workbook(BytesIO(content)).properties

    assert render(full_report) == content
    assert (properties.created.year, properties.modified.year) == (2025, 2025)
    assert (properties.title, properties.creator) == (full_report.title, full_report.unit)
