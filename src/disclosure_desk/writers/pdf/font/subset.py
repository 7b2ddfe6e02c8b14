"""The subset of a TrueType font that a document uses, as a font file that PDF embeds."""

import struct
from array import array
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from disclosure_desk.writers.pdf.font.composite import parts
from disclosure_desk.writers.pdf.font.font_file import FontFile

_COPIED = (b"cvt ", b"fpgm", b"prep")
_WHOLE_SUM = 0xB1B0AFBA
"""What the 32-bit words of a font file have to add up to."""


class _SubsetGlyph(NamedTuple):
    """A glyph of a font file."""

    outline: bytes
    metrics: bytes
    parts: tuple[tuple[int, int], ...]
    """The glyphs that a composite outline is made of, each with where the outline names it."""


def subset(font: FontFile, glyphs: list[int], others: Mapping[bytes, bytes] = MappingProxyType({})) -> bytes:
    """A font file whose glyph n is the font's glyphs[n]; glyphs[0] must be 0.

    others: tables that it has beside those that a PDF asks for.
    """
    subset_glyphs = _subset_glyphs(font, list(glyphs))
    count = len(subset_glyphs)
    offsets = list(accumulate((len(one.outline) for one in subset_glyphs), initial=0))
    head = bytearray(font.table(b"head"))
    head[8:12], head[50:52] = b"\0\0\0\0", b"\0\1"
    tables = {
        b"glyf": b"".join([one.outline for one in subset_glyphs]),
        b"head": bytes(head),
        b"hhea": font.table(b"hhea")[:34] + struct.pack(">H", count),
        b"hmtx": b"".join([one.metrics for one in subset_glyphs]),
        b"loca": struct.pack(f">{count + 1}L", *offsets),
        b"maxp": font.table(b"maxp")[:4] + struct.pack(">H", count) + font.table(b"maxp")[6:],
    }
    tables.update((tag, font.table(tag)) for tag in _COPIED if font.table(tag))
    tables.update(others)
    return _file(tables)


def _subset_glyphs(font: FontFile, glyphs: list[int]) -> list[_SubsetGlyph]:
    """The glyphs in their order; parts of composite glyphs come after them, and are named by their new numbers."""
    new: dict[int, int] = {}
    for number, glyph in enumerate(glyphs):
        new.setdefault(glyph, number)
    found = []
    for glyph in glyphs:  # grows while it is read
        one = _subset_glyph(font, glyph)
        if one.parts:
            outline = bytearray(one.outline)
            for position, part in one.parts:
                if part not in new:
                    new[part] = len(glyphs)
                    glyphs.append(part)
                struct.pack_into(">H", outline, position, new[part])
            one = one._replace(outline=bytes(outline))
        found.append(one)
    return found


@lru_cache(maxsize=4096)
def _subset_glyph(font: FontFile, glyph: int) -> _SubsetGlyph:
    outline = font.outline(glyph)
    outline += b"\0" * (-len(outline) % 4)
    metrics = struct.pack(">Hh", round(font.advance(glyph) * font.units), font.side_bearing(glyph))
    return _SubsetGlyph(outline, metrics, tuple(parts(outline)))


def _file(tables: Mapping[bytes, bytes]) -> bytes:
    """The tables put together with their check sums."""
    count = len(tables)
    power = count.bit_length() - 1
    search = 16 << power
    directory = bytearray(struct.pack(">LHHHH", 0x00010000, count, search, power, count * 16 - search))
    start, total = len(directory) + 16 * count, 0
    body, starts = bytearray(), {}
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        words = _sum(padded)
        directory += struct.pack(">4sLLL", tag, words & 0xFFFFFFFF, start + len(body), len(data))
        starts[tag] = len(body)
        body += padded
        total += words
    left = (_WHOLE_SUM - total - _sum(directory)) & 0xFFFFFFFF
    struct.pack_into(">L", body, starts[b"head"] + 8, left)
    return bytes(directory + body)


def _sum(data: bytes | bytearray) -> int:
    """The sum of 32-bit words with the high byte first; as an array they take a fifth of the time of a tuple."""
    words = array("I", data)
    words.byteswap()
    return sum(words)
