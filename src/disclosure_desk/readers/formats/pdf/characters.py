"""The characters of a page with their places, as its text layer has them."""

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import atan2, cos, hypot, isfinite, pi, sin
from typing import Any, NamedTuple

from disclosure_desk.core.pdfium import raw
from disclosure_desk.readers.formats.pdf.page_transform import Frame, Point

UNREAD = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character of which the file does not say what it is."""

_ASKEW = 0.15
"""Text that stands so many quarters of a turn askew is a watermark."""

_SAME = 0.12
"""The same character within so much of its size is printed twice."""

_PLAIN = {"\ufffe": "-", "\xad": "-", "\xa0": " ", "\t": " ", "\u2002": " ", "\u2003": " "}
"""A hyphen at a line's end comes as no character at all; blanks of other widths are blanks."""

_LIKE_OTHERS = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))
"""Radicals and compatibility forms: some fonts give them for the plain characters that look the same."""

_FIRST_HALF, _SECOND_HALF = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_PRIVATE = range(0xE000, 0xF900)


_TALLEST = 2.5
"""No box of a character is so many times higher than its size."""

Sides = tuple[float, float, float, float]
"""Left, bottom, right and top."""


class Character(NamedTuple):
    """A character as read: from `left` to `right` on the line at `base`, of a size in points."""

    text: str
    left: float
    right: float
    base: float
    size: float


class Glyph(NamedTuple):
    """A character in the page's own coordinates: its origin, box and size, and the angle it is written at."""

    text: str
    origin: Point
    box: Sides
    size: float
    angle: float


def glyphs(text_page: Any, numbers: Iterable[int]) -> Iterator[Glyph]:  # noqa: ANN401 - a handle of the library
    """The characters of these numbers that stand somewhere, but not those that the library itself puts between them."""
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for number in numbers:
        code = _code(text_page, number)
        if code in _SECOND_HALF or raw.FPDFText_IsGenerated(text_page, number) == 1:
            continue
        raw.FPDFText_GetLooseCharBox(text_page, number, box)
        raw.FPDFText_GetCharOrigin(text_page, number, x, y)
        raw.FPDFText_GetMatrix(text_page, number, matrix)
        text = UNREAD if raw.FPDFText_HasUnicodeMapError(text_page, number) == 1 else _text(code)
        size = raw.FPDFText_GetFontSize(text_page, number) * hypot(matrix.c, matrix.d)
        origin, sides = (x.value, y.value), (box.left, box.bottom, box.right, box.top)
        if box.top - box.bottom > _TALLEST * size:
            origin, sides = _tight(text_page, number)
        glyph = Glyph(text, origin, sides, size, atan2(matrix.b, matrix.a))
        if isfinite(sum((*origin, *sides, size, glyph.angle))):
            yield glyph


def _code(text_page: Any, number: int) -> int:  # noqa: ANN401
    """The code of a character; of one beyond 16 bits the library tells two halves."""
    code = int(raw.FPDFText_GetUnicode(text_page, number))
    if code in _FIRST_HALF:
        code = 0x10000 + (code - 0xD800) * 0x400 + (raw.FPDFText_GetUnicode(text_page, number + 1) - 0xDC00) % 0x400
    return code


def _tight(text_page: Any, number: int) -> tuple[Point, Sides]:  # noqa: ANN401
    """The origin and box by the ink alone, for what the library says of type set from top to bottom is not scaled."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text_page, number, left, right, bottom, top)
    return (left.value, bottom.value), (left.value, bottom.value, right.value, top.value)


def turned(frame: Frame, found: Sequence[Glyph]) -> Frame:
    """The frame that sets most of the text upright."""
    quarters = Counter(round(_quarters(frame, glyph)) % 4 for glyph in found)
    return frame._replace(turns=max(quarters, key=quarters.__getitem__, default=0))


def placed(frame: Frame, found: Iterable[Glyph]) -> Iterator[Character]:
    """The characters where they are read; watermarks across the page are left out."""
    for glyph in found:
        quarters = _quarters(frame, glyph)
        if abs(quarters - round(quarters)) < _ASKEW and glyph.size > 0:
            yield _character(frame, glyph, upright=(round(quarters) - frame.turns) % 4 == 0)


def once(characters: Iterable[Character]) -> Iterator[Character]:
    """The characters without those printed a second time at nearly the same place, as programs do to make them bold."""
    printed: set[tuple[str, float, int, int]] = set()
    for one in characters:
        # Places count in steps of the size, so only those of one size can be held against each other.
        grain = max(_SAME * round(one.size, 1), 0.01)
        across, down = round(one.left / grain), round(one.base / grain)
        around = ((one.text, grain, across + step, down + other) for step in (-1, 0, 1) for other in (-1, 0, 1))
        if not printed.intersection(around):
            printed.add((one.text, grain, across, down))
            yield one


def _character(frame: Frame, glyph: Glyph, *, upright: bool) -> Character:
    left, bottom, right, top = glyph.box
    (one, low), (two, high) = frame.point(left, bottom), frame.point(right, top)
    x, base = frame.point(*glyph.origin)
    if not upright:
        x, base = min(one, two), (low + high) / 2 + 0.35 * glyph.size
    return Character(glyph.text, x, max(one, two, x), base, glyph.size)


def _quarters(frame: Frame, glyph: Glyph) -> float:
    """The direction of writing as it is shown, in quarters of a turn, clockwise."""
    (x, y), (across, down) = frame.shown(0, 0), frame.shown(cos(glyph.angle), sin(glyph.angle))
    return atan2(down - y, across - x) / (pi / 2)


def _text(code: int) -> str:
    if code in _PRIVATE or (unicodedata.category(chr(code)) in ("Cn", "Cc") and chr(code) not in _PLAIN):
        return UNREAD
    if any(code in likes for likes in _LIKE_OTHERS):
        return unicodedata.normalize("NFKC", chr(code))
    return _PLAIN.get(chr(code), chr(code))
