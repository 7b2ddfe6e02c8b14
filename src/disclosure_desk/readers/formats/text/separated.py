"""Lines of cells with a tab or comma between them, as spreadsheets write them: cells may be quoted, and have lines."""

import csv
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from disclosure_desk.readers.vocabulary.cell_value import is_value

_COMMAS, _ROWS = 3, 10
"""So many commas make a line of cells, and so many of those a text with commas between its cells."""

_MOST_LINES, _LONGEST = 12, 10_000
"""No label has so many lines; no row of ours is so long."""


def is_separated(lines: Sequence[str]) -> bool:
    """Whether the cells of a text are parted by commas: many lines have nothing but words, figures and blanks there."""
    return not any("\t" in line for line in lines) and sum(map(_has_cells, lines)) >= _ROWS


def records(lines: Sequence[str], mark: str) -> Iterator[str]:
    """The lines, those in one that quotation marks hold together."""
    place = 0
    while place < len(lines):
        taken = _lines_of_record(lines, place, mark)
        yield "\n".join(lines[place : place + taken])
        place += taken


def cells_of(record: str, mark: str) -> tuple[str, ...]:
    """The cells of a line, without the quotation marks around them."""
    if '"' not in record or len(record) > _LONGEST or not _record(mark).fullmatch(record):
        return tuple(record.split(mark))
    return tuple(next(csv.reader([record], delimiter=mark)))


def _has_cells(line: str) -> bool:
    cells = [cell.strip() for cell in line.split(",")]
    # Blanks between digits tell figures with thousands marked, side by side.
    plain = sum(not cell or (is_value(cell) and len(cell.split()) == 1) for cell in cells)
    return len(cells) > _COMMAS and 2 * plain >= len(cells)


def _lines_of_record(lines: Sequence[str], place: int, mark: str) -> int:
    """How many lines a record takes: more than one only where a quoted cell ends in a later line, and others follow."""
    line = lines[place]
    if not (line.startswith('"') or f'{mark}"' in line) or _record(mark).fullmatch(line[:_LONGEST]):
        return 1
    for taken in range(2, _MOST_LINES + 1):
        whole = "\n".join(lines[place : place + taken])
        if mark in whole and len(whole) <= _LONGEST and _record(mark).fullmatch(whole):
            return min(taken, len(lines) - place)
    return 1


@lru_cache(maxsize=2)
def _record(mark: str) -> re.Pattern[str]:
    cell = rf'(?:"(?:[^"]|"")*"|(?!")[^\n{mark}]*)'
    return re.compile(f"{cell}(?:{mark}{cell})*")
