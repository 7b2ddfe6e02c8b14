"""An OpenType font with PostScript outlines, read as if its outlines were those of TrueType.

Many computers with Linux have rare characters only in such fonts (Noto Sans CJK). A document takes a handful of glyphs
from one, so each is turned into quadratic curves, and all else goes the way of any other font. Official fonts are not
taken from such a file: turning all their characters would take too long.
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from math import ceil, hypot
from pathlib import Path
from typing import ClassVar

from disclosure_desk.writers.pdf.font.cff import CffOutlines, Contour, Point
from disclosure_desk.writers.pdf.font.font_file import NEEDED_ALWAYS, FontFile
from disclosure_desk.writers.pdf.font.sfnt import UnusableFont

_OFF_BY = 20.78
"""36 / √3: a quadratic curve made of a cubic one is off by its third difference divided by this."""
_CLOSE = 0.5
"""So many of the font's units a curve may be off: a two-thousandth of an em."""
_MOST_PIECES = 16
_LARGEST = 16383
"""A font's outlines lie within so many units; the distance of two points still has 16 bits."""
_MOST_POINTS = 0xFFFF
"""The number of a glyph's last point has 16 bits; no charstring that is not broken draws nearly so many."""
_MEASURES = struct.pack(">L14H", 0x00010000, 0, 8192, 512, 0, 0, 2, *[0] * 8)
"""The table `maxp` of TrueType outlines, with room for any glyph; the subset puts in how many it has."""


class CffFontFile(FontFile):
    """A font with PostScript outlines; raises UnusableFont as any other."""

    outlines_table = b"CFF "
    needed: ClassVar[Mapping[bytes, int]] = {b"maxp": 6, b"CFF ": 4, **NEEDED_ALWAYS}

    def __init__(self, path: Path, number: int = 0) -> None:
        super().__init__(path, number)
        self._made: dict[int, bytes] = {}

    def table(self, tag: bytes) -> bytes:
        """The bytes of a table; that of the measures is one of a font with TrueType outlines."""
        return _MEASURES if tag == b"maxp" else super().table(tag)

    def outline(self, glyph: int) -> bytes:
        """The bytes of a glyph's outline in TrueType; none for a space, or where the font is broken."""
        if glyph not in self._made:
            self._made[glyph] = truetype_outline(self._outlines.contours(glyph)) if self._outlines else b""
        return self._made[glyph]

    @cached_property
    def _outlines(self) -> CffOutlines | None:
        try:
            return CffOutlines(self.part(b"CFF "))
        except UnusableFont:
            return None


def truetype_outline(contours: Sequence[Contour]) -> bytes:
    """A simple glyph of TrueType with these contours; no bytes for none, nor for more or larger ones than it holds."""
    drawn = [points for points in map(_points, contours) if len(points) > 2]  # noqa: PLR2004 - less has no area
    placed = [point for points in drawn for point in points]
    is_endless = len(placed) > _MOST_POINTS
    if not drawn or is_endless or any(max(abs(x), abs(y)) > _LARGEST for x, y, _ in placed):
        return b""
    xs, ys = [x for x, *_ in placed], [y for _, y, _ in placed]
    ends, end = [], -1
    for points in drawn:
        end += len(points)
        ends.append(end)
    return b"".join(
        (
            struct.pack(">5h", len(drawn), min(xs), min(ys), max(xs), max(ys)),
            struct.pack(f">{len(ends)}HH", *ends, 0),
            bytes(is_on for *_, is_on in placed),
            _differences(xs),
            _differences(ys),
        )
    )


def _differences(numbers: Sequence[int]) -> bytes:
    before = [0, *numbers]
    return struct.pack(f">{len(numbers)}h", *(one - last for one, last in zip(numbers, before, strict=False)))


def _points(contour: Contour) -> list[tuple[int, int, bool]]:
    """The points of a contour, and whether it goes through each; they run the other way round, as TrueType has them."""
    points = [(*_rounded(contour.start), True)]
    at = contour.start
    for *bends, end in contour.segments:
        if bends:
            points += _quadratic(at, bends[0], bends[1], end)
        points.append((*_rounded(end), True))
        at = end
    while len(points) > 1 and points[-1] == points[0]:  # closed by itself
        points.pop()
    return [points[0], *points[:0:-1]]


def _rounded(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def _quadratic(start: Point, first: Point, second: Point, end: Point) -> Iterator[tuple[int, int, bool]]:
    """The points between the ends of quadratic curves that together are as good as a cubic one."""
    third = [e - 3 * s + 3 * f - b for b, f, s, e in zip(start, first, second, end, strict=True)]
    pieces = min(max(ceil((hypot(*third) / _OFF_BY / _CLOSE) ** (1 / 3)), 1), _MOST_PIECES)
    for piece in range(pieces):
        left, right = piece / pieces, (piece + 1) / pieces
        a, d = (_on_cubic(t, start, first, second, end) for t in (left, right))
        # The tangents at both ends of the piece, as long as the piece takes.
        (u, v), (x, y) = (_direction(t, start, first, second, end) for t in (left, right))
        share = 1 / (3 * pieces)
        b, c = (a[0] + u * share, a[1] + v * share), (d[0] - x * share, d[1] - y * share)
        bend = tuple((3 * (q + r) - p - s) / 4 for p, q, r, s in zip(a, b, c, d, strict=True))
        yield (*_rounded((bend[0], bend[1])), False)
        if piece + 1 < pieces:
            yield (*_rounded(d), True)


def _on_cubic(t: float, *points: Point) -> Point:
    """The place on a cubic curve at a share of its way."""
    weights = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, points, strict=True)) for axis in (0, 1))
    return x, y


def _direction(t: float, a: Point, b: Point, c: Point, d: Point) -> Point:
    """How a cubic curve moves on at a share of its way."""
    weights = 3 * (1 - t) ** 2, 6 * t * (1 - t), 3 * t * t
    x, y = (sum(w * (q[k] - p[k]) for w, p, q in zip(weights, (a, b, c), (b, c, d), strict=True)) for k in (0, 1))
    return x, y
