"""What the phrase around a number speak of: cells, what else they may mean, and the topic they leave behind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from disclosure_desk.checks.prose.lexer import Token

REQUESTS, FOREIGN = "requests", "foreign"
RECEIVED, CARRIED_IN, CARRIED_OUT = (
    "requests.received.total",
    "requests.pending_at_start.total",
    "requests.pending_at_end.total",
)
CLOSED = "requests.outcome.total.total"
BOTH_IN = f"{RECEIVED}+{CARRIED_IN}"
NORMATIVE, FEE, INFORMATION_FEE = "proactive.normative_document", "proactive.fee", "information_fee"
_DOCUMENTS = {NORMATIVE, "proactive.rule_document"}
_DECISIONS = {"proactive.licence", "proactive.penalty", "proactive.compulsion"}
_SILENT = {"particle", "thing", "approx", "this", "parts", "total", "and", "mark", "each"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """The quantity that phrase name, other readings of them, whether they may mean something else, and their topic."""

    quantity: str
    topic: str
    others: tuple[str, ...] = ()
    doubtful: bool = False
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class TopicContext:
    """What has been said so far that later phrase lean on: `column` is the row of figures that applicants are told of.

    `published`, `outcomes`, `named`: the sentence makes something public, names results, names requests; `decided`,
    `courts`: it has spoken of decisions made, of both kinds of dispute; `received`, `asked`: a number of requests, and
    requests by name, have been told of.
    """

    topic: str = ""
    column: str = ""
    publishes: bool = False
    names_outcomes: bool = False
    has_requests: bool = False
    has_named_requests: bool = False
    names_requests: bool = False
    has_decisions: bool = False
    has_both_disputes: bool = False


class Phrase:
    """Some tokens in a row, asked for what they hold."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        self.kinds = {kind for token in self.tokens for kind in token.kinds}
        if "vague" in self.kinds and not any(_asks(before, token) for before, token in pairwise((None, *self.tokens))):
            self.kinds = self.kinds - {"ask"} | {"stray"}

    def __add__(self, other: "Phrase") -> "Phrase":
        return Phrase(self.tokens + other.tokens)

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)

    def values(self, kind: str) -> list[tuple[str, bool]]:
        return [token.kinds[kind] for token in self.tokens if kind in token.kinds]

    @property
    def is_meaningful(self) -> bool:
        """Whether there is more than phrase that say nothing of their own."""
        return any(is_meaningful(token) for token in self.tokens)

    @property
    def has_unknown_text(self) -> bool:
        """Whether there is text that the vocabulary does not have."""
        return any(token.unknown for token in self.tokens)

    @property
    def last(self) -> Token | None:
        """The last word that says something."""
        return next((token for token in reversed(self.tokens) if is_meaningful(token)), None)

    @property
    def first(self) -> Token | None:
        """The first word that says something."""
        return next((token for token in self.tokens if is_meaningful(token)), None)

    def split(self) -> Iterator["Phrase"]:
        """The members of a list: what stands between 、 和 or 及, or side by side as 复议诉讼 do."""
        start = 0
        for place, (before, token) in enumerate(pairwise((None, *self.tokens))):
            if token is not None and "and" in token.kinds:
                yield Phrase(self.tokens[start:place])
                start = place + 1
            elif before and token and "subject" in before.kinds and "subject" in token.kinds:
                yield Phrase(self.tokens[start:place])
                start = place
        yield Phrase(self.tokens[start:])


def _asks(before: Token | None, token: Token | None) -> bool:
    """Whether a word names a request for information: 申请 alone does not after unknown text, as in 救助申请."""
    if token is None or "ask" not in token.kinds:
        return False
    return "vague" not in token.kinds or before is None or not (before.unknown or "foreign" in before.kinds)


def is_meaningful(token: Token) -> bool:
    """Whether a token says something of its own: known phrase that matter, and unknown ones."""
    return token.unknown or not token.kinds.keys() <= _SILENT


def topic_of(phrase: Phrase, topic: str) -> str:
    """What phrase without a number turn the talk to."""
    subjects = phrase.values("subject")
    if subjects:
        return subjects[-1][0]
    if phrase.has("ask"):
        return REQUESTS
    return topic


def meaning_of(phrase: Phrase, context: TopicContext) -> Meaning | None:
    """What the phrase name; None if no cell, or nothing that can be told."""
    subject = phrase.values("subject")
    topic, doubtful = subject[-1] if subject else (context.topic, False)
    faults = phrase.values("fault")
    if faults and not subject and (context.has_both_disputes or not topic.startswith("disputes")):
        topic = faults[-1][0]
    elif not subject and phrase.has("ask"):
        topic = REQUESTS
    if topic.startswith("disputes") and (
        subject or phrase.has("result") or not phrase.has("outcome", "receive", "carry")
    ):
        return _dispute(phrase, topic, subject=bool(subject))
    if topic in _DOCUMENTS and (subject or phrase.has("issue", "repeal", "in_force", "amend")):
        return _document(phrase, replace(context, topic=topic), doubtful=doubtful)
    if topic in _DECISIONS:
        return _decision(phrase, context, topic, doubtful=doubtful) if subject else None
    if topic == INFORMATION_FEE:
        return _information_fee(phrase)
    if topic == FEE:
        return Meaning(f"{FEE}.amount", FEE) if subject or phrase.has("fee_charged", "fee_received") else None
    return _request(phrase, replace(context, topic=topic))


def _dispute(phrase: Phrase, topic: str, *, subject: bool) -> Meaning | None:
    results = phrase.values("result")
    if results:
        result, doubtful = results[-1]
        return Meaning(f"{topic}.{result}", topic, doubtful=doubtful)
    about_disclosure = phrase.has("info") and not phrase.has("ask", "publish", "foreign")
    if not (subject or about_disclosure) or phrase.has("last", "period"):
        return None
    return Meaning(f"{topic}.total", topic)


def _document(phrase: Phrase, context: TopicContext, *, doubtful: bool) -> Meaning | None:
    topic = context.topic
    if phrase.has("amend"):
        return Meaning("", topic)
    if phrase.has("foreign"):
        return None
    if phrase.has("repeal"):
        return Meaning(f"{topic}.repealed", topic)
    if phrase.has("in_force"):
        return Meaning(f"{topic}.in_force", topic)
    vague = doubtful or not phrase.has("issue")
    return Meaning(f"{topic}.issued", topic, doubtful=vague)


def _decision(phrase: Phrase, context: TopicContext, topic: str, *, doubtful: bool) -> Meaning | None:
    if phrase.has("foreign"):
        return None
    if phrase.has("receive", "ask"):
        return Meaning("", topic)
    vague = doubtful
    if not phrase.has("decide"):
        vague = vague or (phrase.has("decision_doubt") and not phrase.has("nil"))
        vague = vague or (context.publishes and not context.has_decisions)
    return Meaning(f"{topic}.decisions", topic, doubtful=vague)


def _information_fee(phrase: Phrase) -> Meaning:
    if phrase.has("fee_notice"):
        return Meaning(f"{INFORMATION_FEE}.notices", INFORMATION_FEE)
    charged, received = f"{INFORMATION_FEE}.charged", f"{INFORMATION_FEE}.received"
    if phrase.has("fee_charged") and not phrase.has("fee_received"):
        return Meaning(charged, INFORMATION_FEE, (received,))
    return Meaning(received, INFORMATION_FEE)


def _request(phrase: Phrase, context: TopicContext) -> Meaning | None:
    ours = context.topic == REQUESTS
    if phrase.has("carry", "keep_on") or (phrase.has("pending") and not phrase.has("close")):
        return _carried(phrase, ours=ours)
    if phrase.has("outcome") and context.topic != FOREIGN and (ours or not phrase.has("foreign")):
        return _outcome(phrase)
    if ours and phrase.has("step"):
        return Meaning("", REQUESTS)
    if _bare_grant(phrase, context):
        return Meaning(f"requests.outcome.granted.{_column(phrase)}", REQUESTS)
    named = ours or (phrase.has("info") and phrase.has("receive", "close"))
    named = named or (not context.topic and context.names_outcomes and phrase.has("close"))
    return _flow(phrase, context) if named and not phrase.has("foreign", "publish", "stray") else None


def _flow(phrase: Phrase, context: TopicContext) -> Meaning | None:
    if phrase.has("applicant") and not (phrase.has("receive", "receive_new") and not context.has_requests):
        return Meaning(f"{context.column or 'requests.received'}.{_column(phrase)}", REQUESTS)
    return _whole(phrase, context, asked=phrase.has("ask"))


def _bare_grant(phrase: Phrase, context: TopicContext) -> bool:
    ours = context.topic == REQUESTS or (context.names_outcomes and not context.topic)
    return phrase.has("grant_bare") and ours and not phrase.has("info", "ask", "channel", "issue")


def _carried(phrase: Phrase, *, ours: bool) -> Meaning | None:
    if phrase.has("carry"):
        if phrase.has("last"):
            return Meaning(CARRIED_IN, REQUESTS)
        if phrase.has("next", "keep_on"):
            return Meaning(CARRIED_OUT, REQUESTS)
        return Meaning(CARRIED_OUT, REQUESTS, doubtful=True) if ours else None
    return Meaning(CARRIED_OUT, REQUESTS) if ours else None


def _outcome(phrase: Phrase) -> Meaning:
    found = phrase.values("outcome")
    leaves = [entry for entry in found if "." in entry[0]]
    groups = [entry for entry in found if "." not in entry[0]]
    path, doubtful = (groups or leaves)[-1] if phrase.has("and_so") or not leaves else leaves[-1]
    others = (
        (f"requests.outcome.not_processed.{_column(phrase)}+requests.outcome.other.{_column(phrase)}",)
        if path == "other"
        else ()
    )
    return Meaning(f"requests.outcome.{path}.{_column(phrase)}", REQUESTS, others, doubtful)


def _column(phrase: Phrase) -> str:
    applicants = phrase.values("applicant")
    return applicants[-1][0] if applicants else "total"


def _whole(phrase: Phrase, context: TopicContext, *, asked: bool) -> Meaning | None:
    if phrase.has("receive_new"):
        return Meaning(RECEIVED, REQUESTS)
    if phrase.has("receive"):
        applicants = phrase.values("applicant")
        column = (f"requests.received.{_column(phrase)}",) if applicants else ()
        closed = (CLOSED,) if phrase.has("close") else ()
        if applicants and applicants[-1][1]:
            return Meaning(RECEIVED, REQUESTS, (BOTH_IN, *column), also=closed)
        return Meaning(RECEIVED, REQUESTS, (BOTH_IN,), also=column + closed)
    if phrase.has("close"):
        return Meaning(CLOSED, REQUESTS)
    if phrase.has("handle") and (asked or context.names_requests):
        return Meaning(CLOSED, REQUESTS, (RECEIVED, BOTH_IN))
    return Meaning(RECEIVED, REQUESTS, (BOTH_IN,), doubtful=context.publishes) if asked else None
