"""What the status line says of the selected figures: how many they are, and what they add up to."""

from collections.abc import Sequence

from disclosure_desk.core.figure import figure, print_figure
from disclosure_desk.core.report import Report


def selection_words(report: Report, cells: Sequence[str]) -> str:
    """How many cells are selected, and the sum of the figures among them; a whole row of several by its name."""
    if not cells:
        return ""
    figures = [one for one in map(report.figure, cells) if one is not None]
    first = report.form.cells[cells[0]]
    row = first.row
    of_row = [cell.id for cell in report.form.cells.values() if (cell.grid, cell.row) == (first.grid, row)]
    is_row = len(of_row) > 1 and bool(row.name) and {*cells} == {*of_row}
    counted = f"{row.name}：{len(cells)} 格" if is_row else f"选中 {len(cells)} 格"
    return f"{counted}，合计 {print_figure(figure(sum(figures)))}" if figures else counted
