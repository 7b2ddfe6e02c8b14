"""Column heads of a table, read by their words: which figure column stands where, whatever became of merged cells."""

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from disclosure_desk.form import Block, Column
from disclosure_desk.readers.labels import label_key


class Head(NamedTuple):
    """Columns of a block in the source's order; `places` are where their figures stand, if the head tells."""

    columns: tuple[Column, ...]
    places: tuple[int, ...] | None


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


def read_group(block: Block, rows: Sequence[HeadRow], labels: Sequence[str]) -> Head | None:
    """The columns that heads and labels beside the figures name together, where a table is told in parts."""
    words = [key for row in rows for _, key in row]
    outer = {*labels, *words} & {label_key(label) for column in block.columns for label in column.label[:-1]}
    group = [column for column in block.columns if outer <= {label_key(label) for label in column.label}]
    if not outer or len(group) == len(block.columns):
        return None
    by_key = {label_key(column.label[-1]): column for column in group}
    named = [by_key[word] for word in words if word in by_key]
    if len(by_key) < len(group) or (named and len(set(named)) < len(group)):
        return None
    return Head(tuple(dict.fromkeys(named)) or tuple(group), None)


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
        places = tuple(place for place, _ in self._found)
        return Head(columns, places if sorted({*places}) == [*places] else None)

    def _has(self, column: Column) -> bool:
        return any(column is found for _, found in self._found)

    def _descend(self, inside: Sequence[Column], place: int, key: str, level: int) -> None:
        if [self._paths[column.id][-1] for column in inside] == [key]:
            self._found.append((place, inside[0]))
        else:
            self.take(inside, level + 1)
