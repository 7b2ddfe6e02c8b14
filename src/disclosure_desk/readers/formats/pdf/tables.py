"""Words in a grid -> rows of cells at their true columns."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.grids import Box, Grid, Square
from disclosure_desk.readers.formats.pdf.lines import is_latin, joined, lines
from disclosure_desk.readers.formats.pdf.words import Word

_HALF_HEIGHT = 0.35


class PdfTableRow(NamedTuple):
    """A row's cells, and where it stands, with the boxes of its cells if known; what a merged cell covers is ""."""

    cells: tuple[str, ...]
    left: float
    top: float
    right: float
    bottom: float
    boxes: tuple[Box | None, ...] = ()


class Table(NamedTuple):
    """The rows of a table that say something, from the top, and the edges of its columns."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: tuple[PdfTableRow, ...]


def tables(grids: Sequence[Grid], words: Iterable[Word]) -> tuple[list[Table], list[Word]]:
    """The tables with the words in them, and the words that stand in none."""
    nested = sorted(grids, key=lambda grid: grid.area)
    inside: dict[int, list[Word]] = {number: [] for number in range(len(nested))}
    outside: list[Word] = []
    for word in words:
        x, y = (word.left + word.right) / 2, word.base - _HALF_HEIGHT * word.size
        number = next((number for number, grid in enumerate(nested) if grid.holds(x, y)), None)
        (outside if number is None else inside[number]).append(word)
    found = [(grid, tuple(_rows(grid, inside[number]))) for number, grid in enumerate(nested)]
    return [Table(grid.down[0], grid.down[-1], grid.across, rows) for grid, rows in found], outside


def _rows(grid: Grid, words: Iterable[Word]) -> Iterator[PdfTableRow]:
    texts = {cell: _text(inside) for cell, inside in _by_cell(grid, words).items()}
    columns = range(len(grid.across) - 1)
    boxes = grid.boxes()
    for number, (top, bottom) in enumerate(pairwise(grid.down)):
        cells = tuple(texts.get((number, column), "") for column in columns)
        if any(cells):
            where = tuple(boxes[number, column] for column in columns)
            yield PdfTableRow(cells, grid.across[0], top, grid.across[-1], bottom, where)


def _by_cell(grid: Grid, words: Iterable[Word]) -> Mapping[Square, list[Word]]:
    """The words in each cell; one that is wider than its cell belongs to where most of it stands."""
    inside: dict[Square, list[Word]] = {}
    for word in words:
        y = word.base - _HALF_HEIGHT * word.size
        cells = Counter(grid.cell((one.left + one.right) / 2, y) for one in word.characters)
        inside.setdefault(max(cells, key=cells.__getitem__), []).append(word)
    return inside


def _text(words: Iterable[Word]) -> str:
    """The lines in a cell as one; two figures under each other are never made one."""
    return reduce(in_one, (line.text for line in lines(words)))


def in_one(one: str, two: str) -> str:
    """Two lines of a cell as one."""
    return joined(one, two, blank=is_latin(one[-1]) and is_latin(two[0]))
