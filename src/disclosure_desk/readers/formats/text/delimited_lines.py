"""Lines of cells as spreadsheets write them: a tab or comma between cells, quotation marks around some.

Quotation marks count only where they enclose a whole cell, because texts of reports quote: `3.危及"三安全"` is no
quoted cell, and `"放管服"改革` does not go on in the next line. A quoted cell may have several lines, but
never takes in the rest of a file whose quotation mark is not closed.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from disclosure_desk.readers.vocabulary.cell_value import is_cell_value

_COMMAS_IN_ROW, _ROWS_WITH_COMMAS = 3, 10
"""A line of cells has more commas than this; with so many of those a text was saved with commas.

`公开了目录,指南,年报,公告。` is prose, and the shortest table of the form has ten rows with its heads.
"""

_LINES_IN_RECORD, _LONGEST_RECORD = 12, 10_000
"""No label is broken into so many lines, and no row is so long; the pattern is never tried on more."""


def has_comma_cells(lines: Sequence[str]) -> bool:
    """Return whether the cells of a text are separated by commas."""
    return not any("\t" in line for line in lines) and sum(map(_has_cells, lines)) >= _ROWS_WITH_COMMAS


def join_quoted_lines(lines: Sequence[str], delimiter: str) -> Iterator[str]:
    """Yield the lines, as one those that a quoted cell spans."""
    index = 0
    while index < len(lines):
        count = _lines_of_record(lines, index, delimiter)
        yield "\n".join(lines[index : index + count])
        index += count


def split_cells(record: str, delimiter: str) -> tuple[str, ...]:
    """Return the cells of a line, without the quotation marks around them."""
    if '"' not in record or len(record) > _LONGEST_RECORD or not _record_pattern(delimiter).fullmatch(record):
        return tuple(record.split(delimiter))
    import csv  # noqa: PLC0415 - few lines are quoted

    return tuple(next(csv.reader([record], delimiter=delimiter)))


def _has_cells(line: str) -> bool:
    """Return whether half of what is between the commas of a line is figures and blanks."""
    cells = [cell.strip() for cell in line.split(",")]
    # "1,234 5,678" is two figures with their thousands marked, and no cell "234 5".
    plain = sum(not cell or (is_cell_value(cell) and len(cell.split()) == 1) for cell in cells)
    return len(cells) > _COMMAS_IN_ROW and 2 * plain >= len(cells)


def _lines_of_record(lines: Sequence[str], index: int, delimiter: str) -> int:
    """Return how many lines a record takes: several only where a quoted cell ends in a later line."""
    line = lines[index]
    if not (line.startswith('"') or f'{delimiter}"' in line):
        return 1
    pattern = _record_pattern(delimiter)
    if pattern.fullmatch(line[:_LONGEST_RECORD]):
        return 1
    for count in range(2, _LINES_IN_RECORD + 1):
        record = "\n".join(lines[index : index + count])
        if delimiter in record and len(record) <= _LONGEST_RECORD and pattern.fullmatch(record):
            return min(count, len(lines) - index)
    return 1


@lru_cache(maxsize=2)
def _record_pattern(delimiter: str) -> re.Pattern[str]:
    cell = rf'(?:"(?:[^"]|"")*"|(?!")[^\n{delimiter}]*)'
    return re.compile(f"{cell}(?:{delimiter}{cell})*")
