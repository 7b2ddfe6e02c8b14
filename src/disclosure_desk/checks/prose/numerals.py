"""Numbers as official prose writes them: Arabic with separators and decimals, Chinese, and both with 万."""

import re
from decimal import Decimal

from disclosure_desk.core.figure import Figure, figure

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_LONGEST = 16
"""Longer runs of digits are no count: telephone numbers, ids, noise."""

NUMBER = re.compile(
    r"百分之(?P<share>[零〇一二三四五六七八九十百点两]+)"
    r"|(?P<arabic>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)(?P<large>(?:[万亿](?!元))?)"
    r"|(?P<chinese>[零〇一二三四五六七八九十百千万亿两]+)"
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
    digits = [_DIGITS.get(digit) for digit in fraction]
    if point and (not digits or None in digits):
        return None
    value = _chinese(whole)
    return None if value is None else figure(Decimal(f"{value}.{''.join(map(str, digits)) or 0}"))


def _chinese(text: str) -> int | None:
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text) or 0)
    total = section = digit = 0
    scale = _LARGE["万"]
    for char in text:
        if char in _LARGE:
            total, section, digit, scale = (total + section + digit) * _LARGE[char], 0, 0, _LARGE["万"]
        elif char in _TENS and _TENS[char] < scale:
            scale = _TENS[char]
            section, digit = section + (digit or 1) * scale, 0
        elif char in _DIGITS and not digit:
            digit = _DIGITS[char]
        else:
            return None
    return total + section + digit
