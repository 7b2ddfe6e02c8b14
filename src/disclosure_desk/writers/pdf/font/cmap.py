"""The `cmap` table of a font: which glyph prints a code point. Formats 4 and 12 are read, as flat arrays."""

import struct
from array import array
from bisect import bisect_left, bisect_right

from disclosure_desk.writers.pdf.font.sfnt import UnusableFont

_UNICODE_TABLES = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""Platform and encoding of the Unicode maps, those with the most characters first."""
_GROUPS, _SEGMENTS = 12, 4
_LONG, _SHORT = "I", "H"


class Groups:
    """A map of format 12: ranges of code points, each with the glyph of its first."""

    def __init__(self, table: memoryview, start: int) -> None:
        (count,) = struct.unpack_from(">L", table, start + 12)
        flat = _numbers(_LONG, table, start + 16, 3 * count)
        self.firsts, self.lasts, self._glyphs = flat[::3], flat[1::3], flat[2::3]

    def glyph(self, code: int) -> int:
        """The number of the glyph; 0 if there is none."""
        number = bisect_right(self.firsts, code) - 1
        return self._glyphs[number] + code - self.firsts[number] if number >= 0 and code <= self.lasts[number] else 0


class Segments:
    """A map of format 4: ranges of code points below 65,536, each with a distance to its glyphs or a list of them."""

    def __init__(self, table: memoryview, start: int) -> None:
        count = struct.unpack_from(">H", table, start + 6)[0] // 2
        self.lasts = _numbers(_SHORT, table, start + 14, count)
        flat = _numbers(_SHORT, table, start + 16 + 2 * count, 3 * count)
        self.firsts, self._deltas, self._ranges = flat[:count], flat[count : 2 * count], flat[2 * count :]
        self._table, self._top = table, start + 16 + 6 * count

    def glyph(self, code: int) -> int:
        """The number of the glyph; 0 if there is none."""
        number = bisect_left(self.lasts, code)
        if number == len(self.lasts) or self.firsts[number] > code:
            return 0
        glyph = code
        if self._ranges[number]:
            place = self._top + 2 * number + self._ranges[number] + 2 * (code - self.firsts[number])
            glyph = int.from_bytes(self._table[place : place + 2])
            if not glyph:
                return 0
        return (glyph + self._deltas[number]) & 0xFFFF


def character_map(table: memoryview) -> Groups | Segments:
    """The first of the Unicode maps in a `cmap` table; raises UnusableFont if it has none in format 4 or 12."""
    try:
        (count,) = struct.unpack_from(">H", table, 2)
        entries = table[4 : 4 + 8 * count]
        whole = entries[: len(entries) // 8 * 8]
        found = {(platform, encoding): start for platform, encoding, start in struct.iter_unpack(">HHL", whole)}
        for start in (found[key] for key in _UNICODE_TABLES if key in found):
            (style,) = struct.unpack_from(">H", table, start)
            if style in {_GROUPS, _SEGMENTS}:
                return Groups(table, start) if style == _GROUPS else Segments(table, start)
    except struct.error:
        raise UnusableFont from None
    raise UnusableFont("没有 Unicode 字符表")


def _numbers(kind: str, table: memoryview, start: int, count: int) -> "array[int]":
    """Numbers of a table; fonts store them with the high byte first, the machines we run on with the low byte first."""
    numbers = array(kind)
    stretch = table[start : start + count * numbers.itemsize]
    if len(stretch) < count * numbers.itemsize:
        raise UnusableFont
    numbers.frombytes(stretch)
    numbers.byteswap()
    return numbers
