"""Cuts a sentence into clauses: what stands between marks, and what 均 or a nil phrase adds after a number.

In: the tokens of a sentence. Out: its clauses in their order, each a phrase and whether it stands in brackets.
Holds: each token but the marks is in exactly one clause; no clause is empty. A clause here is smaller than the 分句 of
text.sentences: a comma ends one, too.

A clause ends, in this order: at a mark (but not at ： before a number, as in 收到：6件); before 均 or a nil phrase,
once a number has been counted: else 已答复6件未发生行政诉讼 is one clause, and its nil phrase is not read.

    新收申请8件，均已办结。            -> 新收申请8件 | 均已办结
    受理9件（含上年结转1件）全部公开      -> 受理9件 | 含上年结转1件 (in brackets) | 全部公开
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.phrase import Phrase

_COUNTED = frozenset({"count", "yuan", "ten_thousand_yuan", "hundred_million_yuan"})
_STARTS_TAIL = ("all", "nil")


@dataclass(frozen=True, slots=True)
class Clause:
    """Some tokens in a row that may say something; `inside`: within brackets."""

    phrase: Phrase
    inside: bool

    @property
    def numbers(self) -> list[int]:
        """Where in the clause numbers stand that count something."""
        tokens = self.phrase.tokens
        return [place for place, token in enumerate(tokens) if _counts(tokens, place, token)]

    @property
    def percents(self) -> list[Token]:
        """The percentages of the clause."""
        return [token for token in self.phrase.tokens if token.unit == "percent"]


def _counts(tokens: Sequence[Token], place: int, token: Token) -> bool:
    if token.unit != "bare":
        return token.unit in _COUNTED
    # A number without a unit counts at the end of its name (复议、诉讼均为零, o010); the 12345 of 12345热线 does not.
    ends = place + 1 == len(tokens) or "and" in tokens[place + 1].kinds
    return ends and place > 0 and bool(tokens[place - 1].kinds) and "mark" not in tokens[place - 1].kinds


def clauses_of(sentence: Sequence[Token]) -> Iterator[Clause]:
    """The clauses of a sentence in their order."""
    held: list[Token] = []
    depth = 0
    counted = False
    for place, token in enumerate(sentence):
        mark = token.text if "mark" in token.kinds else ""
        if mark == "：" and place + 1 < len(sentence) and sentence[place + 1].number is not None:
            continue
        if mark or (counted and any(kind in token.kinds for kind in _STARTS_TAIL)):
            if held:
                yield Clause(Phrase(held), depth > 0)
            held, counted = [], False
        if mark:
            depth = max(0, depth + (mark == "（") - (mark == "）"))
            continue
        counted = counted or token.unit in _COUNTED
        held.append(token)
    if held:
        yield Clause(Phrase(held), depth > 0)
