"""The page of GB/T 9704: its measures in points, and the sheet that ink goes on, with its number and a cursor."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from disclosure_desk.writers.pdf.embed import Flate, UsedFace
from disclosure_desk.writers.pdf.fonts import Chain, Glyph
from disclosure_desk.writers.pdf.lines import Line

MM = 72 / 25.4
TINT = 0.92
NUMBER_SIZE = 14.0
NUMBER_GAP = 7 * MM
DASH_HEIGHT = 0.36
"""How high above the baseline the dash of the page number lies, in em."""


@dataclass(frozen=True, slots=True)
class PageForm:
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
class About:
    """What a document says about itself."""

    title: str
    author: str
    year: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place of the report is printed: page from 0, and the height from `top` to `bottom` in points down."""

    page: int
    top: float
    bottom: float
    place: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished document, and what stands where in it, from the first page to the last."""

    content: bytes
    spots: tuple[Spot, ...]


class _Paper(Canvas):
    """A canvas that does not begin each page by choosing a face that is not embedded."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


class Sheet:
    """The pages of one document: ink is put at distances from the left and top of the type area."""

    def __init__(self, about: About, form: PageForm, numbers: Chain, *, double_sided: bool = True) -> None:
        self.form = form
        self._numbers, self._double_sided = numbers, double_sided
        self.y = 0.0
        """The cursor: how far down the type area is taken."""
        self._number = 1
        self._ink: list[str] = []
        self._faces: dict[str, UsedFace] = {}
        self._target = BytesIO()
        self._canvas = _Paper(self._target, (form.width, form.height), pageCompression=0, invariant=True, lang="zh-CN")
        self._canvas.setTitle(about.title)
        self._canvas.setAuthor(about.author)
        self._canvas.setSubject(about.title)
        self._canvas.setCreator("disclosure-desk")
        self._canvas.setDateFormatter(lambda *_now: f"D:{about.year:04d}1231000000+08'00'")
        self._document: Any = vars(self._canvas)["_doc"]  # the canvas offers no other way to its document
        self._document.defaultStreamFilters = [Flate()]
        self._document.signature = hashlib.md5(usedforsecurity=False)

    @property
    def page(self) -> int:
        """The page that is being drawn, from 0."""
        return self._number - 1

    @property
    def room(self) -> float:
        """How much of the type area's depth is left."""
        return self.form.depth - self.y

    def text(self, line: Line, size: float, x: float, y: float, *, squeeze: float = 1.0) -> None:
        """A line of text on its baseline; `squeeze` narrows it."""
        left, base = self.form.left + x, self.form.height - self.form.top - y
        self._ink.append("BT")
        for face, run in groupby(line.glyphs, key=lambda placed: placed[1].face):
            used = self._face(face)
            glyphs = list(run)
            start = left + glyphs[0][0] * squeeze
            self._ink.append(
                f"/{used.name} {_short(size)} Tf {_short(squeeze)} 0 0 1 {_short(start)} {_short(base)} Tm "
                f"[{_shown(used, glyphs, size)}] TJ",
            )
        self._ink.append("ET")

    def _face(self, face: str) -> UsedFace:
        if face not in self._faces:
            self._faces[face] = UsedFace(face, f"F{len(self._faces) + 1}")
            self._document.delayedFonts.append(self._faces[face])
        return self._faces[face]

    def rules(self, width: float, rules: Iterable[tuple[float, float, float, float]]) -> None:
        """Straight lines of one width, each from one point to another."""
        path = "".join(f"{self._at(x, y)} m {self._at(to_x, to_y)} l " for x, y, to_x, to_y in rules)
        self._ink.append(f"{_short(width)} w 2 J {path}S")

    def tint(self, x: float, y: float, width: float, depth: float) -> None:
        """A box filled with a light grey."""
        self._ink.append(f"q {TINT} g {self._at(x, y + depth)} {_short(width)} {_short(depth)} re f Q")

    def _at(self, x: float, y: float) -> str:
        return f"{_short(self.form.left + x)} {_short(self.form.height - self.form.top - y)}"

    def mark(self, title: str, key: str) -> None:
        """A bookmark to where the cursor stands."""
        top = self.form.height - self.form.top - self.y
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=top)
        self._canvas.addOutlineEntry(title, key)

    def new_page(self) -> None:
        """Number and close the page, and begin the next one at its top."""
        self._put_number()
        content = "\n".join(self._ink)
        self._document.updateSignature(content)
        self._canvas.addLiteral(content)
        self._canvas.showPage()
        self._ink, self.y = [], 0.0
        self._number += 1

    def _put_number(self) -> None:
        """`— 1 —`, one character in from the outer edge: right on odd pages, left on even ones; or in the middle."""
        placed: list[tuple[float, Glyph]] = []
        x = 0.0
        for character in f"— {self._number} —":
            glyph = self._numbers.glyph(character)
            assert glyph is not None  # noqa: S101 - both faces are the program's own
            placed.append((x, glyph))
            x += glyph.advance * NUMBER_SIZE
        start = (self.form.measure - x) / 2
        if self._double_sided:
            start = self.form.measure - NUMBER_SIZE - x if self._number % 2 else NUMBER_SIZE
        below = self.form.depth + NUMBER_GAP + DASH_HEIGHT * NUMBER_SIZE
        self.text(Line(tuple(placed), x), NUMBER_SIZE, start, below)

    def finish(self) -> bytes:
        """The whole document; nothing can be added to it afterwards."""
        self.new_page()
        self._canvas.showOutline()
        self._canvas.save()
        return self._target.getvalue()


def _shown(used: UsedFace, glyphs: list[tuple[float, Glyph]], size: float) -> str:
    """Glyphs of one face as the page shows them: codes, and between them what the pen goes back, in thousandths."""
    shown: list[str] = []
    codes = ""
    pen = glyphs[0][0]
    for x, glyph in glyphs:
        back = round((pen - x) / size * 1000)
        if back:
            shown.append(f"<{codes}>{back}")
            codes = ""
            pen -= back * size / 1000
        codes += f"{used.code(glyph):04X}"
        pen += glyph.advance * size
    return "".join(shown) + f"<{codes}>"


def _short(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
