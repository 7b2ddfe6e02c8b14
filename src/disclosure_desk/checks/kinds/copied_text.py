"""The kinds of rule that find last year's text in this year's: how much of it, and which sentences."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from disclosure_desk.checks.finding import Finding, TextMark
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.form import Rule
from disclosure_desk.text.sentences import clauses

_GRAM = 5
_LEAST = 12
"""A sentence shorter than this is no copy: there are not so many ways to say it."""
_SAME = 0.9
"""So much of a sentence's grams must be last year's for it to be marked."""
_BLANK = re.compile(r"\s+")
_NUMBER = re.compile(r"[0-9０-９]+")


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


def copied_whole(rule: Rule, subject: Subject) -> list[Finding]:
    """The texts as a whole are not last year's, to the rule's share."""
    if subject.previous is None:
        return []
    here, there = _joined(rule, subject.texts), _joined(rule, subject.texts_before)
    share = likeness(here, there)
    if not float(rule.limits["least"]) <= share < float(rule.limits["below"]):
        return []
    marks = [mark for text in rule.texts for mark in _sentences(text, subject.texts[text], there)]
    written = [text for text in rule.texts if subject.texts[text].strip()]
    return [subject.finding(rule, written, marks, percent=int(share * 100))]


def copied_paragraphs(rule: Rule, subject: Subject) -> list[Finding]:
    """No paragraph is one of last year's, to the rule's share."""
    if subject.previous is None:
        return []
    there = [one for text in rule.texts for _, one in _paragraphs(subject.texts_before.get(text, ""))]
    return [finding for text in rule.texts for finding in _paragraphs_of(rule, subject, text, there)]


def _paragraphs_of(rule: Rule, subject: Subject, text: str, there: Sequence[str]) -> Iterator[Finding]:
    for start, paragraph in _paragraphs(subject.texts[text]):
        share = max((likeness(paragraph, one) for one in there), default=0.0)
        if len(paragraph) >= rule.limits["length"] and share >= float(rule.limits["least"]):
            mark = TextMark(text, start, start + len(paragraph))
            yield subject.finding(rule, [text], [mark], percent=int(share * 100), start=paragraph[:_LEAST])


def _joined(rule: Rule, texts: Mapping[str, str]) -> str:
    return "\n".join(texts.get(text, "") for text in rule.texts)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Where each paragraph starts, and the paragraph."""
    start = 0
    for paragraph in text.split("\n"):
        if paragraph.strip():
            yield start, paragraph
        start += len(paragraph) + 1


def _sentences(text: str, prose: str, there: str) -> Iterator[TextMark]:
    """The sentences that are last year's."""
    before = grams(there)
    for clause in clauses(prose):
        mine = grams(clause.words)
        if len(clause.words.strip()) >= _LEAST and len(mine & before) >= _SAME * len(mine):
            yield TextMark(text, clause.start, clause.end)


KINDS = {"copied_whole": copied_whole, "copied_paragraphs": copied_paragraphs}
"""The kinds of rule that stand here."""
