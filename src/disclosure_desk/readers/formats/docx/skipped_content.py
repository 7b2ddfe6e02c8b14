"""What a Word file shows and its reader does not read: counted, and told once for each kind."""

from collections.abc import Iterator, Mapping

from disclosure_desk.readers.formats.docx.word_xml import word
from disclosure_desk.readers.formats.office.page_margins import margin_remarks, quoted
from disclosure_desk.readers.formats.office.parts import optional_part, related_parts
from disclosure_desk.readers.formats.office.safe_xml import XmlElement, parse_xml
from disclosure_desk.readers.formats.office.safe_zip import SafeZip
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.joined_lines import one_line
from disclosure_desk.readers.model.source_items import SourceRemark

_MOST_NOTES = 500
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"

_KINDS: Mapping[str, tuple[str, ...]] = {
    "处插进来的另一份文档没有读；请用 Word 打开它，另存一份再导入": (word("altChunk"), word("subDoc")),
    "个图表没有读": (f"{_CHART}chart",),
    "个图形（SmartArt）里的字没有读": (f"{_DIAGRAM}relIds",),
    "个嵌入的对象（例如 Excel 表格、电子印章）没有读": (f"{_OFFICE}OLEObject", word("control")),
    "处艺术字没有读": (f"{_VML}textpath",),
    "张图片里的字没有读": (f"{_PICTURE}pic", f"{_VML}imagedata"),
    "个下拉框里选的内容没有读": (word("ddList"),),
}
"""The kinds of content, and the elements that each is known by."""

_REFERENCE_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PAGE_REFERENCES = (word("headerReference"), word("footerReference"))
_MOST_PAGE_PARTS = 60
"""Headers and footers: three of each for every section of a document."""

_COMMENTS = ("comment", "批注")
_NOTES = (("footnote", "脚注"), ("endnote", "尾注"))


def skipped_content(archive: SafeZip, main: str, document: XmlElement) -> Iterator[SourceRemark]:
    """Yield a remark on each kind of content that is not read. Raise ReadError for far more notes than a report has.

    `main` is the name of the document's part.
    """
    folder = main.rpartition("/")[0]
    for kind, name in (*_NOTES, _COMMENTS):
        texts = _texts(optional_part(archive, f"wordprocessingml.{kind}s+xml", f"{folder}/{kind}s.xml"), kind)
        if len(texts) > _MOST_NOTES:
            raise ReadError(f"{name}太多了，超过 {_MOST_NOTES} 条，不像是一份报告。")
        if texts:
            yield SourceRemark(f"文档里有 {len(texts)} 条{name}，没有放进报告：{quoted(texts)}")
    around = [parse_xml(archive.read(name)) for name in _page_parts(archive, main, document)]
    if around:
        yield from margin_remarks((line for part in around for line in _lines(part)), _lines(document))
    deleted = _deleted(document)
    if deleted:
        yield SourceRemark(f"文档里有 {len(deleted)} 处修订删去的文字还没有确认，没有取：{quoted(deleted)}")
    for words, tags in _KINDS.items():
        count = sum(_count(part, tags) for part in (document, *around))
        if count:
            yield SourceRemark(f"文档里有 {count} {words}。")


def _page_parts(archive: SafeZip, main: str, document: XmlElement) -> list[str]:
    """The parts with what stands above and below the pages."""
    references = [one.get(_REFERENCE_ID, "") for one in document.iter(*_PAGE_REFERENCES)]
    parts = related_parts(archive, main) if references else {}
    names = dict.fromkeys(parts[one] for one in references if one in parts)
    return [name for name in names if name in archive][:_MOST_PAGE_PARTS]


def _texts(notes: XmlElement | None, kind: str) -> list[str]:
    """The texts of notes or comments; the lines that part them from the page have a type, and are none."""
    entries = () if notes is None else notes.iterfind(word(kind))
    real = (entry for entry in entries if entry.get(word("type")) is None)
    return [text for text in (one_line(_lines(entry)) for entry in real) if text]


def _deleted(document: XmlElement) -> list[str]:
    """What tracked changes delete, or move to another place, each in one."""
    texts = (
        "".join(text.text or "" for text in one.iter(word("delText"), word("t")))
        for one in document.iter(word("del"), word("moveFrom"))
    )
    return [" ".join(text.split()) for text in texts if text.strip()]


def _lines(holder: XmlElement) -> Iterator[str]:
    """The paragraphs in an element."""
    for one in holder.iter(word("p")):
        yield " ".join("".join(text.text or "" for text in one.iter(word("t"))).split())


def _count(document: XmlElement, tags: tuple[str, ...]) -> int:
    """How many elements there are, those for older programs not counted again."""
    found = list(document.iter(*tags))
    # A picture of an embedded object only shows what is in it.
    outer = (word("object"),) if f"{_PICTURE}pic" in tags else ()
    return sum(next(one.iterancestors(_FALLBACK, *outer), None) is None for one in found)
