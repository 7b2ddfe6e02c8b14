"""The figure in a cell of a source, and what is doubtful about it: no words are read as a figure silently."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.core.figure import Figure, FigureError, figure, parse_number, print_figure
from disclosure_desk.readers.vocabulary.office_variants import load_office_variants
from disclosure_desk.text.chinese_numerals import read_numeral
from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.text.widths import narrow

_WRITTEN = lazy_pattern(
    r"\+?(?P<number>-?[0-9][0-9,]*(?:\.[0-9]+)?)"
    r"(?P<unit>[^\W\d_（(①-⓿]{0,3})"
    r"(?:[（(][^（）()]*[）)])?"
    r"(?:[*＊※†‡①-⓿]{1,3}|[\[［〔【](?:注?[0-9①-⓿]{1,2}|注)[\]］〕】])?"
)
"""A number with a plus, a unit, a remark in brackets or a footnote: +19, 251000元, 22（其中修订16件）, 5①."""

_NUMERAL = lazy_pattern(r"[零〇一二三四五六七八九十两][零〇一二三四五六七八九十百千万亿两]{0,7}")
"""A number in Chinese numerals, up to eight of them: no cell counts as far as a longer one would."""

_CIRCLES = frozenset("○◯〇")
"""What some offices write for 0 in all of a table; always a doubt, for elsewhere it is a tick."""

_ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"))
_LONGEST_NUMBER = 60
"""No cell writes a figure in more characters, also with blanks between its digits and a remark behind it."""

_SCALES = {("元", "万元"): Decimal("0.0001"), ("万元", "元"): Decimal(10_000)}


class CellValue(NamedTuple):
    """A figure, or None for a blank; `doubt` is a sentence on how the words were read, "" where they were plain.

    `is_figure` is False where the cell has words that are no figure.
    """

    figure: Figure | None
    doubt: str
    is_figure: bool = True


def visible_text(text: str) -> str:
    """The text as one sees it: without the zero-width characters that web pages and office programs leave."""
    return text.translate(_ZERO_WIDTH).strip()


@lru_cache(maxsize=4096)
def is_cell_value(text: str) -> bool:
    """Whether a cell has a figure, or one of the marks for none such as / or 无; a blank cell has neither."""
    visible = visible_text(text)
    return bool(visible) and (visible in load_office_variants().cells.marks or _number(visible) is not None)


def read_cell_value(text: str, unit: str = "") -> CellValue:
    """The figure in a cell of a column that counts in this unit."""
    visible = visible_text(text)
    try:
        return CellValue(parse_number(visible), "")
    except FigureError:
        pass
    number = _in_unit(visible, unit)
    if number is None:
        number = read_numeral(visible) if _NUMERAL.fullmatch(visible) else None
    if number is None:
        return CellValue(None, "", is_figure=False)
    return CellValue(number, f"原文是“{' '.join(visible.split())}”，读作 {print_figure(number)}")


def _in_unit(text: str, unit: str) -> Figure | None:
    """The number in the column's own unit; None if it is counted in something else."""
    found = _number(text)
    if found is None:
        return None
    number, written = found
    if written in ("", unit) or {written, unit} <= load_office_variants().cells.units:
        return number
    scale = _SCALES.get((written, unit))
    return None if scale is None else figure(number * scale)


def _number(text: str) -> tuple[Figure, str] | None:
    """The number and its unit, also where blanks stand between its digits."""
    if text in _CIRCLES:
        return 0, ""
    if len(text) > _LONGEST_NUMBER:
        return None
    found = _WRITTEN.fullmatch("".join(narrow(text).split()))
    if not found:
        return None
    try:
        number = parse_number(found["number"])
    except FigureError:
        return None
    return None if number is None else (number, found["unit"])
