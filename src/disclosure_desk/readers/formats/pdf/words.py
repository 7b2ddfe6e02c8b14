"""Characters that touch become words, which stay together whatever line or cell they come to stand in.

Input: characters in the file's order, and the rulings of the page. Output: PdfWord in the same order, each with the
spaces written behind it. Invariant: two figures in neighbouring cells are never one word, and one figure is never two.

A word ends at a space, where the next character is on another line, too far on or too far back, or where an upright
ruling stands in the gap. `12345` and `678` half a point apart on both sides of a ruling are two words; a figure wider
than its column, `12345678` printed across the ruling without a gap, is one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.characters import PdfCharacter
from disclosure_desk.readers.formats.pdf.rulings import PdfRuling

_APART, _BACK = 0.2, 0.4
"""In sizes: characters further apart, or further back, are of two words.

With 0.4 apart, a figure of 2-pdf-browser-mobile (tests/field) finds no place; 0.1 changes pdf-chromium-no-borders.
"""

_APART_AT_POINT = 0.35
"""A decimal point is narrow: in type in which all characters are equally wide, its neighbours are further apart."""

_NO_GAP = 0.08
"""In sizes: with a narrower gap a ruling does not part two characters, because the figure is wider than its column.

With 0.5, figures in neighbouring cells that nearly touch become one (test_tables).
"""

_SAME_LINE = 0.15
"""In sizes: the bases of characters of one word differ by no more."""


class PdfWord(NamedTuple):
    """Characters without spaces between them, and the spaces that follow in the file."""

    characters: tuple[PdfCharacter, ...]
    spaces_after: str = ""

    @property
    def text(self) -> str:
        return "".join(character.text for character in self.characters)

    @property
    def left(self) -> float:
        return self.characters[0].left

    @property
    def right(self) -> float:
        return self.characters[-1].right

    @property
    def base(self) -> float:
        """The height of its line, from the top of the page."""
        return self.characters[0].base

    @property
    def size(self) -> float:
        """The size of its type."""
        return self.characters[0].size


def join_words(characters: Iterable[PdfCharacter], rulings: Iterable[PdfRuling]) -> Iterator[PdfWord]:
    """Yield the words that characters in the file's order make."""
    upright = sorted((ruling for ruling in rulings if ruling.upright), key=lambda ruling: ruling.at)
    run: list[PdfCharacter] = []
    spaces = ""
    for character in characters:
        if character.text.isspace():
            # The first space of a line is no space behind the last word of the line before.
            spaces += character.text if run and _on_one_line(run[-1], character) else ""
            continue
        if run and (spaces or not _touch(run[-1], character, upright)):
            yield PdfWord(tuple(run), spaces)
            run, spaces = [], ""
        run.append(character)
    if run:
        yield PdfWord(tuple(run), spaces)


def _on_one_line(one: PdfCharacter, two: PdfCharacter) -> bool:
    return abs(one.base - two.base) <= _SAME_LINE * max(one.size, two.size)


def _touch(one: PdfCharacter, two: PdfCharacter, upright: Sequence[PdfRuling]) -> bool:
    size = max(one.size, two.size)  # a raised figure is smaller than its neighbour
    gap = two.left - one.right
    is_at_point = "." in (one.text, two.text) and one.text + two.text != ".."
    apart = _APART_AT_POINT if is_at_point else _APART
    if not _on_one_line(one, two) or not -_BACK * size < gap < apart * size:
        return False
    return gap < _NO_GAP * size or not _are_parted(one, two, upright)


def _are_parted(one: PdfCharacter, two: PdfCharacter, upright: Sequence[PdfRuling]) -> bool:
    """Return whether one of the rulings, sorted from the left, stands between two characters."""
    first = bisect_left(upright, one.right, key=lambda ruling: ruling.at)
    after = bisect_right(upright, two.left, key=lambda ruling: ruling.at)
    return any(ruling.start <= one.base <= ruling.end for ruling in upright[first:after])
