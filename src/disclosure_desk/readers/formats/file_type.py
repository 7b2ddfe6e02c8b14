"""What kind of file some bytes are: told by how they begin, for offices' files are often not what their endings say."""

import re
from collections.abc import Mapping

from disclosure_desk.readers.model.errors import ReadError

_MAGIC: Mapping[bytes, str] = {
    b"PK\x03\x04": "zip",
    b"\xd0\xcf\x11\xe0": "office",
    b"{\\rtf": "office",
}
"""How files begin, and their kinds; `office`: what only an office program opens."""

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
_MEANT: Mapping[str, str] = {".json": "json", ".html": "html", ".htm": "html", ".mht": "mht", ".mhtml": "mht"}
"""What the ending says where the beginning says nothing."""

_BEGINNING = 4096
_PDF = re.compile(rb"%PDF-[0-9]")
_PDF_BEGINNING = 1024
"""Within so many bytes a PDF says that it is one; some have a few of another program's before it."""

_HTML = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta|div|p)[\s>]", re.IGNORECASE | re.DOTALL
)
_MHT = re.compile(
    rb"(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:mime-version:|content-type:\s*multipart/)", re.IGNORECASE
)
_JSON = re.compile(rb"\s*\{\s*\"")
_FLAT_OFFICE = re.compile(rb"\s*<\?xml.{0,300}?(?:<\?mso-application|<w:wordDocument|<office:document)", re.DOTALL)


def kind_of(content: bytes, ending: str) -> str:
    """The kind: text, json, html, mht, pdf, zip or office; raises ReadError for what nobody could read."""
    start = content[:_BEGINNING]
    for magic, name in _UNREADABLE.items():
        if start.startswith(magic) and b"\0" in content[:_BEGINNING]:
            raise ReadError(f"这是{name}，里面没有可以读的文字；请找到原来的文档再导入。")
    for magic, kind in _MAGIC.items():
        if start.startswith(magic):
            return kind
    if _PDF.search(content[:_PDF_BEGINNING]):
        return "pdf"
    return _kind_of_text(start.removeprefix(b"\xef\xbb\xbf"), ending.lower())


def _kind_of_text(start: bytes, ending: str) -> str:
    """The kind of what has no magic number; UTF-16 is looked at without its zeros."""
    plain = start.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    for kind, pattern in {"office": _FLAT_OFFICE, "html": _HTML, "mht": _MHT, "json": _JSON}.items():
        if pattern.match(plain):
            return kind
    return _MEANT.get(ending, "text")
