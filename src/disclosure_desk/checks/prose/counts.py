"""What the numbers of a clause say, each by the phrase before it or, where there are none, by those after it."""

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
    Phrase,
    TopicContext,
    meaning_of,
    topic_of,
)
from disclosure_desk.checks.prose.paragraph_state import ParagraphState, Qualifiers
from disclosure_desk.checks.prose.statement import Statement, StatementKind
from disclosure_desk.core.figure import Figure, figure

_ACTS = ("carry", "receive", "receive_new", "close", "handle", "issue", "repeal", "decide", "publish")
_MONEY = {"yuan": 1, "ten_thousand_yuan": 10**4, "hundred_million_yuan": 10**8}
_UNITS = {FEE: "ten_thousand_yuan", INFORMATION_FEE: "yuan"}
_FLOWS = {RECEIVED, CLOSED, CARRIED_IN, CARRIED_OUT}
_LISTS = ("disputes.", "requests.received")
_LIST = 2
"""How many members make a list."""


def number_of(token: Token) -> Figure:
    """The number a token is; 0 for a nil phrase."""
    return 0 if token.number is None else token.number


def read_counts(clause: Clause, state: ParagraphState) -> None:
    """Put down what each number of a clause says."""
    state.in_clause = []
    tokens, numbers = clause.phrase.tokens, clause.numbers
    respective = _respective_meanings(clause, state)
    start, used, away = 0, False, state.is_of_other_time(clause.phrase)
    for order, place in enumerate(numbers):
        last = order + 1 == len(numbers)
        before = Phrase(() if used else tokens[start:place])
        after = Phrase(tokens[place + 1 : len(tokens) if last else numbers[order + 1]])
        used = not before.is_meaningful and after.is_meaningful
        if respective:
            _state_numbers(tokens[place], clause, respective[order : order + 1], before, state)
        else:
            heard = after if last or used else Phrase(())
            if away and before.is_meaningful:
                state.turn_to(before)
            else:
                _read_one(tokens[place], clause, before, heard, state)
        start = place + 1


def _respective_meanings(clause: Clause, state: ParagraphState) -> Sequence[Meaning]:
    """The meanings that 分别为 deals out, one to each number."""
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
    """Nothing the form counts; what follows may belong to it."""
    state.doubtful_whole = state.doubtful_whole or before.has("subscope")
    phrase = before + after
    if before.has("channel"):
        _doubt_channel_count(state)
    elif not phrase.has("channel", "subscope") and (
        phrase.has("foreign", "publish", "stray", "info") or _leads_away(phrase, state)
    ):
        state.turn_away()


def _leads_away(phrase: Phrase, state: ParagraphState) -> bool:
    """Whether unknown text has taken the talk elsewhere; cases before a court are told of in many phrase."""
    return phrase.has_unknown_text and (not state.context.topic.startswith("disputes") or phrase.has(*_ACTS))


def _meanings(before: Phrase, after: Phrase, context: TopicContext) -> Sequence[Meaning]:
    if not before.is_meaningful:
        first = after.first
        strange = first is not None and first.unknown and not after.has("ask", "subject")
        return () if strange else _some(meaning_of(after, context))
    last = before.last
    if last is None or last.unknown or last.kinds.keys() == {"foreign"}:
        return ()
    if any(kind in last.kinds for kind in _ACTS) and after.last:
        strange = after.last.unknown and not after.has("ask")
        return () if strange or after.has("foreign", "stray") else _some(meaning_of(before + after, context))
    return _members(before, context) or _some(meaning_of(before + after, context) if after.is_meaningful else None)


def _some(found: Meaning | None) -> Sequence[Meaning]:
    return (found,) if found else ()


def _members(phrase: Phrase, context: TopicContext) -> Sequence[Meaning]:
    """What a list before one number names: all of its members, or the last where they make up one name."""
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
    """共计 N 件 after the numbers it adds up, or after phrase without a number."""
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
    """Whether a number is said loosely: 约, 近, 余."""
    return token.approx or phrase.has("approx")


def _state_numbers(
    token: Token, clause: Clause, found: Sequence[Meaning], phrase: Phrase, state: ParagraphState
) -> None:
    state.follow(found[-1].topic, phrase)
    named = [each for each in found if each.quantity]
    if not named or _counts_only_some(phrase, named[0], state):
        return
    parent = state.whole if state.names_parts or clause.inside else None
    for each in _as_one_sum(token, named, phrase):
        _add_statement(token, each, phrase, parent, state)


def _as_one_sum(token: Token, named: Sequence[Meaning], phrase: Phrase) -> Sequence[Meaning]:
    """One number after several names is their sum, but not 0, not with 均 or 各, and not of stages of one thing."""
    quantities = list(dict.fromkeys(each.quantity for each in named))
    flows = all(quantity in _FLOWS for quantity in quantities)
    if len(quantities) < _LIST or not number_of(token) or phrase.has("all", "each") or flows:
        return named
    return (Meaning("+".join(quantities), named[-1].topic, doubtful=any(each.doubtful for each in named)),)


def _counts_only_some(phrase: Phrase, first: Meaning, state: ParagraphState) -> bool:
    """Whether the number counts only some of what the cell does."""
    if phrase.has("subscope") and not (state.is_office and phrase.has("agent")):
        state.doubtful_whole = True
        return True
    whole = first.quantity in {RECEIVED, CLOSED} and (state.names_parts or state.context.has_requests)
    if not whole or not phrase.has("channel"):
        return False
    _doubt_channel_count(state)
    return True


def _doubt_channel_count(state: ParagraphState) -> None:
    """A second number by channel: the first was by channel too, and no whole."""
    if state.by_channel is not None and not state.names_parts:
        state.make_uncertain(state.by_channel)
        state.by_channel = None


def _add_statement(
    token: Token, each: Meaning, phrase: Phrase, parent: Statement | None, state: ParagraphState
) -> None:
    if each.topic == INFORMATION_FEE and token.unit not in _MONEY:
        each = Meaning(f"{INFORMATION_FEE}.notices", INFORMATION_FEE)
    kind: StatementKind = "amount" if each.topic in _UNITS and not each.quantity.endswith("notices") else "count"
    if (token.unit in _MONEY) is not (kind == "amount"):
        return
    unsaid = each.quantity == RECEIVED and not state.context.has_named_requests and not phrase.has("info")
    inherited = parent is not None and parent.uncertain and parent.quantity.startswith("proactive")
    uncertain = each.doubtful or unsaid or inherited
    unit = _UNITS[each.topic] if kind == "amount" else ""
    qualifiers = Qualifiers(unit, is_approx(phrase, token), uncertain, each.others, parent)
    statement = state.add(token, each.quantity, _in_unit(token, unit), kind, qualifiers)
    _remember(statement, phrase, state)
    if parent is None:
        state.whole = statement
    for also in each.also:
        state.add(token, also, statement.value, "count", replace(qualifiers, others=(), part_of=None))


def _in_unit(token: Token, unit: str) -> Figure:
    """The number in the unit its cell has: 1.8 万元 are 18,000 yuan."""
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
    if statement.quantity == RECEIVED:
        state.by_applicant = place
    elif state.by_applicant is not None and not state.names_parts:
        state.make_uncertain(state.by_applicant)
        state.by_applicant = None
