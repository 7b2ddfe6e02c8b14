"""The kinds of rule that find last year's text in this year's: how much of it, and which sentences."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from disclosure_desk.checks.finding import Finding, TextMark
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import TextIds
from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.text.sentences import Span, clauses

_GRAM = 5
"""Runs of five characters: longer than the words that all reports share, short enough to survive a changed word."""
_LEAST = 12
"""A sentence shorter than this is never marked: there are not so many ways to say it."""
_SAME = 0.9
"""So much of a sentence's grams must be last year's for it to be marked: a figure may have changed, a clause not."""
_BLANK = lazy_pattern(r"\s+")
_NUMBER = lazy_pattern(r"[0-9０-９]+")


@lru_cache(maxsize=256)
def grams(text: str) -> frozenset[str]:
    """The runs of five characters of a text; blanks do not count, and one number is as good as another."""
    plain = _NUMBER.sub("0", _BLANK.sub("", text))
    return frozenset(plain[at : at + _GRAM] for at in range(len(plain) - _GRAM + 1))


@lru_cache(maxsize=256)
def likeness(one: str, other: str) -> float:
    """How much two texts have in common, from 0 to 1: the Jaccard index of their grams."""
    mine, theirs = grams(one), grams(other)
    return len(mine & theirs) / len(mine | theirs) if mine and theirs else 0.0


@rule_kind("copied_whole")
class CopiedWhole(RuleKind):
    """The texts as a whole are alike to last year's by `least` so much, and by less than `below`."""

    texts: TextIds
    least: Decimal
    below: Decimal

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, with a mark on each sentence that is last year's."""
        if context.previous is None:
            return
        here, there = _joined(self.texts, context.texts), _joined(self.texts, context.texts_before)
        share = likeness(here, there)
        if float(self.least) <= share < float(self.below):
            before = grams(there)
            marks = [mark for text in self.texts for mark in _copied_sentences(text, context.texts[text], before)]
            written = [text for text in self.texts if context.texts[text].strip()]
            yield context.finding(self, written, marks, percent=int(share * 100))


@rule_kind("similar_whole")
class SimilarWhole(RuleKind):
    """So many percent of all the words of the texts are last year's as the office's limit of that name allows.

    What reaches the limit to refuse is that rule's alone.
    """

    texts: TextIds
    limit: Literal["warn", "refuse"]

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """At most one finding, about the report as a whole, with a mark on each sentence that is last year's."""
        warn, refuse = context.given.similar_warn, context.given.similar_refuse
        least, below = (warn, refuse) if self.limit == "warn" else (refuse, 0)
        if context.previous is None or not least:
            return
        before = _all_grams(tuple(context.texts_before.get(text, "") for text in self.texts))
        here = _all_grams(tuple(context.texts[text] for text in self.texts))
        share = 100 * len(here & before) / len(here) if here else 0.0
        if share >= least and not (below and share >= below):
            marks = [mark for text in self.texts for mark in _copied_sentences(text, context.texts[text], before)]
            yield context.finding(self, (), marks, percent=int(share), least=least)


@lru_cache(maxsize=32)
def _all_grams(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset[str]().union(*map(grams, texts))


@rule_kind("copied_paragraphs")
class CopiedParagraphs(RuleKind):
    """A paragraph of at least `length` characters is alike to one of last year's by `least` so much."""

    texts: TextIds
    least: Decimal
    length: int

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each such paragraph."""
        if context.previous is None:
            return
        there = [one for text in self.texts for _, one in _paragraphs(context.texts_before.get(text, ""))]
        for text in self.texts:
            for start, paragraph in _paragraphs(context.texts[text]):
                share = max((likeness(paragraph, one) for one in there), default=0.0)
                if len(paragraph) >= self.length and share >= float(self.least):
                    mark = TextMark(text, start, start + len(paragraph))
                    yield context.finding(self, [text], [mark], percent=int(share * 100), start=paragraph[:_LEAST])


def shared_sentences(text: str, other: str) -> list[Span]:
    """The sentences of a text that another has, too; where a figure alone differs, they are the same."""
    theirs = grams(other)
    return [clause for clause in clauses(text) if _is_in(clause.words, theirs)]


def _joined(places: Iterable[str], texts: Mapping[str, str]) -> str:
    return "\n".join(texts.get(place, "") for place in places)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Where each paragraph starts, and the paragraph."""
    start = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            yield start, paragraph
        start += len(paragraph) + 1


def _copied_sentences(text: str, prose: str, before: frozenset[str]) -> Iterator[TextMark]:
    """The sentences that are last year's."""
    for clause in clauses(prose):
        if _is_in(clause.words, before):
            yield TextMark(text, clause.start, clause.end)


def _is_in(words: str, other: frozenset[str]) -> bool:
    mine = grams(words)
    return len(words.strip()) >= _LEAST and len(mine & other) >= _SAME * len(mine)
