"""A TrueType file cut down to the glyphs a document uses, as PDF embeds it."""

import struct
from collections.abc import Iterator

from disclosure_desk.writers.pdf.fontfile import FontFile

_COPIED = (b"cvt ", b"fpgm", b"prep")
_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80
"""Flags of a part of a composite glyph."""
_WHOLE_SUM = 0xB1B0AFBA
"""What the words of a font file add up to."""


def subset(font: FontFile, glyphs: list[int]) -> bytes:
    """A font file whose glyph n is the font's glyphs[n]; glyphs[0] must be 0."""
    outlines = _outlines(font, list(glyphs))
    count = len(outlines)
    old = [number for number, _ in outlines]
    offsets, glyf = [0], bytearray()
    for _, outline in outlines:
        glyf += outline + b"\0" * (-len(outline) % 4)
        offsets.append(len(glyf))
    metrics = [(round(font.advance(number) * font.units), font.side_bearing(number)) for number in old]
    head = bytearray(font.table(b"head"))
    head[8:12], head[50:52] = b"\0\0\0\0", b"\0\1"
    hhea = font.table(b"hhea")[:34] + struct.pack(">H", count)
    tables = {
        b"glyf": bytes(glyf),
        b"head": bytes(head),
        b"hhea": hhea,
        b"hmtx": b"".join(struct.pack(">Hh", *pair) for pair in metrics),
        b"loca": struct.pack(f">{count + 1}L", *offsets),
        b"maxp": font.table(b"maxp")[:4] + struct.pack(">H", count) + font.table(b"maxp")[6:],
    }
    tables.update((tag, font.table(tag)) for tag in _COPIED if font.table(tag))
    return _file(tables)


def _outlines(font: FontFile, glyphs: list[int]) -> list[tuple[int, bytes]]:
    """The font's glyph numbers and outlines; parts of composite glyphs join at the end, with their new numbers."""
    new: dict[int, int] = {}
    for number, glyph in enumerate(glyphs):
        new.setdefault(glyph, number)
    found = []
    for glyph in glyphs:  # grows while it is read
        outline = bytearray(font.outline(glyph))
        for position, part in _parts(outline):
            if part not in new:
                new[part] = len(glyphs)
                glyphs.append(part)
            struct.pack_into(">H", outline, position, new[part])
        found.append((glyph, bytes(outline)))
    return found


def _parts(outline: bytearray) -> Iterator[tuple[int, int]]:
    """Where a composite outline names its parts, and which glyphs they are."""
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return
    position, flags = 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", outline, position)
        yield position + 2, part
        position += 8 if flags & _WORDS else 6
        position += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


def _file(tables: dict[bytes, bytes]) -> bytes:
    """Tables put together, with their check sums; that of the whole makes up a number that the format sets."""
    count = len(tables)
    power = count.bit_length() - 1
    search = 16 << power
    header = struct.pack(">LHHHH", 0x00010000, count, search, power, count * 16 - search)
    position = len(header) + 16 * count
    directory, body, starts, sums = bytearray(header), bytearray(), {}, 0
    for tag, data in sorted(tables.items()):
        starts[tag] = len(body)
        body += data + b"\0" * (-len(data) % 4)
        words = _sum(body[starts[tag] :])
        directory += struct.pack(">4sLLL", tag, words, position + starts[tag], len(data))
        sums += words
    left = (_WHOLE_SUM - sums - _sum(directory)) & 0xFFFFFFFF
    struct.pack_into(">L", body, starts[b"head"] + 8, left)
    return bytes(directory + body)


def _sum(data: bytearray) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
