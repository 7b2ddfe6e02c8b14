"""A column that only counts the rows of a table, 1, 2, 3: an office's own, 序号, which is no figure and no label.

Input: the items of a source. Output: the same items, with the cells of such a column blank, so that all others keep
their indexes.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from disclosure_desk.readers.model.source_items import SourceItem, SourceRow

_FEWEST_ROWS = 4
"""So many rows are counted at least; table two has seven with figures, in three blocks."""

_LONGEST_NUMBER = 3


def without_counting_column(items: Sequence[SourceItem]) -> Iterator[SourceItem]:
    """Yield the items, those of tables whose rows are counted without the numbers."""
    for _, run in groupby(items, lambda item: isinstance(item, SourceRow)):
        together = [*run]
        rows = [item for item in together if isinstance(item, SourceRow)]
        yield from (_without_number(row) for row in rows) if _are_counted(rows) else together


def _are_counted(rows: Sequence[SourceRow]) -> bool:
    """Whether the first cells of rows with words behind them are numbers, each one more than the one before."""
    numbers = [number for row in rows if (number := _number(row)) is not None]
    if len(numbers) < _FEWEST_ROWS or not all(two == one + 1 for one, two in pairwise(numbers)):
        return False
    # The one row of table four has no label.
    return sum(not _has_words_behind(row) for row in rows if _number(row) is not None) <= 1


def _number(row: SourceRow) -> int | None:
    first = row.cells[0].strip() if row.cells else ""
    return int(first) if first.isdecimal() and len(first) <= _LONGEST_NUMBER else None


def _has_words_behind(row: SourceRow) -> bool:
    second = next((cell for cell in row.cells[1:] if cell.strip()), "")
    return bool(second) and not second.strip()[-1].isdecimal()


def _without_number(row: SourceRow) -> SourceRow:
    return row if _number(row) is None else row._replace(cells=("", *row.cells[1:]))
