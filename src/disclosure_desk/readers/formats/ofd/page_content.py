"""A page of an OFD -> its characters and rulings, as those of a page of a PDF.

Output: PdfPageContent in points from the top left, text that is printed sideways turned upright. Invariant: what a
reader of the page would not see is not among its characters but among what was left out: without ink, beyond the page
or what it is clipped to, in the colour of its ground, under something that is drawn later, or too small.

An OFD says where each character begins, but not how wide its glyph is: it ends where the next one begins, unless that
is further on than any character of its kind is wide.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice
from math import atan2, hypot, isfinite
from typing import NamedTuple

from disclosure_desk.readers.formats.ofd.drawing import Point, number, steps, straight_paths
from disclosure_desk.readers.formats.ofd.package import OfdPackage, children
from disclosure_desk.readers.formats.ofd.page_objects import (
    POINTS,
    Bounds,
    Ink,
    OfdObject,
    PageObjects,
    around,
    is_within,
)
from disclosure_desk.readers.formats.pdf.characters import (
    PdfGlyph,
    character_of_code,
    is_askew,
    is_tiny,
    read_characters,
    turned_upright,
    without_doubles,
)
from disclosure_desk.readers.formats.pdf.page_content import PdfPageContent
from disclosure_desk.readers.formats.pdf.page_transform import PageTransform
from disclosure_desk.readers.formats.pdf.rulings import PdfRuling, stroked_sides, thin_shape
from disclosure_desk.readers.model.color import WHITE, Rgb, look_alike
from disclosure_desk.readers.model.errors import ReadError

_MOST_CHARACTERS, _MOST_RULINGS = 20_000, 20_000
_MOST_COMPARED = 20_000_000
"""Characters of a document compared with what may hide them; a page of a report has 1,500 and 20 tints."""

_FAINT, _DENSE = 12, 200
"""Of 255: what covers its ground no more than the one is not seen; from the other on nothing is seen through it."""

_LEAST_COVER = 4.0
"""Points: what covers a text is at least so wide and high."""

_WIDE, _NARROW = 1.0, 0.5
"""In sizes: how wide a character of Chinese script, and how wide a letter or figure is taken to be."""

_NARROWEST = 0.2
"""In sizes: a full stop, which with the width of a figure would have its middle outside of its object, as in 1.加强."""

_REACH_OF_FIGURE, _REACH = 0.75, 1.5
"""In sizes: a character whose next one begins further on ends before it, a figure sooner than all others.

Letters are up to 0.95 wide, and text that is spread over a line is set wider; figures further apart are of two cells.
"""

_ABOVE, _BELOW, _MIDDLE = 0.88, 0.12, 0.38
"""In sizes: how far a character reaches above and below its base, and where its middle is seen."""

_CLEAR_KINDS = ("PNG", "GIF", "JB2", "JBIG2", "GBIG2")
"""Pictures of which a part may be clear, as it is of seals: what they lie over is seen."""


class _Letter(NamedTuple):
    """A character that is drawn: its place among all that is drawn, its middle, its ink, what it is clipped to."""

    glyph: PdfGlyph
    middle: Point
    order: int
    ink: Ink | None
    clip: Bounds

    @property
    def is_undrawn(self) -> bool:
        """Whether it is there only to be searched or copied."""
        return self.ink is None or self.ink.alpha <= _FAINT


class _Cover(NamedTuple):
    """Something that hides what was drawn before it; `color` is None if it is a picture, or not in one colour."""

    order: int
    bounds: Bounds
    color: Rgb | None
    is_dense: bool = True


class OfdPageReader:
    """Reads the pages of one document."""

    def __init__(self, package: OfdPackage) -> None:
        self._package = package
        self._objects = PageObjects(package.resources)
        self._comparisons = 0

    def read(self, page_number: int) -> PdfPageContent:
        """Return what is on a page. Raise ReadError for far more than a page of a report holds."""
        page = self._package.page(page_number)
        letters: list[_Letter] = []
        covers: list[_Cover] = []
        rulings: list[PdfRuling] = []
        has_picture = False
        for order, found in enumerate(self._objects.on(page, page_number)):
            if found.kind == "TextObject":
                letters += islice(_letters(found, order), _MOST_CHARACTERS + 1)
            else:
                has_picture = has_picture or found.kind == "ImageObject"
                shapes = _shapes(found)
                rulings += islice(_rulings(found, shapes), _MOST_RULINGS + 1)
                covers += self._covers(found, shapes, order)
            if len(letters) > _MOST_CHARACTERS or len(rulings) > _MOST_RULINGS:
                raise _too_much(page_number)
        self._comparisons += len(letters) * len(covers)
        if self._comparisons > _MOST_COMPARED:
            raise _too_much(page_number)
        width, height = page.box[2] * POINTS, page.box[3] * POINTS
        transform = PageTransform((0.0, 0.0), (1 / width, 0.0), (0.0, 1 / height), width, height)
        transform = turned_upright(transform, [letter.glyph for letter in letters])
        return _content(page_number, transform, letters, covers)._replace(
            rulings=tuple(_turned(transform, rulings)), has_picture=has_picture
        )

    def _covers(self, found: OfdObject, shapes: Sequence[Sequence[Point]], order: int) -> Iterator[_Cover]:
        is_dark_picture = found.kind == "ImageObject" and not self._is_clear(found)
        ink = Ink(None, found.alpha) if is_dark_picture else found.fill
        if ink is None or ink.alpha <= _FAINT:
            return
        for shape in shapes:
            left, top, right, bottom = bounds = around(shape)
            if min(right - left, bottom - top) > _LEAST_COVER:
                is_dense = ink.alpha >= _DENSE
                yield _Cover(order, bounds, ink.color if is_dense else None, is_dense)

    def _is_clear(self, found: OfdObject) -> bool:
        """Return whether something may be seen through a picture."""
        media = self._package.resources.get(found.element.get("ResourceID", ""))
        if media is None or found.element.get("ImageMask"):
            return True
        named = [
            media.get("Format", ""),
            *((one.text or "").rpartition(".")[2] for one in children(media, "MediaFile")),
        ]
        return any(name.strip().upper() in _CLEAR_KINDS for name in named)


def _content(
    number: int, transform: PageTransform, letters: Sequence[_Letter], covers: Sequence[_Cover]
) -> PdfPageContent:
    undrawn = sum(letter.is_undrawn for letter in letters)
    # What a program recognised lies invisibly on a scanned page, and is all there is to read.
    counts_undrawn = 2 * undrawn >= len(letters)
    glyphs = [letter.glyph for letter in letters]
    upright = [letter for letter in letters if not is_askew(transform, letter.glyph)]
    seen, unseen = list[PdfGlyph](), list[PdfGlyph]()
    for letter in upright:
        is_seen = not is_tiny(transform, letter.glyph) and (
            counts_undrawn if letter.is_undrawn else _is_seen(letter, covers)
        )
        (seen if is_seen else unseen).append(letter.glyph)
    colors = {letter.glyph.source: letter.ink.color for letter in letters if letter.ink and letter.ink.color}
    return PdfPageContent(
        number,
        transform,
        tuple(without_doubles(read_characters(transform, seen, colors))),
        (),
        has_picture=False,
        is_hidden=bool(letters) and undrawn == len(letters),
        unseen=tuple(read_characters(transform, unseen)),
        askew=tuple(read_characters(transform, (glyph for glyph in glyphs if is_askew(transform, glyph)))),
    )


def _is_seen(letter: _Letter, covers: Sequence[_Cover]) -> bool:
    """Return whether a character stands out from what it lies on, and nothing lies on it."""
    if letter.ink is None or not is_within(letter.middle, letter.clip):
        return False
    ground: Rgb | None = WHITE
    for cover in covers:
        if is_within(letter.middle, cover.bounds):
            if cover.order < letter.order:
                ground = cover.color
            elif cover.is_dense:
                return False
    return ground is None or letter.ink.color is None or not look_alike(letter.ink.color, ground)


def _letters(found: OfdObject, order: int) -> Iterator[_Letter]:
    element, matrix = found.element, found.matrix
    size = number(element.get("Size") or element.get("size"), 0.0)  # easyofd writes it small
    scale = number(element.get("HScale"), 1.0)
    points, angle = size * hypot(matrix.c, matrix.d), atan2(matrix.b, matrix.a)
    x = y = 0.0
    for code in children(element, "TextCode"):
        x, y = number(code.get("X"), x), number(code.get("Y"), y)
        across, down = steps(code.get("DeltaX")), steps(code.get("DeltaY"))
        has_steps = code.get("DeltaX") is not None or code.get("DeltaY") is not None
        at_x, at_y = x, y
        for sign in code.text or "":
            text = character_of_code(ord(sign))
            width = _width(sign) * size * scale
            step = next(across, 0.0 if has_steps else width)
            reach = (_REACH_OF_FIGURE if sign.isascii() and sign.isdigit() else _REACH) * size * scale
            is_measured = 0 < step <= reach
            right = at_x + (step if is_measured else width)
            corners = [matrix.point(*corner) for corner in _corners(at_x, right, at_y, size)]
            glyph = PdfGlyph(text, matrix.point(at_x, at_y), around(corners), points, angle, order)
            # Of the last letter of an object no step tells the width, and a full stop ends where that does.
            narrowest = right if is_measured or width == size * scale else at_x + _NARROWEST * size * scale
            middle = matrix.point((at_x + narrowest) / 2, at_y - _MIDDLE * size)
            if isfinite(sum((*glyph.origin, *glyph.box, points, angle))):  # else the file places it nowhere
                yield _Letter(glyph, middle, order, found.fill or found.stroke, found.clip)
            at_x, at_y = at_x + step, at_y + next(down, 0.0)


def _corners(left: float, right: float, base: float, size: float) -> Iterator[Point]:
    for x in (left, right):
        for y in (base - _ABOVE * size, base + _BELOW * size):
            yield x, y


def _width(sign: str) -> float:
    return _WIDE if unicodedata.east_asian_width(sign) in "FWA" else _NARROW


def _shapes(found: OfdObject) -> list[list[Point]]:
    """Return the corners of what a path or picture draws, on the page."""
    if found.kind == "ImageObject":
        return [[found.matrix.point(*corner) for corner in ((0, 0), (1, 0), (1, 1), (0, 1))]]
    data = "".join(one.text or "" for one in children(found.element, "AbbreviatedData"))
    return [[found.matrix.point(*point) for point in part] for part in straight_paths(data)]


def _rulings(found: OfdObject, shapes: Sequence[Sequence[Point]]) -> Iterator[PdfRuling]:
    for shape in shapes:
        if found.kind == "PathObject" and found.stroke is not None and found.stroke.alpha > _FAINT:
            yield from stroked_sides(shape)
        else:
            yield from thin_shape(shape)


def _turned(transform: PageTransform, rulings: Sequence[PdfRuling]) -> Iterator[PdfRuling]:
    """Yield the lines as they lie on the page once its text is upright."""
    for ruling in rulings:
        ends = [(ruling.at, ruling.start), (ruling.at, ruling.end)]
        yield from stroked_sides([transform.read_point(*(end if ruling.upright else end[::-1])) for end in ends])


def _too_much(number: int) -> ReadError:
    return ReadError(f"这份 OFD 的第 {number + 1} 页内容太多，不像是报告的一页。")
