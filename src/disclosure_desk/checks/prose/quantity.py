"""What a quantity of a statement comes to over the figures of a report."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from disclosure_desk.checks.prose.vocabulary import vocabulary
from disclosure_desk.core.figure import Figure, figure

_PART = re.compile(r"[a-z_.]+|[-+/()]")
_PERCENT = 100


def value_of(quantity: str, figures: Mapping[str, Figure | None], decimals: int | None = None) -> Figure | None:
    """What a quantity comes to; None if a cell is blank or not of this form, or a share is of nothing.

    A ratio is given in percent; with `decimals` the value is rounded to that many places.
    """
    top, _, bottom = quantity.partition("/")
    value = _sum(top, figures)
    if bottom and value is not None:
        whole = _sum(bottom, figures)
        value = Decimal(value) * _PERCENT / Decimal(whole) if whole else None
    if value is None:
        return None
    exact = Decimal(value)
    return figure(exact if decimals is None else exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def _sum(terms: str, figures: Mapping[str, Figure | None]) -> Figure | None:
    total: Figure = 0
    sign = 1
    for part in _PART.findall(terms):
        if part in "+-":
            sign = -1 if part == "-" else 1
        elif part not in "()":
            value = _group(part, figures)
            if value is None:
                return None
            total += sign * value
    return total


def _group(quantity: str, figures: Mapping[str, Figure | None]) -> Figure | None:
    cells = cells_of(quantity, tuple(figures))
    values = [figures[cell] for cell in cells]
    known = [value for value in values if value is not None]
    return sum(known) if cells and len(known) == len(values) else None


@lru_cache(maxsize=1024)
def cells_of(quantity: str, cells: tuple[str, ...]) -> tuple[str, ...]:
    """The cells among those given that a quantity without signs adds up."""
    if quantity in cells:
        return (quantity,)
    groups = vocabulary().groups
    head, _, column = quantity.rpartition(".")
    if column in groups:
        return tuple(cell for part in groups[column] for cell in cells_of(f"{head}.{part}", cells))
    if head in groups:
        return tuple(cell for block in groups[head] for cell in cells_of(f"{block}.{column}", cells))
    return tuple(cell for cell in cells if cell.startswith(f"{head}.") and cell.endswith(f".{column}"))
