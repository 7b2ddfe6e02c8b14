"""The balance of a table: for each column the two sums that must be equal, as far as they are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from disclosure_desk.checks import rules_of
from disclosure_desk.checks.rule import Identity
from disclosure_desk.core.figure import Figure, figure, print_figure
from disclosure_desk.core.form import Column, Form
from disclosure_desk.core.layout import Box
from disclosure_desk.core.report import Report


@dataclass(frozen=True, slots=True)
class TableBalance:
    """What is to be equal in a table: what the two sums are called, and the equation of each column."""

    names: tuple[str, str]
    columns: Mapping[int, Identity]


@dataclass(frozen=True, slots=True)
class ColumnBalance:
    """The two sums of a column as far as they are there; None where nothing is. `is_whole`: no part is blank."""

    left: Figure | None
    right: Figure | None
    is_whole: bool

    @property
    def is_equal(self) -> bool:
        """Whether both are there and the same."""
        return self.is_whole and self.left == self.right

    @property
    def is_broken(self) -> bool:
        """Whether both are there and not the same."""
        return self.is_whole and self.left != self.right

    @property
    def texts(self) -> tuple[str, str]:
        """Both as they are printed."""
        return print_figure(self.left), print_figure(self.right)

    @property
    def fault(self) -> str:
        """How much the second is off, "" where it is not."""
        if not self.is_broken or self.left is None or self.right is None:
            return ""
        off = figure(max(self.left, self.right) - min(self.left, self.right))
        return f"{'少' if self.right < self.left else '多'} {print_figure(off)}"


def balance_of_table(form: Form, grid_id: str, boxes: Mapping[str, Box]) -> TableBalance | None:
    """What is to be equal in a table of a form; None where nothing is drawn under it."""
    for rule in rules_of(form):
        if rule.side_names:
            own = [one for one in rule.identities(form) if form.cells[one.left[0]].grid == grid_id]
            if own:
                return TableBalance(rule.side_names, {boxes[one.left[0]].column: one for one in own})
    return None


def balance_of_column(report: Report, identity: Identity) -> ColumnBalance:
    """How the two sums of a column stand."""
    left, right = (report.sum_so_far(side) for side in (identity.left, identity.right))
    return ColumnBalance(left, right, all(report.figure(cell) is not None for cell in identity.cells))


def balance_words(columns: Sequence[tuple[Column, ColumnBalance]]) -> str:
    """How all columns stand: "" while not all is there, which is off, or that none is.

    That a column of totals is off follows from the columns it adds up, and is told only where none of them is.
    """
    broken = [(column, balance) for column, balance in columns if balance.is_broken]
    off = [one for one in broken if not one[0].sum_of] or broken
    if off:
        first = f"{off[0][0].name}{off[0][1].fault}"
        return first if len(off) == 1 else f"{first}，共 {len(off)} 列不平"
    if all(balance.is_equal for _, balance in columns):
        return f"{len(columns)} 列都平"
    return ""
