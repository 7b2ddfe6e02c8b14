"""What the words around a number speak of: cells, what else they may mean, and the topic they leave behind.

In: a phrase, and the topic context that has been built up before it. Out: a Meaning, whose quantity is "" where the
words are of a topic but name no cell; None where they name nothing of the form.
Holds: the context is not changed here, and nothing is guessed: what may mean something else is `doubtful`.

`meaning_of` tries in this order: the topic that the phrase itself names, else the one before it; then as a dispute, a
document, a decision, the fee for information, all fees, and last as requests, where the order is: carried over, a
result, a step that the form does not count, 公开 alone as a result, a column of applicants, the whole.

    上年结转政府信息公开申请   -> requests.pending_at_start.total
    予以公开               (after requests) -> requests.outcome.granted.total
    行政强制               (in a sentence that makes public) -> proactive.compulsion.decisions, doubtful
"""

from dataclasses import dataclass, replace

from disclosure_desk.checks.prose.phrase import Phrase

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


@dataclass(frozen=True, slots=True)
class Meaning:
    """What words name: a quantity, "" if none but a topic.

    `others` are quantities that the words may as well mean, `also` those that have the same number; `doubtful`: the
    words may speak of something that the form does not count.
    """

    quantity: str
    topic: str
    others: tuple[str, ...] = ()
    doubtful: bool = False
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class TopicContext:
    """What has been said so far that later words lean on.

    Of the paragraph: `topic`, what is spoken of (the head of a quantity, FOREIGN for what the form does not count);
    `column`, the row whose columns the next applicants are; `has_requests`, a number of requests has been given;
    `has_named_requests`, requests have been called so. Of the sentence: it `publishes` something, `names_outcomes`,
    `names_requests`; it has spoken of decisions made (`has_decisions`), of both kinds of dispute (`has_both_disputes`).
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


def topic_of(phrase: Phrase, topic: str) -> str:
    """The topic after words without a number: what they name last, else what it was."""
    subjects = phrase.values("subject")
    if subjects:
        return subjects[-1][0]
    if phrase.has("ask"):
        return REQUESTS
    return topic


def meaning_of(phrase: Phrase, context: TopicContext) -> Meaning | None:
    """What a phrase names; None if nothing of the form, or nothing that can be told."""
    subject = phrase.values("subject")
    topic, doubtful = subject[-1] if subject else (context.topic, False)
    faults = phrase.values("fault")
    # 镇政府败诉1件 (s049): to lose a case is to lose it in court, unless disputes are spoken of already.
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
    # （维持14件、其他4件） (o243): without a result, only words about information disclosure name all disputes.
    about_disclosure = phrase.has("info") and not phrase.has("ask", "publish", "foreign")
    if not (subject or about_disclosure) or phrase.has("last", "period"):
        return None
    return Meaning(f"{topic}.total", topic)


def _document(phrase: Phrase, context: TopicContext, *, doubtful: bool) -> Meaning | None:
    topic = context.topic
    # 制定规章4件，修改6件，废止2件 (s162): the form does not count amendments, but the talk stays with the documents.
    if phrase.has("amend"):
        return Meaning("", topic)
    if phrase.has("foreign"):
        return None
    if phrase.has("repeal"):
        return Meaning(f"{topic}.repealed", topic)
    if phrase.has("in_force"):
        return Meaning(f"{topic}.in_force", topic)
    # 现有行政规范性文件3件 (s012): documents that are not said to be issued may be those in force.
    vague = doubtful or not phrase.has("issue")
    return Meaning(f"{topic}.issued", topic, doubtful=vague)


def _decision(phrase: Phrase, context: TopicContext, topic: str, *, doubtful: bool) -> Meaning | None:
    if phrase.has("foreign"):
        return None
    # 办理行政许可申请5120件，其中准予许可4990件: applications for a licence are no decisions.
    if phrase.has("receive", "ask"):
        return Meaning("", topic)
    vague = doubtful
    if not phrase.has("decide"):
        # 行政许可事项20件: items of a list of powers, or items decided.
        vague = vague or (phrase.has("decision_doubt") and not phrase.has("nil"))
        # 行政强制2件，均已公示: what is made public may be some of the decisions.
        vague = vague or (context.publishes and not context.has_decisions)
    return Meaning(f"{topic}.decisions", topic, doubtful=vague)


def _information_fee(phrase: Phrase) -> Meaning:
    if phrase.has("fee_notice"):
        return Meaning(f"{INFORMATION_FEE}.notices", INFORMATION_FEE)
    charged, received = f"{INFORMATION_FEE}.charged", f"{INFORMATION_FEE}.received"
    # 应缴600元，实缴600元 (s058): what a notice asks for may be all that was received.
    if phrase.has("fee_charged") and not phrase.has("fee_received"):
        return Meaning(charged, INFORMATION_FEE, (received,))
    return Meaning(received, INFORMATION_FEE)


def _request(phrase: Phrase, context: TopicContext) -> Meaning | None:
    ours = context.topic == REQUESTS
    if phrase.has("carry", "keep_on") or (phrase.has("pending") and not phrase.has("close")):
        return _carried(phrase, ours=ours)
    if phrase.has("outcome") and context.topic != FOREIGN and (ours or not phrase.has("foreign")):
        return _outcome(phrase)
    # 退回补正9件次 (o092): a step on the way, no result.
    if ours and phrase.has("step"):
        return Meaning("", REQUESTS)
    if _bare_grant(phrase, context):
        return Meaning(f"requests.outcome.granted.{_column(phrase)}", REQUESTS)
    named = ours or (phrase.has("info") and phrase.has("receive", "close"))
    # 已答复53件中，予以公开21件 (o232): what has results of the form is about requests.
    named = named or (not context.topic and context.names_outcomes and phrase.has("close"))
    return _flow(phrase, context) if named and not phrase.has("foreign", "publish", "stray") else None


def _flow(phrase: Phrase, context: TopicContext) -> Meaning | None:
    # 收到公民提交的申请7件 (o121): a first number received is the whole, whoever is said to have applied.
    if phrase.has("applicant") and not (phrase.has("receive", "receive_new") and not context.has_requests):
        return Meaning(f"{context.column or 'requests.received'}.{_column(phrase)}", REQUESTS)
    return _whole(phrase, context, asked=phrase.has("ask"))


def _bare_grant(phrase: Phrase, context: TopicContext) -> bool:
    # 在已经答复的30件中，公开12件 (s033): 公开 is a result here, and elsewhere what is published.
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
    # 不予处理的重复申请2件 (o030) is the single reason; only after 等 (因…等原因无法提供) the whole group is meant.
    path, doubtful = (groups or leaves)[-1] if phrase.has("and_so") or not leaves else leaves[-1]
    # 其他处理18件 as the last of a list of results may take in those that were not processed at all.
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
        # 收到公民申请7件 may be all requests or those of natural persons: two readings, not two statements.
        if applicants and applicants[-1][1]:
            return Meaning(RECEIVED, REQUESTS, (BOTH_IN, *column), also=closed)
        return Meaning(RECEIVED, REQUESTS, (BOTH_IN,), also=column + closed)
    if phrase.has("close"):
        return Meaning(CLOSED, REQUESTS)
    if phrase.has("handle") and (asked or context.names_requests):
        return Meaning(CLOSED, REQUESTS, (RECEIVED, BOTH_IN))
    return Meaning(RECEIVED, REQUESTS, (BOTH_IN,), doubtful=context.publishes) if asked else None
