"""Figures that each tell their cell, and add up as the form says: what must be found in the fixtures of tables."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from disclosure_desk.core.form import Form

FIRST = 101


@cache
def numbered(form: Form) -> Mapping[str, int]:
    """The cells that are no sums counted from `FIRST` in the form's order, and the sums of these."""
    figures: dict[str, int] = {}
    for cell in form.cells.values():
        if not cell.is_sum:
            figures[cell.id] = FIRST + len(figures)
    return MappingProxyType({cell: _sum(form, figures, cell) for cell in form.cells})


def _sum(form: Form, figures: Mapping[str, int], cell_id: str) -> int:
    cell = form.cells[cell_id]
    if not cell.is_sum:
        return figures[cell_id]
    return sum(_sum(form, figures, part) for part in cell.row_parts or cell.column_parts)
