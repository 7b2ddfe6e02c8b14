"""The kinds of rule about wrong words: of a dictionary, of the office's list, doubled, of another body, unprintable."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.kinds.wording.dictionary import DictionaryEntry, possible_entries
from disclosure_desk.checks.kinds.wording.text_match import REMEMBERED, Search, TextMatch, paragraph_findings, with_code
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import Dictionary, TextIds
from disclosure_desk.text.lazy_pattern import lazy_pattern

_LENGTHS = (2, 3, 4)
"""How many letters a word has that is looked for twice in a row."""
_TWICE = re.compile(r"([^\W\x00-\x7f０-９]{2,4})\1")
_DISTRICT = re.compile(r"(?:.*[省市])?([^\W\x00-\x7f０-９]{2,3}[区县])(?=[^\W\x00-\x7f０-９]{4})")
_QUOTED = lazy_pattern("《[^《》]*(?:《[^《》]*》[^《》]*)*》|“[^“”]*”|‘[^‘’]*’|「[^「」]*」")
_ENDS_IN_DISTRICT = lazy_pattern(r"[^\W\x00-\x7f０-９]{2,}[区县]")


@rule_kind("wrong_words")
class WrongWords(RuleKind):
    """Words of the dictionary stand in no text; an entry for kinds of unit is for these only."""

    texts: TextIds
    dictionary: Dictionary

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each paragraph with such words."""
        names = tuple(rule.dictionary for rule in context.rules_of(WrongWords))
        search = partial(_words_of, self.dictionary, names, context.unit_kind.id)
        return paragraph_findings(self, context, self.texts, _but_allowed(self, context, search))


def _words_of(dictionary: str, dictionaries: tuple[str, ...], unit_kind: str, paragraph: str) -> Sequence[TextMatch]:
    return _wrong_words(paragraph, dictionaries, unit_kind).get(dictionary, ())


@lru_cache(REMEMBERED)
def _wrong_words(paragraph: str, dictionaries: tuple[str, ...], unit_kind: str) -> Mapping[str, Sequence[TextMatch]]:
    """The wrong words of a paragraph by dictionary: each rule has one, and the paragraph is searched once for all."""
    found: dict[str, list[TextMatch]] = {}
    for dictionary, entry in possible_entries(dictionaries, paragraph):
        if not entry.kinds or unit_kind in entry.kinds:
            for match in _matches(entry, paragraph):
                found.setdefault(dictionary, []).append(match)
    return {dictionary: tuple(_outermost(matches)) for dictionary, matches in found.items()}


def _matches(entry: DictionaryEntry, paragraph: str) -> Iterator[TextMatch]:
    for found in entry.matches(paragraph):
        if not (entry.unquoted and _is_quoted(found.start(), found.end(), paragraph)):
            instead = None if entry.instead is None else found.expand(entry.instead)
            yield TextMatch(found.start(), found.end(), found[0], instead)


def _outermost(matches: Iterable[TextMatch]) -> Iterator[TextMatch]:
    """The matches in their order, without those within another: （待补充） is one slip, and not 待补充 besides."""
    end = 0
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if match.end > end:
            yield match
            end = match.end


def _is_quoted(start: int, end: int, paragraph: str) -> bool:
    """Whether a stretch stands within quotation marks or the title of a paper: it is what another text says."""
    return any(one.start() < start and end < one.end() for one in _QUOTED.finditer(paragraph))


@rule_kind("doubled")
class DoubledWords(RuleKind):
    """No word stands twice in a row, but those that are good Chinese."""

    texts: TextIds
    allowed: tuple[str, ...]

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each paragraph with such words."""
        search = partial(_doubled_words, frozenset(self.allowed))
        return paragraph_findings(self, context, self.texts, _but_allowed(self, context, search))


@lru_cache(REMEMBERED)
def _doubled_words(allowed: frozenset[str], paragraph: str) -> tuple[TextMatch, ...]:
    if not _may_repeat(paragraph):
        return ()
    return tuple(
        TextMatch(found.start(), found.end(), found[0], found[1])
        for found in _TWICE.finditer(paragraph)
        if found[1] not in allowed and found[1][0] != "一"
    )


def _may_repeat(paragraph: str) -> bool:
    """Whether two to four letters in a row may stand there twice: a tenth of the work of looking for them.

    Each letter is two bytes of one large number, and what is equal to what stands so many letters on becomes 0.
    """
    codes = paragraph.encode("utf-16-le", "surrogatepass")
    whole, size = int.from_bytes(codes, "little"), len(codes)
    # Letters of four bytes are so rare that their paragraphs may be searched anyway.
    return size > 2 * len(paragraph) or any(
        bytes(2 * length) in (whole ^ (whole >> 16 * length)).to_bytes(size, "little") for length in _LENGTHS
    )


@rule_kind("office_words")
class OfficeWords(RuleKind):
    """Words of the office's own list stand in no text."""

    texts: TextIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each paragraph with such words."""
        words = tuple((word, instead) for word, instead in context.given.words if word != instead)
        if words:
            yield from paragraph_findings(self, context, self.texts, partial(_listed_words, words))


@lru_cache(REMEMBERED)
def _listed_words(words: tuple[tuple[str, str], ...], paragraph: str) -> tuple[TextMatch, ...]:
    instead = {word: proposal or None for word, proposal in words if word}
    if not instead:
        return ()
    longest_first = sorted(instead, key=len, reverse=True)
    found = re.finditer("|".join(map(re.escape, longest_first)), paragraph)
    return tuple(TextMatch(one.start(), one.end(), one[0], instead[one[0]]) for one in found)


def _but_allowed(rule: RuleKind, context: RuleContext, search: Search) -> Search:
    """The search without what the office's own list allows; an error it cannot allow."""
    allowed = tuple(pair for pair in context.given.words if pair[0] == pair[1])
    if not allowed or rule.severity == "error":
        return search

    def search_the_rest(paragraph: str) -> tuple[TextMatch, ...]:
        good = _listed_words(allowed, paragraph)
        return tuple(
            match
            for match in search(paragraph)
            if not any(one.start <= match.start and match.end <= one.end for one in good)
        )

    return search_the_rest


@rule_kind("other_district")
class OtherDistrict(RuleKind):
    """No other district stands before the unit's own name; undecided where the name has no district."""

    texts: TextIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each paragraph with another district."""
        unit = "".join(context.report.unit.split())
        district = _DISTRICT.match(unit)
        if district:
            search = partial(_other_districts, district[1], unit[district.end() :])
            yield from paragraph_findings(self, context, self.texts, search)


@lru_cache(REMEMBERED)
def _other_districts(district: str, own_name: str, paragraph: str) -> tuple[TextMatch, ...]:
    matches = []
    for found in re.finditer(re.escape(own_name), paragraph) if own_name in paragraph else ():
        before = paragraph[max(found.start() - len(district), 0) : found.start()]
        if _ENDS_IN_DISTRICT.fullmatch(before) and before != district:
            matches.append(TextMatch(found.start() - len(before), found.start(), before, district))
    return tuple(matches)


@rule_kind("unprintable")
class UnprintableCharacters(RuleKind):
    """Every character can be printed; undecided where nobody knows the fonts."""

    texts: TextIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each paragraph with characters that no font has."""
        unprintable = context.given.unprintable
        if unprintable is None:
            return

        def search(paragraph: str) -> list[TextMatch]:
            missing = unprintable(paragraph)
            places = [place for place, one in enumerate(paragraph) if one in missing] if missing else []
            return [TextMatch(place, place + 1, with_code(paragraph[place])) for place in places]

        yield from paragraph_findings(self, context, self.texts, search)
