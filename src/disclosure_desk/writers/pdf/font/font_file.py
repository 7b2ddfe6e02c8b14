"""A TrueType file, mapped into memory: only the glyphs that are asked for are read, however large the file is."""

import mmap
import struct
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from disclosure_desk.writers.pdf.font.cmap import Groups, Segments, character_map
from disclosure_desk.writers.pdf.font.gsub_fullwidth import full_width
from disclosure_desk.writers.pdf.font.sfnt import UnusableFont, directory, font_starts

NEEDED_ALWAYS = {b"head": 54, b"hhea": 36, b"hmtx": 4}
"""The tables that a font of any kind needs, and the least length of each."""
_OS2_LEAST = 10
_RESTRICTED, _LESS_STRICT, _WHOLE_ONLY, _BITMAPS_ONLY = 0x2, 0xC, 0x100, 0x200
"""Bits of OS/2 fsType: what the maker of a font allows about embedding it."""
_HEAD_OF_OUTLINE, _LONGEST_OUTLINE = 10, 1 << 18
_FEWEST_UNITS, _MOST_UNITS = 16, 16384
_TWO_LONGS, _TWO_SHORTS = struct.Struct(">2L"), struct.Struct(">2H")


class OtherOutlinesError(UnusableFont):
    """The font has outlines of another kind."""

    def __init__(self) -> None:
        super().__init__("不是 TrueType 字形，不能嵌入")


class FontFile:
    """One TrueType font: which glyph prints a character, how wide the glyph is, and its outline.

    Raises UnusableFont for a font that cannot be read or may not be embedded. Once the font is open and its
    `characters` are read, no method fails: a broken glyph has no outline.
    """

    outlines_table: ClassVar[bytes] = b"glyf"
    """The table that has the outlines, by which the kinds of fonts are known."""
    needed: ClassVar[Mapping[bytes, int]] = {b"maxp": 32, b"loca": 4, b"glyf": 0, **NEEDED_ALWAYS}
    """The tables without which nothing can be printed, and the least length of each."""

    def __init__(self, path: Path, number: int = 0) -> None:
        self.path = path
        self._data = _mapped(path)
        starts = font_starts(self._bytes)
        if number >= len(starts):
            raise UnusableFont
        listed = directory(self._bytes, starts[number])
        if self.outlines_table not in listed:
            raise OtherOutlinesError
        size = len(self._data)
        self._tables = {tag: place for tag, place in listed.items() if sum(place) <= size}
        if any(self._tables.get(tag, (0, -1))[1] < length for tag, length in self.needed.items()):
            raise UnusableFont
        self._metrics_span, self._places_span, self._outlines_span = map(self._span, (b"hmtx", b"loca", b"glyf"))
        self._read_measures()
        self._refuse_forbidden()

    def _read_measures(self) -> None:
        head, hhea = self._tables[b"head"][0], self._tables[b"hhea"][0]
        self.units: int = self._read(">H", head + 18)[0]
        self.box: tuple[int, ...] = self._read(">4h", head + 36)
        self._long_offsets: bool = self._read(">h", head + 50)[0] == 1
        self.ascent, self.descent = self._read(">2h", hhea + 4)
        self._metrics: int = self._read(">H", hhea + 34)[0]
        self.count: int = self._read(">H", self._tables[b"maxp"][0] + 4)[0]
        if not (
            _FEWEST_UNITS <= self.units <= _MOST_UNITS
            and self.count
            and 0 < self._metrics <= self._tables[b"hmtx"][1] // 4
        ):
            raise UnusableFont

    def _refuse_forbidden(self) -> None:
        place, length = self._tables.get(b"OS/2", (0, 0))
        allowed = self._read(">H", place + 8)[0] if length >= _OS2_LEAST else 0
        restricted = allowed & _RESTRICTED and not allowed & _LESS_STRICT
        if restricted or allowed & (_WHOLE_ONLY | _BITMAPS_ONLY):
            raise UnusableFont("的授权不许嵌入")

    def _bytes(self, start: int, length: int) -> bytes:
        return self._data[start : start + length]

    def _read(self, layout: str, position: int) -> tuple[int, ...]:
        return struct.unpack_from(layout, self._data, position)

    def _span(self, tag: bytes) -> tuple[int, int]:
        start, length = self._tables.get(tag, (0, 0))
        return start, start + length

    def table(self, tag: bytes) -> bytes:
        """The bytes of a table; none if the file has no such table."""
        return self._data[slice(*self._span(tag))]

    def part(self, tag: bytes) -> memoryview:
        """The bytes of a table, not copied."""
        return memoryview(self._data)[slice(*self._span(tag))]

    @cached_property
    def characters(self) -> Groups | Segments:
        """The map of characters; raises UnusableFont if there is none, as in the subset of a font in a document."""
        return character_map(self.part(b"cmap"))

    def glyph(self, code: int) -> int:
        """The number of the glyph that prints a code point; 0 if the font has none."""
        number = self.characters.glyph(code)
        return number if number < self.count else 0

    def advance(self, glyph: int) -> float:
        """The width of a glyph in em."""
        place = self._metrics_span[0] + 4 * min(glyph, self._metrics - 1)
        return int.from_bytes(self._data[place : place + 2]) / self.units

    def side_bearing(self, glyph: int) -> int:
        """The left side bearing of a glyph in the file's units; 0 where the file ends too early."""
        (start, end), beyond = self._metrics_span, glyph - self._metrics
        place = start + (4 * glyph + 2 if beyond < 0 else 4 * self._metrics + 2 * beyond)
        return self._read(">h", place)[0] if place + 2 <= end else 0

    def outline(self, glyph: int) -> bytes:
        """The bytes of a glyph's outline; none for a space, or where the file is broken."""
        (places, end), (start, beyond) = self._places_span, self._outlines_span
        layout, size, unit = (_TWO_LONGS, 4, 1) if self._long_offsets else (_TWO_SHORTS, 2, 2)
        place = places + size * glyph
        if place + 2 * size > end:
            return b""
        first, last = layout.unpack_from(self._data, place)
        first, last = start + first * unit, start + last * unit
        whole = _HEAD_OF_OUTLINE <= last - first <= _LONGEST_OUTLINE and last <= beyond
        return self._data[first:last] if whole else b""

    def outline_box(self, glyph: int) -> tuple[float, float, float, float]:
        """How far a glyph's outline reaches from its origin in em: left, low, right, high; nothing for a space."""
        outline = self.outline(glyph)
        left, low, right, high = struct.unpack_from(">4h", outline, 2) if outline else (0, 0, 0, 0)
        return left / self.units, low / self.units, right / self.units, high / self.units

    def full_width(self, glyph: int) -> int:
        """The full-width form of a glyph, or the glyph itself if the font has none."""
        form = full_width(self._substitutions, glyph)
        return form if form < self.count else glyph

    @cached_property
    def _substitutions(self) -> memoryview:
        return self.part(b"GSUB")


def _mapped(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):  # gone, not readable, or empty
        raise UnusableFont from None
