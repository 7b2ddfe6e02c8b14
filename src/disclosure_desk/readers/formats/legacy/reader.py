"""Old and foreign office files -> the neutral stream, by way of LibreOffice where the desk has it."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from disclosure_desk.readers.formats.docx.reader import docx_items
from disclosure_desk.readers.formats.legacy.libreoffice import converted, find_office
from disclosure_desk.readers.formats.legacy.ole import top_names
from disclosure_desk.readers.formats.xlsx.reader import xlsx_items
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Progress
from disclosure_desk.readers.model.source_items import SourceItem


class Origin(NamedTuple):
    """What an old file is: its name for the clerk, the ending it is opened by, and what it is turned into."""

    name: str
    ending: str
    wanted: str


_WORD, _EXCEL = ".docx", ".xlsx"
_LOCKED = "文件加了密码，打不开；请去掉密码，另存一份再导入。"
_BEGINNING = 4096
_SHEETS_INSIDE = re.compile(rb"Excel\.Sheet|opendocument\.spreadsheet|<Workbook")
_MIME = re.compile(rb"mimetypeapplication/vnd\.oasis\.opendocument\.(text|spreadsheet)")


def office_items(
    content: bytes, progress: Progress, office: Callable[[], Path | None] = find_office
) -> Iterable[SourceItem]:
    """The items of an old file; raises ReadError where it cannot be opened here, with what to do, and Cancelled."""
    origin = origin_of(content)
    program = office()
    if program is None:
        raise ReadError(f"这是{origin.name}，要先转换：请用 WPS 或 Office 打开它，另存为 {origin.wanted} 再导入。")
    made = converted(program, content, (origin.ending, origin.wanted), lambda share: progress(share / 2))
    front = docx_items if origin.wanted == _WORD else xlsx_items
    return front(made, lambda share: progress(0.5 + share / 2))


def ofd_items(_: bytes, __: Progress) -> Iterable[SourceItem]:
    """Nothing: no office program opens the format."""
    raise ReadError("这是 OFD 版式文件，不能直接读；请用阅读软件打开它，另存或导出为 PDF 再导入。")


def origin_of(content: bytes) -> Origin:
    """What an old file is, by what is in it; raises ReadError if it is locked, or no document."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _of_names(top_names(content))
    if content.startswith(b"{\\rtf"):
        return Origin("RTF 文档", ".rtf", _WORD)
    if content.startswith(b"PK"):
        return _of_zip(content)
    sheets = _SHEETS_INSIDE.search(content[:_BEGINNING])
    return Origin("旧版 XML 表格", ".xml", _EXCEL) if sheets else Origin("旧版 XML 文档", ".xml", _WORD)


def _of_names(names: frozenset[str]) -> Origin:
    if "EncryptedPackage" in names:
        raise ReadError(_LOCKED)
    if "WordDocument" in names:
        return Origin("旧版 Word 或 WPS 文档", ".doc", _WORD)
    if names & {"Workbook", "Book"}:
        return Origin("旧版 Excel 或 WPS 表格", ".xls", _EXCEL)
    raise ReadError("这个旧版文件里没有找到文档或表格，可能已经损坏；请重新另存一份再导入。")


def _of_zip(content: bytes) -> Origin:
    mime = _MIME.search(content[:_BEGINNING])
    if mime is None:
        is_book = b"xl/workbook.bin" in content
        return Origin("二进制的 Excel 表格", ".xlsb", _EXCEL) if is_book else Origin("标文通（UOF）文档", ".uot", _WORD)
    is_text = mime[1] == b"text"
    return Origin("ODF 文档", ".odt", _WORD) if is_text else Origin("ODF 表格", ".ods", _EXCEL)
