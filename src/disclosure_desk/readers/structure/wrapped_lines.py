"""Paragraphs that a PDF viewer copied line by line, joined to paragraphs again.

Input: the lines of all texts. Output: how wide the printed lines are, 0 where lines are paragraphs already; the lines
joined; and those that still break off within a sentence.
Invariant: nothing is dropped and no word moves; where the guess is wrong only a paragraph's break is, and the clerk is
told to look at the breaks.

Lines are printed lines if most that break off within a sentence are about equally wide, as those of a page are:
    2024年，河东街道认真贯彻落实《中华人民共和国政府信息公开条
    例》，全面推进政务公开工作。
A line is joined to the one before where that is full and ends within a sentence, unless it begins with a number of its
own: （一）, 一、, 第一部分.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from disclosure_desk.readers.structure.page_noise import NumberedLine
from disclosure_desk.readers.vocabulary.numbering import leading_number

_NARROWEST, _WIDEST = 40, 110
"""How wide printed lines are, in Latin letters: 20 to 55 Chinese characters; a copied paragraph is mostly wider.

An official page has 28 characters a line; with 35 as the least (70) the wrapped text of tests/field stays broken.
"""

_SLACK = 6
"""So much narrower or wider than the usual width a full line may be: three characters.

Not all printed lines are justified, and a line with half-wide digits or quotation marks takes more of them. A line that
is far wider, as a row with many figures may be, says nothing: the usual width counts, not the widest.
"""

_LEAST_FULL_LINES, _LEAST_SHARE = 5, 0.6
"""So many full lines, and such a share of all that break off within a sentence, show printed lines.

The others are list items and signatures, whose lines end anywhere; with 1.0 one of them keeps a whole text broken.
"""

_LEAST_BROKEN, _NARROWEST_BROKEN = 3, 30
"""So many lines of this width at least that break off within a sentence are told where they were not joined."""

_SENTENCE_ENDS = tuple("。：:；;！!？?…”）)》")
_PARAGRAPH_NUMBERS = ("top", "bracket", "part")


def wrap_width(lines: Iterable[str]) -> int:
    """How wide lines are that break off within a sentence; 0 where lines are paragraphs."""
    inner = (line for line in lines if not line.endswith(_SENTENCE_ENDS) and not _is_head(line))
    broken = [width for width in map(_width, inner) if width <= _WIDEST]
    near = {width: sum(abs(width - other) <= _SLACK for other in broken) for width in broken if width >= _NARROWEST}
    usual = max(near, key=lambda width: (near[width], width), default=0)
    counted = sum(2 * width > usual for width in broken)
    return usual if usual and near[usual] >= max(_LEAST_FULL_LINES, _LEAST_SHARE * counted) else 0


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


def broken_lines(lines: Sequence[NumberedLine]) -> list[NumberedLine]:
    """The lines that break off within a sentence that goes on in the next; none where there are few of them."""
    pairs = ((one, line) for one, (_, line) in pairwise(lines) if _breaks_off(one[1]) and not leading_number(line))
    broken = [one for one, following in pairs if any(stop in one[1] + following for stop in "，。；")]
    return broken if len(broken) >= _LEAST_BROKEN else []


def _breaks_off(line: str) -> bool:
    """Whether a line is no heading and ends within a sentence; a paragraph without its full stop is longer."""
    is_of_width = _NARROWEST_BROKEN <= _width(line) <= _WIDEST
    return is_of_width and not _is_head(line) and not line.endswith(_SENTENCE_ENDS)


def _is_head(line: str) -> bool:
    """Whether a line may be a numbered sub-heading: five slogans of equal length are no printed lines."""
    return _begins_paragraph(line) and not any(stop in line for stop in "。；：:")


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
