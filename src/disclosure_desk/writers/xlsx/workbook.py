"""A workbook as a file: its sheets, the names of their parts, and how they are printed.

It is written as text: a library's objects for cells and their looks took ten times as long, and are not needed again.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.core.report import Report
from disclosure_desk.writers.office_package import RELATIONS, MainPart, PackagePart, office_package, relation
from disclosure_desk.writers.xlsx.cell_styles import CellStyle, CellStyles
from disclosure_desk.writers.xlsx.shared_texts import SharedTexts
from disclosure_desk.writers.xlsx.sheet_xml import NAMESPACE, Area, area_name, cell_name, column_name, fixed_name
from disclosure_desk.writers.xml_text import document, element, words

_NUMBER = "— &P —"
"""The number of a page."""
_A4 = 9
_INCH = 25.4
_MARGINS = {
    name: millimetres / _INCH
    for name, millimetres in {"left": 28, "right": 26, "top": 37, "bottom": 35, "header": 20, "footer": 25}.items()
}
"""Those of GB/T 9704, in inches."""
_LONGEST_HEADER = 60
"""How many characters of the title are printed above a page: Excel takes no file with a header of more than 255."""


class SheetCell(NamedTuple):
    """A cell: how it looks, and the text or number that is in it, if any."""

    style: CellStyle
    text: str = ""
    number: str = ""


class SheetRow(NamedTuple):
    """A row: its height in points, and its cells from the left."""

    height: float
    cells: Sequence[SheetCell]


class Sheet(NamedTuple):
    """A sheet of the workbook.

    widths: of its columns in digits of the standard font; merged: cells that are one; frozen: how many columns and rows
    stay in sight; heads: how many rows are printed on each page; table: the name of all that is under the first row;
    on_one_page: all is printed on one page, else it is as wide as one.
    """

    name: str
    widths: Sequence[float]
    rows: Sequence[SheetRow]
    merged: Sequence[Area]
    frozen: tuple[int, int]
    heads: int
    table: str = ""
    on_one_page: bool = False

    @property
    def area(self) -> Area:
        """All cells."""
        return range(1, len(self.rows) + 1), range(1, len(self.widths) + 1)


class _Shared(NamedTuple):
    """What the cells of all sheets name by numbers."""

    styles: CellStyles
    texts: SharedTexts


def workbook(report: Report, sheets: Sequence[Sheet], *, double_sided: bool) -> bytes:
    """The file of a report with these sheets; page numbers are at the outer edge if it is printed on both sides."""
    shared, around = _Shared(CellStyles(), SharedTexts()), _around_pages(report.title, double_sided=double_sided)
    parts = [
        PackagePart(f"worksheets/sheet{number}.xml", "worksheet", _sheet_part(sheet, shared, around))
        for number, sheet in enumerate(sheets, 1)
    ]
    parts.append(PackagePart("styles.xml", "styles", shared.styles.part()))
    parts.append(PackagePart("sharedStrings.xml", "sharedStrings", shared.texts.part()))
    main = MainPart("xl", "workbook.xml", "spreadsheetml", "sheet", _workbook_part(sheets))
    return office_package(report, main, parts)


def _workbook_part(sheets: Sequence[Sheet]) -> bytes:
    """The sheets in their order, and the names: those of tables, and what is printed of each sheet."""
    listed = [
        element("sheet", {"name": sheet.name, "sheetId": number + 1, "r:id": relation(number)})
        for number, sheet in enumerate(sheets)
    ]
    names = [name for number, sheet in enumerate(sheets) for name in _names(sheet, number)]
    root = element(
        "workbook",
        {"xmlns": NAMESPACE, "xmlns:r": RELATIONS},
        element("bookViews", {}, element("workbookView")),
        element("sheets", {}, *listed),
        element("definedNames", {}, *names),
    )
    return document(root)


def _names(sheet: Sheet, number: int) -> Iterator[str]:
    """The names of the areas of a sheet."""
    rows, columns = sheet.area
    areas = {"_xlnm.Print_Area": fixed_name(sheet.area), "_xlnm.Print_Titles": f"$1:${sheet.heads}"}
    for name, area in areas.items():
        yield element("definedName", {"name": name, "localSheetId": number}, words(f"'{sheet.name}'!{area}"))
    if sheet.table:
        place = f"'{sheet.name}'!{fixed_name((rows[1:], columns))}"
        yield element("definedName", {"name": sheet.table}, words(place))


def _sheet_part(sheet: Sheet, shared: _Shared, around_pages: str) -> bytes:
    columns = [
        element("col", {"min": number, "max": number, "width": f"{width:g}", "customWidth": 1})
        for number, width in enumerate(sheet.widths, 1)
    ]
    merged = [element("mergeCell", {"ref": area_name(area)}) for area in sheet.merged]
    setup = {"paperSize": _A4, "orientation": "portrait", "fitToWidth": 1, "fitToHeight": int(sheet.on_one_page)}
    root = element(
        "worksheet",
        {"xmlns": NAMESPACE},
        element("sheetPr", {}, element("pageSetUpPr", {"fitToPage": 1})),
        element("dimension", {"ref": area_name(sheet.area)}),
        element("sheetViews", {}, element("sheetView", {"workbookViewId": 0}, *_pane(*sheet.frozen))),
        element("sheetFormatPr", {"defaultRowHeight": 15}),
        element("cols", {}, *columns),
        element("sheetData", {}, *(_row(number, row, shared) for number, row in enumerate(sheet.rows, 1))),
        element("mergeCells", {"count": len(merged)}, *merged),
        element("printOptions", {"horizontalCentered": 1}),
        element("pageMargins", {name: f"{inches:.6f}" for name, inches in _MARGINS.items()}),
        element("pageSetup", setup),
        around_pages,
    )
    return document(root)


def _pane(columns: int, rows: int) -> Iterator[str]:
    """The part of a sheet that is moved while so many columns and rows, one at least, stay in sight."""
    pane = "bottomRight" if columns else "bottomLeft"
    split = {"xSplit": columns, "ySplit": rows} if columns else {"ySplit": rows}
    yield element(
        "pane", {**split, "topLeftCell": cell_name(rows + 1, columns + 1), "activePane": pane, "state": "frozen"}
    )
    yield element("selection", {"pane": pane})


def _row(number: int, row: SheetRow, shared: _Shared) -> str:
    cells = [_cell(f"{column_name(column)}{number}", cell, shared) for column, cell in enumerate(row.cells, 1)]
    return f'<row r="{number}" ht="{row.height:g}" customHeight="1">{"".join(cells)}</row>'


def _cell(name: str, cell: SheetCell, shared: _Shared) -> str:
    begin = f'<c r="{name}" s="{shared.styles.number(cell.style)}"'
    if cell.number:
        return f"{begin}><v>{cell.number}</v></c>"
    if cell.text:
        return f'{begin} t="s"><v>{shared.texts.number(cell.text)}</v></c>'
    return f"{begin}/>"


def _around_pages(title: str, *, double_sided: bool) -> str:
    """What is printed above and below each page: the title, and the number of the page."""
    header = "&C" + title[:_LONGEST_HEADER].replace("&", "&&")
    if double_sided:
        texts = {"oddHeader": header, "oddFooter": f"&R{_NUMBER}", "evenHeader": header, "evenFooter": f"&L{_NUMBER}"}
    else:
        texts = {"oddHeader": header, "oddFooter": f"&C{_NUMBER}"}
    written = [element(name, {}, words(text)) for name, text in texts.items()]
    return element("headerFooter", {"differentOddEven": 1} if double_sided else {}, *written)
