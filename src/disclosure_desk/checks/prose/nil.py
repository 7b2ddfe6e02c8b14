"""What a nil phrase says did not happen: 未收到…, 无…和…, 未发生因…引起的….

In: the phrase, the place of its nil word, the topic context. Out: each quantity that is said to be 0, once, and whether
that is doubtful.
Holds: every member of the list after the nil word is completed with it, with what stands before it, and with the
result or the act that the last member names for all; the number closed is never nil, because 无未按期答复的申请 is no
count.

    未收到申请                -> requests.received.total
    无行政复议、行政诉讼败诉      -> disputes.reconsideration.overturned, disputes.litigation.overturned
    无规章、规范性文件制发       -> both kinds' issued
"""

from collections.abc import Iterator
from copy import copy

from disclosure_desk.checks.prose.lexer import SHORT_NIL, Token
from disclosure_desk.checks.prose.meaning import by_organ, meaning_of
from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.topics import CARRIED_OUT, CLOSED, DISPUTES, REQUESTS, TopicContext, topics_of

_BEFORE = {"subject", "last", "next", "carry", "ask", "this", "outcome", "and"}
_SHARED = ("result", "issue", "repeal")


def nil_quantities(phrase: Phrase, place: int, context: TopicContext) -> Iterator[tuple[str, bool]]:
    """The quantities said to be nil by the phrase at a place, and whether each is doubtful."""
    nil = phrase.tokens[place]
    after = phrase.tokens[place + 1 :]
    if len(nil.text) <= SHORT_NIL and after and after[0].unknown:
        return
    # 未予公开 is a nil word and a result; completing the members, it is only the nil word.
    verb = nil._replace(kinds={kind: value for kind, value in nil.kinds.items() if kind != "outcome"})
    # 行政复议、诉讼案件零发生 (o202): what did not happen may stand before the nil word.
    before = tuple(token for token in phrase.tokens[:place] if token.kinds.keys() & _BEFORE)
    # 没有制定规章和规范性文件的权限 (t054): what is lacking is what 的 leads to.
    if len(after) > 1 and after[-1].unknown and after[-2].text == "的":
        return
    members = list(Phrase((*before, verb, *after)).split())
    around = copy(context)
    around.has_requests = False
    topics = by_organ(phrase, topics_of(phrase, context.topics))
    if len(members) == 1 or len(topics) == 1:
        around.topics = topics
    shared = _shared(members)
    stated = set()
    for member in members:
        for quantity, doubtful in _one(_complete(member, verb, shared), around):
            for each in quantity.split("+"):
                if each not in stated:
                    stated.add(each)
                    yield each, doubtful


def _shared(members: list[Phrase]) -> Token | None:
    """The result or the act that a member names for those before it, too.

    行政诉讼、行政复议败诉; 规章、规范性文件制发; 复议、诉讼被纠正或败诉.
    """
    naming = next((place for place, member in enumerate(members) if member.has(*_SHARED)), 0)
    if not naming or not members[naming].has("subject"):
        return None
    return next(token for token in members[naming].tokens if token.kinds.keys() & set(_SHARED))


def _complete(member: Phrase, verb: Token, shared: Token | None) -> Phrase:
    tokens = member.tokens if member.has("nil") else (verb, *member.tokens)
    if shared and not member.has(*_SHARED):
        tokens = (*tokens, shared)
    # 未收到公民、法人的申请 says that nobody applied, not that one kind of applicants did not.
    asking = Phrase(tokens).has("ask")
    return Phrase([token for token in tokens if not (asking and "applicant" in token.kinds)])


def _one(member: Phrase, context: TopicContext) -> Iterator[tuple[str, bool]]:
    last = member.last
    if last is None or last.unknown:
        return
    found = meaning_of(member, context)
    # 没有该答复而不予答复的情况: praise names results and answers, too, and no number of them.
    if found is None or found.quantity in {"", CLOSED}:
        return
    # 公开的信息未涉及国家秘密: a reason to refuse, named while nobody speaks of requests, is no result of one.
    # 没有因不予公开引发的信访; 公开的信息未涉及国家秘密
    if member.has("outcome") and (member.has("foreign", "cause") or context.publishes):
        return
    if context.topic == REQUESTS or found.quantity.startswith(DISPUTES) or not member.has("outcome"):
        # 已全部办结，无遗留: after all were closed, nothing goes on.
        is_carry = found.quantity == CARRIED_OUT and context.has_closed
        yield found.quantity, found.doubtful and not is_carry
