"""Figures put wrong as a clerk would: one less, one more, ten times, blank, swapped with each neighbour."""

from collections.abc import Iterator

from consistent_reports import CELLS, COLUMNS, ROWS, Figures


def neighbours(cell: str) -> Iterator[str]:
    grid, _, rest = cell.partition(".")
    if grid != "requests":
        place = CELLS.index(cell)
        yield from (one for one in CELLS[max(place - 1, 0) : place + 2] if one != cell and one.startswith(grid))
        return
    row, _, column = rest.rpartition(".")
    columns = [*COLUMNS, "total"]
    for other in (ROWS.index(row) - 1, ROWS.index(row) + 1):
        if 0 <= other < len(ROWS):
            yield f"requests.{ROWS[other]}.{column}"
    for other in (columns.index(column) - 1, columns.index(column) + 1):
        if 0 <= other < len(columns):
            yield f"requests.{row}.{columns[other]}"


def mutations(figures: Figures) -> Iterator[dict[str, int | None]]:
    for cell, value in figures.items():
        yield from ({cell: value - 1}, {cell: value + 1}, {cell: value * 10}, {cell: None})
        yield from ({cell: figures[other], other: value} for other in neighbours(cell))
