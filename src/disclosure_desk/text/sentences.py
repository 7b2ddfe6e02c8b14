"""Where a sentence (句) ends and where a clause (分句), after GB/T 15834: ； ends a clause only.

What is quoted, marked or compared is the 分句: offices string what they did together with ；, and each part says
something of its own. What is replaced as a whole is the 句: half of it left standing would say something else.
"""

from collections.abc import Iterator
from typing import NamedTuple

from disclosure_desk.text.lazy_pattern import lazy_pattern

SENTENCE_ENDS = "。！？"
CLAUSE_ENDS = "。；！？"
_SENTENCE = lazy_pattern(f"[^{SENTENCE_ENDS}\n]+[{SENTENCE_ENDS}]?")
_CLAUSE = lazy_pattern(f"[^{CLAUSE_ENDS}\n]+[{CLAUSE_ENDS}]?")
_WHOLE_CLAUSE = lazy_pattern(f"[^{CLAUSE_ENDS}\n]*[{CLAUSE_ENDS}\n]+|[^{CLAUSE_ENDS}\n]+$")


class Span(NamedTuple):
    """A stretch of a text: `start` and `end` are places in it, `words` stand there, the mark at the end with them."""

    start: int
    end: int
    words: str


def sentences(text: str) -> Iterator[Span]:
    """The sentences of a text, each with its end mark and without its line break."""
    return (Span(found.start(), found.end(), found[0]) for found in _SENTENCE.finditer(text))


def clauses(text: str) -> Iterator[Span]:
    """The clauses of a text, each with its end mark and without its line break."""
    return (Span(found.start(), found.end(), found[0]) for found in _CLAUSE.finditer(text))


def clause_at(text: str, place: int) -> str:
    """The clause around a place, without its end mark and the blanks around it."""
    start = max(text.rfind(mark, 0, place) for mark in f"{CLAUSE_ENDS}\n") + 1
    return text[start : clause_end(text, start)].strip()


def clause_end(text: str, start: int) -> int:
    """Where the clause that begins at a place ends, before its end mark."""
    ends = [at for mark in f"{CLAUSE_ENDS}\n" if (at := text.find(mark, start)) >= 0]
    return min(ends, default=len(text))


def split_clauses(text: str) -> list[str]:
    """A text cut into clauses that joined are the text again: end marks and line breaks stay with what they end."""
    return _WHOLE_CLAUSE.findall(text)
