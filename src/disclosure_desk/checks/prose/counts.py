"""What the numbers of a clause say, each by the words before it or, where there are none, by those after it.

In: a clause with numbers, and the paragraph state. Out: statements added to the state, whose topic and whole move on.
Holds: each number gives at most one statement, but for `also` (受理并办结9件) and for names that share a number
(复议、诉讼各1件); a number with no name of the form gives none, and may turn the topic away.

Tried for each number, in this order: the meanings that 分别为 deals out; words of another time (the number is passed
over); no words at all (共计12件: the sum of what the sentence listed); what the words name; else it is passed over.

    新收申请12件、上年结转1件  -> requests.received.total = 12, requests.pending_at_start.total = 1
    8件申请里有2件来自企业     -> requests.received.total = 8, requests.received.business = 2 (s010: words after)
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from disclosure_desk.checks.prose.clauses import Clause
from disclosure_desk.checks.prose.lexer import Token
from disclosure_desk.checks.prose.meaning import (
    BOTH_IN,
    CARRIED_IN,
    CARRIED_OUT,
    CLOSED,
    FEE,
    INFORMATION_FEE,
    RECEIVED,
    Meaning,
    TopicContext,
    meaning_of,
    topic_of,
)
from disclosure_desk.checks.prose.paragraph_state import ParagraphState, Qualifiers
from disclosure_desk.checks.prose.phrase import Phrase
from disclosure_desk.checks.prose.statement import Statement, StatementKind
from disclosure_desk.core.figure import Figure, figure

_ACTS = ("carry", "receive", "receive_new", "close", "handle", "issue", "repeal", "decide", "publish")
_MONEY = {"yuan": 1, "ten_thousand_yuan": 10**4, "hundred_million_yuan": 10**8}
_UNITS = {FEE: "ten_thousand_yuan", INFORMATION_FEE: "yuan"}
_STAGES = {RECEIVED, CLOSED, CARRIED_IN, CARRIED_OUT}
_LISTS = ("disputes.", "requests.received")
_LIST = 2
"""A list has two members at least; what is one only is a name."""


def number_of(token: Token) -> Figure:
    """The number a token is; 0 for a nil phrase."""
    return 0 if token.number is None else token.number


def read_counts(clause: Clause, state: ParagraphState) -> None:
    """Add what each number of a clause states."""
    state.in_clause = []
    tokens, numbers = clause.phrase.tokens, clause.numbers
    respective = _respective_meanings(clause, state)
    start, used, is_of_other_time = 0, False, state.is_of_other_time(clause.phrase)
    for order, place in enumerate(numbers):
        last = order + 1 == len(numbers)
        before = Phrase(() if used else tokens[start:place])
        after = Phrase(tokens[place + 1 : len(tokens) if last else numbers[order + 1]])
        used = not before.is_meaningful and after.is_meaningful
        if respective:
            _state_numbers(tokens[place], clause, respective[order : order + 1], before, state)
        else:
            # 上年结转2件、本年新收15件、办结16件 (o227): words between two numbers are of the second one.
            own_after = after if last or used else Phrase(())
            if is_of_other_time and before.is_meaningful:
                state.turn_to(before)
            else:
                _read_one(tokens[place], clause, before, own_after, state)
        start = place + 1


def _respective_meanings(clause: Clause, state: ParagraphState) -> Sequence[Meaning]:
    """The meanings that 分别为 deals out, one to each number: 收到、办结数量分别为6件、5件 (o009)."""
    before = Phrase(clause.phrase.tokens[: clause.numbers[0]])
    members = [member for member in before.split() if member.is_meaningful]
    if not before.has("respectively") or len(members) != len(clause.numbers) or len(members) < _LIST:
        return ()
    state.turn_to(before)
    found = [meaning_of(member, state.context) for member in members]
    return [each for each in found if each] if all(found) else ()


def _read_one(token: Token, clause: Clause, before: Phrase, after: Phrase, state: ParagraphState) -> None:
    phrase = before if before.is_meaningful else after
    if not phrase.is_meaningful:
        _sum_up(token, before, state)
    elif not before.is_meaningful and state.is_of_other_time(phrase):
        state.turn_to(phrase)
    elif found := _meanings(before, after, state.context):
        _state_numbers(token, clause, found, before + after, state)
    else:
        _pass_over(before, after, state)


def _pass_over(before: Phrase, after: Phrase, state: ParagraphState) -> None:
    """Pass over what the form does not count; what follows may belong to it: 信访事项61件，结案59件 (o136)."""
    state.doubtful_whole = state.doubtful_whole or before.has("subscope")
    phrase = before + after
    if before.has("channel"):
        _doubt_channel_count(state)
    elif not phrase.has("channel", "subscope") and (
        phrase.has("foreign", "publish", "stray", "info") or _leads_away(phrase, state)
    ):
        state.turn_away()


def _leads_away(phrase: Phrase, state: ParagraphState) -> bool:
    """Whether unknown text has taken the topic elsewhere; court cases are told of in many words."""
    return phrase.has_unknown_text and (not state.context.topic.startswith("disputes") or phrase.has(*_ACTS))


def _meanings(before: Phrase, after: Phrase, context: TopicContext) -> Sequence[Meaning]:
    """What the words around a number name: several meanings where they are a list; none if they are strange."""
    if not before.is_meaningful:
        first = after.first
        strange = first is not None and first.unknown and not after.has("ask", "subject")
        return () if strange else _some(meaning_of(after, context))
    last = before.last
    # 行政处罚案卷40件 (o158): with an unknown or foreign word right before it, the number counts something else.
    if last is None or last.unknown or last.kinds.keys() == {"foreign"}:
        return ()
    # 结转2件次至下年度 (o093): after an act alone, the words behind the number say what it was done to.
    if any(kind in last.kinds for kind in _ACTS) and after.last:
        strange = after.last.unknown and not after.has("ask")
        return () if strange or after.has("foreign", "stray") else _some(meaning_of(before + after, context))
    return _members(before, context) or _some(meaning_of(before + after, context) if after.is_meaningful else None)


def _some(found: Meaning | None) -> Sequence[Meaning]:
    return (found,) if found else ()


def _members(phrase: Phrase, context: TopicContext) -> Sequence[Meaning]:
    """What a list before one number names: all of it (复议、诉讼均为零, o010), or the last where they are one name."""
    members = [member for member in phrase.split() if member.is_meaningful]
    topic = topic_of(phrase, context.topic)
    around = context if topic == context.topic else replace(context, topic=topic)
    found = [meaning_of(member, around) for member in members]
    known = [each for each in found if each and each.quantity]
    if found[-1] is None:
        return ()
    if len(known) >= _LIST:
        return known
    alone = meaning_of(phrase, context) or found[-1]
    partly = len(members) > 1 and alone.quantity.startswith("proactive")
    return () if partly else (alone,)


def _sum_up(token: Token, before: Phrase, state: ParagraphState) -> None:
    """共计19件 after the numbers it adds up (o102), or after words without a number."""
    if not before.has("total"):
        return
    whole = _whole_of([statement for statement in state.in_sentence if statement.part_of is None])
    if whole:
        qualifiers = Qualifiers(approx=is_approx(before, token))
        state.whole = state.add(token, whole, number_of(token), "count", qualifiers)
    elif not state.in_sentence and state.unnumbered and (found := meaning_of(state.unnumbered, state.context)):
        _add_statement(token, found, state.unnumbered, None, state)


def _whole_of(listed: Sequence[Statement]) -> str:
    """What the numbers of a sentence add up to; nothing if they are no list of parts."""
    quantities = {statement.quantity for statement in listed}
    if quantities == {RECEIVED, CARRIED_IN}:
        return BOTH_IN
    # 收到书面申请8件，网上申请11件，共19件 (o102): the parts were taken for the whole, and doubted since.
    if quantities == {RECEIVED}:
        return RECEIVED if all(statement.uncertain for statement in listed) else ""
    heads = {quantity.rpartition(".")[0] for quantity in quantities}
    if len(heads) == 1 and (head := heads.pop()).startswith(_LISTS):
        return "" if f"{head}.total" in quantities else f"{head}.total"
    results = (
        quantities and CLOSED not in quantities and all(each.startswith("requests.outcome.") for each in quantities)
    )
    return CLOSED if results else ""


def is_approx(phrase: Phrase, token: Token) -> bool:
    """Whether a number is given loosely: 约, 近, 余."""
    return token.approx or phrase.has("approx")


def _state_numbers(
    token: Token, clause: Clause, found: Sequence[Meaning], phrase: Phrase, state: ParagraphState
) -> None:
    state.follow(found[-1].topic, phrase)
    named = [each for each in found if each.quantity]
    if not named or _counts_only_some(phrase, named[0], state):
        return
    # 其中 and brackets make a number part of the whole before it: 收到申请9件（自然人8件）.
    parent = state.whole if state.names_parts or clause.inside else None
    for each in _as_one_sum(token, named, phrase):
        _add_statement(token, each, phrase, parent, state)


def _as_one_sum(token: Token, named: Sequence[Meaning], phrase: Phrase) -> Sequence[Meaning]:
    """One number after several names is their sum, but not 0, not with 均 or 各, and not of stages of one thing.

    予以公开和部分公开合计5421件 (s160) is a sum; 受理、办结申请9件 are the same nine.
    """
    quantities = list(dict.fromkeys(each.quantity for each in named))
    are_stages = all(quantity in _STAGES for quantity in quantities)
    if len(quantities) < _LIST or not number_of(token) or phrase.has("all", "each") or are_stages:
        return named
    return (Meaning("+".join(quantities), named[-1].topic, doubtful=any(each.doubtful for each in named)),)


def _counts_only_some(phrase: Phrase, first: Meaning, state: ParagraphState) -> bool:
    """Whether the number counts only some of what the cell does: 代表县政府受理23件 (o078), 网络申请52件 (o064)."""
    if phrase.has("subscope") and not (state.is_office and phrase.has("agent")):
        state.doubtful_whole = True
        return True
    whole = first.quantity in {RECEIVED, CLOSED} and (state.names_parts or state.context.has_requests)
    if not whole or not phrase.has("channel"):
        return False
    _doubt_channel_count(state)
    return True


def _doubt_channel_count(state: ParagraphState) -> None:
    """Doubt the number before if it was by channel, too, and so no whole: 书面申请8件，网上申请11件 (o102)."""
    if state.by_channel is not None and not state.names_parts:
        state.make_uncertain(state.by_channel)
        state.by_channel = None


def _add_statement(
    token: Token, each: Meaning, phrase: Phrase, parent: Statement | None, state: ParagraphState
) -> None:
    # 收费通知八十六件，涉及金额十二万元 (s165): of the fee, what is no money are notices.
    if each.topic == INFORMATION_FEE and token.unit not in _MONEY:
        each = Meaning(f"{INFORMATION_FEE}.notices", INFORMATION_FEE)
    kind: StatementKind = "amount" if each.topic in _UNITS and not each.quantity.endswith("notices") else "count"
    if (token.unit in _MONEY) is not (kind == "amount"):
        return
    # 经沟通，撤件117件，受理54件: a number received of what was never called a request may be of anything.
    is_unnamed = each.quantity == RECEIVED and not state.context.has_named_requests and not phrase.has("info")
    inherited = parent is not None and parent.uncertain and parent.quantity.startswith("proactive")
    uncertain = each.doubtful or is_unnamed or inherited
    unit = _UNITS[each.topic] if kind == "amount" else ""
    qualifiers = Qualifiers(unit, is_approx(phrase, token), uncertain, each.others, parent)
    statement = state.add(token, each.quantity, _in_unit(token, unit), kind, qualifiers)
    _remember(statement, phrase, state)
    if parent is None:
        state.whole = statement
    for also in each.also:
        state.add(token, also, statement.value, "count", replace(qualifiers, others=(), part_of=None))


def _in_unit(token: Token, unit: str) -> Figure:
    """The number in the unit its cell has: 1.8 万元 of an information fee are 18,000 yuan."""
    if not unit:
        return number_of(token)
    return figure(Decimal(number_of(token)) * _MONEY[token.unit] / _MONEY[unit])


def _remember(statement: Statement, phrase: Phrase, state: ParagraphState) -> None:
    """Remember what later numbers may be parts of, or may show to be a part."""
    state.in_clause.append(statement)
    place = len(state.statements) - 1
    if phrase.has("channel"):
        state.by_channel = place
    state.note_requests(statement.quantity)
    if not phrase.has("applicant"):
        return
    # 收到自然人申请1100件，法人或其他组织申请104件 (o052): the first was no whole.
    if statement.quantity == RECEIVED:
        state.by_applicant = place
    elif state.by_applicant is not None and not state.names_parts:
        state.make_uncertain(state.by_applicant)
        state.by_applicant = None
