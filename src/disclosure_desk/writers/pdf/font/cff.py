"""The outlines of a font in Compact Font Format (.otf, and most .ttc of Linux): a glyph's charstring, run.

In: the `CFF ` table. Out: for a glyph its contours, made of straight lines and cubic curves, in the font's units.
Holds: a table that is no such font raises UnusableFont when it is opened; a glyph that cannot be read has no contours;
what a damaged one may cost is bounded.

Why it is our own: fontTools could read it in far fewer lines, but for the first rare character out of Noto Serif CJK it
takes 110 ms and 41 MB more than this, which takes 3 ms; it has no bounds, raises whatever comes, and would be 52 more
modules. reportlab takes no such outlines, PDFium only whole files and the first font in them. 4,500 glyphs out of three
of the Noto CJK fonts were read alike by fontTools and here, point by point.
"""

import struct
from collections.abc import Callable, Mapping
from typing import NamedTuple

from disclosure_desk.writers.pdf.font.sfnt import UnusableFont

Point = tuple[float, float]
Segment = tuple[Point, ...]
"""Where a line ends, or the two points that bend a curve and where it ends."""

_CHARSTRINGS, _PRIVATE, _SUBROUTINES, _FDARRAY, _FDSELECT, _KIND = 17, 18, 19, 0xC24, 0xC25, 0xC06
"""Operators of dictionaries; those of two bytes begin with 12, 0xC."""
_ESCAPE, _REAL, _END_OF_REAL = 0xC, 30, 0xF
_DEEPEST, _MOST_STEPS, _LARGEST_STACK = 10, 20_000, 513
_FEW, _MANY, _SOME_SUBROUTINES, _MANY_SUBROUTINES = 107, 1131, 1240, 33900
"""What is added to a subroutine's number, by how many there are."""
_BROKEN = (struct.error, IndexError, ValueError, KeyError)
"""What reading a broken table raises."""

_Dictionary = Mapping[int, tuple[float, ...]]


class Contour(NamedTuple):
    """A closed line: where it begins, and what it is made of."""

    start: Point
    segments: list[Segment]


class CffOutlines:
    """The glyphs of one font; raises UnusableFont where the table holds none, or measures that are not the font's."""

    def __init__(self, table: memoryview) -> None:
        self._table = table
        try:
            self._read_tables()
        except _BROKEN as error:
            raise UnusableFont from error

    def _read_tables(self) -> None:
        names = _Index(self._table, self._table[2])
        dictionaries = _Index(self._table, names.end)
        self._global = _Index(self._table, _Index(self._table, dictionaries.end).end)
        top = _dictionary(dictionaries[0])
        if top.get(_KIND, (2,)) != (2,):
            raise ValueError  # charstrings in an older language
        self._charstrings = _Index(self._table, int(top[_CHARSTRINGS][0]))
        if _FDARRAY not in top:
            self._local, self._select = [self._subroutines(top)], bytes(len(self._charstrings))
            return
        fonts = _Index(self._table, int(top[_FDARRAY][0]))
        self._local = [self._subroutines(_dictionary(fonts[number])) for number in range(len(fonts))]
        self._select = self._selection(int(top[_FDSELECT][0]))

    def _subroutines(self, font: _Dictionary) -> "_Index | tuple[()]":
        """The subroutines that the glyphs of a part of the font share."""
        size, start = map(int, font.get(_PRIVATE, (0, 0)))
        private = _dictionary(bytes(self._table[start : start + size]))
        if _SUBROUTINES not in private:
            return ()
        return _Index(self._table, start + int(private[_SUBROUTINES][0]))

    def _selection(self, at: int) -> bytes:
        """The number of the part of the font that each glyph belongs to."""
        count = len(self._charstrings)
        if self._table[at] == 0:
            return bytes(self._table[at + 1 : at + 1 + count])
        ranges = struct.unpack_from(">H", self._table, at + 1)[0]
        found = bytearray(count)
        for number in range(ranges):
            first, part, end = struct.unpack_from(">HBH", self._table, at + 3 + 3 * number)
            found[first:end] = bytes([part]) * (min(end, count) - first)
        return bytes(found)

    def contours(self, glyph: int) -> list[Contour]:
        """The contours of a glyph; none for a space, or where it cannot be read."""
        try:
            local = self._local[self._select[glyph]]
            run = _Charstring(self._global, local)
            run.run(self._charstrings[glyph], 0)
        except _BROKEN:
            return []
        return run.finished()


class _Index:
    """The entries of an INDEX, each read when it is asked for: a font has tens of thousands of glyphs.

    end: the place behind it.
    """

    def __init__(self, table: memoryview, at: int) -> None:
        self._table = table
        self._count = int.from_bytes(table[at : at + 2])
        if not self._count:
            self.end = at + 2
            return
        self._size, self._starts = table[at + 2], at + 3
        self._data = self._starts + self._size * (self._count + 1) - 1
        self.end = self._place(self._count)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        if not 0 <= number < self._count:
            raise IndexError(number)
        return bytes(self._table[self._place(number) : self._place(number + 1)])

    def _place(self, number: int) -> int:
        start = self._starts + self._size * number
        return self._data + int.from_bytes(self._table[start : start + self._size])


def _dictionary(data: bytes) -> _Dictionary:
    """The entries of a dictionary: operands by their operators."""
    entries: dict[int, tuple[float, ...]] = {}
    operands: list[float] = []
    at = 0
    while at < len(data):
        first = data[at]
        at += 1
        if first <= 21:  # noqa: PLR2004 - the numbers of the format
            if first == _ESCAPE:
                first = _ESCAPE << 8 | data[at]
                at += 1
            entries[first] = tuple(operands)
            operands = []
        elif first == _REAL:
            while data[at] & _END_OF_REAL != _END_OF_REAL:
                at += 1
            at += 1
            operands.append(0.0)  # none of those that are needed is written so
        else:
            number, at = _number(data, first, at)
            operands.append(number)
    return entries


def _number(data: bytes, first: int, at: int) -> tuple[int, int]:
    """The number that begins with a byte, and the place behind it."""
    if first == 28:  # noqa: PLR2004 - the numbers of the format, here and below
        return struct.unpack_from(">h", data, at)[0], at + 2
    if first == 29:  # noqa: PLR2004
        return struct.unpack_from(">i", data, at)[0], at + 4
    if 32 <= first <= 246:  # noqa: PLR2004
        return first - 139, at
    if 247 <= first <= 250:  # noqa: PLR2004
        return (first - 247) * 256 + data[at] + 108, at + 1
    if 251 <= first <= 254:  # noqa: PLR2004
        return -(first - 251) * 256 - data[at] - 108, at + 1
    raise ValueError


def _bias(count: int) -> int:
    return _FEW if count < _SOME_SUBROUTINES else _MANY if count < _MANY_SUBROUTINES else 32768


class _Charstring:
    """The run of one charstring, which draws a glyph."""

    def __init__(self, global_subroutines: _Index, local: "_Index | tuple[()]") -> None:
        self._global, self._local = global_subroutines, local
        self._stack: list[float] = []
        self._at: Point = (0.0, 0.0)
        self._contours: list[Contour] = []
        self._hints = self._steps = 0
        self._is_ended = False

    def finished(self) -> list[Contour]:
        """What was drawn, without contours of nothing."""
        return [contour for contour in self._contours if contour.segments]

    def run(self, code: bytes, depth: int) -> None:
        """Carry out some code; raises IndexError, ValueError or struct.error where it is none."""
        if depth > _DEEPEST:
            raise ValueError
        at = 0
        while at < len(code) and not self._is_ended:
            first = code[at]
            at += 1
            self._steps += 1
            if self._steps > _MOST_STEPS or len(self._stack) > _LARGEST_STACK:
                raise ValueError
            if first == 255:  # noqa: PLR2004 - the numbers of the format
                self._stack.append(struct.unpack_from(">i", code, at)[0] / 65536)
                at += 4
            elif first >= 32 or first == 28:  # noqa: PLR2004 - a number
                number, at = _number(code, first, at)
                self._stack.append(number)
            elif first in {10, 29}:
                self._call(self._local if first == 10 else self._global, depth)  # noqa: PLR2004
            elif first == 11:  # noqa: PLR2004 - return
                return
            elif first in {19, 20}:
                self._hints += len(self._stack) // 2
                self._stack.clear()
                at += (self._hints + 7) // 8
            elif first == _ESCAPE:
                self._flex(code[at])
                at += 1
            else:
                self._draw(first)

    def _call(self, subroutines: "_Index | tuple[()]", depth: int) -> None:
        number = int(self._stack.pop()) + _bias(len(subroutines))
        if number < 0:
            raise ValueError
        self.run(subroutines[number], depth + 1)

    def _draw(self, operator: int) -> None:
        stack = self._stack
        if operator in {1, 3, 18, 23}:  # stems
            self._hints += len(stack) // 2
        elif operator == 14:  # noqa: PLR2004 - the end
            if len(stack) >= 4:  # noqa: PLR2004 - put together from two other glyphs, as only old fonts of Latin are
                raise ValueError
            self._is_ended = True
        else:
            _DRAWING[operator](self, stack)
        stack.clear()

    def move(self, dx: float, dy: float) -> None:
        """Begin a contour so far away."""
        self._at = self._at[0] + dx, self._at[1] + dy
        self._contours.append(Contour(self._at, []))

    def line(self, dx: float, dy: float) -> None:
        """Draw a line."""
        self._at = self._at[0] + dx, self._at[1] + dy
        self._contours[-1].segments.append((self._at,))

    def curve(self, *by: float) -> None:
        """Draw a curve, each of its three points so far from the one before; raises ValueError for fewer or more."""
        if len(by) != 6:  # noqa: PLR2004 - three points
            raise ValueError
        x, y = self._at
        points = []
        for dx, dy in zip(by[::2], by[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        self._at = x, y
        self._contours[-1].segments.append(tuple(points))

    def _flex(self, operator: int) -> None:
        """Two curves that are nearly a line."""
        a = self._stack[:]
        self._stack.clear()
        if operator == 35:  # noqa: PLR2004 - the numbers of the format, here and below
            self.curve(*a[:6])
            self.curve(*a[6:12])
        elif operator == 34:  # noqa: PLR2004
            self.curve(a[0], 0, a[1], a[2], a[3], 0)
            self.curve(a[4], 0, a[5], -a[2], a[6], 0)
        elif operator == 36:  # noqa: PLR2004
            self.curve(a[0], a[1], a[2], a[3], a[4], 0)
            self.curve(a[5], 0, a[6], a[7], a[8], -(a[1] + a[3] + a[7]))
        elif operator == 37:  # noqa: PLR2004
            dx, dy = sum(a[0:10:2]), sum(a[1:10:2])
            last = (a[10], -dy) if abs(dx) > abs(dy) else (-dx, a[10])
            self.curve(*a[:6])
            self.curve(*a[6:10], *last)
        else:
            raise ValueError


def _move_both(run: _Charstring, by: list[float]) -> None:
    run.move(by[-2], by[-1])


def _move_across(run: _Charstring, by: list[float]) -> None:
    run.move(by[-1], 0)


def _move_up(run: _Charstring, by: list[float]) -> None:
    run.move(0, by[-1])


def _lines(run: _Charstring, by: list[float]) -> None:
    for dx, dy in zip(by[::2], by[1::2], strict=True):
        run.line(dx, dy)


def _lines_across_first(run: _Charstring, by: list[float]) -> None:
    for number, length in enumerate(by):
        run.line(*((0, length) if number % 2 else (length, 0)))


def _lines_up_first(run: _Charstring, by: list[float]) -> None:
    for number, length in enumerate(by):
        run.line(*((length, 0) if number % 2 else (0, length)))


def _curves(run: _Charstring, by: list[float]) -> None:
    for start in range(0, len(by), 6):
        run.curve(*by[start : start + 6])


def _curves_and_line(run: _Charstring, by: list[float]) -> None:
    _curves(run, by[:-2])
    _lines(run, by[-2:])


def _lines_and_curve(run: _Charstring, by: list[float]) -> None:
    _lines(run, by[:-6])
    run.curve(*by[-6:])


def _curves_along(run: _Charstring, by: list[float], *, up: bool) -> None:
    """Curves that begin and end in one direction; the first may begin a little aside."""
    aside = by[0] if len(by) % 4 else 0.0
    for start in range(len(by) % 4, len(by), 4):
        a, b, c, d = by[start : start + 4]
        run.curve(*((aside, a, b, c, 0, d) if up else (a, aside, b, c, d, 0)))
        aside = 0.0


def _curves_in_turns(run: _Charstring, by: list[float], *, up: bool) -> None:
    """Curves that begin in one direction and end in the other, by turns; the last may end a little aside."""
    for start in range(0, len(by) - 3, 4):
        a, b, c, d = by[start : start + 4]
        aside = by[start + 4] if start + 5 == len(by) else 0.0
        run.curve(*((0, a, b, c, d, aside) if up else (a, 0, b, c, aside, d)))
        up = not up


_DRAWING: Mapping[int, Callable[[_Charstring, list[float]], None]] = {
    4: _move_up,
    5: _lines,
    6: _lines_across_first,
    7: _lines_up_first,
    8: _curves,
    21: _move_both,
    22: _move_across,
    24: _curves_and_line,
    25: _lines_and_curve,
    26: lambda run, by: _curves_along(run, by, up=True),
    27: lambda run, by: _curves_along(run, by, up=False),
    30: lambda run, by: _curves_in_turns(run, by, up=True),
    31: lambda run, by: _curves_in_turns(run, by, up=False),
}
"""What each operator draws. A width may stand before what the first one takes, which is taken from behind."""
