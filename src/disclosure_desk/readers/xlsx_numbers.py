"""A number of a workbook as its cell shows it, as far as that changes what it says: dates, percents, units, scales."""

import re
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

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

_LARGEST = 1e15
_FIRST, _FIRST_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - days of a calendar, nowhere
_LAST_DAY = 2_958_466
_LEAP_BUG = 60
"""The day that never was, 29 February 1900; days before it are numbered one less."""


def shown(raw: str, number: int, code: str, *, since_1904: bool = False) -> str:
    """A number as stored -> what its cell says by the format of that number and code; what is no number as it is."""
    try:
        stored = Decimal(raw)
    except InvalidOperation:
        return raw
    if not stored.is_finite() or abs(stored) >= _LARGEST:
        return raw
    section = _BRACKETS.sub("", code.partition(";")[0])
    bare = _LITERALS.sub("", section)
    if number in _DATES or (_DATE_CODE.search(bare) and "general" not in bare.lower()):
        return _day(float(stored), since_1904=since_1904)
    if number in _PERCENTS or "%" in bare:
        return f"{plain(stored * 100)}%"
    text = plain(stored)
    if _SCALED.search(bare) or _LITERAL_POINT.search(section):
        return f"{text}（显示格式 {code}）"
    unit = _UNIT.search(section)
    return text + (unit[1] if unit else "")


def plain(number: Decimal) -> str:
    """A number without exponent, and without digits that no cell shows."""
    text = f"{Decimal(f'{number:.{_DIGITS}g}'):f}" if number else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(serial: float, *, since_1904: bool) -> str:
    """The date of a day's number, and the hour if it has one."""
    if not 1 <= serial < _LAST_DAY:
        return f"1900-01-00 {serial}" if serial else "1900-01-00"
    first = _FIRST_1904 if since_1904 else _FIRST + timedelta(days=serial < _LEAP_BUG)
    moment = first + timedelta(seconds=round(serial * 86_400))
    return moment.strftime("%Y-%m-%d" if serial == int(serial) else "%Y-%m-%d %H:%M")
