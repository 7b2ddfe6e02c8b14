"""A block of cells pasted from WPS or Excel: plain strings, or figures for certain cells where it has its labels."""

import csv
from collections.abc import Mapping
from io import StringIO
from typing import NamedTuple

from disclosure_desk.core.form import Form
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.tables.labels import Labels
from disclosure_desk.readers.tables.table_reader import TableReader
from disclosure_desk.readers.vocabulary.label_key import keys_in

_MOST_CELLS, _MOST_STRAY = 100_000, 5


class PastedBlock(NamedTuple):
    """Either `rows`, a rectangle of strings as pasted, or `placed`, the words for each cell by its id.

    `unplaced` are the rows that have no place in the grid, where others have.
    """

    rows: tuple[tuple[str, ...], ...]
    placed: Mapping[str, str]
    unplaced: tuple[tuple[str, ...], ...] = ()


def read_block(form: Form, grid_id: str, text: str) -> PastedBlock:
    """The block in a pasted text; one with row labels but no headers has the form's columns in their order.

    Raises ReadError for far more cells than any table has.
    """
    rows = _rectangle(_without_stray_lines(_split(text), ends_as_copied=text.endswith("\n")))
    labels = Labels(form, [form.grids[grid_id]], keys_in(tuple(map(SourceRow, rows))))
    reader = TableReader(labels, headless=True)
    strange = [row for number, row in enumerate(rows) if not reader.take(number, SourceRow(row))]
    reader.end_segment()
    if not reader.placed:
        return PastedBlock(rows, {})
    unplaced = (one.row.cells for one in reader.unplaced if one.kind == "unplaced")
    placed = {cell: found.text for cell, found in reader.placed.items()}
    return PastedBlock((), placed, (*strange, *unplaced))


def _split(text: str) -> list[list[str]]:
    """The cells of each line; Excel puts a cell of several lines in double quotes."""
    if text.count('"') % 2 == 0:
        try:
            return list(csv.reader(StringIO(text, newline=""), delimiter="\t"))
        except csv.Error:
            pass  # a cell is too long for the csv module: no table of the form, but still lines of cells
    return [line.split("\t") for line in text.splitlines()]


def _without_stray_lines(lines: list[list[str]], *, ends_as_copied: bool) -> list[list[str]]:
    """The lines without blank ones before the first, which a page or a mail may leave there.

    A spreadsheet ends each line, the last too: there a blank line before several others is a blank cell of a column.
    """
    filled = [number for number, line in enumerate(lines) if any(cell.strip() for cell in line)]
    is_stray = bool(filled) and (len(filled) == 1 or not ends_as_copied)
    is_blank = not any(len(line) > 1 for line in lines[: filled[0]]) if filled else False
    return lines[filled[0] :] if is_stray and is_blank and filled[0] <= _MOST_STRAY else lines


def _rectangle(lines: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    """The lines made equally long, without the empty ones that a spreadsheet adds at the end."""
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    width = max(map(len, lines), default=0)
    if width * len(lines) > _MOST_CELLS:
        raise ReadError("粘贴的内容太大了，不像是报告里的表格；请只复制要填的那几行几列。")
    return tuple((*line, *[""] * (width - len(line))) for line in lines)
