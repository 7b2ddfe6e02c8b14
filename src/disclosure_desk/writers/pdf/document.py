"""The PDF file under the pages: reportlab's document, with what the archival standard ISO 19005 (PDF/A) adds to it.

Pages, bookmarks and the entries of the catalog go through reportlab's document. What the standard asks for and that has
no way to say is added by `_ArchivalDocument`; each reach into reportlab is marked WORKAROUND. Its canvas, which is
above the document, is not used: our pages have operators of their own, and it takes as long again to load.
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from typing import Any

from disclosure_desk.core.resources import resource
from disclosure_desk.writers.pdf import content_stream
from disclosure_desk.writers.pdf.file_body import reserve, whole_file
from disclosure_desk.writers.pdf.font.embed import EmbeddedFont
from disclosure_desk.writers.pdf.library import BasicFonts, Destination, PDFDocument, PDFObjectReference, PDFPage
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.objects import InformationDictionary, WrittenObject, packed, stream
from disclosure_desk.writers.pdf.page_output import Rule, TintBox
from disclosure_desk.writers.pdf.structure import OBJECTS_BEFORE, Artifact, Mark, StructureTree
from disclosure_desk.writers.pdf.written_text import plain
from disclosure_desk.writers.pdf.xmp import DocumentInfo, information_dictionary, xmp_packet


class PdfOutput:
    """A PDF that is built page by page; nothing can be added to it once it is finished."""

    def __init__(self, info: DocumentInfo, width: float, height: float) -> None:
        self.structure = StructureTree()
        self._open: Mark | None = None
        """What the content is that was drawn last on this page."""
        self._fonts: dict[str, EmbeddedFont] = {}
        self._operators: list[str] = []
        """What is on the page that is being drawn."""
        self._document = _ArchivalDocument(info, width, height)

    def text(self, line: TextLine, size: float, at: tuple[float, float], squeeze: float, mark: Mark) -> None:
        """Draw a line of text on its baseline, narrowed by the factor `squeeze`."""
        self._draw(content_stream.text(line, size, at, squeeze, self._font), mark)

    def rules(self, width: float, rules: Iterable[Rule], mark: Mark) -> None:
        """Draw straight lines of one width."""
        self._draw(content_stream.rules(width, rules), mark)

    def tint(self, grey: float, box: TintBox, mark: Artifact) -> None:
        """Fill a box with grey."""
        self._draw(content_stream.tint(grey, box), mark)

    def _font(self, key: str) -> EmbeddedFont:
        """The font of that key, for use on the pages."""
        used = self._fonts.get(key)
        if used is None:
            used = self._fonts[key] = EmbeddedFont(key, f"F{len(self._fonts) + 1}")
        return used

    def bookmark(self, title: str, key: str, top: float, level: int) -> None:
        """Add a bookmark to a height of the page that is being drawn; no two bookmarks have one key."""
        self._document.bookmark(plain(title), key, top, level)

    def _draw(self, operators: str, mark: Mark) -> None:
        """Add operators to the content of the page that is being drawn; `mark` says what they draw."""
        add = self._operators.append
        if mark is not self._open:
            self._end_content()
            add(self.structure.beginning(mark))
            self._open = mark
        add(operators)

    def _end_content(self) -> None:
        if self._open is not None:
            self._operators.append("EMC")
            self._open = None

    def end_page(self) -> None:
        """Close the page that is being drawn and begin the next one."""
        self._end_content()
        self._document.add_page("\n".join(self._operators).encode())
        self._operators = []
        self.structure.end_page()

    def finish(self) -> bytes:
        """The whole file, without the page that was begun last."""
        for font in self._fonts.values():
            self._document.add_font(font.short, font.write(self._document.put))
        return self._document.whole(self.structure)


class _ArchivalDocument(PDFDocument):
    """reportlab's document, with what ISO 19005 asks for and the document has no way to say."""

    # What reportlab's stubs do not name, or not well.
    Catalog: Any
    Outlines: Any
    Pages: Any

    def __init__(self, info: DocumentInfo, width: float, height: float) -> None:
        super().__init__(lang="zh-CN", invariant=1)
        self._box = f"[0 0 {width:.2f} {height:.2f}]"
        self._destinations: dict[str, Destination] = {}
        # WORKAROUND(reportlab 5.1.0): the file's identifier is seeded with SOURCE_DATE_EPOCH even where `invariant` is
        # set. It has to come from the content alone, so that the same report gives the same bytes everywhere.
        self.signature = hashlib.md5(usedforsecurity=False)
        # WORKAROUND(reportlab 5.1.0): what setTitle, setAuthor and so on set is written even where it is empty, and
        # then contradicts the XMP, which has no empty properties; and a title that begins with þÿ is read as UTF-16.
        self.info: Any = InformationDictionary(information_dictionary(info))
        self._fonts: Any = self.idToObject[BasicFonts]
        self._resources = WrittenObject(b"<< /Font %b >>" % PDFObjectReference(BasicFonts).format(self))
        catalog = self.Catalog
        # WORKAROUND(reportlab 5.1.0): the catalog takes any entry, but only those of this list are written.
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.MarkInfo = WrittenObject(b"<< /Marked true >>")
        catalog.ViewerPreferences = WrittenObject(b"<< /DisplayDocTitle true /PrintScaling /None >>")
        catalog.Metadata = stream(xmp_packet(info), b"/Type /Metadata /Subtype /XML ")
        catalog.OutputIntents = WrittenObject(
            b"[<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1)"
            b" /RegistryName (http://www.color.org) /Info (sRGB IEC61966-2.1) /DestOutputProfile %b >>]"
            % self.put(WrittenObject(_srgb()))
        )

    def add_page(self, content: bytes) -> None:
        """Add a page with these operators."""
        page: Any = PDFPage()
        page.MediaBox, page.Resources = self._box, self._resources
        # WORKAROUND(reportlab 5.1.0): PDFStream writes `endstream` right after the data; ISO 19005-2, 6.1.7 asks for a
        # line end between them that the stream's Length does not count.
        page.Contents = packed(content)
        # WORKAROUND(reportlab 5.1.0): of a page's entries, too, only those of this list are written.
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = self.pageCounter - 1, "/S"
        self.addPage(page)
        self.updateSignature(content)

    def bookmark(self, title: str, key: str, top: float, level: int) -> None:
        """Add a bookmark to a height of the page that is added next."""
        place = self._destinations[key] = Destination(key)
        place.setPage(self.thisPageRef())
        place.xyz(0, round(top, 2), "null")
        self.Outlines.addOutlineEntry(key, level, title)
        self.Catalog.showOutline()

    def _bookmarkReference(self, key: str) -> Destination:  # noqa: N802 - reportlab's name, asked for by the outline
        return self._destinations[key]

    def put(self, thing: WrittenObject) -> bytes:
        """Add an object to the file and return the reference by which others name it."""
        reference: bytes = self.Reference(thing).format(self)  # type: ignore[no-untyped-call]
        return reference

    def add_font(self, name: str, reference: bytes) -> None:
        """Make a font known under a name to all pages."""
        # WORKAROUND(reportlab 5.1.0): fonts are those that reportlab embeds itself. Its TTFont
        # parses the whole file first (0.2 s for DeskSong) and knows no full-width forms.
        self._fonts.dict[name] = reference

    def whole(self, structure: StructureTree) -> bytes:
        """The finished file, with the structure of what its pages say."""
        pages = [self.idToObjectNumberAndVersion[page.__InternalName__][0] for page in self.Pages.pages]
        elements = structure.elements()
        self._first = reserve(self, OBJECTS_BEFORE + len(elements))
        self.Catalog.StructTreeRoot = b"%d 0 R" % self._first
        self._objects = structure.objects(elements, self._first, pages)
        structure.take_apart(elements)
        self.updateSignature(b"".join(self._objects))
        return self.GetPDFData(self)

    def format(self) -> bytes:
        """The written form of the whole; reportlab calls this method by its name."""
        return whole_file(self, self._first, self._objects)


@cache
def _srgb() -> bytes:
    """The stream of the colours that screens and printers mean by default."""
    content = resource("icc", "sRGB.icc").read_bytes()
    return packed(content, b"/N 3 ").written
