"""What a file of a package has inside that is not seen on the page: missing fonts, programs, links to elsewhere."""

import re
import zlib
from collections.abc import Iterator

from disclosure_desk.core.pdfium import ONE_AT_A_TIME, pypdfium2, raw
from disclosure_desk.readers.formats.office.safe_zip import SafeZip
from disclosure_desk.readers.formats.pdf.document import open_pdf
from disclosure_desk.readers.model.errors import ReadError

_STREAM, _ESCAPE = re.compile(rb"\bstream\r?\n"), re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|OpenAction|AA|URI|SubmitForm|RichMedia)\b")
_PACKED = b"/ObjStm"
_FILTER, _OTHERWISE = re.compile(rb"/Filter\b\s*(/FlateDecode\b)?"), re.compile(rb"/(?:DecodeParms|DP|F)\b")
"""Objects in a stream could hide any of these: packed otherwise than the program packs them, in several filters, after
a predictor, in another file, they are taken to."""
_MOST_OBJECTS = 4_000_000
_MACRO = re.compile(r"vbaProject|activeX|embeddings|externalLinks", re.IGNORECASE)
_OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External|macroEnabled", re.IGNORECASE)
_LISTS = (".rels", "[Content_Types].xml")
_FOREIGN = re.compile(rb"/?(?:script|iframe|frame|object|embed|applet|form|base|link|img|svg)\b")
_RUNS = re.compile(rb"[\s\"'/](?:on[a-z]+\s*=|http-equiv|(?:href|src|srcset|action|data|poster)\s*=\s*+(?![\"']?#))")
_BESIDE_PAGES = re.compile(
    rb"<(?:\w+:)?(?:Attachments|Annotations|CustomTags|Extensions|Signatures|URI|GotoA|Sound|Movie)\b"
)
_FETCHES = re.compile(rb"url\(|@import")


def pdf_fault(content: bytes) -> str:
    """Why a PDF will not look the same everywhere and for ever, "" if it will."""
    if not content.startswith(b"%PDF-1.") or b"pdfaid:part" not in content:
        return "不是 PDF/A"
    try:
        with open_pdf(content) as document, ONE_AT_A_TIME:
            lacking = [f"{number}" for number, page in enumerate(document, 1) if not _has_its_fonts(page)]
    except (ReadError, pypdfium2.PdfiumError):
        return "打不开"
    return f"第 {'、'.join(lacking)} 页的字体不在里面" if lacking else ""


def _has_its_fonts(page: pypdfium2.PdfPage) -> bool:
    texts = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])  # type: ignore[no-untyped-call]
    return all(raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(text.raw)) == 1 for text in texts)


def is_active_pdf(content: bytes) -> bool:
    """Whether a PDF has programs, attachments or actions, or could hide some."""
    length = 0
    for part in _objects(content):
        length += len(part or b"")
        if part is None or length > _MOST_OBJECTS or _ACTIVE.search(part):
            return True
    return False


def _objects(content: bytes) -> Iterator[bytes | None]:
    """All but the streams, because the bytes of a picture, font or page may look like anything; of those, objects.

    None for objects that cannot be unpacked.
    """
    at = 0
    while found := _STREAM.search(content, at):
        end = content.find(b"endstream", found.end())
        if end < 0:
            break
        between = _plain(content[at : found.start()])
        yield between
        if _PACKED in between:
            yield _unpacked(content[found.end() : end]) if _is_packed_as_ours(between) else None
        at = end + len(b"endstream")
    rest = _plain(content[at:])
    yield None if _PACKED in rest else rest


def _is_packed_as_ours(before: bytes) -> bool:
    """Whether a stream is compressed once and nothing else, by all that stands between the stream before and it."""
    return _FILTER.findall(before) == [b"/FlateDecode"] and not _OTHERWISE.search(before)


def _plain(objects: bytes) -> bytes:
    """Objects without the escapes in their names."""
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), objects[: _MOST_OBJECTS + 1])


def _unpacked(stream: bytes) -> bytes | None:
    """The objects in a stream, None if it is not simply compressed, or too large."""
    unpacking = zlib.decompressobj()
    try:
        objects = unpacking.decompress(stream, _MOST_OBJECTS)
    except zlib.error:
        return None
    return _plain(objects) if unpacking.eof else None


def has_foreign_parts(content: bytes) -> bool:
    """Whether an office file has macros, embedded files or links to elsewhere; True where it cannot be opened."""
    try:
        archive = SafeZip(content)
        lists = [archive.read(name) for name in archive.names if name.endswith(_LISTS)]
    except ReadError:
        return True
    return any(_MACRO.search(name) for name in archive.names) or any(_OUTSIDE.search(part) for part in lists)


def has_other_parts(content: bytes) -> bool:
    """Whether an OFD has anything but pages, fonts and ways to its own pages; True where it cannot be opened."""
    try:
        archive = SafeZip(content)
        pages = [archive.read(name) for name in archive.names if name.endswith(".xml")]
    except ReadError:
        return True
    return not all(name.endswith((".xml", ".ttf")) for name in archive.names) or any(map(_BESIDE_PAGES.search, pages))


def is_active_page(content: bytes) -> bool:
    """Whether a web page has programs, or fetches anything."""
    plain = content.lower()
    styles = [part.partition(b"</style")[0] for part in plain.split(b"<style")[1:]]
    return any(map(_FETCHES.search, styles)) or any(map(_is_active_tag, plain.split(b"<")[1:]))


def _is_active_tag(part: bytes) -> bool:
    """Whether a tag runs or fetches something; what follows its last bracket is text."""
    tag = part[: part.rfind(b">")]
    return bool(_FOREIGN.match(tag) or _RUNS.search(tag) or _FETCHES.search(tag))
