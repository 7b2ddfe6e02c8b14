"""A TrueType file cut down to the glyphs a document uses, as PDF embeds it."""

import struct
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from disclosure_desk.writers.pdf.font.font_file import FontFile

_COPIED = (b"cvt ", b"fpgm", b"prep")
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80
"""Flags of a part of a composite glyph."""
_WHOLE_SUM = 0xB1B0AFBA
"""What the words of a font file add up to."""


class _Piece(NamedTuple):
    """A glyph as it stands in a font file."""

    outline: bytes
    metrics: bytes
    total: int
    """What the words of the outline add up to."""
    parts: tuple[tuple[int, int], ...]
    """Where a composite outline names its parts, and which glyphs they are."""


def subset(font: FontFile, glyphs: list[int]) -> bytes:
    """A font file whose glyph n is the font's glyphs[n]; glyphs[0] must be 0."""
    pieces = _pieces(font, list(glyphs))
    count = len(pieces)
    offsets = list(accumulate((len(piece.outline) for piece in pieces), initial=0))
    head = bytearray(font.table(b"head"))
    head[8:12], head[50:52] = b"\0\0\0\0", b"\0\1"
    tables = {
        b"glyf": b"".join([piece.outline for piece in pieces]),
        b"head": bytes(head),
        b"hhea": font.table(b"hhea")[:34] + struct.pack(">H", count),
        b"hmtx": b"".join([piece.metrics for piece in pieces]),
        b"loca": struct.pack(f">{count + 1}L", *offsets),
        b"maxp": font.table(b"maxp")[:4] + struct.pack(">H", count) + font.table(b"maxp")[6:],
    }
    tables.update((tag, font.table(tag)) for tag in _COPIED if font.table(tag))
    return _file(tables, {b"glyf": sum(piece.total for piece in pieces)})


def _pieces(font: FontFile, glyphs: list[int]) -> list[_Piece]:
    """The glyphs in their order; parts of composite glyphs join at the end, and are named by their new numbers."""
    new: dict[int, int] = {}
    for number, glyph in enumerate(glyphs):
        new.setdefault(glyph, number)
    found = []
    for glyph in glyphs:  # grows while it is read
        piece = _piece(font, glyph)
        if piece.parts:
            outline = bytearray(piece.outline)
            for position, part in piece.parts:
                if part not in new:
                    new[part] = len(glyphs)
                    glyphs.append(part)
                struct.pack_into(">H", outline, position, new[part])
            piece = piece._replace(outline=bytes(outline), total=_sum(outline))
        found.append(piece)
    return found


@lru_cache(maxsize=4096)
def _piece(font: FontFile, glyph: int) -> _Piece:
    outline = font.outline(glyph)
    outline += b"\0" * (-len(outline) % 4)
    metrics = struct.pack(">Hh", round(font.advance(glyph) * font.units), font.side_bearing(glyph))
    return _Piece(outline, metrics, _sum(outline), tuple(_parts(outline)))


def _parts(outline: bytes) -> Iterator[tuple[int, int]]:
    """Where a composite outline names its parts, and which glyphs they are."""
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return
    position, flags = 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", outline, position)
        yield position + 2, part
        position += 8 if flags & _WORDS else 6
        position += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


def _file(tables: Mapping[bytes, bytes], sums: Mapping[bytes, int]) -> bytes:
    """Tables put together, with check sums, of which some are known; that of the whole is a number the format sets."""
    count = len(tables)
    power = count.bit_length() - 1
    search = 16 << power
    directory = bytearray(struct.pack(">LHHHH", 0x00010000, count, search, power, count * 16 - search))
    start, total = len(directory) + 16 * count, 0
    body, starts = bytearray(), {}
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        words = sums.get(tag) or _sum(padded)
        directory += struct.pack(">4sLLL", tag, words & 0xFFFFFFFF, start + len(body), len(data))
        starts[tag] = len(body)
        body += padded
        total += words
    left = (_WHOLE_SUM - total - _sum(directory)) & 0xFFFFFFFF
    struct.pack_into(">L", body, starts[b"head"] + 8, left)
    return bytes(directory + body)


def _sum(data: bytes | bytearray) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words)
