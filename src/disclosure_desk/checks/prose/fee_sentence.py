"""Where a text speaks of the fee for information, so that the year's sentence can take that place.

In: section six and the year. Out: the sentences about the fee, or the text with another sentence about it.

    本年度没有收取信息处理费。其他事项无。   -> the first sentence is about the fee, the second stays
"""

from collections.abc import Iterator

from disclosure_desk.checks.prose import read_statements
from disclosure_desk.checks.prose.topics import INFORMATION_FEE
from disclosure_desk.text.sentences import sentences

_FEE = "费"
"""A sentence without it may be read as one about the fee by what stands before it, but is not to be replaced."""


def fee_sentences(text: str, year: int) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence about the fee."""
    return tuple(dict.fromkeys(_fee_sentences(text, year)))


def _fee_sentences(text: str, year: int) -> Iterator[tuple[int, int]]:
    places = [one.start for one in read_statements(text, year) if one.quantity.startswith(INFORMATION_FEE)]
    for start, end, phrase in sentences(text):
        if _FEE in phrase and any(start <= place < end for place in places):
            yield start, end


def with_fee_sentence(text: str, year: int, sentence: str) -> str:
    """The text with this sentence about the fee: in place of the one that stands there, or as its last paragraph.

    Where several sentences are about it nothing is taken away, because which of them may go is the writer's to say.
    """
    places = fee_sentences(text, year)
    if len(places) == 1:
        (start, end) = places[0]
        return text[:start] + sentence + text[end:]
    return f"{text.rstrip()}\n{sentence}" if text.strip() else sentence
