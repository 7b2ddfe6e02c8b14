"""A run of rows under the same heads, and where in a row its figures stand."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import NamedTuple

from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.tables.header_match import Head, HeadRow
from disclosure_desk.readers.tables.labels import Line

_USUAL = 3
"""So many rows show where the figures of a table stand."""

Places = tuple[int, ...]


class Placed(NamedTuple):
    """What stands at a cell: the words, the number of their item and the place in it, if known, and if it is sure."""

    text: str
    number: int
    sure: bool = True
    place: int | None = None


class Left(NamedTuple):
    """A row that has no place, or a doubt about one that has: why, and its number among all items of the source."""

    number: int
    kind: str
    why: str
    row: SourceRow


class Labelled(NamedTuple):
    """A row of the source whose label is known; its figures start somewhere behind place `label`.

    `cells` are the items of its cells where it was joined from several, `places` where these stand in their items, if
    that is known. Whatever is above it in the columns with the
    keys `slips` is not quite an official word.
    """

    number: int
    row: SourceRow
    line: Line
    label: int
    sure: bool = True
    cells: Sequence[int] = ()
    places: Sequence[int | None] = ()
    slips: AbstractSet[str] = frozenset()

    def at(self, place: int) -> Placed:
        """What stands at a place of the row."""
        if not self.cells:
            return Placed(self.row.cells[place], self.number, self.sure, place)
        return Placed(self.row.cells[place], self.cells[place], self.sure, self.places[place] if self.places else None)

    @property
    def is_gathered(self) -> bool:
        """Whether its figures came one on a line, so that nothing tells a cell that is missing from one too many."""
        return len({*self.cells}) > 2  # noqa: PLR2004 - a label and one line of figures are two

    @property
    def filled(self) -> Places:
        """Where something stands behind the label."""
        return tuple(place for place in range(self.label + 1, len(self.row.cells)) if self.row.cells[place].strip())


@dataclass
class Part:
    """A run of rows under the same rows of heads, some of which, `slips`, are not quite the official words.

    `down` has rows that name a column each, `lone` numbers that stand alone.
    """

    heads: list[HeadRow] = field(default_factory=list)
    slips: set[str] = field(default_factory=set)
    body: list[Labelled] = field(default_factory=list)
    down: list[tuple[tuple[str, ...], Labelled]] = field(default_factory=list)
    lone: list[tuple[int, str]] = field(default_factory=list)
    in_groups: bool = False

    @property
    def is_over(self) -> bool:
        """Whether there are rows already, so that a head begins another part."""
        return bool(self.body or self.down or self.in_groups)


def known_places(body: Sequence[Labelled], count: int) -> Mapping[int, set[Places]]:
    """Where the figures of full rows stand, by where their last label does, or in true columns by the table's width."""
    places: dict[int, set[Places]] = defaultdict(set)
    for labelled in body:
        if len(labelled.filled) == count:
            places[_group(labelled)].add(labelled.filled)
    return places


def figure_places(head: Head, labelled: Labelled, known: Mapping[int, set[Places]]) -> Places | None:
    """Where the figures of a row stand; None if their number does not tell, for a guess would shift them.

    A row with every figure tells it itself; one with blanks has them where its full neighbours do, or the heads.
    """
    filled = labelled.filled
    if len(filled) == len(head.columns):
        return filled
    by_head = {head.places} if head.places and not labelled.cells else set()
    fitting = known.get(_group(labelled)) or by_head
    if len(fitting) != 1:
        return None
    places = next(iter(fitting))
    fits = labelled.label < places[0] and set(filled) <= set(places) and places[-1] < len(labelled.row.cells)
    return places if fits else None


def places_before_sum(head: Head, labelled: Labelled, body: Sequence[Labelled]) -> Places | None:
    """As many places behind the label as there are columns, where the row ends with the last of them.

    Nothing stands behind that one: the row has no more cells, or all its neighbours end there, too.
    """
    last = labelled.label + len(head.columns)
    ends = [one.filled[-1] == one.label + len(head.columns) for one in body]
    is_usual = all(ends) and len(ends) >= _USUAL
    if labelled.cells or labelled.filled[-1] != last or not (is_usual or len(labelled.row.cells) == last + 1):
        return None
    return tuple(range(labelled.label + 1, last + 1))


def is_shifted(labelled: Labelled, body: Sequence[Labelled]) -> bool:
    """Whether a row in true columns ends where no other with as many figures does: then all of it may have moved."""
    if not labelled.row.aligned:
        return False
    counts = Counter(one.filled for one in body if one.row.aligned and len(one.filled) == len(labelled.filled))
    usual, count = counts.most_common(1)[0]
    return counts[labelled.filled] == 1 and count >= _USUAL and labelled.filled[-1] != usual[-1]


def _group(labelled: Labelled) -> int:
    return -len(labelled.row.cells) if labelled.row.aligned else labelled.label
