"""How likely a change mends a slip of the hand, and which: digits turned about, a 0 too many, the next cell hit."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form import Cell, Form


class Corrected(NamedTuple):
    """A cell with what stands there (None is blank) and what would stand there."""

    cell: str
    old: Figure | None
    new: int


class Slip(NamedTuple):
    """What probably happened: `cost` is the smaller the likelier; `is_pair`: two cells took part in one slip."""

    id: str
    cost: int
    words: str
    is_pair: bool = False


_BLANK = Slip("blank", 1, "这一格还空着")
_IMPOSSIBLE = Slip("impossible", 1, "这一格填的不是件数")
_TURNED = Slip("turned", 2, "像是数字颠倒了")
_ZERO = Slip("zero", 2, "像是多打或少打了一个 0")
_DIGIT = Slip("digit", 3, "像是多打或少打了一位")
_TYPED = Slip("typed", 4, "像是打错了一位")
_COUNTED = Slip("counted", 4, "像是多数或少数了 1 件")
_OTHER = Slip("other", 6, "")
_SWAPPED = Slip("swapped", 1, "像是相邻两格填反或者填错了格", is_pair=True)
_JOINED = Slip("joined", 1, "像是一个数被拆进了相邻两格", is_pair=True)
_PARTED = Slip("parted", 1, "像是相邻两格的数并进了一格", is_pair=True)
_MOVED = Slip("moved", 3, "像是有几件计到了相邻的格", is_pair=True)
_PAIR = 2
_CELL_MORE = 8
"""What each further cell costs: one slip is likelier than two."""


def slip(corrected: Sequence[Corrected], form: Form) -> Slip:
    """What probably happened where these cells are wrong and no other."""
    pair = _pair(corrected, form) if len(corrected) == _PAIR else None
    return pair or _together([single(one) for one in corrected])


def _together(slips: Sequence[Slip]) -> Slip:
    likeliest = min(slips, key=lambda one: one.cost)
    return likeliest._replace(cost=sum(one.cost for one in slips) + _CELL_MORE * (len(slips) - 1))


def single(one: Corrected) -> Slip:
    """What probably happened in a cell by itself."""
    if one.old is None:
        return _BLANK
    if one.old < 0 or not isinstance(one.old, int):
        return _IMPOSSIBLE
    old, new = str(one.old), str(one.new)
    return next((kind for kind, fits in _SINGLES if fits(old, new)), _OTHER)


def _pair(corrected: Sequence[Corrected], form: Form) -> Slip | None:
    first, second = sorted(corrected, key=lambda one: list(form.cells).index(one.cell))
    if not _are_neighbours(form.cells[first.cell], form.cells[second.cell], form):
        return None
    return next((kind for kind, fits in _PAIRS if fits(first, second)), None)


def _are_neighbours(one: Cell, other: Cell, form: Form) -> bool:
    """Whether two cells stand beside or beneath one another."""
    if one.grid != other.grid:
        return False
    for block in form.grids[one.grid].blocks:
        if one.row in block.rows and other.row in block.rows:
            across = abs(block.columns.index(one.column) - block.columns.index(other.column))
            return across + abs(block.rows.index(one.row) - block.rows.index(other.row)) == 1
    return False


def _are_turned(old: str, new: str) -> bool:
    """Whether two neighbouring digits changed places."""
    apart = [place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other]
    if len(old) != len(new) or len(apart) != _PAIR or apart[1] - apart[0] != 1:
        return False
    return old[apart[0]] + old[apart[1]] == new[apart[1]] + new[apart[0]]


def _lacks_a_digit(shorter: str, longer: str) -> bool:
    """Whether the shorter is the longer without one of its digits."""
    return len(longer) - len(shorter) == 1 and any(
        shorter == longer[:place] + longer[place + 1 :] for place in range(len(longer))
    )


def _differ_by_a_digit(old: str, new: str) -> bool:
    return len(old) == len(new) > 1 and sum(one != other for one, other in zip(old, new, strict=True)) == 1


def _are_swapped(one: Corrected, other: Corrected) -> bool:
    return (one.old or 0, other.old or 0) == (other.new, one.new)


def _are_joined(one: Corrected, other: Corrected) -> bool:
    """Whether the two cells hold the digits of one figure, and one of the cells nothing."""
    whole = f"{one.old or 0}{other.old or 0}"
    return (str(one.new), str(other.new)) in {(whole, "0"), ("0", whole)} and bool(one.old)


def _are_parted(one: Corrected, other: Corrected) -> bool:
    """Whether one cell holds the digits of both, and the other nothing."""
    old, whole = {one.old or 0, other.old or 0}, f"{one.new}{other.new}"
    return old == {0, int(whole)} and bool(one.new)


def _is_moved(one: Corrected, other: Corrected) -> bool:
    """Whether the two cells hold as many together as they should."""
    return (one.old or 0) + (other.old or 0) == one.new + other.new


_SINGLES: tuple[tuple[Slip, Callable[[str, str], bool]], ...] = (
    (_TURNED, _are_turned),
    (_ZERO, lambda old, new: "0" not in {old, new} and (old == new + "0" or new == old + "0")),
    (_DIGIT, lambda old, new: "0" not in {old, new} and (_lacks_a_digit(old, new) or _lacks_a_digit(new, old))),
    (_TYPED, _differ_by_a_digit),
    (_COUNTED, lambda old, new: abs(int(old) - int(new)) == 1),
)
"""Slips in one cell, the most telling first."""

_PAIRS: tuple[tuple[Slip, Callable[[Corrected, Corrected], bool]], ...] = (
    (_SWAPPED, _are_swapped),
    (_JOINED, _are_joined),
    (_PARTED, _are_parted),
    (_MOVED, _is_moved),
)
"""Slips in two neighbouring cells, the most telling first."""
