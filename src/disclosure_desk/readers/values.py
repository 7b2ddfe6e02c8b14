"""What stands in a cell of a source -> a figure, and what is doubtful about it: a reading is told, never silent."""

import re
from decimal import Decimal
from typing import NamedTuple

from disclosure_desk.figure import Figure, FigureError, figure, parse_number, print_figure

_WRITTEN = re.compile(r"\+?(?P<number>-?[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>[^\W\d_（(]{0,3})(?:[（(][^（）()]*[）)])?")
"""A number with a plus, a unit or a remark in brackets: +19, 251000元, 22（其中修订16件）."""

_WIDE = str.maketrans("０１２３４５６７８９．，－−﹣＋", "0123456789.,---+")
_MARKS = frozenset({"/", "／", "-", "－", "—", "——", "--", "\\", "无", "*", "―", "–"})
_LONGEST = 60
_SCALES = {("元", "万元"): Decimal("0.0001"), ("万元", "元"): Decimal(10_000)}
_ANY_UNIT = frozenset({"件", "宗", "个", "项", "条", "例", "份", "次", "起"})
"""What counts are counted in; a count says nothing else by naming another of them."""


class Value(NamedTuple):
    """A figure, or None for a blank; `doubt` says in a sentence what was made of the words, "" if they were plain."""

    figure: Figure | None
    doubt: str
    is_figure: bool = True


def is_value(text: str) -> bool:
    """Whether a cell holds a figure, or one of the marks that stand for none; a blank cell does not."""
    return bool(text.strip()) and (text.strip() in _MARKS or _number(text) is not None)


def read_value(text: str, unit: str = "") -> Value:
    """The figure that a cell of a column in this unit says; not `is_figure` where it says something, but none."""
    try:
        return Value(parse_number(text), "")
    except FigureError:
        pass
    found = _number(text)
    if found is None:
        return Value(None, "", is_figure=False)
    number, written = found
    if written in ("", unit) or (written in _ANY_UNIT and unit in _ANY_UNIT):
        scaled: Figure | None = number
    else:
        scale = _SCALES.get((written, unit))
        scaled = None if scale is None else figure(number * scale)
    if scaled is None:
        return Value(None, "", is_figure=False)
    return Value(scaled, f"原文是“{' '.join(text.split())}”，读作 {print_figure(scaled)}")


def _number(text: str) -> tuple[Figure, str] | None:
    """The number and its unit, also where blanks stand between its digits."""
    if len(text) > _LONGEST:
        return None
    found = _WRITTEN.fullmatch("".join(text.translate(_WIDE).split()))
    if not found:
        return None
    try:
        number = parse_number(found["number"])
    except FigureError:
        return None
    return None if number is None else (number, found["unit"])
