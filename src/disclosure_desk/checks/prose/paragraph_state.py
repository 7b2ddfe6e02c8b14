"""What a paragraph has said so far: its statements, and what the next words may lean on.

In: the statements that the stages add, and the phrases they pass over. Out: statements in the order of the text, and
for the next clause the topics, the numbers it may speak of (antecedents), the year that is spoken of.
Holds: a statement is only ever made uncertain or given readings, never taken away; each sentence starts with no year
of its own, but topics and antecedents go on from sentence to sentence, as official prose lets them.

    新收申请9件。其中自然人8件。          -> the 8 are part of the 9: antecedents outlive the sentence
    2023年收到申请9件，2024年收到4件。    -> of a report on 2024 only the 4: `names_own_year` (o025)
    收到33件，培训3次，均已办结           -> 均 speaks of the nearest number, and that no cell counts
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.request_meaning import EVERYDAY
from disclosure_desk.checks.prose.statement import QuantityReading, Statement, StatementKind
from disclosure_desk.checks.prose.topics import (
    BOTH_IN,
    CARRIED_IN,
    CARRIED_OUT,
    CLOSED,
    DISPUTES,
    FOREIGN,
    RECEIVED,
    REQUESTS,
    TopicContext,
    Topics,
    topics_of,
)
from disclosure_desk.core.figure import Figure, places

_TIMES = ("last", "this", "next", "period")
_REACH = 40
"""So many numbers back words may lean: no sentence has more, and work stays in proportion to the text."""


class Qualifiers(NamedTuple):
    """How a number is stated: in what unit, loosely, doubtfully, as a part of which, by a phrase without digits.

    `others` are readings that the words have as well.
    """

    unit: str = ""
    approx: bool = False
    uncertain: bool = False
    others: tuple[QuantityReading, ...] = ()
    part_of: Statement | None = None
    implied: bool = False


UNQUALIFIED = Qualifiers()


class Antecedent(NamedTuple):
    """A number that later words may speak of: where its statement is kept, None for what no cell counts.

    `is_part`: it is a part of the number before, by 其中 or brackets; `doubtful`: some of it is another body's;
    `value`: of a part that no cell counts; `wordless_value`: of a number without words of its own.
    """

    place: int | None
    is_part: bool = False
    doubtful: bool = False
    value: Figure | None = None
    wordless_value: Figure | None = None


class ParagraphState:
    """The running account of one paragraph.

    Of the paragraph: it names the year of the report (`names_own_year`), so a sentence about another year is not about
    this one (`is_in_other_year`). Of the sentence: its number, where its statements begin (`sentence_start`) and the
    numbers that are spoken of in a row (`antecedent_start`); how many of its words before 其中 are for parts of the
    body that reports (`bodies`), how many of its numbers were passed over as told by channel (`channels`); it says that
    it is not about disclosure (`is_unrelated`), or 其中 (`names_parts`), or 近年来 (`is_since`). `in_clause`:
    the statements of the last clause with numbers; `is_inside`: a bracket is open; `outside`: the number before it.
    `unnumbered` is the phrase just before, which had no number, `elided` the words of a number passed over because of
    its time, channel or body, which the next may lean on. `by_channel` and `by_applicant` are the places of statements
    that name a channel or applicants, and may turn out to be parts.
    """

    is_in_other_year: bool = False
    sentence: int = 0
    sentence_start: int = 0
    antecedent_start: int = 0
    bodies: int = 0
    is_unrelated: bool = False
    names_parts: bool = False
    is_since: bool = False
    is_inside: bool = False
    outside: Statement | None = None
    unnumbered: Phrase | None = None
    elided: Phrase | None = None
    channels: int = 0
    by_channel: int | None = None
    by_applicant: int | None = None

    def __init__(self, *, names_own_year: bool) -> None:
        self.names_own_year = names_own_year
        self.statements: list[Statement] = []
        self.antecedents: list[Antecedent] = []
        self.in_clause: list[Statement] = []
        self.context = TopicContext()

    def begin(self, index: int, phrase: Phrase) -> None:
        """Turn to the next sentence of the paragraph."""
        self.sentence, self.sentence_start, self.antecedent_start = index, len(self.statements), len(self.antecedents)
        self.names_parts, self.in_clause, self.outside, self.channels = False, [], None, 0
        self.is_since = False
        self.by_applicant, self.unnumbered, self.elided, self.is_in_other_year = None, None, None, False
        self.bodies, self.is_unrelated = len(phrase.up_to("parts").values("body")), phrase.has("unrelated")
        context = self.context
        context.names_outcomes = any(path not in EVERYDAY for path, _ in phrase.values("outcome"))
        context.names_requests = phrase.has("ask", "info")
        context.decided = frozenset()
        context.named = frozenset(head for head, _ in phrase.values("subject"))
        context.has_decisions = context.has_closed = context.lists_applicants = context.lists_results = (
            context.has_outcomes
        ) = False
        context.act = ""
        # 按申请人分，自然人33件，商业企业3件: several kinds of applicants, and nothing else spoken of.
        applicants = {column for column, _ in phrase.values("applicant")}
        # 收到个人来信14封、企业来函1件 are letters.
        are_letters = phrase.has("channel") and not phrase.has("ask")
        is_open = not context.topics and not phrase.has("foreign", "subject", "stray", "publish")
        if len(applicants) > 1 and is_open and not are_letters:
            context.topics, context.names_requests = (REQUESTS,), True
        # 共计办理53件（新收50件，结转3件）: the form's own words for requests, and nothing else spoken of.
        if _is_flow_of_requests(phrase):
            context.topics, context.names_requests = (REQUESTS,), True

    def enter(self, *, inside: bool) -> None:
        """Go into a bracket or out of it: the number before it is what the numbers inside are parts of."""
        if not inside:
            self.outside = None
        elif not self.is_inside and self.nearest is not None and self.nearest.place is not None:
            self.outside = self.statements[self.nearest.place]
        self.is_inside = inside

    def add(
        self, token: Token, quantity: str, value: Figure, kind: StatementKind, qualifiers: Qualifiers = UNQUALIFIED
    ) -> Statement:
        """Add a statement about what stands at a token, and return it."""
        statement = Statement(
            start=token.start,
            end=token.end,
            quantity=quantity,
            value=value,
            kind=kind,
            approx=qualifiers.approx,
            alternatives=qualifiers.others,
            uncertain=qualifiers.uncertain or self.is_unrelated,
            implied=qualifiers.implied,
            decimals=-1 if token.unit == "tenths" else places(value),
            unit=qualifiers.unit,
            sentence=self.sentence,
            part_of=qualifiers.part_of.start if qualifiers.part_of else None,
        )
        self.statements.append(statement)
        self.context.has_closed = self.context.has_closed or quantity == CLOSED
        return statement

    def make_uncertain(self, place: int) -> None:
        """Make the statement at a place uncertain."""
        self.statements[place] = self.statements[place]._replace(uncertain=True)

    def row(self) -> Sequence[Antecedent]:
        """The numbers spoken of in a row, up to the last one."""
        return self.antecedents[max(self.antecedent_start, len(self.antecedents) - _REACH) :]

    def start_row(self) -> None:
        """Begin a new row of numbers: after ； 行政诉讼7件 is spoken of alone."""
        self.antecedent_start = len(self.antecedents)

    @property
    def has_statements(self) -> bool:
        """Whether the sentence has said anything yet."""
        return len(self.statements) > self.sentence_start

    @property
    def recent(self) -> Sequence[Statement]:
        """The last statements of the sentence."""
        return self.statements[max(self.sentence_start, len(self.statements) - _REACH) :]

    def remember(self, *, is_part: bool) -> None:
        """Let later words speak of the number just stated."""
        self.antecedents.append(Antecedent(len(self.statements) - 1, is_part))

    def remember_strange(
        self, part: Figure | None = None, *, doubtful: bool = False, wordless_value: Figure | None = None
    ) -> None:
        """Let later words speak of a number that no cell counts, or that counts some of what another body has.

        part: the number, where it is a part of the whole before it; wordless_value: the number, where it has no words
        of its own and is of what is spoken of.
        """
        self.antecedents.append(Antecedent(None, part is not None, doubtful, part, wordless_value))

    def parts_make_whole(self) -> bool:
        """Whether the strange parts just told are all of the whole: 其中17件为征收，8件为物业，均已办结 (g050)."""
        parts = takewhile(lambda each: each.value is not None, reversed(self.antecedents[-_REACH:]))
        return self.whole is not None and sum(each.value or 0 for each in parts) == self.whole.value

    @property
    def nearest(self) -> Antecedent | None:
        """The number said last."""
        return self.antecedents[-1] if self.antecedents else None

    @property
    def nearest_quantity(self) -> str:
        """What the number said last is of."""
        return (
            "" if self.nearest is None or self.nearest.place is None else self.statements[self.nearest.place].quantity
        )

    def wholes(self) -> Iterator[Statement]:
        """The numbers said so far that are no parts of others, the last one first."""
        for each in reversed(self.antecedents[-_REACH:]):
            if each.place is not None and not each.is_part:
                yield self.statements[each.place]

    @property
    def whole(self) -> Statement | None:
        """The number that 其中 speaks of."""
        return next(self.wholes(), None)

    def note_time(self, phrase: Phrase) -> None:
        """Note which year the sentence speaks of from here on."""
        time = _time_of(phrase)
        # 自2020年以来，累计收到37件 are of several years; 近年来…，2025年累计收到5件 are not.
        self.is_since = _is_since(phrase) or (self.is_since and not phrase.has("this"))
        # 拟于2025年制定2件，废止1件 (f075): a plan goes on to the end of its sentence.
        if phrase.has("plan"):
            self.is_in_other_year = True
        if time is None:
            return
        if time[0] == "this" and not phrase.has("plan"):
            self.is_in_other_year = False
        elif self.names_own_year and not phrase.has("carry", "compare"):
            self.is_in_other_year = self.is_in_other_year or (time[0] != "next" and time[1] == "year")

    def is_of_other_time(self, phrase: Phrase) -> bool:
        """Whether a phrase speaks of another year or of a part of this one; what is carried over is this year's."""
        # 上年结转2件, 结转下年度1件 (o001): the years say from where and to where, the numbers are this year's.
        if phrase.has("carry", "keep_on", "pending"):
            return False
        time = _time_of(phrase)
        # 由2023年的9件增至2024年的15件 (t024): each number has its own year.
        if self.names_own_year and time is not None and time[1] == "year" and not phrase.has("compare"):
            return time[0] != "this"
        # 历年出台的规范性文件现行有效2件 (f033): what is in force is so at the end of this year.
        if phrase.has("in_force") and time is not None and time[0] == "period" and not phrase.has("plan"):
            return False
        return self.is_in_other_year or (
            time is not None and (time[0] == "next" or (time[0] != "this" and not time[1]))
        )

    def turn_to(self, phrase: Phrase) -> None:
        """Follow the topics to what a phrase without a number speaks of."""
        self.context.topics = topics_of(phrase, self.context.topics)
        self.context.has_named_requests = self.context.has_named_requests or phrase.has("ask")

    def exclude_carried_in(self) -> None:
        """Take 不含上年结转7件 at its word: the number before the bracket is of what was received alone."""
        if self.outside is not None:
            place = self.statements.index(self.outside)
            others = tuple(reading for reading in self.outside.alternatives if reading[0] != BOTH_IN)
            self.outside = self.statements[place] = self.outside._replace(alternatives=others)

    def turn_away(self) -> None:
        """Leave the topics for something that no cell counts."""
        self.context.topics = (FOREIGN,)

    def follow(self, topics: Topics, phrase: Phrase, *, is_total: bool) -> None:
        """Follow the topics to what a number has been stated of.

        Totals of disputes in a row are spoken of together (复议14件、诉讼8件，其中17件维持), until a result is given.
        """
        context = self.context
        context.has_named_requests = context.has_named_requests or phrase.has("ask")
        if phrase.has("decide"):
            context.has_decisions, context.decided = True, context.decided | set(topics)
        together = () if not is_total else tuple(each for each in self._totals_in_a_row() if _is_beside(each, topics))
        context.topics = (*together, *topics)

    def _totals_in_a_row(self) -> Iterator[str]:
        """The blocks whose totals have just been given in this sentence, in their order."""
        found: list[str] = []
        for each in reversed(self.row()):
            statement = None if each.place is None else self.statements[each.place]
            if statement is None or "+" in statement.quantity:
                break
            block, _, field_name = statement.quantity.rpartition(".")
            if not block.startswith(DISPUTES) or field_name != "total" or block in found:
                break
            found.append(block)
        return reversed(found)

    def note_requests(self, quantity: str) -> None:
        """Note that a number of requests has been stated: applicants and channels after it are its parts."""
        if quantity in {CARRIED_IN, CARRIED_OUT}:
            self.context.names_requests = True
        if quantity in {RECEIVED, CLOSED} and not self.names_parts:
            # 受理量、答复量均为28件，其中商业企业3件 (t119): who applied is told of what came in.
            both = quantity == CLOSED and self.nearest_quantity == RECEIVED
            self.context.column = (RECEIVED if both else quantity).rpartition(".")[0]
            self.context.has_requests = True


def _is_flow_of_requests(phrase: Phrase) -> bool:
    """Whether a sentence that may not name requests is about them: 收到11件，办结10件，跨年结转1件.

    The form's own words are enough, others where nothing else is in it.
    """
    if not phrase.has("carry") or phrase.has("foreign", "subject"):
        return False
    is_whole = (phrase.has("receive") and phrase.has("close")) or phrase.has("next")
    is_plain = not phrase.has("channel", "stray", "publish") and not any(map(_counts_unknown, _parts_of(phrase)))
    return phrase.has("receive_new") or (is_whole and is_plain)


def _parts_of(phrase: Phrase) -> Iterator[Phrase]:
    """The stretches of a sentence between its marks."""
    return (Phrase(tuple(part)) for is_mark, part in groupby(phrase.tokens, _is_mark) if not is_mark)


def _is_mark(token: Token) -> bool:
    return "mark" in token.kinds


def _counts_unknown(part: Phrase) -> bool:
    """Whether a stretch that has a number or an act upon requests has unknown text, too."""
    has_quantity = part.has("carry", "receive", "close") or any(token.number is not None for token in part.tokens)
    return has_quantity and part.has_unknown_text


def _is_beside(block: str, topics: Topics) -> bool:
    """Whether a block is another one than the topics, and neither in nor around one: 诉讼 is the sum of its kinds."""
    return all(not topic.startswith(block) and not block.startswith(topic) for topic in topics)


def _is_since(phrase: Phrase) -> bool:
    """Whether a phrase tells of several years: 自2020年以来, but not 2025年以来 of a report on 2025."""
    return phrase.has("since") and not phrase.has("this")


def _time_of(phrase: Phrase) -> tuple[str, str] | None:
    """The kind and the value of the time a phrase names last; 因2023年度申请引发 says from where, not when."""
    found = None
    is_until = False
    for token in phrase.tokens if phrase.has(*_TIMES) else ():
        if "cause" in token.kinds:
            return found
        for kind in _TIMES:
            if kind in token.kinds:
                # 2021年至2023年累计收到31件 (t102): several years are no one's.
                found = ("period", "") if is_until and found else (kind, token.kinds[kind][0])
        is_until = "until" in token.kinds and found is not None and found[1] == "year"
    return found
