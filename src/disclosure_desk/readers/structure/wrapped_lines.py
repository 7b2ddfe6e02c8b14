"""Paragraphs that a PDF viewer copied line by line, joined to paragraphs again.

Input: the lines of all texts. Output: how wide the printed lines are, 0 where lines are paragraphs already; and the
lines joined.
Invariant: nothing is dropped and no word moves; where the guess is wrong only a paragraph's break is, and the clerk is
told to look at the breaks.

Lines are printed lines if nearly all that break off within a sentence are as wide as the widest, as justified text is:
    2024年，河东街道认真贯彻落实《中华人民共和国政府信息公开条
    例》，全面推进政务公开工作。
A line is joined to the one before where that is full and ends within a sentence, unless it begins with a number of its
own: （一）, 一、, 第一部分.
"""

import unicodedata
from collections.abc import Iterable, Sequence

from disclosure_desk.readers.structure.page_noise import NumberedLine
from disclosure_desk.readers.vocabulary.numbering import leading_number

_NARROWEST, _WIDEST = 40, 110
"""How wide printed lines are, in Latin letters: 20 to 55 Chinese characters; a copied paragraph is mostly wider.

An official page has 28 characters a line; with 35 as the least (70) the wrapped text of tests/field stays broken.
"""

_SLACK = 4
"""So much narrower than the widest a full line may be: two characters that did not fit, or a number of four digits."""

_LEAST_FULL_LINES, _LEAST_SHARE = 5, 0.8
"""So many full lines, and such a share of all that break off within a sentence, show printed lines.

The others are list items and signatures, whose lines end anywhere; with 1.0 one of them keeps a whole text broken.
"""

_SENTENCE_ENDS = tuple("。：:；;！!？?…”）)》")
_PARAGRAPH_NUMBERS = ("top", "bracket", "part")


def wrap_width(lines: Iterable[str]) -> int:
    """How wide lines are that break off within a sentence; 0 where lines are paragraphs."""
    widths = [(_width(line), line) for line in lines]
    widest = max((width for width, _ in widths), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    broken = [width for width, line in widths if 2 * width > widest and not line.endswith(_SENTENCE_ENDS)]
    full = sum(width >= widest - _SLACK for width in broken)
    return widest if full >= _LEAST_FULL_LINES and full >= _LEAST_SHARE * len(broken) else 0


def join_wrapped(lines: Sequence[NumberedLine], width: int) -> list[NumberedLine]:
    """The lines, each joined to the one before where that is full and breaks off within a sentence."""
    paragraphs: list[tuple[int, list[str]]] = []
    goes_on = False
    for number, line in lines:
        if goes_on and not _begins_paragraph(line):
            parts = paragraphs[-1][1]
            parts.append(_blank_between(parts[-1], line) + line)
        else:
            paragraphs.append((number, [line]))
        goes_on = _width(line) >= width - _SLACK and not line.endswith(_SENTENCE_ENDS)
    return [(number, "".join(parts)) for number, parts in paragraphs]


def _width(line: str) -> int:
    if len(line) > _WIDEST:
        return len(line)
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in line)


def _begins_paragraph(line: str) -> bool:
    """Whether a line begins with a number that starts a paragraph."""
    number = leading_number(line)
    return number is not None and number.kind in _PARAGRAPH_NUMBERS


def _blank_between(before: str, after: str) -> str:
    """A blank between two Latin words, nothing between Chinese characters."""
    is_word = before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()
    return " " if is_word else ""
