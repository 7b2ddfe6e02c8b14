"""What words name of requests: how many came in, were closed or carried over, with what result, by whom.

In: a phrase, the topic that is spoken of, the context. Out: a Meaning; None where the words name none of these.
Holds: tried in this order: carried over, a result, a step that the form does not count, 公开 alone as a result, a
column of applicants, the whole.

    上年结转政府信息公开申请   -> requests.pending_at_start.total
    予以公开              -> requests.outcome.granted.total
    办理的申请             -> closed, or received
"""

from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.topics import (
    BOTH_IN,
    CARRIED_IN,
    CARRIED_OUT,
    CLOSED,
    FOREIGN,
    INFORMATION_FEE,
    RECEIVED,
    REQUESTS,
    RESULTS,
    Meaning,
    TopicContext,
)

_FLOW_ACTS = ("receive", "close", "handle")
EVERYDAY = (
    *("not_processed.petition", "not_processed.publication", "denied.administrative_query", "denied.enforcement_file"),
    *("denied.state_secret", "denied.third_party_rights"),
)
"""Results whose names are those of other work, too: 受理信访事项46件，办结45件 says nothing of requests."""
_ONLY_OF_REQUESTS = ("other.not_clarified", "other.fee_unpaid", "unable.not_compiled", "unable.still_unclear")


def request_meaning(phrase: Phrase, topic: str, context: TopicContext) -> Meaning | None:
    """What a phrase names of requests, while a topic is spoken of; None if nothing."""
    ours = topic == REQUESTS
    if phrase.has("carry", "keep_on") or (phrase.has("pending") and not phrase.has("close")):
        # 处理物业投诉129件，结转下年4件 (s026): what is carried over is what was spoken of.
        return None if topic == FOREIGN else _carried(phrase, ours=ours)
    # 信访事项受理57件 (t098): what is received is no result.
    if (
        phrase.has("outcome")
        and (topic != FOREIGN or _is_only_of_requests(phrase))
        and (ours or not phrase.has("foreign", "receive", "receive_new"))
    ):
        found = _outcome(phrase)
        # 信访类12件 are petitions, unless requests are spoken of, and 信访事项受理57件 always.
        is_of_requests = (ours and not phrase.has("receive")) or ("not_processed", False) in phrase.values("outcome")
        # 办理行政查询46件 is everyday work, 属于行政查询事项7件 a result.
        is_work = phrase.has(*_FLOW_ACTS) and any(f".{path}." in found.quantity for path in EVERYDAY)
        return found if is_of_requests or not (is_work or ".petition." in found.quantity) else None
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
    return _flow(phrase, context) if named and not phrase.has("foreign", "publish", "stray", "drops") else None


def _is_only_of_requests(phrase: Phrase) -> bool:
    """Whether a result is told in words that nothing else has: 补正告知书7份，其中1件逾期未补正."""
    return phrase.values("outcome")[-1][0] in _ONLY_OF_REQUESTS


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
    # 公开权力清单53项 are lists.
    is_last = phrase.last_of("grant_bare", "foreign") == "grant_bare" and not phrase.has_unknown_text
    return is_last and not phrase.has("info", "ask", "channel", "issue", "document")


def _carried(phrase: Phrase, *, ours: bool) -> Meaning | None:
    here = (REQUESTS,)
    # 年初有未办结申请11件 (s117): what was pending last year was carried in.
    if phrase.has("last"):
        return Meaning(CARRIED_IN, here)
    if phrase.has("carry"):
        # 结转到2024年办理的申请2件
        if phrase.last_of("carry", "this") == "this":
            return Meaning(CARRIED_IN, here)
        if phrase.has("next", "keep_on"):
            return Meaning(CARRIED_OUT, here)
        # 信箱转来的申请1件 is handed on, by no year.
        if phrase.has("moved"):
            return Meaning("", here)
        return Meaning(CARRIED_OUT, here, (CARRIED_IN,)) if ours else None
    return Meaning(CARRIED_OUT, here) if ours else None


def _outcome(phrase: Phrase) -> Meaning:
    found = phrase.values("outcome")
    # 涉及第三方权益的申请3件: what they are about, no result.
    if phrase.has("touch") and phrase.last_of("ask", "outcome") == "ask" and found[-1][0].startswith("denied."):
        return Meaning("", (REQUESTS,))
    # 1件因申请内容不明确告知补正: a step on the way, whatever the reason for it.
    if phrase.last_of("asks_back", "outcome") == "asks_back" and found[-1][0].startswith("unable."):
        return Meaning("", (REQUESTS,))
    leaves = [entry for entry in found if "." in entry[0]]
    groups = [entry for entry in found if "." not in entry[0]]
    # 不予处理的重复申请2件 (o030) is the single reason; only after 等 (因…等原因无法提供) the whole group is meant.
    path, doubtful = (groups or leaves)[-1] if phrase.has("and_so") or not leaves else leaves[-1]
    column = _column(phrase)
    if "+" in path:
        return Meaning("+".join(f"{RESULTS}{each}.{column}" for each in path.split("+")), (REQUESTS,))
    others: tuple[str, ...] = ()
    # 因信息不存在无法提供3件: a doubtful reason leaves no doubt about its group.
    # 因内容不属于政府信息不予处理1件: what was done is told last, and the reason is another group's.
    is_of_last_group = path.startswith(f"{groups[-1][0]}.") if groups else False
    if doubtful and groups and (is_of_last_group or found[-1] == groups[-1]) and not groups[-1][1]:
        others = (f"requests.outcome.{path}.{column}",) if is_of_last_group else ()
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
        return None if not asked and _has_unknown_object(phrase) else _received(phrase)
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


def _has_unknown_object(phrase: Phrase) -> bool:
    """Whether what was received has a name that nobody knows: 受理行政审批事项13件 after requests."""
    verb = next(place for place, token in enumerate(phrase.tokens) if "receive" in token.kinds)
    return any(token.unknown for token in phrase.tokens[verb:])


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
