"""Text cut into what a line is made of: characters of Chinese script one by one, words of Latin script whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from disclosure_desk.writers.pdf.fonts import Chain, Glyph, is_latin, prints_nothing

NOT_AT_START = frozenset("，。、；：？！”’）》〉】〕〗」』］｝…‥％‰℃·～,.;:?!)]}%")
NOT_AT_END = frozenset("“‘（《〈【〔〖「『［｛([{")
_CLOSING = {**dict.fromkeys("，。、；：”’）》〉】〕〗」』］｝", 0.5), **dict.fromkeys("？！", 0.25)}
_OPENING = dict.fromkeys("“‘（《〈【〔〖「『［｛", 0.5)
_PAIRED = frozenset("—…")
"""Signs that are written twice and stay together."""

EIGHTH = 0.125
LONGEST_WORD = 10.0
"""A word wider than so many em may be broken: nothing else could be justified beside it."""


@dataclass(frozen=True, slots=True)
class Atom:
    """What stands together in a line, widths in em.

    cells: how many characters of it stand in cells of their own, as Chinese script does; head and tail: how much of
    the blank at its left and right can be taken away; chinese, latin_left, latin_right: which script meets its
    neighbours; space: it goes where a line ends.
    """

    glyphs: tuple[Glyph, ...]
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


def atoms(spans: Iterable[tuple[Chain, str]]) -> Iterator[Atom]:
    """The atoms of a text given as stretches, each with its chain of faces."""
    return _narrowed(_raw(spans))


def _raw(spans: Iterable[tuple[Chain, str]]) -> Iterator[Atom]:
    for chain, text in spans:
        word: list[Glyph] = []
        pair: Glyph | None = None
        for character in text:
            glyph = _glyph(chain, character)
            if glyph is None:
                continue
            latin = is_latin(character) and character not in " \t"
            if word and not latin:
                yield from _words(word)
                word = []
            if pair and pair.character != character:
                yield _sign(chain, pair.character)
                pair = None
            if latin:
                word.append(glyph)
            elif pair:
                yield Atom((pair, glyph), pair.advance + glyph.advance, 2, may_start=_may_start(character))
                pair = None
            elif character in _PAIRED:
                pair = glyph
            else:
                yield _sign(chain, character)
        if pair:
            yield _sign(chain, pair.character)
        yield from _words(word)


def _glyph(chain: Chain, character: str) -> Glyph | None:
    """The glyph of a character that leaves a mark or a blank."""
    if character == "\t":
        character = " "
    glyph = chain.glyph(character)
    return None if glyph is None or prints_nothing(character) else glyph


@lru_cache(maxsize=8192)
def _sign(chain: Chain, character: str) -> Atom:
    glyph = _glyph(chain, character)
    assert glyph is not None  # noqa: S101 - its caller has just seen it
    return Atom(
        (glyph,),
        glyph.advance,
        cells=0 if character == " " else 1,
        head=_OPENING.get(character, 0.0),
        tail=_CLOSING.get(character, 0.0),
        chinese=character.isalpha(),
        space=character.isspace(),
        may_start=_may_start(character),
        may_end=character not in NOT_AT_END,
    )


def _may_start(character: str) -> bool:
    return character not in NOT_AT_START and not character.isspace()


def _words(glyphs: list[Glyph]) -> Iterator[Atom]:
    """A word of Latin script; one that is too long for any line comes letter by letter."""
    if not glyphs:
        return
    width = sum(glyph.advance for glyph in glyphs)
    if width <= LONGEST_WORD:
        yield _word(glyphs, width)
        return
    for glyph in glyphs:
        yield _word([glyph], glyph.advance)


def _word(glyphs: list[Glyph], width: float) -> Atom:
    first, last = glyphs[0].character, glyphs[-1].character
    return Atom(
        tuple(glyphs),
        width,
        latin_left=first.isalnum(),
        latin_right=last.isalnum() or last == "%",
        may_start=_may_start(first),
        may_end=last not in NOT_AT_END,
    )


def _narrowed(raw: Iterator[Atom]) -> Iterator[Atom]:
    """The atoms, a typed blank between Chinese and Latin script no wider than the one we set."""
    before: Atom | None = None
    waiting: Atom | None = None
    for atom in raw:
        if waiting:
            narrow = before is not None and gap(before, atom) > 0
            yield Atom(waiting.glyphs, EIGHTH, space=True, may_start=False) if narrow else waiting
            before, waiting = waiting, None
        if atom.space and atom.glyphs[0].character == " " and before and not before.space:
            waiting = atom
        else:
            yield atom
            before = atom
    if waiting:
        yield waiting
