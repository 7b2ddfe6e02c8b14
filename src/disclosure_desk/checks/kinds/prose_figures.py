"""The kinds of rule that hold claims of the prose against the tables: numbers, nils, sums, shares, trends, repeats."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import groupby

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.kinds.prose_claim import INFORMATION_FEE, YUAN, ProseClaim, cells_in, claims_in
from disclosure_desk.checks.prose import cells_of, quantity_name, value_of
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.core.figure import Figure, figure, print_figure
from disclosure_desk.core.form import Form

_HUNDREDTHS = "百分之"
_ONE_QUANTITY = re.compile(r"[a-z_.]+")
_ROUGH = Decimal("0.1")
"""How far 约 and 余 may be from the figure, as a share of it; at least by one of the last digit written (约300件)."""


@rule_kind("prose_numbers")
class ProseNumbers(RuleKind):
    """A number stated of a cell is the cell's, under at least one legitimate reading."""

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each other number, where neither the words nor the table speak of nothing."""
        for claim in _wrong_claims(context):
            if not _is_about_nothing(claim, context):
                yield _against_table(self, context, claim)


@rule_kind("prose_nils")
class ProseNils(RuleKind):
    """Where the words say there was nothing the table has nothing, and the reverse."""

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each claim of which only one side is nothing."""
        for claim in _wrong_claims(context):
            if _is_about_nothing(claim, context):
                yield _against_table(self, context, claim)


def _wrong_claims(context: RuleContext) -> Iterator[ProseClaim]:
    """The claims that differ from the table; 均已办结 repeats the number before it, so it is no second fault.

    But a reason within a group of results is told beside the group: 不予公开11件（均属内部事务信息）.
    """
    numbers: dict[tuple[str, int, Figure], list[set[str]]] = {}
    for claim in claims_in(context):
        statement = claim.statement
        number = claim.text, statement.sentence, statement.value
        if statement.kind not in {"count", "amount", "nil"} or statement.quantity.startswith(INFORMATION_FEE):
            continue
        if not _differs(claim, context):
            continue
        cells = set(cells_in(statement.quantity, context))
        before = numbers.setdefault(number, [])
        if not statement.implied or all(cells & others for others in before):
            yield claim
        before.append(cells)


def _differs(claim: ProseClaim, context: RuleContext) -> bool:
    """Whether no reading fits; undecided, which is no, while a cell that one of them needs is blank."""
    for quantity, value in claim.statement.readings:
        stands = value_of(quantity, context.figures)
        if stands is None or _agree(Decimal(value), stands, rough=claim.statement.approx):
            return False
    return True


def _agree(value: Decimal, stands: Figure, *, rough: bool) -> bool:
    if not rough:
        return value == stands
    digits = value.normalize().as_tuple()
    step = Decimal(1).scaleb(max(int(digits.exponent), 0))
    return abs(stands - value) <= max(abs(value) * _ROUGH, step)


def _is_about_nothing(claim: ProseClaim, context: RuleContext) -> bool:
    return claim.statement.value == 0 or value_of(claim.statement.quantity, context.figures) == 0


def _against_table(rule: RuleKind, context: RuleContext, claim: ProseClaim) -> Finding:
    quantity = claim.statement.quantity
    cells = cells_in(quantity, context)
    stands = value_of(quantity, context.figures) or 0
    in_words = figure(Decimal(stands) * YUAN) if claim.prose.startswith("元", claim.statement.end) else stands
    is_numeral = claim.statement.kind != "nil" and not claim.statement.implied
    mark = claim.mark(print_figure(in_words) if is_numeral else None, cells[0])
    words = {"sentence": claim.sentence, "claim": claim.words, "of": quantity_name(context.form, quantity)}
    return context.finding(rule, [claim.text, *cells], [mark], **words, figure=print_figure(stands))


@rule_kind("prose_sums")
class ProseSums(RuleKind):
    """Numbers of one sentence that are parts of another add up to it, or to no more where not all parts are named."""

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each whole whose parts do not fit."""
        counts = [one for one in claims_in(context) if one.statement.kind == "count" and not one.statement.approx]
        for _, group in groupby(counts, key=lambda one: one.text):
            claims = list(group)
            parts: dict[int | None, list[ProseClaim]] = defaultdict(list)
            for one in claims:
                parts[one.statement.part_of].append(one)
            for whole in claims:
                named = parts.get(whole.statement.start, ())
                if _is_wrong_sum(whole, named, context):
                    yield self._wrong_sum(whole, named, context)

    def _wrong_sum(self, whole: ProseClaim, named: Sequence[ProseClaim], context: RuleContext) -> Finding:
        terms = " ＋ ".join(print_figure(one.statement.value) for one in named)
        added = print_figure(figure(_total(named)))
        marks = [one.mark() for one in (whole, *named)]
        words = {"sentence": whole.sentence, "terms": terms, "added": added, "claim": whole.words}
        return context.finding(self, [whole.text], marks, **words)


def _is_wrong_sum(whole: ProseClaim, named: Sequence[ProseClaim], context: RuleContext) -> bool:
    """Whether the parts, two at least and none of them twice, exceed the whole, or are all of it and differ."""
    if len(named) < 2:  # noqa: PLR2004 - one part is no sum
        return False
    cells = [_keyed_cells(one.statement.quantity, context.form) for one in named]
    known, everything = frozenset[str]().union(*cells), _keyed_cells(whole.statement.quantity, context.form)
    if not all(cells) or sum(map(len, cells)) != len(known) or not known <= everything:
        return False
    total = whole.statement.value
    return _total(named) != total if known == everything else _total(named) > total


def _total(claims: Sequence[ProseClaim]) -> Figure:
    return sum(one.statement.value for one in claims)


@lru_cache(maxsize=256)
def _keyed_cells(quantity: str, form: Form) -> frozenset[str]:
    """The cells, no sums themselves, that a quantity is made of; none for one with signs in it."""
    if not _ONE_QUANTITY.fullmatch(quantity) or quantity.startswith(INFORMATION_FEE):
        return frozenset()
    return frozenset(part for cell in cells_of(quantity, tuple(form.cells)) for part in _parts(cell, form))


def _parts(cell_id: str, form: Form) -> Iterator[str]:
    cell = form.cells[cell_id]
    for part in cell.row_parts or cell.column_parts:
        yield from _parts(part, form)
    if not cell.is_sum:
        yield cell_id


@rule_kind("prose_shares")
class ProseShares(RuleKind):
    """A percentage is the table's, rounded as it is printed."""

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each other percentage."""
        for claim in claims_in(context):
            statement = claim.statement
            if statement.kind != "percent":
                continue
            slack = Decimal(1).scaleb(-statement.decimals) * (Decimal(1) if statement.approx else Decimal("0.5"))
            stands = [value_of(quantity, context.figures) for quantity, _ in statement.readings]
            if stands[0] is not None and all(
                one is None or abs(Decimal(one) - Decimal(statement.value)) > slack for one in stands
            ):
                exact = print_figure(value_of(statement.quantity, context.figures, max(statement.decimals, 0)))
                cells = cells_in(statement.quantity, context)
                sign = "%" if claim.prose.startswith(("%", "％"), statement.end) else ""
                words = {"sentence": claim.sentence, "claim": claim.words + sign, "expected": exact}
                # 占百分之九十 is corrected to 占60%, not to 占60; 占九成 by nothing, for 六成 may be as true as 60%.
                written = f"{exact}%" if claim.words.startswith(_HUNDREDTHS) else exact
                proposal = written if statement.decimals >= 0 else None
                yield context.finding(self, [claim.text, *cells], [claim.mark(proposal, cells[0])], **words)


@rule_kind("prose_trends")
class ProseTrends(RuleKind):
    """A rise or fall stated of a quantity is the one from last year's report."""

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each other rise or fall."""
        for claim in claims_in(context):
            now = value_of(claim.statement.quantity, context.figures)
            before = value_of(claim.statement.quantity, context.figures_before)
            if claim.statement.kind.startswith("trend_") and now is not None and before is not None:
                yield from self._wrong_trend(claim, now, before, context)

    def _wrong_trend(self, claim: ProseClaim, now: Figure, before: Figure, context: RuleContext) -> Iterator[Finding]:
        statement, difference = claim.statement, Decimal(now - before)
        in_percent = statement.kind == "trend_percent"
        if in_percent:
            if not before:
                return
            difference = difference * 100 / before
        slack = (Decimal(1).scaleb(-statement.decimals) if in_percent else Decimal(0)) / (1 if statement.approx else 2)
        if abs(difference - Decimal(statement.value)) <= slack:
            return
        expected: Figure = figure(round(difference, max(statement.decimals, 0)))
        direction = "上升" if expected > 0 else "下降" if expected < 0 else "没有变化"
        change = f"{direction} {print_figure(figure(abs(Decimal(expected))))}" if expected else direction
        words = {
            "sentence": claim.sentence,
            "claim": claim.words,
            "of": quantity_name(context.form, statement.quantity),
            "now": print_figure(now),
            "then": print_figure(before),
            "change": change + ("%" if in_percent and expected else ""),
        }
        cells = cells_in(statement.quantity, context)
        yield context.finding(self, [claim.text, *cells], [claim.mark(None, cells[0])], **words)


@rule_kind("prose_repeats")
class ProseRepeats(RuleKind):
    """The same quantity is stated with the same number wherever it is stated.

    fee_name: what the message calls a quantity that no cell holds.
    """

    fee_name: str

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each statement that contradicts the first of its quantity."""
        first_claims: dict[str, ProseClaim] = {}
        for claim in claims_in(context):
            statement = claim.statement
            if statement.kind in {"percent", "trend_count", "trend_percent"} or statement.approx:
                continue
            first = first_claims.setdefault(statement.quantity, claim)
            if not _may_both_hold(first, claim, context):
                words = {
                    "of": quantity_name(context.form, statement.quantity) or self.fee_name,
                    "first": first.sentence,
                    "second": claim.sentence,
                    "where": context.form.place_name(claim.text),
                }
                places = dict.fromkeys([first.text, claim.text])
                yield context.finding(self, places, [first.mark(), claim.mark()], **words)


def _may_both_hold(one: ProseClaim, other: ProseClaim, context: RuleContext) -> bool:
    """Whether some readings of two claims do not contradict each other.

    收到11件 and 新收10件 do not where one was carried in: of different quantities the table has the difference.
    """
    return any(_agree_on(mine, theirs, context) for mine in _in_yuan(one) for theirs in _in_yuan(other))


def _agree_on(mine: tuple[str, Decimal], theirs: tuple[str, Decimal], context: RuleContext) -> bool:
    if mine[0] == theirs[0]:
        return mine[1] == theirs[1]
    stands, beside = value_of(mine[0], context.figures), value_of(theirs[0], context.figures)
    return stands is None or beside is None or Decimal(stands) - Decimal(beside) == mine[1] - theirs[1]


def _in_yuan(claim: ProseClaim) -> Iterator[tuple[str, Decimal]]:
    """The readings of a claim, amounts in 元."""
    times = YUAN if claim.statement.unit == "ten_thousand_yuan" else 1
    return ((quantity, Decimal(value) * times) for quantity, value in claim.statement.readings)
