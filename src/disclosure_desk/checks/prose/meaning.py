"""What the words around a number speak of: its readings, the likeliest first, and the topics they leave behind.

In: a phrase, and the context that has been built up before it. Out: a Meaning, whose quantity is "" where the words are
of a topic but name no cell; None where they name nothing of the form.
Holds: the context is not changed here. Words that may mean one of several cells give all of them as readings; words
that may speak of what the form does not count are `doubtful`.

`meaning_of` tries in this order: the topics that the phrase itself names, else those before it; then as a dispute, a
document, a decision, the fee for information, all fees, and last as requests, where the order is: carried over, a
result, a step that the form does not count, 公开 alone as a result, a column of applicants, the whole.

    上年结转政府信息公开申请      -> requests.pending_at_start.total
    予以公开 (after requests)   -> requests.outcome.granted.total
    维持 (after 复议6件、诉讼2件)  -> the sum of both blocks' upheld; or either block's
    行政强制 (made public)      -> proactive.compulsion.decisions, doubtful
"""

from dataclasses import dataclass

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
_DECISIONS = {"proactive.licence", "proactive.penalty", "proactive.compulsion"}
_FLOW_ACTS = ("receive", "close", "handle")
_DOCUMENT_ACTS = ("issue", "repeal", "in_force", "amend")

Topics = tuple[str, ...]
"""What is spoken of together: heads of quantities, REQUESTS or FOREIGN (what the form does not count)."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What words name: a quantity, "" if none but topics.

    `others` are quantities that the words may as well mean, `also` those that have the same number; `doubtful`: the
    words may speak of something that the form does not count.
    """

    quantity: str
    topics: Topics
    others: tuple[str, ...] = ()
    doubtful: bool = False
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class TopicContext:
    """What has been said so far that later words lean on.

    Of the paragraph: `topics`, what is spoken of; `column`, the row whose columns the next applicants are;
    `documents`, the kind last named; `has_requests`, a number of requests has been given; `has_named_requests`,
    requests have been called so. Of the sentence: it `publishes` something, `names_outcomes`, `names_requests`; `act`,
    what was last done to documents; it has spoken of decisions made (`has_decisions`), of requests closed
    (`has_closed`), of the columns of applicants (`lists_applicants`), of results of
    disputes (`lists_results`), of results of requests (`has_outcomes`). Of the clause: it `closes` requests, it
    `is_inside` brackets.
    """

    topics: Topics = ()
    column: str = ""
    publishes: bool = False
    names_outcomes: bool = False
    has_requests: bool = False
    has_named_requests: bool = False
    names_requests: bool = False
    has_decisions: bool = False
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
    subjects = tuple(dict.fromkeys(head for head, _ in phrase.values("subject")))
    if subjects:
        return subjects if all(head.startswith(DISPUTES) for head in subjects) else subjects[-1:]
    if phrase.has("ask"):
        # 处理依申请公开咨询电话80个: what follows belongs to the telephone calls.
        return (FOREIGN,) if phrase.names_something_else else (REQUESTS,)
    return topics


def meaning_of(phrase: Phrase, context: TopicContext, leaning_on: Topics | None = None) -> Meaning | None:
    """What a phrase names, leaning on some topics, else on those of the context.

    None if nothing of the form, or nothing that can be told.
    """
    subjects = phrase.values("subject")
    doubtful = subjects[-1][1] if subjects else False
    topics = topics_of(phrase, context.topics if leaning_on is None else leaning_on)
    faults = phrase.values("fault")
    # 镇政府败诉1件 (s049): to lose a case is to lose it in court, unless one kind of dispute is spoken of already;
    # after several kinds 被纠错22件 are of all of them.
    if faults and not subjects and (not topics or not topics[-1].startswith(DISPUTES) or _is_of_one(phrase, topics)):
        topics = (faults[-1][0],)
    topics = by_organ(phrase, topics)
    topic = topics[-1] if topics else ""
    if topic.startswith(DISPUTES) and (
        subjects or phrase.has("result") or not phrase.has("outcome", "receive", "carry", "ask")
    ):
        return _dispute(phrase, topics, context, named=bool(subjects))
    # 公开解读材料5份；废止2份: what is repealed or kept in force are the documents named before.
    if not subjects and topic not in DOCUMENTS and context.documents and phrase.has("repeal", "in_force"):
        topic = context.documents
    if topic in DOCUMENTS and (subjects or phrase.has(*_DOCUMENT_ACTS)):
        return _document(phrase, topic, context.act if subjects else "", named=bool(subjects), doubtful=doubtful)
    if topic in _DECISIONS:
        return _decision(phrase, context, topic, doubtful=doubtful) if subjects else None
    # 发出收费通知3件，申请人逾期未缴费3件: a result of requests.
    if topic == INFORMATION_FEE and phrase.has("outcome") and not subjects:
        topic = REQUESTS
    if topic == INFORMATION_FEE:
        return _information_fee(phrase)
    if topic == FEE:
        named = subjects or phrase.has("fee_charged", "fee_received")
        return Meaning(f"{FEE}.amount", (FEE,)) if named else None
    return _request(phrase, topic, context)


def by_organ(phrase: Phrase, topics: Topics) -> Topics:
    """The topics of a result by who decides, if the phrase says so and names no dispute: 被复议机关撤销1件."""
    organs = phrase.values("organ")
    if not organs or phrase.has("subject") or not phrase.has("result"):
        return topics
    organ = organs[-1][0]
    return tuple(topic for topic in topics if topic.startswith(organ)) or (organ,)


def _is_of_one(phrase: Phrase, topics: Topics) -> bool:
    """Whether losing is told of one of several kinds of dispute: 败诉 of lawsuits, 无被纠错 of reviews."""
    is_lost = phrase.values("fault")[-1][0] == LITIGATION
    if len(topics) > 1:
        return is_lost or phrase.has("nil")
    # 21件申请无一件被复议机关纠错、无一件败诉 (t116): only a lawsuit is lost.
    return is_lost and not topics[0].startswith(LITIGATION)


def _dispute(phrase: Phrase, blocks: Topics, context: TopicContext, *, named: bool) -> Meaning | None:
    results = phrase.values("result")
    if results:
        result, doubtful = results[-1]
        each = tuple(f"{block}.{result}" for block in blocks)
        return Meaning("+".join(each), blocks, each if len(each) > 1 else (), doubtful)
    # 结果维持3件、其他1件 (t044): the last of the results, which may take in those still pending.
    if context.lists_results and phrase.has("other") and not named:
        both = "+".join(f"{block}.{field}" for block in blocks for field in ("other_result", "pending"))
        return Meaning("+".join(f"{block}.other_result" for block in blocks), blocks, (both,))
    # （维持14件、其他4件） (o243): without a result, only words about information disclosure name all disputes.
    about_disclosure = phrase.has("info") and not phrase.has("ask", "publish", "foreign")
    if not (named or about_disclosure):
        return None
    # 行政诉讼一审结案5件 (h024): those decided are some of all.
    some = phrase.last_of("close", "subject") == "close" or phrase.has("heard", "instance")
    return Meaning("+".join(f"{block}.total" for block in blocks), blocks, doubtful=some)


def _document(phrase: Phrase, topic: str, act_before: str, *, named: bool, doubtful: bool) -> Meaning | None:
    # 起草并印发规范性文件3件 are issued, 备案规范性文件33件 (o216) are another body's: the last act counts.
    act = phrase.last_of(*_DOCUMENT_ACTS, "foreign") or act_before
    # 公布政府规章1部: to make a rule public is what brings it into force.
    if topic == RULES and phrase.has("promulgate"):
        act = "issue"
    # 制定规章4件，修改6件，废止2件 (s162): the form does not count amendments, but the talk stays with the documents.
    if act == "amend":
        return Meaning("", (topic,))
    # After 规范性文件3件, 制发文件120件 are documents of every kind.
    if act == "foreign" or (act == "issue" and phrase.has("document") and not named):
        return None
    if act in {"repeal", "in_force"}:
        field = "repealed" if act == "repeal" else "in_force"
        return Meaning(f"{topic}.{field}", (topic,))
    # 现有行政规范性文件3件 (s012): documents that are not said to be issued may be those in force.
    return Meaning(f"{topic}.issued", (topic,), doubtful=doubtful or act != "issue")


def _decision(phrase: Phrase, context: TopicContext, topic: str, *, doubtful: bool) -> Meaning | None:
    if phrase.has("foreign"):
        return None
    # 办理行政许可申请5120件，其中准予许可4990件: applications for a licence are no decisions.
    if phrase.last_of("receive", "ask", "decide") in {"receive", "ask"}:
        return Meaning("", (topic,))
    vague = doubtful
    if not phrase.has("decide"):
        # 行政许可事项20件: items of a list of powers, or items decided.
        vague = vague or (phrase.has("decision_doubt") and not phrase.has("nil"))
        # 行政强制2件，均已公示: what is made public may be some of the decisions.
        vague = vague or (context.publishes and not context.has_decisions)
    else:
        # 全区办理许可事项4.6万件 (s125): what was decided is no list of powers.
        vague = vague and phrase.has("publish")
    return Meaning(f"{topic}.decisions", (topic,), doubtful=vague)


def _information_fee(phrase: Phrase) -> Meaning | None:
    here = (INFORMATION_FEE,)
    # 免收不动产登记费用61.8万元: 费用 alone is any fee, by what stands before it.
    if phrase.has("stray"):
        return None
    if phrase.has("fee_notice"):
        return Meaning(f"{INFORMATION_FEE}.notices", here)
    charged, received = f"{INFORMATION_FEE}.charged", f"{INFORMATION_FEE}.received"
    # 应缴600元，实缴600元 (s058): what a notice asks for may be all that was received.
    if phrase.has("fee_charged") and not phrase.has("fee_received"):
        return Meaning(charged, here, (received,))
    return Meaning(received, here)


def _request(phrase: Phrase, topic: str, context: TopicContext) -> Meaning | None:
    ours = topic == REQUESTS
    if phrase.has("carry", "keep_on") or (phrase.has("pending") and not phrase.has("close")):
        # 处理物业投诉129件，结转下年4件 (s026): what is carried over is what was spoken of.
        return None if topic == FOREIGN else _carried(phrase, ours=ours)
    # 信访事项受理57件 (t098): what is received is no result.
    if phrase.has("outcome") and topic != FOREIGN and (ours or not phrase.has("foreign", "receive", "receive_new")):
        found = _outcome(phrase)
        # 信访类12件 are petitions, unless requests are spoken of.
        return found if ours or ".petition." not in found.quantity else None
    # 退回补正9件次 (o092): a step on the way, no result.
    if ours and phrase.has("step"):
        return Meaning("", (REQUESTS,))
    if (ours or (context.names_outcomes and not topic)) and _bare_grant(phrase):
        return Meaning(f"requests.outcome.granted.{_column(phrase)}", (REQUESTS,))
    named = ours or (phrase.has("info") and phrase.has("receive", "close"))
    # 全区新收506件 (s112): 新收 is the form's own word.
    named = named or (not topic and phrase.has("receive_new"))
    # 已答复53件中，予以公开21件 (o232): what has results of the form is about requests.
    named = named or (not topic and context.names_outcomes and phrase.has("close"))
    return _flow(phrase, context) if named and not phrase.has("foreign", "publish", "stray") else None


def _flow(phrase: Phrase, context: TopicContext) -> Meaning | None:
    # 自然人371件，商业企业25件，其他3件 (s073): the last of the columns.
    if context.lists_applicants and phrase.has("other") and not phrase.has("ask", *_FLOW_ACTS):
        return Meaning(f"{context.column or 'requests.received'}.other", (REQUESTS,))
    # 予以公开12件；无法提供15件；其他2件: the last of the results.
    if context.has_outcomes and not context.is_inside and phrase.has("other") and not phrase.has("ask", *_FLOW_ACTS):
        return _outcome_other()
    # 收到公民提交的申请7件 (o121): a first number received is the whole, whoever is said to have applied.
    if phrase.has("applicant") and not (phrase.has("receive", "receive_new") and not context.has_requests):
        return Meaning(f"{context.column or 'requests.received'}.{_column(phrase)}", (REQUESTS,))
    return _whole(phrase, context, asked=phrase.has("ask"))


def _bare_grant(phrase: Phrase) -> bool:
    """Whether 公开 is a result, as in 在已经答复的30件中，公开12件 (s033); elsewhere it is what is published."""
    return phrase.has("grant_bare") and not phrase.has("info", "ask", "channel", "issue")


def _carried(phrase: Phrase, *, ours: bool) -> Meaning | None:
    here = (REQUESTS,)
    # 年初有未办结申请11件 (s117): what was pending last year was carried in.
    if phrase.has("last"):
        return Meaning(CARRIED_IN, here)
    if phrase.has("carry"):
        if phrase.has("next", "keep_on"):
            return Meaning(CARRIED_OUT, here)
        # 信箱转来的申请1件 is handed on, by no year.
        if phrase.has("moved"):
            return Meaning("", here)
        return Meaning(CARRIED_OUT, here, (CARRIED_IN,)) if ours else None
    return Meaning(CARRIED_OUT, here) if ours else None


def _outcome(phrase: Phrase) -> Meaning:
    found = phrase.values("outcome")
    leaves = [entry for entry in found if "." in entry[0]]
    groups = [entry for entry in found if "." not in entry[0]]
    # 不予处理的重复申请2件 (o030) is the single reason; only after 等 (因…等原因无法提供) the whole group is meant.
    path, doubtful = (groups or leaves)[-1] if phrase.has("and_so") or not leaves else leaves[-1]
    column = _column(phrase)
    if "+" in path:
        return Meaning("+".join(f"{RESULTS}{each}.{column}" for each in path.split("+")), (REQUESTS,))
    others: tuple[str, ...] = ()
    # 因信息不存在无法提供3件: a doubtful reason leaves no doubt about its group.
    if doubtful and groups and path.startswith(f"{groups[-1][0]}.") and not groups[-1][1]:
        others = (f"requests.outcome.{path}.{column}",)
        return Meaning(f"requests.outcome.{groups[-1][0]}.{column}", (REQUESTS,), others)
    # 其他处理18件 as the last of a list of results may take in those that were not processed at all.
    if path == "other":
        others = (f"requests.outcome.not_processed.{column}+requests.outcome.other.{column}",)
    # 因本机关不掌握无法提供8件 may be all that could not be provided.
    elif "." in path and groups:
        others = (f"requests.outcome.{path.partition('.')[0]}.{column}",)
    return Meaning(f"requests.outcome.{path}.{column}", (REQUESTS,), others, doubtful)


def _outcome_other() -> Meaning:
    """其他 after other results, which may take in those that were not processed."""
    path = f"{RESULTS}other.total"
    return Meaning(path, (REQUESTS,), (f"{RESULTS}not_processed.total+{path}",))


def _column(phrase: Phrase) -> str:
    applicants = phrase.values("applicant")
    return applicants[-1][0] if applicants else "total"


def _whole(phrase: Phrase, context: TopicContext, *, asked: bool) -> Meaning | None:
    here = (REQUESTS,)
    # 上年结转1件、本年新增11件
    if phrase.has("receive_new", "new"):
        return Meaning(RECEIVED, here)
    if phrase.has("receive"):
        return _received(phrase)
    if phrase.has("close"):
        return Meaning(CLOSED, here)
    if phrase.has("handle") and (asked or context.names_requests):
        return Meaning(CLOSED, here, (RECEIVED, BOTH_IN))
    # 对1件申请一次性告知补正 (f072): what is done to one request is no number of all.
    if not asked or phrase.has("upon"):
        return None
    # 办结2024年度转入申请6件、本年申请41件: requests without a verb may be any of these.
    others = (BOTH_IN, CLOSED, *((f"{CLOSED}-{CARRIED_IN}",) if context.closes else ()))
    # 收取信息处理费1.36万元，涉及申请21件 (g046): those that were charged for.
    return Meaning(RECEIVED, here, others, doubtful=context.publishes or context.topic == INFORMATION_FEE)


def _received(phrase: Phrase) -> Meaning:
    applicants = phrase.values("applicant")
    column = (f"requests.received.{_column(phrase)}",) if applicants else ()
    closed = (CLOSED,) if phrase.has("close") else ()
    # 收到公民申请7件 may be all requests or those of natural persons: two readings, not two statements.
    if applicants and applicants[-1][1]:
        return Meaning(RECEIVED, (REQUESTS,), (BOTH_IN, *column), also=closed)
    # 收到和处理3件 may count what was dealt with.
    handled = (CLOSED,) if phrase.has("handle") and not closed else ()
    return Meaning(RECEIVED, (REQUESTS,), (BOTH_IN, *handled), also=column + closed)
