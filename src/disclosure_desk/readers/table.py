"""Rows of cell strings -> figures at their cells: placed by the words before and over them, never by position."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from disclosure_desk.figure import FigureError, parse_number
from disclosure_desk.form import cell_id
from disclosure_desk.readers.columns import Head, HeadRow, official_head, read_head
from disclosure_desk.readers.labelled import Labels, Line
from disclosure_desk.readers.labels import label_key
from disclosure_desk.readers.stream import Row


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

    @property
    def filled(self) -> tuple[int, ...]:
        return tuple(place for place in range(self.label + 1, len(self.row.cells)) if self.row.cells[place].strip())


@dataclass
class _Part:
    """A run of rows under the same rows of heads."""

    heads: list[HeadRow] = field(default_factory=list)
    body: list[_Labelled] = field(default_factory=list)


class TableReader:
    """Takes rows one by one; `finish` answers what stands at which cell, `left` what could not be placed."""

    def __init__(self, labels: Labels, *, headless: bool = False) -> None:
        """With `headless`, rows without any heads have their columns in the form's order."""
        self._labels, self._headless = labels, headless
        self._part = _Part()
        self._seen: set[tuple[str, str]] = set()
        self.placed: dict[str, str] = {}
        self.left: list[Left] = []

    def take(self, number: int, row: Row) -> bool:
        """Take a row in; False if nothing in it belongs to a table of the form."""
        keys = [(place, label_key(cell)) for place, cell in enumerate(row.cells) if cell.strip()]
        if not keys:
            return True
        if all(key in self._labels.heads or key in self._labels.corners for _, key in keys):
            self._take_head(keys)
            return True
        if all(key in self._labels.captions for _, key in keys):
            self.end_part()
            return True
        return self._take_body(number, row, keys)

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
        if self._part.body:
            self.end_part()
        self._part.heads.append([(place, key) for place, key in keys if key not in self._labels.corners])

    def _take_body(self, number: int, row: Row, keys: HeadRow) -> bool:
        labels = list(_leading(keys, self._labels.row_labels))
        if not labels:
            return self._take_unlabelled(number, row)
        line = self._labels.named([key for _, key in labels])
        if line:
            self._part.body.append(_Labelled(number, row, line, labels[-1][0]))
            if line.keys[-1] != labels[-1][1]:
                self.left.append(Left(number, "doubtful", "这一行少了编号，是按名称放的", row))
        elif len(labels) < len(keys):
            self.left.append(Left(number, "unplaced", "这一行的名称不是规定表样里的某一行", row))
        return True

    def _take_unlabelled(self, number: int, row: Row) -> bool:
        figures = [_is_figure(cell) for cell in row.cells if cell.strip()]
        if 2 * sum(figures) < len(figures):
            return False
        for line in self._labels.unlabelled:
            if self._part.heads and read_head(line.block, self._part.heads):
                self._part.body.append(_Labelled(number, row, line, -1))
                return True
        return False

    def _place_block(self, heads: Sequence[HeadRow], body: Sequence[_Labelled]) -> None:
        block = body[0].line.block
        head = official_head(block) if self._headless and not heads else read_head(block, heads)
        starts = _starts(body, len(block.columns))
        for labelled in body:
            if not labelled.filled:
                self._seen.add(labelled.line.id)
            elif head is None:
                self._leave(labelled, f"{labelled.line.grid.name}的表头没有认出来")
            else:
                self._place(head, labelled, _start(head, labelled, starts))

    def _place(self, head: Head, labelled: _Labelled, start: int | None) -> None:
        line, cells = labelled.line, labelled.row.cells
        if start is None:
            count = len(labelled.filled)
            self._leave(labelled, f"{line.grid.name}这一行有 {count} 个数，应当有 {len(head.columns)} 个，对不上各列")
            return
        targets = [cell_id(line.grid.id, line.row.id, column.id) for column in head.columns]
        if any(target in self.placed for target in targets):
            self._leave(labelled, f"{line.grid.name}的这一行前面已经有了")
            return
        self._seen.add(line.id)
        self.placed.update(zip(targets, cells[start : start + len(targets)], strict=True))

    def _leave(self, labelled: _Labelled, why: str) -> None:
        self._seen.add(labelled.line.id)
        self.left.append(Left(labelled.number, "unplaced", why, labelled.row))

    def missing(self) -> Iterator[Line]:
        """The rows of the form that the source has not."""
        return (line for line in self._labels.lines if line.id not in self._seen)


def _leading(keys: HeadRow, labels: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The filled cells at the start of a row that are labels."""
    for place, key in keys:
        if key not in labels:
            return
        yield place, key


def _is_figure(cell: str) -> bool:
    try:
        parse_number(cell)
    except FigureError:
        return False
    return True


def _starts(body: Sequence[_Labelled], count: int) -> Mapping[int, set[int]]:
    """Where the figures of full rows start, by where their last label stands."""
    starts: dict[int, set[int]] = defaultdict(set)
    for labelled in body:
        if _is_full(labelled, count):
            starts[labelled.label].add(labelled.filled[0])
    return starts


def _start(head: Head, labelled: _Labelled, starts: Mapping[int, set[int]]) -> int | None:
    """Where the figures of a row start; None if their number does not tell, for a guess would shift them.

    A row with every figure tells it itself; one with blanks starts where its full neighbours with as many labels do.
    """
    count, filled = len(head.columns), labelled.filled
    if _is_full(labelled, count):
        return filled[0]
    known = starts.get(labelled.label) or ({head.start} if head.start is not None else set())
    if len(known) != 1:
        return None
    start = min(known)
    fits = labelled.label < start <= filled[0] and filled[-1] < start + count <= len(labelled.row.cells)
    return start if fits else None


def _is_full(labelled: _Labelled, count: int) -> bool:
    filled = labelled.filled
    return len(filled) == count and filled[-1] - filled[0] == count - 1
