"""Rulings that meet become grids: the edges of columns and rows, and which of their squares are one cell.

Input: the rulings of a page, in parts as the program drew them. Output: PdfGrid for each table, merged cells
included. Invariant: a square belongs to one cell, which is known by its first square; a frame around the page (one
column) is no table.

Order: parts of one line are merged; lines that meet, directly or through others, are a table; their places are the
edges of its columns and rows; two squares are one cell where no line covers half of the edge between them. So a head
`申请人` over two columns is one cell, and the cells of a browser's table with gaps between them (two lines 1.8 pt
apart) are neighbours.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.rulings import PdfRuling

_SAME_EDGE, _WIDEST_EDGE = 2.6, 4.5
"""In points: lines no further apart are one, double or drawn around each cell; all of them together are no wider.

With 1, the tables of test_tables with double lines or gaps between cells fall apart; with 5.2, narrow rows of a
Chromium print (3-078 of tests/field) become one.
"""

_GAP = 4.0
"""In points: gaps within a line of dashes, and between lines that meet. With 1, lines of dashes are no lines."""

_SHORTEST = 5.0
_COVERED = 0.5
"""Share of an edge that a line covers to be a wall there. With 1, 57 of the 78 PDFs of tests/field change."""

_MOST_MEETINGS, _MOST_SQUARES, _MOST_GRIDS = 500_000, 50_000, 200
"""What exceeds these is a drawing; its words are read as lines."""

Square = tuple[int, int]
"""A place in a grid: its row and column."""

PointBox = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the top left of the page as it is read."""


class PdfGrid(NamedTuple):
    """The edges of a table's columns and rows, and for each square the first one of the cell it belongs to."""

    across: tuple[float, ...]
    down: tuple[float, ...]
    cells: dict[Square, Square]

    @property
    def area(self) -> float:
        """How large it is: of grids within each other a word belongs to the smallest."""
        return (self.across[-1] - self.across[0]) * (self.down[-1] - self.down[0])

    def contains(self, x: float, y: float) -> bool:
        """Return whether a point lies within."""
        return self.across[0] <= x <= self.across[-1] and self.down[0] <= y <= self.down[-1]

    def cell_at(self, x: float, y: float) -> Square:
        """Return the first square of the cell at a point; outside the grid, of the nearest cell."""
        column = min(max(bisect_left(self.across, x), 1), len(self.across) - 1) - 1
        row = min(max(bisect_left(self.down, y), 1), len(self.down) - 1) - 1
        return self.cells[row, column]

    def boxes(self) -> dict[Square, PointBox]:
        """Return for each square the box of the cell it belongs to."""
        # Sorted, the last square of a cell is the one at its right and bottom.
        last = {first: square for square, first in sorted(self.cells.items())}
        boxes = {
            first: (self.across[first[1]], self.down[first[0]], self.across[column + 1], self.down[row + 1])
            for first, (row, column) in last.items()
        }
        return {square: boxes[first] for square, first in self.cells.items()}


def find_grids(rulings: Iterable[PdfRuling]) -> list[PdfGrid]:
    """Return the tables that rulings draw, those with more than one column."""
    parts = list(rulings)
    level = merge_rulings(part for part in parts if not part.upright)
    upright = merge_rulings(part for part in parts if part.upright)
    if len(level) * len(upright) > _MOST_MEETINGS:
        return []
    grids = [grid for lines in _meeting_lines(level, upright) if (grid := _grid(lines))]
    return grids if len(grids) <= _MOST_GRIDS else []


def merge_rulings(rulings: Iterable[PdfRuling]) -> list[PdfRuling]:
    """Return rulings of one direction, those on one line put together; short ones are no lines."""
    parts = sorted(rulings, key=lambda ruling: ruling.at)
    merged = [run for bundle in _bundles(parts) for run in _runs(bundle)]
    return [ruling for ruling in merged if ruling.end - ruling.start >= _SHORTEST]


def _bundles(rulings: Iterable[PdfRuling]) -> Iterator[list[PdfRuling]]:
    """Yield rulings on one line, or as near each other as the two strokes of a double line."""
    bundle: list[PdfRuling] = []
    for ruling in rulings:
        if bundle and (ruling.at - bundle[-1].at > _SAME_EDGE or ruling.at - bundle[0].at > _WIDEST_EDGE):
            yield bundle
            bundle = []
        bundle.append(ruling)
    if bundle:
        yield bundle


def _runs(bundle: Sequence[PdfRuling]) -> Iterator[PdfRuling]:
    """Yield the parts of one line, those that meet put together."""
    at = sum(ruling.at for ruling in bundle) / len(bundle)
    first, *others = sorted(bundle, key=lambda ruling: ruling.start)
    run = first._replace(at=at)
    for ruling in others:
        if ruling.start <= run.end + _GAP:
            run = run._replace(end=max(run.end, ruling.end))
        else:
            yield run
            run = ruling._replace(at=at)
    yield run


def _meeting_lines(level: Sequence[PdfRuling], upright: Sequence[PdfRuling]) -> Iterator[list[PdfRuling]]:
    """Yield the lines that meet each other, directly or through others."""
    lines = [*level, *upright]
    leader = list(range(len(lines)))
    for number, other in product(range(len(level)), range(len(level), len(lines))):
        one, two = lines[number], lines[other]
        if one.start - _GAP <= two.at <= one.end + _GAP and two.start - _GAP <= one.at <= two.end + _GAP:
            leader[_leader_of(leader, number)] = _leader_of(leader, other)
    sets: dict[int, list[PdfRuling]] = {}
    for number, line in enumerate(lines):
        sets.setdefault(_leader_of(leader, number), []).append(line)
    return (lines_of_set for lines_of_set in sets.values() if len(lines_of_set) > 1)


def _leader_of(leader: list[int], number: int) -> int:
    while leader[number] != number:
        leader[number] = number = leader[leader[number]]
    return number


def _grid(lines: Sequence[PdfRuling]) -> PdfGrid | None:
    level, upright = [line for line in lines if not line.upright], [line for line in lines if line.upright]
    across, down = _edges(upright, level), _edges(level, upright)
    squares = (len(across) - 1) * (len(down) - 1)
    if len(across) <= 2 or squares > _MOST_SQUARES:  # noqa: PLR2004 - two edges make one column: a frame
        return None
    return PdfGrid(across, down, _cells(across, down, upright, level))


def _edges(lines: Sequence[PdfRuling], crossing: Sequence[PdfRuling]) -> tuple[float, ...]:
    """Return where lines of one direction are; a table that is open at its sides ends where the crossing ones do."""
    found = sorted({line.at for line in lines})
    first, last = min(line.start for line in crossing), max(line.end for line in crossing)
    before = [first] if first < found[0] - _WIDEST_EDGE else []
    after = [last] if last > found[-1] + _WIDEST_EDGE else []
    return (*before, *found, *after)


def _cells(
    across: Sequence[float], down: Sequence[float], upright: Iterable[PdfRuling], level: Iterable[PdfRuling]
) -> dict[Square, Square]:
    """Return for each square the first square of its cell: squares without a wall between them are one cell."""
    wall_at_right = {(row, edge - 1) for edge, row in _walls(across, down, upright)}
    wall_below = {(edge - 1, column) for edge, column in _walls(down, across, level)}
    squares = list(product(range(len(down) - 1), range(len(across) - 1)))
    leader = {square: square for square in squares}
    for row, column in squares:
        for neighbour, walls in (((row, column + 1), wall_at_right), ((row + 1, column), wall_below)):
            if neighbour in leader and (row, column) not in walls:
                one, two = sorted((_first_square(leader, (row, column)), _first_square(leader, neighbour)))
                leader[two] = one
    return {square: _first_square(leader, square) for square in squares}


def _walls(edges: Sequence[float], crossing: Sequence[float], lines: Iterable[PdfRuling]) -> Iterator[tuple[int, int]]:
    """Yield for each line the number of its edge, with the number of each row or column that it runs along."""
    for line in lines:
        edge = edges.index(line.at)
        for number, (start, end) in enumerate(pairwise(crossing)):
            if min(end, line.end) - max(start, line.start) >= _COVERED * (end - start):
                yield edge, number


def _first_square(leader: dict[Square, Square], square: Square) -> Square:
    while leader[square] != square:
        leader[square] = square = leader[leader[square]]
    return square
