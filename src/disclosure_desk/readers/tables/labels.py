"""The labels of all tables of a form by their keys: tells heads from rows, and which row a label names."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import NamedTuple

from disclosure_desk.core.form import Block, Form, Grid, Row
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value
from disclosure_desk.readers.vocabulary.label_key import (
    key_without_number,
    key_without_remark,
    nearest_key,
    normalise_label,
    without_remark,
)
from disclosure_desk.readers.vocabulary.label_words import Words
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants

_MOST_SLIPS = 200
"""So many labels are looked at for slips; a report has a handful, each takes milliseconds, and a log has no end."""


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
        return tuple(normalise_label(label) for label in self.row.label)


class Named(NamedTuple):
    """The row that labels name, and why it is not quite sure that they do; "" if it is."""

    line: Line
    doubt: str = ""


class Labels:
    """What the words in the tables of a form mean."""

    def __init__(self, form: Form, grids: Iterable[Grid], said: AbstractSet[str] = frozenset()) -> None:
        """With the keys of what stands in the cells of a source."""
        self.form = form
        self._said = said
        self.lines = tuple(Line(grid, block, row) for grid in grids for block in grid.blocks for row in block.rows)
        self._slips: dict[tuple[str, ...], Named | None] = {}
        self._head_slips: dict[str, str] = {}

    @cached_property
    def captions(self) -> frozenset[str]:
        """Captions of blocks: with each a new table begins."""
        return frozenset(normalise_label(line.block.caption) for line in self.lines) - {""}

    @cached_property
    def corners(self) -> frozenset[str]:
        """The words in the corner over the labels."""
        return frozenset(normalise_label(line.block.corner) for line in self.lines) - {""}

    @cached_property
    def heads(self) -> frozenset[str]:
        """The words over columns, merged ones too."""
        columns = (column for line in self.lines for column in line.block.columns)
        return frozenset(normalise_label(label) for column in columns for label in column.label)

    @cached_property
    def row_labels(self) -> frozenset[str]:
        """The words before rows, merged ones too and those of other editions, with and without their numbers."""
        labels = {label for line in self.lines for label in (*line.row.label, *map(without_remark, line.row.label))}
        labels.update(label for rename in self.form.renames if rename.target_row for label in rename.labels)
        return frozenset(key(label) for label in labels for key in (normalise_label, key_without_number)) - {""}

    @cached_property
    def words(self) -> Words:
        """All official words of the tables."""
        return Words(self.captions | self.corners | self.heads | self.row_labels)

    @cached_property
    def head_words(self) -> Words:
        """The words over columns and in the corner over the labels."""
        return Words(self.heads | self.corners)

    def is_over_figures(self, key: str) -> bool:
        """Whether a key is a head or a piece of one, and not of a corner."""
        return any(key in head for head in self.heads)

    @cached_property
    def unlabelled(self) -> tuple[Line, ...]:
        """The rows that have no label: those of a table with one row."""
        return tuple(line for line in self.lines if not line.row.label)

    @cached_property
    def group_heads(self) -> frozenset[str]:
        """The merged heads of tables with one row, which may come in parts or turned."""
        columns = (column for line in self.unlabelled for column in line.block.columns)
        return frozenset(normalise_label(label) for column in columns for label in column.label[:-1])

    def named(self, keys: Sequence[str]) -> Named | None:
        """The one row that a path of labels names, also with outer labels torn or lost; None if not just one."""
        return self.exactly(keys) or self._slip(tuple(keys))

    def exactly(self, keys: Sequence[str]) -> Named | None:
        """The one row that labels name without a slip."""
        return self._renamed(keys) or self._exact(keys) or self._exact(["".join(keys)])

    def glued_heads(self, key: str) -> tuple[str, ...]:
        """The heads that a key is, one or several; () if it is none."""
        words = self.head_words.split(key)
        return tuple(word for word in words if word in self.heads) if words else ()

    def key(self, text: str) -> str:
        """The key of a text; what offices write for an official word at its end is that word."""
        key = normalise_label(text)
        for usual, official in load_office_variants().usual_words.items():
            if key.endswith(usual):
                whole = key.removesuffix(usual) + official
                if official not in self._said or (whole != official and whole in self.row_labels):
                    return whole
        return key

    def key_of(self, cell: str) -> str:
        """The key of a cell; without the remark behind it where it is an official word only so."""
        key = self.key(cell)
        if self.words.split(key):
            return key
        plain = key_without_remark(cell)
        return plain if plain in self.words else key

    def is_figure(self, cell: str) -> bool:
        """Whether a cell holds a figure; a label that begins with its number is none: 3其他 are not three."""
        return is_cell_value(cell) and self.key(cell) not in self.words

    def head_meant(self, key: str) -> str:
        """The head that a key is a slip of; "" if none is near, or more than one."""
        if key not in self._head_slips and len(self._head_slips) < _MOST_SLIPS:
            self._head_slips[key] = nearest_key(key, self.heads)
        return self._head_slips.get(key, "")

    def count(self, key: str, *, bare: bool = False) -> int:
        """How many figures the row has that these letters name, without its number if `bare`; 0 if they name none."""
        if bare:
            lines = [] if key in self.heads else self._by_bare_key.get(key, [])
        else:
            lines = self._by_key.get(key) or self._by_path.get(key) or self._by_rename.get(key, [])
        return len(lines[0].block.columns) if lines else 0

    def is_fragment(self, key: str) -> bool:
        """Whether a key is a piece of a row's label, as a page's end or a narrow column leaves it."""
        return self._row_words.is_piece(key)

    @cached_property
    def _row_words(self) -> Words:
        return Words(self.row_labels)

    def _renamed(self, keys: Sequence[str]) -> Named | None:
        for rename in self.form.renames:
            if rename.target_row and keys[-1] in map(normalise_label, rename.labels):
                found = [line for line in self.lines if line.row.id == rename.target_row]
                if len(found) == 1:
                    return Named(found[0], f"原表这一行是“{rename.labels[0]}”，{rename.note}")
        return None

    def _exact(self, keys: Sequence[str]) -> Named | None:
        for lines, doubt in (
            (self._by_key.get(keys[-1], []), ""),
            (self._by_bare_key.get(keys[-1], []), self._bare_doubt(keys[-1])),
            (self._by_path.get(keys[-1], []), ""),
        ):
            fitting = [line for line in lines if self._fits(keys[:-1], line)]
            if lines:
                return Named(fitting[0], doubt) if len(fitting) == 1 else None
        return None

    def _bare_doubt(self, key: str) -> str:
        """A row without its number is known by its words, but for those that columns have, too: 其他, 总计."""
        return "这一行少了编号，是按名称放的" if key in self.heads else ""

    def _slip(self, keys: tuple[str, ...]) -> Named | None:
        if keys[-1] in self.row_labels:
            return None
        if keys not in self._slips:
            if len(self._slips) >= _MOST_SLIPS:
                return None
            self._slips[keys] = self._near(keys)
        return self._slips[keys]

    def _near(self, keys: Sequence[str]) -> Named | None:
        for key in dict.fromkeys((keys[-1], "".join(keys))):
            for known in (self._by_key, self._by_path):
                lines = known.get(nearest_key(key, known), [])
                if len(lines) == 1:
                    return Named(lines[0], f"这一行的名称与规定的不同，当作“{lines[0].row.label[-1]}”")
        return None

    def _fits(self, outer: Sequence[str], line: Line) -> bool:
        """Whether outer labels are those of the row's path or pieces of labels, none of them strange to it."""
        known = set(line.keys[:-1]) | {key_without_number(label) for label in line.row.label[:-1]}
        return all(key in known or (key not in self.row_labels and self.is_fragment(key)) for key in outer)

    @cached_property
    def _by_key(self) -> Mapping[str, list[Line]]:
        return _collected((key, line) for line in self.lines for key in _last_keys(line, normalise_label))

    @cached_property
    def _by_bare_key(self) -> Mapping[str, list[Line]]:
        return _collected((key, line) for line in self.lines for key in _last_keys(line, key_without_number))

    @cached_property
    def _by_rename(self) -> Mapping[str, list[Line]]:
        """Rows by what other editions call them."""
        names = {
            rename.target_row: tuple(map(normalise_label, rename.labels))
            for rename in self.form.renames
            if rename.target_row
        }
        return _collected((key, line) for line in self.lines for key in names.get(line.row.id, ()))

    @cached_property
    def _by_path(self) -> Mapping[str, list[Line]]:
        """Rows by their last two labels in one, as a cell that was merged with its neighbour has them."""
        return _collected(("".join(line.keys[-2:]), line) for line in self.lines if len(line.keys) > 1)


def _last_keys(line: Line, key: Callable[[str], str]) -> list[str]:
    """The keys of a row's own label, with its remark and without."""
    last = line.row.label[-1:]
    return list(dict.fromkeys(map(key, (*last, *filter(None, map(without_remark, last))))))


def _collected(pairs: Iterable[tuple[str, Line]]) -> Mapping[str, list[Line]]:
    lines: dict[str, list[Line]] = defaultdict(list)
    for key, line in pairs:
        lines[key].append(line)
    return lines
