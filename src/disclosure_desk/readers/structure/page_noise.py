"""The lines of a web page or a printed page that are no part of the report on it, sifted out of its prose.

Input: the prose before the first heading (`sift_preface`) or of the last section (`sift_end`), line by line. Output:
`SiftedLines`: kept, removed, and kept with a doubt.
Invariant: a line is removed only as a whole, by the dictionary of reading, and never if it is a sentence; what is
removed is listed in one note.

Before the report: the place in the site (当前位置：首页 > …), buttons (打印 关闭), data of the page (索引号：…).
Behind it, from the first line on that only a page has (附件：…, 相关链接, 版权所有：…), everything but sentences; and
before that line, from the end backwards, who signed and when: 某街道办事处 / 2025年1月20日.
"""

from collections.abc import Sequence
from typing import NamedTuple

from disclosure_desk.readers.vocabulary.office_variants import load_office_variants
from disclosure_desk.text.lazy_pattern import lazy_pattern

_LONGEST_NOISE = 300
_SHORTEST_SENTENCE = 12
"""A line behind the report with a full stop and so many characters may be its content, and is kept with a doubt."""

_LEAST_ENDING, _MOST_PREFIX = 3, 20
"""A signature ends like the unit's name, in so many characters at least, 办事处, and has at most so many more than it.

An office signs in short, 河东街道办事处, or with its government before it, 长水县河东街道办事处.
"""

_MOST_LINES_OF_UNIT = 4
"""Over how many lines the signature goes of a unit with the longest name."""

_PUNCTUATION = lazy_pattern("[，。；：、]")
_LONGEST_PAGE_NUMBER = 24

NumberedLine = tuple[int, str]
"""The number of an item, and its words or a part of them."""


class SiftedLines(NamedTuple):
    """Lines that are kept, those removed, and the kept ones that are among what is removed."""

    kept: list[NumberedLine]
    removed: list[NumberedLine]
    doubtful: list[NumberedLine]


def is_page_number(line: str) -> bool:
    """Whether a line is nothing but the number of a page."""
    if len(line) > _LONGEST_PAGE_NUMBER:
        return False
    return load_office_variants().lines.pages.fits(line.strip())


def sift_preface(lines: Sequence[NumberedLine]) -> SiftedLines:
    """The prose between title and first heading, without what a page has there."""
    kept: list[NumberedLine] = []
    removed: list[NumberedLine] = []
    for number, line in lines:
        is_title_of_part = load_office_variants().lines.heads.fullmatch(_squeezed(line))
        (removed if _is_noise(line) or is_title_of_part else kept).append((number, line))
    return SiftedLines(kept, removed, [])


def sift_end(lines: Sequence[NumberedLine], unit: str) -> SiftedLines:
    """The prose of the last section, without what a page has behind the report, and without the unit's signature."""
    start = next((place for place, (_, line) in enumerate(lines) if _is_end(line)), len(lines))
    before = list(lines[:start])
    removed: list[NumberedLine] = []
    while count := _signing_lines([line for _, line in before[-_MOST_LINES_OF_UNIT:]], unit):
        removed += reversed(before[-count:])
        del before[-count:]
    removed.reverse()
    doubtful: list[NumberedLine] = []
    for number, line in lines[start:]:
        is_sentence = len(line) >= _SHORTEST_SENTENCE and "。" in line
        (removed if _is_end(line) or not is_sentence else doubtful).append((number, line))
    return SiftedLines([*before, *doubtful], removed, doubtful)


def _squeezed(line: str) -> str:
    """The line with single blanks; "" if it is too long to be noise."""
    return " ".join(line.split()) if len(line) <= _LONGEST_NOISE else ""


def _is_noise(line: str) -> bool:
    """Whether a line is what a page has around any report."""
    plain = _squeezed(line)
    if not plain or "。" in plain:
        return False
    words = load_office_variants().lines
    first_cell = "".join(line.split("\t", maxsplit=1)[0].split()).rstrip("：:")
    return bool(words.page.fits(plain) or ("\t" in line and words.labels.fullmatch(first_cell)))


def _is_end(line: str) -> bool:
    return _is_noise(line) or load_office_variants().lines.end.fits(_squeezed(line))


def _signing_lines(last: Sequence[str], unit: str) -> int:
    """How many of the last lines are a signature, or one that a page has at its end; 0 if they are prose."""
    plain = ["".join(line.split()) for line in last]
    broken = next((count for count in range(2, len(last) + 1) if "".join(plain[-count:]) == unit), 0)
    return broken or int(bool(last) and (_is_end(last[-1]) or _is_signature(last[-1], unit)))


def _is_signature(line: str, unit: str) -> bool:
    plain = _squeezed(line)
    return bool(load_office_variants().lines.signature.fullmatch(plain)) or _is_unit("".join(plain.split()), unit)


def _is_unit(line: str, unit: str) -> bool:
    """Whether a line is the unit's name, whole, in short or with more of its government before it."""
    ending = line[-_LEAST_ENDING:]
    if len(line) < _LEAST_ENDING or len(line) > len(unit) + _MOST_PREFIX or ending != unit[-_LEAST_ENDING:]:
        return False
    return bool(load_office_variants().title.units.search(line)) and not _PUNCTUATION.search(line)
