"""The layout of a grid: which heading or figure stands in which rows and columns.

It is worked out from the label paths of the form alone, so that the screen, the printed page and every export show
the same table.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import groupby
from typing import Literal, NamedTuple

from disclosure_desk.core.form import Block, Grid, cell_id

Kind = Literal["caption", "corner", "header", "label", "figure"]


class Box(NamedTuple):
    """One box of a grid: where it starts, how far it reaches, and what stands in it."""

    row: int
    column: int
    rows: int
    columns: int
    kind: Kind
    text: str
    cell: str = ""


class Layout:
    """A grid laid out: boxes from top left to bottom right that cover every place exactly once.

    `head_rows` hold captions and column heads; those of the first block come before any figure. Layouts compare by
    identity because there is one for each grid: that makes them cheap keys of caches.
    """

    def __init__(self, grid: Grid, rows: int, columns: int, boxes: tuple[Box, ...], head_rows: tuple[int, ...]) -> None:
        self.grid, self.rows, self.columns, self.boxes, self.head_rows = grid, rows, columns, boxes, head_rows

    def row(self, number: int) -> tuple[Box, ...]:
        """The boxes that start in a row, from left to right."""
        return tuple(box for box in self.boxes if box.row == number)


@lru_cache(maxsize=16)
def lay_out(grid: Grid) -> Layout:
    """The layout of a grid."""
    columns = len(grid.widths)
    boxes: list[Box] = []
    heads: list[int] = []
    top = 0
    for block in grid.blocks:
        depth = _head_depth(block)
        heads.extend(range(top, top + depth))
        boxes.extend(_boxes_of_block(grid, block, top))
        top += depth + len(block.rows)
    boxes.sort(key=lambda box: (box.row, box.column))
    return Layout(grid, top, columns, tuple(boxes), tuple(heads))


def _head_depth(block: Block) -> int:
    """How many rows the caption and the column heads of a block take."""
    return bool(block.caption) + max(len(column.label) for column in block.columns)


def _boxes_of_block(grid: Grid, block: Block, top: int) -> Iterator[Box]:
    columns, labels = len(grid.widths), grid.label_columns
    if block.caption:
        yield Box(top, 0, 1, columns, "caption", block.caption)
    head_top, body = top + bool(block.caption), top + _head_depth(block)
    if labels:
        yield Box(head_top, 0, body - head_top, labels, "corner", block.corner)
    starts = _column_starts(grid, block)
    paths = [column.label for column in block.columns]
    for run, level, deep, text in _runs(paths, body - head_top):
        left, right = starts[run.start], starts[run.stop]
        yield Box(head_top + level, left, deep, right - left, "header", text)
    for run, level, deep, text in _runs([row.label for row in block.rows], labels):
        yield Box(body + run.start, level, len(run), deep, "label", text)
    for index, row in enumerate(block.rows):
        for number, column in enumerate(block.columns):
            left, right = starts[number], starts[number + 1]
            figure = cell_id(grid.id, row.id, column.id)
            yield Box(body + index, left, 1, right - left, "figure", "", figure)


def _column_starts(grid: Grid, block: Block) -> list[int]:
    """Where each figure column starts, and where the last one ends; it takes the columns left over."""
    starts = [grid.label_columns + number for number in range(len(block.columns))]
    return [*starts, len(grid.widths)]


def _runs(paths: Sequence[tuple[str, ...]], depth: int) -> Iterator[tuple[range, int, int, str]]:
    """The merged headings of label paths: which lines, at what level, how many levels deep, what text.

    A run of equal path prefixes is one heading; the last label of a path reaches to the edge.
    """
    for level in range(depth):
        prefixes = [(path[: level + 1], len(path) == level + 1) if len(path) > level else None for path in paths]
        for key, group in groupby(range(len(paths)), key=prefixes.__getitem__):
            if key:
                run = list(group)
                prefix, ends = key
                yield range(run[0], run[-1] + 1), level, depth - level if ends else 1, prefix[-1]


def boxes_by_cell(layout: Layout) -> dict[str, Box]:
    """The box of each cell by the cell's id."""
    return {box.cell: box for box in layout.boxes if box.cell}


@lru_cache(maxsize=16)
def heads_of_figures(layout: Layout) -> Mapping[int, tuple[int, ...]]:
    """The heads of each figure: the numbers of the boxes over it, then of those beside it, by its own number."""
    labels = [_row_labels(layout, row) for row in range(layout.rows)]
    heads_over = lru_cache(partial(_heads_over, layout))
    return {
        number: (*heads_over(_block_end(layout, box.row), box.column, box.columns), *labels[box.row])
        for number, box in enumerate(layout.boxes)
        if box.cell
    }


def _row_labels(layout: Layout, row: int) -> tuple[int, ...]:
    """The labels of a row."""
    boxes = enumerate(layout.boxes)
    return tuple(number for number, box in boxes if box.kind == "label" and box.row <= row < box.row + box.rows)


def _block_end(layout: Layout, row: int) -> int:
    """The last row of heads above a row."""
    return max(head for head in layout.head_rows if head < row)


def _heads_over(layout: Layout, end: int, column: int, columns: int) -> tuple[int, ...]:
    """The heads over any of these columns, the caption of their block before them; `end` is the last row of heads."""
    top = next(row for row in range(end, -1, -1) if row - 1 not in layout.head_rows)
    return tuple(
        number
        for number, box in enumerate(layout.boxes)
        if box.kind in {"caption", "header"}
        and top <= box.row <= end
        and box.column < column + columns
        and column < box.column + box.columns
    )
