"""A table fitted to the measure: type size, column widths, the lines in each box, and how its rows go on pages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from disclosure_desk.layout import Layout, Placed
from disclosure_desk.writers.pdf.atoms import atoms
from disclosure_desk.writers.pdf.columns import PADDING, column_widths
from disclosure_desk.writers.pdf.fonts import TABLE
from disclosure_desk.writers.pdf.lines import Line, Setting, set_lines

SIZES = (10.5, 10.0, 9.5, 9.0)
_LEADING = 1.2
AIRS = (3.5, 2.75, 2.0)
"""Blank above and below the lines of a box in points, the most pleasant first."""
_FEW_ROWS, _MORE_AIR = 15, 2.5
"""Tables of few rows are set wider."""
_NUMBER = re.compile(r"[（(][^）)]+[）)]")


@dataclass(frozen=True)
class Fitted:
    """A table at one type size: column edges and the lines of every box, in points."""

    layout: Layout
    size: float
    air: float
    edges: tuple[float, ...]
    lines: Mapping[Placed, tuple[Line, ...]]

    @property
    def leading(self) -> float:
        """From one line of a box to the next."""
        return self.size * _LEADING

    def need(self, box: Placed) -> float:
        """The height that the lines of a box want."""
        return len(self.lines[box]) * self.leading + 2 * self.air

    @cached_property
    def _single(self) -> list[float]:
        """The least height of each row from the boxes that do not reach beyond it."""
        least = self.leading + 2 * self.air + (2 * _MORE_AIR if self.layout.rows <= _FEW_ROWS else 0)
        heights = [least] * self.layout.rows
        for box in self.layout.placed:
            if box.rows == 1:
                heights[box.row] = max(heights[box.row], self.need(box))
        return heights

    def heights(self, rows: Sequence[int]) -> list[float]:
        """How high each of these rows is when they stand together on a page.

        What is left of a merged label must hold its text whole, so rows may be higher where a page cuts it.
        """
        heights = {row: self._single[row] for row in rows}
        for box in self.layout.placed:
            span = [row for row in range(box.row, box.row + box.rows) if row in heights] if box.rows > 1 else []
            missing = self.need(box) - sum(heights[row] for row in span) if span else 0.0
            if missing > 0:
                for row in span:
                    heights[row] += missing / len(span)
        return [heights[row] for row in rows]


def fit(layout: Layout, figures: Mapping[str, str], measure: float, room: float) -> Fitted:
    """The table in the largest type in which all figures have room and the whole fits the depth of a page.

    In the smallest type if there is none; figures that still have no room are to be narrowed by who draws them.
    """
    for size in SIZES:
        widths, roomy = column_widths(layout, figures, size, measure)
        edges = tuple(accumulate(widths, initial=0.0))
        lines = {box: _box_lines(box, figures, size, edges) for box in layout.placed}
        for air in AIRS:
            fitted = Fitted(layout, size, air, edges, lines)
            if roomy and sum(fitted.heights(range(layout.rows))) <= room:
                return fitted
    return fitted


def _box_lines(box: Placed, figures: Mapping[str, str], size: float, edges: Sequence[float]) -> tuple[Line, ...]:
    width = edges[box.column + box.columns] - edges[box.column] - 2 * PADDING
    if box.kind == "figure":
        return tuple(_wrapped(figures[box.cell], size, float("inf")))
    number = _NUMBER.match(box.text)
    if number and box.rows > 1 and len(box.text) * size > width:
        start = _wrapped(number[0], size, width)
        return (*start, *_wrapped(box.text[number.end() :], size, _even(box.text[number.end() :], size, width)))
    return tuple(_wrapped(box.text, size, _even(box.text, size, width) if box.kind == "header" else width))


def _wrapped(text: str, size: float, width: float) -> Iterator[Line]:
    return set_lines(atoms([(TABLE, text)]), Setting(size, width, size, flush=False))


def _even(text: str, size: float, width: float) -> float:
    """A width that takes an even number of characters: most words have two."""
    letters = int((width + 1e-6) / size)
    if len(text) <= letters or letters <= 1 or letters % 2 == 0 or not text.isalpha():
        return width
    return (letters - 1) * size


def pieces(fitted: Fitted, room: float, page: float) -> list[tuple[int, ...]]:
    """The rows that go on this page, which has `room` left, and on each following one; heads come again on each.

    The first is empty when the table had better start on a new page: always when that makes it whole.
    """
    everything = tuple(range(fitted.layout.rows))
    depth = sum(fitted.heights(everything))
    if depth <= room:
        return [everything]
    if depth <= page:
        return [(), everything]
    return _torn(fitted, room, page)


def _torn(fitted: Fitted, room: float, page: float) -> list[tuple[int, ...]]:
    """The rows of a table that no page holds whole, each piece as many as fit."""
    heads = frozenset(fitted.layout.head_rows)
    found: list[tuple[int, ...]] = []
    piece: tuple[int, ...] = ()
    pending: tuple[int, ...] = ()
    block: tuple[int, ...] = ()
    for row in range(fitted.layout.rows):
        if row in heads:
            pending = (*pending, row)
            continue
        block = pending or block
        trial = (*piece, *(pending if piece else block), row)
        if sum(fitted.heights(trial)) > room and (piece or room < page):
            found.append(piece)
            room, trial = page, (*block, row)
        piece, pending = trial, ()
    return [*found, piece]
