"""Parses XML that may be hostile: no document type, no entities, nothing fetched, and no more than a report has."""

import codecs

from lxml import etree

from disclosure_desk.readers.model.errors import ReadError

XmlElement = etree._Element  # noqa: SLF001 - the library's type has no public name

_MOST_NODES = 300_000
"""Elements and attributes: each takes up to 250 bytes once it is parsed."""

_DAMAGED = "文件的内容不完整或者已经损坏；请用 WPS 或 Word 打开，另存一份再导入。"
_DOCUMENT_TYPE = b"<!DOCTYPE"
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_STRICT_NAMESPACES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
"""The namespaces of ISO's strict form of office files -> the usual ones; all else of them that is read is the same."""


def parse_xml(content: bytes, damaged: str = _DAMAGED) -> XmlElement:
    """Return the root of a document in UTF-8 or UTF-16. Raise ReadError for what is no XML or might do harm.

    damaged: what is said of a file that is not whole.
    """
    document = _in_utf_8(content)
    if _DOCUMENT_TYPE in document:
        raise ReadError("文件里有不该有的文档类型声明（DOCTYPE），可能有害，没有读。")
    if document.count(b"<") + document.count(b"=") > _MOST_NODES:
        raise ReadError("文件的内容太多，不像是一份报告。")
    for strict, usual in _STRICT_NAMESPACES.items():
        document = document.replace(strict, usual)
    # While `huge_tree` is off, the library itself limits the depth (256) and the length of a text (10 MB).
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
        return etree.fromstring(document, parser)
    except (etree.LxmlError, ValueError) as error:
        raise ReadError(damaged) from error


def local_name(element: XmlElement) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _in_utf_8(content: bytes) -> bytes:
    """Return the document in UTF-8, because the parser is given that encoding whatever the document declares."""
    if not content.startswith(_UTF_16_MARKS):
        return content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-16").encode()
    except UnicodeError as error:
        raise ReadError("文件里的字编码有错，可能已经损坏；请重新另存一份再导入。") from error
