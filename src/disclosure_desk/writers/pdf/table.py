"""Table fitting: the type size, column widths, row heights and lines of a table, and how its rows go on pages.

Input: the layout of a grid, its figures as text, the measure and the room. Output: a FittedTable, which grid.py draws.

What always holds: no text is cut off and no row is split between pages; a merged label is repeated whole where a page
cuts its rows, and the heads are repeated on each page.

Order of attempts: sizes of type from the largest to the smallest; for each, wider and wider columns of labels, of which
the table of the least depth is taken; for that, the blank above and below the lines from the most pleasant to the
least. The first table that fits the room is taken; where none does, the last one of the smallest type. A table with
labels in three columns, table three, is then tried once more with narrow merged labels before its rows are put on two
pages. Lines are only counted while sizes are tried, and set for the one that is taken.

Examples: table two with ordinary figures is set in 12 points with much blank; table three with figures of eight digits
in 9 points, its merged labels two characters wide, to stay on one page.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from disclosure_desk.core.form import Grid
from disclosure_desk.core.layout import Box, Layout
from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.writers.pdf.atoms import Atom, atoms
from disclosure_desk.writers.pdf.columns import (
    PADDING,
    WIDE_PADDING,
    column_widths,
    least_widths,
    text_width,
    width_needs,
)
from disclosure_desk.writers.pdf.font.chains import FontChain
from disclosure_desk.writers.pdf.lines import LineFormat, TextLine, set_lines

SIZES = (10.5, 10.0, 9.5, 9.0)
"""Type sizes of tables in points, in the order they are tried."""
_LEADING = 1.2
AIRS = (4.0, 3.25, 2.5, 2.0)
"""Blank above and below the lines of a box in points, in the order it is tried."""
_FEW_ROWS, _WIDE_AIRS = 15, (6.5, 5.0, 4.0)
"""Tables of few rows, all but table three, have more blank."""
_FEW_COLUMNS, _LARGE_SIZES = 8, (12.0, 11.0, 10.5)
"""Those of few columns too, as table two, are set in larger type."""
_WEIGHTS = (1.0, 1.25, 1.5)
"""How much wider than the ratio of the form the columns of labels are tried, where that makes the table less deep."""
_LAST_WEIGHTS = (2.0, 3.0)
"""The same for the last of them alone, the others narrow, where the table would be cut otherwise."""
_NESTED = 3
"""How many columns of labels a table must have for that."""
_ENDLESS = float("inf")
_NUMBER = lazy_pattern(r"[（(][^）)]+[）)]")


class _Fitting(NamedTuple):
    """What is chosen for a table, in points."""

    layout: Layout
    size: float
    air: float
    edges: tuple[float, ...]
    counts: tuple[int, ...]
    """How many lines each box has, in the order of the layout."""
    lines: tuple[tuple[TextLine, ...], ...] = ()
    """The lines of each box; empty while sizes are tried."""
    more: float = 0.0
    """By how much each row is higher than it needs to be."""


class FittedTable(_Fitting):
    """A table at one type size: the edges of its columns in points, and the lines of its boxes."""

    @property
    def leading(self) -> float:
        """From one line of a box to the next."""
        return self.size * _LEADING

    def need(self, number: int) -> float:
        """The height that the lines of a box need."""
        return self.counts[number] * self.leading + 2 * self.air

    @cached_property
    def _single(self) -> list[float]:
        """The least height of each row, from the boxes that are in this row only."""
        heights = [self.leading + 2 * self.air] * self.layout.rows
        for number, box in enumerate(self.layout.boxes):
            if box.rows == 1 and self.counts[number] > 1:
                heights[box.row] = max(heights[box.row], self.need(number))
        return heights

    @cached_property
    def _merged(self) -> list[tuple[range, float]]:
        """The rows of each box that spans several, and the height it needs."""
        return [
            (range(box.row, box.row + box.rows), self.need(number))
            for number, box in enumerate(self.layout.boxes)
            if box.rows > 1
        ]

    def heights(self, rows: Sequence[int]) -> list[float]:
        """The height of each of these rows where they are together on a page.

        A merged label is repeated whole where a page cuts its rows, so these may be higher than in the whole table.
        """
        heights = {row: self._single[row] for row in rows}
        for span, need in self._merged:
            shown = [row for row in span if row in heights]
            missing = need - sum(heights[row] for row in shown)
            for row in shown if missing > 0 else ():
                heights[row] += missing / len(shown)
        return [heights[row] + self.more for row in rows]

    def depth(self) -> float:
        """The height of the whole table."""
        return sum(self.heights(range(self.layout.rows)))

    def stretched(self, more: float, rows: int) -> "FittedTable":
        """The table with `more` height, given to `rows` rows evenly."""
        return self._replace(more=self.more + more / rows)


def fit(layout: Layout, figures: Mapping[str, str], measure: float, room: float, chain: FontChain) -> FittedTable:
    """The table in the largest type in which all figures have room and the whole fits the room.

    It is in the smallest type if there is none; the figures that then have no room are narrowed when they are drawn.
    """
    cells = tuple(figures.items())
    fitted = _fit(layout, cells, (measure, room), chain, _WEIGHTS[: max(layout.grid.label_columns, 1)])
    if fitted.depth() <= room or layout.grid.label_columns < _NESTED:
        return fitted
    narrow = _fit(layout, cells, (measure, room), chain, _LAST_WEIGHTS)
    return narrow if narrow.depth() <= room else fitted


@lru_cache(maxsize=16)
def _fit(
    layout: Layout,
    cells: tuple[tuple[str, str], ...],
    space: tuple[float, float],
    chain: FontChain,
    weights: tuple[float, ...],
) -> FittedTable:
    """The same with some weights of the labels; cached, because figures seldom change while a text is typed."""
    (measure, room), figures, last_only = space, dict(cells), weights is _LAST_WEIGHTS
    needed = width_needs(layout, figures, chain, narrow=last_only)
    ems = [text_width(chain, box.text) for box in layout.boxes]
    for size, airs in _choices(layout):
        least, last = least_widths(layout, needed, size), size == SIZES[-1]
        if sum(least) > measure and not last:
            continue
        ratios = [_weighted(layout.grid, weight, last_only=last_only) for weight in weights]
        tries = [_tried(layout, size, column_widths(ratio, least, measure), airs[-1], ems) for ratio in ratios]
        best = min(tries, key=FittedTable.depth)
        if best.depth() > room and not last:
            continue
        whole = _with_lines(best, figures, chain)
        for air in airs:
            fitted = whole._replace(air=air)
            if fitted.depth() <= room:
                return fitted
    return fitted


def least_depth(layout: Layout, size: float) -> float:
    """The least height of a table in this type."""
    return layout.rows * (size * _LEADING + 2 * AIRS[-1])


def _choices(layout: Layout) -> Iterator[tuple[float, Sequence[float]]]:
    """The type sizes that are tried for a table, each with the blanks above and below its lines."""
    if layout.rows <= _FEW_ROWS:
        for size in _LARGE_SIZES if layout.columns <= _FEW_COLUMNS else SIZES[:1]:
            yield size, _WIDE_AIRS
    for size in SIZES:
        yield size, AIRS


def _weighted(grid: Grid, weight: float, *, last_only: bool) -> list[float]:
    """The ratio of the form with wider columns of labels, or only the last of them wider."""
    first = grid.label_columns - 1 if last_only else 0
    wider = range(first, grid.label_columns)
    return [width * weight if column in wider else width for column, width in enumerate(grid.widths)]


def _tried(layout: Layout, size: float, widths: Sequence[float], air: float, ems: Sequence[float]) -> FittedTable:
    """The table at one size with the lines of its boxes counted: as many as the width of the text asks for.

    There may be more when they are set, but never fewer: a size that does not fit when counted is not set at all.
    """
    edges = tuple(accumulate(widths, initial=0.0))
    counts = tuple(
        ceil(em * size / (edges[box.column + box.columns] - edges[box.column] - 2 * padding(layout.grid, box)) - 0.01)
        if em
        else 1
        for box, em in zip(layout.boxes, ems, strict=True)
    )
    return FittedTable(layout, size, air, edges, counts)


def _with_lines(tried: FittedTable, figures: Mapping[str, str], chain: FontChain) -> FittedTable:
    """The same table with the lines of its boxes."""
    grid, edges = tried.layout.grid, tried.edges
    lines = tuple(
        _figure_line(chain, figures[box.cell], tried.size)
        if box.cell
        else _label_lines(grid, box, tried.size, edges[box.column + box.columns] - edges[box.column], chain)
        for box in tried.layout.boxes
    )
    return tried._replace(counts=tuple(map(len, lines)), lines=lines)


@lru_cache(maxsize=512)
def _figure_line(chain: FontChain, figure: str, size: float) -> tuple[TextLine, ...]:
    """A figure as its one line, none if it is blank; cached, because most figures are in every report."""
    glyphs = [glyph for glyph in map(chain.glyph, figure) if glyph]
    edges = list(accumulate((glyph.advance * size for glyph in glyphs), initial=0.0))
    return (TextLine(tuple(zip(edges, glyphs, strict=False)), edges[-1]),) if glyphs else ()


def _label_lines(grid: Grid, box: Box, size: float, width: float, chain: FontChain) -> tuple[TextLine, ...]:
    """The lines of a heading or label.

    The number of a merged label that needs several lines, （一）, has a line of its own; a single character in the last
    line is joined by another one from the line before.
    """
    room = width - 2 * padding(grid, box)
    number = _NUMBER.match(box.text)
    if number and box.rows > 1 and len(box.text) * size > room:
        name = box.text[number.end() :]
        return (*_wrapped(chain, number[0], size, room), *_wrapped(chain, name, size, _even(name, size, room)))
    lines = _wrapped(chain, box.text, size, _even(box.text, size, room) if box.kind == "header" else room)
    lonely = len(lines) > 1 and sum(glyph.character.isalnum() for _, glyph in lines[-1].glyphs) == 1 and room > 2 * size
    return _wrapped(chain, box.text, size, room - size) if lonely else lines


def is_centred(grid: Grid, box: Box) -> bool:
    """Whether text is centred: all but corners and labels of single rows, where there are several label columns."""
    if box.kind == "label":
        return box.rows > 1 or grid.label_columns == 1
    return box.kind != "corner" or grid.label_columns == 1


def padding(grid: Grid, box: Box) -> float:
    """The blank at the left and right of a box."""
    return PADDING if is_centred(grid, box) else WIDE_PADDING


def _wrapped(chain: FontChain, text: str, size: float, width: float) -> tuple[TextLine, ...]:
    """A text broken to a width."""
    whole = _whole(chain, text, size)
    return whole if not whole or whole[0].width <= width else _broken(chain, text, size, width)


@lru_cache(maxsize=1024)
def _whole(chain: FontChain, text: str, size: float) -> tuple[TextLine, ...]:
    """A text on one line, none if it is empty; cached, because labels are the same in every report."""
    return _broken(chain, text, size, _ENDLESS)


@lru_cache(maxsize=1024)
def _broken(chain: FontChain, text: str, size: float, width: float) -> tuple[TextLine, ...]:
    """A text broken to a width; cached, because columns are as wide in most reports."""
    return tuple(set_lines(_atoms(chain, text), LineFormat(size, width, size, flush=False)))


@lru_cache(maxsize=1024)
def _atoms(chain: FontChain, text: str) -> list[Atom]:
    return atoms([(chain, text)])


def _even(text: str, size: float, width: float) -> float:
    """A width for an even number of characters: most Chinese words have two, and are not cut then."""
    letters = int((width + 1e-6) / size)
    if len(text) <= letters or letters <= 1 or letters % 2 == 0 or not text.isalpha():
        return width
    return (letters - 1) * size


def rows_by_page(fitted: FittedTable, room: float, page: float) -> list[tuple[int, ...]]:
    """The rows on this page, which has `room` left, and on each following one, the heads among them on each.

    There are none on this page where the table begins on the next: always if that keeps it whole.
    """
    everything = tuple(range(fitted.layout.rows))
    depth = fitted.depth()
    if depth <= room:
        return [everything]
    if depth <= page:
        return [(), everything]
    return _cut(fitted, room, page)


def _cut(fitted: FittedTable, room: float, page: float) -> list[tuple[int, ...]]:
    """The rows of a table that no page holds whole, as many on each page as fit."""
    heads = frozenset(fitted.layout.head_rows)
    pages: list[tuple[int, ...]] = []
    here: tuple[int, ...] = ()
    """The rows on the page that is being filled."""
    pending: tuple[int, ...] = ()
    """Heads that wait for the first row under them: they are not left alone at the foot of a page."""
    block: tuple[int, ...] = ()
    """The heads of the block that the rows belong to."""
    for row in range(fitted.layout.rows):
        if row in heads:
            pending = (*pending, row)
            continue
        block = pending or block
        trial = (*here, *(pending if here else block), row)
        if sum(fitted.heights(trial)) > room and (here or room < page):
            pages.append(here)
            room, trial = page, (*block, row)
        here, pending = trial, ()
    return [*pages, here]
