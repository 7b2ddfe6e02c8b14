"""The kind of rule that holds what section six says of the fee for information against itself and table two."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.kinds.prose_claim import INFORMATION_FEE, YUAN, ProseClaim, claims_of
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import CellId, TextId
from disclosure_desk.core.figure import figure, print_figure


class _FeeClaims(NamedTuple):
    """What a text says of the fee, as far as it says it: notices sent, the amount charged, the amount received."""

    notices: ProseClaim | None
    charged: ProseClaim | None
    received: ProseClaim | None


class _Fault(NamedTuple):
    """The claim that is wrong, why, and the cells that show it."""

    claim: ProseClaim
    why: str
    cells: Sequence[str] = ()


@rule_kind("prose_fees")
class ProseFees(RuleKind):
    """What the text says of the fee agrees with itself and with the cell of all fees, which has to be as much."""

    text: TextId
    cell: CellId

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each disagreement."""
        claims = _fee_claims([(self.text, context.texts[self.text])], context)
        for claim, why, cells in (*self._against_table(claims, context), *_against_itself(claims, context)):
            yield context.finding(self, [claim.text, *cells], [claim.mark()], sentence=claim.sentence, why=why)

    def _against_table(self, claims: _FeeClaims, context: RuleContext) -> Iterator[_Fault]:
        table, received = context.figures[self.cell], claims.received
        if received is None or table is None or not received.in_yuan:
            return
        if Decimal(table) * YUAN < received.in_yuan:
            name = context.form.place_name(self.cell)
            why = f"收取了 {_yuan(received)} 元，但{name}是 {print_figure(table)} 万元，应当不少于收取的金额"
            yield _Fault(received, why, [self.cell])


def _fee_claims(texts: Iterable[tuple[str, str]], context: RuleContext) -> _FeeClaims:
    """The first claim of each sort."""
    found: dict[str, ProseClaim] = {}
    for claim in claims_of(tuple(texts), context):
        if claim.statement.quantity.startswith(INFORMATION_FEE):
            found.setdefault(claim.statement.quantity.removeprefix(INFORMATION_FEE), claim)
    return _FeeClaims(found.get("notices"), found.get("charged"), found.get("received"))


def _against_itself(claims: _FeeClaims, context: RuleContext) -> Iterator[_Fault]:
    notices, charged, received = claims
    paid = charged or received
    if notices and paid and not notices.statement.value and paid.in_yuan and not _has_notices_before(context):
        yield _Fault(paid, f"发出收费通知 0 件，却有 {_yuan(paid)} 元，件数和金额不能一个是 0、一个不是")
    if charged and received and received.in_yuan > charged.in_yuan and not _has_notices_before(context):
        more = f"收取了 {_yuan(received)} 元，多于应收的 {_yuan(charged)} 元"
        yield _Fault(received, f"{more}；如果包括上年发出通知的，请写明")


def _has_notices_before(context: RuleContext) -> bool:
    """Whether last year's report states notices, which this year's money may have been paid for."""
    if context.previous is None:
        return False
    notices = _fee_claims(context.texts_before.items(), context).notices
    return bool(notices and notices.statement.value)


def _yuan(claim: ProseClaim) -> str:
    return print_figure(figure(claim.in_yuan))
