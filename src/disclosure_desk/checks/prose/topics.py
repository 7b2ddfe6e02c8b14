"""What is spoken of: names of the quantities that the reader knows, a Meaning, and the topics that words leave behind.

In: a phrase and the topics before it. Out: the topics after it.

    行政复议、诉讼        -> both blocks of disputes
    依申请公开咨询电话     -> FOREIGN: the telephone's
"""

from typing import NamedTuple

from disclosure_desk.checks.prose.phrase import Phrase

REQUESTS, FOREIGN = "requests", "foreign"
RECEIVED, CARRIED_IN, CARRIED_OUT = (
    "requests.received.total",
    "requests.pending_at_start.total",
    "requests.pending_at_end.total",
)
CLOSED = "requests.outcome.total.total"
BOTH_IN = f"{RECEIVED}+{CARRIED_IN}"
RESULTS = "requests.outcome."
DISPUTES, LITIGATION = "disputes.", "disputes.litigation"
NORMATIVE, RULES, FEE = "proactive.normative_document", "proactive.rule_document", "proactive.fee"
INFORMATION_FEE = "information_fee"
DOCUMENTS = {NORMATIVE, RULES}

Topics = tuple[str, ...]
"""What is spoken of together: heads of quantities, REQUESTS or FOREIGN (what the form does not count)."""


class Meaning(NamedTuple):
    """What words name: a quantity, "" if none but topics.

    `others` are quantities that the words may as well mean, `also` those that have the same number; `doubtful`: the
    words may speak of something that the form does not count.
    """

    quantity: str
    topics: Topics
    others: tuple[str, ...] = ()
    doubtful: bool = False
    also: tuple[str, ...] = ()


class TopicContext:
    """What has been said so far that later words lean on.

    Of the paragraph: `topics`, what is spoken of; `column`, the row whose columns the next applicants are;
    `documents`, the kind last named; `has_requests`, a number of requests has been given; `has_named_requests`,
    requests have been called so. Of the sentence: it `publishes` something, `names_outcomes`, `names_requests`;
    `named`, the subjects it names; `act`, what was last done to documents; it has spoken of decisions made
    (`has_decisions`), of which (`decided`), of requests closed (`has_closed`), of the columns of applicants
    (`lists_applicants`), of results of disputes (`lists_results`), of results of requests (`has_outcomes`). Of the
    clause: it `closes` requests, it `is_inside` brackets.
    """

    topics: Topics = ()
    column: str = ""
    publishes: bool = False
    names_outcomes: bool = False
    has_requests: bool = False
    has_named_requests: bool = False
    names_requests: bool = False
    named: frozenset[str] = frozenset()
    has_decisions: bool = False
    decided: frozenset[str] = frozenset()
    has_closed: bool = False
    lists_applicants: bool = False
    lists_results: bool = False
    has_outcomes: bool = False
    closes: bool = False
    is_inside: bool = False
    act: str = ""
    documents: str = ""

    @property
    def topic(self) -> str:
        """The last of the topics; "" before there is any."""
        return self.topics[-1] if self.topics else ""

    @property
    def is_foreign(self) -> bool:
        """Whether what is spoken of is nothing that the form counts."""
        return self.topics == (FOREIGN,)


def topics_of(phrase: Phrase, topics: Topics) -> Topics:
    """The topics after words without a number: what they name, else what they were."""
    if phrase.has("subject"):
        named = dict.fromkeys(head for head, _ in phrase.values("subject"))
        # 行政诉讼直接起诉2件 are of the narrower name.
        subjects = tuple(head for head in named if not any(other.startswith(f"{head}_") for other in named))
        return subjects if all(head.startswith(DISPUTES) for head in subjects) else subjects[-1:]
    if phrase.has("ask"):
        # 处理依申请公开咨询电话80个: what follows belongs to the telephone calls.
        return (FOREIGN,) if phrase.names_something_else else (REQUESTS,)
    return topics
