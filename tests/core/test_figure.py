from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.core.figure import FigureError, figure, parse_figure, parse_number, places, print_figure


@pytest.mark.parametrize(
    ("typed", "figure_read"),
    [
        ("12", 12),
        ("１２", 12),
        (" 12 ", 12),
        ("1,234", 1234),
        ("１，２３４", 1234),
        ("007", 7),
        ("0", 0),
        ("12.0", 12),
        ("-3", -3),
        ("−3", -3),
        ("－３", -3),
        ("0.360", Decimal("0.36")),
        ("1.5", Decimal("1.5")),
        ("", None),
        ("  \t", None),
        ("\u3000", None),
        ("999999999999", 999_999_999_999),
        ("0000000000000000000012", 12),
    ],
)
def test_numbers_are_read_as_they_are_typed_in_the_field(typed, figure_read):
    number = parse_number(typed)

    assert number == figure_read
    assert type(number) is type(figure_read)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("abc", "“abc”不是数字"),
        ("12件", "“12件”不是数字"),
        ("1e5", "不是数字"),
        ("+19", "不是数字"),
        ("1,23", "不是数字"),
        ("²", "不是数字"),
        ("½", "不是数字"),
        ("٣", "不是数字"),
        ("NaN", "不是数字"),
        ("/", "没有发生就填 0"),
        ("—", "没有发生就填 0"),
        ("12345678901234567890", "最多 12 位数字"),
        ("0.1234567890123", "最多 12 位"),
        ("字" * 50, "字字…”不是数字"),
    ],
)
def test_what_is_no_number_is_refused_with_a_reason(typed, told):
    with pytest.raises(FigureError, match=told):
        parse_number(typed)


@pytest.mark.parametrize(
    ("typed", "decimals", "told"),
    [("-3", 0, "不能填负数"), ("1.5", 0, "只能填整数"), ("0.0000001", 6, "最多 6 位小数"), ("-0.5", 6, "不能填负数")],
)
def test_what_a_cell_cannot_hold_is_refused_with_a_reason(typed, decimals, told):
    with pytest.raises(FigureError, match=told):
        parse_figure(typed, decimals)


@pytest.mark.parametrize(
    ("typed", "decimals", "held"), [("", 0, None), ("5", 0, 5), ("0.000001", 6, Decimal("0.000001")), ("5.0", 0, 5)]
)
def test_what_a_cell_can_hold_is_taken(typed, decimals, held):
    assert parse_figure(typed, decimals) == held


def test_blank_is_printed_as_nothing_and_zero_as_zero():
    assert print_figure(None) == ""
    assert print_figure(0) == "0"


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=6))
def test_printing_a_figure_and_reading_it_gives_it_back(value):
    held = figure(value)

    assert parse_number(print_figure(held)) == held
    assert places(held) <= 6
    assert "E" not in print_figure(held)
