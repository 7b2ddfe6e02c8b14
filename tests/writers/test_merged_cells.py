"""Merged cells look as openpyxl itself makes them, only sooner."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from disclosure_desk.writers.xlsx.workbook_bytes import CellMerger, workbook_bytes

BOX = Border(*[Side("thin")] * 4)
AREAS = [(range(2, 4), range(1, 5)), (range(4, 5), range(1, 3)), (range(5, 9), range(1, 3)), (range(4, 8), range(4, 5))]


def parts(merge: Callable[[Worksheet, range, range], object]) -> dict[str, bytes]:
    """The parts of a workbook with some merged cells that say what it looks like."""
    book = Workbook()
    sheet = book.worksheets[0]
    for rows, columns in AREAS:
        cell = sheet.cell(rows[0], columns[0])
        cell.value, cell.border, cell.font = "甲", BOX, Font(size=9 + rows[0])
        merge(sheet, rows, columns)
    with ZipFile(BytesIO(workbook_bytes(book))) as packed:
        return {name: packed.read(name) for name in ("xl/styles.xml", "xl/worksheets/sheet1.xml")}


def test_merged_cells_have_the_borders_that_openpyxl_gives_them():
    mergers: dict[Worksheet, CellMerger] = {}

    def fast(sheet: Worksheet, rows: range, columns: range) -> None:
        mergers.setdefault(sheet, CellMerger(sheet)).merge(rows, columns)

    assert parts(fast) == parts(
        lambda sheet, rows, columns: sheet.merge_cells(
            start_row=rows[0], end_row=rows[-1], start_column=columns[0], end_column=columns[-1]
        )
    )
