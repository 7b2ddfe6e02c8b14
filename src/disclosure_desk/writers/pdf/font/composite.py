"""Composite glyphs, whose outlines are put together from other glyphs."""

import struct
from collections.abc import Iterator
from itertools import islice

from disclosure_desk.writers.pdf.font.font_file import FontFile

_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x1, 0x8, 0x20, 0x40, 0x80
"""Flags of a part."""
_MOST_PARTS = 64


def parts(outline: bytes | bytearray) -> Iterator[tuple[int, int]]:
    """The glyphs that a composite outline is made of, each after the place that names it; none for a simple outline."""
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return
    position, flags = 10, _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", outline, position)
        yield position + 2, part
        position += 8 if flags & _WORDS else 6
        position += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0


def is_drawable(font: FontFile, glyph: int) -> bool:
    """Whether a glyph prints something and all its parts can be read; a glyph that contains itself cannot."""
    outline = font.outline(glyph)
    if outline[:1] < b"\x80":  # empty, or a simple outline
        return bool(outline)
    found = [glyph]
    for number in found:  # grows while it is read
        try:
            found += [part for _, part in islice(parts(font.outline(number)), _MOST_PARTS)]
        except struct.error:
            return False
        if len(found) > _MOST_PARTS:
            return False
    return True
