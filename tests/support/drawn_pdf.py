"""PDFs drawn piece by piece with reportlab: as office programs draw them, and as they should not."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from io import BytesIO
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from disclosure_desk.core.resources import resource

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 80.0, 520.0


class DrawnBox(NamedTuple):
    """A cell of a table to draw: where it starts, how far it reaches, what stands in it."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@cache
def face() -> str:
    """The name of a Chinese face, embedded by those who use it."""
    pdfmetrics.registerFont(TTFont("Song", resource("fonts", "DeskSong.ttf")))
    return "Song"


class Paper:
    """Pages to draw on: points from the left and from the top."""

    def __init__(self, width: float = WIDTH, height: float = HEIGHT) -> None:
        self._bytes = BytesIO()
        self.height = height
        self.canvas = Canvas(self._bytes, pagesize=(width, height), initialFontName=face())

    def text(self, x: float, y: float, words: str, size: float = 16) -> None:
        """Words from x on, on a line at y."""
        self.canvas.setFont(face(), size)
        self.canvas.drawString(x, self.height - y, words)

    def middle(self, x: float, y: float, words: str, size: float = 10) -> None:
        """Words with their middle at x."""
        self.canvas.setFont(face(), size)
        self.canvas.drawCentredString(x, self.height - y, words)

    def right(self, x: float, y: float, words: str, size: float = 16) -> None:
        """Words that end at x."""
        self.canvas.setFont(face(), size)
        self.canvas.drawRightString(x, self.height - y, words)

    def line(self, left: float, top: float, right: float, bottom: float) -> None:
        """A stroke."""
        self.canvas.line(left, self.height - top, right, self.height - bottom)

    def box(self, left: float, top: float, right: float, bottom: float, *, fill: int = 0) -> None:
        """A rectangle, stroked or filled."""
        self.canvas.rect(left, self.height - bottom, right - left, bottom - top, stroke=1 - fill, fill=fill)

    def turn_page(self) -> None:
        """Begin the next page."""
        self.canvas.showPage()

    def content(self) -> bytes:
        """The finished PDF."""
        self.canvas.save()
        return self._bytes.getvalue()


class Ruler(NamedTuple):
    """A table's place: the edges of its columns and rows."""

    across: Sequence[float]
    down: Sequence[float]

    def sides(self, box: DrawnBox) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a box."""
        return (
            self.across[box.column],
            self.down[box.row],
            self.across[box.column + box.columns],
            self.down[box.row + box.rows],
        )


Style = Callable[[Paper, Ruler, Sequence[DrawnBox]], None]


def draw_table(paper: Paper, ruler: Ruler, boxes: Sequence[DrawnBox], style: Style, size: float = 9) -> None:
    """A table with its words in the middle of their cells; words too long for a line stand on several."""
    style(paper, ruler, boxes)
    for box in boxes:
        left, top, right, bottom = ruler.sides(box)
        lines = list(wrapped(box.text, right - left - 4, size))
        start = (top + bottom) / 2 - len(lines) * size * 1.1 / 2
        for number, line in enumerate(lines):
            paper.middle((left + right) / 2, start + (number + 0.85) * size * 1.1, line, size)


def wrapped(words: str, width: float, size: float) -> Iterator[str]:
    """The lines that words of this size take in a width."""
    line = ""
    for character in words:
        is_word = line and character.isascii() and line[-1].isascii()
        if line and not is_word and pdfmetrics.stringWidth(line + character, face(), size) > width:
            yield line
            line = ""
        line += character
    yield line


def _borders(ruler: Ruler, boxes: Sequence[DrawnBox]) -> Iterator[tuple[float, float, float, float]]:
    for box in boxes:
        left, top, right, bottom = ruler.sides(box)
        yield left, top, right, top
        yield left, bottom, right, bottom
        yield left, top, left, bottom
        yield right, top, right, bottom


def strokes(paper: Paper, ruler: Ruler, boxes: Sequence[DrawnBox]) -> None:
    """A stroke for each side of each cell, as LibreOffice and WPS draw."""
    paper.canvas.setLineWidth(0.5)
    for border in _borders(ruler, boxes):
        paper.line(*border)


def thin_rectangles(paper: Paper, ruler: Ruler, boxes: Sequence[DrawnBox]) -> None:
    """Filled rectangles half a point thick with dots where they meet, as Word draws."""
    for left, top, right, bottom in _borders(ruler, boxes):
        paper.box(left + 0.25, top, right + 0.25 * (left == right) + 0.25, bottom + 0.5 * (top == bottom), fill=1)
        paper.box(left - 0.25, top - 0.25, left + 0.25, top + 0.25, fill=1)


def rectangles(paper: Paper, ruler: Ruler, boxes: Sequence[DrawnBox]) -> None:
    """A stroked rectangle around each cell."""
    for box in boxes:
        paper.box(*ruler.sides(box))


def apart(paper: Paper, ruler: Ruler, boxes: Sequence[DrawnBox]) -> None:
    """A rectangle around each cell, a little apart from the next, as browsers draw tables with cell spacing."""
    for box in boxes:
        left, top, right, bottom = ruler.sides(box)
        paper.box(left + 0.9, top + 0.9, right - 0.9, bottom - 0.9)


def double(paper: Paper, ruler: Ruler, boxes: Sequence[DrawnBox]) -> None:
    """Double lines."""
    for left, top, right, bottom in _borders(ruler, boxes):
        for aside in (-0.8, 0.8):
            if left == right:
                paper.line(left + aside, top, right + aside, bottom)
            else:
                paper.line(left, top + aside, right, bottom + aside)


def dashed(paper: Paper, ruler: Ruler, boxes: Sequence[DrawnBox]) -> None:
    """Lines that are dashed by the viewer."""
    paper.canvas.setDash(2, 2)
    strokes(paper, ruler, boxes)
    paper.canvas.setDash()


def dashes(paper: Paper, ruler: Ruler, boxes: Sequence[DrawnBox]) -> None:
    """Lines of many short strokes."""
    for left, top, right, bottom in _borders(ruler, boxes):
        count = max(int((right - left + bottom - top) / 5), 1)
        for number in range(count):
            start, end = number / count, (number + 0.5) / count
            paper.line(
                left + (right - left) * start,
                top + (bottom - top) * start,
                left + (right - left) * end,
                top + (bottom - top) * end,
            )
        paper.line(right, bottom, right, bottom)


def one_path(paper: Paper, ruler: Ruler, boxes: Sequence[DrawnBox]) -> None:
    """All sides in one path."""
    path = paper.canvas.beginPath()
    for left, top, right, bottom in _borders(ruler, boxes):
        path.moveTo(left, paper.height - top)
        path.lineTo(right, paper.height - bottom)
    paper.canvas.drawPath(path)


def closed(paper: Paper, ruler: Ruler, boxes: Sequence[DrawnBox]) -> None:
    """Paths around each cell that are closed without a last line."""
    for box in boxes:
        left, top, right, bottom = ruler.sides(box)
        path = paper.canvas.beginPath()
        path.moveTo(left, paper.height - top)
        for x, y in ((right, top), (right, bottom), (left, bottom)):
            path.lineTo(x, paper.height - y)
        path.close()
        paper.canvas.drawPath(path)


def in_group(paper: Paper, ruler: Ruler, boxes: Sequence[DrawnBox]) -> None:
    """Strokes in a group that is moved and scaled into its place."""
    canvas = paper.canvas
    canvas.beginForm("table")
    canvas.setLineWidth(2)
    for left, top, right, bottom in _borders(ruler, boxes):
        canvas.line(2 * left, 2 * (paper.height - top), 2 * right, 2 * (paper.height - bottom))
    canvas.endForm()
    canvas.saveState()
    canvas.scale(0.5, 0.5)
    canvas.doForm("table")
    canvas.restoreState()


def open_sided(paper: Paper, ruler: Ruler, boxes: Sequence[DrawnBox]) -> None:
    """Strokes without the outermost upright ones."""
    for left, top, right, bottom in _borders(ruler, boxes):
        if not left == right in (ruler.across[0], ruler.across[-1]):
            paper.line(left, top, right, bottom)


def shaded(paper: Paper, ruler: Ruler, boxes: Sequence[DrawnBox]) -> None:
    """Grey behind the first row, curves in the corners, and strokes."""
    canvas = paper.canvas
    canvas.setFillGray(0.8)
    paper.box(ruler.across[0], ruler.down[0], ruler.across[-1], ruler.down[1], fill=1)
    canvas.setFillGray(0)
    canvas.circle(ruler.across[0], paper.height - ruler.down[0], 3)
    strokes(paper, ruler, boxes)


STYLES = (
    strokes,
    thin_rectangles,
    rectangles,
    apart,
    double,
    dashed,
    dashes,
    one_path,
    closed,
    in_group,
    open_sided,
    shaded,
)
