"""Whether the figures of a row add up as the form says: what tells a column that stands in another's place."""

from collections.abc import Mapping

from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form import Form
from disclosure_desk.readers.vocabulary.cell_value import read_cell_value


def adds_up(form: Form, found: Mapping[str, str]) -> bool:
    """Whether every sum across a row that stands here is that of its parts, and there is one; a blank counts as 0."""
    sums = [form.cells[cell] for cell in found if form.cells[cell].row_parts]
    if not sums or not all({*cell.row_parts} <= {*found} for cell in sums):
        return False
    figures: dict[str, Figure] = {}
    for cell, text in found.items():
        figures[cell] = read_cell_value(text, form.cells[cell].column.unit).figure or 0
    return all(figures[cell.id] == sum(figures[part] for part in cell.row_parts) for cell in sums)
