"""A table that an office transposed, or gave a column of subtotals, read through a form arranged like it.

Input: the form and the items of a source. Output: the Reading for the form.
Invariant: a figure is placed by words here, too: the form's own table is rearranged, its labels stay, and what was read
is mapped back to the form's cells (map_to_current). A subtotal is compared with its columns, never taken.

The source is read with the form as it is. For each table of which fewer than half the cells have a place then, these
arrangements are tried, and the first that places more is taken:
1. With a column 小计 within the merged header of its columns, 法人或其他组织, or beside it.
2. The table with its columns as rows, with the subtotal.
3. The table with its columns as rows: 规章 and 行政规范性文件 over the figures, 制发件数 before them.
A subtotal that is not what its columns add up to makes these unsure.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from disclosure_desk.core.edition_map import CellMapping, EditionMap
from disclosure_desk.core.form import Block, Column, Form, Grid, Row, cell_id
from disclosure_desk.core.form_file import cell_at
from disclosure_desk.readers.build_report import build_report
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.reading import Reading
from disclosure_desk.readers.model.remark import SourceNote
from disclosure_desk.readers.model.source_items import SourceItem
from disclosure_desk.readers.vocabulary.label_key import keys_in
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants

_MOST_ITEMS = 2_000
"""A longer source is not read once more for each arrangement: a report has some hundred items, and a clerk waits."""

_SUBTOTAL = "subtotal"


class Arrangement(NamedTuple):
    """The form with one table as the office has it, and how its cells map back to the form.

    `subtotal_of` are the columns that a subtotal adds up, none without one.
    """

    form: Form
    grid: str
    edition_map: EditionMap
    subtotal_of: tuple[str, ...] = ()
    is_transposed: bool = False

    def cell(self, row: str, column: str) -> str:
        """The id in the arranged form of the cell where a row and a column of the table meet."""
        return cell_id(self.grid, column, row) if self.is_transposed else cell_id(self.grid, row, column)


def build_report_as_arranged(form: Form, source: Sequence[SourceItem]) -> Reading:
    """The reading of a source; where few figures of a table have a place, that of an arrangement that places more."""
    reading = build_report(form, source)
    for grid in filter(_can_be_arranged, form.grids.values()) if len(source) <= _MOST_ITEMS else ():
        block, count = grid.blocks[0], _count_figures(reading, grid)
        is_mostly_placed = 2 * count >= len(block.rows) * len(block.columns)
        for arrangement in () if is_mostly_placed else _arrangements(form, grid, keys_in(source)):
            other = _read_if_any(arrangement.form, source)
            if other and _count_figures(other, grid) > count and _has_columns(arrangement, block, other):
                from disclosure_desk.readers.editions.map_to_current import map_to_current  # noqa: PLC0415 - few need it

                return map_to_current(
                    form, arrangement.edition_map, _with_compared_subtotals(arrangement, block, other)
                )
    return reading


def _read_if_any(form: Form, source: Sequence[SourceItem]) -> Reading | None:
    """The reading for an arrangement; None where nothing has a place in it, which says nothing of the form's own."""
    try:
        return build_report(form, source)
    except ReadError:
        return None


def _can_be_arranged(grid: Grid) -> bool:
    """Whether a table has rows and columns to exchange."""
    return len(grid.blocks) == 1 and len(grid.blocks[0].rows) > 1 and len(grid.blocks[0].columns) > 1


def _count_figures(reading: Reading, grid: Grid) -> int:
    return sum(place.startswith(f"{grid.id}.") for place in reading.origins)


def _arrangements(form: Form, grid: Grid, keys: frozenset[str]) -> Iterator[Arrangement]:
    """The ways in which a source with these keys may have the table, those with a subtotal first."""
    block = grid.blocks[0]
    group = _deepest_group(block)
    transposed_note = f"{grid.name}在原文里横竖对调，已经按规定的行和列放好。"
    for word in [word for word in load_office_variants().subtotals if word in keys][:1]:
        within = block._replace(columns=(*block.columns, _subtotal(group, word, depth=len(group[0].label) - 1)))
        beside = block._replace(columns=(*block.columns, _subtotal(group, word, depth=len(group[0].label) - 2)))
        ids = tuple(column.id for column in group)
        note = f"{grid.name}多出一栏“{word}”，规定的表样里没有，只用来核对，没有取用。"
        for one in (within, beside):
            yield _arranged(form, grid, one, note)._replace(subtotal_of=ids)
        yield _transposed(form, grid, within, f"{transposed_note}{note}")._replace(subtotal_of=ids)
    yield _transposed(form, grid, block, transposed_note)


def _deepest_group(block: Block) -> list[Column]:
    """The columns under the merged header that is not over all of them."""
    deepest = max((column.label[:-1] for column in block.columns), key=len)
    return [column for column in block.columns if column.label[:-1] == deepest]


def _subtotal(group: Sequence[Column], word: str, *, depth: int) -> Column:
    """A column of subtotals at that depth of the headers; that it is a sum keeps the total from adding it again."""
    first = group[0]
    return first._replace(id=_SUBTOTAL, label=(*first.label[:depth], word), name=word, sum_of=_SUBTOTAL)


def _total_of(block: Block) -> str:
    """The id of the column of totals, where the subtotals of a row are mentioned."""
    return next(column.id for column in block.columns if column.sum_of and column.id != _SUBTOTAL)


def _arranged(form: Form, grid: Grid, block: Block, note: str) -> Arrangement:
    mappings = (CellMapping(f"{grid.id}.*.{_SUBTOTAL}", f"{grid.id}.*.{_total_of(block)}", "mention"),)
    return Arrangement(_with_block(form, grid, block), grid.id, EditionMap((), note, mappings))


def _transposed(form: Form, grid: Grid, block: Block, note: str) -> Arrangement:
    """The table with its columns as rows."""
    mappings = tuple(
        CellMapping(f"{grid.id}.{_SUBTOTAL}.*", f"{grid.id}.*.{_total_of(block)}", "mention")
        if column.id == _SUBTOTAL
        else CellMapping(f"{grid.id}.{column.id}.*", f"{grid.id}.*.{column.id}")
        for column in block.columns
    )
    sample = block.columns[0]
    rows = tuple(Row(column.id, column.label, column.help, column.sum_of) for column in block.columns)
    columns = tuple(sample._replace(id=row.id, label=row.label, name=row.name, sum_of=row.sum_of) for row in block.rows)
    turned = block._replace(rows=rows, columns=columns)
    return Arrangement(_with_block(form, grid, turned), grid.id, EditionMap((), note, mappings), is_transposed=True)


def _with_block(form: Form, grid: Grid, block: Block) -> Form:
    """The form with another block in a grid; cells that it has already stay the same objects."""
    other = grid._replace(blocks=(block,))
    sections = tuple(section._replace(grid=other) if section.grid is grid else section for section in form.sections)
    cells = {cell.id: cell for cell in form.cells.values() if cell.grid != grid.id}
    for row in block.rows:
        for column in block.columns:
            cell = cell_at(other, block, row, column)
            cells[cell.id] = form.cells.get(cell.id, cell)
    return form._replace(sections=sections, cells=cells)


def _has_columns(arrangement: Arrangement, block: Block, reading: Reading) -> bool:
    """Whether all columns of the form are there beside a subtotal, which else may be one of them by another name."""
    cells = [[arrangement.cell(row.id, column.id) for row in block.rows] for column in block.columns]
    return not arrangement.subtotal_of or all(any(cell in reading.origins for cell in column) for column in cells)


def _with_compared_subtotals(arrangement: Arrangement, block: Block, reading: Reading) -> Reading:
    """The reading with a doubt at each row whose subtotal is not what its columns add up to."""
    notes: list[SourceNote] = []
    unsure: set[str] = set()
    figures = reading.report.cells
    for row in block.rows if arrangement.subtotal_of else ():
        subtotal = figures[arrangement.cell(row.id, _SUBTOTAL)]
        parts = [arrangement.cell(row.id, column) for column in arrangement.subtotal_of]
        total = sum(figures[part] or 0 for part in parts)
        if subtotal is not None and subtotal != total:
            reason = f"原文的小计是 {subtotal}，各栏加起来是 {total}"
            notes += [SourceNote("doubtful", part, reason) for part in parts]
            unsure.update(parts)
    return reading._replace(notes=(*notes, *reading.notes), unsure=reading.unsure | unsure)
