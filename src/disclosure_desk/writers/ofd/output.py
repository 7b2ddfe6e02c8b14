"""An OFD that is built page by page: the counterpart of the PDF's `PdfOutput`."""

from collections.abc import Iterable

from disclosure_desk.writers.ofd.ofd_xml import MM
from disclosure_desk.writers.ofd.package_files import OfdBookmark, OfdContent, OfdPage, UsedFont, package
from disclosure_desk.writers.ofd.page_content import PaperPlace, rules_object, runs, text_object, tint_object
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.page_output import Rule, TintBox
from disclosure_desk.writers.pdf.structure import Artifact, Mark, StructureTree
from disclosure_desk.writers.pdf.xmp import DocumentInfo


class OfdOutput:
    """An OFD that is built page by page; nothing can be added to it once it is finished.

    Text stands in the order of reading, which is the order in which it is drawn; what it belongs to is not written.
    """

    def __init__(self, info: DocumentInfo, width: float, height: float) -> None:
        self.structure = StructureTree()
        self._info, self._width, self._height = info, width, height
        self._last = 0
        """The number given last: all objects of a document are numbered together."""
        self._fonts: dict[str, UsedFont] = {}
        self._pages: list[OfdPage] = []
        self._bookmarks: list[OfdBookmark] = []
        self._begin_page()

    def _begin_page(self) -> None:
        self._page, self._layer = self._next_number(), self._next_number()
        self._objects: list[str] = []

    def _next_number(self) -> int:
        self._last += 1
        return self._last

    def text(self, line: TextLine, size: float, at: tuple[float, float], squeeze: float, _mark: Mark) -> None:
        """Draw a line of text on its baseline, narrowed by the factor `squeeze`."""
        left, base = at
        place = PaperPlace(left, self._height - base, squeeze)
        for run in runs(line, size):
            if run.font not in self._fonts:
                self._fonts[run.font] = UsedFont(self._next_number(), {})
            font = self._fonts[run.font]
            font.glyphs.update(run.glyphs)
            self._objects.append(text_object(run, size, place, (self._next_number(), font.number)))

    def rules(self, width: float, rules: Iterable[Rule], _mark: Mark) -> None:
        """Draw straight lines of one width."""
        listed = [*rules]
        if listed:
            self._objects.append(rules_object(width, listed, self._height, self._next_number()))

    def tint(self, grey: float, box: TintBox, _mark: Artifact) -> None:
        """Fill a box with grey."""
        self._objects.append(tint_object(grey, box, self._height, self._next_number()))

    def bookmark(self, title: str, _key: str, top: float, level: int) -> None:
        """Add a bookmark to a height of the page that is being drawn."""
        self._bookmarks.append(OfdBookmark(title, self._page, (self._height - top) * MM, level))

    def end_page(self) -> None:
        """Close the page that is being drawn and begin the next one."""
        self._pages.append(OfdPage(self._page, self._layer, "".join(self._objects)))
        self._begin_page()

    def finish(self) -> bytes:
        """The whole file, without the page that was begun last."""
        self.structure.take_apart(self.structure.elements())
        area = self._width * MM, self._height * MM
        return package(OfdContent(self._info, area, self._pages, self._fonts, self._bookmarks, self._last))
