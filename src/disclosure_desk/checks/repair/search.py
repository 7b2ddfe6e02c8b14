"""Finds the smallest sets of cells whose change makes the broken identities true again."""

from collections.abc import Iterator, Mapping
from math import ceil

from disclosure_desk.checks.repair.equations import EquationSystem, Residuals
from disclosure_desk.core.figure import Figure, figure, places

Differences = Mapping[str, Figure]
"""By how much each cell of a set has to change."""

_MOST_CELLS = 3
"""With one cell, 206 of 315 single mistakes of the tests are found, with two 312; the third is for two mistakes at once
(55 of 160 pairs instead of 34). A report with more wrong than that needs its source, not hints.
"""
_MOST_STEPS = 4000
"""A bound for a report with everything wrong, because a clerk waits for it; the tests find as much with 200."""
_MOST_SETS = 1000
"""Of more sets than that none is a hint. Where last year's open applications are carried over into three columns and
all else is 0, one of 23 cells in each would do: 12,167 sets, for which a clerk waited 0.4 s after each key.
"""


def smallest_sets(system: EquationSystem, off: Residuals) -> list[Differences]:
    """The sets of fewest cells whose change corrects what is off, each once; none where too few or too many do."""
    search = _Search(system)
    for size in range(1, _MOST_CELLS + 1):
        found: dict[frozenset[tuple[str, Figure]], Differences] = {}
        for one in search.sets(off, size, {}):
            found[frozenset(one.items())] = one
            if len(found) > _MOST_SETS:
                return []
        if found:
            return list(found.values())
    return []


def single_cells(system: EquationSystem, off: Residuals) -> list[Differences]:
    """The single cells whose change corrects all identities they are in, two at least, and leaves the others alone."""
    search = _Search(system)
    within = [one for one in system.cells_in if len(one) > 1 and off.keys() >= set(one)]
    return [found for one in within for found in search.sets({number: off[number] for number in one}, 1, {})]


class _Search:
    def __init__(self, system: EquationSystem) -> None:
        self.system, self.steps_left = system, _MOST_STEPS
        self.most_corrected = max(map(len, system.cells_in), default=1)

    def sets(self, off: Residuals, size: int, chosen: Differences) -> Iterator[Differences]:
        """Sets of so many further cells that correct what is off.

        One identity that is off must be corrected by some cell: the shortest has the fewest to try.
        """
        if size == 1:
            yield from self._last(off, chosen)
        elif ceil(len(off) / self.most_corrected) <= size:
            yield from self._first(off, size, chosen)

    def _first(self, off: Residuals, size: int, chosen: Differences) -> Iterator[Differences]:
        shortest = min(off, key=lambda number: len(self.system.terms[number]))
        for cell in self.system.terms[shortest]:
            for difference in self._differences(cell, off) if cell not in chosen else ():
                if not self.steps_left:
                    return
                self.steps_left -= 1
                if self._may_hold(cell, difference):
                    left = self._after(off, cell, difference)
                    yield from self.sets(left, size - 1, {**chosen, cell: difference})

    def _last(self, off: Residuals, chosen: Differences) -> Iterator[Differences]:
        for cell in self.system.cells_in.get(tuple(sorted(off)), ()):
            for difference in self._differences(cell, off) if cell not in chosen else ():
                if self._may_hold(cell, difference) and not self._after(off, cell, difference):
                    yield {**chosen, cell: difference}

    def _differences(self, cell: str, off: Residuals) -> set[Figure]:
        """What would have to be added to a cell to correct one or another of what is off."""
        numbers = (number for number in self.system.numbers_of[cell] if number in off)
        return {-off[number] * self.system.terms[number][cell] for number in numbers}

    def _may_hold(self, cell: str, difference: Figure) -> bool:
        value = self.system.values[cell] + difference
        return value >= 0 and not places(figure(value))

    def _after(self, off: Residuals, cell: str, difference: Figure) -> dict[int, Figure]:
        left = dict(off)
        for number in self.system.numbers_of[cell]:
            by = left.get(number, 0) + difference * self.system.terms[number][cell]
            left[number] = self.system.still_off(number, by)
        return {number: by for number, by in left.items() if by}
