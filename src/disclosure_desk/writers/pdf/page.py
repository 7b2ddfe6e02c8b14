"""The page of GB/T 9704: its measures in points, and the canvas that text and rules are drawn on."""

from collections.abc import Iterable
from dataclasses import dataclass

from disclosure_desk.writers.pdf import content_stream
from disclosure_desk.writers.pdf.document import PdfOutput
from disclosure_desk.writers.pdf.font.chains import FontChain, FontGlyph
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.xmp import PDF_A_2U, ArchivalStandard, DocumentInfo

MM = 72 / 25.4
TINT = 0.92
NUMBER_SIZE = 14.0
NUMBER_GAP = 7 * MM
DASH_HEIGHT = 0.36
"""How high above the baseline the dash of the page number lies, in em."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """Paper and type area in points."""

    width: float = 210 * MM
    height: float = 297 * MM
    top: float = 37 * MM
    left: float = 28 * MM
    measure: float = 156 * MM
    depth: float = 225 * MM
    pitch: float = 156 * MM / 28
    leading: float = 28.95


@dataclass(frozen=True, slots=True)
class PrintedPlace:
    """Where a place of the report is printed: page from 0, and the height from `top` to `bottom` in points down."""

    page: int
    top: float
    bottom: float
    place: str


@dataclass(frozen=True, slots=True)
class PrintedDocument:
    """A finished document, and what stands where in it, from the first page to the last."""

    content: bytes
    places: tuple[PrintedPlace, ...]


class PageCanvas:
    """The pages of one document, drawn one after the other; distances are from the left and top of the type area."""

    def __init__(
        self,
        info: DocumentInfo,
        form: PageGeometry,
        numbers: FontChain,
        *,
        double_sided: bool = True,
        standard: ArchivalStandard = PDF_A_2U,
    ) -> None:
        self.form = form
        self._numbers, self._double_sided = numbers, double_sided
        self.y = 0.0
        """The cursor: how far down the type area is taken."""
        self.page = 0
        """The page that is being drawn, from 0."""
        self.numbered = True
        """Whether a page shows its number when it is closed."""
        self._number = 1
        self._restarts = False
        self._output = PdfOutput(info, form.width, form.height, standard)

    @property
    def room(self) -> float:
        """How much of the type area's depth is left."""
        return self.form.depth - self.y

    def text(self, line: TextLine, size: float, x: float, y: float, *, squeeze: float = 1.0) -> None:
        """A line of text on its baseline; `squeeze` narrows it."""
        if line.glyphs:
            at = self.form.left + x, self._height(y)
            self._output.draw(content_stream.text(line, size, at, squeeze, self._output.font))

    def rules(self, width: float, rules: Iterable[tuple[float, float, float, float]]) -> None:
        """Straight lines of one width, each from one point to another."""
        left, top = self.form.left, self._height(0)
        moved = [(left + x, top - y, left + x2, top - y2) for x, y, x2, y2 in rules]
        self._output.draw(content_stream.rules(width, moved))

    def tint(self, x: float, y: float, width: float, depth: float) -> None:
        """A box filled with a light grey."""
        self._output.draw(content_stream.tint(TINT, self.form.left + x, self._height(y + depth), width, depth))

    def _height(self, y: float) -> float:
        """How high above the paper's lower edge a place of the type area is."""
        return self.form.height - self.form.top - y

    def mark(self, title: str, key: str, level: int = 0) -> None:
        """A bookmark to where the cursor stands; `key` is its own, `level` how deep it lies under the ones before."""
        self._output.bookmark(title, key, self._height(self.y), level)

    def new_page(self) -> None:
        """Number and close the page, and begin the next one at its top."""
        if self.numbered:
            self._put_number()
        self._output.end_page()
        self.y = 0.0
        self.page += 1
        self._number = 1 if self._restarts else self._number + 1
        self._restarts = False

    def restart_numbers(self) -> None:
        """Let the next page be number 1 again."""
        self._restarts = True

    def _put_number(self) -> None:
        """`— 1 —`, one character in from the outer edge: right on odd pages, left on even ones; or in the middle."""
        placed: list[tuple[float, FontGlyph]] = []
        x = 0.0
        for character in f"— {self._number} —":
            glyph = self._numbers.glyph(character)
            assert glyph is not None  # noqa: S101 - both fonts are the program's own
            placed.append((x, glyph))
            x += glyph.advance * NUMBER_SIZE
        start = (self.form.measure - x) / 2
        if self._double_sided:
            start = self.form.measure - NUMBER_SIZE - x if self._number % 2 else NUMBER_SIZE
        below = self.form.depth + NUMBER_GAP + DASH_HEIGHT * NUMBER_SIZE
        self.text(TextLine(tuple(placed), x), NUMBER_SIZE, start, below)

    def finish(self) -> bytes:
        """The whole document; nothing can be added to it afterwards."""
        self.new_page()
        return self._output.finish()
