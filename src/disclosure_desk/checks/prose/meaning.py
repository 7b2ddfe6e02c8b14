"""What the words around a number speak of: its readings, the likeliest first, and the topics they leave behind.

In: a phrase, and the context that has been built up before it. Out: a Meaning, whose quantity is "" where the words are
of a topic but name no cell; None where they name nothing of the form.
Holds: the context is not changed here. Words that may mean one of several cells give all of them as readings; words
that may speak of what the form does not count are `doubtful`.

`meaning_of` tries in this order: the topics that the phrase itself names, else those before it; then as a dispute, a
document, a decision, the fee for information, all fees, and last as requests.

    上年结转政府信息公开申请      -> requests.pending_at_start.total
    予以公开 (after requests)   -> requests.outcome.granted.total
    维持 (after 复议6件、诉讼2件)  -> the sum of both blocks' upheld; or either block's
    行政强制 (made public)      -> proactive.compulsion.decisions, doubtful
"""

from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.request_meaning import request_meaning
from disclosure_desk.checks.prose.topics import (
    DISPUTES,
    DOCUMENTS,
    FEE,
    INFORMATION_FEE,
    LITIGATION,
    REQUESTS,
    RULES,
    Meaning,
    TopicContext,
    Topics,
    topics_of,
)

_PROACTIVE = "proactive."
_DOCUMENT_ACTS = ("issue", "repeal", "in_force", "amend")


def meaning_of(phrase: Phrase, context: TopicContext, leaning_on: Topics | None = None) -> Meaning | None:
    """What a phrase names, leaning on some topics, else on those of the context.

    None if nothing of the form, or nothing that can be told.
    """
    subjects = phrase.values("subject")
    topics = _topics_spoken_of(phrase, context, leaning_on)
    topic = topics[-1] if topics else ""
    if topic.startswith(DISPUTES) and (
        subjects or phrase.has("result") or not phrase.has("outcome", "receive", "carry", "ask")
    ):
        return _dispute(phrase, topics, context, named=bool(subjects))
    # 复议4件（上年结转1件、本年新增3件): of the disputes themselves, which the form does not tell apart.
    if topic.startswith(DISPUTES) and context.is_inside and not phrase.has("ask", "info"):
        return Meaning("", topics)
    # 公开解读材料5份；废止2份: what is repealed or kept in force are the documents named before.
    if not subjects and topic not in DOCUMENTS and context.documents and _is_of_documents(phrase, context):
        topic = context.documents
    if topic.startswith(_PROACTIVE) and (topic not in DOCUMENTS or subjects or phrase.has(*_DOCUMENT_ACTS)):
        return _of_proactive(phrase, topic, context)
    # 发出收费通知3件，申请人逾期未缴费3件: a result of requests.
    if topic == INFORMATION_FEE and (subjects or not phrase.has("outcome")):
        return _information_fee(phrase)
    return request_meaning(phrase, REQUESTS if topic == INFORMATION_FEE else topic, context)


def _is_of_documents(phrase: Phrase, context: TopicContext) -> bool:
    """Whether 废止 or 有效 alone is told of documents: 规范性文件5件，清理后废止2件, not 标注失效信息46条."""
    is_here = not DOCUMENTS.isdisjoint(context.named)
    return phrase.has("repeal", "in_force") and (is_here or not phrase.has("info", "foreign", "channel"))


def _topics_spoken_of(phrase: Phrase, context: TopicContext, leaning_on: Topics | None) -> Topics:
    topics = topics_of(phrase, context.topics if leaning_on is None else leaning_on)
    faults = phrase.values("fault")
    # 镇政府败诉1件 (s049): to lose a case is to lose it in court, unless one kind of dispute is spoken of already;
    # after several kinds 被纠错22件 are of all of them.
    is_by_fault = faults and not phrase.has("subject")
    # 行政复议维持3件、行政诉讼维持1件，没有被纠错的案件
    is_of_several = phrase.has("nil") and sum(head.startswith(DISPUTES) for head in context.named) > 1
    is_open = not topics or not topics[-1].startswith(DISPUTES) or is_of_several
    if is_by_fault and (is_open or _is_of_one(phrase, topics)):
        topics = (faults[-1][0],)
    return by_organ(phrase, topics)


def _of_proactive(phrase: Phrase, topic: str, context: TopicContext) -> Meaning | None:
    subjects = phrase.values("subject")
    doubtful = subjects[-1][1] if subjects else False
    if topic in DOCUMENTS:
        return _document(phrase, topic, context.act if subjects else "", named=bool(subjects), doubtful=doubtful)
    if topic == FEE:
        named = subjects or phrase.has("fee_charged", "fee_received")
        return Meaning(f"{FEE}.amount", (FEE,)) if named else None
    # 行政许可：受理1204件，办结1198件
    is_open = topic in context.named and topic not in context.decided
    is_of_decision = subjects or (is_open and phrase.has("decide") and not phrase.has("ask", "info"))
    return _decision(phrase, context, topic, doubtful=doubtful) if is_of_decision else None


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
    # 被复议11件：维持7件，尚未办结4件
    is_here = any(head.startswith(DISPUTES) for head in context.named)
    if phrase.has("pending") and is_here and not named and not phrase.has("ask"):
        return Meaning("+".join(f"{block}.pending" for block in blocks), blocks)
    # 结果维持3件、其他1件 (t044): the last of the results, which may take in those still pending.
    if context.lists_results and phrase.has("other") and not named:
        both = "+".join(f"{block}.{field}" for block in blocks for field in ("other_result", "pending"))
        return Meaning("+".join(f"{block}.other_result" for block in blocks), blocks, (both,))
    # （维持14件、其他4件） (o243): without a result, only words about information disclosure name all disputes.
    about_disclosure = phrase.has("info") and is_here and not phrase.has("ask", "publish", "foreign")
    # 行政复议方面，本年度新增案件6件
    is_new = phrase.has("new") and is_here and not context.is_inside and not phrase.has("ask")
    if not (named or about_disclosure or is_new):
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
    # 涉及行政处罚类3件 are about them.
    if phrase.has("foreign") or (phrase.has("touch") and not phrase.has("decide")):
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
