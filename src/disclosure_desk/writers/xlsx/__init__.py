"""Writes a report as an Excel workbook: a sheet with all texts, then a sheet for each table, figures as numbers."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from disclosure_desk.core.figure import Figure, print_figure
from disclosure_desk.core.form import Grid
from disclosure_desk.core.layout import Box, Layout
from disclosure_desk.core.report import Report
from disclosure_desk.writers.characters import writable_outline
from disclosure_desk.writers.deterministic_zip import document_date, repack_without_dates
from disclosure_desk.writers.outline import Heading, Part, Table
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.measured_pages import fitted_table
from disclosure_desk.writers.pdf.table import FittedTable, is_centred
from disclosure_desk.writers.xlsx.cell_sizes import broken_text, column_widths, lines_of, row_heights
from disclosure_desk.writers.xlsx.workbook_bytes import CellMerger, workbook_bytes

TEXTS = "文字"
"""The name of the sheet of texts."""

_MOST_CHARACTERS = 16_000
"""How long a text may be in a cell: half of the 32,767 that Excel allows, because rare characters count twice."""
_EXACT_DIGITS = 15
"""How many digits Excel keeps of a number; a longer figure is written as text, so that it is not rounded."""
_NAME_LENGTH = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Text that Excel would read as the number of a character."""
_NUMBER = "— &P —"
_LINE = 15.0
_TALLEST_ROW = 409.0
_TEXT_WIDTHS = (24.0, 72.0)
_A4 = 9
_INCH = 25.4
_MARGINS = PageMargins(
    left=28 / _INCH, right=26 / _INCH, top=37 / _INCH, bottom=35 / _INCH, header=0.8, footer=25 / _INCH
)
"""Those of GB/T 9704, in inches."""
_LONGEST_HEADER = 60
"""How many characters of the title are printed above a page: Excel takes no file with a header of more than 255."""

_TITLE_FONT = Font(name="宋体", size=16, bold=True)
_HEADING_FONT = Font(name="黑体", size=14)
_BODY_FONT = Font(name="宋体", size=11)
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_FIGURE = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
_PROSE = Alignment(vertical="top", wrap_text=True)


def render(report: Report, settings: PageSettings | None = None) -> bytes:
    """The workbook, with the totals that the program works out; raises WriteError for a text that it cannot hold."""
    settings, parts = settings or PageSettings(), writable_outline(report)
    book = Workbook()
    book.remove(book.worksheets[0])
    _describe(book, report)
    _texts_sheet(book.create_sheet(TEXTS), report, parts)
    heading = ""
    for part in parts:
        if isinstance(part, Heading):
            heading = part.text
        elif isinstance(part, Table):
            sheet = book.create_sheet(_sheet_name(heading or part.layout.grid.name, book.sheetnames))
            _table_sheet(sheet, heading, report, fitted_table(report, part.layout))
            _name_table(book, sheet, part.layout)
    for sheet in book.worksheets:
        _set_up_page(sheet, report, settings)
    return _saved(book, report)


def _describe(book: Workbook, report: Report) -> None:
    book.properties.title = report.title
    book.properties.creator = report.unit
    book.properties.language = "zh-CN"
    book.properties.created = document_date(report).replace(tzinfo=None)


def _saved(book: Workbook, report: Report) -> bytes:
    """The file of the workbook, without the hour that saving writes into its properties."""
    packed = workbook_bytes(book)
    book.properties.modified = document_date(report).replace(tzinfo=None)
    return repack_without_dates(packed, {"docProps/core.xml": tostring(book.properties.to_tree())})


def _sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that Excel allows and no other sheet has."""
    plain = _NOT_IN_NAMES.sub(" ", wanted)[:_NAME_LENGTH]
    numbered = (f"{plain[: _NAME_LENGTH - 4]}（{number}）" for number in range(2, 100))
    return next(name for name in (plain, *numbered) if name not in taken)


def _texts_sheet(sheet: Worksheet, report: Report, parts: Iterable[Part]) -> None:
    """The title, then a row for each paragraph with what it is under."""
    _set_widths(sheet, _TEXT_WIDTHS)
    _put_text(_cell(sheet, 1, 1), report.title, _TITLE_FONT, _CENTRED)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=2)
    sheet.row_dimensions[1].height = 2 * _LINE * lines_of(report.title, sum(_TEXT_WIDTHS) / 2)
    for number, (heading, text) in enumerate(_text_rows(report, parts), 2):
        _put_text(_cell(sheet, number, 1), heading, _BODY_FONT, _PROSE)
        _put_text(_cell(sheet, number, 2), text, _BODY_FONT, _PROSE)
        lines = max(lines_of(heading, _TEXT_WIDTHS[0]), lines_of(text, _TEXT_WIDTHS[1]))
        sheet.row_dimensions[number].height = min(_LINE * lines + 3, _TALLEST_ROW)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"


def _text_rows(report: Report, parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """What each paragraph is under, and its text; a text that is too long for a cell goes on in the next row.

    A topic has its own name, 主动公开 with its number; the heading of its section stands in a row before it. A text
    under no heading has its own name in the place of one.
    """
    heading, used = "", True
    for part in parts:
        if isinstance(part, Heading):
            if not used:
                yield heading, ""
            heading, used = part.text, False
        elif isinstance(part, Table):
            used = True
        else:
            topic = report.form.texts[part.place].heading
            if topic and not used:
                yield heading, ""
            used = True
            name = topic or heading or report.form.texts[part.place].name
            for start in range(0, len(part.text), _MOST_CHARACTERS):
                yield name, part.text[start : start + _MOST_CHARACTERS]
    if not used:
        yield heading, ""


def _table_sheet(sheet: Worksheet, heading: str, report: Report, table: FittedTable) -> None:
    """The official heading in row 1, the grid from row 2 on."""
    layout = table.layout
    _set_widths(sheet, column_widths(table))
    _put_text(_cell(sheet, 1, 1), heading, _HEADING_FONT, _CENTRED)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=layout.columns)
    sheet.row_dimensions[1].height = 2 * _LINE
    font, merger = Font(name=_BODY_FONT.name, size=table.size), CellMerger(sheet)
    for number, box in enumerate(layout.boxes):
        _put_box(merger, (layout.grid, box), broken_text(table, number), report, font)
    for row, height in enumerate(row_heights(table), 2):
        sheet.row_dimensions[row].height = height
    _freeze_head(sheet, layout)


def _name_table(book: Workbook, sheet: Worksheet, layout: Layout) -> None:
    """Give the grid the name of its table, by which it is found from the field of names."""
    corner = f"${get_column_letter(layout.columns)}${layout.rows + 1}"
    name = layout.grid.name
    book.defined_names[name] = DefinedName(name, attr_text=f"{quote_sheetname(sheet.title)}!$A$2:{corner}")


def _freeze_head(sheet: Worksheet, layout: Layout) -> None:
    """Keep the heads in sight and on each printed page; the heading alone where each block has heads of its own."""
    depth = len(layout.head_rows) if len(layout.grid.blocks) == 1 else 0
    sheet.freeze_panes = f"{get_column_letter(layout.grid.label_columns + 1)}{depth + 2}"
    sheet.print_title_rows = f"1:{depth + 1}"


def _set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _set_up_page(sheet: Worksheet, report: Report, settings: PageSettings) -> None:
    """What is printed, on the page of GB/T 9704: A4 upright, its number as in the PDF.

    A table is on one page, the texts are as wide as one.
    """
    sheet.print_area = f"A1:{get_column_letter(sheet.max_column)}{sheet.max_row}"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0 if sheet.title == TEXTS else 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = _MARGINS
    sheet.print_options.horizontalCentered = True
    odd, even = cast(Any, sheet.oddFooter), cast(Any, sheet.evenFooter)
    header = report.title[:_LONGEST_HEADER].replace("&", "&&")
    cast(Any, sheet.oddHeader).center.text = cast(Any, sheet.evenHeader).center.text = header
    if settings.double_sided:
        sheet.HeaderFooter.differentOddEven = True
        odd.right.text, even.left.text = _NUMBER, _NUMBER
    else:
        odd.center.text = _NUMBER


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell, counted from 1, that is not part of a merged one."""
    return cast(Cell, sheet.cell(row, column))


def _put_box(merger: CellMerger, placed: tuple[Grid, Box], text: str, report: Report, font: Font) -> None:
    """Write a box of a grid, with its text as it is broken, or its figure."""
    grid, box = placed
    cell = _cell(merger.sheet, box.row + 2, box.column + 1)
    if box.cell:
        _put_figure(cell, report.figure(box.cell), font)
    else:
        _put_text(cell, text, font, _CENTRED if is_centred(grid, box) else _LEFT)
    cell.border = _BOX
    if box.rows > 1 or box.columns > 1:
        rows = range(box.row + 2, box.row + box.rows + 2)
        merger.merge(rows, range(box.column + 1, box.column + box.columns + 1))


def _put_figure(cell: Cell, value: Figure | None, font: Font) -> None:
    """Write a figure as a number; nothing for a blank one."""
    cell.font, cell.alignment = font, _FIGURE
    if value is None:
        return
    if len(print_figure(value).strip("-0.").replace(".", "")) > _EXACT_DIGITS:
        _put_text(cell, print_figure(value), font, _FIGURE)
    else:
        cell.value = value
        cell.number_format = "0" if isinstance(value, int) else "General"


def _put_text(cell: Cell, text: str, font: Font, alignment: Alignment) -> None:
    """Write a text as text, never as a formula; one that looks like Excel's escape of a character stays as it is."""
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    cell.font, cell.alignment = font, alignment
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
