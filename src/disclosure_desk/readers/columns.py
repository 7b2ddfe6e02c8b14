"""Column heads of a table, read by their words: which figure column stands where, whatever became of merged cells."""

from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.form import Block, Column
from disclosure_desk.readers.labels import label_key


class Head(NamedTuple):
    """Columns of a block in the source's order; `places` are where their figures stand, if the head tells."""

    columns: tuple[Column, ...]
    places: tuple[int, ...] | None = None


HeadRow = Sequence[tuple[int, str]]
"""The filled cells of one row of heads: where each stands, and its key."""


def read_heads(block: Block, rows: Sequence[HeadRow]) -> tuple[Head, ...]:
    """What the rows of heads may mean: nothing, one thing, or one of two; no column stands in one of them twice.

    A merged head carries no width in text: it takes from the row below what the form has under it.
    """
    rows = _whole(block, rows)
    reader = _HeadReader(block, rows)
    reader.take(block.columns, 0)
    head = reader.head()
    return (head,) if head else _in_a_line(block, [key for row in rows for _, key in row])


def official_head(block: Block) -> Head:
    """The columns as the form has them, for a source that brings no heads along."""
    return Head(block.columns)


def in_order(block: Block, keys: Sequence[str]) -> bool:
    """Whether those of the heads that are the block's stand in its order."""
    known = [key for key in keys if any(key in path for path in _paths(block))]
    return any(_follows(known, iter(order)) for order in (_across(block), _downwards(block)))


def _follows(keys: Sequence[str], order: Iterator[str]) -> bool:
    return all(key in order for key in keys)


def read_group(block: Block, rows: Sequence[HeadRow], labels: Sequence[str]) -> Head | None:
    """The columns that heads and labels beside the figures name together, where a table is told in parts."""
    words = [key for row in _whole(block, rows) for _, key in row]
    outer = {*labels, *words} & {label_key(label) for column in block.columns for label in column.label[:-1]}
    group = [column for column in block.columns if outer <= {label_key(label) for label in column.label}]
    if not outer or len(group) == len(block.columns):
        return None
    by_key = {label_key(column.label[-1]): column for column in group}
    named = [by_key[word] for word in words if word in by_key]
    if len(by_key) < len(group) or (named and len(set(named)) < len(group)):
        return None
    return Head(tuple(dict.fromkeys(named)) or tuple(group))


def goes_down(block: Block, keys: Sequence[str]) -> bool:
    """Whether heads one below the other are the block's in its order; a merged one may be said before each row."""
    told: list[str] = []
    over: tuple[str, ...] = ()
    for key in keys:
        if key in over:
            continue
        told.append(key)
        level = next((path.index(key) for path in _paths(block) if key in path[:-1]), None)
        over = over if level is None else (*over[:level], key)
    return told == list(_downwards(block))


def _whole(block: Block, rows: Sequence[HeadRow]) -> list[list[tuple[int, str]]]:
    """The rows with heads put together that were torn over several: 结果 in one, 维持 below it."""
    known = {key for path in _paths(block) for key in path}
    whole: list[dict[int, str]] = []
    for row in rows:
        whole.append({})
        for place, key in row:
            torn = next((above for above in reversed(whole[:-1]) if place in above), None)
            longer = torn[place] + key if torn else ""
            if torn and torn[place] not in known and any(one.startswith(longer) for one in known):
                torn[place] = longer
            else:
                whole[-1][place] = key
    return [sorted(row.items()) for row in whole if row]


def _in_a_line(block: Block, keys: Sequence[str]) -> tuple[Head, ...]:
    """The columns of heads that stand one after the other, without a place: row by row, or each with what it spans."""
    official = Head(block.columns)
    tops = {path[0] for path in _paths(block)}
    for order in (list(_across(block)), list(_downwards(block))):
        if list(keys) in (order, order[len(tops) == 1 :]) and keys:
            return (official,)
    for column in block.columns:
        # A sum in the topmost row may be at its end, over all rows below, or be the first of its own row.
        key = label_key(column.label[-1])
        rest = [one for one in _across(block) if one != key]
        if column.sum_of and list(keys) == [*rest[:1], key, *rest[1:]]:
            return official, Head((column, *(one for one in block.columns if one is not column)))
    return ()


def _paths(block: Block) -> list[tuple[str, ...]]:
    return [tuple(label_key(label) for label in column.label) for column in block.columns]


def _across(block: Block) -> Iterator[str]:
    """The heads as a page is read, the topmost row first; a merged head once."""
    paths = _paths(block)
    for level in range(max(map(len, paths), default=0)):
        before: tuple[str, ...] = ()
        for path in paths:
            if len(path) > level and path[: level + 1] != before:
                before = path[: level + 1]
                yield path[level]


def _downwards(block: Block) -> Iterator[str]:
    """The heads each followed by what it has under it."""
    before: tuple[str, ...] = ()
    for path in _paths(block):
        shared = next((level for level in range(len(path)) if path[: level + 1] != before[: level + 1]), 0)
        yield from path[shared:]
        before = path


class _HeadReader:
    """Takes the heads off their rows, the topmost first, each with what the form has under it."""

    def __init__(self, block: Block, rows: Sequence[HeadRow]) -> None:
        self._paths = {column.id: tuple(label_key(label) for label in column.label) for column in block.columns}
        self._rows = [deque(row) for row in rows]
        self._found: list[tuple[int, Column]] = []
        self._hollow = False

    def take(self, under: Sequence[Column], level: int) -> None:
        """Take from a row the heads that belong over some of these columns and are not found yet."""
        while level < len(self._rows) and self._rows[level]:
            place, key = self._rows[level][0]
            inside = [column for column in under if key in self._paths[column.id] and not self._has(column)]
            if not inside:
                return
            self._rows[level].popleft()
            self._descend(inside, place, key, level)

    def head(self) -> Head | None:
        """What was found, of all columns or of some; None if a head was left over or has nothing under it."""
        columns = tuple(column for _, column in self._found)
        if any(self._rows) or self._hollow or not columns:
            return None
        places = tuple(place for place, _ in self._found)
        return Head(columns, places if sorted({*places}) == [*places] else None)

    def _has(self, column: Column) -> bool:
        return any(column is found for _, found in self._found)

    def _descend(self, inside: Sequence[Column], place: int, key: str, level: int) -> None:
        if [self._paths[column.id][-1] for column in inside] == [key]:
            self._found.append((place, inside[0]))
            return
        before = len(self._found)
        self.take(inside, level + 1)
        self._hollow = self._hollow or len(self._found) == before
