"""What a file of a package has inside that nobody sees on the page: fonts that lack, programs, links to elsewhere."""

import re
from html.parser import HTMLParser

from disclosure_desk.pdfium import ONE_AT_A_TIME, pypdfium2, raw
from disclosure_desk.readers.errors import ReadError
from disclosure_desk.readers.office.zipped import Zipped
from disclosure_desk.readers.pdf.document import opened

_STREAM = re.compile(rb"\bstream\r?\n.*?\bendstream\b", re.DOTALL)
"""What stands in one are pictures, fonts and pages, whose bytes may look like anything."""
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|OpenAction|AA|URI|SubmitForm|RichMedia)\b")
_PACKED = re.compile(rb"/ObjStm\b")
"""Objects in a stream could hide anything; the program writes none."""
_MACRO = re.compile(r"vbaProject|activeX|embeddings|externalLinks", re.IGNORECASE)
_OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External|macroEnabled", re.IGNORECASE)
_LISTS = (".rels", "[Content_Types].xml")
_FOREIGN = frozenset({"script", "iframe", "frame", "object", "embed", "applet", "form", "base", "link", "img"})
_STYLE, _FETCHED = re.compile(rb"(?is)<style.*?</style>"), re.compile(rb"(?i)url\(|@import")
_LINKS = frozenset({"href", "src", "action", "data", "poster", "background"})


def pdf_fault(content: bytes) -> str:
    """Why a PDF will not look the same everywhere for ever, "" if it will."""
    if not content.startswith(b"%PDF-1.") or b"pdfaid:part" not in content:
        return "不是 PDF/A"
    try:
        with opened(content) as document, ONE_AT_A_TIME:
            lacking = [f"{number}" for number, page in enumerate(document, 1) if not _has_its_fonts(page)]
    except (ReadError, pypdfium2.PdfiumError):
        return "打不开"
    return f"第 {'、'.join(lacking)} 页的字体不在里面" if lacking else ""


def _has_its_fonts(page: pypdfium2.PdfPage) -> bool:
    texts = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])  # type: ignore[no-untyped-call]
    return all(raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(text.raw)) == 1 for text in texts)


def is_active_pdf(content: bytes) -> bool:
    """Whether a PDF has programs, attachments or actions, or could hide some."""
    outside = _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), _STREAM.sub(b"", content))
    return bool(_ACTIVE.search(outside) or _PACKED.search(outside))


def has_foreign_parts(content: bytes) -> bool:
    """Whether an office file has macros, something embedded, or links to elsewhere; also where it cannot be opened."""
    try:
        archive = Zipped(content)
        lists = [archive.read(name) for name in archive.names if name.endswith(_LISTS)]
    except ReadError:
        return True
    return any(_MACRO.search(name) for name in archive.names) or any(_OUTSIDE.search(part) for part in lists)


def is_active_page(content: bytes) -> bool:
    """Whether a web page has programs, or fetches something."""
    page = _Page()
    page.feed(content.decode("utf-8", "replace"))
    page.close()
    return page.is_active or any(_FETCHED.search(style) for style in _STYLE.findall(content))


class _Page(HTMLParser):
    """Looks at each tag of a web page."""

    is_active = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_active |= tag in _FOREIGN or any(_does(name, value or "") for name, value in attrs)


def _does(name: str, value: str) -> bool:
    """Whether an attribute runs or fetches something."""
    return name.startswith("on") or name == "http-equiv" or (name in _LINKS and not value.startswith("#"))
