import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.checks.prose import read_statements
from disclosure_desk.readers.vocabulary.cell_value import read_cell_value
from disclosure_desk.text.chinese_numerals import read_numeral, read_spelt_digits, write_numeral

SPOKEN = [
    ("零", 0),
    ("〇", 0),
    ("两", 2),
    ("十", 10),
    ("十五", 15),
    ("二十", 20),
    ("二〇二五", 2025),
    ("一百", 100),
    ("一百三", 130),
    ("三百五", 350),
    ("三百零五", 305),
    ("三百五十", 350),
    ("一百一十二", 112),
    ("一百十二", 112),
    ("两千三", 2300),
    ("两千零三", 2003),
    ("一千零十五", 1015),
    ("三千零五十", 3050),
    ("一万二", 12_000),
    ("一万零二", 10_002),
    ("一万二千", 12_000),
    ("二十万五", 205_000),
    ("三百五万", 3_500_000),
    ("一亿二千万", 120_000_000),
    ("一亿零二", 100_000_002),
    ("一万亿", 10**12),
    ("百", 100),
    ("万", 10_000),
]


@pytest.mark.parametrize(("written", "number"), SPOKEN)
def test_a_numeral_counts_as_it_is_spoken(written, number):
    assert read_numeral(written) == number


@pytest.mark.parametrize("written", ["", "两两", "三百五六", "三百五六万", "十百", "一百一百", "三四十", "点", "三件"])
def test_what_is_no_numeral_counts_nothing(written):
    assert read_numeral(written) is None


def _spelt_out(number: int) -> str:
    """A number below 10^8 as a schoolbook writes it."""
    if number >= 10_000:
        whole, rest = divmod(number, 10_000)
        return f"{_spelt_out(whole)}万" + ("" if not rest else ("零" if rest < 1000 else "") + _spelt_out(rest))
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if zero and text else "") + "零一二三四五六七八九"[digit] + name
        zero = not digit
    return text or "零"


@given(st.integers(0, 99_999_999))
def test_a_number_spelt_out_reads_back(number):
    assert read_numeral(_spelt_out(number)) == number


@given(st.integers(1, 99))
def test_a_number_written_for_a_heading_reads_back(number):
    assert read_numeral(write_numeral(number)) == number


@pytest.mark.parametrize("number", [-1, 0, 100])
def test_no_heading_is_numbered_beyond_ninety_nine(number):
    assert write_numeral(number) == ""


def test_years_are_spelt_with_any_of_the_three_zeros():
    assert [read_spelt_digits(f"二{zero}二五") for zero in "〇零○"] == ["2025"] * 3


@pytest.mark.parametrize(
    ("written", "number"), [("三百五", 350), ("三百零五", 305), ("一万二", 12_000), ("一百三", 130)]
)
def test_prose_and_cells_count_alike(written, number):
    (statement,) = read_statements(f"全年收到政府信息公开申请{written}件。", 2025)
    value = read_cell_value(written)

    assert statement.value == number
    assert (value.figure, bool(value.doubt)) == (number, True)
