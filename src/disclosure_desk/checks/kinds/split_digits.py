"""The kind of rule that finds a figure torn into two cells, as tables copied out of a page come."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from disclosure_desk.checks.finding import Finding
from disclosure_desk.checks.rule import RuleContext, RuleKind, rule_kind
from disclosure_desk.checks.rule_fields import CellIds

if TYPE_CHECKING:
    from disclosure_desk.checks.repair.equations import EquationSystem

_DIGITS = range(10)


@rule_kind("split_digits")
class SplitDigits(RuleKind):
    """Of an imported report, two single digits side by side satisfy the identities once joined into one figure."""

    shows_misread_figures = True

    cells: CellIds

    def check(self, context: RuleContext) -> Iterator[Finding]:
        """A finding for each such pair of cells; none while all identities hold."""
        if not (context.given.imported and context.unsettled):
            return
        from disclosure_desk.checks.repair.equations import equation_system  # noqa: PLC0415 - most reports add up

        system = equation_system(context.report, context.rules)
        if not system.residuals:
            return
        for one, other in self._side_by_side(context):
            for joined in _joined(system, one, other):
                yield context.finding(
                    self, [one, other], one=system.values[one], two=system.values[other], joined=joined
                )

    def _side_by_side(self, context: RuleContext) -> Iterator[tuple[str, str]]:
        cells = (context.form.cells[cell] for cell in self.cells)
        return ((one.id, other.id) for one, other in pairwise(cells) if (one.grid, one.row) == (other.grid, other.row))


def _joined(system: "EquationSystem", one: str, other: str) -> Iterator[int]:
    """The figure of both digits, if one of the cells may hold it and the other 0."""
    first, second = (system.values.get(cell) for cell in (one, other))
    if not first or first not in _DIGITS or second is None or second not in _DIGITS:
        return
    joined = int(f"{first}{second}")
    ways = ({one: joined - first, other: -second}, {one: -first, other: joined - second})
    if any(system.is_solved_by(way) for way in ways):
        yield joined
