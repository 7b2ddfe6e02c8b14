"""Rows whose labels and heads are known -> figures at their cells, and what could not be placed."""

from collections.abc import Iterator, Mapping, Sequence

from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form import Block, Column, Grid, cell_id
from disclosure_desk.readers.tables.figure_repair import parted, rejoined
from disclosure_desk.readers.tables.header_match import Head, HeadRow, in_order, official_head, read_heads
from disclosure_desk.readers.tables.labels import Labels, Line
from disclosure_desk.readers.tables.segments import (
    Labelled,
    Left,
    Placed,
    Places,
    figure_places,
    is_shifted,
    known_places,
    places_before_sum,
)
from disclosure_desk.readers.tables.sums import adds_up
from disclosure_desk.readers.vocabulary.cell_value import read_cell_value
from disclosure_desk.readers.vocabulary.label_key import normalise_label

_MOST_OTHERS = 9


class Placing:
    """What stands at which cell, what else does, and what is left; each row is placed once or left once."""

    def __init__(self, labels: Labels, *, headless: bool) -> None:
        self._labels, self._headless = labels, headless
        self._seen: set[tuple[str, str]] = set()
        self._filled: set[str] = set()
        self.placed: dict[str, Placed] = {}
        self.others: dict[str, list[Placed]] = {}
        self.left: list[Left] = []

    def missing(self) -> Iterator[Line]:
        """The rows of the form that the source has not."""
        return (line for line in self._labels.lines if line.id not in self._seen)

    def blank(self) -> Iterator[Grid]:
        """The grids of which the source has rows, and not one with a figure."""
        grids = {line.grid.id: line.grid for line in self._labels.lines if line.id in self._seen}
        return (grid for grid in grids.values() if grid.id not in self._filled)

    def see(self, line: Line) -> None:
        """A row of the form is there, if only as blank cells."""
        self._seen.add(line.id)

    def place_block(self, heads: Sequence[HeadRow], body: Sequence[Labelled]) -> None:
        """Place the rows of one block that stand under the same heads."""
        self._seen |= {labelled.line.id for labelled in body}
        full = [labelled for labelled in body if labelled.filled]
        if not full:
            return
        head, sure = self._head(full[0].line.block, heads, full)
        if head is None:
            for labelled in full:
                self.leave(labelled, f"{labelled.line.grid.name}的表头没有认出来")
            return
        if not sure:
            why = f"{full[0].line.grid.name}的表头没有认全，各行的数加起来对得上，是按规定的次序放的"
            self.left.append(Left(full[0].number, "doubtful", why, full[0].row))
        known = known_places(full, len(head.columns))
        for labelled in full:
            places = figure_places(head, labelled, known) or self._before_sum(head, labelled, full)
            shifted = places is not None and is_shifted(labelled, full)
            if shifted:
                self.left.append(Left(labelled.number, "doubtful", "这一行的数和其他各行没有对齐", labelled.row))
            self.place(head, labelled._replace(sure=labelled.sure and sure and not shifted), places)

    def place(self, head: Head, labelled: Labelled, places: Places | None) -> None:
        """Place the figures of a row, or leave it where their places are not known."""
        self._filled.add(labelled.line.grid.id)
        cells = _cells(labelled.line, head)
        if places is None:
            self._place_torn(cells, labelled)
            return
        found = dict(zip(cells, map(labelled.at, places), strict=True))
        may_be_shifted = labelled.is_gathered or (
            not labelled.row.aligned and any(not figure.text.strip() for figure in found.values())
        )
        if may_be_shifted and not self._may_be(found):
            why = "这一行有空格或者是一格一格收起来的，加起来和总计对不上，可能串了格"
            self.left.append(Left(labelled.number, "doubtful", why, labelled.row))
            found = {cell: figure._replace(sure=False) for cell, figure in found.items()}
        slips = {cell for cell, column in zip(cells, head.columns, strict=True) if labelled.slips & _keys(column)}
        self._put(labelled, {cell: one._replace(sure=one.sure and cell not in slips) for cell, one in found.items()})

    def leave(self, labelled: Labelled, why: str) -> None:
        """Tell that a row has no place."""
        self._filled.add(labelled.line.grid.id)
        left = Left(labelled.number, "unplaced", why, labelled.row)
        if left not in self.left[-1:]:
            self.left.append(left)

    def _head(self, block: Block, heads: Sequence[HeadRow], full: Sequence[Labelled]) -> tuple[Head | None, bool]:
        """The columns of the rows, and whether it is sure that they are these."""
        if self._headless and not heads:
            return official_head(block), True
        found = read_heads(block, heads)
        if len(found) == 1:
            count = len(found[0].columns)
            is_whole = count == len(block.columns) or all(len(labelled.filled) == count for labelled in full)
            return (found[0], True) if is_whole else (None, False)
        # Without heads, or with heads that may mean two things, the sums tell of columns in another order.
        holding = [head for head in found or _official(block, heads) if self._adds_up(head, full)]
        return (holding[0], len(holding) == 1 < len(found)) if holding else (None, False)

    def _before_sum(self, head: Head, labelled: Labelled, full: Sequence[Labelled]) -> Places | None:
        """The places of a row with blanks that ends with its sum, and adds up to it."""
        places = places_before_sum(head, labelled, full)
        texts = [labelled.row.cells[place] for place in places or ()]
        found = dict(zip(_cells(labelled.line, head), texts, strict=False))
        return places if head.columns[-1].sum_of and adds_up(self._labels.form, found) else None

    def _may_be(self, found: Mapping[str, Placed]) -> bool:
        """Whether figures that may have moved add up, or have no sum among them that could tell."""
        form = self._labels.form
        has_sum = any(form.cells[cell].row_parts for cell in found)
        return not has_sum or adds_up(form, {cell: figure.text for cell, figure in found.items()})

    def _adds_up(self, head: Head, full: Sequence[Labelled]) -> bool:
        """Whether all rows have all their figures, and these add up."""
        if any(len(labelled.filled) != len(head.columns) for labelled in full):
            return False
        rows = ((_cells(labelled.line, head), labelled) for labelled in full)
        return all(
            adds_up(self._labels.form, dict(zip(cells, (row.at(place).text for place in row.filled), strict=True)))
            for cells, row in rows
        )

    def _place_torn(self, cells: Sequence[str], labelled: Labelled) -> None:
        """A row with a figure too many or too few may have one in two pieces, or two in one: never sure of it."""
        figures = [] if self._headless else [labelled.at(place) for place in labelled.filled]
        form = self._labels.form
        joined = rejoined(form, cells, figures)
        found = joined or parted(form, cells, figures)
        if found is None:
            count = len(labelled.filled)
            name = labelled.line.grid.name
            self.leave(labelled, f"{name}这一行有 {count} 个数，应当有 {len(cells)} 个，对不上各列")
            return
        why = "这一行多出一个数，当作同一个数被拆成两格" if joined else "这一行少一个数，当作两个数连在了一起"
        self.left.append(Left(labelled.number, "doubtful", why, labelled.row))
        self._put(labelled, found.placed)
        for cell, pieces in found.others.items():
            for piece in pieces:
                self._offer(cell, piece)

    def _put(self, labelled: Labelled, found: Mapping[str, Placed]) -> None:
        if any(cell in self.placed for cell in found):
            self._meet(labelled, found)
        else:
            self._seen.add(labelled.line.id)
            self.placed.update(found)

    def _meet(self, labelled: Labelled, found: Mapping[str, Placed]) -> None:
        """The row again: fine if it says the same, else the first is kept and both are told."""
        for cell, second in found.items():
            first = self.placed.get(cell)
            unit = self._labels.form.cells[cell].column.unit
            if first is None or _says(first.text, unit) != _says(second.text, unit):
                self.placed[cell] = (first or second)._replace(sure=False)
                self._offer(cell, second)
                self.leave(labelled, f"{labelled.line.grid.name}的这一行前面已经有了，两处的数不同，用了前一处的")

    def _offer(self, cell: str, candidate: Placed) -> None:
        """Keep what else may belong to a cell, each figure once; a source with more of them says nothing."""
        others = self.others.setdefault(cell, [])
        if len(others) < _MOST_OTHERS and candidate.text not in [other.text for other in others]:
            others.append(candidate)


def _official(block: Block, heads: Sequence[HeadRow]) -> tuple[Head, ...]:
    """The columns in the form's order, unless what can be read of the heads stands in another."""
    keys = [key for row in heads for _, key in row]
    return (official_head(block),) if in_order(block, keys) else ()


def _says(text: str, unit: str) -> Figure | str:
    """What a cell says: its figure, else its words without the marks for none."""
    found = read_cell_value(text, unit).figure
    return normalise_label(text) if found is None else found


def _keys(column: Column) -> set[str]:
    return {normalise_label(label) for label in column.label}


def _cells(line: Line, head: Head) -> list[str]:
    return [cell_id(line.grid.id, line.row.id, column.id) for column in head.columns]
