"""Atoms set into lines: what may not start or end a line does not, and every full line is as wide as the measure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from disclosure_desk.writers.pdf.atoms import Atom, gap
from disclosure_desk.writers.pdf.font.chains import FontGlyph

_WIDEST_SPREAD = 0.1
"""A blank of so many em between all characters looks as bad as all signs squeezed to their half."""
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class TextLine:
    """Glyphs and where each starts, in points from the left edge of the measure; `width` is where the last ends."""

    glyphs: tuple[tuple[float, FontGlyph], ...]
    width: float


@dataclass(frozen=True, slots=True)
class LineFormat:
    """How text is set: type size and measure in points; the pitch of Chinese characters; indent of the first line."""

    size: float
    measure: float
    pitch: float
    indent: float = 0.0
    flush: bool = True


def set_lines(atoms: Sequence[Atom], setting: LineFormat) -> list[TextLine]:
    """The lines of a paragraph; text of any length in time proportional to it."""
    strip = _Strip(atoms, setting)
    lines: list[TextLine] = []
    start, indent = strip.first_of_line(0), setting.indent
    while start < strip.count:
        end = strip.end_of_line(start, setting.measure - indent)
        lines.append(strip.line(start, end, indent))
        start, indent = strip.first_of_line(end), 0.0
    return lines


class _Strip:
    """A paragraph as one endless line, before it is cut: where each atom would stand and where a line may end."""

    def __init__(self, atoms: Sequence[Atom], setting: LineFormat) -> None:
        count = len(atoms)
        while count and atoms[count - 1].space:
            count -= 1
        self.atoms, self.count, self.setting = atoms, count, setting
        self.lefts: list[float] = []
        self.rights: list[float] = []
        self.gives = [0.0]
        """How much the atoms before each one can give."""
        self.stops: list[int] = []
        """After how many atoms a line may end, and how far it then reaches: the blanks that end it do not count."""
        self.reaches: list[float] = []
        self._measure()
        self.tight = [right - give for right, give in zip(self.rights, self.gives[1:], strict=True)]

    def _measure(self) -> None:
        size, track = self.setting.size, self.setting.pitch - self.setting.size
        x = reach = give = 0.0
        before: Atom | None = None
        for number, atom in enumerate(self.atoms[: self.count]):
            if before:
                if before.may_end and atom.may_start:
                    self.stops.append(number)
                    self.reaches.append(reach)
                x += gap(before, atom) * size
            self.lefts.append(x)
            x += atom.width * size + atom.cells * track
            give += (atom.head + atom.tail) * size
            self.rights.append(x)
            self.gives.append(give)
            reach = reach if atom.space else x
            before = atom
        self.stops.append(self.count)
        self.reaches.append(reach)

    def first_of_line(self, number: int) -> int:
        """The first atom from here on that a line may begin with."""
        while number < self.count and self.atoms[number].space:
            number += 1
        return number

    def end_of_line(self, start: int, room: float) -> int:
        """After which atom the line that begins with `start` ends: signs squeezed or characters spread, or neither."""
        edge = self.lefts[start] + room + _CLOSE
        first = bisect_right(self.stops, start)
        over = bisect_right(self.reaches, edge, first)
        fits = self.stops[over - 1] if over > first else None
        if over == len(self.stops):
            return self.count
        squeezed = self.stops[over]
        give = self.gives[squeezed] - self.gives[start]
        if self.reaches[over] - give > edge:
            return fits or max(bisect_right(self.tight, edge - self.gives[start]), start + 1)
        if fits is None:
            return squeezed
        squeeze = (self.reaches[over] - edge) / give
        joints = max(fits - start - 1, 1)
        spread = (edge - self.reaches[over - 1]) / (joints * self.setting.size * _WIDEST_SPREAD)
        return squeezed if squeeze <= spread else fits

    def line(self, start: int, end: int, indent: float) -> TextLine:
        """The atoms of one line, each glyph where it stands; the blanks at its end stand beyond it, for its readers."""
        last = end - 1
        while last > start and self.atoms[last].space:
            last -= 1
        set_line = self._set(start, last, indent, full=end < self.count)
        behind = self.atoms[last + 1 : self.first_of_line(end)]
        blanks = ((set_line.width, glyph) for atom in behind for glyph in atom.glyphs)
        return TextLine((*set_line.glyphs, *blanks), set_line.width)

    def _set(self, start: int, last: int, indent: float, *, full: bool) -> TextLine:
        """The atoms from `start` to `last` on the measure: squeezed, spread if the line is full, or as they come."""
        atoms = self.atoms[start : last + 1]
        slack = self.setting.measure - indent - (self.rights[last] - self.lefts[start])
        give = self.gives[last + 1] - self.gives[start]
        if slack < 0 < give:
            return self._squeezed(atoms, start, indent, min(-slack / give, 1.0) * self.setting.size)
        if not (full and self.setting.flush and slack > 0):
            return self._spread(atoms, start, indent, 0.0)
        if len(atoms) == 1:
            return self._torn(atoms[0], indent, slack)
        return self._spread(atoms, start, indent, slack / max(sum(not atom.space for atom in atoms[1:]), 1))

    def _spread(self, atoms: Sequence[Atom], start: int, indent: float, spread: float) -> TextLine:
        """The atoms with a blank before each but the first."""
        size, track = self.setting.size, self.setting.pitch - self.setting.size
        placed: list[tuple[float, FontGlyph]] = []
        offset = indent - self.lefts[start] - spread
        for atom, left in zip(atoms, self.lefts[start : start + len(atoms)], strict=True):
            if not atom.space:
                offset += spread
            x = left + offset
            if atom.cells == 1:
                placed.append((x + track / 2, atom.glyphs[0]))
            else:
                placed += _letters(atom, x, size, track if atom.cells else 0.0)
        return TextLine(tuple(placed), self.rights[start + len(atoms) - 1] + offset)

    def _squeezed(self, atoms: Sequence[Atom], start: int, indent: float, squeeze: float) -> TextLine:
        """The atoms with the blanks of their signs made smaller."""
        size, track = self.setting.size, self.setting.pitch - self.setting.size
        placed: list[tuple[float, FontGlyph]] = []
        offset = indent - self.lefts[start]
        for atom, left in zip(atoms, self.lefts[start : start + len(atoms)], strict=True):
            offset -= atom.head * squeeze
            placed += _letters(atom, left + offset, size, track if atom.cells else 0.0)
            offset -= atom.tail * squeeze
        return TextLine(tuple(placed), self.rights[start + len(atoms) - 1] + offset)

    def _torn(self, atom: Atom, indent: float, slack: float) -> TextLine:
        """An atom alone on its line, a word mostly: its letters spread."""
        joints = len(atom.glyphs) - 1
        track = self.setting.pitch - self.setting.size if atom.cells else 0.0
        spread = slack / joints if joints else 0.0
        letters = _letters(atom, indent - spread / 2, self.setting.size, track + spread)
        return TextLine(tuple(letters), indent + self.rights[0] - self.lefts[0])


def _letters(atom: Atom, x: float, size: float, track: float) -> list[tuple[float, FontGlyph]]:
    """The glyphs of an atom from x on, half the tracking before and half after each."""
    steps = accumulate((glyph.advance * size + track for glyph in atom.glyphs), initial=x + track / 2)
    return list(zip(steps, atom.glyphs, strict=False))
