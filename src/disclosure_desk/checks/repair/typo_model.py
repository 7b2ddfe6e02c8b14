"""How likely a change corrects a typing mistake, and which: digits swapped, a 0 too many, the next cell hit."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form import Cell, Form


class Correction(NamedTuple):
    """A cell with what stands there (None is blank) and what would stand there."""

    cell: str
    old: Figure | None
    new: int


class Typo(NamedTuple):
    """What probably happened: the smaller the `cost`, the likelier; `is_pair`: one typo touched both of two cells."""

    id: str
    cost: int
    words: str
    is_pair: bool = False


# Costs are an order, no measure: a blank cell or two neighbours mixed up explain themselves, then what hands are known
# to do (digits swapped, a 0 too many), then any other digit, last a figure that is like no typo at all.
_BLANK = Typo("blank", 1, "这一格还空着")
_IMPOSSIBLE = Typo("impossible", 1, "这一格填的不是件数")
_TURNED = Typo("turned", 2, "像是数字颠倒了")
_ZERO = Typo("zero", 2, "像是多打或少打了一个 0")
_DIGIT = Typo("digit", 3, "像是多打或少打了一位")
_TYPED = Typo("typed", 4, "像是打错了一位")
_COUNTED = Typo("counted", 4, "像是多数或少数了 1 件")
_OTHER = Typo("other", 6, "")
_SWAPPED = Typo("swapped", 1, "像是相邻两格填反或者填错了格", is_pair=True)
_JOINED = Typo("joined", 1, "像是一个数被拆进了相邻两格", is_pair=True)
_PARTED = Typo("parted", 1, "像是相邻两格的数并进了一格", is_pair=True)
_MOVED = Typo("moved", 3, "像是有几件计到了相邻的格", is_pair=True)
_PAIR = 2
_CELL_MORE = 8
"""What each further cell costs: more than any typo, so that one typo always comes before two."""


def likeliest_typo(corrections: Sequence[Correction], form: Form) -> Typo:
    """What probably happened where these cells are wrong and no other."""
    if len(corrections) == _PAIR and (pair := _pair(corrections, form)):
        return pair
    typos = [typo_in_cell(one) for one in corrections]
    likeliest = min(typos, key=lambda one: one.cost)
    return likeliest._replace(cost=sum(one.cost for one in typos) + _CELL_MORE * (len(typos) - 1))


@lru_cache(maxsize=1024)
def typo_in_cell(one: Correction) -> Typo:
    """What probably happened in a cell by itself; many wrong cells have thousands of repairs ask it."""
    if one.old is None:
        return _BLANK
    if one.old < 0 or not isinstance(one.old, int):
        return _IMPOSSIBLE
    old, new = str(one.old), str(one.new)
    return next((kind for kind, fits in _SINGLES if fits(old, new)), _OTHER)


def _pair(corrections: Sequence[Correction], form: Form) -> Typo | None:
    first, second = sorted(corrections, key=lambda one: list(form.cells).index(one.cell))
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


def _are_swapped(one: Correction, other: Correction) -> bool:
    return (one.old or 0, other.old or 0) == (other.new, one.new)


def _are_joined(one: Correction, other: Correction) -> bool:
    """Whether the two cells hold the digits of one figure, and one of the cells nothing."""
    whole = f"{one.old or 0}{other.old or 0}"
    return (str(one.new), str(other.new)) in {(whole, "0"), ("0", whole)} and bool(one.old)


def _are_parted(one: Correction, other: Correction) -> bool:
    """Whether one cell holds the digits of both, and the other nothing."""
    old, whole = {one.old or 0, other.old or 0}, f"{one.new}{other.new}"
    return old == {0, int(whole)} and bool(one.new)


def _is_moved(one: Correction, other: Correction) -> bool:
    """Whether the two cells hold as many together as they should."""
    return (one.old or 0) + (other.old or 0) == one.new + other.new


_SINGLES: tuple[tuple[Typo, Callable[[str, str], bool]], ...] = (
    (_TURNED, _are_turned),
    (_ZERO, lambda old, new: "0" not in {old, new} and (old == new + "0" or new == old + "0")),
    (_DIGIT, lambda old, new: "0" not in {old, new} and (_lacks_a_digit(old, new) or _lacks_a_digit(new, old))),
    (_TYPED, _differ_by_a_digit),
    (_COUNTED, lambda old, new: abs(int(old) - int(new)) == 1),
)
"""Typos in one cell, the most specific first."""

_PAIRS: tuple[tuple[Typo, Callable[[Correction, Correction], bool]], ...] = (
    (_SWAPPED, _are_swapped),
    (_JOINED, _are_joined),
    (_PARTED, _are_parted),
    (_MOVED, _is_moved),
)
"""Typos that touch two neighbouring cells, the most specific first."""
