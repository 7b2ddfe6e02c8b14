"""Recognises the headings of sections: as they should be, as offices write them, and glued to what stands around."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import islice
from typing import NamedTuple

from disclosure_desk.core.form import Form, Section
from disclosure_desk.readers.vocabulary.label_key import key_without_number, normalise_label, normalised_text
from disclosure_desk.readers.vocabulary.numbering import LeadingNumber, leading_number, number_value
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants

LONGEST = 60
"""Longer keys are prose, whatever they start with."""

_LONGEST_LINE = 200
_ALIKE = 0.65
"""So alike, of 1, are 五、存在问题及改进措施 and its official heading; sub-heads of other matters are less."""

_MOST = 500
"""So many places of a source are looked at for what needs a closer look; a report has some dozen."""

_SHORTEST_REST = 6
_INSIDE = re.compile(r"([一二三四五六七八九])\s{0,2}[、.．]\s{0,3}(?=\S)")
_BEFORE = re.compile(r"(?:[\s。；;！？!?：:）)》】0-9０-９/]|报告|年报)$")
_PUNCTUATION = "。：:；;，,、 \t\u3000\xa0"
_CONTINUES = ("部分", "的", "等", "和", "及", "、", "，", ",", "”", "》", "」")


class Head(NamedTuple):
    """A heading in a line: the section it opens, where it stands, and how much it is to be believed, 0 most.

    `official`: these are the form's own words and number; `glued`: not all of the line is heading.
    """

    section: Section
    start: int
    end: int
    rank: int
    official: bool = False
    glued: bool = False
    kind: str = ""


class Headings:
    """The headings of a form by their keys."""

    def __init__(self, form: Form) -> None:
        self._sections = [section for section in form.sections if section.heading]
        self._official = {normalise_label(section.heading): section for section in self._sections}
        self._bare = {key_without_number(section.heading): section for section in self._sections}
        self._values = {section.id: _value(section) for section in self._sections}
        variants = load_office_variants().headings
        self._words = [(section, variants[section.id]) for section in self._sections if section.id in variants]

    def whole(self, line: str) -> Head | None:
        """The heading that a line is, and is nothing but."""
        if len(line) > _LONGEST_LINE:
            return None
        key = normalise_label(line)
        if not 0 < len(key) <= LONGEST:
            return None
        number = leading_number(line)
        kind = number.kind if number else ""
        if key in self._official and kind != "bracket":
            return Head(self._official[key], 0, len(line), 0, official=True, kind=kind)
        if kind in ("listed", "inner"):
            return None
        found = self._named(normalise_label(line[number.end :]) if number else key, number)
        return Head(found[0], 0, len(line), found[1], kind=kind) if found else None

    def _named(self, words: str, number: LeadingNumber | None) -> tuple[Section, int] | None:
        """The section that words name whole, and their rank: the number tells most."""
        if words in self._bare:
            return self._bare[words], 1
        for section, variants in self._words:
            right = self._is_right(section, number)
            if variants.words.fullmatch(words) or (right and variants.numbered.fullmatch(words)):
                return section, 1 if right else 2
        return None

    def glued(self, line: str) -> Iterator[Head]:
        """Numbered headings that stand in a line with other words."""
        for found in _INSIDE.finditer(line):
            if found.start() and not _BEFORE.search(line[max(0, found.start() - 2) : found.start()]):
                continue
            head = self._starting(line, found.end(), number_value(found[1]), at_start=not found.start())
            if head:
                yield Head(head[0], found.start(), head[1], head[2], glued=True, kind="top")

    def _starting(self, line: str, start: int, value: int, *, at_start: bool) -> tuple[Section, int, int] | None:
        """The section of that number whose heading the words from a place on start with, its end, its rank.

        At the start of a line the form's own words count with a wrong number, too.
        """
        key, ends = normalised_text(line, start, LONGEST)
        found: list[tuple[int, int, Section]] = []
        for words, section in self._bare.items():
            if key.startswith(words) and (at_start or self._values[section.id] == value):
                found.append((len(words), -1 if self._values[section.id] == value else -2, section))
        for section, variants in self._words:
            match = variants.words.match(key) if self._values[section.id] == value else None
            if match:
                found.append((match.end(), -2, section))
        if not found:
            return None
        length, rank, section = max(found, key=lambda one: one[:2])
        end = ends[length - 1]
        return (section, end, -rank) if _stands_apart(line, end) else None

    def unnumbered(self, line: str) -> Head | None:
        """An official heading that lost its number, with a stop between it and its paragraph."""
        key, ends = normalised_text(line, 0, LONGEST)
        for words, section in self._bare.items():
            if key.startswith(words):
                end = ends[len(words) - 1]
                if line[end : end + 1] in tuple("。：:") and _stands_apart(line, end):
                    return Head(section, 0, end, 2, glued=True)
        return None

    def alike(self, lines: Iterator[tuple[int, str]], section: Section) -> Iterator[tuple[int, Head]]:
        """Lines with the number of a section and nearly its words."""
        official = normalise_label(section.heading)
        right = ((place, line) for place, line in lines if self._is_right(section, leading_number(line)))
        for place, line in islice(right, _MOST):
            key = normalise_label(line)
            is_sentence = line.endswith("。") or len(key) > LONGEST
            if not is_sentence and key[:1] == official[0] and _is_alike(key, official):
                yield place, Head(section, 0, len(line), 3, kind="top")

    def _is_right(self, section: Section, number: LeadingNumber | None) -> bool:
        return (
            number is not None and number.kind in ("top", "part", "arabic") and number.value == self._values[section.id]
        )


def _value(section: Section) -> int:
    number = leading_number(section.heading)
    return number.value if number else 0


def _is_alike(key: str, official: str) -> bool:
    return SequenceMatcher(None, key, official).ratio() >= _ALIKE


def _stands_apart(line: str, end: int) -> bool:
    """Whether what follows a heading in its line is a paragraph, and no part of the heading or of a list."""
    rest = line[end : end + _LONGEST_LINE]
    plain = rest.lstrip(_PUNCTUATION)
    if rest.startswith(_CONTINUES):
        return False
    return len(plain) >= _SHORTEST_REST or plain != rest or not plain or plain.endswith("。")
