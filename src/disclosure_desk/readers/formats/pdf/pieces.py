"""Pieces of lines under each other become the cells of a column without rulings: a label or head of several lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.lines import Line, Part
from disclosure_desk.readers.formats.pdf.tables import in_one

_WIDE = 0.5
"""Words further apart, in sizes, are of different cells."""

_UNDER, _SHARED = 1.5, 0.5
"""A cell goes on with the next line, so many sizes lower at most, where that shares so much of its width."""

NUMBERED = re.compile(r"[0-9０-９]{1,2}[.．、]|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、")
"""How labels begin: where one does, a cell begins."""


_TOUCHING = re.compile(r"(?<!^)(?<!第)(?=[（(][一二三四五六七八九十]{1,3}[）)])")


class Piece(NamedTuple):
    """A piece of one or more lines, with the height of its first and last base."""

    text: str
    left: float
    right: float
    first: float
    last: float
    size: float

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.first + self.last) / 2

    def overlaps(self, left: float, right: float) -> bool:
        """Whether it stands over or under something."""
        return self.left <= right and left <= self.right


def pieces(line: Line, words: Iterable[Part], wide: float = _WIDE) -> list[Piece]:
    """The pieces that some words of a line make: those no further apart than `wide` sizes are one."""
    found: list[Piece] = []
    for word in chain.from_iterable(map(_parted, words)):
        last = found[-1] if found else None
        if last and word.left - last.right < wide * line.size and not NUMBERED.match(word.text):
            found[-1] = last._replace(text=f"{last.text}{word.before}{word.text}", right=word.right)
        else:
            found.append(Piece(word.text, word.left, word.right, line.base, line.base, line.size))
    return found


def _parted(word: Part) -> Iterator[Part]:
    """A word, cut where another label begins in it: two columns may touch."""
    cuts = [0, *(found.start() for found in _TOUCHING.finditer(word.text)), len(word.text)]
    step = (word.right - word.left) / len(word.text)
    for start, end in pairwise(cuts):
        left, right = word.left + start * step, word.left + end * step
        yield Part(word.text[start:end], left, right, "" if start else word.before)


def stacked(found: Iterable[Piece], apart: Sequence[float] = ()) -> list[Piece]:
    """Pieces with those under them that go on; two that stand level with different heights in `apart` are two."""
    cells: list[Piece] = []
    for piece in sorted(found, key=lambda piece: (piece.first, piece.left)):
        number = next((n for n in reversed(range(len(cells))) if _goes_on(cells[n], piece, apart)), None)
        if number is None:
            cells.append(piece)
        else:
            cells[number] = _together(cells[number], piece)
    return cells


def _goes_on(cell: Piece, piece: Piece, apart: Sequence[float]) -> bool:
    shared = min(cell.right, piece.right) - max(cell.left, piece.left)
    if shared < _SHARED * min(cell.right - cell.left, piece.right - piece.left) or NUMBERED.match(piece.text):
        return False
    if not 0 < piece.first - cell.last <= _UNDER * piece.size:
        return False
    return not (cell.last in apart and piece.first in apart)


def _together(one: Piece, two: Piece) -> Piece:
    left, right = min(one.left, two.left), max(one.right, two.right)
    return one._replace(text=in_one(one.text, two.text), left=left, right=right, last=two.last)
