"""Line breaking: the atoms of a paragraph set into lines.

Input: atoms (see atoms.py), which carry their widths in em and say whether a line may begin or end with them, and a
LineFormat. Output: TextLines, glyphs with their places in points.

What always holds: no line begins or ends with a sign that must not stand there, unless a row of such signs fills more
than a line; in flush text every line but the last is as wide as the measure. Time is in proportion to the length.

How a line is broken: the paragraph is first measured as if it were one endless line, so that the place where a line has
to end is found by bisection. At that place two breaks are possible. Either the next allowed break after it, with the
blanks in the cells of the signs (，。（ and so on) squeezed, or the last allowed break before it, with the characters
spread apart. The one that changes the line less is taken. Where there is neither, the line ends after the last atom
that fits.

Examples: a comma that would begin the next line stands at the end of this one, the blanks of this line's signs squeezed
to make room for it. An opening bracket that would end this line begins the next one, and this line is spread.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from disclosure_desk.writers.pdf.atoms import Atom, gap
from disclosure_desk.writers.pdf.font.chains import FontGlyph

_WIDEST_SPREAD = 0.1
"""Spreading all characters by so many em looks as bad as squeezing all signs to their half: the two are compared so."""
_CLOSE = 1e-6
"""Widths are sums of floats; a line that is wider by so little still fits."""


class TextLine:
    """Glyphs and where each begins, in points from the left edge of the measure; `width` is where the last one ends.

    Lines compare by identity: that makes them cheap keys of caches.
    """

    __slots__ = ("glyphs", "width")

    def __init__(self, glyphs: tuple[tuple[float, FontGlyph], ...], width: float) -> None:
        self.glyphs, self.width = glyphs, width


class LineFormat(NamedTuple):
    """How text is set into lines, in points.

    pitch: from one Chinese character to the next; indent: of the first line; flush: whether full lines are made as wide
    as the measure.
    """

    size: float
    measure: float
    pitch: float
    indent: float = 0.0
    flush: bool = True


def set_lines(atoms: Sequence[Atom], line_format: LineFormat) -> list[TextLine]:
    """The lines of a paragraph."""
    endless = _EndlessLine(atoms, line_format)
    lines: list[TextLine] = []
    start, indent = endless.first_of_line(0), line_format.indent
    while start < endless.count:
        end = endless.end_of_line(start, line_format.measure - indent)
        lines.append(endless.line(start, end, indent))
        start, indent = endless.first_of_line(end), 0.0
    return lines


class _EndlessLine:
    """A paragraph measured as one endless line: where each atom would stand and where a line may end.

    Atoms are named by their numbers; a break has the number of the atom that follows it.
    """

    def __init__(self, atoms: Sequence[Atom], line_format: LineFormat) -> None:
        count = len(atoms)
        while count and atoms[count - 1].space:
            count -= 1
        self.atoms, self.count, self.format = atoms, count, line_format
        self.lefts: list[float] = []
        self.rights: list[float] = []
        self.blanks = [0.0]
        """By how much the atoms before each one can be squeezed, all together."""
        self.breaks: list[int] = []
        """Where a line may end."""
        self.break_ends: list[float] = []
        """How far a line that ends at each break reaches: spaces at its end do not count."""
        self._measure()
        self.squeezed_rights = [right - blank for right, blank in zip(self.rights, self.blanks[1:], strict=True)]

    def _measure(self) -> None:
        size, track = self.format.size, self.format.pitch - self.format.size
        x = end = blank = 0.0
        before: Atom | None = None
        for number, atom in enumerate(self.atoms[: self.count]):
            if before:
                if before.may_end and atom.may_start:
                    self.breaks.append(number)
                    self.break_ends.append(end)
                x += gap(before, atom) * size
            self.lefts.append(x)
            x += atom.width * size + atom.cells * track
            blank += (atom.head + atom.tail) * size
            self.rights.append(x)
            self.blanks.append(blank)
            end = end if atom.space else x
            before = atom
        self.breaks.append(self.count)
        self.break_ends.append(end)

    def first_of_line(self, number: int) -> int:
        """The first atom from `number` on that a line may begin with: spaces are skipped."""
        while number < self.count and self.atoms[number].space:
            number += 1
        return number

    def end_of_line(self, start: int, room: float) -> int:
        """The break at the end of the line that begins with `start` and has `room`."""
        edge = self.lefts[start] + room + _CLOSE
        first = bisect_right(self.breaks, start)
        over = bisect_right(self.break_ends, edge, first)
        fits = self.breaks[over - 1] if over > first else None
        if over == len(self.breaks):
            return self.count
        squeezed = self.breaks[over]
        blank = self.blanks[squeezed] - self.blanks[start]
        if self.break_ends[over] - blank > edge:
            # Squeezing is not enough. Without a break that fits, the line ends after the last atom that can be squeezed
            # in, at least one, so that the paragraph comes to its end.
            return fits or max(bisect_right(self.squeezed_rights, edge - self.blanks[start]), start + 1)
        if fits is None:
            return squeezed
        squeeze = (self.break_ends[over] - edge) / blank
        joints = max(fits - start - 1, 1)
        spread = (edge - self.break_ends[over - 1]) / (joints * self.format.size * _WIDEST_SPREAD)
        return squeezed if squeeze <= spread else fits

    def line(self, start: int, end: int, indent: float) -> TextLine:
        """The line from `start` to the break `end`.

        The spaces at its end stand beyond its width: they are not seen, but text that is copied from the page has them.
        """
        last = end - 1
        while last > start and self.atoms[last].space:
            last -= 1
        line = self._set(start, last, indent, full=end < self.count)
        spaces = self.atoms[last + 1 : self.first_of_line(end)]
        behind = ((line.width, glyph) for atom in spaces for glyph in atom.glyphs)
        return TextLine((*line.glyphs, *behind), line.width)

    def _set(self, start: int, last: int, indent: float, *, full: bool) -> TextLine:
        """The atoms from `start` to `last` squeezed into the measure, spread over it if the line is full, or as is."""
        atoms = self.atoms[start : last + 1]
        slack = self.format.measure - indent - (self.rights[last] - self.lefts[start])
        blank = self.blanks[last + 1] - self.blanks[start]
        if slack < 0 < blank:
            return self._squeezed(atoms, start, indent, min(-slack / blank, 1.0) * self.format.size)
        if not (full and self.format.flush and slack > 0):
            return self._spread(atoms, start, indent, 0.0)
        if len(atoms) == 1:
            return self._spread_letters(atoms[0], indent, slack)
        return self._spread(atoms, start, indent, slack / max(sum(not atom.space for atom in atoms[1:]), 1))

    def _spread(self, atoms: Sequence[Atom], start: int, indent: float, spread: float) -> TextLine:
        """The atoms with a blank of `spread` before each but the first."""
        size, track = self.format.size, self.format.pitch - self.format.size
        glyphs: list[tuple[float, FontGlyph]] = []
        offset = indent - self.lefts[start] - spread
        for atom, left in zip(atoms, self.lefts[start : start + len(atoms)], strict=True):
            if not atom.space:
                offset += spread
            x = left + offset
            if atom.cells == 1:  # the same as _letters, without its cost: nearly all atoms are of this kind
                glyphs.append((x + track / 2, atom.glyphs[0]))
            else:
                glyphs += _letters(atom, x, size, track if atom.cells else 0.0)
        return TextLine(tuple(glyphs), self.rights[start + len(atoms) - 1] + offset)

    def _squeezed(self, atoms: Sequence[Atom], start: int, indent: float, squeeze: float) -> TextLine:
        """The atoms with the blanks of their signs made smaller."""
        size, track = self.format.size, self.format.pitch - self.format.size
        glyphs: list[tuple[float, FontGlyph]] = []
        offset = indent - self.lefts[start]
        for atom, left in zip(atoms, self.lefts[start : start + len(atoms)], strict=True):
            offset -= atom.head * squeeze
            glyphs += _letters(atom, left + offset, size, track if atom.cells else 0.0)
            offset -= atom.tail * squeeze
        return TextLine(tuple(glyphs), self.rights[start + len(atoms) - 1] + offset)

    def _spread_letters(self, atom: Atom, indent: float, slack: float) -> TextLine:
        """The only atom of a line, mostly a word: its letters are spread over the measure."""
        joints = len(atom.glyphs) - 1
        track = self.format.pitch - self.format.size if atom.cells else 0.0
        spread = slack / joints if joints else 0.0
        letters = _letters(atom, indent - spread / 2, self.format.size, track + spread)
        return TextLine(tuple(letters), indent + self.rights[0] - self.lefts[0])


def _letters(atom: Atom, x: float, size: float, track: float) -> list[tuple[float, FontGlyph]]:
    """The glyphs of an atom from x on, half the tracking before and half after each."""
    steps = accumulate((glyph.advance * size + track for glyph in atom.glyphs), initial=x + track / 2)
    return list(zip(steps, atom.glyphs, strict=False))
