"""A TrueType file read where it lies: only the glyphs that are asked for are touched, however large the file is."""

import mmap
import struct
from bisect import bisect_left, bisect_right
from functools import cached_property
from pathlib import Path

FULL_WIDTH = b"fwid"
_UNICODE_TABLES = ((3, 10), (0, 4), (3, 1), (0, 3))
"""Platform and encoding of the character maps we can read, the richest first."""


class FontFile:
    """One TrueType file: which glyph prints a character, how wide it is, and its outline."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        (count,) = self._read(">H", 4)
        directory = struct.iter_unpack(">4sLLL", self._data[12 : 12 + 16 * count])
        self._tables: dict[bytes, tuple[int, int]] = {tag: (start, length) for tag, _, start, length in directory}
        head, hhea = self._tables[b"head"][0], self._tables[b"hhea"][0]
        self.units: int = self._read(">H", head + 18)[0]
        self.box: tuple[int, ...] = self._read(">4h", head + 36)
        self._long_offsets: bool = self._read(">h", head + 50)[0] == 1
        self.ascent, self.descent = self._read(">2h", hhea + 4)
        self._metrics: int = self._read(">H", hhea + 34)[0]

    def _read(self, layout: str, position: int) -> tuple[int, ...]:
        return struct.unpack_from(layout, self._data, position)

    def _array(self, kind: str, position: int, count: int) -> tuple[int, ...]:
        return self._read(f">{count}{kind}", position)

    def table(self, tag: bytes) -> bytes:
        """The bytes of a table; none if the file has no such table."""
        offset, length = self._tables.get(tag, (0, 0))
        return self._data[offset : offset + length]

    def glyph(self, code: int) -> int:
        """The number of the glyph that prints a code point; 0 if there is none."""
        in_groups = self._character_map[0] == 12  # noqa: PLR2004 - the format's number
        return self._in_groups(code) if in_groups else self._in_segments(code)

    @cached_property
    def _character_map(self) -> tuple[int, int]:
        """The format and the place of the character map to use."""
        start = self._tables[b"cmap"][0]
        (count,) = self._read(">H", start + 2)
        found = {
            (platform, encoding): start + offset
            for platform, encoding, offset in (self._read(">HHL", start + 4 + 8 * number) for number in range(count))
        }
        position = next(found[key] for key in _UNICODE_TABLES if key in found)
        return self._read(">H", position)[0], position

    @cached_property
    def _groups(self) -> tuple[tuple[int, ...], ...]:
        """The first and last code points and the first glyphs of a map of format 12."""
        position = self._character_map[1]
        flat = self._array("L", position + 16, 3 * self._read(">L", position + 12)[0])
        return flat[::3], flat[1::3], flat[2::3]

    def _in_groups(self, code: int) -> int:
        """Look a code point up in a map of format 12."""
        firsts, lasts, glyphs = self._groups
        number = bisect_right(firsts, code) - 1
        return glyphs[number] + code - firsts[number] if number >= 0 and code <= lasts[number] else 0

    @cached_property
    def _segments(self) -> tuple[tuple[int, ...], ...]:
        """The ends, starts, deltas and range offsets of a map of format 4."""
        position = self._character_map[1]
        count = self._read(">H", position + 6)[0] // 2
        tops = (position + 14, position + 16 + 2 * count, position + 16 + 4 * count, position + 16 + 6 * count)
        return tuple(self._array("H", top, count) for top in tops)

    def _in_segments(self, code: int) -> int:
        """Look a code point up in a map of format 4."""
        ends, starts, deltas, ranges = self._segments
        number = bisect_left(ends, code)
        if number == len(ends) or starts[number] > code:
            return 0
        glyph = code
        if ranges[number]:
            top = self._character_map[1] + 16 + 6 * len(ends)
            (glyph,) = self._read(">H", top + 2 * number + ranges[number] + 2 * (code - starts[number]))
            if not glyph:
                return 0
        return (glyph + deltas[number]) & 0xFFFF

    def advance(self, glyph: int) -> float:
        """The width of a glyph in em."""
        position = self._tables[b"hmtx"][0] + 4 * min(glyph, self._metrics - 1)
        return self._read(">H", position)[0] / self.units

    def side_bearing(self, glyph: int) -> int:
        """The left side bearing of a glyph in the file's units."""
        start, beyond = self._tables[b"hmtx"][0], glyph - self._metrics
        place = 4 * glyph + 2 if beyond < 0 else 4 * self._metrics + 2 * beyond
        return self._read(">h", start + place)[0]

    def outline(self, glyph: int) -> bytes:
        """The outline of a glyph as it stands in the file; nothing for a space."""
        loca, glyf = self._tables[b"loca"][0], self._tables[b"glyf"][0]
        if self._long_offsets:
            first, last = self._read(">2L", loca + 4 * glyph)
        else:
            first, last = (2 * half for half in self._read(">2H", loca + 2 * glyph))
        return self._data[glyf + first : glyf + last]

    def full_width(self, glyph: int) -> int:
        """The full-width form of a glyph, or the glyph itself if the face has none."""
        return self._full_width_forms.get(glyph, glyph)

    @cached_property
    def _full_width_forms(self) -> dict[int, int]:
        """Every glyph that the face's full-width feature replaces, with its replacement."""
        if b"GSUB" not in self._tables:
            return {}
        start = self._tables[b"GSUB"][0]
        features, lookups = (start + offset for offset in self._read(">2H", start + 6))
        wanted: set[int] = set()
        for number in range(self._read(">H", features)[0]):
            tag, offset = struct.unpack_from(">4sH", self._data, features + 2 + 6 * number)
            if tag == FULL_WIDTH:
                (count,) = self._read(">H", features + offset + 2)
                wanted.update(self._array("H", features + offset + 4, count))
        forms: dict[int, int] = {}
        for number in sorted(wanted):
            forms.update(self._single_forms(lookups + self._read(">H", lookups + 2 + 2 * number)[0]))
        return forms

    def _single_forms(self, lookup: int) -> dict[int, int]:
        """What a lookup of one glyph for one replaces."""
        kind, _, count = self._read(">3H", lookup)
        forms: dict[int, int] = {}
        for offset in self._array("H", lookup + 6, count) if kind == 1 else ():
            table = lookup + offset
            style, coverage, value = self._read(">3H", table)
            glyphs = self._covered(table + coverage)
            if style == 1:
                forms.update((glyph, (glyph + value) & 0xFFFF) for glyph in glyphs)
            else:
                forms.update(zip(glyphs, self._array("H", table + 6, value), strict=True))
        return forms

    def _covered(self, position: int) -> list[int]:
        """The glyphs a coverage table names, in its order."""
        style, count = self._read(">2H", position)
        if style == 1:
            return list(self._array("H", position + 4, count))
        ranges = (self._read(">2H", position + 4 + 6 * number) for number in range(count))
        return [glyph for first, last in ranges for glyph in range(first, last + 1)]
