"""Rulings that meet become grids: the edges of columns and rows, and which of their squares are one cell."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.rulings import Ruling

_NEAR, _WIDEST = 2.6, 4.5
"""Lines so near each other are one, double or drawn around each cell; all of them together are no wider."""

_GAP = 4.0
"""So far apart may be the pieces of a line, and lines that meet."""

_SHORTEST = 5.0
_COVERED = 0.5
_MOST_MEETINGS, _MOST_SQUARES, _MOST_GRIDS = 500_000, 50_000, 200
"""What exceeds these is a drawing; its words are read as lines."""

Square = tuple[int, int]
"""A place in a grid: its row and column."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the top left of the page as it is read."""


class Grid(NamedTuple):
    """The edges of a table's columns and rows, and for each square the first one of the cell it belongs to."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    cells: dict[Square, Square]

    @property
    def area(self) -> float:
        """How large it is: of grids within each other a word belongs to the smallest."""
        return (self.across[-1] - self.across[0]) * (self.down[-1] - self.down[0])

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies within."""
        return self.across[0] <= x <= self.across[-1] and self.down[0] <= y <= self.down[-1]

    def cell(self, x: float, y: float) -> Square:
        """The first square of the cell at a point; beside the grid, of the nearest cell."""
        column = min(max(bisect_left(self.across, x), 1), len(self.across) - 1) - 1
        row = min(max(bisect_left(self.down, y), 1), len(self.down) - 1) - 1
        return self.cells[row, column]

    def boxes(self) -> dict[Square, Box]:
        """For each square the box of the cell it belongs to; its last square is at its right and bottom."""
        last = {first: square for square, first in sorted(self.cells.items())}
        whole = {first: self._box(first, square) for first, square in last.items()}
        return {square: whole[first] for square, first in self.cells.items()}

    def _box(self, first: Square, last: Square) -> Box:
        return self.across[first[1]], self.down[first[0]], self.across[last[1] + 1], self.down[last[0] + 1]


def grids(rulings: Iterable[Ruling]) -> list[Grid]:
    """The tables that rulings draw, those with more than one column."""
    pieces = list(rulings)
    level = merged([one for one in pieces if not one.upright])
    upright = merged([one for one in pieces if one.upright])
    if len(level) * len(upright) > _MOST_MEETINGS:
        return []
    found = [grid for ours in _meeting(level, upright) if (grid := _grid(ours))]
    return found if len(found) <= _MOST_GRIDS else []


def merged(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Rulings of one direction, those on one line put together."""
    pieces = sorted(rulings, key=lambda one: one.at)
    joined = [run for bundle in _bundles(pieces) for run in _runs(bundle)]
    return [one for one in joined if one.end - one.start >= _SHORTEST]


def _bundles(rulings: Iterable[Ruling]) -> Iterator[list[Ruling]]:
    """Rulings on one line, or as near each other as the two strokes of a double line."""
    bundle: list[Ruling] = []
    for one in rulings:
        if bundle and (one.at - bundle[-1].at > _NEAR or one.at - bundle[0].at > _WIDEST):
            yield bundle
            bundle = []
        bundle.append(one)
    if bundle:
        yield bundle


def _runs(bundle: Sequence[Ruling]) -> Iterator[Ruling]:
    """The pieces of one line, those that meet put together."""
    at = sum(one.at for one in bundle) / len(bundle)
    first, *others = sorted(bundle, key=lambda one: one.start)
    run = first._replace(at=at)
    for one in others:
        if one.start <= run.end + _GAP:
            run = run._replace(end=max(run.end, one.end))
        else:
            yield run
            run = one._replace(at=at)
    yield run


def _meeting(level: Sequence[Ruling], upright: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    """The lines that meet each other, directly or through others."""
    lines = [*level, *upright]
    leader = list(range(len(lines)))
    for one, two in product(range(len(level)), range(len(level), len(lines))):
        if _meet(lines[one], lines[two]):
            leader[_leading(leader, one)] = _leading(leader, two)
    met: dict[int, list[Ruling]] = {}
    for number, line in enumerate(lines):
        met.setdefault(_leading(leader, number), []).append(line)
    return (together for together in met.values() if len(together) > 1)


def _meet(one: Ruling, two: Ruling) -> bool:
    return one.start - _GAP <= two.at <= one.end + _GAP and two.start - _GAP <= one.at <= two.end + _GAP


def _leading(leader: list[int], number: int) -> int:
    while leader[number] != number:
        leader[number] = number = leader[leader[number]]
    return number


def _grid(lines: Sequence[Ruling]) -> Grid | None:
    level, upright = [one for one in lines if not one.upright], [one for one in lines if one.upright]
    across, down = _edges(upright, level), _edges(level, upright)
    squares = (len(across) - 1) * (len(down) - 1)
    if len(across) <= 2 or squares > _MOST_SQUARES:  # noqa: PLR2004 - two edges make one column: a frame
        return None
    return Grid(across, down, _cells(across, down, upright, level))


def _edges(lines: Sequence[Ruling], others: Sequence[Ruling]) -> tuple[float, ...]:
    """Where lines of one direction stand; a table that is open at its sides ends where the others do."""
    found = sorted({one.at for one in lines})
    first, last = min(one.start for one in others), max(one.end for one in others)
    before = [first] if first < found[0] - _WIDEST else []
    after = [last] if last > found[-1] + _WIDEST else []
    return (*before, *found, *after)


def _cells(
    across: Sequence[float], down: Sequence[float], upright: Iterable[Ruling], level: Iterable[Ruling]
) -> dict[Square, Square]:
    """Squares without a line between them are one cell; it is known by its first square."""
    right_of = {(row, edge - 1) for edge, row in _walls(across, down, upright)}
    below = {(edge - 1, column) for edge, column in _walls(down, across, level)}
    squares = list(product(range(len(down) - 1), range(len(across) - 1)))
    leader = {square: square for square in squares}
    for row, column in squares:
        for other, wall in (((row, column + 1), right_of), ((row + 1, column), below)):
            if other in leader and (row, column) not in wall:
                one, two = sorted((_first(leader, (row, column)), _first(leader, other)))
                leader[two] = one
    return {square: _first(leader, square) for square in squares}


def _walls(edges: Sequence[float], others: Sequence[float], lines: Iterable[Ruling]) -> Iterator[tuple[int, int]]:
    """For each line the number of its edge, with the number of each row or column that it runs along."""
    for line in lines:
        edge = edges.index(line.at)
        for number, (start, end) in enumerate(pairwise(others)):
            if min(end, line.end) - max(start, line.start) >= _COVERED * (end - start):
                yield edge, number


def _first(leader: dict[Square, Square], square: Square) -> Square:
    while leader[square] != square:
        leader[square] = square = leader[leader[square]]
    return square
