"""The text layer of a page -> its characters, each with the line it is on and where it begins and ends.

Input: the library's text page. Output: PdfCharacter in points as read, in the file's order. A character is what it
looks like: a radical (⼀, U+2F00) is read as the character 一, a private code as unread (�), which text_layer counts.
Invariant: no character is guessed, and none is read twice.

Order: page_glyphs reads codes and boxes; turned_upright finds which way up most of the text is; read_characters puts
them on lines, without those askew or tiny; without_doubles removes the second print of bold type.
"""

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import atan2, cos, hypot, isfinite, pi, sin
from types import MappingProxyType
from typing import Any, NamedTuple

from disclosure_desk.core.pdfium import raw
from disclosure_desk.readers.formats.pdf.page_transform import PageTransform, Point
from disclosure_desk.readers.model.color import BLACK, Rgb

UNREAD = "\N{REPLACEMENT CHARACTER}"
"""Stands for a character of which the file does not say what it is."""

_ASKEW = 0.15
"""Text that is so many quarters of a turn askew is a watermark: these slope by 30 degrees (0.33) and more."""

_TINY, _TINY_SHARE = 1.5, 1 / 400
"""Points, and share of the page's width where that is counted in other units: smaller type is not read."""

_SAME_PLACE = 0.12
"""In sizes: the same character so near is printed twice.

0.02 misses a second print that is shifted by 0.4 pt (test_tables); 0.24 takes one of two equal characters in five
printed reports of tests/field, such as pdf-writer-sparse.
"""

_SUBSTITUTES = {"\ufffe": "-", "\xad": "-", "\xa0": " ", "\t": " ", "\u2002": " ", "\u2003": " "}
"""A hyphen at a line's end comes as no character at all; spaces of other widths are spaces."""

_LOOKALIKES = (range(0x2E80, 0x2FE0), range(0xF900, 0xFB00))
"""Radicals and compatibility forms: some fonts give them for the plain characters that look the same."""

_FIRST_HALF, _SECOND_HALF = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_PRIVATE = range(0xE000, 0xF900)
_TALLEST = 2.5
"""In sizes: a box of a character is higher only where type is set from top to bottom.

With 1.25, eight reports printed by Chromium (tests/field) lose text; 1.9 to 5 read all of them alike.
"""

_MIDDLE_TO_BASE = 0.35
"""Below its middle, in sizes, is the base of a character that lies on its side."""

Sides = tuple[float, float, float, float]
"""Left, bottom, right and top."""


class PdfCharacter(NamedTuple):
    """A character as read: from `left` to `right` on the line at `base`, of a size in points and a colour."""

    text: str
    left: float
    right: float
    base: float
    size: float
    color: Rgb = BLACK


class PdfGlyph(NamedTuple):
    """A character in the page's own coordinates: its origin, box and size, and the angle it is written at.

    `source`: the address of the text that it is drawn with.
    """

    text: str
    origin: Point
    box: Sides
    size: float
    angle: float
    source: int = 0


def page_glyphs(text_page: Any, numbers: Iterable[int]) -> Iterator[PdfGlyph]:  # noqa: ANN401 - a handle of the library
    """Yield the characters of these numbers, without those that the library itself puts between them."""
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for number in numbers:
        code = _code(text_page, number)
        if code in _SECOND_HALF or raw.FPDFText_IsGenerated(text_page, number) == 1:
            continue
        raw.FPDFText_GetLooseCharBox(text_page, number, box)
        raw.FPDFText_GetCharOrigin(text_page, number, x, y)
        raw.FPDFText_GetMatrix(text_page, number, matrix)
        text = UNREAD if raw.FPDFText_HasUnicodeMapError(text_page, number) == 1 else character_of_code(code)
        size = raw.FPDFText_GetFontSize(text_page, number) * hypot(matrix.c, matrix.d)
        origin, sides = (x.value, y.value), (box.left, box.bottom, box.right, box.top)
        if box.top - box.bottom > _TALLEST * size:
            origin, sides = _tight_box(text_page, number)
        source = ctypes.cast(raw.FPDFText_GetTextObject(text_page, number), ctypes.c_void_p).value or 0
        glyph = PdfGlyph(text, origin, sides, size, atan2(matrix.b, matrix.a), source)
        # A damaged file may place a character nowhere; the others of its page are still read.
        if isfinite(sum((*origin, *sides, size, glyph.angle))):
            yield glyph


def _code(text_page: Any, number: int) -> int:  # noqa: ANN401
    """Return the code of a character; of one beyond 16 bits the library gives two halves."""
    code = int(raw.FPDFText_GetUnicode(text_page, number))
    if code in _FIRST_HALF:
        code = 0x10000 + (code - 0xD800) * 0x400 + (raw.FPDFText_GetUnicode(text_page, number + 1) - 0xDC00) % 0x400
    return code


def _tight_box(text_page: Any, number: int) -> tuple[Point, Sides]:  # noqa: ANN401
    """Return origin and box by the outline: the library does not scale those of type set from top to bottom."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(text_page, number, left, right, bottom, top)
    return (left.value, bottom.value), (left.value, bottom.value, right.value, top.value)


def character_of_code(code: int) -> str:
    """Return the character that a code is read as."""
    if code in _PRIVATE or (unicodedata.category(chr(code)) in ("Cn", "Cc") and chr(code) not in _SUBSTITUTES):
        return UNREAD
    if any(code in lookalikes for lookalikes in _LOOKALIKES):
        return unicodedata.normalize("NFKC", chr(code))
    return _SUBSTITUTES.get(chr(code), chr(code))


def turned_upright(transform: PageTransform, glyphs: Sequence[PdfGlyph]) -> PageTransform:
    """Return the transform that sets most of the text upright."""
    quarters = Counter(round(_quarters(transform, glyph)) % 4 for glyph in glyphs)
    return transform._replace(turns=max(quarters, key=quarters.__getitem__, default=0))


def read_characters(
    transform: PageTransform, glyphs: Iterable[PdfGlyph], colors: Mapping[int, Rgb] = MappingProxyType({})
) -> Iterator[PdfCharacter]:
    """Yield the characters where they are read, in the colours of the texts they are drawn with."""
    for glyph in glyphs:
        quarters = _quarters(transform, glyph)
        character = _character(transform, glyph, is_upright=(round(quarters) - transform.turns) % 4 == 0)
        yield character._replace(color=colors[glyph.source]) if glyph.source in colors else character


def is_askew(transform: PageTransform, glyph: PdfGlyph) -> bool:
    """Return whether a character is written across the page, as those of watermarks and seals are."""
    quarters = _quarters(transform, glyph)
    return abs(quarters - round(quarters)) >= _ASKEW


def is_tiny(transform: PageTransform, glyph: PdfGlyph) -> bool:
    """Return whether a character is too small to be seen."""
    return glyph.size <= 0 or glyph.size < min(_TINY, _TINY_SHARE * transform.width)


def without_doubles(characters: Iterable[PdfCharacter]) -> Iterator[PdfCharacter]:
    """Yield the characters without those printed a second time at nearly the same place to make them bold."""
    printed: set[tuple[str, float, int, int]] = set()
    for character in characters:
        # Places are counted in steps of the size, so only those of one size can be compared.
        step = max(_SAME_PLACE * round(character.size, 1), 0.01)
        across, down = round(character.left / step), round(character.base / step)
        around = ((character.text, step, across + x, down + y) for x in (-1, 0, 1) for y in (-1, 0, 1))
        if not printed.intersection(around):
            printed.add((character.text, step, across, down))
            yield character


def _character(transform: PageTransform, glyph: PdfGlyph, *, is_upright: bool) -> PdfCharacter:
    left, bottom, right, top = glyph.box
    (one, low), (two, high) = transform.read_point(left, bottom), transform.read_point(right, top)
    x, base = transform.read_point(*glyph.origin)
    if not is_upright:
        x, base = min(one, two), (low + high) / 2 + _MIDDLE_TO_BASE * glyph.size
    return PdfCharacter(glyph.text, x, max(one, two, x), base, glyph.size)


def _quarters(transform: PageTransform, glyph: PdfGlyph) -> float:
    """Return the direction of writing as it is shown, in quarters of a turn, clockwise."""
    x, y = transform.shown_point(0, 0)
    across, down = transform.shown_point(cos(glyph.angle), sin(glyph.angle))
    return atan2(down - y, across - x) / (pi / 2)
