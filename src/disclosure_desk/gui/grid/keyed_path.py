"""The one path that Enter and Tab follow through a table: over the cells the clerk fills, by columns or by rows."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import partial
from itertools import groupby

from disclosure_desk.core.layout import Box, Layout


class KeyedOrder(Enum):
    """In which order figures are keyed; the values are what is remembered of it."""

    COLUMNS = "columns"
    ROWS = "rows"


class Turn(Enum):
    """What a step leaves behind: nothing, a column or row that is at its end, or a part of the table that is."""

    NONE = 0
    LINE = 1
    BLOCK = 2


@dataclass(frozen=True, slots=True)
class KeyedStep:
    """One step of the path; `order` is how its part of the table is keyed: a single row is never keyed by columns."""

    box: Box
    turn: Turn
    order: KeyedOrder


_Spot = tuple[int, int, int]
"""The block, the line of it (a column or a row) and the place in the line: what comes first is keyed first."""


class KeyedPath:
    """Over the figures of a layout that are open; `is_open` says which are."""

    def __init__(self, layout: Layout, is_open: Callable[[str], bool]) -> None:
        heads = sorted(layout.head_rows)
        self._blocks = [bisect_right(heads, row) for row in range(layout.rows)]
        figures = [box for box in layout.boxes if box.cell and is_open(box.cell)]
        self._lone_rows = frozenset(_lone_rows(figures, self._block_of))
        self._boxes = {order: sorted(figures, key=partial(self._spot, order)) for order in KeyedOrder}
        self._spots = {order: [self._spot(order, box) for box in boxes] for order, boxes in self._boxes.items()}

    def boxes(self, order: KeyedOrder) -> tuple[Box, ...]:
        """The whole path."""
        return tuple(self._boxes[order])

    def step(self, box: Box, by: int, order: KeyedOrder) -> KeyedStep | None:
        """The step forwards (1) or back (-1) from any box, open or not; None at the end of the table."""
        here, spots = self._spot(order, box), self._spots[order]
        number = bisect_right(spots, here) if by > 0 else bisect_left(spots, here) - 1
        if not 0 <= number < len(spots):
            return None
        found = self._boxes[order][number]
        return KeyedStep(found, _turn(here, spots[number]), self._order_at(order, found))

    def _spot(self, order: KeyedOrder, box: Box) -> _Spot:
        by_rows = self._order_at(order, box) == KeyedOrder.ROWS
        return (self._block_of(box), *((box.row, box.column) if by_rows else (box.column, box.row)))

    def _order_at(self, order: KeyedOrder, box: Box) -> KeyedOrder:
        return KeyedOrder.ROWS if self._block_of(box) in self._lone_rows else order

    def _block_of(self, box: Box) -> int:
        """How many rows of heads there are down to the box's row: every block has one of its own above its figures."""
        return self._blocks[box.row]


def _lone_rows(figures: list[Box], block_of: Callable[[Box], int]) -> Iterator[int]:
    """The blocks with one row of open figures: by columns each figure of table four would be a column by itself."""
    for block, boxes in groupby(figures, key=block_of):
        if len({box.row for box in boxes}) == 1:
            yield block


def _turn(here: _Spot, there: _Spot) -> Turn:
    if here[0] != there[0]:
        return Turn.BLOCK
    return Turn.LINE if here[1] != there[1] else Turn.NONE
