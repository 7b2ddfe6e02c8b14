"""Which section's heading a line is, or has in it: the official words, the words of offices, or nearly those.

Input: one line, or for the last attempt the lines that are left. Output: `HeadingMatch`es, each with a rank that says
how far it is to be trusted (outline chooses between them).
Invariant: a number alone opens no section; there are always words of the section with it.

Ranks, best first:
0. The official heading, number included: 三、收到和处理政府信息公开申请情况.
1. The official words with another number or none; words of offices (the dictionary of reading) with the right number:
   五、存在的不足及下一步工作打算.
2. Words of offices without the right number; an official heading without a number, glued to its paragraph by 。or ：.
3. A line with the right number and nearly the official words: 二、主动公开政府信自清况.
Numbered headings within a line with other words (`match_within`) have rank 1 or 2; a page without line breaks has all
of them so: …特此报告。 一、总体情况 2024年，….
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from disclosure_desk.core.form import Form, Section
from disclosure_desk.readers.vocabulary.label_key import key_without_number, normalise_label, normalised_text
from disclosure_desk.readers.vocabulary.numbering import LeadingNumber, leading_number, number_value
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants
from disclosure_desk.text.lazy_pattern import lazy_pattern

LONGEST_HEADING = 60
"""A longer key is prose, whatever it starts with; the longest official heading has 17 letters, those of offices 40."""

_LONGEST_LINE = 200
_LEAST_SIMILARITY = 0.65
"""How similar to the official heading a line with the right number must be.

五、存在问题及改进措施 has 0.70, 二、主动公开政府信自清况 from bad character recognition 0.82; numbered lines on other
matters have less: 二、政府信息公开工作情况 0.64, 三、政府信息公开平台建设情况 0.62.
"""

_MOST_LOOKUPS = 500
"""So many places of a source are compared; a report has some dozen, and each comparison takes its time."""

_SHORTEST_PARAGRAPH = 6
"""Fewer letters behind a heading in its line belong to it, 一、总体情况说明, unless a full stop ends them.

With 1, two files of tests/field open sections at cells of tables, among them a workbook with three sheets.
"""

_NUMBER_INSIDE = lazy_pattern(r"([一二三四五六七八九])\s{0,2}[、.．]\s{0,3}(?=\S)")
_ENDS_BEFORE_HEADING = lazy_pattern(r"(?:[\s。；;！？!?：:）)》】0-9０-９/]|报告|年报)$")
_PUNCTUATION = "。：:；;，,、 \t\u3000\xa0"
_CONTINUES = ("部分", "的", "等", "和", "及", "、", "，", ",", "”", "》", "」")
"""What shows that the words before are no heading but part of a sentence or a list: “一、总体情况”部分."""


class HeadingMatch(NamedTuple):
    """A heading in a line: the section it opens, where it is, and its rank, 0 the most trustworthy.

    `is_official`: these are the form's own words and number; `is_glued`: the line has other words, too. `kind` is that
    of its number. `is_absent`: there is none; from the beginning of this line on the section must be.
    """

    section: Section
    start: int
    end: int
    rank: int
    is_official: bool = False
    is_glued: bool = False
    kind: str = ""
    is_absent: bool = False


class Headings:
    """The headings of a form by their keys."""

    def __init__(self, form: Form) -> None:
        self._sections = [section for section in form.sections if section.heading]
        self._official = {normalise_label(section.heading): section for section in self._sections}
        self._without_number = {key_without_number(section.heading): section for section in self._sections}
        self._values = {section.id: _number_of(section) for section in self._sections}
        variants = load_office_variants().headings
        self._variants = [(section, variants[section.id]) for section in self._sections if section.id in variants]

    def match_line(self, line: str) -> HeadingMatch | None:
        """The heading that the whole line is; None if it is anything else or more."""
        if len(line) > _LONGEST_LINE:
            return None
        key = normalise_label(line)
        if not 0 < len(key) <= LONGEST_HEADING:
            return None
        number = leading_number(line)
        kind = number.kind if number else ""
        # （一）总体情况 has the letters of 一、总体情况, but brackets number topics: it must not count as official.
        if key in self._official and kind != "bracket":
            return HeadingMatch(self._official[key], 0, len(line), 0, is_official=True, kind=kind)
        if kind in ("listed", "inner"):
            return None
        found = self._named(normalise_label(line[number.end :]) if number else key, number)
        return HeadingMatch(found[0], 0, len(line), found[1], kind=kind) if found else None

    def _named(self, words: str, number: LeadingNumber | None) -> tuple[Section, int] | None:
        """The section that the words name, and their rank."""
        if words in self._without_number:
            return self._without_number[words], 1
        for section, variants in self._variants:
            has_number = self._has_number_of(section, number)
            if variants.words.fits(words) or (has_number and variants.numbered.fullmatch(words)):
                return section, 1 if has_number else 2
        return None

    def match_within(self, line: str) -> Iterator[HeadingMatch]:
        """Numbered headings in a line with other words."""
        for found in _NUMBER_INSIDE.finditer(line):
            if found.start() and not _ENDS_BEFORE_HEADING.search(line[max(0, found.start() - 2) : found.start()]):
                continue
            match = self._match_at(line, found.end(), number_value(found[1]), at_start=not found.start())
            if match:
                section, end, rank = match
                yield HeadingMatch(section, found.start(), end, rank, is_glued=True, kind="top")

    def _match_at(self, line: str, start: int, value: int, *, at_start: bool) -> tuple[Section, int, int] | None:
        """The section of that number whose heading the words from a place on start with, its end, its rank.

        At the start of a line the form's own words count with a wrong number, too.
        """
        key, ends = normalised_text(line, start, LONGEST_HEADING)
        found: list[tuple[int, int, Section]] = []
        for words, section in self._without_number.items():
            if key.startswith(words) and (at_start or self._values[section.id] == value):
                found.append((len(words), -1 if self._values[section.id] == value else -2, section))
        for section, variants in self._variants:
            match = variants.words.pattern.match(key) if self._values[section.id] == value else None
            if match:
                found.append((match.end(), -2, section))
        if not found:
            return None
        length, rank, section = max(found, key=lambda one: one[:2])
        end = ends[length - 1]
        return (section, end, -rank) if _is_before_paragraph(line, end) else None

    def match_unnumbered(self, line: str) -> HeadingMatch | None:
        """An official heading that lost its number, with 。or ： between it and its paragraph."""
        key, ends = normalised_text(line, 0, LONGEST_HEADING)
        for words, section in self._without_number.items():
            if key.startswith(words):
                end = ends[len(words) - 1]
                if line[end : end + 1] in tuple("。：:") and _is_before_paragraph(line, end):
                    return HeadingMatch(section, 0, end, 2, is_glued=True)
        return None

    def match_similar(self, lines: Iterator[tuple[int, str]], section: Section) -> Iterator[tuple[int, HeadingMatch]]:
        """Lines with the number of a section and nearly its words."""
        from difflib import SequenceMatcher  # noqa: PLC0415 - few headings are misspelt

        official = normalise_label(section.heading)
        numbered = ((place, line) for place, line in lines if self._has_number_of(section, leading_number(line)))
        for place, line in islice(numbered, _MOST_LOOKUPS):
            key = normalise_label(line)
            is_sentence = line.endswith("。") or len(key) > LONGEST_HEADING
            if is_sentence or key[:1] != official[0]:
                continue
            if SequenceMatcher(None, key, official).ratio() >= _LEAST_SIMILARITY:
                yield place, HeadingMatch(section, 0, len(line), 3, kind="top")

    def _has_number_of(self, section: Section, number: LeadingNumber | None) -> bool:
        return (
            number is not None and number.kind in ("top", "part", "arabic") and number.value == self._values[section.id]
        )


def _number_of(section: Section) -> int:
    number = leading_number(section.heading)
    return number.value if number else 0


def _is_before_paragraph(line: str, end: int) -> bool:
    """Whether what follows a heading in its line is a paragraph, and no part of the heading or of a list."""
    rest = line[end : end + _LONGEST_LINE]
    plain = rest.lstrip(_PUNCTUATION)
    if rest.startswith(_CONTINUES):
        return False
    return len(plain) >= _SHORTEST_PARAGRAPH or plain != rest or not plain or plain.endswith("。")
