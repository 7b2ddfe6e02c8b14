"""What the texts of a report claim of its figures: statements of the prose with the text they stand in."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.checks.finding import TextMark
from disclosure_desk.checks.prose import Statement, cells_of, read_statements
from disclosure_desk.checks.rule import RuleContext
from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.text.sentences import clause_at

YUAN = 10_000
"""元 in one 万元."""
INFORMATION_FEE = "information_fee."
"""What the quantities about the fee for information begin with; no cell holds them."""
_QUANTITY = lazy_pattern(r"[a-z_.]+")


class ProseClaim(NamedTuple):
    """A statement, the id of the text it stands in, and that whole text."""

    text: str
    prose: str
    statement: Statement

    @property
    def words(self) -> str:
        """The number or phrase as it is written."""
        return self.prose[self.statement.start : self.statement.end]

    @property
    def sentence(self) -> str:
        """The clause around it."""
        return clause_at(self.prose, self.statement.start)

    @property
    def in_yuan(self) -> Decimal:
        """The value claimed, an amount in 元."""
        return Decimal(self.statement.value) * (YUAN if self.statement.unit == "ten_thousand_yuan" else 1)

    def mark(self, proposal: str | None = None, cell: str = "") -> TextMark:
        """The stretch of the text where it stands."""
        return TextMark(self.text, self.statement.start, self.statement.end, proposal, cell)


def claims_in(context: RuleContext) -> tuple[ProseClaim, ...]:
    """The claims of all texts of a report, without those that may speak of something else."""
    return claims_of(tuple(context.texts.items()), context)


def claims_of(texts: tuple[tuple[str, str], ...], context: RuleContext) -> tuple[ProseClaim, ...]:
    """The claims of some texts, given by id and prose, of a report of the context's year."""
    return _read(texts, context.report.year)


@lru_cache(maxsize=4)
def _read(texts: tuple[tuple[str, str], ...], year: int) -> tuple[ProseClaim, ...]:
    """Remembered, because each rule in turn asks for it, and each keystroke that leaves the texts as they are."""
    return tuple(
        ProseClaim(text, prose, statement)
        for text, prose in texts
        for statement in read_statements(prose, year)
        if not statement.uncertain
    )


def cells_in(quantity: str, context: RuleContext) -> list[str]:
    """The cells of the form that a quantity is made of, in the order it names them."""
    return [cell for name in _QUANTITY.findall(quantity) for cell in cells_of(name, tuple(context.figures))]
