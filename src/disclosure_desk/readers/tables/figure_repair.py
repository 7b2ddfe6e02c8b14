"""Rows with one figure too many, repaired where the row's own sum shows the one way to do it.

Input: the cells of the form that a row should fill, and the figures it has. Output: the figures by their cells, none of
them sure, with the other way to read the row as candidates; None if there is no way, or more than one.
Invariant: no digit is added, dropped or moved past another; a repair that the sum does not confirm is none.

- Two neighbours are one figure that a narrow column broke in two, 20 and 23 are 2023.
- A table with one column has no sum. It is repaired only where every figure of the row is the same, as when a merged
  cell is written into each of the cells that it covers.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form import Form
from disclosure_desk.readers.tables.segments import CellSource
from disclosure_desk.readers.vocabulary.cell_value import read_cell_value


class RepairedRow(NamedTuple):
    """The figures of a row by their cells, none of them sure; `others` are the candidates for the repaired cell."""

    figures: Mapping[str, CellSource]
    others: Mapping[str, Sequence[CellSource]]


def unsure_row(
    cells: Sequence[str], figures: Sequence[CellSource], others: Mapping[str, Sequence[CellSource]]
) -> RepairedRow:
    """The row with these figures, none of them sure."""
    found = zip(cells, figures, strict=True)
    return RepairedRow({cell: figure._replace(is_sure=False) for cell, figure in found}, others)


def adds_up(form: Form, words: Mapping[str, str]) -> bool:
    """Whether each sum across a row equals its parts, and there is one; `words` by cell, a blank counts as 0."""
    sums = [form.cells[cell] for cell in words if form.cells[cell].row_parts]
    return bool(sums) and all({*cell.row_parts} <= {*words} for cell in sums) and not contradicts_a_sum(form, words)


def contradicts_a_sum(form: Form, words: Mapping[str, str]) -> bool:
    """Whether a sum across a row is not that of its parts, of those sums whose parts are all there."""
    figures: dict[str, Figure] = {}
    for cell, text in words.items():
        figures[cell] = read_cell_value(text, form.cells[cell].column.unit).figure or 0
    parts = {cell: form.cells[cell].row_parts for cell in words}
    whole = {cell: own for cell, own in parts.items() if own and {*own} <= {*words}}
    return any(figures[cell] != sum(figures[part] for part in own) for cell, own in whole.items())


def join_split_figure(form: Form, cells: Sequence[str], figures: Sequence[CellSource]) -> RepairedRow | None:
    """The one way to join two neighbours that makes the row add up; None if there is none, or more than one."""
    if len(cells) == 1 and len({figure.text.strip() for figure in figures}) == 1:
        return RepairedRow({cells[0]: figures[0]._replace(is_sure=False)}, {})
    if len(figures) != len(cells) + 1:
        return None
    ways = [way for place in range(len(cells)) if (way := _with_joined(cells, figures, place))]
    if len(cells) > 1:
        ways = [way for way in ways if _row_adds_up(form, way)]
    return ways[0] if len(ways) == 1 else None


def _row_adds_up(form: Form, row: RepairedRow) -> bool:
    return adds_up(form, {cell: figure.text for cell, figure in row.figures.items()})


def _with_joined(cells: Sequence[str], figures: Sequence[CellSource], place: int) -> RepairedRow | None:
    """The row with the figures at a place and behind it as one."""
    halves = figures[place : place + 2]
    # No office writes a leading zero, so a joined figure that would begin with one was never torn.
    if not all(half.text.strip().isdecimal() for half in halves) or halves[0].text.strip().startswith("0"):
        return None
    whole = halves[0]._replace(text=" ".join(half.text.strip() for half in halves))
    return unsure_row(cells, [*figures[:place], whole, *figures[place + 2 :]], {cells[place]: halves})
