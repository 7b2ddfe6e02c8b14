"""Parses XML that may be hostile: no document type, no entities, nothing fetched, and no more than a report has."""

import codecs

from lxml import etree

from disclosure_desk.readers.model.errors import ReadError

Element = etree._Element  # noqa: SLF001 - the library's type has no public name

_MOST_NODES = 300_000
"""Elements and attributes: each takes up to 250 bytes once it is parsed."""

_DOCUMENT_TYPE = b"<!DOCTYPE"
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
"""The names of ISO's strict form of office files, and of the usual one: all else of them that we read is the same."""


def parse(content: bytes) -> Element:
    """The root of a document in UTF-8 or UTF-16; raises ReadError for what is no XML or might do harm."""
    plain = _narrow(content)
    if _DOCUMENT_TYPE in plain:
        raise ReadError("文件里有不该有的文档类型声明（DOCTYPE），可能有害，没有读。")
    if plain.count(b"<") + plain.count(b"=") > _MOST_NODES:
        raise ReadError("文件的内容太多，不像是一份报告。")
    for strict, usual in _STRICT.items():
        plain = plain.replace(strict, usual)
    # Its own depth (256) and length of a text (10 MB) are limits of the library while `huge_tree` is off.
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(plain, parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError("文件的内容不完整或者已经损坏；请用 WPS 或 Word 打开，另存一份再导入。") from error


def local_name(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _narrow(content: bytes) -> bytes:
    """The document in UTF-8, which the parser is told, whatever the document itself declares."""
    if not content.startswith(_WIDE_MARKS):
        return content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-16").encode()
    except UnicodeError as error:
        raise ReadError("文件里的字编码有错，可能已经损坏；请重新另存一份再导入。") from error
