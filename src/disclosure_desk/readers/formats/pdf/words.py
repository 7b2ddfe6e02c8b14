"""Characters that touch become words: they stay together, whatever line or cell they come to stand in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.characters import Character
from disclosure_desk.readers.formats.pdf.rulings import Ruling

_APART, _BACK = 0.2, 0.4
"""Shares of the size: characters further apart, or so far back, are of two words."""

_POINT = 0.35
"""A point within a figure is narrow: where all letters have equal room, so much may stand beside it."""

_WALL = 0.08
"""A narrower gap is none: the figure there is wider than its column."""

_LEVEL = 0.15
"""On one line, bases differ by no more of the size."""


class Word(NamedTuple):
    """Characters without blanks between them, and the blanks that follow it in the file."""

    characters: tuple[Character, ...]
    after: str = ""

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(character.text for character in self.characters)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.characters[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.characters[-1].right

    @property
    def base(self) -> float:
        """The height of its line."""
        return self.characters[0].base

    @property
    def size(self) -> float:
        """The size of its type."""
        return self.characters[0].size


def words(characters: Iterable[Character], walls: Iterable[Ruling]) -> Iterator[Word]:
    """Characters in the file's order -> words; an upright ruling between two characters parts them."""
    upright = sorted((wall for wall in walls if wall.upright), key=lambda wall: wall.at)
    run: list[Character] = []
    blanks = ""
    for character in characters:
        if character.text.isspace():
            blanks += character.text if run and _is_level(run[-1], character) else ""
            continue
        if run and (blanks or not _touches(run[-1], character, upright)):
            yield Word(tuple(run), blanks)
            run, blanks = [], ""
        run.append(character)
    if run:
        yield Word(tuple(run), blanks)


def _is_level(one: Character, two: Character) -> bool:
    return abs(one.base - two.base) <= _LEVEL * max(one.size, two.size)


def _touches(one: Character, two: Character, walls: Sequence[Ruling]) -> bool:
    size = max(one.size, two.size)
    gap = two.left - one.right
    apart = _POINT if "." in (one.text, two.text) and one.text + two.text != ".." else _APART
    if not _is_level(one, two) or not -_BACK * size < gap < apart * size:
        return False
    return gap < _WALL * size or not _parted(one, two, walls)


def _parted(one: Character, two: Character, walls: Sequence[Ruling]) -> bool:
    first = bisect_left(walls, one.right, key=lambda wall: wall.at)
    after = bisect_right(walls, two.left, key=lambda wall: wall.at)
    return any(wall.start <= one.base <= wall.end for wall in walls[first:after])
