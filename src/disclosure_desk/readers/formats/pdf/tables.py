"""Words in a grid -> rows of cells at their true columns.

Input: the grids and words of a page. Output: PdfTable for each grid, and the words that are in none. Invariant: a word
is in one cell, that where most of its characters are; two figures under each other in a cell are never made one (`123`
over `45` is `123 45`). A square that a merged cell covers is "".
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.grids import PdfGrid, PointBox, Square
from disclosure_desk.readers.formats.pdf.lines import is_latin, join_lines, join_texts
from disclosure_desk.readers.formats.pdf.words import PdfWord

_HALF_HEIGHT = 0.35
"""In sizes: the middle of a character is so far above its base."""


class PdfTableRow(NamedTuple):
    """A row's cells and its place, with the boxes of its cells if known."""

    cells: tuple[str, ...]
    left: float
    top: float
    right: float
    bottom: float
    boxes: tuple[PointBox | None, ...] = ()


class PdfTable(NamedTuple):
    """The rows of a table that say something, from the top, and the edges of its columns."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    rows: tuple[PdfTableRow, ...]


def fill_tables(grids: Sequence[PdfGrid], words: Iterable[PdfWord]) -> tuple[list[PdfTable], list[PdfWord]]:
    """Return the tables with the words in them, and the words that are in none."""
    # The smallest first: a table in a frame, or within a cell, gets its words before what is around it.
    nested = sorted(grids, key=lambda grid: grid.area)
    inside: dict[int, list[PdfWord]] = {number: [] for number in range(len(nested))}
    outside: list[PdfWord] = []
    for word in words:
        x, y = (word.left + word.right) / 2, word.base - _HALF_HEIGHT * word.size
        number = next((number for number, grid in enumerate(nested) if grid.contains(x, y)), None)
        (outside if number is None else inside[number]).append(word)
    tables = [
        PdfTable(grid.down[0], grid.down[-1], grid.across, tuple(_rows(grid, inside[number])))
        for number, grid in enumerate(nested)
    ]
    return tables, outside


def join_cell_lines(one: str, two: str) -> str:
    """Return two lines of a cell as one, with a space between letters or figures."""
    return join_texts(one, two, space=is_latin(one[-1]) and is_latin(two[0]))


def _rows(grid: PdfGrid, words: Iterable[PdfWord]) -> Iterator[PdfTableRow]:
    texts = {
        cell: reduce(join_cell_lines, (line.text for line in join_lines(words_in_cell)))
        for cell, words_in_cell in _words_by_cell(grid, words).items()
    }
    columns = range(len(grid.across) - 1)
    boxes = grid.boxes()
    for number, (top, bottom) in enumerate(pairwise(grid.down)):
        cells = tuple(texts.get((number, column), "") for column in columns)
        if any(cells):  # a row without a word in it says nothing
            row_boxes = tuple(boxes[number, column] for column in columns)
            yield PdfTableRow(cells, grid.across[0], top, grid.across[-1], bottom, row_boxes)


def _words_by_cell(grid: PdfGrid, words: Iterable[PdfWord]) -> Mapping[Square, list[PdfWord]]:
    """Return the words in each cell; one that is wider than its cell belongs to where most of it is."""
    by_cell: dict[Square, list[PdfWord]] = {}
    for word in words:
        y = word.base - _HALF_HEIGHT * word.size
        cells = Counter(grid.cell_at((one.left + one.right) / 2, y) for one in word.characters)
        by_cell.setdefault(max(cells, key=cells.__getitem__), []).append(word)
    return by_cell
