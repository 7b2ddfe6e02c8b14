"""What a paragraph as a whole changes in the reading of its parts: included numbers, doubles, unfounded shares.

In: the statements of a paragraph in the order they were read. Out: the statements in the order of the text.
Holds: no statement is added or lost but exact doubles; the rules only make statements uncertain, or move a quantity to
the sum that its parts show it to be.

In this order: a whole that includes what was carried in; a part named like its whole; then sentence by sentence a
quantity with two numbers, results that do not make up what was closed where requests were withdrawn, a share of a whole
that is nowhere stated; last, doubles.

    收到57件（含上年结转1件）     -> the 57 are requests.received.total+requests.pending_at_start.total
    受理80件，其中征收信息35件    -> the 35, read as received too, are uncertain (o180)
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal

from disclosure_desk.checks.prose.meaning import BOTH_IN, CARRIED_IN, CLOSED, RECEIVED
from disclosure_desk.checks.prose.statement import Statement
from disclosure_desk.core.figure import Figure

_WITHDRAWN = "requests.outcome.other.other.total"
_RESULTS = "requests.outcome."
_TREND = frozenset({"trend_count", "trend_percent"})


def apply_paragraph_rules(statements: Sequence[Statement]) -> list[Statement]:
    """The statements of a paragraph after the rules, in the order of the text."""
    settled = _split(_include(statements))
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


def _include(statements: Sequence[Statement]) -> list[Statement]:
    """收到 57 件（含上年结转 1 件） speaks of both, and so does 处理 57 件，其中新收 56 件、上年结转 1 件."""
    parts: dict[int, set[str]] = {}
    for statement in statements:
        if statement.part_of is not None:
            parts.setdefault(statement.part_of, set()).add(statement.quantity)
    return [_with_carried(statement, parts.get(statement.start, set())) for statement in statements]


def _split(statements: Sequence[Statement]) -> list[Statement]:
    """A part named as its whole counts some of it; but of 复议85件，其中涉及信息公开的6件 the part is (o215)."""
    wholes = {(each.start, each.quantity): place for place, each in enumerate(statements)}
    settled = list(statements)
    for place, statement in enumerate(statements):
        whole = wholes.get((statement.part_of if statement.part_of is not None else -1, statement.quantity))
        if whole is not None:
            some = whole if statement.quantity.startswith("disputes") else place
            settled[some] = replace(settled[some], uncertain=True)
    return settled


def _with_carried(statement: Statement, parts: AbstractSet[str]) -> Statement:
    if statement.quantity == RECEIVED and CARRIED_IN in parts:
        return replace(statement, quantity=BOTH_IN, alternatives=())
    if statement.quantity == CLOSED and {RECEIVED, CARRIED_IN} <= parts:
        return replace(statement, quantity=BOTH_IN, alternatives=((CLOSED, statement.value),))
    return statement


def _settle_sentence(sentence: Sequence[Statement], wholes: AbstractSet[str]) -> Iterator[Statement]:
    values: dict[str, set[Figure]] = {}
    for statement in sentence:
        if statement.kind not in _TREND and not statement.uncertain:
            values.setdefault(statement.quantity, set()).add(statement.value)
    counts = [statement for statement in sentence if statement.kind == "count"]
    withdrawn = any(each.quantity == _WITHDRAWN for each in sentence)
    results = [each.value for each in counts if each.quantity.startswith(_RESULTS) and each.quantity != CLOSED]
    made_up, total = sum(results), sum(each.value for each in counts)
    for statement in sentence:
        # 政府收到申请2件；部门收到申请4件: one quantity with two numbers in a sentence is of several bodies or times.
        doubtful = statement.kind not in _TREND and len(values.get(statement.quantity, ())) > 1
        # 收到33件，答复21件，撤销申请12件: the 21 may leave the withdrawn ones out, which the form counts as closed.
        if statement.quantity == CLOSED and withdrawn and not statement.implied:
            doubtful = doubtful or statement.value != made_up
        # 收费通知86份，占全部申请的0.8% (s166): a share of a whole that no number states may be of another one.
        if statement.kind == "percent" and statement.quantity.rpartition("/")[2] not in wholes:
            doubtful = doubtful or not _shows(statement, counts, total)
        yield replace(statement, uncertain=True) if doubtful else statement


def _shows(share: Statement, counts: Sequence[Statement], total: Figure) -> bool:
    """Whether the counts of the sentence make up the whole that a percentage is of."""
    top = share.quantity.rpartition("/")[0].strip("()")
    part = next((each.value for each in counts if each.quantity == top), 0)
    step = Decimal(1).scaleb(-share.decimals)
    return total > 0 and abs(Decimal(part) * 100 / total - share.value) <= step
