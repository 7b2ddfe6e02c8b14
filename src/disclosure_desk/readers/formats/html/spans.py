"""Lays cells that span rows and columns onto the true columns of their table."""

import sys
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from disclosure_desk.readers.model.errors import ReadError

_MOST_COLUMNS = 1_000
"""What browsers cut a cell's columns to; a larger number is a mistake."""

_MOST_CELLS = 100_000
"""No table of a report has nearly as many, covered ones counted."""

SpannedCell = tuple[str, int, int]
"""A cell's text, how many rows it takes (0: down to the end of the table), and how many columns."""


class SpannedRow(NamedTuple):
    """The texts of a row at their true columns, "" where a merged cell covers more, and where each cell begins."""

    texts: tuple[str, ...]
    starts: tuple[int, ...]


def at_true_columns(rows: Iterable[Iterable[SpannedCell]]) -> Iterator[SpannedRow]:
    """Yield each row with its cells at their true columns.

    Raise ReadError for far more cells than any table has. What a row lacks at its end stays missing.
    """
    covered: dict[int, int] = {}
    total = 0
    for row in rows:
        texts, reached = _columns_of(row, covered)
        width = 1 + max((*covered, *reached), default=-1)
        total += width
        if total > _MOST_CELLS:
            raise _too_large()
        yield SpannedRow(tuple(texts.get(column, "") for column in range(width)), tuple(texts))
        # Where a wide cell runs into one that reaches down, the column is covered by the longer of both.
        both = sorted([*covered.items(), *reached.items()], key=lambda entry: entry[1])
        covered = {column: rows_left - 1 for column, rows_left in both if rows_left > 1}


def _columns_of(row: Iterable[SpannedCell], covered: dict[int, int]) -> tuple[dict[int, str], dict[int, int]]:
    """Return the texts of one row by their columns, and for how many rows from here on each column is taken."""
    texts: dict[int, str] = {}
    reached: dict[int, int] = {}
    column = 0
    for text, rows, columns in row:
        column = next(free for free in count(column) if free not in covered)
        texts[column] = text
        for taken in range(column, column + min(max(columns, 1), _MOST_COLUMNS)):
            reached[taken] = rows if rows > 0 else sys.maxsize
        column = taken + 1
        if column > _MOST_CELLS:
            raise _too_large()
    return texts, reached


def _too_large() -> ReadError:
    return ReadError(f"表格太大了，超过 {_MOST_CELLS} 格，不像是报告里的表格。")
