"""Column heads of a table, read by their words: which figure column stands where, whatever became of merged cells."""

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from disclosure_desk.form import Block, Column
from disclosure_desk.readers.labels import label_key


class Head(NamedTuple):
    """The columns of a block in the source's order; `start` is where the first figure stands, if the head tells."""

    columns: tuple[Column, ...]
    start: int | None


HeadRow = Sequence[tuple[int, str]]
"""The filled cells of one row of heads: where each stands, and its key."""


def read_head(block: Block, rows: Sequence[HeadRow]) -> Head | None:
    """The columns under rows of heads; None unless each column of the block stands there exactly once, and no other.

    A merged head carries no width in text: it takes from the row below what the form has under it.
    """
    reader = _HeadReader(block, rows)
    reader.take(block.columns, 0)
    return reader.head(len(block.columns))


def official_head(block: Block) -> Head:
    """The columns as the form has them, for a source that brings no heads along."""
    return Head(block.columns, None)


class _HeadReader:
    """Takes the heads off their rows, the topmost first, each with what the form has under it."""

    def __init__(self, block: Block, rows: Sequence[HeadRow]) -> None:
        self._paths = {column.id: tuple(label_key(label) for label in column.label) for column in block.columns}
        self._rows = [deque(row) for row in rows]
        self._found: list[tuple[int, Column]] = []

    def take(self, under: Sequence[Column], level: int) -> None:
        """Take from a row the heads that belong over some of these columns and are not found yet."""
        while level < len(self._rows) and self._rows[level]:
            place, key = self._rows[level][0]
            inside = [column for column in under if key in self._paths[column.id] and not self._has(column)]
            if not inside:
                return
            self._rows[level].popleft()
            self._descend(inside, place, key, level)

    def head(self, count: int) -> Head | None:
        """What was found; None if a column is missing or a head was left over."""
        columns = tuple(column for _, column in self._found)
        if any(self._rows) or len(columns) != count:
            return None
        first = self._found[0][0]
        side_by_side = [place for place, _ in self._found] == list(range(first, first + count))
        return Head(columns, first if side_by_side else None)

    def _has(self, column: Column) -> bool:
        return any(column is found for _, found in self._found)

    def _descend(self, inside: Sequence[Column], place: int, key: str, level: int) -> None:
        if [self._paths[column.id][-1] for column in inside] == [key]:
            self._found.append((place, inside[0]))
        else:
            self.take(inside, level + 1)
