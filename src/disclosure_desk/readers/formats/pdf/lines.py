"""Words at one height become lines of text, with the blanks that their author wrote."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.words import Word

_ASCENT, _DESCENT = 0.8, 0.1
_SHARED = 0.5
"""Words of one line share so much of their height with its tallest word: raised figures do, the next line does not."""

_LATE = 8
"""So many of the last lines are looked at: columns beside each other begin at many heights."""

_LATIN_GAP, _MIXED_GAP, _CHINESE_GAP = 0.2, 0.5, 0.7
"""Gaps that are blanks, where the file has none written: programs themselves set Chinese and figures a little apart."""

_LATIN = re.compile(r"[!-~À-ɏ]")
_MARK = re.compile(r"[　-〿！-･‘-”…—·]")
_CLOSING = re.compile(r"[!%),.:;?\]}’”…、。〉》」』】〕！），．：；？］｝％·—]*")
_FIRST = re.compile(r"[!-~À-ɏ]+|.")


class Line(NamedTuple):
    """A line of text, from `left` to `right` at `base`; `first`: how wide what must stand together at its start is.

    `words` are its pieces that stand apart; `open`: blanks stand behind it, so it goes on with one.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    first: float
    words: tuple["Part", ...]
    open: bool

    @property
    def top(self) -> float:
        """Where its characters begin."""
        return self.base - _ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Where its characters end."""
        return self.base + 2 * _DESCENT * self.size


class Part(NamedTuple):
    """A word of a line, from `left` to `right`, with the blank before it."""

    text: str
    left: float
    right: float
    before: str = ""


def lines(words: Iterable[Word]) -> list[Line]:
    """The lines that words stand in, from the top."""
    rows: list[_Row] = []
    for word in sorted(words, key=lambda word: (_middle(word), word.left)):
        row = next((row for row in reversed(rows[-_LATE:]) if row.takes(word)), None)
        if row is None:
            rows.append(_Row(word))
        else:
            row.put(word)
    return sorted((_line(sorted(row.words, key=lambda word: word.left)) for row in rows), key=lambda line: line.base)


def joined(one: str, two: str, *, blank: bool = False) -> str:
    """Two lines of one text as one: Chinese goes on without a blank; `blank` if one was written between them."""
    return f"{one} {two}" if blank and (_LATIN.match(one[-1]) or _LATIN.match(two[0])) else one + two


def is_latin(character: str) -> bool:
    """Whether it is a letter, digit or mark of Latin script."""
    return bool(_LATIN.match(character))


def _middle(word: Word) -> float:
    return word.base - (_ASCENT - _DESCENT) / 2 * word.size


class _Row:
    """Words at one height, and the tallest of them, which the others are held against."""

    def __init__(self, word: Word) -> None:
        self.words, self._tallest = [word], word

    def takes(self, word: Word) -> bool:
        """Whether a word stands in this row."""
        one = self._tallest
        bottom = min(one.base + _DESCENT * one.size, word.base + _DESCENT * word.size)
        top = max(one.base - _ASCENT * one.size, word.base - _ASCENT * word.size)
        return bottom - top >= _SHARED * (_ASCENT + _DESCENT) * min(one.size, word.size)

    def put(self, word: Word) -> None:
        """Add a word."""
        self.words.append(word)
        self._tallest = max(self._tallest, word, key=lambda one: one.size)


def _line(row: Sequence[Word]) -> Line:
    text, parts = row[0].text, [Part(row[0].text, row[0].left, row[0].right)]
    for one, two in pairwise(row):
        blank = _blank(one, two)
        text += blank + two.text
        parts.append(Part(two.text, two.left, two.right, blank))
    usual = max(row, key=lambda word: len(word.characters))
    right = max(word.right for word in row)
    return Line(text, row[0].left, right, usual.base, usual.size, _first(row, text), tuple(parts), bool(row[-1].after))


def _blank(one: Word, two: Word) -> str:
    """The blank between two words of a line; "" if there is none."""
    last, first = one.text[-1], two.text[0]
    if one.after:
        return one.after
    if _MARK.match(last) or _MARK.match(first):
        return ""
    latin = is_latin(last) + is_latin(first)
    share = (_CHINESE_GAP, _MIXED_GAP, _LATIN_GAP)[latin]
    return " " if two.left - one.right > share * max(one.size, two.size) else ""


def _first(row: Sequence[Word], text: str) -> float:
    """The width of the first character, or word of Latin script, with the marks that may not begin a line."""
    found = _FIRST.match(text)
    length = len(found[0]) if found else 1
    closing = _CLOSING.match(text, length)
    length = closing.end() if closing else length
    characters = [character for word in row for character in word.characters][:length]
    return characters[-1].right - characters[0].left
