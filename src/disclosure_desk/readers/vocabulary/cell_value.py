"""What stands in a cell of a source -> a figure, and what is doubtful about it: a reading is told, never silent."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.core.figure import Figure, FigureError, figure, parse_number, print_figure
from disclosure_desk.readers.vocabulary.office_variants import load_usage
from disclosure_desk.text.chinese_numerals import read_numeral
from disclosure_desk.text.widths import narrow

_WRITTEN = re.compile(
    r"\+?(?P<number>-?[0-9][0-9,]*(?:\.[0-9]+)?)"
    r"(?P<unit>[^\W\d_（(①-⓿]{0,3})"
    r"(?:[（(][^（）()]*[）)])?"
    r"(?:[*＊※†‡①-⓿]{1,3}|[\[［〔【](?:注?[0-9①-⓿]{1,2}|注)[\]］〕】])?"
)
"""A number with a plus, a unit, a remark in brackets or a footnote: +19, 251000元, 22（其中修订16件）, 5①."""

_NUMERAL = re.compile(r"[零〇一二三四五六七八九十两][零〇一二三四五六七八九十百千万亿两]{0,7}")
"""A number in Chinese numerals, up to eight of them: no cell counts as far as a longer one would."""

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"))
_LONGEST = 60
_SCALES = {("元", "万元"): Decimal("0.0001"), ("万元", "元"): Decimal(10_000)}


class Value(NamedTuple):
    """A figure, or None for a blank; `doubt` says in a sentence what was made of the words, "" if they were plain."""

    figure: Figure | None
    doubt: str
    is_figure: bool = True


def plain(text: str) -> str:
    """The text as it is seen: without the characters of no width that pages and office programs leave."""
    return text.translate(_UNSEEN).strip()


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Whether a cell holds a figure, or one of the marks that stand for none; a blank cell does not."""
    seen = plain(text)
    return bool(seen) and (seen in load_usage().cells.marks or _number(seen) is not None)


def read_value(text: str, unit: str = "") -> Value:
    """The figure that a cell of a column in this unit says; not `is_figure` where it says something, but none."""
    seen = plain(text)
    try:
        return Value(parse_number(seen), "")
    except FigureError:
        pass
    number = _in_unit(seen, unit)
    if number is None:
        number = read_numeral(seen) if _NUMERAL.fullmatch(seen) else None
    if number is None:
        return Value(None, "", is_figure=False)
    return Value(number, f"原文是“{' '.join(seen.split())}”，读作 {print_figure(number)}")


def _in_unit(text: str, unit: str) -> Figure | None:
    """The number in the column's own unit; None if it is counted in something else."""
    found = _number(text)
    if found is None:
        return None
    number, written = found
    if written in ("", unit) or {written, unit} <= load_usage().cells.units:
        return number
    scale = _SCALES.get((written, unit))
    return None if scale is None else figure(number * scale)


def _number(text: str) -> tuple[Figure, str] | None:
    """The number and its unit, also where blanks stand between its digits."""
    if len(text) > _LONGEST:
        return None
    found = _WRITTEN.fullmatch("".join(narrow(text).split()))
    if not found:
        return None
    try:
        number = parse_number(found["number"])
    except FigureError:
        return None
    return None if number is None else (number, found["unit"])
