"""Where openpyxl is gone round: workbooks are written in memory, and cells are merged fast.

Nothing of a report lies in a temporary file, whose disk may be full.
"""

from copy import copy
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.styles import Border
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.merge import MergedCellRange
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter


class CellMerger:
    """Merges cells of one sheet, all with the same border around them."""

    def __init__(self, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._known: dict[tuple[str, int], int] = {}

    def merge(self, rows: range, columns: range) -> None:
        """Make one cell of those in some rows and columns, counted from 1; the first of them keeps what it has."""
        sheet: Any = self.sheet
        corners = f"{get_column_letter(columns[0])}{rows[0]}", f"{get_column_letter(columns[-1])}{rows[-1]}"
        merged = _MergedCells(sheet, ":".join(corners), self._known)
        sheet.merged_cells.add(merged)
        sheet._clean_merge_range(merged)  # noqa: SLF001 - as `merge_cells` does


class _MergedCells(MergedCellRange):
    """Cells that are one, each at the edge with its part of the border.

    WORKAROUND: openpyxl puts every border together anew and looks it up by all its parts, half of the time that a
    workbook takes (seen with 3.1.5); here one that has been put together before is known by its number.
    """

    def __init__(self, sheet: Any, coordinates: str, known: dict[tuple[str, int], int]) -> None:  # noqa: ANN401
        super().__init__(sheet, coordinates)
        self._known = known

    def format(self) -> None:
        """Give the cells their borders and their protection, as the method this stands for."""
        for name in ("top", "left", "right", "bottom"):
            border = Border(**{name: getattr(self.start_cell.border, name)})
            for place in getattr(self, name):
                self._add(self.ws._cells[place], name, border)  # noqa: SLF001 - as there
        protection = copy(self.start_cell.protection)
        for place in self.cells:
            self._protect(self.ws._cells[place], protection)  # noqa: SLF001 - as there

    def _add(self, cell: Any, name: str, border: Border) -> None:  # noqa: ANN401 - a cell of any kind
        key = name, _style_of(cell).borderId
        if key in self._known:
            cell._style.borderId = self._known[key]  # noqa: SLF001 - a style's parts have their numbers only there
        else:
            cell.border += border
            self._known[key] = cell._style.borderId  # noqa: SLF001 - as above

    def _protect(self, cell: Any, protection: Any) -> None:  # noqa: ANN401 - as above
        key = "protection", 0
        if key in self._known:
            _style_of(cell).protectionId = self._known[key]
        else:
            cell.protection = protection
            self._known[key] = cell._style.protectionId  # noqa: SLF001 - as above


def _style_of(cell: Any) -> Any:  # noqa: ANN401 - as above
    """The numbers of what a cell looks like; a new cell has none."""
    if not cell._style:  # noqa: SLF001 - as above
        cell._style = StyleArray()  # noqa: SLF001 - as above
    return cell._style  # noqa: SLF001 - as above


class _MemoryWriter(ExcelWriter):
    """Writes each sheet as it is rendered.

    WORKAROUND: openpyxl puts it into a temporary file first, and where that cannot be written its own clean-up prints a
    traceback (seen with 3.1.5).
    """

    def write_worksheet(self, ws: Any) -> None:  # noqa: ANN401 - what openpyxl hands over
        content = BytesIO()
        writer = WorksheetWriter(ws, out=content)
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined]  # noqa: SLF001 - as the method this stands for
        self._archive.writestr(ws.path[1:], content.getvalue())  # type: ignore[attr-defined]
        self.manifest.append(ws)


def workbook_bytes(book: Workbook) -> bytes:
    """The file of a workbook without drawings."""
    packed = BytesIO()
    _MemoryWriter(book, ZipFile(packed, "w", ZIP_DEFLATED)).save()
    return packed.getvalue()
