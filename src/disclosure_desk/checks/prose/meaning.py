"""What the words around a number speak of: cells, what else they may mean, and the topic they leave behind."""

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
    """The quantity that words name, other readings of them, whether they may mean something else, and their topic."""

    quantity: str
    topic: str
    others: tuple[str, ...] = ()
    doubtful: bool = False
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class Setting:
    """What has been said so far that later words lean on: `column` is the row of figures that applicants are told of.

    `published`, `outcomes`, `named`: the sentence makes something public, names results, names requests; `decided`,
    `courts`: it has spoken of decisions made, of both kinds of dispute; `received`, `asked`: a number of requests, and
    requests by name, have been told of.
    """

    topic: str = ""
    column: str = ""
    published: bool = False
    outcomes: bool = False
    received: bool = False
    asked: bool = False
    named: bool = False
    decided: bool = False
    courts: bool = False


class Words:
    """Some tokens in a row, asked for what they hold."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tuple(tokens)
        self.kinds = {kind for token in self.tokens for kind in token.kinds}
        if "vague" in self.kinds and not any(_asks(before, token) for before, token in pairwise((None, *self.tokens))):
            self.kinds = self.kinds - {"ask"} | {"stray"}

    def __add__(self, other: "Words") -> "Words":
        return Words(self.tokens + other.tokens)

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)

    def values(self, kind: str) -> list[tuple[str, bool]]:
        return [token.kinds[kind] for token in self.tokens if kind in token.kinds]

    @property
    def speaks(self) -> bool:
        """Whether there is more than words that say nothing of their own."""
        return any(is_telling(token) for token in self.tokens)

    @property
    def puzzles(self) -> bool:
        """Whether there is text that the vocabulary does not have."""
        return any(token.unknown for token in self.tokens)

    @property
    def last(self) -> Token | None:
        """The last word that says something."""
        return next((token for token in reversed(self.tokens) if is_telling(token)), None)

    @property
    def first(self) -> Token | None:
        """The first word that says something."""
        return next((token for token in self.tokens if is_telling(token)), None)

    def split(self) -> Iterator["Words"]:
        """The members of a list: what stands between 、 和 or 及, or side by side as 复议诉讼 do."""
        start = 0
        for place, (before, token) in enumerate(pairwise((None, *self.tokens))):
            if token is not None and "and" in token.kinds:
                yield Words(self.tokens[start:place])
                start = place + 1
            elif before and token and "subject" in before.kinds and "subject" in token.kinds:
                yield Words(self.tokens[start:place])
                start = place
        yield Words(self.tokens[start:])


def _asks(before: Token | None, token: Token | None) -> bool:
    """Whether a word names a request for information: 申请 alone does not after unknown text, as in 救助申请."""
    if token is None or "ask" not in token.kinds:
        return False
    return "vague" not in token.kinds or before is None or not (before.unknown or "foreign" in before.kinds)


def is_telling(token: Token) -> bool:
    """Whether a token says something of its own: known words that matter, and unknown ones."""
    return token.unknown or not token.kinds.keys() <= _SILENT


def topic_of(words: Words, topic: str) -> str:
    """What words without a number turn the talk to."""
    subjects = words.values("subject")
    if subjects:
        return subjects[-1][0]
    if words.has("ask"):
        return REQUESTS
    return topic


def meaning(words: Words, setting: Setting) -> Meaning | None:
    """What the words name; None if no cell, or nothing that can be told."""
    subject = words.values("subject")
    topic, doubtful = subject[-1] if subject else (setting.topic, False)
    faults = words.values("fault")
    if faults and not subject and (setting.courts or not topic.startswith("disputes")):
        topic = faults[-1][0]
    elif not subject and words.has("ask"):
        topic = REQUESTS
    if topic.startswith("disputes") and (
        subject or words.has("result") or not words.has("outcome", "receive", "carry")
    ):
        return _dispute(words, topic, subject=bool(subject))
    if topic in _DOCUMENTS and (subject or words.has("issue", "repeal", "in_force", "amend")):
        return _document(words, replace(setting, topic=topic), doubtful=doubtful)
    if topic in _DECISIONS:
        return _decision(words, setting, topic, doubtful=doubtful) if subject else None
    if topic == INFORMATION_FEE:
        return _information_fee(words)
    if topic == FEE:
        return Meaning(f"{FEE}.amount", FEE) if subject or words.has("fee_charged", "fee_received") else None
    return _request(words, replace(setting, topic=topic))


def _dispute(words: Words, topic: str, *, subject: bool) -> Meaning | None:
    results = words.values("result")
    if results:
        result, doubtful = results[-1]
        return Meaning(f"{topic}.{result}", topic, doubtful=doubtful)
    about_disclosure = words.has("info") and not words.has("ask", "publish", "foreign")
    if not (subject or about_disclosure) or words.has("last", "period"):
        return None
    return Meaning(f"{topic}.total", topic)


def _document(words: Words, setting: Setting, *, doubtful: bool) -> Meaning | None:
    topic = setting.topic
    if words.has("amend"):
        return Meaning("", topic)
    if words.has("foreign"):
        return None
    if words.has("repeal"):
        return Meaning(f"{topic}.repealed", topic)
    if words.has("in_force"):
        return Meaning(f"{topic}.in_force", topic)
    vague = doubtful or not words.has("issue")
    return Meaning(f"{topic}.issued", topic, doubtful=vague)


def _decision(words: Words, setting: Setting, topic: str, *, doubtful: bool) -> Meaning | None:
    if words.has("foreign"):
        return None
    if words.has("receive", "ask"):
        return Meaning("", topic)
    vague = doubtful
    if not words.has("decide"):
        vague = vague or (words.has("decision_doubt") and not words.has("nil"))
        vague = vague or (setting.published and not setting.decided)
    return Meaning(f"{topic}.decisions", topic, doubtful=vague)


def _information_fee(words: Words) -> Meaning:
    if words.has("fee_notice"):
        return Meaning(f"{INFORMATION_FEE}.notices", INFORMATION_FEE)
    charged, received = f"{INFORMATION_FEE}.charged", f"{INFORMATION_FEE}.received"
    if words.has("fee_charged") and not words.has("fee_received"):
        return Meaning(charged, INFORMATION_FEE, (received,))
    return Meaning(received, INFORMATION_FEE)


def _request(words: Words, setting: Setting) -> Meaning | None:
    ours = setting.topic == REQUESTS
    if words.has("carry", "keep_on") or (words.has("pending") and not words.has("close")):
        return _carried(words, ours=ours)
    if words.has("outcome") and setting.topic != FOREIGN and (ours or not words.has("foreign")):
        return _outcome(words)
    if ours and words.has("step"):
        return Meaning("", REQUESTS)
    if _bare_grant(words, setting):
        return Meaning(f"requests.outcome.granted.{_column(words)}", REQUESTS)
    named = ours or (words.has("info") and words.has("receive", "close"))
    named = named or (not setting.topic and setting.outcomes and words.has("close"))
    return _flow(words, setting) if named and not words.has("foreign", "publish", "stray") else None


def _flow(words: Words, setting: Setting) -> Meaning | None:
    if words.has("applicant") and not (words.has("receive", "receive_new") and not setting.received):
        return Meaning(f"{setting.column or 'requests.received'}.{_column(words)}", REQUESTS)
    return _whole(words, setting, asked=words.has("ask"))


def _bare_grant(words: Words, setting: Setting) -> bool:
    ours = setting.topic == REQUESTS or (setting.outcomes and not setting.topic)
    return words.has("grant_bare") and ours and not words.has("info", "ask", "channel", "issue")


def _carried(words: Words, *, ours: bool) -> Meaning | None:
    if words.has("carry"):
        if words.has("last"):
            return Meaning(CARRIED_IN, REQUESTS)
        if words.has("next", "keep_on"):
            return Meaning(CARRIED_OUT, REQUESTS)
        return Meaning(CARRIED_OUT, REQUESTS, doubtful=True) if ours else None
    return Meaning(CARRIED_OUT, REQUESTS) if ours else None


def _outcome(words: Words) -> Meaning:
    found = words.values("outcome")
    leaves = [entry for entry in found if "." in entry[0]]
    groups = [entry for entry in found if "." not in entry[0]]
    path, doubtful = (groups or leaves)[-1] if words.has("and_so") or not leaves else leaves[-1]
    others = (
        (f"requests.outcome.not_processed.{_column(words)}+requests.outcome.other.{_column(words)}",)
        if path == "other"
        else ()
    )
    return Meaning(f"requests.outcome.{path}.{_column(words)}", REQUESTS, others, doubtful)


def _column(words: Words) -> str:
    applicants = words.values("applicant")
    return applicants[-1][0] if applicants else "total"


def _whole(words: Words, setting: Setting, *, asked: bool) -> Meaning | None:
    if words.has("receive_new"):
        return Meaning(RECEIVED, REQUESTS)
    if words.has("receive"):
        applicants = words.values("applicant")
        column = (f"requests.received.{_column(words)}",) if applicants else ()
        closed = (CLOSED,) if words.has("close") else ()
        if applicants and applicants[-1][1]:
            return Meaning(RECEIVED, REQUESTS, (BOTH_IN, *column), also=closed)
        return Meaning(RECEIVED, REQUESTS, (BOTH_IN,), also=column + closed)
    if words.has("close"):
        return Meaning(CLOSED, REQUESTS)
    if words.has("handle") and (asked or setting.named):
        return Meaning(CLOSED, REQUESTS, (RECEIVED, BOTH_IN))
    return Meaning(RECEIVED, REQUESTS, (BOTH_IN,), doubtful=setting.published) if asked else None
