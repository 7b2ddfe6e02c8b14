"""What a text says of the form's cells: one statement, or several where one number speaks of several cells."""

from typing import Literal, NamedTuple

from disclosure_desk.core.figure import Figure

StatementKind = Literal["count", "percent", "amount", "nil", "trend_count", "trend_percent"]
QuantityReading = tuple[str, Figure]
"""A quantity and the value said of it."""


class Statement(NamedTuple):
    """A quantity of the report and what the text says of it.

    `start` and `end` are where the number or the nil phrase (未收到) stands; where a phrase without a number speaks of
    an earlier one (均已办结), the statement is `implied` and the phrase is what stands there. `quantity` names cells as
    the form does: a group of rows or the column `legal_person` is the sum, and quantities combine by + - / and
    brackets; a ratio is in percent. `unit` is yuan or ten_thousand_yuan for an amount, `decimals` how many are written,
    -1 of a share in tenths (九成).
    `alternatives` are as legitimate as quantity and value: a check passes if any fits. An `uncertain` statement may
    speak of something else, and no check reports it. `sentence` counts the sentences of the text; `part_of` is the
    start of the number this one is a part of. A trend's value is the signed change of its quantity from last year.
    """

    start: int
    end: int
    quantity: str
    value: Figure
    kind: StatementKind
    approx: bool = False
    alternatives: tuple[QuantityReading, ...] = ()
    uncertain: bool = False
    implied: bool = False
    decimals: int = 0
    unit: str = ""
    sentence: int = 0
    part_of: int | None = None

    @property
    def readings(self) -> tuple[QuantityReading, ...]:
        """Every legitimate reading, the likeliest first."""
        return ((self.quantity, self.value), *self.alternatives)
