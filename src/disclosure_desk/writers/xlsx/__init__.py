"""Writes a report as an Excel workbook: a sheet with all texts, then a sheet for each table, figures as numbers."""

import re
from collections.abc import Collection, Iterable, Iterator

from disclosure_desk.core.figure import Figure, print_figure
from disclosure_desk.core.layout import Layout
from disclosure_desk.core.report import Report
from disclosure_desk.writers.characters import writable_outline
from disclosure_desk.writers.outline import Heading, Part, Table
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.measured_pages import fitted_table
from disclosure_desk.writers.pdf.table import FittedTable, is_centred
from disclosure_desk.writers.xlsx.cell_sizes import broken_text, column_widths, letters_within, lines_of, row_heights
from disclosure_desk.writers.xlsx.cell_styles import CellFont, CellStyle, alignment
from disclosure_desk.writers.xlsx.sheet_xml import Area
from disclosure_desk.writers.xlsx.workbook import Sheet, SheetCell, SheetRow, workbook

TEXTS = "文字"
"""The name of the sheet of texts."""

_EXACT_DIGITS = 15
"""How many digits Excel keeps of a number; a longer figure is written as text, so that it is not rounded."""
_NAME_LENGTH = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""Text that Excel would read as the number of a character."""
_FORMULA = ("=", "+", "-", "@")
"""What a text may begin with that Excel would take for a formula where it is typed again."""
_LINE = 15.0
_ABOVE = 3.0
_MOST_LINES = 27
"""How many lines a row may have: Excel makes none higher than 409 points, and prints no more of its text than that."""
_TEXT_WIDTHS = (24.0, 72.0)
_SENTENCE_ENDS = "。；！？"
_CONTINUED = "（续）"
"""What stands behind the heading of a row that goes on with the text of the one above; the reader joins them again."""

_SONG = "宋体"
_CENTRED = alignment({"horizontal": "center", "vertical": "center", "wrapText": 1})
_LEFT = alignment({"horizontal": "left", "vertical": "center", "wrapText": 1})
_FIGURE = alignment({"horizontal": "center", "vertical": "center", "shrinkToFit": 1})
_TITLE = CellStyle(CellFont(_SONG, 16, bold=True), _CENTRED)
_HEADING = CellStyle(CellFont("黑体", 14), _CENTRED)
_PROSE = CellStyle(CellFont(_SONG, 11), alignment({"vertical": "top", "wrapText": 1}))


def render(report: Report, settings: PageSettings | None = None) -> bytes:
    """The workbook, with the totals that the program works out; raises WriteError for a text that it cannot hold."""
    settings, parts = settings or PageSettings(), writable_outline(report)
    sheets = [_texts_sheet(report, parts)]
    heading = ""
    for part in parts:
        if isinstance(part, Heading):
            heading = part.text
        elif isinstance(part, Table):
            name = _sheet_name(heading or part.layout.grid.name, [sheet.name for sheet in sheets])
            sheets.append(_table_sheet(name, heading, report, fitted_table(report, part.layout)))
    return workbook(report, sheets, double_sided=settings.double_sided)


def _sheet_name(wanted: str, taken: Collection[str]) -> str:
    """A name that Excel allows and no other sheet has."""
    plain = _NOT_IN_NAMES.sub(" ", wanted)[:_NAME_LENGTH]
    numbered = (f"{plain[: _NAME_LENGTH - 4]}（{number}）" for number in range(2, 100))
    return next(name for name in (plain, *numbered) if name not in taken)


def _texts_sheet(report: Report, parts: Iterable[Part]) -> Sheet:
    """The title, then a row for each paragraph with what it is under."""
    height = 2 * _LINE * lines_of(report.title, sum(_TEXT_WIDTHS) / 2)
    rows = [SheetRow(height, [_text_cell(_TITLE, report.title)])]
    for heading, text in _text_rows(report, parts):
        lines = max(map(lines_of, (heading, text), _TEXT_WIDTHS))
        cells = [_text_cell(_PROSE, heading), _text_cell(_PROSE, text)]
        rows.append(SheetRow(_LINE * lines + _ABOVE, cells))
    return Sheet(TEXTS, _TEXT_WIDTHS, rows, merged=[(range(1, 2), range(1, 3))], frozen=(0, 1), heads=1)


def _text_rows(report: Report, parts: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """What each paragraph is under, and its text; a text that is too long for a row goes on in the next one.

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
            for number, piece in enumerate(_pieces(part.text)):
                yield f"{name}{_CONTINUED if number else ''}", piece
    if not used:
        yield heading, ""


def _pieces(text: str) -> Iterator[str]:
    """A text in pieces that each fit in a row, parted behind a sentence where one ends."""
    while (most := letters_within(text, _TEXT_WIDTHS[1], _MOST_LINES)) < len(text):
        cut = 1 + max(text.rfind(mark, 0, most) for mark in _SENTENCE_ENDS) or most
        yield text[:cut]
        text = text[cut:]
    yield text


def _table_sheet(name: str, heading: str, report: Report, table: FittedTable) -> Sheet:
    """The official heading in row 1, the grid from row 2 on.

    Its heads stay in sight and are on each printed page; the heading alone where each block has heads of its own.
    """
    layout = table.layout
    heads = 1 + (len(layout.head_rows) if len(layout.grid.blocks) == 1 else 0)
    rows = map(SheetRow, row_heights(table), _grid(report, table))
    return Sheet(
        name,
        column_widths(table),
        [SheetRow(2 * _LINE, [_text_cell(_HEADING, heading)]), *rows],
        merged=[(range(1, 2), range(1, layout.columns + 1)), *_merged(layout)],
        frozen=(layout.grid.label_columns, heads),
        heads=heads,
        table=layout.grid.name,
        on_one_page=True,
    )


def _merged(layout: Layout) -> Iterator[Area]:
    """Where the boxes are that take several cells."""
    for box in layout.boxes:
        if box.rows > 1 or box.columns > 1:
            yield (
                range(box.row + 2, box.row + 2 + box.rows),
                range(box.column + 1, box.column + 1 + box.columns),
            )


def _grid(report: Report, table: FittedTable) -> list[list[SheetCell]]:
    """The cells of a table by rows; all cells of a box look alike, and the first one has its text or figure."""
    layout, font = table.layout, CellFont(_SONG, table.size)
    nothing = SheetCell(CellStyle(font))
    cells = [[nothing] * layout.columns for _ in range(layout.rows)]
    for number, box in enumerate(layout.boxes):
        first = _figure_cell(font, report.figure(box.cell)) if box.cell else _label_cell(table, number, font)
        for row in cells[box.row : box.row + box.rows]:
            row[box.column : box.column + box.columns] = [SheetCell(first.style)] * box.columns
        cells[box.row][box.column] = first
    return cells


def _label_cell(table: FittedTable, number: int, font: CellFont) -> SheetCell:
    """A head or label, as it is broken."""
    is_central = is_centred(table.layout.grid, table.layout.boxes[number])
    return _text_cell(CellStyle(font, _CENTRED if is_central else _LEFT, boxed=True), broken_text(table, number))


def _figure_cell(font: CellFont, value: Figure | None) -> SheetCell:
    """A figure as a number; nothing for a blank one."""
    style, printed = CellStyle(font, _FIGURE, boxed=True), print_figure(value)
    if len(printed.strip("-0.").replace(".", "")) > _EXACT_DIGITS:
        return _text_cell(style, printed)
    return SheetCell(style._replace(whole=isinstance(value, int)), number=printed)


def _text_cell(style: CellStyle, text: str) -> SheetCell:
    """A text as text, never as a formula; one that looks like Excel's escape of a character stays as it is."""
    return SheetCell(style._replace(quoted=text.startswith(_FORMULA)), _ESCAPE.sub("_x005F_", text))
