"""What the numbers of a portion say, each by the words before it or, where there are none, by those after it."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from disclosure_desk.checks.prose.clauses import Portion
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
    Setting,
    Words,
    meaning,
    topic_of,
)
from disclosure_desk.checks.prose.paragraph_state import Ledger, Manner
from disclosure_desk.checks.prose.statement import Kind, Statement
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


def read_counts(portion: Portion, ledger: Ledger) -> None:
    """Put down what each number of a portion says."""
    ledger.group = []
    tokens, numbers = portion.words.tokens, portion.numbers
    dealt = _dealt(portion, ledger)
    start, used, away = 0, False, ledger.elsewhen(portion.words)
    for order, place in enumerate(numbers):
        last = order + 1 == len(numbers)
        before = Words(() if used else tokens[start:place])
        after = Words(tokens[place + 1 : len(tokens) if last else numbers[order + 1]])
        used = not before.speaks and after.speaks
        if dealt:
            _say(tokens[place], portion, dealt[order : order + 1], before, ledger)
        else:
            heard = after if last or used else Words(())
            if away and before.speaks:
                ledger.turn(before)
            else:
                _read_one(tokens[place], portion, before, heard, ledger)
        start = place + 1


def _dealt(portion: Portion, ledger: Ledger) -> Sequence[Meaning]:
    """The meanings that 分别为 deals out, one to each number."""
    before = Words(portion.words.tokens[: portion.numbers[0]])
    members = [member for member in before.split() if member.speaks]
    if not before.has("respectively") or len(members) != len(portion.numbers) or len(members) < _LIST:
        return ()
    ledger.turn(before)
    found = [meaning(member, ledger.setting) for member in members]
    return [each for each in found if each] if all(found) else ()


def _read_one(token: Token, portion: Portion, before: Words, after: Words, ledger: Ledger) -> None:
    words = before if before.speaks else after
    if not words.speaks:
        _sum_up(token, before, ledger)
    elif not before.speaks and ledger.elsewhen(words):
        ledger.turn(words)
    elif found := _meanings(before, after, ledger.setting):
        _say(token, portion, found, before + after, ledger)
    else:
        _pass_over(before, after, ledger)


def _pass_over(before: Words, after: Words, ledger: Ledger) -> None:
    """Nothing the form counts; what follows may belong to it."""
    ledger.doubtful_whole = ledger.doubtful_whole or before.has("subscope")
    words = before + after
    if before.has("channel"):
        _by_channel(ledger)
    elif not words.has("channel", "subscope") and (
        words.has("foreign", "publish", "stray", "info") or _puzzling(words, ledger)
    ):
        ledger.turn_away()


def _puzzling(words: Words, ledger: Ledger) -> bool:
    """Whether unknown text has taken the talk elsewhere; cases before a court are told of in many words."""
    return words.puzzles and (not ledger.setting.topic.startswith("disputes") or words.has(*_ACTS))


def _meanings(before: Words, after: Words, setting: Setting) -> Sequence[Meaning]:
    if not before.speaks:
        first = after.first
        strange = first is not None and first.unknown and not after.has("ask", "subject")
        return () if strange else _some(meaning(after, setting))
    last = before.last
    if last is None or last.unknown or last.kinds.keys() == {"foreign"}:
        return ()
    if any(kind in last.kinds for kind in _ACTS) and after.last:
        strange = after.last.unknown and not after.has("ask")
        return () if strange or after.has("foreign", "stray") else _some(meaning(before + after, setting))
    return _members(before, setting) or _some(meaning(before + after, setting) if after.speaks else None)


def _some(found: Meaning | None) -> Sequence[Meaning]:
    return (found,) if found else ()


def _members(words: Words, setting: Setting) -> Sequence[Meaning]:
    """What a list before one number names: all of its members, or the last where they make up one name."""
    members = [member for member in words.split() if member.speaks]
    topic = topic_of(words, setting.topic)
    around = setting if topic == setting.topic else replace(setting, topic=topic)
    found = [meaning(member, around) for member in members]
    known = [each for each in found if each and each.quantity]
    if found[-1] is None:
        return ()
    if len(known) >= _LIST:
        return known
    alone = meaning(words, setting) or found[-1]
    partly = len(members) > 1 and alone.quantity.startswith("proactive")
    return () if partly else (alone,)


def _sum_up(token: Token, before: Words, ledger: Ledger) -> None:
    """共计 N 件 after the numbers it adds up, or after words without a number."""
    if not before.has("total"):
        return
    whole = _whole_of([statement for statement in ledger.here if statement.part_of is None])
    if whole:
        manner = Manner(approx=is_approx(before, token))
        ledger.whole = ledger.state(token, whole, number_of(token), "count", manner)
    elif not ledger.here and ledger.unnumbered and (found := meaning(ledger.unnumbered, ledger.setting)):
        _tell(token, found, ledger.unnumbered, None, ledger)


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


def is_approx(words: Words, token: Token) -> bool:
    """Whether a number is said loosely: 约, 近, 余."""
    return token.approx or words.has("approx")


def _say(token: Token, portion: Portion, found: Sequence[Meaning], words: Words, ledger: Ledger) -> None:
    ledger.follow(found[-1].topic, words)
    named = [each for each in found if each.quantity]
    if not named or _is_aside(words, named[0], ledger):
        return
    parent = ledger.whole if ledger.parts or portion.inside else None
    for each in _together(token, named, words):
        _tell(token, each, words, parent, ledger)


def _together(token: Token, named: Sequence[Meaning], words: Words) -> Sequence[Meaning]:
    """One number after several names is their sum, but not 0, not with 均 or 各, and not of stages of one thing."""
    quantities = list(dict.fromkeys(each.quantity for each in named))
    flows = all(quantity in _FLOWS for quantity in quantities)
    if len(quantities) < _LIST or not number_of(token) or words.has("all", "each") or flows:
        return named
    return (Meaning("+".join(quantities), named[-1].topic, doubtful=any(each.doubtful for each in named)),)


def _is_aside(words: Words, first: Meaning, ledger: Ledger) -> bool:
    """Whether the number counts only some of what the cell does."""
    if words.has("subscope") and not (ledger.office and words.has("agent")):
        ledger.doubtful_whole = True
        return True
    whole = first.quantity in {RECEIVED, CLOSED} and (ledger.parts or ledger.setting.received)
    if not whole or not words.has("channel"):
        return False
    _by_channel(ledger)
    return True


def _by_channel(ledger: Ledger) -> None:
    """A second number by channel: the first was by channel too, and no whole."""
    if ledger.by_channel is not None and not ledger.parts:
        ledger.doubt(ledger.by_channel)
        ledger.by_channel = None


def _tell(token: Token, each: Meaning, words: Words, parent: Statement | None, ledger: Ledger) -> None:
    if each.topic == INFORMATION_FEE and token.unit not in _MONEY:
        each = Meaning(f"{INFORMATION_FEE}.notices", INFORMATION_FEE)
    kind: Kind = "amount" if each.topic in _UNITS and not each.quantity.endswith("notices") else "count"
    if (token.unit in _MONEY) is not (kind == "amount"):
        return
    unsaid = each.quantity == RECEIVED and not ledger.setting.asked and not words.has("info")
    inherited = parent is not None and parent.uncertain and parent.quantity.startswith("proactive")
    uncertain = each.doubtful or unsaid or inherited
    unit = _UNITS[each.topic] if kind == "amount" else ""
    manner = Manner(unit, is_approx(words, token), uncertain, each.others, parent)
    statement = ledger.state(token, each.quantity, _in_unit(token, unit), kind, manner)
    _note(statement, words, ledger)
    if parent is None:
        ledger.whole = statement
    for also in each.also:
        ledger.state(token, also, statement.value, "count", replace(manner, others=(), part_of=None))


def _in_unit(token: Token, unit: str) -> Figure:
    """The number in the unit its cell has: 1.8 万元 are 18,000 yuan."""
    if not unit:
        return number_of(token)
    return figure(Decimal(number_of(token)) * _MONEY[token.unit] / _MONEY[unit])


def _note(statement: Statement, words: Words, ledger: Ledger) -> None:
    """Remember what later numbers may be parts of, or may show to be a part."""
    ledger.group.append(statement)
    place = len(ledger.statements) - 1
    if words.has("channel"):
        ledger.by_channel = place
    ledger.count_requests(statement.quantity)
    if not words.has("applicant"):
        return
    if statement.quantity == RECEIVED:
        ledger.by_applicant = place
    elif ledger.by_applicant is not None and not ledger.parts:
        ledger.doubt(ledger.by_applicant)
        ledger.by_applicant = None
