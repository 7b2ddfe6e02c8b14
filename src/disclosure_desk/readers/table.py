"""Rows of cell strings -> figures at their cells: placed by the words before and over them, never by position."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from disclosure_desk.form import cell_id
from disclosure_desk.readers.columns import Head, HeadRow, official_head, read_group, read_head
from disclosure_desk.readers.labelled import Labels, Line
from disclosure_desk.readers.labels import label_key
from disclosure_desk.readers.stream import Row
from disclosure_desk.readers.values import is_value


class Placed(NamedTuple):
    """What stands at a cell: the words, the number of their row among all items of the source, and if it is sure."""

    text: str
    number: int
    sure: bool = True


class Left(NamedTuple):
    """A row that has no place, or a doubt about one that has: why, and its number among all items of the source."""

    number: int
    kind: str
    why: str
    row: Row


class _Labelled(NamedTuple):
    """A row of the source whose label is known; its figures start somewhere behind place `label`."""

    number: int
    row: Row
    line: Line
    label: int
    sure: bool = True
    cells: Sequence[int] = ()

    def at(self, place: int) -> Placed:
        """What stands at a place of the row, with the number of its own item where the row was joined."""
        return Placed(self.row.cells[place], self.cells[place] if self.cells else self.number, self.sure)

    @property
    def filled(self) -> tuple[int, ...]:
        return tuple(place for place in range(self.label + 1, len(self.row.cells)) if self.row.cells[place].strip())


@dataclass
class _Part:
    """A run of rows under the same rows of heads."""

    heads: list[HeadRow] = field(default_factory=list)
    body: list[_Labelled] = field(default_factory=list)
    in_groups: bool = False


class TableReader:
    """Takes rows one by one; `finish` answers what stands at which cell, `left` what could not be placed."""

    def __init__(self, labels: Labels, *, headless: bool = False) -> None:
        """With `headless`, rows without any heads have their columns in the form's order."""
        self._labels, self._headless = labels, headless
        self._part = _Part()
        self._seen: set[tuple[str, str]] = set()
        self.placed: dict[str, Placed] = {}
        self.others: dict[str, list[Placed]] = {}
        self.left: list[Left] = []

    def take(self, number: int, row: Row, cells: Sequence[int] = (), *, sure: bool = True) -> bool:
        """Take a row in, joined of those items if it is; False if nothing in it belongs to a table of the form."""
        self._taken = _Labelled(number, row, self._labels.lines[0], -1, sure, cells)
        keys = [(place, label_key(cell)) for place, cell in enumerate(row.cells) if cell.strip()]
        if not keys:
            return True
        if all(key in self._labels.captions for _, key in keys):
            self.end_part()
            return True
        if all(key in self._labels.heads or key in self._labels.corners for _, key in keys):
            self._take_head(keys)
            return True
        return self._take_body(number, row, keys)

    def _labelled(self, line: Line, label: int = -1, *, doubt: bool = False) -> _Labelled:
        """The row that is being taken, under its label."""
        return self._taken._replace(line=line, label=label, sure=self._taken.sure and not doubt)

    def end_part(self) -> None:
        """Place the rows taken so far; the heads over them are over."""
        part, self._part = self._part, _Part()
        by_block: dict[tuple[str, ...], list[_Labelled]] = {}
        for labelled in part.body:
            block = (labelled.line.grid.id, *(row.id for row in labelled.line.block.rows))
            by_block.setdefault(block, []).append(labelled)
        for body in by_block.values():
            self._place_block(part.heads, body)

    def _take_head(self, keys: HeadRow) -> None:
        if self._part.body or self._part.in_groups:
            self.end_part()
        self._part.heads.append([(place, key) for place, key in keys if key not in self._labels.corners])

    def _take_body(self, number: int, row: Row, keys: HeadRow) -> bool:
        labels = list(takewhile(lambda placed: not is_value(row.cells[placed[0]]), keys))
        if not labels:
            return self._take_unlabelled(number, row)
        named = self._labels.named([key for _, key in labels])
        if named:
            self._part.body.append(self._labelled(named.line, labels[-1][0], doubt=bool(named.doubt)))
            if named.doubt and len(labels) < len(keys):
                self.left.append(Left(number, "doubtful", named.doubt, row))
            return True
        if len(labels) < len(keys):
            if self._take_group(number, row, labels):
                return True
            if not any(self._labels.is_fragment(key) for _, key in labels if key):
                return False
            self.left.append(Left(number, "unplaced", "这一行的名称不是规定表样里的某一行", row))
            return True
        return all(key and self._labels.is_fragment(key) for _, key in labels)

    def _take_unlabelled(self, number: int, row: Row) -> bool:
        filled = [cell for cell in row.cells if cell.strip()]
        if 2 * sum(map(is_value, filled)) < len(filled):
            return False
        for line in self._labels.unlabelled:
            if self._part.heads and read_head(line.block, self._part.heads):
                self._part.body.append(self._labelled(line))
                return True
        return self._take_group(number, row, [])

    def _take_group(self, number: int, row: Row, labels: HeadRow) -> bool:
        """A part of a table of one row, told by the heads over it or the labels before it."""
        for line in self._labels.unlabelled:
            head = read_group(line.block, self._part.heads, [key for _, key in labels])
            labelled = self._labelled(line, labels[-1][0] if labels else -1)
            if head and len(labelled.filled) == len(head.columns):
                self._place(head, labelled, labelled.filled)
                self._part.in_groups = True
                return True
        return False

    def _place_block(self, heads: Sequence[HeadRow], body: Sequence[_Labelled]) -> None:
        block = body[0].line.block
        head = official_head(block) if self._headless and not heads else read_head(block, heads)
        known = _known_places(body, len(block.columns))
        for labelled in body:
            if not labelled.filled:
                self._seen.add(labelled.line.id)
            elif head is None:
                self._leave(labelled, f"{labelled.line.grid.name}的表头没有认出来")
            else:
                self._place(head, labelled, _figure_places(head, labelled, known))

    def _place(self, head: Head, labelled: _Labelled, places: Sequence[int] | None) -> None:
        line = labelled.line
        if places is None:
            count = len(labelled.filled)
            self._leave(labelled, f"{line.grid.name}这一行有 {count} 个数，应当有 {len(head.columns)} 个，对不上各列")
            return
        targets = [cell_id(line.grid.id, line.row.id, column.id) for column in head.columns]
        found = dict(zip(targets, map(labelled.at, places), strict=True))
        if any(target in self.placed for target in targets):
            self._meet(labelled, found)
            return
        self._seen.add(line.id)
        self.placed.update(found)

    def _meet(self, labelled: _Labelled, found: Mapping[str, Placed]) -> None:
        """The row again: fine if it says the same, else the first is kept and both are told."""
        for target, second in found.items():
            first = self.placed.get(target)
            if first is None or label_key(first.text) != label_key(second.text):
                self.placed[target] = (first or second)._replace(sure=False)
                self.others.setdefault(target, []).append(second)
                self._leave(labelled, f"{labelled.line.grid.name}的这一行前面已经有了，两处的数不同，用了前一处的")

    def _leave(self, labelled: _Labelled, why: str) -> None:
        self._seen.add(labelled.line.id)
        left = Left(labelled.number, "unplaced", why, labelled.row)
        if left not in self.left:
            self.left.append(left)

    def missing(self) -> Iterator[Line]:
        """The rows of the form that the source has not."""
        return (line for line in self._labels.lines if line.id not in self._seen)


def _known_places(body: Sequence[_Labelled], count: int) -> Mapping[int, set[tuple[int, ...]]]:
    """Where the figures of full rows stand, by where their last label does; in true columns the label tells nothing."""
    places: dict[int, set[tuple[int, ...]]] = defaultdict(set)
    for labelled in body:
        if len(labelled.filled) == count:
            places[_group(labelled)].add(labelled.filled)
    return places


def _group(labelled: _Labelled) -> int:
    return -1 if labelled.row.aligned else labelled.label


def _figure_places(
    head: Head, labelled: _Labelled, known: Mapping[int, set[tuple[int, ...]]]
) -> tuple[int, ...] | None:
    """Where the figures of a row stand; None if their number does not tell, for a guess would shift them.

    A row with every figure tells it itself; one with blanks has them where its full neighbours do, or the heads.
    """
    filled = labelled.filled
    if len(filled) == len(head.columns):
        return filled
    fitting = known.get(_group(labelled)) or ({head.places} if head.places else set())
    if len(fitting) != 1:
        return None
    places = next(iter(fitting))
    fits = labelled.label < places[0] and set(filled) <= set(places) and places[-1] < len(labelled.row.cells)
    return places if fits else None
