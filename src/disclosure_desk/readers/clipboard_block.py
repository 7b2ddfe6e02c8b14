"""A block pasted from WPS or Excel: a rectangle of strings, or figures at their cells where it brings its labels."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import NamedTuple

from disclosure_desk.core.form import Form
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.tables.labels import Labels
from disclosure_desk.readers.tables.table import TableReader
from disclosure_desk.readers.vocabulary.label_key import keys_in

_MOST_CELLS = 100_000


class PastedBlock(NamedTuple):
    """Either `rows`, a rectangle of strings as pasted, or `placed`, what stood at which cell's id.

    `unplaced` are the rows beside `placed` that have no place in the grid.
    """

    rows: tuple[tuple[str, ...], ...]
    placed: Mapping[str, str]
    unplaced: tuple[tuple[str, ...], ...] = ()


def read_block(form: Form, grid_id: str, text: str) -> PastedBlock:
    """What a pasted text holds for a grid; a block without heads that names its rows has the form's columns.

    Raises ReadError for far more cells than any table has.
    """
    rows = _rectangle(_split(text))
    said = keys_in(map(SourceRow, rows))
    reader = TableReader(Labels(form, [form.grids[grid_id]], said), headless=True)
    strange = [row for number, row in enumerate(rows) if not reader.take(number, SourceRow(row))]
    reader.end_part()
    if not reader.placed:
        return PastedBlock(rows, {})
    left = (left.row.cells for left in reader.left if left.kind == "unplaced")
    placed = {cell: found.text for cell, found in reader.placed.items()}
    return PastedBlock((), placed, (*strange, *left))


def _split(text: str) -> list[list[str]]:
    """Lines of cells; Excel puts a cell of several lines in double quotes."""
    if text.count('"') % 2 == 0:
        try:
            return list(csv.reader(StringIO(text, newline=""), delimiter="\t"))
        except csv.Error:
            pass  # a cell too long for the module: no table of ours, but still lines of cells
    return [line.split("\t") for line in text.splitlines()]


def _rectangle(lines: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """Lines of equal length; the empty ones that a spreadsheet adds at the end are left off."""
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    width = max(map(len, lines), default=0)
    if width * len(lines) > _MOST_CELLS:
        raise ReadError("粘贴的内容太大了，不像是报告里的表格；请只复制要填的那几行几列。")
    return tuple((*line, *[""] * (width - len(line))) for line in lines)
