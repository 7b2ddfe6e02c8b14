"""The PDF file under the pages: reportlab's canvas, with what the archival standard ISO 19005 (PDF/A) adds to it.

Pages, bookmarks, the outline and the entries of the catalog go through the canvas. What the standard asks for and the
canvas has no way to say is added by `_ArchivalCanvas`; each reach into reportlab is marked WORKAROUND.
"""

import hashlib
from functools import cache
from io import BytesIO
from typing import Any

from disclosure_desk.core.resources import resource
from disclosure_desk.writers.pdf.file_body import reserve, whole_file
from disclosure_desk.writers.pdf.font.embed import EmbeddedFont
from disclosure_desk.writers.pdf.library import Canvas
from disclosure_desk.writers.pdf.objects import InformationDictionary, WrittenObject, packed, plain, stream
from disclosure_desk.writers.pdf.structure import Mark, StructureTree
from disclosure_desk.writers.pdf.xmp import DocumentInfo, information_dictionary, xmp_packet


class PdfOutput:
    """A PDF that is built page by page; nothing can be added to it once it is finished."""

    def __init__(self, info: DocumentInfo, width: float, height: float) -> None:
        self.structure = StructureTree()
        self._open: Mark | None = None
        """What the content is that was drawn last on this page."""
        self._fonts: dict[str, EmbeddedFont] = {}
        self._has_bookmarks = False
        self._canvas = canvas = _ArchivalCanvas(info, width, height)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        canvas.setViewerPreference("PrintScaling", "None")
        canvas.setCatalogEntry("MarkInfo", WrittenObject(b"<< /Marked true >>"))
        canvas.setCatalogEntry("Metadata", stream(xmp_packet(info), b"/Type /Metadata /Subtype /XML "))
        canvas.setCatalogEntry(
            "OutputIntents",
            WrittenObject(
                b"[<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1)"
                b" /RegistryName (http://www.color.org) /Info (sRGB IEC61966-2.1) /DestOutputProfile %b >>]"
                % canvas.put(WrittenObject(_srgb()))
            ),
        )

    def font(self, key: str) -> EmbeddedFont:
        """The font of that key, for use on the pages."""
        used = self._fonts.get(key)
        if used is None:
            used = self._fonts[key] = EmbeddedFont(key, f"F{len(self._fonts) + 1}")
        return used

    def bookmark(self, title: str, key: str, top: float, level: int) -> None:
        """Add a bookmark to a height of the page that is being drawn; no two bookmarks have one key."""
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=round(top, 2))
        self._canvas.addOutlineEntry(plain(title), key, level)
        self._has_bookmarks = True

    def draw(self, operators: str, mark: Mark) -> None:
        """Add operators to the content of the page that is being drawn; `mark` says what they draw."""
        add = self._canvas.addLiteral
        if mark is not self._open:
            self._end_content()
            add(self.structure.beginning(mark))
            self._open = mark
        add(operators)

    def _end_content(self) -> None:
        if self._open is not None:
            self._canvas.addLiteral("EMC")
            self._open = None

    def end_page(self) -> None:
        """Close the page that is being drawn and begin the next one."""
        self._end_content()
        self._canvas.showPage()
        self.structure.end_page()

    def finish(self) -> bytes:
        """The whole file, without the page that was begun last."""
        for font in self._fonts.values():
            written = font.write(self._canvas.put)
            self._canvas.add_font(font.short, written)
        if self._has_bookmarks:
            self._canvas.showOutline()
        return self._canvas.whole(self.structure)


class _ArchivalCanvas(Canvas):
    """reportlab's canvas, with what ISO 19005 asks for and the canvas has no way to say."""

    _doc: Any  # the document under the canvas, which reportlab's stubs do not name

    def __init__(self, info: DocumentInfo, width: float, height: float) -> None:
        super().__init__(
            BytesIO(),
            pagesize=(round(width, 2), round(height, 2)),
            lang="zh-CN",
            invariant=1,
        )
        # WORKAROUND(reportlab 5.1.0): the file's identifier is seeded with SOURCE_DATE_EPOCH even where `invariant` is
        # set. It has to come from the content alone, so that the same report gives the same bytes everywhere.
        self._doc.signature = hashlib.md5(usedforsecurity=False)
        # WORKAROUND(reportlab 5.1.0): what setTitle, setAuthor and so on set is written even where it is empty, and
        # then contradicts the XMP, which has no empty properties; and a title that begins with þÿ is read as UTF-16.
        self._doc.info = InformationDictionary(information_dictionary(info))
        # WORKAROUND(reportlab 5.1.0): setCatalogEntry takes any entry, but only those of this list are written.
        self._doc.Catalog.__NoDefault__ = [*self._doc.Catalog.__NoDefault__, "OutputIntents"]

    def _make_preamble(self) -> None:
        # WORKAROUND(reportlab 5.1.0): each page would begin by choosing Helvetica, which is not embedded. Only a font
        # that reportlab embeds itself (see add_font) would keep it away.
        self._preamble = ""

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Close the page."""
        content = self.getCurrentPageContent().encode()
        super().showPage()
        self._doc.updateSignature(content)
        # WORKAROUND(reportlab 5.1.0): PDFStream writes `endstream` right after the data; ISO 19005-2, 6.1.7 asks for a
        # line end between them that the stream's Length does not count.
        page = self._doc.Pages[-1]
        page.Contents = packed(content)
        # WORKAROUND(reportlab 5.1.0): of a page's entries, too, only those of this list are written.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self._doc.Pages.pages) - 1, "/S"

    def put(self, thing: WrittenObject) -> bytes:
        """Add an object to the file and return the reference by which others name it."""
        # WORKAROUND(reportlab 5.1.0): the canvas takes no objects of the caller's own.
        reference: bytes = self._doc.Reference(thing).format(self._doc)
        return reference

    def whole(self, structure: StructureTree) -> bytes:
        """The finished file, with the structure of what its pages say."""
        document = self._doc
        pages = [document.idToObjectNumberAndVersion[page.__InternalName__][0] for page in document.Pages.pages]
        first = reserve(document, structure.count())
        # WORKAROUND(reportlab 5.1.0): setCatalogEntry takes no reference.
        document.Catalog.StructTreeRoot = b"%d 0 R" % first
        objects = structure.objects(first, pages)
        document.updateSignature(b"".join(objects))
        document.format = lambda: whole_file(document, first, objects)
        content: bytes = self.getpdfdata()  # type: ignore[no-untyped-call]
        return content

    def add_font(self, name: str, reference: bytes) -> None:
        """Make a font known under a name to all pages."""
        # WORKAROUND(reportlab 5.1.0): setFont knows only fonts that reportlab embeds itself. Its TTFont
        # parses the whole file first (0.2 s for DeskSong) and knows no full-width forms.
        self._doc.idToObject["BasicFonts"].dict[name] = reference


@cache
def _srgb() -> bytes:
    """The stream of the colours that screens and printers mean by default."""
    content = resource("icc", "sRGB.icc").read_bytes()
    return packed(content, b"/N 3 ").written
