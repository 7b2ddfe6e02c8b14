"""The columns of rows under some header rows, found step by step where the headers are broken, or known only in part.

Input: a block of the form, the header rows over it as (index, key), and the rows under them that have figures. Output:
the columns in the source's order, and how sure it is that they are these; None for the columns if nothing tells.
Invariant: words come first. A step is tried only where the one before found nothing, and what a step below the first
finds is not sure, but for columns that are known by words of their own. So a table with one broken header is read no
worse than one without any.

1. Header rows with one meaning, naming all columns or as many as every row has figures; a strange word over the labels
   is no header, and one that lacks a letter or two, 本年处理决定数, marks its column.
2. Each column by its own header alone, all of them or all but one, in the very cells in which the rows have their
   figures: the one column without a header has the one figure that is left over.
3. Header rows with two meanings, with an unknown one, or none: the order in which the rows add up, which is the form's
   unless what is known of the headers has another. A few rows may be torn, or add up to something else.
4. Without any header row and without sums, as in table two: the form's order, if every row has all its figures.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import NamedTuple

from disclosure_desk.core.form import Block, Column, Form, cell_id
from disclosure_desk.readers.tables.figure_repair import adds_up, contradicts_a_sum
from disclosure_desk.readers.tables.figure_split import RowSplitter
from disclosure_desk.readers.tables.header_match import (
    HeaderMatch,
    HeaderRow,
    in_order,
    match_headers,
    official_headers,
)
from disclosure_desk.readers.tables.labels import FormRow
from disclosure_desk.readers.tables.segments import CellIndexes, LabelledRow, figure_cells, known_figure_cells
from disclosure_desk.readers.vocabulary.cell_value import read_cell_value
from disclosure_desk.readers.vocabulary.label_key import nearest_key, normalise_label

_LEAST_AGREEING = 3
"""So many rows must add up, and so many times as many as do not, where a table without whole headers has torn rows.

One or two rows may add up in a wrong order by chance: 5 | 0 | 5 does from either end.
"""


class TableColumns(NamedTuple):
    """The columns of some rows; `misspelt` are the keys of those headers that are not quite there, or missing.

    Where the columns are not sure, `reason` says why, and with `must_add_up` a row that does not add up has no place.
    """

    header: HeaderMatch | None
    is_sure: bool = True
    misspelt: AbstractSet[str] = frozenset()
    reason: str = ""
    must_add_up: bool = False


NO_COLUMNS = TableColumns(None, is_sure=False)


class _Agreement:
    """How many of the rows add up under a header: what speaks for an order of columns, and what against it."""

    def __init__(self, form: Form, splitter: RowSplitter, rows: Sequence[LabelledRow], header: HeaderMatch) -> None:
        self.header = header
        sums = list(_row_sums(form, splitter, rows, header))
        self._agreeing = sum(is_right for is_right, _ in sums)
        self._telling = sum(is_right and has_figures for is_right, has_figures in sums)
        self._wrong = len(sums) - self._agreeing
        self._torn = len(rows) - len(sums)

    @property
    def is_unanimous(self) -> bool:
        """Whether all rows are whole and add up."""
        return self._agreeing > 0 and not self._wrong and not self._torn

    @property
    def is_enough(self) -> bool:
        """Whether nothing speaks against the order, or far more for it."""
        least = _LEAST_AGREEING * max(1, self._wrong + self._torn)
        return self.is_unanimous or self._agreeing >= least

    @property
    def outweighs_others(self) -> bool:
        """Whether so many rows with other figures than 0 add up that one which does not is the office's slip."""
        return self._telling >= _LEAST_AGREEING * max(1, self._wrong)


def _row_sums(
    form: Form, splitter: RowSplitter, rows: Sequence[LabelledRow], header: HeaderMatch
) -> Iterator[tuple[bool, bool]]:
    """Of each row whose figures have their cells: whether it adds up, and whether any of them is other than 0.

    Figures that run together and can be split so that they add up count as if they were.
    """
    known = known_figure_cells(rows, len(header.columns))
    for row in rows:
        indexes, cells = figure_cells(header, row, known), cells_of(row.form_row, header)
        if indexes is not None:
            words = dict(zip(cells, (row.row.cells[at] for at in indexes), strict=True))
            yield adds_up(form, words), any(read_cell_value(text).figure for text in words.values())
        elif splitter.ways(cells, [row.source(at) for at in row.filled]):
            yield True, True


_AgreementUnder = Callable[[HeaderMatch], _Agreement]
"""How the rows agree under a header; the rows are those of one block."""


def find_columns(
    form: Form, splitter: RowSplitter, headers: Sequence[HeaderRow], rows: Sequence[LabelledRow]
) -> TableColumns:
    """The columns of rows with figures, all of one block, under these header rows."""
    block = rows[0].form_row.block
    whole, misspelt = _with_fragments_completed(block, headers)
    matches = _match(block, whole, rows)
    agreement = partial(_Agreement, form, splitter, rows)
    grid = rows[0].form_row.grid.name
    if len(matches) == 1 and _is_whole(block, matches[0], rows):
        if _is_against_sums(block, matches[0], agreement) or _leaves_sums_wrong(form, matches[0], rows):
            return TableColumns(matches[0], is_sure=False, reason=f"{grid}按表头的次序放，各行加起来和总计对不上")
        reason = f"{grid}的表头里有的字不全，当作“{'”“'.join(sorted(misspelt))}”" if misspelt else ""
        return TableColumns(matches[0], misspelt=misspelt, reason=reason)
    steps = (
        _by_own_header(block, headers, rows, agreement),
        _by_sums(block, matches, headers, rows, agreement),
        _by_count(block, rows) if not headers else None,
    )
    return next((found for found in steps if found), NO_COLUMNS)


def cells_of(form_row: FormRow, header: HeaderMatch) -> list[str]:
    """The cells of the form in a row, in the order of the source's columns."""
    return [cell_id(form_row.grid.id, form_row.row.id, column.id) for column in header.columns]


def _match(block: Block, headers: Sequence[HeaderRow], rows: Sequence[LabelledRow]) -> tuple[HeaderMatch, ...]:
    """What the header rows may mean, without a strange word over the labels: a misspelt 信息内容."""
    matches = match_headers(block, headers)
    if matches or not all(row.form_row.row.label for row in rows):
        return matches
    known = {normalise_label(label) for column in block.columns for label in column.label}
    over_figures = [[(index, key) for index, key in row if index or key in known] for row in headers]
    return match_headers(block, over_figures)


def _with_fragments_completed(
    block: Block, headers: Sequence[HeaderRow]
) -> tuple[Sequence[HeaderRow], AbstractSet[str]]:
    """The header rows with each fragment that is nearly a whole header as that, and which headers these are.

    The rows as they are where they have a meaning so: a fragment may go on in the row below.
    """
    if match_headers(block, headers):
        return headers, frozenset()
    known = {normalise_label(label) for column in block.columns for label in column.label}
    fragments = {key for row in headers for _, key in row if key not in known and any(key in one for one in known)}
    completed = {key: nearest for key in fragments if (nearest := nearest_key(key, known))}
    whole = [[(index, completed.get(key, key)) for index, key in row] for row in headers]
    return whole, frozenset(completed.values())


def _is_whole(block: Block, match: HeaderMatch, rows: Sequence[LabelledRow]) -> bool:
    """Whether all columns are named, or, as some offices leave one out, as many as every row has figures."""
    count = len(match.columns)
    return count == len(block.columns) or all(len(row.filled) == count for row in rows)


def _is_against_sums(block: Block, match: HeaderMatch, agreement: _AgreementUnder) -> bool:
    """Whether headers are in another order than the form's, and the rows add up only in the form's."""
    if match.columns == block.columns or len(match.columns) < len(block.columns):
        return False
    return not agreement(match).is_enough and agreement(official_headers(block)).outweighs_others


def _leaves_sums_wrong(form: Form, match: HeaderMatch, rows: Sequence[LabelledRow]) -> bool:
    """Whether with some of the columns missing a sum of a row is not that of its parts.

    Where a sheet hides the first column of 未经复议直接起诉, the 结果维持 of 复议后起诉 is the next that may be it.
    """
    if len(match.columns) == len(rows[0].form_row.block.columns):
        return False
    whole = [row for row in rows if len(row.filled) == len(match.columns)]
    words = (zip(cells_of(row.form_row, match), (row.row.cells[at] for at in row.filled), strict=True) for row in whole)
    return any(contradicts_a_sum(form, dict(one)) for one in words)


def _by_own_header(
    block: Block, headers: Sequence[HeaderRow], rows: Sequence[LabelledRow], agreement: _AgreementUnder
) -> TableColumns | None:
    """The columns by their own headers, merged ones left aside, over the cells in which all whole rows have figures."""
    own = {normalise_label(column.label[-1]): column for column in block.columns}
    places = {row.filled for row in rows if len(row.filled) == len(block.columns)}
    # 结果维持 comes three times in table four, and without one place for all whole rows an index says nothing.
    if len(own) < len(block.columns) or len(places) != 1 or any(row.cell_items for row in rows):
        return None
    named = {index: own[key] for row in headers for index, key in row if key in own}
    columns = _with_the_one_missing(block, named, next(iter(places)))
    if columns is None:
        return None
    header = HeaderMatch(columns, next(iter(places)))
    # A header cell that is gone moves others over wrong figures: 总计 to the left where 法人或其他组织 was.
    if any(column.sum_of for column in block.columns) and not agreement(header).is_enough:
        return None
    missing = [column for column in block.columns if column not in named.values()]
    if not missing:
        return TableColumns(header)
    # Without a sum only the form's order shows that none has moved.
    if columns != block.columns:
        return None
    name = missing[0].label[-1]
    grid = rows[0].form_row.grid.name
    reason = f"{grid}的表头里没有认出“{name}”，其余各栏都认出来了，剩下的一栏当作“{name}”"
    return TableColumns(header, misspelt={normalise_label(name)}, reason=reason)


def _with_the_one_missing(block: Block, named: Mapping[int, Column], cells: CellIndexes) -> tuple[Column, ...] | None:
    """The columns over these cells; None if more than one is not named, one twice, or one over another cell."""
    missing = [column for column in block.columns if column not in named.values()]
    if not named or len(missing) > 1 or len(named) + len(missing) != len(cells) or not {*named} <= {*cells}:
        return None
    return tuple(named.get(index) or missing[0] for index in cells)


def _by_sums(
    block: Block,
    matches: Sequence[HeaderMatch],
    headers: Sequence[HeaderRow],
    rows: Sequence[LabelledRow],
    agreement: _AgreementUnder,
) -> TableColumns | None:
    """The first order of columns, of those that the headers may mean or the form's, in which the rows add up."""
    whole = [match for match in matches if len(match.columns) == len(block.columns)]
    agreements = [agreement(match) for match in whole or _official(block, headers)]
    fitting = [one for one in agreements if one.is_enough]
    if not fitting:
        return None
    reason = f"{rows[0].form_row.grid.name}的表头没有认全，各行的数加起来对得上，是按规定的次序放的"
    # Two meanings of which only one adds up were told apart by the words and the sums together.
    is_sure = len(fitting) == 1 < len(whole) and fitting[0].is_unanimous
    return TableColumns(
        fitting[0].header, is_sure, reason="" if is_sure else reason, must_add_up=not fitting[0].outweighs_others
    )


def _by_count(block: Block, rows: Sequence[LabelledRow]) -> TableColumns | None:
    """The form's order for several columns without sums, where each row is known by its label and has all its figures.

    Pages lose the head of table two, whose rows are then 规章 | 1 | 2 | 3. What a lone figure counts nothing tells.
    """
    is_whole = all(row.form_row.row.label and len(row.filled) == len(block.columns) for row in rows)
    if not is_whole or len(block.columns) == 1 or any(column.sum_of for column in block.columns):
        return None
    reason = f"{rows[0].form_row.grid.name}没有表头，每行的数不多不少，是按规定的次序放的"
    return TableColumns(official_headers(block), is_sure=False, reason=reason)


def _official(block: Block, headers: Sequence[HeaderRow]) -> tuple[HeaderMatch, ...]:
    """The columns in the form's order, unless what can be read of the headers is in another.

    A header that comes twice in a row says nothing: 商业企业 once more where 科研机构 should be.
    """
    leaves = Counter(normalise_label(column.label[-1]) for column in block.columns)
    read = []
    for row in headers:
        counts = Counter(key for _, key in row)
        read.append([(index, key) for index, key in row if counts[key] <= max(1, leaves[key])])
    return (official_headers(block),) if in_order(block, read) else ()
