"""Old and foreign office files -> the items of the source: LibreOffice converts them to .docx or .xlsx, which are read.

Where LibreOffice is not installed, or cannot open the file, the message says what to do instead.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.readers.formats.docx.reader import docx_items
from disclosure_desk.readers.formats.legacy.libreoffice import convert_document, find_libreoffice
from disclosure_desk.readers.formats.legacy.ole import top_level_names
from disclosure_desk.readers.formats.xlsx.reader import xlsx_items
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Progress
from disclosure_desk.readers.model.source_items import SourceContent


class LegacyFormat(NamedTuple):
    """The name of an old format for the clerk, the ending it is opened by, and the ending it is converted to."""

    name: str
    ending: str
    target: str


_WORD, _EXCEL = ".docx", ".xlsx"
_LOCKED = "文件加了密码，打不开；请去掉密码，另存一份再导入。"
_BEGINNING = 4096
_SPREADSHEET = re.compile(rb"Excel\.Sheet|opendocument\.spreadsheet|<Workbook")
_OPENDOCUMENT = re.compile(rb"mimetypeapplication/vnd\.oasis\.opendocument\.(text|spreadsheet)")


def legacy_items(
    content: bytes, progress: Progress, find_program: Callable[[], Path | None] = find_libreoffice
) -> Iterable[SourceContent]:
    """Return the items of an old file. Raise ReadError, which says what to do, if it cannot be opened; or Cancelled."""
    legacy_format = legacy_format_of(content)
    name, ending, target = legacy_format
    program = find_program()
    if program is None:
        raise ReadError(f"这是{name}，要先转换：请用 WPS 或 Office 打开它，另存为 {target} 再导入。")
    converted = convert_document(program, content, (ending, target), lambda share: progress(share / 2))
    read = docx_items if target == _WORD else xlsx_items
    return read(converted, lambda share: progress(0.5 + share / 2))


def legacy_format_of(content: bytes) -> LegacyFormat:
    """Return the format of an old file by what is in it. Raise ReadError if it is locked, or no document."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _format_of_ole(top_level_names(content))
    if content.startswith(b"{\\rtf"):
        return LegacyFormat("RTF 文档", ".rtf", _WORD)
    if content.startswith(b"PK"):
        return _format_of_zip(content)
    if _SPREADSHEET.search(content[:_BEGINNING]):
        return LegacyFormat("旧版 XML 表格", ".xml", _EXCEL)
    return LegacyFormat("旧版 XML 文档", ".xml", _WORD)


def _format_of_ole(names: frozenset[str]) -> LegacyFormat:
    if "EncryptedPackage" in names:
        raise ReadError(_LOCKED)
    if "WordDocument" in names:
        return LegacyFormat("旧版 Word 或 WPS 文档", ".doc", _WORD)
    if names & {"Workbook", "Book"}:
        return LegacyFormat("旧版 Excel 或 WPS 表格", ".xls", _EXCEL)
    raise ReadError("这个旧版文件里没有找到文档或表格，可能已经损坏；请重新另存一份再导入。")


def _format_of_zip(content: bytes) -> LegacyFormat:
    opendocument = _OPENDOCUMENT.search(content[:_BEGINNING])
    if opendocument:
        is_text = opendocument[1] == b"text"
        return LegacyFormat("ODF 文档", ".odt", _WORD) if is_text else LegacyFormat("ODF 表格", ".ods", _EXCEL)
    if b"xl/workbook.bin" in content:
        return LegacyFormat("二进制的 Excel 表格", ".xlsb", _EXCEL)
    return LegacyFormat("标文通（UOF）文档", ".uot", _WORD)
