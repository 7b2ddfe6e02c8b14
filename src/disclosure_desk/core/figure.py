"""What a cell holds, a figure or nothing: how it is read from typing and files, and how it is printed."""

from decimal import Decimal

from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.text.widths import narrow

Figure = int | Decimal
"""Whole figures are int; a Decimal always has a fraction, without trailing zeros."""

WHOLE_DIGITS = 12
FRACTION_DIGITS = 12

_NUMBER = lazy_pattern(r"-?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]+)?")


class FigureError(ValueError):
    """The text is no figure that this cell can hold; the message tells the clerk why and what to type."""


def figure(value: Figure) -> Figure:
    """The same figure in its one canonical form."""
    if isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else value.normalize()


def parse_number(text: str) -> Figure | None:
    """The number a text stands for, None for blank text; full-width digits and thousands separators are understood.

    Signs and fractions are kept as they stand: whether the cell may hold them is a check's question.
    """
    plain = narrow(text).strip()
    if not plain:
        return None
    if not _NUMBER.fullmatch(plain):
        raise FigureError(_no_number(text.strip()))
    whole, _, fraction = plain.replace(",", "").partition(".")
    if len(whole.lstrip("-").lstrip("0")) > WHOLE_DIGITS:
        raise FigureError(f"“{text.strip()}”太长了：最多 {WHOLE_DIGITS} 位数字。请核对是不是多粘了一串数。")
    if len(fraction.rstrip("0")) > FRACTION_DIGITS:
        raise FigureError(f"“{text.strip()}”的小数太长了：最多 {FRACTION_DIGITS} 位。")
    return figure(Decimal(f"{whole}.{fraction or 0}"))


def parse_figure(text: str, decimals: int) -> Figure | None:
    """The figure that a clerk typed into a cell of so many decimals, None for blank text."""
    number = parse_number(text)
    if number is None:
        return None
    if number < 0:
        raise FigureError(f"“{text.strip()}”是负数，这里不能填负数。")
    if places(number) > decimals:
        limit = f"最多 {decimals} 位小数" if decimals else "只能填整数，不能有小数"
        raise FigureError(f"“{text.strip()}”：这里{limit}。")
    return number


def places(value: Figure) -> int:
    """How many decimal places the figure has."""
    if isinstance(value, int):
        return 0
    return -int(value.as_tuple().exponent)


def print_figure(value: Figure | None) -> str:
    """The figure as the printed form shows it: plain digits, no trailing zeros; nothing for a blank."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _no_number(text: str) -> str:
    shown = text if len(text) <= 20 else f"{text[:20]}…"  # noqa: PLR2004 - enough to recognise what was typed
    if text in {"/", "-", "—", "——", "无", "／"}:
        return f"“{shown}”不是数字。没有发生就填 0，还没有统计就空着。"
    return f"“{shown}”不是数字。这里只能填数字，例如 12。"
