"""Looks through texts paragraph by paragraph, and tells what was spotted in each as one finding with its marks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from disclosure_desk.checks.finding import Finding, TextMark
from disclosure_desk.checks.rule_context import Subject
from disclosure_desk.core.form import Rule

KEPT = 1024
"""So many paragraphs each reading is remembered for: a keystroke changes one."""
MOST = 100
"""So many marks a paragraph gets; a text with more is none."""
_TOLD, _LONGEST = 5, 20


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a paragraph, what stands there, and what could stand there instead."""

    start: int
    end: int
    stands: str
    proposal: str | None = None


Finder = Callable[[str], tuple[Spot, ...]]


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a text, each with where it begins."""
    start = 0
    for paragraph in text.split("\n"):
        yield start, paragraph
        start += len(paragraph) + 1


def spotted(rule: Rule, subject: Subject, find: Finder) -> list[Finding]:
    """A finding for each paragraph of the rule's texts in which something was spotted."""
    findings = []
    for text in rule.texts:
        for number, (offset, paragraph) in enumerate(paragraphs(subject.texts[text]), 1):
            if spots := find(paragraph)[:MOST]:
                marks = [TextMark(text, offset + spot.start, offset + spot.end, spot.proposal) for spot in spots]
                findings.append(subject.finding(rule, [text], marks, number=number, words=_told(spots)))
    return findings


def _told(spots: tuple[Spot, ...]) -> str:
    """What was spotted, each once and not too many, with what to write instead."""
    told = list(dict.fromkeys(_one(spot) for spot in spots))
    more = f"等 {len(told)} 处" if len(told) > _TOLD else ""
    return "、".join(told[:_TOLD]) + more


def _one(spot: Spot) -> str:
    stands = spot.stands if len(spot.stands) <= _LONGEST else f"{spot.stands[:_LONGEST]}…"
    return f"“{stands}”（应为“{spot.proposal}”）" if spot.proposal else f"“{stands}”"
