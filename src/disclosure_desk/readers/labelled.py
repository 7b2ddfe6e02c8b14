"""The labels of all tables of a form by their keys: tells heads from rows, and which row a label names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from disclosure_desk.form import Block, Form, Grid, Row
from disclosure_desk.readers.labels import bare_key, label_key


class Line(NamedTuple):
    """A row of figures of the form, with its block and grid."""

    grid: Grid
    block: Block
    row: Row

    @property
    def id(self) -> tuple[str, str]:
        """What tells it from all other rows of the form."""
        return self.grid.id, self.row.id

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its label path."""
        return tuple(label_key(label) for label in self.row.label)


class Labels:
    """What the words in the tables of a form mean."""

    def __init__(self, form: Form, grids: Iterable[Grid]) -> None:
        self.form = form
        self.lines = tuple(Line(grid, block, row) for grid in grids for block in grid.blocks for row in block.rows)

    @cached_property
    def captions(self) -> frozenset[str]:
        """Captions of blocks: with each a new table begins."""
        return frozenset(label_key(line.block.caption) for line in self.lines) - {""}

    @cached_property
    def corners(self) -> frozenset[str]:
        """The words in the corner over the labels."""
        return frozenset(label_key(line.block.corner) for line in self.lines) - {""}

    @cached_property
    def heads(self) -> frozenset[str]:
        """The words over columns, merged ones too."""
        columns = (column for line in self.lines for column in line.block.columns)
        return frozenset(label_key(label) for column in columns for label in column.label)

    @cached_property
    def row_labels(self) -> frozenset[str]:
        """The words before rows, merged ones too, with and without their numbers."""
        labels = {label for line in self.lines for label in line.row.label}
        return frozenset(key(label) for label in labels for key in (label_key, bare_key)) - {""}

    @cached_property
    def unlabelled(self) -> tuple[Line, ...]:
        """The rows that have no label: those of a table with one row."""
        return tuple(line for line in self.lines if not line.row.label)

    def named(self, keys: Sequence[str]) -> Line | None:
        """The one row that a path of labels names, also without outer labels or numbers; None if not just one."""
        for lines in (self._by_key.get(keys[-1], []), self._by_bare_key.get(keys[-1], [])):
            fitting = [line for line in lines if _fits(keys[:-1], line)]
            if lines:
                return fitting[0] if len(fitting) == 1 else None
        return None

    @cached_property
    def _by_key(self) -> Mapping[str, list[Line]]:
        return _collected((line.keys[-1], line) for line in self.lines if line.row.label)

    @cached_property
    def _by_bare_key(self) -> Mapping[str, list[Line]]:
        return _collected((bare_key(line.row.label[-1]), line) for line in self.lines if line.row.label)


def _collected(pairs: Iterable[tuple[str, Line]]) -> Mapping[str, list[Line]]:
    lines: dict[str, list[Line]] = defaultdict(list)
    for key, line in pairs:
        lines[key].append(line)
    return lines


def _fits(outer: Sequence[str], line: Line) -> bool:
    """Whether outer labels are those of the row's path, none of them strange to it."""
    known = set(line.keys[:-1]) | {bare_key(label) for label in line.row.label[:-1]}
    return all(key in known for key in outer)
