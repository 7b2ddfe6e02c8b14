"""Header rows of a table -> the columns of the form that they name, in the order of the source.

Input: a block of the form, and the filled cells of the header rows as (index, key). Output: no match, one, or, where
the sums have to decide, one of two.
Invariant: columns are known by the words over them, never by their position; a word that the block has not, or one
that is left over, means no match. So a table whose columns changed places is read rightly, and one of another form is
not read at all.

A merged header has no width in text, so it takes from the row below what the form has under it: 行政复议 takes
结果维持, 结果纠正, 其他结果, 尚未审结 and 总计. `match_headers` tries, in this order:
1. The rows as they are, with headers put together that were broken over several: 结果 in one row, 维持 below it.
2. The same without repetitions: pages write a merged cell again in each cell that it covers.
3. All words in one line, as PDF viewers copy them, broken into rows in every way the form allows, or read one below the
   other (行政复议, then its five). Two meanings are kept to be told apart by the sums (columns); more are none.
4. The rows, or the line, without what is there twice, as where somebody copied a row.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations_with_replacement, islice
from typing import NamedTuple

from disclosure_desk.core.form import Block, Column
from disclosure_desk.readers.vocabulary.label_key import normalise_label


class HeaderMatch(NamedTuple):
    """Columns of a block in the source's order; `cells` are the indexes of their figures, if the headers show them."""

    columns: tuple[Column, ...]
    cells: tuple[int, ...] | None = None


_MOST_MEANINGS = 2
"""So many orders of columns the sums of the rows can decide between.

A total in the topmost row may be the first or the last of headers in one line; no table of ours leaves a third open.
"""

_MOST_REPEATED = 4
"""So many runs of headers that are there twice are tried: a report has one, and a hostile file a thousand."""

HeaderRow = Sequence[tuple[int, str]]
"""The filled cells of one header row: the index and the key of each."""


def match_headers(block: Block, rows: Sequence[HeaderRow]) -> tuple[HeaderMatch, ...]:
    """What the header rows may mean: nothing, one thing, or one of two; no column occurs twice in one of them."""
    whole = _with_whole_headers(block, rows)
    for variant in (whole, _without_repetitions(whole)):
        match = _match_rows(block, variant)
        if match:
            return (match,)
    keys = [key for row in whole for _, key in row]
    found = _match_in_one_line(block, keys)
    once = None if found else _match_rows(block, _without_repeated_rows(whole))
    if once and len(once.columns) == len(block.columns):
        return (once,)
    shorter = islice(() if found else _without_repeated_run(keys), _MOST_REPEATED)
    return next((again for one in shorter if (again := _match_in_one_line(block, one))), found)


def official_headers(block: Block) -> HeaderMatch:
    """The columns in the form's order, for a source that has no headers."""
    return HeaderMatch(block.columns)


def names_all(block: Block, rows: Sequence[HeaderRow]) -> bool:
    """Whether the rows have all headers of a block, in any order."""
    keys = {key for row in _with_whole_headers(block, rows) for _, key in row}
    return keys.issuperset(key for path in _paths(block) for key in path)


def in_order(block: Block, rows: Sequence[HeaderRow]) -> bool:
    """Whether those of the header rows' keys that name single columns of the block are in its order, row by row.

    A sum may be in a row above the others, before them in reading: 自然人 | 总计 over 商业企业 | 科研机构.
    """
    paths = _paths(block)
    sums = {path[-1] for path, column in zip(paths, block.columns, strict=True) if column.sum_of}
    leaves = [path[-1] for path in paths]
    keys = [[key for _, key in row] for row in rows]
    without_sums = [key for row in keys for key in row if key not in sums]
    return all(map(partial(_are_in_order, leaves), (*keys, without_sums)))


def _are_in_order(order: Sequence[str], keys: Sequence[str]) -> bool:
    rest = iter(order)
    return all(key in rest for key in keys if key in order)


def match_group(block: Block, rows: Sequence[HeaderRow], labels: Sequence[str]) -> HeaderMatch | None:
    """The columns that headers and labels name together, where a table of one row comes group by group.

    So 行政复议 may be a caption of its own over 结果维持 … 总计, or the label before their five figures.
    """
    words = [key for row in _with_whole_headers(block, rows) for _, key in row]
    merged = {normalise_label(label) for column in block.columns for label in column.label[:-1]}
    outer = {*labels, *words} & merged
    group = [column for column in block.columns if outer <= {normalise_label(label) for label in column.label}]
    by_key = {normalise_label(column.label[-1]): column for column in group}
    named = [by_key[word] for word in words if word in by_key]
    # With only some of the group's headers it is open which column each figure is of.
    if not outer or len(by_key) < len(group) or (named and len(set(named)) < len(group)):
        return None
    return HeaderMatch(tuple(dict.fromkeys(named)) or tuple(group))


def match_downwards(block: Block, keys: Sequence[str]) -> HeaderMatch | None:
    """The columns of headers one below the other, each merged one before what it spans, or before each of it."""
    paths = dict(zip(_paths(block), block.columns, strict=True))
    found: list[Column] = []
    over = _top(block)
    for key in keys:
        if key in over:  # the merged header again, before the next of its columns
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
    return HeaderMatch(tuple(found)) if len(found) == len(paths) else None


def _continued(over: tuple[str, ...], key: str) -> Iterator[tuple[str, ...]]:
    """A key under the merged headers that are over it, or under fewer of them."""
    return ((*over[:depth], key) for depth in range(len(over), -1, -1))


def _top(block: Block) -> tuple[str, ...]:
    """The one header over all columns, which some offices leave out."""
    tops = {path[:1] for path in _paths(block) if len(path) > 1}
    return tops.pop() if len(tops) == 1 and len({path[0] for path in _paths(block)}) == 1 else ()


def _with_whole_headers(block: Block, rows: Sequence[HeaderRow]) -> list[list[tuple[int, str]]]:
    """The rows with the headers put together that were broken over several: 结果 in one, 维持 below it."""
    known = {key for path in _paths(block) for key in path}
    whole: list[dict[int, str]] = []
    for row in rows:
        whole.append({})
        for index, key in row:
            # Only what is above in the same column can go on here; 结果 beside it is another header.
            broken = next((above for above in reversed(whole[:-1]) if index in above), None)
            longer = broken[index] + key if broken else ""
            if broken and broken[index] not in known and any(one.startswith(longer) for one in known):
                broken[index] = longer
            else:
                whole[-1][index] = key
    return [sorted(row.items()) for row in whole if row]


def _match_in_one_line(block: Block, keys: Sequence[str]) -> tuple[HeaderMatch, ...]:
    """What headers may mean whose places are lost: row by row, or each merged one with what it spans."""
    # More headers than the block has are those of two tables; the ways to break them up would be without end, too.
    if len(keys) > len([key for path in _paths(block) for key in path]):
        return ()
    matches = [match_downwards(block, keys), *(_match_levels(block, rows) for rows in _possible_rows(block, keys))]
    found = tuple(dict.fromkeys(match for match in matches if match))
    return found if len(found) <= _MOST_MEANINGS else ()


def _without_repeated_run(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """The keys without one of two equal runs that follow each other, as where a line of headers is there twice."""
    for length in range(len(keys) // 2, 1, -1):
        for start in range(len(keys) - 2 * length + 1):
            if keys[start : start + length] == keys[start + length : start + 2 * length]:
                yield [*keys[: start + length], *keys[start + 2 * length :]]


def _possible_rows(block: Block, keys: Sequence[str]) -> Iterator[list[HeaderRow]]:
    """The ways to break headers into as many rows as the form has, each header in a row where the form has it."""
    keys = [*(key for key in _top(block) if key not in keys), *keys]
    levels: dict[str, set[int]] = {}
    for path, column in zip(_paths(block), block.columns, strict=True):
        for level, key in enumerate(path):
            # A total such as 总计 is often merged upwards, into the rows of the headers over its neighbours.
            levels.setdefault(key, set()).update(range(level + 1) if column.sum_of and key == path[-1] else [level])
    deepest = max(map(len, _paths(block)), default=0)
    for ends in combinations_with_replacement(range(1, len(keys) + 1), deepest - 1):
        rows = [keys[start:end] for start, end in zip((0, *ends), (*ends, len(keys)), strict=True)]
        if all(level in levels.get(key, ()) for level, row in enumerate(rows) for key in row):
            yield [[(0, key) for key in row] for row in rows]


def _match_levels(block: Block, rows: Sequence[HeaderRow]) -> HeaderMatch | None:
    """The columns of rows that have each header at its level of the form; a sum may be in a row above."""
    matcher = _HeaderMatcher(block, rows)
    matcher.take(block.columns, 0)
    match = matcher.match()
    if match is None or len(match.columns) < len(block.columns) or not matcher.keeps_levels:
        return None
    return HeaderMatch(match.columns)


def _without_repetitions(rows: Sequence[HeaderRow]) -> list[HeaderRow]:
    """The rows without headers that repeat the one to their left or above, as pages write a merged cell again."""
    return [
        [
            (index, key)
            for at, (index, key) in enumerate(row)
            if (not at or row[at - 1][1] != key) and not any((index, key) in above for above in rows[:number])
        ]
        for number, row in enumerate(rows)
    ]


def _without_repeated_rows(rows: Sequence[HeaderRow]) -> list[HeaderRow]:
    """The rows without those whose words another above has, too."""
    words = [[key for _, key in row] for row in rows]
    return [row for number, row in enumerate(rows) if words[number] not in words[:number]]


def _match_rows(block: Block, rows: Sequence[HeaderRow]) -> HeaderMatch | None:
    matcher = _HeaderMatcher(block, rows)
    matcher.take(block.columns, 0)
    return matcher.match()


def _paths(block: Block) -> list[tuple[str, ...]]:
    return [tuple(normalise_label(label) for label in column.label) for column in block.columns]


class _HeaderMatcher:
    """Takes the headers off their rows, the topmost first, each with what the form has under it."""

    def __init__(self, block: Block, rows: Sequence[HeaderRow]) -> None:
        self._paths = {column.id: tuple(normalise_label(label) for label in column.label) for column in block.columns}
        self._rows = [deque(row) for row in rows]
        self._found: list[tuple[int, Column]] = []
        self._has_empty_header = False
        self.keeps_levels = True

    def take(self, under: Sequence[Column], level: int) -> None:
        """Take from a row the headers that belong over some of these columns and are not found yet."""
        while level < len(self._rows) and self._rows[level]:
            index, key = self._rows[level][0]
            # A column found already cannot be meant again: 结果维持 comes three times in table four.
            taken = {column.id for _, column in self._found}
            inside = [column for column in under if key in self._paths[column.id] and column.id not in taken]
            if not inside:
                return
            self._rows[level].popleft()
            self._descend(inside, index, key, level)

    def match(self) -> HeaderMatch | None:
        """The columns found, all or some; None if a header was left over or has nothing under it."""
        columns = tuple(column for _, column in self._found)
        if any(self._rows) or self._has_empty_header or not columns:
            return None
        cells = tuple(index for index, _ in self._found)
        # Without true columns a merged header and its first column have the same index: then the indexes say nothing.
        return HeaderMatch(columns, cells if sorted({*cells}) == [*cells] else None)

    def _descend(self, inside: Sequence[Column], index: int, key: str, level: int) -> None:
        if [self._paths[column.id][-1] for column in inside] == [key]:
            self._found.append((index, inside[0]))
            own = len(inside[0].label) - 1
            self.keeps_levels = self.keeps_levels and (level == own or (bool(inside[0].sum_of) and level < own))
            return
        before = len(self._found)
        self.take(inside, level + 1)
        self._has_empty_header = self._has_empty_header or len(self._found) == before
