"""The bytes of a workbook, made in memory: nothing of a report lies in a temporary file, whose disk may be full."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


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
