"""Workbooks of the second batch: a sheet for each table, units in heads, formulas, dashes for noughts, many sheets."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from case import Case
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from paper import Block, Line
from second_fashions import FASHIONS, by_place
from second_offices import office
from second_report import blocks_of
from sheets import Cell, Table, placed
from truth import Truth

_EDGE = Side(style="thin")
Value = Callable[[Cell], object]


def _number(cell: Cell) -> object:
    """Figures as numbers, labels as text."""
    text = cell.text
    if cell.is_head or not re.fullmatch(r"\d+(\.\d+)?", text):
        return text or None
    return float(text) if "." in text else int(text)


def _text(cell: Cell) -> object:
    return cell.text or None


def _put(
    sheet: Worksheet, table: Table, spot: tuple[int, int], value: Value = _number, pattern: str = "General"
) -> int:
    """A table on a sheet; the row below it."""
    top, left = spot
    for (row, column), cell in placed(table).items():
        put = sheet.cell(top + row, left + column, value(cell))
        put.border = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
        put.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        if not cell.is_head:
            put.number_format = pattern
        if cell.rows > 1 or cell.columns > 1:
            sheet.merge_cells(
                start_row=top + row,
                start_column=left + column,
                end_row=top + row + cell.rows - 1,
                end_column=left + column + cell.columns - 1,
            )
    return top + len(table)


def _saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _one_sheet(
    blocks: list[Block], value: Value = _number, *, top: int = 1, left: int = 1, merged: bool = True
) -> bytes:
    """Everything on one sheet, lines merged over the width."""
    book = Workbook()
    sheet = book.active
    sheet.title = "年报"
    row = top
    for block in blocks:
        if not isinstance(block, Line):
            row = _put(sheet, block, (row, left), value) + 1
            continue
        sheet.cell(row, left, block.text).font = Font(name="黑体" if block.kind != "text" else "仿宋", size=16)
        if merged:
            sheet.merge_cells(start_row=row, start_column=left, end_row=row, end_column=left + 9)
        row += 1
    return _saved(book)


def _three_sheets(blocks: list[Block], truth: Truth, pattern: str = "General", unit: str = "单位：件") -> bytes:
    """The texts on the first sheet, each table on one of its own under a merged title and the unit at the right."""
    book = Workbook()
    texts = book.active
    texts.title = "正文"
    for row, block in enumerate((block for block in blocks if isinstance(block, Line)), 1):
        texts.cell(row, 1, block.text)
    names = iter(("主动公开", "依申请公开", "复议诉讼"))
    titles = iter(("主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况"))
    for block in blocks:
        if isinstance(block, Line):
            continue
        sheet = book.create_sheet(f"表{next(names)}")
        width = max(column + cell.columns for (_, column), cell in placed(block).items())
        sheet.cell(1, 1, f"{truth.year}年{next(titles)}统计表")
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
        sheet.cell(2, 1, f"填报单位：{truth.unit}")
        sheet.cell(2, width, unit)
        bottom = _put(sheet, block, (3, 1), _number, pattern)
        sheet.cell(bottom + 1, 1, "填表人：赵某　　审核人：钱某")
    return _saved(book)


def _with_guide(blocks: list[Block], truth: Truth) -> bytes:
    """A sheet of instructions before, a hidden list of options after; comments at cells, panes frozen."""
    book = Workbook()
    guide = book.active
    guide.title = "填表说明"
    for row, text in enumerate(("填表说明", "1.本表于次年1月20日前报送。", "2.没有发生的填0，不得留空。"), 1):
        guide.cell(row, 1, text)
    sheet = book.create_sheet("年度报告")
    row = 2
    for block in blocks:
        if isinstance(block, Line):
            sheet.cell(row, 2, block.text)
            row += 1
        else:
            row = _put(sheet, block, (row, 2)) + 2
    sheet["B2"].comment = Comment("报送前删去本批注 2019", "审核")
    sheet.freeze_panes = "C4"
    options = book.create_sheet("选项")
    options.sheet_state = "hidden"
    for at, text in enumerate(("是", "否", "2022", "2023"), 1):
        options.cell(at, 1, text)
    assert truth
    return _saved(book)


def _formulas(content: bytes) -> bytes:
    """Each whole number of three digits or more as a formula with its result, as a program that counts leaves it."""
    return _changed(
        content, lambda xml: re.sub(r"<c ([^>]*?)t=\"n\"><v>(\d{3,})</v>", r"<c \1><f>SUM(A1:A2)</f><v>\2</v>", xml)
    )


def _changed(content: bytes, change: Callable[[str], str]) -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(buffer, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            is_sheet = name.startswith("xl/worksheets/sheet")
            after.writestr(name, change(data.decode()).encode() if is_sheet else data)
    return buffer.getvalue()


def _unmerged(blocks: list[Block]) -> bytes:
    """No merged cells: each label once, at its start; what it covers is blank."""
    book = Workbook()
    sheet = book.active
    row = 1
    for block in blocks:
        if isinstance(block, Line):
            sheet.cell(row, 1, block.text)
            row += 1
            continue
        for (down, right), cell in placed(block).items():
            sheet.cell(row + down, 1 + right, _number(cell))
        row += len(block)
    sheet.column_dimensions[get_column_letter(1)].width = 40
    return _saved(book)


def cases() -> Iterator[Case]:
    """The files."""
    for number, (name, fashion, style, make) in enumerate(_MADE):
        truth = office(300 + number, style)
        worded = FASHIONS[fashion]
        if style == "blank":
            worded = worded._replace(show=by_place(("", "/", "-")[number % 3]))
        yield Case(f"2-xlsx-{name}-{fashion}-{style}", ".xlsx", make(blocks_of(truth, worded), truth), truth)


_MADE = (
    ("one-sheet", "official", "distinct", lambda blocks, _: _one_sheet(blocks)),
    ("one-sheet-text", "half-width", "zeros", lambda blocks, _: _one_sheet(blocks, _text, top=3, left=2)),
    ("one-sheet-unmerged-lines", "own-lines", "large", lambda blocks, _: _one_sheet(blocks, merged=False)),
    ("sheets", "official", "distinct", _three_sheets),
    ("sheets-dashes", "spaced", "zeros", lambda blocks, truth: _three_sheets(blocks, truth, '#,##0;-#,##0;"-"')),
    ("sheets-blank", "old-heads", "blank", _three_sheets),
    (
        "sheets-thousands",
        "short-heads",
        "large",
        lambda blocks, truth: _three_sheets(blocks, truth, "#,##0_ ", "单位：件、万元"),
    ),
    ("guide", "own-lines", "distinct", _with_guide),
    ("guide-blank", "yearly", "blank", _with_guide),
    ("formulas", "captions", "large", lambda blocks, _: _formulas(_one_sheet(blocks))),
    ("unmerged", "bureau", "distinct", lambda blocks, _: _unmerged(blocks)),
    ("unmerged-zeros", "thousands", "zeros", lambda blocks, _: _unmerged(blocks)),
    ("units", "units", "large", lambda blocks, _: _one_sheet(blocks, _text)),
)


def fitted(blocks: list[Block], _: Truth) -> bytes:
    """A sheet that is printed one page wide."""
    book = Workbook()
    sheet = book.active
    row = 1
    for block in blocks:
        if isinstance(block, Line):
            sheet.cell(row, 1, block.text).alignment = Alignment(wrap_text=True, vertical="top")
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=15)
            sheet.row_dimensions[row].height = 16 * (1 + len(block.text) // 60)
            row += 1
            continue
        for down in range(len(block)):
            sheet.row_dimensions[row + down].height = 46
        row = _put(sheet, block, (row, 1)) + 1
    for column in range(1, 16):
        sheet.column_dimensions[get_column_letter(column)].width = {1: 12, 2: 14, 3: 26}.get(column, 10)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return _saved(book)
