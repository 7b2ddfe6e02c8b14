"""Cuts a sentence into clauses, and a clause into frames: each number with the words that are its own.

In: the tokens of a sentence. Out: its clauses in their order, each a phrase and the mark before it; of a clause its
frames. Holds: each token but the marks is in exactly one clause; no clause is empty. A clause here is smaller than the
分句 of text.sentences: a comma ends one, too.

A clause ends, in this order: at a mark (but not at ： before a number, as in 收到：6件); before 均, 并, a nil phrase
or what became of disputes, after a number with words of its own: else 已答复6件未发生行政诉讼 is one clause, and its
nil phrase is not read. Without such words the number is what 均 speaks of, and they stay together: 70件均已办结.

    新收申请8件，均已办结。            -> 新收申请8件 | 均已办结
    受理9件（含上年结转1件）全部公开      -> 受理9件 | 含上年结转1件 (in brackets) | 全部公开

The words of a number are those before it or, where there are none, those after it; words between two numbers are of the
second one (o227), but for 中, which ends the first one's.

    上年结转2件、本年新收15件    -> 上年结转 2 | 本年新收 15
    8件申请里有2件来自企业       -> 8 申请 | 2 来自企业
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.phrase import Phrase

_NAME = ("info", "ask")
_TIMES = ("last", "this", "next", "period", "up", "down")
_ADDS = ("nil", "all", "then", "result", "pending", "compare")
_SHARES = frozenset({"percent", "tenths"})
_OPENS_LIST = {"is", "parts", "respectively"}
_COUNTED = frozenset({"count", "times", "yuan", "ten_thousand_yuan", "hundred_million_yuan"})


class Frame(NamedTuple):
    """A number with the words before it and after it that are its own; `timed` are those that say of what time."""

    token: Token
    before: Phrase
    after: Phrase
    timed: Phrase


class Clause(NamedTuple):
    """Some tokens in a row that may say something; `inside`: within brackets; `mark`: what stands before it.

    `numbers`: where in it numbers stand that count something; `percents`: its percentages.
    """

    phrase: Phrase
    inside: bool
    mark: str
    numbers: Sequence[int]
    percents: Sequence[Token]

    def frames(self) -> Iterator[Frame]:
        """The numbers that count something, each with its own words."""
        tokens, numbers = self.phrase.tokens, self.numbers
        start, timed = 0, Phrase(())
        for order, place in enumerate(numbers):
            last = order + 1 == len(numbers)
            between = tokens[place + 1 : len(tokens) if last else numbers[order + 1]]
            before = Phrase(tokens[start:place])
            own = len(between) if last else _own(between, before)
            after = Phrase(between[:own])
            own_time = before if before.is_meaningful else before + after
            # 由上年的12件降到7件 (s007): the 12 are last year's, the 7 are not; 上年收到9件、办结8件 both are.
            timed = own_time if own_time.has(*_TIMES) else timed
            yield Frame(tokens[place], before, after, timed)
            start = place + 1 + own

    def behind(self, words: Phrase) -> "Clause":
        """The clause with some words before its own."""
        return _clause((words + self.phrase).tokens, self.mark, inside=self.inside)

    def after_numbers(self) -> "Clause":
        """What follows its last number that counts, as a clause."""
        last = self.numbers[-1] + 1 if self.numbers else 0
        return _clause(self.phrase.tokens[last:], "", inside=self.inside)


def _own(between: Sequence[Token], before: Phrase) -> int:
    """How many of the words between two numbers are of the first one."""
    among = next((at for at, token in enumerate(between) if "among" in token.kinds), None)
    if among is not None:
        return among
    # 合计40件已办结38件: the 40 are a sum, and closed are the 38; but 共18件予以公开、3件部分公开 is a list.
    is_sum = before.has("total") and not Phrase(between).has("and")
    if not (before.is_meaningful or is_sum) and Phrase(between).is_meaningful:
        return len(between)
    # 受理的34件申请引发复议3件 (t029): the name right behind a number is its own.
    noun = 0
    while noun < len(between) and not between[noun].kinds.keys().isdisjoint(_NAME):
        noun += 1
    return noun if any("ask" in token.kinds for token in between[:noun]) else 0


def _counts(tokens: Sequence[Token], place: int, token: Token) -> bool:
    if token.unit != "bare":
        return token.unit in _COUNTED
    # A number without a unit counts at the end of its name (复议、诉讼均为零, o010); the 12345 of 12345热线 does not.
    ends = place + 1 == len(tokens) or "and" in tokens[place + 1].kinds
    return ends and place > 0 and bool(tokens[place - 1].kinds) and "mark" not in tokens[place - 1].kinds


def _clause(tokens: Sequence[Token], mark: str, *, inside: bool) -> Clause:
    if all(token.number is None for token in tokens):
        return Clause(Phrase(tokens), inside, mark, (), ())
    numbers = [place for place, token in enumerate(tokens) if _counts(tokens, place, token)]
    return Clause(Phrase(tokens), inside, mark, numbers, [token for token in tokens if token.unit in _SHARES])


def _behind_number(held: list[Token]) -> tuple[list[Token], list[Token]]:
    """The words up to the last number, and those behind it that name what follows: 复议维持3件、 | 诉讼维持1件."""
    last = max(place for place, token in enumerate(held) if token.unit in _COUNTED) + 1
    tail = [token for token in held[last:] if "and" not in token.kinds]
    return (held[:last], tail) if any("subject" in token.kinds for token in tail) else (held, [])


def _before_next_nil(held: list[Token]) -> tuple[list[Token], list[Token]]:
    """The words before a second nil word, parted where its own begin: 行政诉讼零败诉、 | 行政复议零纠错."""
    first = next(place for place, token in enumerate(held) if "nil" in token.kinds)
    ends = [place for place, token in enumerate(held) if place > first and "and" in token.kinds]
    own = held[ends[-1] + 1 :] if ends else []
    return (held[: ends[-1]], own) if any("subject" in token.kinds for token in own) else (held, [])


def _leads_to_number(after: Sequence[Token], before: Sequence[Token]) -> bool:
    """Whether ： only leads to a number: 收到：6件; but 办理结果为：8件予以公开 begins a list."""
    is_number = any(token.number is not None for token in after)
    return is_number and not any(token.kinds.keys() & _OPENS_LIST for token in before)


def clauses_of(sentence: Sequence[Token]) -> Iterator[Clause]:
    """The clauses of a sentence in their order."""
    held: list[Token] = []
    depth, before = 0, ""
    named = counted = asked = denied = False
    numbers = 0
    for place, token in enumerate(sentence):
        kinds = token.kinds
        mark = token.text if "mark" in kinds else ""
        if mark == "：" and _leads_to_number(sentence[place + 1 : place + 2], held[-1:]):
            continue
        denies = "nil" in kinds
        # 尚有4件申请未到答复期限: what is pending is said of what only its name tells.
        cuts = (counted or (asked and "pending" not in kinds)) and not kinds.keys().isdisjoint(_ADDS)
        if mark or cuts or (denied and denies):
            held, kept = (held, []) if mark else _behind_number(held) if cuts else _before_next_nil(held)
            if held:
                yield _clause(held, before, inside=depth > 0)
                before = ""
            held, named, counted, asked, denied = kept, bool(kept), False, False, False
        if mark:
            depth = max(0, depth + (mark == "（") - (mark == "）"))
            before = mark
            continue
        if token.unit in _COUNTED:
            counted, asked, named = named, False, False
            numbers += 1
        else:
            # 1件维持、1件纠正: what stood before 、 is of the number before.
            named = not token.is_silent or (named and "and" not in kinds)
            # 全部8件申请均由自然人提出 (s009): the first number of a sentence has its name right behind it.
            asked = asked or (numbers == 1 and held[-1:] != [] and held[-1].unit in _COUNTED and "ask" in kinds)
        denied = denied or denies
        held.append(token)
    if held:
        yield _clause(held, before, inside=depth > 0)
