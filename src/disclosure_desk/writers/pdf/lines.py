"""Atoms set into lines: what may not start or end a line does not, and every full line is as wide as the measure."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from disclosure_desk.writers.pdf.atoms import Atom, gap
from disclosure_desk.writers.pdf.fonts import Glyph

_WIDEST_SPREAD = 0.1
"""A blank of so many em between all characters looks as bad as all signs squeezed to their half."""
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs and where each starts, in points from the left edge of the measure; `width` is where the last ends."""

    glyphs: tuple[tuple[float, Glyph], ...]
    width: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How text is set: type size and measure in points; the pitch of Chinese characters; indent of the first line."""

    size: float
    measure: float
    pitch: float
    indent: float = 0.0
    flush: bool = True


@dataclass(frozen=True, slots=True)
class _Break:
    """A place where a line may end: after how many atoms, how wide it is, how much it can give."""

    atoms: int
    width: float
    give: float


def set_lines(source: Iterable[Atom], setting: Setting) -> Iterator[Line]:
    """The lines of a paragraph, one after the other; text of any length in time proportional to it."""
    waiting: deque[Atom] = deque()
    atoms = iter(source)
    indent = setting.indent
    while True:
        room = setting.measure - indent
        taken, last = _take(waiting, atoms, setting, room)
        if not taken:
            return
        yield _placed(taken, setting, indent, full=not last)
        indent = 0.0


def _take(waiting: deque[Atom], atoms: Iterator[Atom], setting: Setting, room: float) -> tuple[list[Atom], bool]:
    """The atoms of the next line, and whether it is the last; what was looked at too far goes back to `waiting`."""
    seen: list[Atom] = []
    width = give = 0.0
    fits = over = emergency = None
    while True:
        atom = waiting.popleft() if waiting else next(atoms, None)
        if seen and (atom is None or (seen[-1].may_end and atom.may_start)):
            here = _here(seen, width, give, setting)
            if here.width <= room + _CLOSE:
                fits = here
            elif over is None:
                over = here
        if atom is None:
            break
        if not seen and atom.space:
            continue
        width += _natural(atom, setting) + (gap(seen[-1], atom) * setting.size if seen else 0)
        give += (atom.head + atom.tail) * setting.size
        seen.append(atom)
        if not atom.space and width - give > room + _CLOSE:
            break
        emergency = _Break(len(seen), width, give)
    ended = atom is None
    best = _better(fits, over, room, setting)
    if best is None and ended:
        best = _Break(len(seen), width, give)
    best = best or emergency or _Break(1, width, give)
    waiting.extendleft(reversed(seen[best.atoms :]))
    return seen[: best.atoms], ended and best.atoms == len(seen)


def _better(fits: _Break | None, over: _Break | None, room: float, setting: Setting) -> _Break | None:
    """The break to take: signs squeezed to get one more in, or characters spread, whichever shows less."""
    if over is None or over.width - over.give > room + _CLOSE:
        return fits
    if fits is None:
        return over
    squeeze = (over.width - room) / over.give
    spread = (room - fits.width) / (max(fits.atoms - 1, 1) * setting.size * _WIDEST_SPREAD)
    return over if squeeze <= spread else fits


def _natural(atom: Atom, setting: Setting) -> float:
    """The width of an atom in points before anything is squeezed or spread."""
    return atom.width * setting.size + atom.cells * (setting.pitch - setting.size)


def _here(seen: list[Atom], width: float, give: float, setting: Setting) -> _Break:
    """A break after these atoms: the blanks that end them do not count."""
    number = len(seen)
    while number > 1 and seen[number - 1].space:
        number -= 1
        blank = seen[number]
        width -= _natural(blank, setting) + gap(seen[number - 1], blank) * setting.size
    return _Break(len(seen), width, give)


def _placed(atoms: list[Atom], setting: Setting, indent: float, *, full: bool) -> Line:
    """The atoms of one line, each glyph where it stands."""
    while len(atoms) > 1 and atoms[-1].space:
        atoms.pop()
    width = sum(_natural(atom, setting) for atom in atoms)
    width += sum(gap(*pair) for pair in pairwise(atoms)) * setting.size
    give = sum(atom.head + atom.tail for atom in atoms) * setting.size
    slack = setting.measure - indent - width
    squeeze = min(-slack / give, 1.0) * setting.size if slack < 0 < give else 0.0
    alone = len(atoms) == 1
    joints = len(atoms[0].glyphs) - 1 if alone else sum(not atom.space for atom in atoms[1:])
    spread = slack / joints if full and setting.flush and slack > 0 < joints else 0.0
    placed: list[tuple[float, Glyph]] = []
    size, track = setting.size, setting.pitch - setting.size
    x, before = indent, None
    for atom in atoms:
        if before:
            x += gap(before, atom) * size + (0.0 if atom.space else spread)
        x -= atom.head * squeeze
        tracking = track if atom.cells else 0.0
        for glyph in atom.glyphs:
            placed.append((x + tracking / 2, glyph))
            x += (atom.width if atom.space else glyph.advance) * size + tracking + (spread if alone else 0.0)
        x -= atom.tail * squeeze
        before = atom
    return Line(tuple(placed), x - (spread if alone else 0.0))
