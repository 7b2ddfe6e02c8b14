"""Atoms: what a line is made of and is not broken within.

A character of Chinese script is an atom, and so is a word of Latin script, and `——` or `……`, which are written as two
characters and stay together. Where two signs meet, as in `”，`, the blank between them is taken away here; where
Chinese meets Latin script, `gap` says how much blank comes between them.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.writers.pdf.font.chains import FontChain, FontGlyph, is_latin, prints_nothing

NOT_AT_START = frozenset("，。、；：？！”’）》〉】〕〗」』］｝…‥％‰℃·～,.;:?!)]}%")
NOT_AT_END = frozenset("“‘（《〈【〔〖「『［｛([{")
HALF = 0.5
"""The blank in the cell of a Chinese sign, in em; ？ and ！ have half of that."""
_CLOSING = {**dict.fromkeys("，。、；：”’）》〉】〕〗」』］｝", HALF), **dict.fromkeys("？！", HALF / 2)}
_OPENING = dict.fromkeys("“‘（《〈【〔〖「『［｛", HALF)
_LATIN = "".join(re.escape(sign) for sign in map(chr, range(0x250)) if is_latin(sign) and sign not in " \t")
_ATOM_TEXTS = lazy_pattern(f"[{_LATIN}]+|——|……|.", re.DOTALL)
"""Words of Latin script, signs that are written as two characters, and single characters."""

EIGHTH = 0.125
LONGEST_WORD = 10.0
"""A word wider than so many em may be broken: the rest of its line would be spread too far."""


class Atom(NamedTuple):
    """What a line is not broken within; widths in em.

    cells: how many of its characters have a cell each, as those of Chinese script, which keep the pitch of the line.
    head, tail: how much blank at its left and right can be squeezed.
    chinese, latin_left, latin_right: the script that its neighbours meet.
    space: it is dropped at the end of a line.
    """

    glyphs: tuple[FontGlyph, ...]
    width: float
    cells: int = 0
    head: float = 0.0
    tail: float = 0.0
    chinese: bool = False
    latin_left: bool = False
    latin_right: bool = False
    space: bool = False
    may_start: bool = True
    may_end: bool = True


def gap(before: Atom, after: Atom) -> float:
    """The blank between two neighbours in em: an eighth between Chinese and Latin script."""
    if before.chinese:
        return EIGHTH if after.latin_left else 0.0
    return EIGHTH if before.latin_right and after.chinese else 0.0


def atoms(spans: Iterable[tuple[FontChain, str]], longest: float = LONGEST_WORD) -> list[Atom]:
    """The atoms of a text of several spans, each with its chain of fonts; words wider than `longest` em are broken."""
    found = [
        atom
        for chain, text in spans
        for part in _ATOM_TEXTS.findall(text)
        for atom in (_signs(chain, part) if len(part) == 1 or part[0] in "—…" else _words(chain, part, longest))
    ]
    if any(atom.space for atom in found):
        found = list(_narrowed(found))
    _tighten(found)
    return found


@lru_cache(maxsize=8192)
def _signs(chain: FontChain, part: str) -> tuple[Atom, ...]:
    """The atom of a character, or of a sign that is written as two; none for a character that prints nothing."""
    glyphs = _glyphs(chain, part)
    if not glyphs:
        return ()
    if is_latin(part) and not part.isspace():
        return tuple(_words(chain, part, LONGEST_WORD))
    character, has_blank = glyphs[0].character, glyphs[0].advance == 1
    atom = Atom(
        glyphs,
        sum(glyph.advance for glyph in glyphs),
        cells=0 if character == " " else len(glyphs),
        head=_OPENING.get(character, 0.0) * has_blank,
        tail=_CLOSING.get(character, 0.0) * has_blank,
        chinese=character.isalpha(),
        space=character.isspace(),
        may_start=_may_start(character),
        may_end=character not in NOT_AT_END,
    )
    return (atom,)


def _glyphs(chain: FontChain, part: str) -> tuple[FontGlyph, ...]:
    """The glyphs of the characters, without those that print nothing."""
    found = (chain.glyph(" " if sign == "\t" else sign) for sign in part if not prints_nothing(sign))
    return tuple(glyph for glyph in found if glyph)


def _may_start(character: str) -> bool:
    return character not in NOT_AT_START and not character.isspace()


def _words(chain: FontChain, part: str, longest: float) -> Iterator[Atom]:
    """The atom of a word of Latin script; an atom for each letter of one that is too long."""
    glyphs = _glyphs(chain, part)
    width = sum(glyph.advance for glyph in glyphs)
    if glyphs and width <= longest:
        yield _word(glyphs, width)
        return
    for glyph in glyphs:
        yield _word((glyph,), glyph.advance)


def _word(glyphs: tuple[FontGlyph, ...], width: float) -> Atom:
    first, last = glyphs[0].character, glyphs[-1].character
    return Atom(
        glyphs,
        width,
        latin_left=first.isalnum(),
        latin_right=last.isalnum() or last == "%",
        may_start=_may_start(first),
        may_end=last not in NOT_AT_END,
    )


def _narrowed(raw: list[Atom]) -> Iterator[Atom]:
    """The atoms; a space typed between Chinese and Latin script gets the width of the gap that is set without it."""
    for number, atom in enumerate(raw):
        between = 0 < number < len(raw) - 1 and atom.space and atom.glyphs[0].character == " "
        if between and not raw[number - 1].space and gap(raw[number - 1], raw[number + 1]):
            yield Atom(atom.glyphs, EIGHTH, space=True, may_start=False)
        else:
            yield atom


def _tighten(found: list[Atom]) -> None:
    """Take away the blank between two signs that meet, as in `”，` and `：“` and `（“`."""
    for number, (before, atom) in enumerate(pairwise(found)):
        if before.tail == HALF and (atom.head or atom.tail):
            found[number] = before._replace(width=before.width - HALF, tail=0.0)
        elif before.head and atom.head:
            found[number] = found[number]._replace(width=before.width - HALF)
            found[number + 1] = atom._replace(head=0.0)
