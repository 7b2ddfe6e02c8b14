from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from disclosure_desk.core.figure import Figure, figure, print_figure
from disclosure_desk.core.layout import Layout
from disclosure_desk.core.report import Report, new_report
from disclosure_desk.writers.outline import Heading, Paragraph, Table, outline
from disclosure_desk.writers.xlsx import _sheet_name, render
from disclosure_desk.writers.xlsx.cell_sizes import lines_of

EXAMPLES = settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""Without shrinking: a whole file for each step of it takes minutes."""


def opened(report: Report):
    return openpyxl.load_workbook(BytesIO(render(report)))


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
        value = sheet.cell(box.row + 2, box.column + 1).value
        if box.cell:
            printed = report.figure(box.cell)
            assert read_figure(value) == printed
        else:
            assert (value or "") == box.text


def written_texts(sheet: Worksheet) -> list[str]:
    return [unescape(str(value)) for (value,) in sheet.iter_rows(2, min_col=2, max_col=2, values_only=True) if value]


def assert_agrees(report: Report) -> None:
    book = opened(report)
    texts, *tables = book.worksheets
    parts = list(outline(report))

    assert book.sheetnames[0] == "文字"
    assert unescape(texts["A1"].value) == report.title
    assert written_texts(texts) == [part.text for part in parts if isinstance(part, Paragraph)]
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
        assert "_x005F_x0041_" in archive.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("unit", ["长", "🎉", "_x0041_"])
def test_a_text_too_long_for_a_cell_goes_on_in_the_next_row(form, unit):
    text = unit * (70_001 // len(unit))
    rows = written_texts(opened(new_report(form, "", 2025, {"problems": text})).worksheets[0])

    assert len(rows) == 5
    assert "".join(rows) == text


def test_every_heading_stands_in_its_place(full_report: Report, blank_report: Report):
    headings = [part.text for part in outline(full_report) if isinstance(part, Heading)]
    for report, first in ((full_report, ["前言"]), (blank_report, [])):
        book = opened(report)
        column = [row[0] for row in book["文字"].iter_rows(2, max_col=1, values_only=True)]
        assert list(dict.fromkeys(column)) == [*first, headings[0], *headings[4:]]
        assert book.sheetnames[1:] == headings[1:4]
        assert [sheet["A1"].value for sheet in book.worksheets[1:]] == headings[1:4]


def test_a_sheet_name_is_one_that_excel_takes():
    assert _sheet_name("甲/乙：[丙]*?", []) == "甲 乙： 丙   "
    assert _sheet_name("长" * 40, []) == "长" * 31
    assert _sheet_name("长" * 40, ["长" * 31]) == f"{'长' * 27}（2）"


def test_sheets_are_set_up_for_paper_and_screen(full_report: Report):
    _, two, three, four = opened(full_report).worksheets

    assert [sheet.freeze_panes for sheet in (two, three, four)] == ["B2", "D5", "A5"]
    assert [sheet.print_title_rows for sheet in (two, three, four)] == ["$1:$1", "$1:$4", "$1:$4"]
    for sheet in (two, three, four):
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (9, 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_column_is_as_wide_as_its_longest_figure_and_a_row_as_high_as_its_label(form):
    report = new_report(form, "", 2025, {"requests.received.other": 123456789012})
    sheet = opened(report)["三、收到和处理政府信息公开申请情况"]

    assert sheet.column_dimensions["I"].width > 12
    longest = next(row for row in range(1, 40) if str(sheet.cell(row, 3).value).startswith("2.申请人逾期"))
    needed = lines_of(sheet.cell(longest, 3).value, sheet.column_dimensions["C"].width)
    assert needed > 2
    assert sheet.row_dimensions[longest].height >= 15 * needed


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


def test_the_same_report_gives_the_same_bytes(full_report: Report):
    content = render(full_report)
    properties = openpyxl.load_workbook(BytesIO(content)).properties

    assert render(full_report) == content
    assert (properties.created.year, properties.modified.year) == (2025, 2025)
    assert (properties.title, properties.creator) == (full_report.title, full_report.unit)
