"""Column heads of a table, read by their words: which figure column stands where, whatever became of merged cells."""

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement
from typing import NamedTuple

from disclosure_desk.core.form import Block, Column
from disclosure_desk.readers.vocabulary.label_key import normalise_label


class Head(NamedTuple):
    """Columns of a block in the source's order; `places` are where their figures stand, if the head tells."""

    columns: tuple[Column, ...]
    places: tuple[int, ...] | None = None


_MOST_MEANINGS = 2
"""Of so many orders of columns the sums tell which it is; of more, nothing does."""

HeadRow = Sequence[tuple[int, str]]
"""The filled cells of one row of heads: where each stands, and its key."""


def read_heads(block: Block, rows: Sequence[HeadRow]) -> tuple[Head, ...]:
    """What the rows of heads may mean: nothing, one thing, or one of two; no column stands in one of them twice.

    A merged head carries no width in text: it takes from the row below what the form has under it.
    """
    whole = _whole(block, rows)
    for variant in (whole, _said_once(whole)):
        reader = _HeadReader(block, variant)
        reader.take(block.columns, 0)
        head = reader.head()
        if head:
            return (head,)
    return _in_a_line(block, [key for row in whole for _, key in row])


def official_head(block: Block) -> Head:
    """The columns as the form has them, for a source that brings no heads along."""
    return Head(block.columns)


def names_all(block: Block, rows: Sequence[HeadRow]) -> bool:
    """Whether all heads of a block stand in the rows, in any order."""
    said = {key for row in _whole(block, rows) for _, key in row}
    return said.issuperset(key for path in _paths(block) for key in path)


def in_order(block: Block, keys: Sequence[str]) -> bool:
    """Whether those of the heads that are the block's leaves stand in its order."""
    leaves = [path[-1] for path in _paths(block)]
    order = iter(leaves)
    return all(key in order for key in keys if key in leaves)


def read_group(block: Block, rows: Sequence[HeadRow], labels: Sequence[str]) -> Head | None:
    """The columns that heads and labels beside the figures name together, where a table is told in parts."""
    words = [key for row in _whole(block, rows) for _, key in row]
    outer = {*labels, *words} & {normalise_label(label) for column in block.columns for label in column.label[:-1]}
    group = [column for column in block.columns if outer <= {normalise_label(label) for label in column.label}]
    by_key = {normalise_label(column.label[-1]): column for column in group}
    named = [by_key[word] for word in words if word in by_key]
    if not outer or len(by_key) < len(group) or (named and len(set(named)) < len(group)):
        return None
    return Head(tuple(dict.fromkeys(named)) or tuple(group))


def read_down(block: Block, keys: Sequence[str]) -> Head | None:
    """The columns of heads one below the other, each with what it spans; a merged one may be said before each row."""
    paths = dict(zip(_paths(block), block.columns, strict=True))
    found: list[Column] = []
    over = _top(block)
    for key in keys:
        if key in over:
            over = over[: over.index(key) + 1]
            continue
        path = next((path for path in _continued(over, key) if any(one[: len(path)] == path for one in paths)), None)
        if path in paths and paths[path] not in found:
            found.append(paths[path])
            over = path[:-1]
        elif path is None or path in paths:
            return None
        else:
            over = path
    return Head(tuple(found)) if len(found) == len(paths) else None


def _continued(over: tuple[str, ...], key: str) -> Iterator[tuple[str, ...]]:
    """A key under the merged heads that are over it, or under fewer of them."""
    return ((*over[:depth], key) for depth in range(len(over), -1, -1))


def _top(block: Block) -> tuple[str, ...]:
    """The one head over all columns, which some leave out."""
    tops = {path[:1] for path in _paths(block) if len(path) > 1}
    return tops.pop() if len(tops) == 1 and len({path[0] for path in _paths(block)}) == 1 else ()


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
    """What heads may mean that stand one after the other, without a place: row by row, or each with what it spans."""
    if len(keys) > len([key for path in _paths(block) for key in path]):
        return ()
    heads = [read_down(block, keys), *(_across(block, rows) for rows in _rows_of(block, keys))]
    found = tuple(dict.fromkeys(head for head in heads if head))
    return found if len(found) <= _MOST_MEANINGS else ()


def _rows_of(block: Block, keys: Sequence[str]) -> Iterator[list[HeadRow]]:
    """The ways to break heads into as many rows as the form has, each in a row where the form has one like it."""
    keys = [*(key for key in _top(block) if key not in keys), *keys]
    levels: dict[str, set[int]] = {}
    for path, column in zip(_paths(block), block.columns, strict=True):
        for level, key in enumerate(path):
            levels.setdefault(key, set()).update(range(level + 1) if column.sum_of and key == path[-1] else [level])
    deepest = max(map(len, _paths(block)), default=0)
    for ends in combinations_with_replacement(range(1, len(keys) + 1), deepest - 1):
        rows = [keys[start:end] for start, end in zip((0, *ends), (*ends, len(keys)), strict=True)]
        if all(level in levels.get(key, ()) for level, row in enumerate(rows) for key in row):
            yield [[(0, key) for key in row] for row in rows]


def _across(block: Block, rows: Sequence[HeadRow]) -> Head | None:
    """The columns of rows that have each head at its level of the form; a sum may stand in a row above."""
    reader = _HeadReader(block, rows)
    reader.take(block.columns, 0)
    head = reader.head()
    if head is None or len(head.columns) < len(block.columns) or not reader.keeps_levels:
        return None
    return Head(head.columns)


def _said_once(rows: Sequence[HeadRow]) -> list[HeadRow]:
    """The rows without heads that repeat what is left of them or above, as pages do that say a merged cell again."""
    return [
        [
            (place, key)
            for at, (place, key) in enumerate(row)
            if (not at or row[at - 1][1] != key) and not any((place, key) in above for above in rows[:number])
        ]
        for number, row in enumerate(rows)
    ]


def _paths(block: Block) -> list[tuple[str, ...]]:
    return [tuple(normalise_label(label) for label in column.label) for column in block.columns]


class _HeadReader:
    """Takes the heads off their rows, the topmost first, each with what the form has under it."""

    def __init__(self, block: Block, rows: Sequence[HeadRow]) -> None:
        self._paths = {column.id: tuple(normalise_label(label) for label in column.label) for column in block.columns}
        self._rows = [deque(row) for row in rows]
        self._found: list[tuple[int, Column]] = []
        self._hollow = False
        self.keeps_levels = True

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
            own = len(inside[0].label) - 1
            self.keeps_levels = self.keeps_levels and (level == own or (bool(inside[0].sum_of) and level < own))
            return
        before = len(self._found)
        self.take(inside, level + 1)
        self._hollow = self._hollow or len(self._found) == before
