"""A table that an office has turned on its side, or given a column of subtotals, is read as one of the form."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from disclosure_desk.core.edition_map import CellMapping, EditionMap
from disclosure_desk.core.form import Block, Column, Form, Grid, Row, cell_id
from disclosure_desk.core.form_file import cell_at
from disclosure_desk.core.report import Note
from disclosure_desk.readers.build_report import align
from disclosure_desk.readers.editions.map_to_current import map_to_current
from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.model.source_items import SourceItem
from disclosure_desk.readers.vocabulary.label_key import keys_in
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants

_MOST_ITEMS = 2_000
"""A longer source is not read again and again; a report has some hundred items."""

_SUBTOTAL = "subtotal"


class Arrangement(NamedTuple):
    """The form with one table as the office has it, and how its cells go back; `group`: the columns of a subtotal."""

    form: Form
    grid: str
    edition_map: EditionMap
    group: tuple[str, ...] = ()
    is_turned: bool = False

    def cell(self, row: str, column: str) -> str:
        """The id of a cell of the table as it is arranged."""
        return cell_id(self.grid, column, row) if self.is_turned else cell_id(self.grid, row, column)


def align_as_arranged(form: Form, stream: Sequence[SourceItem]) -> Reading:
    """The reading of a stream; where few figures of a table have a place, that of an arrangement that places more."""
    reading = align(form, stream)
    for grid in filter(_is_arrangeable, form.grids.values()) if len(stream) <= _MOST_ITEMS else ():
        count = _figures_in(reading, grid)
        for arrangement in _arrangements(form, grid, keys_in(stream)) if 2 * count < _size(grid) else ():
            other = align(arrangement.form, stream)
            if _figures_in(other, grid) > count and _has_columns(arrangement, grid.blocks[0], other):
                return map_to_current(form, arrangement.edition_map, _compared(arrangement, grid.blocks[0], other))
    return reading


def _is_arrangeable(grid: Grid) -> bool:
    """Whether a table has rows and columns to exchange."""
    return len(grid.blocks) == 1 and len(grid.blocks[0].rows) > 1 and len(grid.blocks[0].columns) > 1


def _figures_in(reading: Reading, grid: Grid) -> int:
    return sum(place.startswith(f"{grid.id}.") for place in reading.origins)


def _size(grid: Grid) -> int:
    return len(grid.blocks[0].rows) * len(grid.blocks[0].columns)


def _arrangements(form: Form, grid: Grid, words: frozenset[str]) -> Iterator[Arrangement]:
    """The ways in which a source with these words may have the table, those that explain more of it first."""
    block = grid.blocks[0]
    group = _group(block)
    subtotals = [word for word in load_office_variants().subtotals if word in words][:1]
    for word in subtotals:
        within = block._replace(columns=(*block.columns, _subtotal(group, word, depth=len(group[0].label) - 1)))
        beside = block._replace(columns=(*block.columns, _subtotal(group, word, depth=len(group[0].label) - 2)))
        ids = tuple(column.id for column in group)
        note = f"{grid.name}多出一栏“{word}”，规定的表样里没有，只用来核对，没有取用。"
        for one in (within, beside):
            yield _arranged(form, grid, one, note)._replace(group=ids)
        yield _turned(form, grid, within, f"{_turned_note(grid)}{note}")._replace(group=ids)
    yield _turned(form, grid, block, _turned_note(grid))


def _turned_note(grid: Grid) -> str:
    return f"{grid.name}在原文里横竖对调，已经按规定的行和列放好。"


def _group(block: Block) -> list[Column]:
    """The columns under the merged head that is not over all of them."""
    deepest = max((column.label[:-1] for column in block.columns), key=len)
    return [column for column in block.columns if column.label[:-1] == deepest]


def _subtotal(group: Sequence[Column], word: str, *, depth: int) -> Column:
    """A column of subtotals at that depth of the heads; that it is a sum keeps the total from adding it again."""
    first = group[0]
    return first._replace(id=_SUBTOTAL, label=(*first.label[:depth], word), name=word, sum_of=_SUBTOTAL)


def _arranged(form: Form, grid: Grid, block: Block, note: str) -> Arrangement:
    total = next(column.id for column in block.columns if column.sum_of and column.id != _SUBTOTAL)
    mappings = (CellMapping(f"{grid.id}.*.{_SUBTOTAL}", f"{grid.id}.*.{total}", "mention"),)
    return Arrangement(_with_block(form, grid, block), grid.id, EditionMap((), note, mappings))


def _turned(form: Form, grid: Grid, block: Block, note: str) -> Arrangement:
    """The table with its columns as rows."""
    total = next(column.id for column in block.columns if column.sum_of and column.id != _SUBTOTAL)
    mappings = tuple(
        CellMapping(f"{grid.id}.{_SUBTOTAL}.*", f"{grid.id}.*.{total}", "mention")
        if column.id == _SUBTOTAL
        else CellMapping(f"{grid.id}.{column.id}.*", f"{grid.id}.*.{column.id}")
        for column in block.columns
    )
    sample = block.columns[0]
    rows = tuple(Row(column.id, column.label, column.help, column.sum_of) for column in block.columns)
    columns = tuple(sample._replace(id=row.id, label=row.label, name=row.name, sum_of=row.sum_of) for row in block.rows)
    turned = block._replace(rows=rows, columns=columns)
    return Arrangement(_with_block(form, grid, turned), grid.id, EditionMap((), note, mappings), is_turned=True)


def _with_block(form: Form, grid: Grid, block: Block) -> Form:
    """The form with another block in a grid; the cells that it had already are the same ones."""
    other = grid._replace(blocks=(block,))
    sections = tuple(section._replace(grid=other) if section.grid is grid else section for section in form.sections)
    cells = {cell.id: cell for cell in form.cells.values() if cell.grid != grid.id}
    for row in block.rows:
        for column in block.columns:
            cell = cell_at(other, block, row, column)
            cells[cell.id] = form.cells.get(cell.id, cell)
    return replace(form, sections=sections, cells=cells)


def _has_columns(arrangement: Arrangement, block: Block, reading: Reading) -> bool:
    """Whether all columns of the form are there beside a subtotal, which else may be one of them by another name."""
    cells = [[arrangement.cell(row.id, column.id) for row in block.rows] for column in block.columns]
    return not arrangement.group or all(any(cell in reading.origins for cell in column) for column in cells)


def _compared(arrangement: Arrangement, block: Block, reading: Reading) -> Reading:
    """The reading with a doubt at each row whose subtotal is not what its columns add up to."""
    notes: list[Note] = []
    unsure: set[str] = set()
    figures = reading.report.cells
    for row in block.rows if arrangement.group else ():
        subtotal = figures[arrangement.cell(row.id, _SUBTOTAL)]
        parts = [arrangement.cell(row.id, column) for column in arrangement.group]
        total = sum(figures[part] or 0 for part in parts)
        if subtotal is not None and subtotal != total:
            notes += [Note("doubtful", part, f"原文的小计是 {subtotal}，各栏加起来是 {total}") for part in parts]
            unsure.update(parts)
    return reading._replace(remarks=(*notes, *reading.remarks), unsure=reading.unsure | unsure)
