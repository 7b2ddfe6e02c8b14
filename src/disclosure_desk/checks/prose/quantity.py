"""What a quantity of a statement comes to over the figures of a report, and how messages call it.

In: a quantity as statements write it, cell ids combined by + - / and brackets. Out: its value, None while a cell of it
is blank; its cells; its name.

    requests.received.legal_person  -> the sum of the five columns of organisations
    disputes.litigation.total       -> the sum of both kinds of litigation
"""

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from disclosure_desk.checks.prose.vocabulary import vocabulary
from disclosure_desk.core.figure import Figure, figure
from disclosure_desk.core.form import Form

_PART = re.compile(r"[a-z_.]+|[-+/()]")
_NAME = re.compile(r"[a-z_.]+")
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
    if quantity in figures:
        return figures[quantity]
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


def quantity_name(form: Form, quantity: str) -> str:
    """The name of a quantity as the clerk reads it; "" for one that no cell holds."""
    names = [_group_name(form, cells_of(name, tuple(form.cells))) for name in _NAME.findall(quantity)]
    return "、".join(name for name in names if name)


def _group_name(form: Form, cells: Sequence[str]) -> str:
    if len(cells) < 2:  # noqa: PLR2004 - one cell has a name of its own
        return "".join(form.place_name(cell) for cell in cells)
    among = [form.cells[cell] for cell in cells]
    row, column = _shared([cell.row.label for cell in among]), _shared([cell.column.label for cell in among])
    return form.grids[among[0].grid].name + "".join(f"“{part}”" for part in (row, column) if part)


def _shared(labels: Sequence[tuple[str, ...]]) -> str:
    """What the labels have in common: one and the same, or the heading over them with what stands below it."""
    first = labels[0]
    if all(label == first for label in labels):
        return " ".join(first[1:] or first)
    common = [parts[0] for parts in zip(*labels, strict=False) if len(set(parts)) == 1]
    return " ".join(common if common[-1:] == [first[-1]] else common[-1:])
