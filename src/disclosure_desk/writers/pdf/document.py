"""The PDF document under the pages: bookmarks, fonts, colours and description as the archival standard has them."""

import hashlib
from functools import cache
from typing import Any

from disclosure_desk.core.resources import resource
from disclosure_desk.writers.pdf.font.embed import EmbeddedFont
from disclosure_desk.writers.pdf.library import PDFCatalog, PDFDocument, PDFObjectReference, PDFString
from disclosure_desk.writers.pdf.objects import Information, Plain, packed, plain, stream
from disclosure_desk.writers.pdf.xmp import PDF_A_2U, ArchivalStandard, DocumentInfo, information, xmp


class _Catalog(PDFCatalog):
    """A catalog that may say which colours are meant."""

    __NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents"]  # noqa: RUF012 - as reportlab has it


class PdfOutput:
    """A PDF that is built page by page; nothing can be added to it once it is finished."""

    def __init__(self, about: DocumentInfo, width: float, height: float, standard: ArchivalStandard = PDF_A_2U) -> None:
        self._box = b"[0 0 %.2f %.2f]" % (width, height)
        self._standard = standard
        self._fonts: dict[str, EmbeddedFont] = {}
        self._pages: list[bytes] = []
        self._marks: dict[str, tuple[int, float]] = {}
        self._pdf = _empty(standard)
        self._pdf.info = Information(information(about))
        self._pdf.Catalog = self._catalog(xmp(about, standard))

    def _catalog(self, description: bytes) -> object:
        catalog: Any = _Catalog()
        catalog.Pages, catalog.Outlines = self._pdf.Pages, self._pdf.Outlines
        catalog.Lang = PDFString("zh-CN")
        catalog.Metadata = stream(description, b"/Type /Metadata /Subtype /XML ")
        catalog.ViewerPreferences = Plain(b"<< /DisplayDocTitle true /PrintScaling /None >>")
        catalog.OutputIntents = Plain(
            b"[<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1)"
            b" /RegistryName (http://www.color.org) /Info (sRGB IEC61966-2.1) /DestOutputProfile %b >>]"
            % self._put(Plain(_srgb()))
        )
        return catalog

    def _put(self, thing: Plain) -> bytes:
        """Take an object in, and tell how others refer to it."""
        reference: bytes = self._pdf.Reference(thing).format(self._pdf)
        return reference

    def font(self, font: str) -> EmbeddedFont:
        """A font for use on the pages."""
        used = self._fonts.get(font)
        if used is None:
            used = self._fonts[font] = EmbeddedFont(font, f"F{len(self._fonts) + 1}")
        return used

    def mark(self, title: str, key: str, top: float, level: int) -> None:
        """A bookmark to a height of the page that is being drawn; no two have one key."""
        self._marks[key] = len(self._pages), top
        self._pdf.outline.addOutlineEntry(key, level, plain(title))

    def add_page(self, ink: bytes) -> None:
        """A page with what is drawn on it."""
        self._pdf.updateSignature(ink)
        page = b"<< /Type /Page /Parent %b /MediaBox %b /Resources << /Font %b >> /Contents %b >>" % (
            self._put(self._pdf.Pages),
            self._box,
            PDFObjectReference("BasicFonts").format(self._pdf),
            self._put(packed(ink)),
        )
        thing = Plain(page)
        self._pdf.addPage(thing)
        self._pages.append(self._put(thing))

    def _bookmarkReference(self, key: str) -> bytes:  # noqa: N802 - reportlab calls it so
        """Where a bookmark leads."""
        page, top = self._marks[key]
        return b"[%b /XYZ 0 %.2f null]" % (self._pages[page], top)

    def finish(self) -> bytes:
        """The whole document."""
        fonts = self._pdf.idToObject["BasicFonts"].dict
        for used in self._fonts.values():
            fonts[used.short] = used.written(self._put, lists_characters=self._standard.lists_characters)
        if self._marks:
            self._pdf.Catalog.showOutline()
        written: bytes = self._pdf.GetPDFData(self)
        return written


def _empty(standard: ArchivalStandard) -> Any:  # noqa: ANN401 - reportlab's stubs know only half of it
    """A document of reportlab's whose fingerprint comes from its content alone."""
    pdf = PDFDocument(pdfVersion=standard.version)
    vars(pdf)["signature"] = hashlib.md5(usedforsecurity=False)
    return pdf


@cache
def _srgb() -> bytes:
    """The stream of the colours that screens and printers mean by default."""
    content = resource("icc", "sRGB.icc").read_bytes()
    return packed(content, b"/N 3 ").written
