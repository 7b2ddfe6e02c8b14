"""How messages call what a statement speaks of: table, row and column, or the rows and columns that are added up."""

import re
from collections.abc import Sequence

from disclosure_desk.checks.prose import cells_of
from disclosure_desk.core.form import Form

_QUANTITY = re.compile(r"[a-z_.]+")

Label = tuple[str, ...]


def quantity_name(form: Form, quantity: str) -> str:
    """The name of a quantity as the clerk reads it; "" for one that no cell holds."""
    names = [_one(form, cells_of(name, tuple(form.cells))) for name in _QUANTITY.findall(quantity)]
    return "、".join(name for name in names if name)


def _one(form: Form, cells: Sequence[str]) -> str:
    if len(cells) < 2:  # noqa: PLR2004 - one cell has a name of its own
        return "".join(form.place_name(cell) for cell in cells)
    among = [form.cells[cell] for cell in cells]
    row, column = _shared([cell.row.label for cell in among]), _shared([cell.column.label for cell in among])
    return form.grids[among[0].grid].name + "".join(f"“{part}”" for part in (row, column) if part)


def _shared(labels: Sequence[Label]) -> str:
    """What the labels have in common: one and the same, or the heading over them with what stands below it."""
    first = labels[0]
    if all(label == first for label in labels):
        return " ".join(first[1:] or first)
    common = [parts[0] for parts in zip(*labels, strict=False) if len(set(parts)) == 1]
    return " ".join(common if common[-1:] == [first[-1]] else common[-1:])
