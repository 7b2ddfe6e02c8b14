"""Full-width forms: the glyph that the `fwid` feature of a font puts in the place of another."""

import struct

_FEATURE = b"fwid"
_MOST = 32
"""How many entries of a list are read: no real font has more, and a broken one must not take minutes."""


def full_width(table: memoryview, glyph: int) -> int:
    """The full-width form of a glyph by a `GSUB` table, or the glyph itself; a broken table has no forms."""
    try:
        features, lookups = struct.unpack_from(">2H", table, 6)
        for number in _wanted(table, features):
            for place in _parts(table, lookups + _short(table, lookups + 2 + 2 * number)):
                form = _replaced(table, place, glyph)
                if form is not None:
                    return form
    except struct.error:
        pass
    return glyph


def _short(table: memoryview, place: int) -> int:
    found: int = struct.unpack_from(">H", table, place)[0]
    return found


def _shorts(table: memoryview, place: int, count: int) -> tuple[int, ...]:
    return struct.unpack_from(f">{count}H", table, place)


def _wanted(table: memoryview, features: int) -> list[int]:
    """The numbers of the lookups that make forms full-width, in the font's order."""
    records = struct.iter_unpack(">4sH", table[features + 2 : features + 2 + 6 * _short(table, features)])
    places = sorted({features + offset for tag, offset in records if tag == _FEATURE})[:_MOST]
    wanted = {number for place in places for number in _shorts(table, place + 4, min(_short(table, place + 2), _MOST))}
    return sorted(wanted)[:_MOST]


def _parts(table: memoryview, lookup: int) -> list[int]:
    """Where the parts of a lookup of one glyph for one lie; none if it is of another kind."""
    kind, _, count = struct.unpack_from(">3H", table, lookup)
    return [lookup + offset for offset in _shorts(table, lookup + 6, min(count, _MOST))] if kind == 1 else []


def _replaced(table: memoryview, place: int, glyph: int) -> int | None:
    """What a part of a lookup puts in the place of a glyph; None if it leaves it."""
    style, coverage, value = struct.unpack_from(">3H", table, place)
    number = _covered(table, place + coverage, glyph)
    if number is None:
        return None
    return (glyph + value) & 0xFFFF if style == 1 else _short(table, place + 6 + 2 * number)


def _covered(table: memoryview, place: int, glyph: int) -> int | None:
    """The number under which a coverage table lists a glyph; None if it does not."""
    style, count = struct.unpack_from(">2H", table, place)
    if style == 1:
        listed = _shorts(table, place + 4, count)
        return listed.index(glyph) if glyph in listed else None
    first: int
    last: int
    number: int
    for first, last, number in struct.iter_unpack(">3H", table[place + 4 : place + 4 + 6 * count]):
        if first <= glyph <= last:
            return number + glyph - first
    return None
