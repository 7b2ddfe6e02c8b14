"""The subset of a font as a file of its own, which readers open as they open an installed one.

A PDF says itself which glyph a code prints; an OFD leaves that to the font, which therefore keeps a map of characters.
"""

import struct
from collections.abc import Mapping
from typing import NamedTuple

from disclosure_desk.writers.pdf.font.chains import font_file
from disclosure_desk.writers.pdf.font.subset import subset

_WINDOWS, _UNICODE, _FULL_UNICODE, _ENGLISH = 3, 1, 10, 0x409
_TWO_BYTES = 0xFFFF
_MOST_SEGMENTS = 8000
"""The shorter map of characters has a 16-bit length: it has no room for more."""
_FAMILY, _STYLE, _KEY, _WHOLE, _POSTSCRIPT = 1, 2, 3, 4, 6
_NO_GLYPH_NAMES = struct.pack(">L12xL12x", 0x00030000, 0)
"""The `post` table of a font whose glyphs have no names."""


class _Range(NamedTuple):
    """Code points that follow one another, and the glyph of the first; those of the others follow it."""

    first: int
    last: int
    glyph: int


def font_program(key: str, glyphs: Mapping[str, int]) -> bytes:
    """A font file that prints these characters, each with the glyph of the font of that key; glyphs in their order."""
    font = font_file(key)
    codes = sorted(map(ord, glyphs))
    extra = {
        b"cmap": character_map(codes),
        b"name": _names(key),
        b"post": _NO_GLYPH_NAMES,
        b"OS/2": font.table(b"OS/2"),
    }
    return subset(
        font, [0, *(glyphs[chr(code)] for code in codes)], {tag: table for tag, table in extra.items() if table}
    )


def character_map(codes: list[int]) -> bytes:
    """The `cmap` table of sorted code points, whose glyphs are numbered from 1 on.

    It has a long map, and a short one where that has room for all.
    """
    ranges: list[_Range] = []
    for glyph, code in enumerate(codes, 1):
        if ranges and ranges[-1].last == code - 1:
            ranges[-1] = ranges[-1]._replace(last=code)
        else:
            ranges.append(_Range(code, code, glyph))
    short = [one for one in ranges if one.last < _TWO_BYTES]
    maps = {_FULL_UNICODE: _long_map(ranges)}
    if len(short) <= _MOST_SEGMENTS:
        maps = {_UNICODE: _short_map(short), **maps}
    head, body, start = struct.pack(">2H", 0, len(maps)), b"", 4 + 8 * len(maps)
    for encoding, one in maps.items():
        head += struct.pack(">2HL", _WINDOWS, encoding, start + len(body))
        body += one
    return head + body


def _long_map(ranges: list[_Range]) -> bytes:
    """A map of format 12."""
    groups = b"".join([struct.pack(">3L", *one) for one in ranges])
    return struct.pack(">2H3L", 12, 0, 16 + len(groups), 0, len(ranges)) + groups


def _short_map(ranges: list[_Range]) -> bytes:
    """A map of format 4, which ends with a range of its own."""
    ended = [*ranges, _Range(_TWO_BYTES, _TWO_BYTES, 0)]
    count = len(ended)
    power = count.bit_length() - 1
    search = 2 << power
    lasts, firsts = [one.last for one in ended], [one.first for one in ended]
    deltas = [(one.glyph - one.first) & 0xFFFF for one in ranges]
    words = [*lasts, 0, *firsts, *deltas, 1, *[0] * count]
    head = 4, 16 + 8 * count, 0, 2 * count, search, power, 2 * count - search
    return struct.pack(f">7H{len(words)}H", *head, *words)


def _names(key: str) -> bytes:
    """The `name` table: the font has the name of the one that it is cut from."""
    named = {_FAMILY: key, _STYLE: "Regular", _KEY: key, _WHOLE: key, _POSTSCRIPT: key}
    records, texts = b"", b""
    for kind, name in named.items():
        text = name.encode("utf-16-be")
        records += struct.pack(">6H", _WINDOWS, _UNICODE, _ENGLISH, kind, len(text), len(texts))
        texts += text
    return struct.pack(">3H", 0, len(named), 6 + len(records)) + records + texts
