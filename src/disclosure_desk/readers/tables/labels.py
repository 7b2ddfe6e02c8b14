"""The labels of all tables of a form by their keys: which words are headers, and which row of the form a label names.

Input: cells of a source. Output: the key of a cell, whether it is a figure, which row or header of the form it names.
Invariant: a label names a row only if it can be no other; where two rows fit, or none, the row is left and listed.

A row is matched by its last label, with the outer ones as a check, in this order:
1. A label of another edition that the form maps to a row (规范性文件 is 行政规范性文件 since 2021); always a doubt.
2. The official label, with or without the remark in brackets at its end.
3. The official label without its number, which Word numbers by itself and copying loses; a doubt where columns have
   these words, too: 其他, 总计.
4. The last two labels or all in one, as merged cells leave them: 三、本年度办理结果（一）予以公开.
5. All labels in one, then the nearest label with a slip of the pen: 2.其他法律行政法规禁止公丌; always a doubt.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import NamedTuple

from disclosure_desk.core.edition_map import LabelRename
from disclosure_desk.core.form import Block, Form, Grid, Row
from disclosure_desk.readers.vocabulary.cell_value import is_cell_value
from disclosure_desk.readers.vocabulary.label_key import (
    key_without_number,
    key_without_remark,
    nearest_key,
    normalise_label,
    without_remark,
)
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants
from disclosure_desk.text.lazy_pattern import lazy_pattern

_MOST_LOOKUPS = 200
"""So many labels are compared with all official ones; each takes milliseconds, and a log file has no end of them.

A report has a handful of misspelt labels.
"""

_LONGEST_KEY = 500
"""All headers of a table in one have fewer than 200 letters; a longer key is prose, and is not split into words."""

_RUN_OF_FIGURES = lazy_pattern(r"\s*[0-9]{13,120}\s*")
"""No figure has so many digits: they are all those of a row, with nothing between them."""


class FormRow(NamedTuple):
    """A row of figures of the form, with its block and grid."""

    grid: Grid
    block: Block
    row: Row

    @property
    def id(self) -> tuple[str, str]:
        """What identifies it among all rows of the form."""
        return self.grid.id, self.row.id

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its label path."""
        return tuple(normalise_label(label) for label in self.row.label)


class RowMatch(NamedTuple):
    """The row that labels name, and why that is not quite sure; "" if it is."""

    form_row: FormRow
    doubt: str = ""


class LabelWords:
    """Official words by their keys: splits letters without blanks into words, and knows the fragments of words."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words) - {""}
        # The breaks keep a fragment from spanning two words.
        self._text = "\n".join(sorted(self._words))
        # Longer words come first, so that 其他结果 is not split into 其他 and 结果 where both are words.
        starts: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words, key=lambda word: (-len(word), word)):
            starts[word[0]].append(word)
        self._starts: Mapping[str, list[str]] = starts

    def __contains__(self, key: str) -> bool:
        return key in self._words

    def is_fragment(self, key: str) -> bool:
        """Whether the letters occur in a word, one after the other."""
        return key in self._text

    def split(self, key: str) -> tuple[str, ...]:
        """The words that the letters consist of, longer ones preferred; () if anything else is among them."""
        if len(key) > _LONGEST_KEY or not key.startswith(tuple(self._starts.get(key[:1], ()))):
            return ()
        # From the end to the start: what is behind each place as words, None where it cannot be split.
        behind: list[tuple[str, ...] | None] = [None] * len(key) + [()]
        for place in range(len(key) - 1, -1, -1):
            for word in self._starts.get(key[place], ()):
                rest = behind[place + len(word)] if key.startswith(word, place) else None
                if rest is not None:
                    behind[place] = (word, *rest)
                    break
        return behind[0] or ()


class Labels:
    """What the words in the tables of a form mean."""

    def __init__(self, form: Form, grids: Iterable[Grid], source_keys: AbstractSet[str] = frozenset()) -> None:
        """`source_keys` are the keys of all cells of the source."""
        self.form = form
        self._source_keys = source_keys
        self.rows = tuple(FormRow(grid, block, row) for grid in grids for block in grid.blocks for row in block.rows)
        self._nearest_rows: dict[tuple[str, ...], RowMatch | None] = {}
        self._nearest_headers: dict[str, str] = {}

    @cached_property
    def captions(self) -> frozenset[str]:
        """Captions of blocks: with each a new table begins."""
        return frozenset(normalise_label(one.block.caption) for one in self.rows) - {""}

    @cached_property
    def corners(self) -> frozenset[str]:
        """The words in the corner over the labels."""
        return frozenset(normalise_label(one.block.corner) for one in self.rows) - {""}

    @cached_property
    def headers(self) -> frozenset[str]:
        """The words over columns, merged ones too."""
        columns = (column for one in self.rows for column in one.block.columns)
        return frozenset(normalise_label(label) for column in columns for label in column.label)

    @cached_property
    def row_labels(self) -> frozenset[str]:
        """The words before rows, merged ones too and those of other editions, with and without their numbers."""
        labels = {label for one in self.rows for label in (*one.row.label, *map(without_remark, one.row.label))}
        labels.update(label for rename in self.form.renames if rename.target_row for label in rename.labels)
        return frozenset(key(label) for label in labels for key in (normalise_label, key_without_number)) - {""}

    @cached_property
    def words(self) -> LabelWords:
        """All official words of the tables."""
        return LabelWords(self.captions | self.corners | self.headers | self.row_labels)

    @cached_property
    def header_words(self) -> LabelWords:
        """The words over columns and in the corner over the labels."""
        return LabelWords(self.headers | self.corners)

    def is_over_figures(self, key: str) -> bool:
        """Whether a key is a header or a fragment of one, and not only of a corner."""
        return any(key in header for header in self.headers)

    @cached_property
    def unlabelled_rows(self) -> tuple[FormRow, ...]:
        """The rows that have no label: those of a table with one row."""
        return tuple(one for one in self.rows if not one.row.label)

    @cached_property
    def group_headers(self) -> frozenset[str]:
        """The merged headers of tables with one row, which may come group by group or turned on their side."""
        columns = (column for one in self.unlabelled_rows for column in one.block.columns)
        return frozenset(normalise_label(label) for column in columns for label in column.label[:-1])

    def match_row(self, keys: Sequence[str]) -> RowMatch | None:
        """The one row that a path of labels names, also with outer labels broken or lost; None if not just one."""
        return self.match_exactly(keys) or self._match_nearest(tuple(keys))

    def match_exactly(self, keys: Sequence[str]) -> RowMatch | None:
        """The one row that labels name without a misspelling."""
        return self._match_renamed(keys) or self._match_official(keys) or self._match_official(["".join(keys)])

    def split_headers(self, key: str) -> tuple[str, ...]:
        """The headers that a key consists of, one or several; () if it is none."""
        words = self.header_words.split(key)
        return tuple(word for word in words if word in self.headers) if words else ()

    def key(self, text: str) -> str:
        """The key of a text; a word at its end that offices write for an official one counts as the official one.

        合计 alone means 总计 only where the source has no 总计, because beside it 合计 may be a subtotal.
        """
        key = normalise_label(text)
        for usual, official in load_office_variants().usual_words.items():
            if key.endswith(usual):
                whole = key.removesuffix(usual) + official
                if official not in self._source_keys or (whole != official and whole in self.row_labels):
                    return whole
        return key

    def cell_key(self, cell: str) -> str:
        """The key of a cell; without the remark at its end where only that makes it an official word."""
        key = self.key(cell)
        # 行政诉讼（未经复议直接起诉） is two merged headers in one cell; the second is no remark.
        if self.words.split(key):
            return key
        plain = key_without_remark(cell)
        return plain if plain in self.words else key

    def is_figure(self, cell: str) -> bool:
        """Whether a cell has a figure, or several run together; 3其他 is a label with its number, not three."""
        return (is_cell_value(cell) or bool(_RUN_OF_FIGURES.fullmatch(cell))) and self.key(cell) not in self.words

    def nearest_header(self, key: str) -> str:
        """The header that a key is a misspelling of; "" if none is near enough, or more than one."""
        if key not in self._nearest_headers and len(self._nearest_headers) < _MOST_LOOKUPS:
            nearest = nearest_key(key, self.headers)
            self._nearest_headers[key] = "" if self._has_other_unit(key, nearest) else nearest
        return self._nearest_headers.get(key, "")

    def _has_other_unit(self, key: str, header: str) -> bool:
        """Whether a key counts in 元 what the header near to it counts in 万元."""
        units = {column.unit for one in self.rows for column in one.block.columns} - {""}
        return any(unit in header and unit not in key and unit[-1] in key for unit in units)

    def count_columns(self, key: str, *, without_number: bool = False) -> int:
        """How many figures the row with this label has, or without its number this label; 0 if there is no such row."""
        if without_number:
            # 总计 or 其他 without a number is rather the header of a column.
            rows = [] if key in self.headers else self._by_key_without_number.get(key, [])
        else:
            rows = self._by_key.get(key) or self._by_path.get(key) or self._by_rename.get(key, [])
        return len(rows[0].block.columns) if rows else 0

    def is_fragment(self, key: str) -> bool:
        """Whether a key is a fragment of a row's label, as the end of a page or a narrow column leaves it."""
        return self._row_words.is_fragment(key)

    @cached_property
    def _row_words(self) -> LabelWords:
        return LabelWords(self.row_labels)

    @cached_property
    def renames(self) -> tuple[LabelRename, ...]:
        """The form's renames, without those of one row for several where the source has one of the several itself.

        （六）其他处理 with figures over 2.申请人逾期… is no row of 2019 but the first of three without its own label.
        """
        present = {
            one.row.id for one in self.rows if not self._source_keys.isdisjoint(_last_keys(one, normalise_label))
        }
        return tuple(rename for rename in self.form.renames if present.isdisjoint(rename.contains))

    def _match_renamed(self, keys: Sequence[str]) -> RowMatch | None:
        for rename in self.renames:
            if rename.target_row and keys[-1] in map(normalise_label, rename.labels):
                found = [one for one in self.rows if one.row.id == rename.target_row]
                if len(found) == 1:
                    return RowMatch(found[0], f"原表这一行是“{rename.labels[0]}”，{rename.note}")
        return None

    def _match_official(self, keys: Sequence[str]) -> RowMatch | None:
        key = keys[-1]
        doubt = "这一行少了编号，是按名称放的" if key in self.headers else ""
        for rows, why in (
            (self._by_key.get(key, []), ""),
            (self._by_key_without_number.get(key, []), doubt),
            (self._by_path.get(key, []), ""),
        ):
            fitting = [one for one in rows if self._fits(keys[:-1], one)]
            # What fits several rows here, or none with these outer labels, must not match more loosely below.
            if rows:
                return RowMatch(fitting[0], why) if len(fitting) == 1 else None
        return None

    def _match_nearest(self, keys: tuple[str, ...]) -> RowMatch | None:
        # An official label that named no row above is not a misspelling of another: it is ambiguous.
        if keys[-1] in self.row_labels:
            return None
        if keys not in self._nearest_rows:
            if len(self._nearest_rows) >= _MOST_LOOKUPS:
                return None
            self._nearest_rows[keys] = self._nearest_row(keys)
        return self._nearest_rows[keys]

    def _nearest_row(self, keys: Sequence[str]) -> RowMatch | None:
        for key in dict.fromkeys((keys[-1], "".join(keys))):
            for known in (self._by_key, self._by_path):
                rows = known.get(nearest_key(key, known), [])
                if len(rows) == 1:
                    return RowMatch(rows[0], f"这一行的名称与规定的不同，当作“{rows[0].row.label[-1]}”")
        return None

    def _fits(self, outer: Sequence[str], form_row: FormRow) -> bool:
        """Whether outer labels are those of the row's path or fragments of labels, none of them another row's."""
        known = set(form_row.keys[:-1]) | {key_without_number(label) for label in form_row.row.label[:-1]}
        return all(key in known or (key not in self.row_labels and self.is_fragment(key)) for key in outer)

    @cached_property
    def _by_key(self) -> Mapping[str, list[FormRow]]:
        return _grouped((key, one) for one in self.rows for key in _last_keys(one, normalise_label))

    @cached_property
    def _by_key_without_number(self) -> Mapping[str, list[FormRow]]:
        return _grouped((key, one) for one in self.rows for key in _last_keys(one, key_without_number))

    @cached_property
    def _by_rename(self) -> Mapping[str, list[FormRow]]:
        """Rows by their labels in other editions."""
        renames = [rename for rename in self.form.renames if rename.target_row]
        names = {rename.target_row: tuple(map(normalise_label, rename.labels)) for rename in renames}
        return _grouped((key, one) for one in self.rows for key in names.get(one.row.id, ()))

    @cached_property
    def _by_path(self) -> Mapping[str, list[FormRow]]:
        """Rows by their last labels in one, as a cell that was merged with its neighbours has them."""
        return _grouped(("".join(one.keys[-depth:]), one) for one in self.rows for depth in range(2, len(one.keys) + 1))


def _last_keys(form_row: FormRow, key: Callable[[str], str]) -> list[str]:
    """The keys of a row's own label, with its remark and without."""
    last = form_row.row.label[-1:]
    return list(dict.fromkeys(map(key, (*last, *filter(None, map(without_remark, last))))))


def _grouped(pairs: Iterable[tuple[str, FormRow]]) -> Mapping[str, list[FormRow]]:
    rows: dict[str, list[FormRow]] = defaultdict(list)
    for key, one in pairs:
        rows[key].append(one)
    return rows
