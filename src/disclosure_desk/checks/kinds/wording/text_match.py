"""Looks for something in each paragraph of some texts: what matches in a paragraph is one finding with its marks."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.checks.finding import Finding, TextMark
from disclosure_desk.checks.rule import RuleContext, RuleKind

REMEMBERED = 1024
"""So many paragraphs each search is remembered for: a keystroke changes one."""
MOST_MARKS = 100
"""So many marks a paragraph gets; a text with more is none."""
_BLANKS = {"\t": "〔制表符〕"}
_MOST_QUOTED, _LONGEST_QUOTE = 5, 20


class TextMatch(NamedTuple):
    """A stretch of a paragraph, the words that stand there, and what could stand there instead."""

    start: int
    end: int
    words: str
    proposal: str | None = None


Search = Callable[[str], Sequence[TextMatch]]
"""Finds what is wrong in a paragraph."""


def paragraph_findings(
    rule: RuleKind, context: RuleContext, texts: tuple[str, ...], search: Search
) -> Iterator[Finding]:
    """A finding for each paragraph of the texts in which the search finds something.

    The message gets the {number} of the paragraph in its text, from 1, and the {words} found.
    """
    for text, number, offset, paragraph in context.paragraphs(texts):
        if matches := search(paragraph)[:MOST_MARKS]:
            marks = [TextMark(text, offset + one.start, offset + one.end, one.proposal) for one in matches]
            yield context.finding(rule, [text], marks, number=number, words=_quoted(matches))


def _quoted(matches: Sequence[TextMatch]) -> str:
    """What was found, each once and not too many, with what to write instead."""
    quotes = list(dict.fromkeys(_quote(one) for one in matches))
    more = f"等 {len(quotes)} 处" if len(quotes) > _MOST_QUOTED else ""
    return "、".join(quotes[:_MOST_QUOTED]) + more


def _quote(match: TextMatch) -> str:
    words = match.words if len(match.words) <= _LONGEST_QUOTE else f"{match.words[:_LONGEST_QUOTE]}…"
    # A blank at the end of what is quoted is not seen.
    plain = words.rstrip()
    words = plain + "".join(_BLANKS.get(one, "〔空格〕") for one in words[len(plain) :])
    return f"“{words}”（应为“{match.proposal}”）" if match.proposal else f"“{words}”"


def with_code(character: str) -> str:
    """A character with the number by which a font that has it is found."""
    return f"{character}（U+{ord(character):04X}）"
