"""A row with one figure too many or too few: one stands in two cells, 20 and 23 for 2023, or two touch, 814547093."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from disclosure_desk.core.form import Form
from disclosure_desk.readers.tables.segments import Placed
from disclosure_desk.readers.tables.sums import adds_up


class Rejoined(NamedTuple):
    """The figures of a row as they add up, none of them sure; `others` has by its cell what else may stand there."""

    placed: Mapping[str, Placed]
    others: Mapping[str, Sequence[Placed]]


def rejoined(form: Form, cells: Sequence[str], figures: Sequence[Placed]) -> Rejoined | None:
    """The one way to join neighbours that makes the row add up; None if there is none, or more than one."""
    if len(cells) == 1 and len({figure.text.strip() for figure in figures}) == 1:
        return Rejoined({cells[0]: figures[0]._replace(sure=False)}, {})
    if len(figures) != len(cells) + 1:
        return None
    ways = [way for place in range(len(cells)) if (way := _joined(cells, figures, place))]
    if len(cells) > 1:
        ways = [way for way in ways if adds_up(form, {cell: found.text for cell, found in way.placed.items()})]
    return ways[0] if len(ways) == 1 else None


def parted(form: Form, cells: Sequence[str], figures: Sequence[Placed]) -> Rejoined | None:
    """The one way to part a figure into two that makes the row add up; None if there is none, or more than one."""
    if len(figures) != len(cells) - 1:
        return None
    ways = [way for place, figure in enumerate(figures) for way in _parted(cells, figures, place, figure)]
    ways = [way for way in ways if adds_up(form, {cell: found.text for cell, found in way.placed.items()})]
    return ways[0] if len(ways) == 1 else None


def _parted(cells: Sequence[str], figures: Sequence[Placed], place: int, whole: Placed) -> Iterator[Rejoined]:
    """The row with the figure at a place as two, for each place where its digits may be parted."""
    digits = whole.text.strip()
    for cut in range(1, len(digits) if digits.isdecimal() else 0):
        pieces = [whole._replace(text=piece) for piece in (digits[:cut], digits[cut:])]
        if all(piece.text == "0" or not piece.text.startswith("0") for piece in pieces):
            found = zip(cells, [*figures[:place], *pieces, *figures[place + 1 :]], strict=True)
            yield Rejoined({cell: one._replace(sure=False) for cell, one in found}, {cells[place]: [whole]})


def _joined(cells: Sequence[str], figures: Sequence[Placed], place: int) -> Rejoined | None:
    """The row with the figures at a place and behind it as one."""
    pieces = figures[place : place + 2]
    if not all(piece.text.strip().isdecimal() for piece in pieces) or pieces[0].text.strip().startswith("0"):
        return None
    whole = pieces[0]._replace(text=" ".join(piece.text.strip() for piece in pieces))
    found = zip(cells, [*figures[:place], whole, *figures[place + 2 :]], strict=True)
    return Rejoined({cell: one._replace(sure=False) for cell, one in found}, {cells[place]: pieces})
