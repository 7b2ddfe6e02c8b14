"""Workbooks of the corpus: the tables as offices keep them in sheets."""

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from case import Case, lacking, of_plan
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from paper import Block, Line, Plan, paper
from sheets import Cell, Table, disputes, joined, placed, proactive, requests
from truth import FORM, truth


def cases() -> Iterator[Case]:
    """All workbooks."""
    yield _one_sheet("xlsx-one-sheet", 601)
    yield _one_sheet("xlsx-one-sheet-sparse", 602, style="sparse")
    yield _sheets("xlsx-sheet-a-table", 603)
    yield _sheets("xlsx-hidden-and-empty-sheets", 604, more=True)
    yield _one_sheet("xlsx-figures-as-text", 605, as_text=True)
    yield _one_sheet("xlsx-indented-by-a-column", 606, left=2)
    yield _formulas("xlsx-formulas-with-values", 607)
    yield _formulas("xlsx-formulas-without-values", 608, has_values=False)


def _one_sheet(name: str, seed: int, style: str = "distinct", **manner) -> Case:
    said = of_plan(truth(seed, style), Plan())
    return Case(name, ".xlsx", saved(whole(paper(said), **manner)), said)


def whole(blocks: list[Block], *, as_text: bool = False, left: int = 1) -> Workbook:
    """Everything on one sheet, the prose in merged cells."""
    book = Workbook()
    sheet = book.active
    sheet.title = "年度报告"
    row = 1
    for block in blocks:
        if isinstance(block, Line):
            sheet.cell(row, left, block.text)
            sheet.merge_cells(start_row=row, end_row=row, start_column=left, end_column=left + 14)
            row += 1
        else:
            _table(sheet, block, row, left, as_text=as_text)
            row += len(block) + 1
    return book


def _table(sheet, table: Table, top: int, left: int, *, as_text: bool = False) -> None:
    for (row, column), cell in placed(table).items():
        down, right = min(cell.rows, len(table) - row) - 1, cell.columns - 1
        sheet.cell(top + row, left + column, _value(cell, as_text=as_text))
        if down or right:
            sheet.merge_cells(
                start_row=top + row,
                end_row=top + row + down,
                start_column=left + column,
                end_column=left + column + right,
            )


def _value(cell: Cell, *, as_text: bool):
    if cell.is_head or as_text or not cell.text:
        return cell.text or None
    number = Decimal(cell.text)
    return int(number) if number == int(number) else float(number)


def _sheets(name: str, seed: int, *, more: bool = False) -> Case:
    """A sheet a table, no prose: the file has only the title on its first sheet."""
    said = truth(seed)
    book = Workbook()
    first = book.active
    first.title = "表二"
    first["A1"] = f"{said.unit}{said.year}年政府信息公开工作年度报告"
    first["A2"] = FORM.section("proactive").heading
    plan = Plan()
    _table(first, joined(proactive(said, plan.manner)), 3, 1)
    for title, section, table in (("表三", "requests", requests), ("表四", "disputes", disputes)):
        sheet = book.create_sheet(title)
        sheet["A1"] = FORM.section(section).heading
        _table(sheet, table(said, plan.manner), 2, 1)
    if more:
        book.create_sheet("Sheet4")
        _with_last_year(book)
    return Case(name, ".xlsx", saved(book), said._replace(texts={}))


def _with_last_year(book: Workbook) -> None:
    """A hidden sheet on which somebody kept other figures."""
    old = book.create_sheet("旧")
    old.sheet_state = "hidden"
    old["A1"] = FORM.section("requests").heading
    _table(old, requests(truth(699), Plan().manner), 2, 1)


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _formulas(name: str, seed: int, *, has_values: bool = True) -> Case:
    """The totals of table three as formulas, with the values that were last worked out, or without any."""
    said = truth(seed)
    book = whole(paper(said))
    sheet = book.active
    top = next(cell.row for cell in sheet["A"] if str(cell.value).startswith("一、本年新收"))
    values: dict[str, str] = {}
    for row in range(top, top + 25):
        place = f"{get_column_letter(10)}{row}"
        values[place] = str(sheet[place].value)
        sheet[place] = f"=SUM(D{row}:I{row})"
    content = saved(book)
    if has_values:
        return Case(name, ".xlsx", _with_values(content, values), said)
    totals = [cell for cell in said.cells if cell.startswith("requests.") and cell.endswith(".total")]
    return Case(name, ".xlsx", content, lacking(said, totals))


def _with_values(content: bytes, values: dict[str, str]) -> bytes:
    """The workbook with the cached values that openpyxl does not write."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = data.decode()
                for place, value in values.items():
                    text = re.sub(
                        rf'(<c r="{place}"[^>]*><f>[^<]*</f>)(?:<v ?/>|<v></v>)', rf"\g<1><v>{value}</v>", text
                    )
                data = text.encode()
            new.writestr(name, data)
    return stream.getvalue()
