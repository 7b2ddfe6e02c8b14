"""Lays cells that span rows and columns onto the true columns of their table."""

import sys
from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from disclosure_desk.readers.model.errors import ReadError

_MOST_COLUMNS = 1_000
"""What browsers cut a cell's columns to; a figure beyond is a slip."""

_MOST_CELLS = 100_000
"""So many no table of a report has by far, covered ones counted."""


class Cell(NamedTuple):
    """A cell as its source has it; `rows` 0: down to the end of the table."""

    text: str
    rows: int = 1
    columns: int = 1


def laid_out(rows: Iterable[Iterable[tuple[str, int, int]]]) -> Iterator[tuple[str, ...]]:
    """The cells (text, rows, columns) of each row at their true columns, with "" where a merged cell covers more.

    Raises ReadError for far more cells than any table has. What a row lacks at its end stays missing.
    """
    covered: dict[int, int] = {}
    total = 0
    for row in rows:
        texts, reached = _placed(row, covered)
        width = 1 + max((*covered, *reached), default=-1)
        total += width
        if total > _MOST_CELLS:
            raise ReadError(f"表格太大了，超过 {_MOST_CELLS} 格，不像是报告里的表格。")
        yield tuple(texts.get(column, "") for column in range(width))
        both = [*covered.items(), *reached.items()]
        covered = {column: left - 1 for column, left in sorted(both, key=lambda one: one[1]) if left > 1}


def _placed(row: Iterable[tuple[str, int, int]], covered: dict[int, int]) -> tuple[dict[int, str], dict[int, int]]:
    """The texts of one row by their columns, and how many rows from here on each column is taken."""
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
            raise ReadError(f"表格太大了，超过 {_MOST_CELLS} 格，不像是报告里的表格。")
    return texts, reached
