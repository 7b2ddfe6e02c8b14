"""What a paragraph has said so far: its statements, and what the next words may lean on."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.meaning import CLOSED, FOREIGN, RECEIVED, Setting, Words, topic_of
from disclosure_desk.checks.prose.statement import Kind, Statement
from disclosure_desk.core.figure import Figure, places


@dataclass(frozen=True, slots=True)
class Manner:
    """How a number is said: in what unit, loosely, doubtfully, as a part of which, by a phrase without digits."""

    unit: str = ""
    approx: bool = False
    uncertain: bool = False
    others: tuple[str, ...] = ()
    part_of: Statement | None = None
    implied: bool = False


PLAINLY = Manner()


@dataclass(slots=True)
class Ledger:
    """The running account of one paragraph; the places in `by_channel` and `by_applicant` are of statements.

    `dated`: the paragraph names its own year, so that the year before is last year; `elsewhere`: the sentence speaks of
    that one. `unnumbered`: the words just before, which had no number.
    """

    office: bool = False
    dated: bool = False
    elsewhere: bool = False
    statements: list[Statement] = field(default_factory=list)
    setting: Setting = field(default_factory=Setting)
    sentence: int = 0
    first: int = 0
    parts: bool = False
    group: list[Statement] = field(default_factory=list)
    whole: Statement | None = None
    doubtful_whole: bool = False
    unnumbered: Words | None = None
    by_channel: int | None = None
    by_applicant: int | None = None

    def begin(self, index: int, words: Words) -> None:
        """Turn to the next sentence of the paragraph."""
        self.sentence, self.first, self.parts, self.group = index, len(self.statements), False, []
        self.by_applicant, self.unnumbered, self.elsewhere = None, None, False
        setting = self.setting
        setting.published, setting.outcomes = words.has("publish"), words.has("outcome")
        setting.named = words.has("ask", "info")
        setting.decided = setting.courts = False

    def state(self, token: Token, quantity: str, value: Figure, kind: Kind, manner: Manner = PLAINLY) -> Statement:
        """Put a statement down."""
        statement = Statement(
            start=token.start,
            end=token.end,
            quantity=quantity,
            value=value,
            kind=kind,
            approx=manner.approx,
            alternatives=tuple((other, value) for other in manner.others),
            uncertain=manner.uncertain,
            implied=manner.implied,
            decimals=places(value),
            unit=manner.unit,
            sentence=self.sentence,
            part_of=manner.part_of.start if manner.part_of else None,
        )
        self.statements.append(statement)
        return statement

    def doubt(self, place: int) -> None:
        """Take back the certainty of a statement."""
        self.statements[place] = replace(self.statements[place], uncertain=True)

    @property
    def here(self) -> Sequence[Statement]:
        """What the sentence has said so far."""
        return self.statements[self.first :]

    def tell_time(self, words: Words) -> None:
        """Note which year the sentence has come to speak of."""
        if words.has("this"):
            self.elsewhere = False
        elif self.dated and not words.has("carry", "compare"):
            self.elsewhere = self.elsewhere or ("year", False) in words.values("last") + words.values("period")

    def elsewhen(self, words: Words) -> bool:
        """Whether words speak of another year or of a part of this one; what was carried over is this year's."""
        if words.has("carry", "keep_on"):
            return False
        return self.elsewhere or words.has("next") or ("", False) in words.values("last") + words.values("period")

    def turn(self, words: Words) -> None:
        """Follow the talk to what words without a number speak of."""
        self.setting.topic = topic_of(words, self.setting.topic)
        self.setting.asked = self.setting.asked or words.has("ask")

    def turn_away(self) -> None:
        """Follow the talk to something that no cell counts."""
        self.setting.topic = FOREIGN

    def follow(self, topic: str, words: Words) -> None:
        """Follow the talk to a topic that a number was told of."""
        setting = self.setting
        before, setting.topic = setting.topic, topic
        setting.asked = setting.asked or words.has("ask")
        setting.decided = setting.decided or words.has("decide")
        both = before != topic and before.startswith("disputes") and topic.startswith("disputes")
        setting.courts = setting.courts or both

    def count_requests(self, quantity: str) -> None:
        """Note that a number of requests has been told: applicants and channels after it are its parts."""
        if quantity in {RECEIVED, CLOSED} and not self.parts:
            self.setting.column = quantity.rpartition(".")[0]
            self.setting.received = True
