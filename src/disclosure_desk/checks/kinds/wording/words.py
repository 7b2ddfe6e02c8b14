"""Wrong words: those of a dictionary, of the office's own list, doubled ones, and what no font can print."""

import re
from functools import lru_cache, partial

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.kinds.wording.dictionary import entries
from disclosure_desk.checks.kinds.wording.text_match import KEPT, Finder, Spot, spotted
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.form import Rule

_TWICE = re.compile(r"([^\W\x00-\x7f０-９]{2,4})\1")


def wrong_words(rule: Rule, subject: Subject) -> list[Finding]:
    """Words of the rule's dictionary stand in no text; an entry for kinds of unit is for these only."""
    return _spotted(rule, subject, partial(_wrong, rule.dictionary, subject.unit_kind.id))


@lru_cache(KEPT)
def _wrong(dictionary: str, kind: str, paragraph: str) -> tuple[Spot, ...]:
    spots = [
        Spot(found.start(), found.end(), found[0], None if entry.instead is None else found.expand(entry.instead))
        for entry in entries(dictionary)
        if not entry.kinds or kind in entry.kinds
        for found in entry.pattern.finditer(paragraph)
    ]
    return tuple(sorted(spots, key=lambda spot: spot.start))


def doubled(rule: Rule, subject: Subject) -> list[Finding]:
    """No word stands twice in a row, but those that the rule lists as good Chinese."""
    return _spotted(rule, subject, partial(_doubled, frozenset(rule.words)))


@lru_cache(KEPT)
def _doubled(allowed: frozenset[str], paragraph: str) -> tuple[Spot, ...]:
    return tuple(
        Spot(found.start(), found.end(), found[0], found[1])
        for found in _TWICE.finditer(paragraph)
        if found[1] not in allowed and found[1][0] != "一"
    )


def office_words(rule: Rule, subject: Subject) -> list[Finding]:
    """Words of the office's own list stand in no text."""
    words = tuple((word, instead) for word, instead in subject.given.words if word != instead)
    return spotted(rule, subject, partial(_listed, words)) if words else []


@lru_cache(KEPT)
def _listed(words: tuple[tuple[str, str], ...], paragraph: str) -> tuple[Spot, ...]:
    instead = {word: proposal or None for word, proposal in words if word}
    if not instead:
        return ()
    longest_first = sorted(instead, key=len, reverse=True)
    found = re.finditer("|".join(map(re.escape, longest_first)), paragraph)
    return tuple(Spot(one.start(), one.end(), one[0], instead[one[0]]) for one in found)


def _spotted(rule: Rule, subject: Subject, find: Finder) -> list[Finding]:
    """A finding for each paragraph, but for what the office's own list lets stand; an error it cannot let stand."""
    good = tuple(pair for pair in subject.given.words if pair[0] == pair[1])
    if not good or rule.severity == "error":
        return spotted(rule, subject, find)

    def find_more(paragraph: str) -> tuple[Spot, ...]:
        allowed = _listed(good, paragraph)
        return tuple(spot for spot in find(paragraph) if not any(_lies_in(spot, one) for one in allowed))

    return spotted(rule, subject, find_more)


def _lies_in(spot: Spot, other: Spot) -> bool:
    return other.start <= spot.start and spot.end <= other.end


def unprintable(rule: Rule, subject: Subject) -> list[Finding]:
    """Every character can be printed; undecided where nobody knows the fonts."""
    missing = subject.given.unprintable
    if missing is None:
        return []

    def find(paragraph: str) -> tuple[Spot, ...]:
        lacking = missing(paragraph)
        places = [place for place, one in enumerate(paragraph) if one in lacking] if lacking else []
        return tuple(Spot(place, place + 1, paragraph[place]) for place in places)

    return spotted(rule, subject, find)


KINDS = {
    "wrong_words": wrong_words,
    "doubled": doubled,
    "office_words": office_words,
    "unprintable": unprintable,
}
