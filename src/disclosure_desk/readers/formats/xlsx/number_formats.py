"""A number of a workbook as its cell shows it, as far as that changes what it says: dates, percents, units, scales.

`45678` in a date format is `2025-01-21`, `0.25` in `0%` is `25%`, `12` in `0"件"` is `12件`, and a number in `0.0,`,
which shows thousands, keeps its format beside it, so that nobody takes it for the figure that was printed. `57.4` in
`0` stays what it is, because fees are often kept so: that a reader of the sheet sees 57 is told by `shown_rounded`.
"""

import re
from contextlib import suppress
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from disclosure_desk.text.lazy_pattern import lazy_pattern

_DATE_FORMATS = frozenset((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)))
"""The numbers of the built-in formats that are dates or times, those of Chinese editions among them."""

_DECIMALS = dict.fromkeys((1, 3, 5, 6, 37, 38, 41, 42), 0) | dict.fromkeys((2, 4, 7, 8, 39, 40, 43, 44), 2)
"""Digits behind the point by the numbers of the built-in formats."""

_NO_DECIMALS = lazy_pattern(r"general|[@/e]", re.IGNORECASE)
"""In what is no format of digits alone: 1.5E+03, a fraction, a text, and what shows as many as there is room for."""

_DIGITS = lazy_pattern(r"[0#?](?:[0#?,]*)(?:\.([0#?]*))?")
_PERCENT_FORMATS = frozenset({9, 10})
_BRACKETS = lazy_pattern(r"\[[^\]]*\]")
_LITERALS = lazy_pattern(r'"[^"]*"|[\\!_*].')
_DATE_LETTERS = lazy_pattern(r"[ymdhs年月日时分秒]", re.IGNORECASE)
_SCALED = lazy_pattern(r"[0#?],+(?![0#?,])")
_LITERAL_POINT = lazy_pattern(r'[\\!]\.|"\."')
_UNIT = lazy_pattern(r"[0#?][^0#?]*?([\u4e00-\u9fff]{1,3})[^0#?]*$")
_TEXT_SECTION = 3
"""Which of the sections of a format, counted from 0, is for texts."""

_SIGNIFICANT_DIGITS = 15
"""Digits of a number that a spreadsheet shows; those stored beyond come from binary fractions."""

_EXPONENTS = range(-12, 15)
"""Larger numbers are no figures, smaller ones what is left of 0 in binary fractions."""

_LONGEST_NUMBER, _LONGEST_CODE = 40, 255
"""No program writes a number, or takes a format, of more characters."""

_DAY_ZERO, _DAY_ZERO_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - calendar days, no time zone
_LEAP_BUG = 60
"""The day that never was, 29 February 1900; days before it have numbers that are one less."""


class NumberFormat(NamedTuple):
    """What a format makes of a number: a date, a percent, or a number with a unit or another scale behind it."""

    is_date: bool = False
    is_percent: bool = False
    unit: str = ""


@lru_cache(maxsize=256)
def number_format(number: int, code: str) -> NumberFormat:
    """Return what a format means, by its number and its code."""
    if len(code) > _LONGEST_CODE:
        return NumberFormat()
    section = _BRACKETS.sub("", code.partition(";")[0])
    bare = _LITERALS.sub("", section)
    is_date = number in _DATE_FORMATS or (bool(_DATE_LETTERS.search(bare)) and "general" not in bare.lower())
    if _SCALED.search(bare) or _LITERAL_POINT.search(section):
        return NumberFormat(is_date, unit=f"（显示格式 {code}）")
    unit = _UNIT.search(section)
    return NumberFormat(is_date, number in _PERCENT_FORMATS or "%" in bare, unit[1] if unit else "")


def hides(code: str, raw: str | None) -> bool:
    """Return whether a format shows nothing of a number, or of a text (None): `;;;`.

    One that only leaves noughts blank hides nothing: it is a way to write 0.
    """
    sections = _LITERALS.sub("x", code).split(";") if len(code) <= _LONGEST_CODE else [code]
    if len(sections) == 1:
        return False
    if raw is None:
        return len(sections) > _TEXT_SECTION and not sections[_TEXT_SECTION].strip()
    return not sections[1 if raw.startswith("-") else 0].strip() and raw.strip("0.-+") != ""


def number_as_shown(raw: str, number: int, code: str, *, since_1904: bool = False) -> str:
    """Return what a cell shows of a stored number by the format of that number and code; of no number, the raw text."""
    stored = _stored(raw)
    if stored is None:
        return raw
    shape = number_format(number, code)
    if shape.is_date:
        return _date(float(stored), since_1904=since_1904)
    if shape.is_percent:
        return f"{_plain(stored * 100)}%"
    return _plain(stored) + shape.unit


def shown_rounded(raw: str, number: int, code: str) -> str:
    """Return what a format shows of a stored number, where it has more digits than are shown; "" where it has none."""
    stored = _stored(raw)
    shape = number_format(number, code)
    if stored is None or shape.is_date or shape.is_percent:
        return ""
    decimals = _decimals(number, code, is_negative=stored < 0)
    if decimals is None:
        return ""
    shown = _plain(stored.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))
    return "" if shown == _plain(stored) else shown


def _stored(raw: str) -> Decimal | None:
    """Return the number that a cell stores; None for none, or for one that is no figure."""
    try:
        stored = Decimal(raw if len(raw) <= _LONGEST_NUMBER else "")
    except InvalidOperation:
        return None
    return stored if stored.is_finite() and (not stored or stored.adjusted() in _EXPONENTS) else None


@lru_cache(maxsize=256)
def _decimals(number: int, code: str, *, is_negative: bool) -> int | None:
    """Return how many digits behind the point a format shows; None where it does not say."""
    if not code:
        return _DECIMALS.get(number)
    sections = _LITERALS.sub("", _BRACKETS.sub("", code)).split(";")
    section = sections[1] if is_negative and len(sections) > 1 else sections[0]
    found = _DIGITS.search(section)
    if len(code) > _LONGEST_CODE or _NO_DECIMALS.search(section) or not found or _SCALED.search(section):
        return None
    return len(found[1] or "")


def _plain(number: Decimal) -> str:
    """Return a number without exponent, and without digits that no cell shows."""
    text = f"{Decimal(f'{number:.{_SIGNIFICANT_DIGITS}g}'):f}" if number else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date(serial: float, *, since_1904: bool) -> str:
    """Return the date of a day's number, and the hour if it has one."""
    day_zero = _DAY_ZERO_1904 if since_1904 else _DAY_ZERO + timedelta(days=serial < _LEAP_BUG)
    moment = None
    with suppress(OverflowError):  # after the last day of the calendar
        moment = day_zero + timedelta(seconds=round(serial * 86_400))
    if serial < 1 or moment is None:
        return f"1900-01-00 {serial}" if serial else "1900-01-00"
    return moment.strftime("%Y-%m-%d" if serial == int(serial) else "%Y-%m-%d %H:%M")
