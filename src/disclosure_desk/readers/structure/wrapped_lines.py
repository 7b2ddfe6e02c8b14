"""Paragraphs that a PDF viewer copied line by line are paragraphs again."""

import unicodedata
from collections.abc import Iterable, Sequence

from disclosure_desk.readers.structure.page_noise import Line
from disclosure_desk.readers.vocabulary.numbering import leading_number

_WIDEST, _NARROWEST = 110, 40
"""A printed line is as wide as so many letters, half as many characters; a paragraph copied from a browser is wider."""

_RAGGED = 4
_ENOUGH, _SHARE = 5, 0.8
_STOPS = tuple("。：:；;！!？?…”）)》")
_FIRST = ("top", "bracket", "part")


def wrap_width(lines: Iterable[str]) -> int:
    """How wide lines are that break off within a sentence; 0 where lines are paragraphs."""
    widths = [(_width(line), line) for line in lines]
    widest = max((width for width, _ in widths), default=0)
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    broken = [width for width, line in widths if 2 * width > widest and not line.endswith(_STOPS)]
    full = sum(width >= widest - _RAGGED for width in broken)
    return widest if full >= _ENOUGH and full >= _SHARE * len(broken) else 0


def unwrapped(lines: Sequence[Line], width: int) -> list[Line]:
    """The lines, each joined to the one before where that is full and breaks off within a sentence."""
    whole: list[tuple[int, list[str]]] = []
    goes_on = False
    for number, line in lines:
        if goes_on and not _is_first(line):
            parts = whole[-1][1]
            parts.append(_between(parts[-1], line) + line)
        else:
            whole.append((number, [line]))
        goes_on = _width(line) >= width - _RAGGED and not line.endswith(_STOPS)
    return [(number, "".join(parts)) for number, parts in whole]


def _width(line: str) -> int:
    if len(line) > _WIDEST:
        return len(line)
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in line)


def _is_first(line: str) -> bool:
    """Whether a line starts a paragraph of its own."""
    number = leading_number(line)
    return number is not None and number.kind in _FIRST


def _between(before: str, after: str) -> str:
    """A blank between two words of letters."""
    is_word = before[-1].isascii() and before[-1].isalpha() and after[0].isascii() and after[0].isalpha()
    return " " if is_word else ""
