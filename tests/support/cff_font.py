"""A tiny font with PostScript outlines: what stands in a Noto CJK, in a few hundred bytes."""

import struct
from collections.abc import Mapping, Sequence

WHOLE, SHORT = 29, 28


def number(value: int) -> bytes:
    """A number of a dictionary, five bytes long, so that offsets never change the length of what has them."""
    return struct.pack(">Bi", WHOLE, value)


def code(*steps: int | str) -> bytes:
    """A charstring: numbers, and operators by their names."""
    return b"".join(OPERATORS[one] if isinstance(one, str) else struct.pack(">Bh", SHORT, one) for one in steps)


OPERATORS = {
    name: bytes(numbers)
    for name, numbers in {
        "hstem": (1,),
        "vmoveto": (4,),
        "rlineto": (5,),
        "hlineto": (6,),
        "vlineto": (7,),
        "rrcurveto": (8,),
        "callsubr": (10,),
        "return": (11,),
        "endchar": (14,),
        "hstemhm": (18,),
        "hintmask": (19, 0),
        "rmoveto": (21,),
        "hmoveto": (22,),
        "rcurveline": (24,),
        "rlinecurve": (25,),
        "vvcurveto": (26,),
        "hhcurveto": (27,),
        "callgsubr": (29,),
        "vhcurveto": (30,),
        "hvcurveto": (31,),
        "hflex": (12, 34),
        "flex": (12, 35),
        "hflex1": (12, 36),
        "flex1": (12, 37),
        "and": (12, 3),
    }.items()
}


def index(entries: Sequence[bytes]) -> bytes:
    """An INDEX."""
    if not entries:
        return b"\0\0"
    offsets = [1]
    for entry in entries:
        offsets.append(offsets[-1] + len(entry))
    return struct.pack(">HB", len(entries), 4) + struct.pack(f">{len(offsets)}L", *offsets) + b"".join(entries)


def cff_table(
    glyphs: Sequence[bytes],
    *,
    shared: Sequence[bytes] = (),
    everywhere: Sequence[bytes] = (),
    selection: bytes | None = None,
    entries: bytes = b"",
) -> bytes:
    """A `CFF ` table with these charstrings.

    shared, everywhere: its subroutines; selection: what says of each glyph which part of the font it belongs to, where
    the font has parts, two alike; entries: more of its top dictionary.
    """
    private = number(0) + b"\x14" + number(11) + b"\x13" if shared else b""
    parts = selection is not None

    def top(charstrings: int, place: int, select: int) -> bytes:
        if not parts:
            return entries + number(charstrings) + b"\x11" + number(len(private)) + number(place) + b"\x12"
        return entries + number(charstrings) + b"\x11" + number(place) + b"\x0c\x24" + number(select) + b"\x0c\x25"

    head = b"\1\0\4\4" + index([b"Small"])
    rest = index([b"x"]) + index(everywhere)
    start = len(head) + len(index([top(0, 0, 0)])) + len(rest)
    strings = index(glyphs)
    after = start + len(strings)
    whole_private = private[:-6] + number(len(private)) + private[-1:] + index(shared) if shared else b""
    if not parts:
        return head + index([top(start, after, 0)]) + rest + strings + whole_private
    fonts_at = after + len(whole_private)
    font = number(len(private)) + number(after) + b"\x12"
    fonts = index([font, font])
    return (
        head + index([top(start, fonts_at, fonts_at + len(fonts))]) + rest + strings + whole_private + fonts + selection
    )


def with_outlines(tables: Mapping[bytes, bytes], table: bytes) -> dict[bytes, bytes]:
    """The tables of a font with PostScript outlines in place of its own."""
    count = struct.unpack(">H", tables[b"maxp"][4:6])[0]
    kept = {tag: one for tag, one in tables.items() if tag not in {b"glyf", b"loca", b"cvt ", b"fpgm", b"prep"}}
    return {**kept, b"maxp": struct.pack(">LH", 0x5000, count), b"CFF ": table}
