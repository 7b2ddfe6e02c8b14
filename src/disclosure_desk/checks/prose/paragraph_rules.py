"""What a paragraph as a whole changes in the reading of its parts: included numbers, doubles, unfounded shares.

In: the statements of a paragraph in the order they were read. Out: the statements in the order of the text.
Holds: no statement is added or lost but exact doubles; the rules only make statements uncertain, give them readings, or
move a quantity to the sum that its parts show it to be.

In this order: which way requests were carried; what was dealt with, where the number closed is told apart; a whole
that includes what was carried in; a part named like its whole; then sentence by sentence results that do not make up
what was closed where requests were withdrawn, a share of a whole that is nowhere stated, one quantity with several
numbers, a group beside its reasons; last, doubles.

    收到57件（含上年结转1件）     -> the 57 are requests.received.total+requests.pending_at_start.total
    办理18件，办结15件           -> the 18 were received, not closed
    受理80件，其中征收信息35件    -> the 35, read as received too, are uncertain (o180)
    政府受理4件，部门受理2件       -> each may be the number received, and so may their sum
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from disclosure_desk.checks.prose.statement import Statement
from disclosure_desk.checks.prose.topics import BOTH_IN, CARRIED_IN, CARRIED_OUT, CLOSED, RECEIVED, RESULTS
from disclosure_desk.core.figure import Figure

_WITHDRAWN = "requests.outcome.other.other.total"
_LIST, _MOST = 2, 5
"""One quantity with so many numbers is of several bodies or times; with more of them nothing can be told."""
_REASON = re.compile(r"(requests\.outcome\.[a-z_]+)\.[a-z_]+\.total")
_TREND = frozenset({"trend_count", "trend_percent"})


def apply_paragraph_rules(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of a paragraph after the rules, in the order of the text."""
    if not statements:
        return []
    settled = _split(_include(list(_separate_closed(list(_balance(statements))))))
    sentences: dict[int, list[Statement]] = {}
    for statement in settled:
        sentences.setdefault(statement.sentence, []).append(statement)
    wholes = {statement.quantity for statement in settled if statement.kind == "count"}
    settled = [each for sentence in sentences.values() for each in _settle_sentence(sentence, wholes)]
    return sorted(_once(settled), key=lambda statement: (statement.start, statement.end))


def _once(statements: Sequence[Statement]) -> list[Statement]:
    seen: dict[tuple[int, int, str, str], Statement] = {}
    for statement in statements:
        key = (statement.start, statement.end, statement.quantity, statement.kind)
        if key not in seen or seen[key].uncertain:
            seen[key] = statement
    return list(seen.values())


def _balance(statements: Sequence[Statement]) -> Iterator[Statement]:
    """结转3件 without a direction is what came in or what goes on, by what else its sentence says.

    本年新收20件，结转3件，转下年1件 and 新收33件，结转4件，共办理37件 came in; 收到9件，办结7件，结转2件 go on.
    What was closed of those received is told without those carried in: 上年结转2件已办结，本年新收6件中办结5件.
    """
    sentences: dict[int, list[Statement]] = {}
    for each in statements:
        if each.kind not in _TREND:
            sentences.setdefault(each.sentence, []).append(each)
    for each in statements:
        in_sentence = sentences.get(each.sentence, [])
        if _has_no_direction(each) and each.kind not in _TREND:
            yield _directed(each, in_sentence)
        elif each.quantity == CLOSED and _is_of_this_year(each, in_sentence):
            yield each._replace(alternatives=(*each.alternatives, (f"{CLOSED}-{CARRIED_IN}", each.value)))
        else:
            yield each


def _has_no_direction(statement: Statement) -> bool:
    return statement.quantity == CARRIED_OUT and (CARRIED_IN, statement.value) in statement.alternatives


def _directed(carried: Statement, in_sentence: Sequence[Statement]) -> Statement:
    others = [each for each in in_sentence if each is not carried]
    stated = {each.quantity for each in others if not _has_no_direction(each)}
    received = next((each.value for each in others if each.quantity == RECEIVED), None)
    sums = {each.value for each in others if each.quantity in {RECEIVED, BOTH_IN, CLOSED}}
    is_first = any(_has_no_direction(each) and each.start > carried.start for each in others)
    came_in = CARRIED_OUT in stated or is_first
    came_in = came_in or (received is not None and carried.value > 0 and received + carried.value in sums)
    if came_in and CARRIED_IN not in stated:
        return carried._replace(quantity=CARRIED_IN, alternatives=())
    goes_on = CARRIED_IN in stated or (received is not None and received - carried.value in sums - {received})
    return carried._replace(alternatives=()) if goes_on else carried


def _is_of_this_year(closed: Statement, in_sentence: Sequence[Statement]) -> bool:
    wholes = {each.start for each in in_sentence if each.quantity == RECEIVED and not each.alternatives}
    return closed.part_of in wholes and any(each.quantity == CARRIED_IN for each in in_sentence)


def _is_handled(statement: Statement) -> bool:
    """Whether a number is of what was dealt with: closed, or received."""
    return statement.quantity == CLOSED and (RECEIVED, statement.value) in statement.alternatives


def _separate_closed(statements: Sequence[Statement]) -> Iterator[Statement]:
    """办理18件，办结15件: where the number closed is told apart, what was dealt with is what came in.

    And where the number received is, it is what was closed: 受理3件，已完成申请3件. 办理10件，其中代区政府答复7件，以
    本办名义答复3件 (s136) tells the same ten.
    """
    closed: dict[int, set[Figure]] = {}
    received: dict[int, set[int | None]] = {}
    parts: dict[int | None, Figure] = {}
    for each in statements:
        if each.quantity == CLOSED and each.kind not in _TREND and not _is_handled(each):
            closed.setdefault(each.sentence, set()).add(each.value)
            parts[each.part_of] = parts.get(each.part_of, 0) + each.value
        elif each.quantity == RECEIVED and each.kind not in _TREND:
            received.setdefault(each.sentence, set()).add(each.part_of)
    for each in statements:
        apart = closed.get(each.sentence, set()) - {each.value} and parts.get(each.start) != each.value
        known = received.get(each.sentence, set()) - {each.start} and each.start not in parts
        if _is_handled(each) and apart:
            # 新收33件，结转4件，共办理37件，已办35件: where those received are told, these are all there were.
            first, other = (BOTH_IN, RECEIVED) if known else (RECEIVED, BOTH_IN)
            yield each._replace(quantity=first, alternatives=((other, each.value),))
        elif _is_handled(each) and known:
            yield each._replace(alternatives=())
        elif each.quantity == RECEIVED and each.sentence in closed:
            yield each._replace(alternatives=tuple(one for one in each.alternatives if one[0] != CLOSED))
        else:
            yield each


def _include(statements: Sequence[Statement]) -> list[Statement]:
    """收到 57 件（含上年结转 1 件） speaks of both, and so does 处理 57 件，其中新收 56 件、上年结转 1 件."""
    parts: dict[int, set[str]] = {}
    for statement in statements:
        if statement.part_of is not None:
            parts.setdefault(statement.part_of, set()).add(statement.quantity)
    closed = {each.start for each in statements if each.quantity == CLOSED and not _is_handled(each)}
    included = []
    for each in statements:
        both = _including(each, parts.get(each.start, set()))
        # 收到并答复285件（含上年结转21件）: the number closed says it all.
        if both is None or each.quantity != RECEIVED or each.start not in closed:
            included.append(both or each)
    return included


def _including(statement: Statement, parts: AbstractSet[str]) -> Statement | None:
    """The statement as one of what came in and what was carried in, if its parts show that it is; else None."""
    if CARRIED_IN not in parts:
        return None
    if _is_handled(statement):
        return statement._replace(quantity=BOTH_IN, alternatives=((CLOSED, statement.value),))
    # 接收1530件（上年结转42件，转入下年35件）: beside what goes on, the brackets only list.
    if statement.quantity == RECEIVED and statement.alternatives and CARRIED_OUT not in parts:
        return statement._replace(quantity=BOTH_IN, alternatives=())
    return None


def _split(statements: Sequence[Statement]) -> list[Statement]:
    """A part named as its whole counts some of it; but of 复议85件，其中涉及信息公开的6件 the part is (o215)."""
    wholes = {(each.start, each.quantity): place for place, each in enumerate(statements)}
    settled = list(statements)
    for place, statement in enumerate(statements):
        whole = wholes.get((statement.part_of if statement.part_of is not None else -1, statement.quantity))
        if whole is not None:
            some = whole if statement.quantity.startswith("disputes") else place
            settled[some] = settled[some]._replace(uncertain=True)
    return settled


def _settle_sentence(sentence: Sequence[Statement], wholes: AbstractSet[str]) -> Iterator[Statement]:
    yield from _beside_reasons(list(_with_other_numbers(list(_doubt(sentence, wholes)))))


def _doubt(sentence: Sequence[Statement], wholes: AbstractSet[str]) -> Iterator[Statement]:
    """Doubt what was closed beside withdrawals, and shares of what no number states."""
    counts = [statement for statement in sentence if statement.kind == "count"]
    withdrawn = any(each.quantity == _WITHDRAWN and each.part_of is None for each in sentence)
    results = [each.value for each in counts if each.quantity.startswith(RESULTS) and each.quantity != CLOSED]
    made_up, total = sum(results), sum(each.value for each in counts)
    for each in sentence:
        doubtful = False
        # 收到33件，答复21件，撤销申请12件: the 21 may leave the withdrawn ones out, which the form counts as closed.
        if each.quantity == CLOSED and withdrawn and not each.implied:
            doubtful = each.value != made_up and not _is_handled(each)
        # 收费通知86份，占全部申请的0.8% (s166): a share of a whole that no number states may be of another one.
        elif counts and each.kind == "percent" and each.quantity.rpartition("/")[2] not in wholes:
            doubtful = not _shows(each, counts, total)
        yield each._replace(uncertain=True) if doubtful else each


def _with_other_numbers(sentence: Sequence[Statement]) -> Iterator[Statement]:
    """政府受理4件，部门受理2件: each has the other numbers of its quantity and their sum as readings."""
    stated: dict[str, list[Figure]] = {}
    for each in sentence:
        if each.kind not in _TREND and not each.uncertain and not each.implied:
            stated.setdefault(each.quantity, []).append(each.value)
    several = {
        quantity: (*found, sum(values))
        for quantity, values in stated.items()
        if len(found := tuple(dict.fromkeys(values))) >= _LIST
    }
    for each in sentence:
        values = several.get(each.quantity, ())
        if not values or each.kind in _TREND or each.implied:
            yield each
        elif len(values) > _MOST:
            yield each._replace(uncertain=True)
        else:
            others = tuple((each.quantity, value) for value in values if value != each.value)
            yield each._replace(alternatives=(*each.alternatives, *others))


def _beside_reasons(sentence: Sequence[Statement]) -> Iterator[Statement]:
    """本机关不掌握11件，无法提供2件: told beside its reasons, a group of results may be what they leave."""
    reasons: dict[str, list[Statement]] = {}
    for each in sentence:
        if each.kind == "count" and not each.implied and (group := _REASON.fullmatch(each.quantity)):
            reasons.setdefault(f"{group[1]}.total", []).append(each)
    for each in sentence:
        beside = [one for one in reasons.get(each.quantity, ())[:_MOST] if one.part_of != each.start]
        if not beside or each.kind != "count" or each.implied:
            yield each
            continue
        rest = each.quantity + "".join(f"-{one.quantity}" for one in beside)
        doubtful = each.uncertain or each.value < sum(one.value for one in beside)
        yield each._replace(uncertain=doubtful, alternatives=(*each.alternatives, (rest, each.value)))


def _shows(share: Statement, counts: Sequence[Statement], total: Figure) -> bool:
    """Whether the counts of the sentence make up the whole that a percentage is of."""
    top = share.quantity.rpartition("/")[0].strip("()")
    part = next((each.value for each in counts if each.quantity == top), 0)
    step = Decimal(1).scaleb(-share.decimals)
    return total > 0 and abs(Decimal(part) * 100 / total - share.value) <= step
