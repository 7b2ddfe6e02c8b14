"""What a paragraph has said so far: its statements, and what the next words may lean on.

In: the statements that the stages add, and the phrases they pass over. Out: statements in the order of the text, and
for the next clause the topic, the whole that 其中 and 均 refer to, the year that is spoken of.
Holds: a statement is only ever made uncertain or narrowed, never taken away; each sentence starts with no year of its
own, but the topic and the whole go on from sentence to sentence, as official prose lets them.

    新收申请9件。其中自然人8件。    -> the 8 are part of the 9: `whole` outlives the sentence
    2023年收到申请9件，2024年收到4件。 -> of a report on 2024 only the 4: `names_own_year` (o025)
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.meaning import CLOSED, FOREIGN, RECEIVED, TopicContext, topic_of
from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.statement import Statement, StatementKind
from disclosure_desk.core.figure import Figure, places


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """How a number is stated: in what unit, loosely, doubtfully, as a part of which, by a phrase without digits.

    `others` are quantities that the words may as well mean.
    """

    unit: str = ""
    approx: bool = False
    uncertain: bool = False
    others: tuple[str, ...] = ()
    part_of: Statement | None = None
    implied: bool = False


UNQUALIFIED = Qualifiers()


@dataclass(slots=True)
class ParagraphState:
    """The running account of one paragraph.

    `is_office`: the report is of a body that reports for the government it serves, so what it does for it is its own.
    `names_own_year`: the paragraph names the year of the report, so a sentence about another year is not about this
    one (`is_in_other_year`). `sentence` is the number of the sentence, whose statements begin at `sentence_start`;
    `names_parts`: it has said 其中; `in_clause`: the statements of the last clause with numbers. `whole` is the number
    that 其中 and 均 refer to, `doubtful_whole`: some of what it counts was said to be another's. `unnumbered` is the
    phrase just before, which had no number. `by_channel` and `by_applicant` are the places of statements that name a
    channel or applicants, and may turn out to be parts.
    """

    is_office: bool = False
    names_own_year: bool = False
    is_in_other_year: bool = False
    statements: list[Statement] = field(default_factory=list)
    context: TopicContext = field(default_factory=TopicContext)
    sentence: int = 0
    sentence_start: int = 0
    names_parts: bool = False
    in_clause: list[Statement] = field(default_factory=list)
    whole: Statement | None = None
    doubtful_whole: bool = False
    unnumbered: Phrase | None = None
    by_channel: int | None = None
    by_applicant: int | None = None

    def begin(self, index: int, phrase: Phrase) -> None:
        """Turn to the next sentence of the paragraph."""
        self.sentence, self.sentence_start, self.names_parts, self.in_clause = index, len(self.statements), False, []
        self.by_applicant, self.unnumbered, self.is_in_other_year = None, None, False
        context = self.context
        context.publishes, context.names_outcomes = phrase.has("publish"), phrase.has("outcome")
        context.names_requests = phrase.has("ask", "info")
        context.has_decisions = context.has_both_disputes = False

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
            alternatives=tuple((other, value) for other in qualifiers.others),
            uncertain=qualifiers.uncertain,
            implied=qualifiers.implied,
            decimals=places(value),
            unit=qualifiers.unit,
            sentence=self.sentence,
            part_of=qualifiers.part_of.start if qualifiers.part_of else None,
        )
        self.statements.append(statement)
        return statement

    def make_uncertain(self, place: int) -> None:
        """Make the statement at a place uncertain."""
        self.statements[place] = replace(self.statements[place], uncertain=True)

    @property
    def in_sentence(self) -> Sequence[Statement]:
        """The statements of the sentence so far."""
        return self.statements[self.sentence_start :]

    def note_time(self, phrase: Phrase) -> None:
        """Note which year the sentence speaks of from here on."""
        if phrase.has("this"):
            self.is_in_other_year = False
        elif self.names_own_year and not phrase.has("carry", "compare"):
            self.is_in_other_year = self.is_in_other_year or ("year", False) in phrase.values("last") + phrase.values(
                "period"
            )

    def is_of_other_time(self, phrase: Phrase) -> bool:
        """Whether a phrase speaks of another year or of a part of this one; what is carried over is this year's."""
        # 上年结转2件, 结转下年度1件 (o001): the years say from where and to where, the numbers are this year's.
        if phrase.has("carry", "keep_on"):
            return False
        return (
            self.is_in_other_year
            or phrase.has("next")
            or ("", False) in phrase.values("last") + phrase.values("period")
        )

    def turn_to(self, phrase: Phrase) -> None:
        """Follow the topic to what a phrase without a number speaks of."""
        self.context.topic = topic_of(phrase, self.context.topic)
        self.context.has_named_requests = self.context.has_named_requests or phrase.has("ask")

    def turn_away(self) -> None:
        """Leave the topic for something that no cell counts."""
        self.context.topic = FOREIGN

    def follow(self, topic: str, phrase: Phrase) -> None:
        """Follow the topic to what a number has been stated of."""
        context = self.context
        before, context.topic = context.topic, topic
        context.has_named_requests = context.has_named_requests or phrase.has("ask")
        context.has_decisions = context.has_decisions or phrase.has("decide")
        both = before != topic and before.startswith("disputes") and topic.startswith("disputes")
        context.has_both_disputes = context.has_both_disputes or both

    def note_requests(self, quantity: str) -> None:
        """Note that a number of requests has been stated: applicants and channels after it are its parts."""
        if quantity in {RECEIVED, CLOSED} and not self.names_parts:
            self.context.column = quantity.rpartition(".")[0]
            self.context.has_requests = True
