"""What the words around one number name: the meanings of its frame, several where the words are a list.

In: a frame, the topic context. Out: its meanings, none where the words are strange, name nothing or too much.
Holds: words right before a number decide; those behind it only where there are none before, or but an act.

    复议、诉讼均为 0         -> both totals
    逾期不补正、不再处理的 1    -> one result in two names
    行政处罚案卷 40         -> nothing: what is counted are 案卷
"""

from collections.abc import Sequence

from disclosure_desk.checks.prose.clauses import Frame
from disclosure_desk.checks.prose.meaning import meaning_of
from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.topics import RECEIVED, REQUESTS, Meaning, TopicContext, topics_of
from disclosure_desk.text.lazy_pattern import lazy_pattern

ACTS = ("carry", "receive", "receive_new", "close", "handle", "issue", "repeal", "in_force", "decide", "publish")
_REASON = lazy_pattern(r"requests\.outcome\.[a-z_]+\.[a-z_]+\.[a-z_]+")
LIST = 2
"""A list has two members at least; what is one only is a name."""


def meanings_of(frame: Frame, context: TopicContext) -> Sequence[Meaning]:
    """What the words around a number name: several meanings where they are a list; none if they are strange."""
    before, after = frame.before, frame.after
    if not before.is_meaningful:
        alone = _of_words_behind(before, after, context)
        return (alone and _several_reasons(frame, context)) or alone
    last = before.last
    # 依申请公开邮件12封 (t026): letters, not all of them requests.
    if before.ends_with_name_and("channel"):
        return ()
    # 行政处罚案卷40件 (o158): with an unknown or foreign word right before it, the number counts something else; but of
    # 行政复议、行政诉讼、被投诉举报均为0 (f027) the members are told each.
    if last is None or last.unknown or last.kinds.keys() == {"foreign"}:
        return _each_of(before, context) if before.has("all", "each") else ()
    # 结转2件次至下年度 (o093): after an act alone, the words behind the number say what it was done to.
    if any(kind in last.kinds for kind in ACTS) and after.last:
        strange = after.last.unknown and not after.has("ask")
        return () if strange or after.has("foreign", "stray") else one_or_none(meaning_of(before + after, context))
    return _members(before, context) or one_or_none(
        meaning_of(before + after, context) if after.is_meaningful else None
    )


def _of_words_behind(before: Phrase, after: Phrase, context: TopicContext) -> Sequence[Meaning]:
    # 对6件内容不明确的申请发出补正通知: a step on the way, whatever the reason for it.
    if before.has("upon") and after.has("step"):
        return (Meaning("", (REQUESTS,)),)
    # 对4件失效文件予以标注
    if before.has("upon") and after.has("document"):
        return ()
    # 对1件内容不明确的申请，一次性告知补正: what was done is told behind it.
    if before.has("upon") and after.last_of("ask", "outcome") == "ask" and _is_unclear(after):
        return (Meaning("", (REQUESTS,)),)
    # 其余60件分别作不予公开、不予处理等答复: no one of them has 60.
    if after.has("respectively") and len(after.values("outcome")) >= LIST:
        return ()
    # 申请人对2件答复表示不理解
    if before.has("upon") and after.has_unknown_text and not after.has("outcome"):
        return ()
    return () if _is_strange(after) else one_or_none(meaning_of(after, context))


def _several_reasons(frame: Frame, context: TopicContext) -> Sequence[Meaning]:
    """The reasons that share a number: 5件因属于内部事务信息和过程性信息未予公开 are those of both."""
    after = frame.after
    if len(after.values("outcome")) < LIST or after.has("and_so", "touch", "nil") or after.names_something_else:
        return ()
    found = [meaning_of(member, context) for member in after.split() if member.has("outcome")]
    known = {each.quantity: each for each in found if each and _REASON.fullmatch(each.quantity)}
    groups = {quantity.rsplit(".", 2)[0] for quantity in known}
    is_list = LIST <= len(known) == len(found) <= (frame.token.number or 0)
    return list(known.values()) if is_list and len(groups) == 1 else ()


def _is_unclear(phrase: Phrase) -> bool:
    """Whether requests are only said to be unclear."""
    return {path for path, _ in phrase.values("outcome")} == {"unable.still_unclear"}


def _is_strange(after: Phrase) -> bool:
    """Whether the words behind a number name something else: 58个便民站点, 112件行政复议决定书."""
    # 12个网格均未收到申请
    if after.has("nil") and after.tokens[0].unknown:
        return True
    # 有12个收到过申请: those that received some.
    first = next((token for token in after.tokens if not token.is_silent), None)
    if first is not None and "receive" in first.kinds and after.has("ask"):
        return True
    unknown = [token.unknown for token in after.tokens if not token.is_silent]
    if unknown[:1] != [False]:
        return unknown[-1:] != [False] or not after.has("ask", "subject", "outcome", "result", "applicant")
    return after.names_something_else


def one_or_none(found: Meaning | None) -> Sequence[Meaning]:
    """A meaning as the only one, if there is any."""
    return (found,) if found else ()


def _members(phrase: Phrase, context: TopicContext) -> Sequence[Meaning]:
    """What a list before one number names: all of it (复议、诉讼均为零, o010), or the last where they are one name."""
    # 逾期不补正、我街道不再处理其申请的1件 (t017): why they are given up says what result it was.
    members = [one for one in phrase.split() if one.is_meaningful and not one.has("drops")] or [phrase]
    # 因不掌握、需加工等无法提供61件: what 等 leads to is the whole.
    if phrase.has("and_so") and phrase.has("outcome") and len(members) > 1:
        return one_or_none(meaning_of(phrase, context))
    topics = topics_of(phrase, context.topics)
    found = [meaning_of(member, context, topics) for member in members]
    known = _narrowest([each for each in found if each and each.quantity])
    # 收到和办理14件 are the same fourteen: both verbs have one object; 逾期不补正、不再处理的1件 (t017) one result.
    if phrase.has("receive", "receive_new", "outcome") and any(RECEIVED in each.others for each in known):
        return one_or_none(meaning_of(phrase, context))
    if found[-1] is None:
        return ()
    if len(known) >= LIST:
        return known
    alone = meaning_of(phrase, context) or found[-1]
    partly = len(members) > 1 and alone.quantity.startswith("proactive")
    return () if partly else (alone,)


def _narrowest(found: Sequence[Meaning]) -> Sequence[Meaning]:
    """The meanings without those of a block that another one is a part of: 行政诉讼直接起诉2件."""
    return [one for one in found if not any(_is_within(other.topics, one.topics) for other in found)]


def _is_within(narrow: Sequence[str], wide: Sequence[str]) -> bool:
    return bool(narrow and wide) and narrow[-1].startswith(f"{wide[-1]}_")


def _each_of(phrase: Phrase, context: TopicContext) -> Sequence[Meaning]:
    """What the known members of a list name, of which a number is said each."""
    found = [meaning_of(member, context) for member in phrase.split() if member.last and not member.last.unknown]
    return [each for each in found if each and each.quantity] if len(found) >= LIST else ()
