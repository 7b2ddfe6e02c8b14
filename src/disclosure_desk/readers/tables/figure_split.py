"""Rows with figures too few, because they run together -> the ways to split them that the row's own sums allow.

Input: the cells of the form that a row should fill, and the figures it has. Output: the ways to split the figures so
that there is one for each cell; for rows with several ways, what those have in common that the columns' sums leave.
Invariant: no digit is added, dropped or moved past another; what the sums leave open has no figure, only candidates.

1. Neighbours touch, 814547093 are 8145 and 47093, because a PDF has no blank between them; or all figures of a row run
   together, as where a page lost its cells: 21710000218 are 217, 1, 0, 0, 0, 0 and 218. Where only blanks part them,
   there is one way.
2. Each way in which the row adds up is found (`RowSplitter`). Mostly there is one.
3. 220000022 may be 22, 0, 0, 0, 0, 0, 22 or 2, 20, 0, 0, 0, 0, 22. Of such rows those ways are left with which the
   columns add up, and the cells in which these agree are taken (`settled_rows`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from math import prod
from typing import NamedTuple

from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form import Form
from disclosure_desk.readers.tables.figure_repair import RepairedRow, adds_up, unsure_row
from disclosure_desk.readers.tables.segments import CellSource, LabelledRow
from disclosure_desk.readers.vocabulary.cell_value import read_cell_value

_MOST_WAYS, _MOST_STEPS = 20, 4_000
"""So many ways to split a row are kept, and so many pieces tried: table four with 25 digits takes some hundred.

Only rows of seven figures of three digits, all different, take more; no report of ours has one with its figures glued.
"""

_MOST_ROWS = 100
"""So many rows of a source are split; a report has 27, and a hostile file without end may not take minutes."""

_MOST_CHOICES = 1_000
"""So many ways to choose one way for each open row are held against the columns."""

_Pieces = tuple[tuple[int, str], ...]


class OpenRow(NamedTuple):
    """A row whose figures run together, and the ways to split them."""

    row: LabelledRow
    ways: Sequence[RepairedRow]


class RowSplitter:
    """Splits the figures of rows, each kind of row once, and no more rows than a report has."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], list[_Pieces]] = {}

    def ways(self, cells: Sequence[str], figures: Sequence[CellSource]) -> list[RepairedRow]:
        """The ways to split the digits of figures so that there is one for each cell, and the row adds up.

        None where the row has no sum, or where there are too many ways to go through.
        """
        words = tuple(figure.text.strip() for figure in figures)
        if not 0 < len(words) < len(cells):
            return []
        if parted := self._parted_by_blanks(cells, words):
            return [_split_row(cells, figures, parted)]
        key = (tuple(cells), words)
        if key not in self._known and len(self._known) < _MOST_ROWS:
            search = _Split(self._form, cells, words)
            ways = list(islice(search.ways(), _MOST_WAYS + 1))
            self._known[key] = [] if len(ways) > _MOST_WAYS or search.is_given_up else ways
        return [_split_row(cells, figures, way) for way in self._known.get(key, ())]

    def _parted_by_blanks(self, cells: Sequence[str], words: Sequence[str]) -> _Pieces:
        """The pieces where figures with a blank between them are in one cell, 286 480, and make the row whole."""
        pieces = tuple((number, piece) for number, word in enumerate(words) for piece in word.split())
        if len(pieces) != len(cells) or not all(piece.isdecimal() for _, piece in pieces):
            return ()
        found = dict(zip(cells, (piece for _, piece in pieces), strict=True))
        has_sum = any(self._form.cells[cell].row_parts for cell in cells)
        return pieces if not has_sum or adds_up(self._form, found) else ()


def settled_rows(form: Form, placed: Mapping[str, CellSource], rows: Sequence[OpenRow]) -> list[RepairedRow]:
    """For each row what those of its ways have in common with which the columns add up, beside what is placed."""
    figures = {cell: read_cell_value(found.text).figure or 0 for cell, found in placed.items()}
    cells = {cell for row in rows for cell in row.ways[0].figures}
    sums = [
        (cell, form.cells[cell].column_parts)
        for cell in form.cells
        if form.cells[cell].column_parts and {cell, *form.cells[cell].column_parts} <= {*figures, *cells}
    ]
    choices = product(*(row.ways for row in rows)) if prod(len(row.ways) for row in rows) <= _MOST_CHOICES else ()
    fitting = [choice for choice in choices if _columns_add_up(sums, figures, choice)]
    # Without a choice that fits, a figure of the office's is wrong, and all ways are as good.
    left = zip(*fitting, strict=True) if fitting else (row.ways for row in rows)
    return [_in_common(ways) for ways in left]


def _columns_add_up(
    sums: Sequence[tuple[str, Sequence[str]]], figures: Mapping[str, Figure], choice: Sequence[RepairedRow]
) -> bool:
    chosen = {cell: read_cell_value(one.text).figure or 0 for way in choice for cell, one in way.figures.items()}
    whole = {**figures, **chosen}
    return all(whole[total] == sum(whole[part] for part in parts) for total, parts in sums)


def _in_common(ways: Sequence[RepairedRow]) -> RepairedRow:
    """The cells in which all ways have the same figure; for the others what the ways have there as candidates."""
    pieces = {cell: {way.figures[cell].text: way.figures[cell] for way in ways} for cell in ways[0].figures}
    agreed = {cell: next(iter(found.values())) for cell, found in pieces.items() if len(found) == 1}
    if len(agreed) == len(pieces):
        return RepairedRow(agreed, ways[0].others)
    return RepairedRow(agreed, {cell: list(found.values()) for cell, found in pieces.items() if len(found) > 1})


def _split_row(cells: Sequence[str], figures: Sequence[CellSource], way: Sequence[tuple[int, str]]) -> RepairedRow:
    """The row whose figures are pieces of others: of which one each is, and its digits."""
    pieces = [figures[whole]._replace(text=piece) for whole, piece in way]
    counts = Counter(whole for whole, _ in way)
    firsts = {whole: cell for cell, (whole, _) in reversed([*zip(cells, way, strict=True)]) if counts[whole] > 1}
    return unsure_row(cells, pieces, {cell: [figures[whole]] for whole, cell in firsts.items()})


class _Split:
    """Goes through the ways to split figures into pieces, one for each cell, leaving each once a sum is wrong.

    It goes from the last figure to the first, because a sum stands behind its parts and bounds them.
    """

    def __init__(self, form: Form, cells: Sequence[str], words: Sequence[str]) -> None:
        self._words, self._count = words, len(cells)
        places = {cell: place for place, cell in enumerate(cells)}
        self._sums: dict[int, list[tuple[int, list[int]]]] = defaultdict(list)
        for cell, place in places.items():
            parts = form.cells[cell].row_parts
            if parts and {*parts} <= {*places}:
                parts_at = [places[part] for part in parts]
                for one in (place, *parts_at):
                    self._sums[one].append((place, parts_at))
        self._steps = 0

    @property
    def is_given_up(self) -> bool:
        """Whether there were more pieces to try than are tried."""
        return self._steps > _MOST_STEPS

    def ways(self) -> Iterator[_Pieces]:
        """The ways as pieces, each with the number of the figure that it is of."""
        return self._extended((), len(self._words) - 1, len(self._words[-1])) if self._sums else iter(())

    def _extended(self, done: _Pieces, word: int, end: int) -> Iterator[_Pieces]:
        """The ways in which `done` are the last pieces, and the next one ends there in that figure."""
        if word < 0:  # nothing is left: `_can_add_up` saw to it that there are as many pieces as cells
            yield done
            return
        text = self._words[word]
        for start in range(end - 1, -1, -1) if text.isdecimal() else (0,):
            self._steps += 1
            if len(done) + word + 1 > self._count or self.is_given_up:
                return
            longer = ((word, text[start:end]), *done)
            is_figure = text[start] != "0" or start == end - 1  # no office writes a leading zero
            if is_figure and self._can_add_up(longer, start + sum(map(len, self._words[:word]))):
                before = (word, start) if start else (word - 1, len(self._words[word - 1]))
                yield from self._extended(longer, *before)

    def _can_add_up(self, done: _Pieces, left: int) -> bool:
        """Whether the sums of the first of these pieces are right, or may still be with so many characters left."""
        first = self._count - len(done)
        figures = {first + at: int(piece) if piece.isdecimal() else 0 for at, (_, piece) in enumerate(done)}
        for place, parts in self._sums.get(first, ()):
            total, rest = figures.get(place), [part for part in parts if part not in figures]
            known = sum(figures[part] for part in parts if part in figures)
            if total is not None and (known > total or (not rest and known != total)):
                return False
            # What is left of the digits must be as many figures, none longer than what the sum leaves for them.
            if total is not None and len(rest) == first and left > first * len(str(total - known)):
                return False
        return left >= first
