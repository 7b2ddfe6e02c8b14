"""Writes a report as an Excel workbook: a sheet with all texts, then a sheet for each table, figures as numbers."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from disclosure_desk.core.figure import Figure, print_figure
from disclosure_desk.core.layout import Box, Layout
from disclosure_desk.core.report import Report
from disclosure_desk.writers.characters import writable_outline
from disclosure_desk.writers.deterministic_zip import document_date, repack_without_dates
from disclosure_desk.writers.outline import Heading, Part, Table
from disclosure_desk.writers.xlsx.cell_sizes import column_widths, lines_of, row_heights
from disclosure_desk.writers.xlsx.workbook_bytes import workbook_bytes

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
_LINE = 15.0
_TALLEST_ROW = 409.0
_TEXT_WIDTHS = (30.0, 90.0)

_TITLE_FONT = Font(name="宋体", size=16, bold=True)
_HEADING_FONT = Font(name="黑体", size=14)
_BODY_FONT = Font(name="宋体", size=11)
_THIN = Side(style="thin")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_FIGURE = Alignment(horizontal="center", vertical="center", shrink_to_fit=True)
_PROSE = Alignment(vertical="top", wrap_text=True)


def render(report: Report) -> bytes:
    """The workbook, with the totals that the program works out; raises WriteError for a text that it cannot hold."""
    parts = writable_outline(report)
    book = Workbook()
    book.remove(book.worksheets[0])
    _describe(book, report)
    _texts_sheet(book.create_sheet(TEXTS), report, parts)
    heading = ""
    for part in parts:
        if isinstance(part, Heading):
            heading = part.text
        elif isinstance(part, Table):
            name = _sheet_name(heading or part.layout.grid.name, book.sheetnames)
            _table_sheet(book.create_sheet(name), heading, report, part.layout)
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
    """The title, then a row for each paragraph with the heading it is under."""
    _set_up(sheet, _TEXT_WIDTHS)
    _put_text(_cell(sheet, 1, 1), report.title, _TITLE_FONT, _CENTRED)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=2)
    sheet.row_dimensions[1].height = 2 * _LINE * lines_of(report.title, sum(_TEXT_WIDTHS) / 2)
    for number, (heading, text) in enumerate(_text_rows(report, parts), 2):
        _put_text(_cell(sheet, number, 1), heading, _BODY_FONT, _PROSE)
        _put_text(_cell(sheet, number, 2), text, _BODY_FONT, _PROSE)
        lines = max(lines_of(heading, _TEXT_WIDTHS[0]), lines_of(text, _TEXT_WIDTHS[1]))
        sheet.row_dimensions[number].height = min(_LINE * lines + 3, _TALLEST_ROW)
    sheet.freeze_panes = "A2"


def _text_rows(report: Report, parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """Heading and text of each row; a text that is too long for a cell goes on in the next row.

    A text under no heading has its own name in the place of one.
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
            used = True
            name = heading or report.form.texts[part.place].name
            for start in range(0, len(part.text), _MOST_CHARACTERS):
                yield name, part.text[start : start + _MOST_CHARACTERS]
    if not used:
        yield heading, ""


def _table_sheet(sheet: Worksheet, heading: str, report: Report, layout: Layout) -> None:
    """The official heading in row 1, the grid from row 2 on."""
    widths = column_widths(layout, report)
    _set_up(sheet, widths)
    _put_text(_cell(sheet, 1, 1), heading, _HEADING_FONT, _CENTRED)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=layout.columns)
    sheet.row_dimensions[1].height = 2 * _LINE
    for box in layout.boxes:
        _put_box(sheet, box, report)
    for row, height in enumerate(row_heights(layout, widths, _LINE), 2):
        sheet.row_dimensions[row].height = height
    _freeze_head(sheet, layout)


def _freeze_head(sheet: Worksheet, layout: Layout) -> None:
    """Keep the heads in sight and on each printed page; the heading alone where each block has heads of its own."""
    depth = len(layout.head_rows) if len(layout.grid.blocks) == 1 else 0
    sheet.freeze_panes = f"{get_column_letter(layout.grid.label_columns + 1)}{depth + 2}"
    sheet.print_title_rows = f"1:{depth + 1}"


def _set_up(sheet: Worksheet, widths: Iterable[float]) -> None:
    """Column widths, and A4 upright with the whole width on one page."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.paperSize = 9
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    cast(Any, sheet.oddFooter).center.text = "— &P —"


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    """A cell, counted from 1, that is not part of a merged one."""
    return cast(Cell, sheet.cell(row, column))


def _put_box(sheet: Worksheet, box: Box, report: Report) -> None:
    cell = _cell(sheet, box.row + 2, box.column + 1)
    if box.cell:
        _put_figure(cell, report.figure(box.cell))
    else:
        _put_text(cell, box.text, _BODY_FONT, _LEFT if box.kind == "label" else _CENTRED)
    cell.border = _BOX
    if box.rows > 1 or box.columns > 1:
        sheet.merge_cells(
            start_row=box.row + 2,
            start_column=box.column + 1,
            end_row=box.row + box.rows + 1,
            end_column=box.column + box.columns,
        )


def _put_figure(cell: Cell, value: Figure | None) -> None:
    """Write a figure as a number; nothing for a blank one."""
    cell.font, cell.alignment = _BODY_FONT, _FIGURE
    if value is None:
        return
    if len(print_figure(value).strip("-0.").replace(".", "")) > _EXACT_DIGITS:
        _put_text(cell, print_figure(value), _BODY_FONT, _FIGURE)
    else:
        cell.value = value
        cell.number_format = "0" if isinstance(value, int) else "General"


def _put_text(cell: Cell, text: str, font: Font, alignment: Alignment) -> None:
    """Write a text as text, never as a formula; one that looks like Excel's escape of a character stays as it is."""
    cell.value = _ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    cell.font, cell.alignment = font, alignment
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
