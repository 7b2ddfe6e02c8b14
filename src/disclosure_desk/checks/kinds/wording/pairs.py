"""The kinds of rule about marks and numbers: pairs of marks, full stops, list numbers that run on."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from disclosure_desk.checks.finding import Finding, TextMark
from disclosure_desk.checks.kinds.wording.text_match import (
    MOST_MARKS,
    REMEMBERED,
    TextMatch,
    paragraph_findings,
)
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import TextIds
from disclosure_desk.text.chinese_numerals import read_numeral, write_numeral
from disclosure_desk.text.lazy_pattern import lazy_pattern

_LIST_NUMBER = lazy_pattern(r"(?:^|(?<=[\s。；：，、]))[0-9０-９a-zA-Z一二三四五六七八九十]{1,3}[）)]")
_ENDED = lazy_pattern(r"[。！？][”’）》〉」』)]*\s*$")
_HALF_WIDTH = lazy_pattern(r"(?:[^\W\x00-\x7f０-９]|[”）》])\.\s*$")
"""占三成. with a stop of half a width, which is found as that, among the slips of the pen."""
_GOES_ON = lazy_pattern(r"[：；:;，、,]\s*$")
_NO_FULL_STOP = ".．｡,，、;；:："
"""Marks at the end of a paragraph in whose place the full stop comes: after them there would be two."""
_MOST_QUOTED = 5
_BLANKS, _MOST_BLANKS = " \u3000", 8
"""What may stand before an item of a list, and how many of them."""


@rule_kind("lopsided")
class UnpairedMarks(RuleKind):
    """What opens is closed within the paragraph, and nothing closes that was not opened.

    pairs: of each the characters that open it, then as many that close it.
    """

    texts: TextIds
    pairs: tuple[str, ...]

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each paragraph with unpaired marks."""
        return paragraph_findings(self, context, self.texts, partial(_unpaired, self.pairs))


@lru_cache(REMEMBERED)
def _unpaired(pairs: tuple[str, ...], paragraph: str) -> tuple[TextMatch, ...]:
    sides = _sides(pairs)
    unclosed: dict[str, list[int]] = {pair: [] for pair in pairs}
    unopened = []
    for found in sides.marks.finditer(paragraph):
        place, one = found.start(), found[0]
        if one in sides.opening:
            unclosed[sides.opening[one]].append(place)
        elif unclosed[sides.closing[one]]:
            unclosed[sides.closing[one]].pop()
        else:
            unopened.append(place)
    if unopened:
        skipped = {found.end() - 1 for found in _LIST_NUMBER.finditer(paragraph)}
        unopened = [place for place in unopened if place not in skipped]
    unpaired = [*unopened, *(place for places in unclosed.values() for place in places)]
    return tuple(TextMatch(place, place + 1, paragraph[place]) for place in sorted(unpaired)[:MOST_MARKS])


class _Sides(NamedTuple):
    """The marks of some pairs: the pattern of all, and the pair that each opens or closes."""

    marks: re.Pattern[str]
    opening: Mapping[str, str]
    closing: Mapping[str, str]


@lru_cache
def _sides(pairs: tuple[str, ...]) -> _Sides:
    opening = {one: pair for pair in pairs for one in pair[: len(pair) // 2]}
    closing = {one: pair for pair in pairs for one in pair[len(pair) // 2 :] if one not in opening}
    return _Sides(re.compile(f"[{re.escape(''.join((*opening, *closing)))}]"), opening, closing)


@rule_kind("unfinished")
class MissingFullStop(RuleKind):
    """Every paragraph but a heading or a line of a list ends with a full stop.

    headings: patterns of whole paragraphs that are headings.
    """

    texts: TextIds
    headings: tuple[str, ...]

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each other paragraph, with its last character marked."""
        for text in self.texts:
            written = [(start, one) for _, _, start, one in context.paragraphs((text,)) if one.strip()]
            for number, (start, paragraph) in enumerate(written, 1):
                if _has_open_end(self.headings, paragraph, number == len(written)):
                    end = start + len(paragraph.rstrip())
                    last = paragraph.rstrip()[-1]
                    mark = TextMark(text, end - 1, end, "。" if last in _NO_FULL_STOP else f"{last}。")
                    yield context.finding(self, [text], [mark], number=number, words=paragraph.strip()[-10:])


@lru_cache(REMEMBERED)
def _has_open_end(headings: tuple[str, ...], paragraph: str, is_last: bool) -> bool:  # noqa: FBT001 (part of a cache's key)
    ending = paragraph[-20:]
    if _ENDED.search(ending) or _HALF_WIDTH.search(ending) or (_GOES_ON.search(ending) and not is_last):
        return False
    return not any(re.fullmatch(heading, paragraph.strip()) for heading in headings)


@rule_kind("numbering")
class ListNumbering(RuleKind):
    """Numbers of one kind of list run on by one, or begin anew.

    patterns: of each kind of list, with the number as their first group. after: of each the marks of which one stands
    before it, with blanks between; each may stand at the beginning of a paragraph.
    """

    texts: TextIds
    patterns: tuple[str, ...]
    after: tuple[str, ...]

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each text with numbers out of order."""
        lists = tuple(zip(self.patterns, self.after, strict=True))
        for text in self.texts:
            if matches := _out_of_order(lists, context.texts[text]):
                marks = [TextMark(text, one.start, one.end, one.proposal) for one in matches]
                words = "、".join(f"“{one.words}”（应为“{one.proposal}”）" for one in matches[:_MOST_QUOTED])
                yield context.finding(self, [text], marks, words=words)


@lru_cache(REMEMBERED)
def _out_of_order(lists: tuple[tuple[str, str], ...], text: str) -> tuple[TextMatch, ...]:
    return tuple(match for pattern, after in lists for match in _breaks(pattern, after, text))


def _breaks(pattern: str, after: str, text: str) -> Iterator[TextMatch]:
    last = 0
    for found in re.finditer(pattern, text):
        if not _is_item(found.start(), after, text):
            continue
        written = found[1]
        # What is no number (十十是) is never the next one, and the list begins anew after it.
        number = int(written) if written.isdecimal() else read_numeral(written) or 0
        if last and number not in {1, last + 1}:
            expected = "" if written.isdecimal() else write_numeral(last + 1)
            yield TextMatch(found.start(1), found.end(1), written, expected or str(last + 1))
        last = number


def _is_item(start: int, after: str, text: str) -> bool:
    """Whether a number stands where an item begins; beside its pattern, which re finds fast where it begins with it."""
    before = text[max(start - _MOST_BLANKS - 1, 0) : start]
    mark = before.rstrip(_BLANKS)[-1:]
    return mark == "\n" or mark in after if mark else start <= _MOST_BLANKS
