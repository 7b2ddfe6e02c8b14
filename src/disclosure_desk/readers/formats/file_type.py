"""Tells the type of a file by how it begins.

The ending counts last, because what offices hand on is often not what its ending says: a `.doc` is a web page that Word
saved, an `.xls` one that a portal exported, and `.txt` may be anything.
"""

import re
from collections.abc import Mapping
from typing import Literal

from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.text.lazy_pattern import lazy_pattern

DocumentType = Literal["text", "html", "mht", "docx", "xlsx", "pdf", "legacy", "ofd"]
"""The types that are read as items of a source; `legacy`: only an office program opens it."""

ReportType = DocumentType | Literal["json"]
"""The types that hold a report; the program's own JSON is one already."""

FileType = ReportType | Literal["zip"]
"""What the first bytes tell: of a zip not yet whether it is an office file."""

_WEB_ENDINGS = (".html", ".htm", ".mht", ".mhtml")
DIRECT_ENDINGS = (".txt", *_WEB_ENDINGS, ".docx", ".docm", ".xlsx", ".xlsm", ".pdf", ".ofd", ".json", ".zip")
"""The endings of the files that the program reads by itself."""

LIBREOFFICE_ENDINGS = (".doc", ".wps", ".rtf", ".odt", ".xls", ".et", ".ods")
"""The endings of the files that it reads where LibreOffice is installed."""

ENDINGS = (*DIRECT_ENDINGS, *LIBREOFFICE_ENDINGS)

_MAGIC: Mapping[bytes, FileType] = {b"PK\x03\x04": "zip", b"\xd0\xcf\x11\xe0": "legacy", b"{\\rtf": "legacy"}
_UNREADABLE: Mapping[bytes, str] = {
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"BM": "图片",
    b"II*\0": "图片",
    b"MM\0*": "图片",
    b"Rar!": "RAR 压缩包",
    b"7z\xbc\xaf": "7z 压缩包",
}
_TYPES_BY_ENDING: Mapping[str, FileType] = {
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".mht": "mht",
    ".mhtml": "mht",
}

_BEGINNING = 4096
_PDF = lazy_pattern(rb"%PDF-[0-9]")
_PDF_BEGINNING = 1024
"""Within so many bytes a PDF says that it is one; some have a few of another program's before it."""

_HTML = lazy_pattern(
    rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta|div|p)[\s>]", re.IGNORECASE | re.DOTALL
)
_MHT = lazy_pattern(
    rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:mime-version:|content-type:\s*multipart/)", re.IGNORECASE
)
_JSON = lazy_pattern(rb"\s*\{\s*\"")
_FLAT_OFFICE_XML = lazy_pattern(
    rb"\s*<\?xml.{0,300}?(?:<\?mso-application|<w:wordDocument|<office:document)", re.DOTALL
)
_TYPES_BY_START: Mapping[FileType, tuple[bytes, re.Pattern[bytes]]] = {
    "legacy": (b"<?xml", _FLAT_OFFICE_XML),
    "html": (b"<", _HTML),
    "mht": (b":", _MHT),
    "json": (b"{", _JSON),
}
"""The pattern of each beginning, and what stands in it: without that the pattern is not compiled."""


def file_type_of(content: bytes, ending: str) -> FileType:
    """Return the type of a file. Raise ReadError for a picture or an archive that cannot be read."""
    start = content[:_BEGINNING]
    for magic, name in _UNREADABLE.items():
        # The zero byte tells a bitmap from a text that begins with "BM".
        if start.startswith(magic) and b"\0" in start:
            raise ReadError(f"这是{name}，里面没有可以读的文字；请找到原来的文档再导入。")
    for magic, file_type in _MAGIC.items():
        if start.startswith(magic):
            return file_type
    if b"%PDF-" in start and _PDF.search(content[:_PDF_BEGINNING]):
        return "pdf"
    return _type_of_text(start, ending.lower())


def _type_of_text(start: bytes, ending: str) -> FileType:
    """Return the type of what has no magic number."""
    without_mark = start.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    as_ascii = without_mark.replace(b"\0", b"")  # so that UTF-16 matches too
    for file_type, (sign, pattern) in _TYPES_BY_START.items():
        if sign in as_ascii and pattern.match(as_ascii):
            return file_type
    return _TYPES_BY_ENDING.get(ending, "text")
