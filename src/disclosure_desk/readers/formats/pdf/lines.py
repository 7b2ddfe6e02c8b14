"""Words at one height become lines of text, with the spaces that their author wrote.

Input: words in any order. Output: PdfLine from the top, its words from the left. Invariant: raised and lowered figures
are in their line, the line below is not; a space is in the text only where the author wrote one.

Order: words are taken by height and put into the line of the last few whose tallest word they share enough height
with. Between two words the file's own spaces count; without any, a gap counts as a space if it is wider than what
programs set by themselves between such characters: `共有12件` set 4 pt apart by Word stays `共有12件`, 9 pt apart it
is `共有 12 件`.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.words import PdfWord
from disclosure_desk.text.lazy_pattern import lazy_pattern

_ASCENT, _DESCENT = 0.8, 0.1
_SHARED_HEIGHT = 0.5
"""Share of its height that a word has in common with the tallest word of its line.

With 0.8 raised figures leave their line; with 0.2 the second line of a label joins the first (test_unruled_tables).
"""

_OPEN_ROWS = 8
"""Rows of words that may still grow: columns beside each other begin at many heights."""

_LATIN_GAP, _MIXED_GAP, _CHINESE_GAP = 0.2, 0.5, 0.7
"""In sizes: wider gaps are spaces, where the file has none written (cases in test_paragraphs).

Programs set figures in Chinese a quarter of a size apart by themselves, a typed space is half a size; Chinese that is
justified was found 0.6 apart, a full-width space is 1. With a mixed gap of 0.2, dates in prose become rows of figures.
"""

_LATIN = lazy_pattern(r"[!-~À-ɏ]")
_PUNCTUATION = lazy_pattern(r"[　-〿！-･‘-”…—·]")
_CLOSING = lazy_pattern(r"[!%),.:;?\]}’”…、。〉》」』】〕！），．：；？］｝％·—]*")
_FIRST_PART = lazy_pattern(r"[!-~À-ɏ]+|.")


class PdfLineWord(NamedTuple):
    """A word of a line, from `left` to `right`, with the space before it."""

    text: str
    left: float
    right: float
    space_before: str = ""


class PdfLine(NamedTuple):
    """A line of text, from `left` to `right` at `base`.

    `first_width`: how wide the part at its start is that may not be broken. `space_after`: its author wrote a space
    at its end, so the text goes on with one.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    first_width: float
    words: tuple[PdfLineWord, ...]
    space_after: bool

    @property
    def top(self) -> float:
        """Where its characters begin."""
        return self.base - _ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Where its characters end."""
        return self.base + 2 * _DESCENT * self.size


def join_lines(words: Iterable[PdfWord]) -> list[PdfLine]:
    """Return the lines that words make, from the top."""
    rows: list[_WordRow] = []
    # By their middles, because a small raised figure has another base than its line.
    for word in sorted(words, key=lambda word: (word.base - (_ASCENT - _DESCENT) / 2 * word.size, word.left)):
        row = next((row for row in reversed(rows[-_OPEN_ROWS:]) if row.fits(word)), None)
        if row is None:
            rows.append(_WordRow(word))
        else:
            row.add(word)
    return sorted((_line(sorted(row.words, key=lambda word: word.left)) for row in rows), key=lambda line: line.base)


def join_texts(one: str, two: str, *, space: bool = False) -> str:
    """Return two lines of a text as one: Chinese goes on without a space, even if one was written (`space`)."""
    return f"{one} {two}" if space and (is_latin(one[-1]) or is_latin(two[0])) else one + two


def is_latin(character: str) -> bool:
    """Return whether it is a letter, digit or punctuation mark of Latin script."""
    return bool(_LATIN.match(character))


class _WordRow:
    """Words at one height, and the tallest of them, with which others are compared."""

    def __init__(self, word: PdfWord) -> None:
        self.words, self._tallest = [word], word

    def fits(self, word: PdfWord) -> bool:
        """Return whether a word is in this row."""
        tallest = self._tallest
        bottom = min(tallest.base + _DESCENT * tallest.size, word.base + _DESCENT * word.size)
        top = max(tallest.base - _ASCENT * tallest.size, word.base - _ASCENT * word.size)
        return bottom - top >= _SHARED_HEIGHT * (_ASCENT + _DESCENT) * min(tallest.size, word.size)

    def add(self, word: PdfWord) -> None:
        self.words.append(word)
        self._tallest = max(self._tallest, word, key=lambda one: one.size)


def _line(row: Sequence[PdfWord]) -> PdfLine:
    text, words = row[0].text, [PdfLineWord(row[0].text, row[0].left, row[0].right)]
    for one, two in pairwise(row):
        space = _space_between(one, two)
        text += space + two.text
        words.append(PdfLineWord(two.text, two.left, two.right, space))
    # The longest word tells the base and size of the line; the first may be a raised figure or a large initial.
    longest = max(row, key=lambda word: len(word.characters))
    right = max(word.right for word in row)
    ends_with_space = bool(row[-1].spaces_after)
    return PdfLine(
        text, row[0].left, right, longest.base, longest.size, _first_width(row, text), tuple(words), ends_with_space
    )


def _space_between(one: PdfWord, two: PdfWord) -> str:
    """Return the space between two words of a line; "" if there is none."""
    last, first = one.text[-1], two.text[0]
    if one.spaces_after:
        return one.spaces_after
    if _PUNCTUATION.match(last) or _PUNCTUATION.match(first):  # full-width marks have room of their own
        return ""
    gap = (_CHINESE_GAP, _MIXED_GAP, _LATIN_GAP)[is_latin(last) + is_latin(first)]
    return " " if two.left - one.right > gap * max(one.size, two.size) else ""


def _first_width(row: Sequence[PdfWord], text: str) -> float:
    """Return the width of the first character, or Latin word, with the marks that may not begin a line."""
    found = _FIRST_PART.match(text)
    length = len(found[0]) if found else 1
    closing = _CLOSING.match(text, length)
    length = closing.end() if closing else length
    characters = [character for word in row for character in word.characters][:length]
    return characters[-1].right - characters[0].left
