"""A number of a workbook as its cell shows it, as far as that changes what it says: dates, percents, units, scales."""

import re
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

_DATES = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""The built-in formats that are dates or times, those of Chinese desks among them."""

_PERCENTS = frozenset({9, 10})
_BRACKETS = re.compile(r"\[[^\]]*\]")
_LITERALS = re.compile(r'"[^"]*"|[\\!_*].')
_DATE_CODE = re.compile(r"[ymdhs年月日时分秒]", re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
_LITERAL_POINT = re.compile(r'[\\!]\.|"\."')
_UNIT = re.compile(r"[0#?][^0#?]*?([\u4e00-\u9fff]{1,3})[^0#?]*$")
_DIGITS = 15
"""How many digits a spreadsheet shows of a number; what is stored beyond comes from binary fractions."""

_EXPONENTS = range(-12, 15)
"""Larger numbers are no figures, smaller ones what is left of 0 in binary fractions."""

_LONGEST, _LONGEST_CODE = 40, 255
"""No program writes a number, or takes a format, of more characters."""

_FIRST, _FIRST_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - days of a calendar, nowhere
_LEAP_BUG = 60
"""The day that never was, 29 February 1900; days before it are numbered one less."""


class Shape(NamedTuple):
    """What a format makes of a number: a date, a percent, a number of a unit, or of another scale than stored."""

    is_date: bool = False
    is_percent: bool = False
    unit: str = ""


@lru_cache(maxsize=256)
def shape_of(number: int, code: str) -> Shape:
    """The shape by the number of a format and its code."""
    if len(code) > _LONGEST_CODE:
        return Shape()
    section = _BRACKETS.sub("", code.partition(";")[0])
    bare = _LITERALS.sub("", section)
    is_date = number in _DATES or (bool(_DATE_CODE.search(bare)) and "general" not in bare.lower())
    if _SCALED.search(bare) or _LITERAL_POINT.search(section):
        return Shape(is_date, unit=f"（显示格式 {code}）")
    unit = _UNIT.search(section)
    return Shape(is_date, number in _PERCENTS or "%" in bare, unit[1] if unit else "")


def shown(raw: str, number: int, code: str, *, since_1904: bool = False) -> str:
    """A number as stored -> what its cell says by the format of that number and code; what is no number as it is."""
    try:
        stored = Decimal(raw if len(raw) <= _LONGEST else "")
    except InvalidOperation:
        return raw
    if not stored.is_finite() or (stored and stored.adjusted() not in _EXPONENTS):
        return raw
    shape = shape_of(number, code)
    if shape.is_date:
        return _day(float(stored), since_1904=since_1904)
    return f"{plain(stored * 100)}%" if shape.is_percent else plain(stored) + shape.unit


def plain(number: Decimal) -> str:
    """A number without exponent, and without digits that no cell shows."""
    text = f"{Decimal(f'{number:.{_DIGITS}g}'):f}" if number else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(serial: float, *, since_1904: bool) -> str:
    """The date of a day's number, and the hour if it has one."""
    first = _FIRST_1904 if since_1904 else _FIRST + timedelta(days=serial < _LEAP_BUG)
    moment = None
    with suppress(OverflowError):  # behind the last day of the calendar
        moment = first + timedelta(seconds=round(serial * 86_400))
    if serial < 1 or moment is None:
        return f"1900-01-00 {serial}" if serial else "1900-01-00"
    return moment.strftime("%Y-%m-%d" if serial == int(serial) else "%Y-%m-%d %H:%M")
