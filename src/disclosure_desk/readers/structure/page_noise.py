"""Tells the lines of a web page or a printed page that are no part of the report on it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from disclosure_desk.readers.vocabulary.office_variants import load_office_variants

_LONGEST = 300
_SHORTEST_SENTENCE = 12
"""A line with a full stop and so many characters says something."""

_ENDING, _MOST_MORE = 3, 20
_STOP = re.compile("[，。；：、]")
_MOST_OF_PAGE_NUMBER = 24

Line = tuple[int, str]
"""The number of an item, and its words or a part of them."""


class Sifted(NamedTuple):
    """Lines that are kept, those left out, and the kept ones that stand among what is left out."""

    kept: list[Line]
    left: list[Line]
    doubtful: list[Line]


def is_page_number(line: str) -> bool:
    """Whether a line is nothing but the number of a page."""
    return len(line) <= _MOST_OF_PAGE_NUMBER and bool(load_office_variants().lines.pages.fullmatch(line.strip()))


def is_noise(line: str) -> bool:
    """Whether a line is what a page has around any report."""
    plain = _plain(line)
    if not plain or "。" in plain:
        return False
    words = load_office_variants().lines
    first = "".join(line.split("\t", maxsplit=1)[0].split()).rstrip("：:")
    return bool(words.page.fullmatch(plain) or ("\t" in line and words.labels.fullmatch(first)))


def sift_preface(lines: Sequence[Line]) -> Sifted:
    """The prose between title and first heading, without what the page says of itself there."""
    kept: list[Line] = []
    left: list[Line] = []
    for number, line in lines:
        (left if is_noise(line) or load_office_variants().lines.heads.fullmatch(_plain(line)) else kept).append(
            (number, line)
        )
    return Sifted(kept, left, [])


def sift_end(lines: Sequence[Line], unit: str) -> Sifted:
    """The prose of the last section, without what follows the report on its page: buttons, links, who signed when."""
    start = next((place for place, (_, line) in enumerate(lines) if _is_end(line)), len(lines))
    before = list(lines[:start])
    left: list[Line] = []
    while before and (_is_end(before[-1][1]) or _is_signature(before[-1][1], unit)):
        left.append(before.pop())
    left.reverse()
    doubtful: list[Line] = []
    for number, line in lines[start:]:
        (left if _is_end(line) or not _is_sentence(line) else doubtful).append((number, line))
    return Sifted([*before, *doubtful], left, doubtful)


def _plain(line: str) -> str:
    """The line with its blanks squeezed; "" if it is too long to be noise."""
    return " ".join(line.split()) if len(line) <= _LONGEST else ""


def _is_end(line: str) -> bool:
    return is_noise(line) or bool(load_office_variants().lines.end.fullmatch(_plain(line)))


def _is_signature(line: str, unit: str) -> bool:
    plain = _plain(line)
    return bool(load_office_variants().lines.signature.fullmatch(plain)) or _is_unit("".join(plain.split()), unit)


def _is_unit(line: str, unit: str) -> bool:
    """Whether a line is the unit's name, whole, in short or with more of its government before it."""
    is_near = len(line) >= _ENDING and len(line) <= len(unit) + _MOST_MORE and line[-_ENDING:] == unit[-_ENDING:]
    return is_near and bool(load_office_variants().title.units.search(line)) and not _STOP.search(line)


def _is_sentence(line: str) -> bool:
    return len(line) >= _SHORTEST_SENTENCE and "。" in line
