"""A report's identities as a system of linear equations: what each cell counts for, and by how much each is off."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from disclosure_desk.checks.known_terms import contained_cells, known_terms
from disclosure_desk.checks.rule import Identity, RuleKind
from disclosure_desk.core.figure import Figure
from disclosure_desk.core.report import Report

_FEW = 3
"""So many blank cells of a grid are taken for 0 and worked out; with more, nobody could know what belongs there.

With none, 268 of the tests' 315 mistakes are found instead of 312: a figure that was left out is one of them.
"""

Residuals = Mapping[int, Figure]
"""By how much the left side is more than the right, by the identity's number; only those that are off."""


class EquationSystem(NamedTuple):
    """The keyed cells of a report and the identities over them, each as how often a cell counts, signed.

    A total left to the program is no cell of its own: its parts count in its place. `blanks` are blank cells that
    count as 0. An identity is named by its place in `identities`; `terms` has its cells, `numbers_of` the identities
    of each cell in their order, `cells_in` the cells that are in just these identities. Of a `half_known` identity
    blank cells are left out: it is off on the side on which none of them could make it true, and no longer off on the
    other.
    """

    values: Mapping[str, Figure]
    blanks: tuple[str, ...]
    identities: tuple[Identity, ...]
    terms: tuple[Mapping[str, int], ...]
    numbers_of: Mapping[str, tuple[int, ...]]
    cells_in: Mapping[tuple[int, ...], Sequence[str]]
    residuals: Residuals
    half_known: frozenset[int] = frozenset()

    def independent_parts(self) -> Sequence[Residuals]:
        """The residuals in groups that have no cell in common, not even through identities that hold."""
        parts: list[dict[int, Figure]] = []
        part_of: dict[int, dict[int, Figure]] = {}
        for number, off in self.residuals.items():
            if number not in part_of:
                parts.append({})
                part_of |= dict.fromkeys(self._connected_to(number), parts[-1])
            part_of[number][number] = off
        return parts

    def is_solved_by(self, differences: Mapping[str, Figure]) -> bool:
        """Whether the identities of these cells all hold once each cell is changed by so much, and did not before."""
        numbers = {number for cell in differences for number in self.numbers_of.get(cell, ())}
        return bool(numbers & self.residuals.keys()) and not any(self._off(number, differences) for number in numbers)

    def still_off(self, number: int, off: Figure) -> Figure:
        """By how much an identity is off whose sides would differ by so much; 0 where blank cells may make it true."""
        may_come_true = number in self.half_known and (off > 0) != (self.residuals[number] > 0)
        return 0 if may_come_true else off

    def _off(self, number: int, differences: Mapping[str, Figure]) -> Figure:
        terms = self.terms[number]
        off = self.residuals.get(number, 0) + sum(terms.get(cell, 0) * by for cell, by in differences.items())
        return self.still_off(number, off)

    def _connected_to(self, number: int) -> set[int]:
        connected, new = {number}, {number}
        while new:
            new = {other for one in new for cell in self.terms[one] for other in self.numbers_of[cell]} - connected
            connected |= new
        return connected


def equation_system(report: Report, rules: Iterable[RuleKind]) -> EquationSystem:
    """The equations of a report as it stands, of those rules that are identities."""
    blanks = _fillable(report)
    values = {cell: figure for cell, figure in report.cells.items() if figure is not None} | dict.fromkeys(blanks, 0)
    kept: list[tuple[Identity, Mapping[str, int]]] = []
    half_known: set[int] = set()
    for identity in (identity for rule in rules for identity in rule.identities(report.form)):
        known = known_terms(identity, report)
        if known.blank.keys() <= values.keys():
            kept.append((identity, {**known.filled, **known.blank}))
        elif known.is_broken and any(None not in map(report.figure, side) for side in (identity.left, identity.right)):
            half_known.add(len(kept))
            kept.append((identity, known.filled))
    kept_terms = [terms for _, terms in kept]
    numbers_of = _numbers_of(kept_terms)
    cells_in: dict[tuple[int, ...], list[str]] = {}
    for cell, numbers in numbers_of.items():
        cells_in.setdefault(numbers, []).append(cell)
    return EquationSystem(
        values,
        tuple(blank for blank in blanks if any(blank in terms for terms in kept_terms)),
        tuple(identity for identity, _ in kept),
        tuple(kept_terms),
        numbers_of,
        cells_in,
        _residuals(kept_terms, values),
        frozenset(half_known),
    )


def _fillable(report: Report) -> list[str]:
    """The blank cells that have to be keyed, of each grid that has only a few of them."""
    blanks: dict[str, list[str]] = {}
    contained = contained_cells(report)
    for cell_id, figure in report.cells.items():
        cell = report.form.cells[cell_id]
        if figure is None and not cell.is_sum and cell_id not in contained:
            blanks.setdefault(cell.grid, []).append(cell_id)
    return [cell for cells in blanks.values() if len(cells) <= _FEW for cell in cells]


def _numbers_of(terms: Iterable[Mapping[str, int]]) -> dict[str, tuple[int, ...]]:
    numbers: dict[str, tuple[int, ...]] = {}
    for number, cells in enumerate(terms):
        for cell in cells:
            numbers[cell] = (*numbers.get(cell, ()), number)
    return numbers


def _residuals(terms: Iterable[Mapping[str, int]], values: Mapping[str, Figure]) -> dict[int, Figure]:
    sums = (sum(values[cell] * count for cell, count in cells.items()) for cells in terms)
    return {number: off for number, off in enumerate(sums) if off}
