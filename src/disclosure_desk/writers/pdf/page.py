"""The page of GB/T 9704: its measures in points, and the canvas that text and rules are drawn on."""

from collections.abc import Iterable
from typing import NamedTuple

from disclosure_desk.writers.pdf.font.chains import FontChain, FontGlyph
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.page_output import PageOutput
from disclosure_desk.writers.pdf.structure import Artifact, Mark, StructureElement

MM = 72 / 25.4
TINT = 0.92
NUMBER_SIZE = 14.0
NUMBER_GAP = 7 * MM
MIDDLE = 0.38
"""How high above the baseline the middle of a Chinese character lies, in em."""
DASH_HEIGHT = 0.36
"""How high above the baseline the dash of the page number lies, in em."""


class PageGeometry(NamedTuple):
    """Paper and type area in points, as GB/T 9704 has them.

    top, left: the margins; measure, depth: width and height of the type area; pitch: from one character of the body to
    the next, 28 on a line; leading: from one line to the next, 22 on a page.
    """

    width: float = 210 * MM
    height: float = 297 * MM
    top: float = 37 * MM
    left: float = 28 * MM
    measure: float = 156 * MM
    depth: float = 225 * MM
    pitch: float = 156 * MM / 28
    leading: float = 28.95


class PrintedPlace(NamedTuple):
    """Where a place of the report is printed: page from 0, and the height from `top` to `bottom` in points down."""

    page: int
    top: float
    bottom: float
    place: str


class PrintedDocument(NamedTuple):
    """A finished document, and what stands where in it, from the first page to the last."""

    content: bytes
    places: tuple[PrintedPlace, ...]


class PageCanvas:
    """The pages of one document, drawn one after the other; distances are from the left and top of the type area.

    output: the document that they are drawn into; numbers: the fonts of the page numbers.
    """

    def __init__(
        self,
        output: PageOutput,
        geometry: PageGeometry,
        numbers: FontChain,
        *,
        double_sided: bool = True,
    ) -> None:
        self.geometry = geometry
        self._numbers, self._double_sided = numbers, double_sided
        self.y = 0.0
        """The cursor: how far down the type area is taken."""
        self.page = 0
        """The page that is being drawn, from 0."""
        self.numbered = True
        """Whether a page shows its number when it is closed."""
        self.repeats = False
        """Whether what is drawn now has been on a page before, as the head of a table that goes on."""
        self._bounded: dict[StructureElement, int] = {}
        """The page on which each element began whose place was told."""
        self._number = 1
        self._restarts = False
        self._output = output

    @property
    def room(self) -> float:
        """How much of the type area's depth is left."""
        return self.geometry.depth - self.y

    def begin_section(self) -> None:
        """Begin a part of the document that could stand for itself, as a sheet does."""
        self._output.structure.begin_section()

    def element(self, kind: str) -> StructureElement:
        """A new element at the end of the section."""
        return StructureElement(kind, self._output.structure.section)

    def text(self, line: TextLine, size: float, at: tuple[float, float], mark: Mark, *, squeeze: float = 1.0) -> None:
        """Draw a line of text on its baseline.

        mark: what it is; squeeze: the factor by which it is narrowed.
        """
        if line.glyphs:
            x, y = at
            at = self.geometry.left + x, self._height(y)
            self._output.text(line, size, at, squeeze, Artifact.REPEATED if self.repeats else mark)

    def bound(self, element: StructureElement, box: tuple[float, float, float, float]) -> None:
        """Tell where a table or drawing lies: left, top, right, bottom; one that goes on to another page has none."""
        left, top, right, bottom = box
        edges = (self.geometry.left + left, self._height(bottom), self.geometry.left + right, self._height(top))
        is_here = self._bounded.setdefault(element, self.page) == self.page
        element.bounds = b"/A<</O/Layout/BBox[%.2f %.2f %.2f %.2f]>>" % edges if is_here else b""

    def rules(
        self, width: float, rules: Iterable[tuple[float, float, float, float]], mark: Mark = Artifact.LAYOUT
    ) -> None:
        """Draw straight lines of one width, each from one point to another; `mark` says what one that speaks is."""
        if isinstance(mark, StructureElement):
            ((x, y, x2, y2),) = rules = [*rules]
            self.bound(mark, (x, y - width / 2, x2, y2 + width / 2))
        left, top = self.geometry.left, self._height(0)
        moved = [(left + x, top - y, left + x2, top - y2) for x, y, x2, y2 in rules]
        self._output.rules(width, moved, mark)

    def frame(self, width: float, box: tuple[float, float, float, float]) -> None:
        """Draw the four edges of a box: left, top, right, bottom."""
        left, top, right, bottom = box
        across = [(left, top, right, top), (left, bottom, right, bottom)]
        self.rules(width, [*across, (left, top, left, bottom), (right, top, right, bottom)])

    def tint(self, x: float, y: float, width: float, depth: float, grey: float = TINT) -> None:
        """Fill a box with grey, light unless told otherwise."""
        box = self.geometry.left + x, self._height(y + depth), width, depth
        self._output.tint(grey, box, Artifact.LAYOUT)

    def _height(self, y: float) -> float:
        """How high above the lower edge of the paper a place of the type area is."""
        return self.geometry.height - self.geometry.top - y

    def bookmark(self, title: str, key: str, level: int = 0) -> None:
        """Add a bookmark to the place of the cursor; its key is its own, `level` is how deep it lies in the outline."""
        self._output.bookmark(title, key, self._height(self.y), level)

    def new_page(self) -> None:
        """Close the page, with its number, and begin the next one at its top."""
        if self.numbered:
            self._draw_number()
        self._output.end_page()
        self.y = 0.0
        self.page += 1
        self._number = 1 if self._restarts else self._number + 1
        self._restarts = False

    def restart_numbers(self) -> None:
        """Let the next page be number 1 again."""
        self._restarts = True

    def _draw_number(self) -> None:
        """Draw `— 1 —`: in the middle, or one character from the outer edge, at the right of odd pages."""
        glyphs: list[tuple[float, FontGlyph]] = []
        x = 0.0
        for character in f"— {self._number} —":
            glyph = self._numbers.glyph(character)
            assert glyph is not None  # noqa: S101 - the program's own fonts have these characters
            glyphs.append((x, glyph))
            x += glyph.advance * NUMBER_SIZE
        start = (self.geometry.measure - x) / 2
        if self._double_sided:
            start = self.geometry.measure - NUMBER_SIZE - x if self._number % 2 else NUMBER_SIZE
        below = self.geometry.depth + NUMBER_GAP + DASH_HEIGHT * NUMBER_SIZE
        self.text(TextLine(tuple(glyphs), x), NUMBER_SIZE, (start, below), Artifact.FOOT)

    def finish(self) -> bytes:
        """Close the last page and return the document; nothing can be added to it afterwards."""
        self.new_page()
        return self._output.finish()
