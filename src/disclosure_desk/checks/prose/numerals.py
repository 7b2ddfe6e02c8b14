"""Numbers as official prose writes them: Arabic with separators and decimals, Chinese, and both with 万."""

import re
from decimal import Decimal

from disclosure_desk.core.figure import Figure, figure
from disclosure_desk.text.chinese_numerals import CHARACTERS, read_numeral, read_spelt_digits

_LARGE = {"万": 10**4, "亿": 10**8}
_LONGEST = 16
"""Longer runs of digits are no count: telephone numbers, ids, noise."""

NUMBER = re.compile(
    r"百分之(?P<share>[零〇一二三四五六七八九十百点两]+)"
    r"|(?P<arabic>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)(?P<large>(?:[万亿](?!元))?)"
    rf"|(?P<chinese>[{CHARACTERS}]+)"
)


def number(match: re.Match[str]) -> Figure | None:
    """The value of what NUMBER found; None if no count can look so."""
    if match["arabic"]:
        if len(match["arabic"]) > _LONGEST:
            return None
        return figure(Decimal(match["arabic"].replace(",", "")) * _LARGE.get(match["large"], 1))
    text = match["share"] or match["chinese"]
    if len(text) > _LONGEST:
        return None
    whole, point, fraction = text.partition("点")
    digits = read_spelt_digits(fraction)
    if point and not digits.isdecimal():
        return None
    value = read_numeral(whole)
    return None if value is None else figure(Decimal(f"{value}.{digits or 0}"))
