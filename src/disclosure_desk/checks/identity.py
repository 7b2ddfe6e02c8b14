"""The identities of a form: which figures add up to which, as its rules of sums and balances say."""

from collections.abc import Iterator
from typing import NamedTuple

from disclosure_desk.core.form import Form, Rule, cell_id


class Identity(NamedTuple):
    """What the cells on the left hold adds up to what the cells on the right do; a total stands alone on the left."""

    rule: Rule
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        """All its cells, in the order a finding names them."""
        return (*self.left, *self.right)


def identities(rule: Rule, form: Form) -> Iterator[Identity]:
    """The identities a rule stands for; none if it is of another kind."""
    if rule.kind == "balance":
        yield from _balances(rule, form)
    elif rule.kind == "sum":
        yield from _sums(rule, form)


def _balances(rule: Rule, form: Form) -> Iterator[Identity]:
    for block in form.grids[rule.grid].blocks:
        for column in block.columns:
            left, right = (
                tuple(cell_id(rule.grid, row, column.id) for row in rows) for rows in (rule.left, rule.right)
            )
            yield Identity(rule, left, right)


def _sums(rule: Rule, form: Form) -> Iterator[Identity]:
    for cell in form.cells.values():
        parts = cell.column_parts if rule.axis == "rows" else cell.row_parts
        if cell.grid == rule.grid and parts:
            yield Identity(rule, (cell.id,), parts)
