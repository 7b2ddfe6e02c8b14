"""Characters that nobody sees are found, named and taken out; blanks that have a width stay."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.text.invisible import INVISIBLE, invisible_name, invisible_summary, without_invisible

SEEN = "政务 公开\u3000工作\xa0\u2002\u2009\tABC，。·—…“”《》①㎡\n"


def test_every_format_and_control_character_is_one():
    missed = [
        one
        for one in map(chr, range(sys.maxunicode + 1))
        if unicodedata.category(one) in {"Cc", "Cf", "Zl", "Zp"} and one not in "\t\n" and not INVISIBLE.match(one)
    ]
    assert missed == []


def test_what_is_seen_is_none_and_stays():
    assert not INVISIBLE.search(SEEN)
    assert without_invisible(SEEN) == SEEN
    assert invisible_summary(SEEN) == ""


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("政\u200b务", "政务"),
        ("\ufeff政务", "政务"),
        ("政\xad务\u2060公\u200d开", "政务公开"),
        ("政\u202e务\u202c", "政务"),
        ("政\u3164务\u2800公\ufe0f开\U000e0101", "政务公开"),
        ("政\U000e0041务", "政务"),
        ("政\x00务\x07\x1b\x7f\x9f", "政务"),
        ("政\r\n务\r公\x0b开\x0c工\x85作\u2028甲\u2029乙", "政\n务\n公\n开\n工\n作\n甲\n乙"),
    ],
)
def test_they_are_taken_out_and_line_ends_are_line_feeds(text, seen):
    assert without_invisible(text) == seen


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u200b", "零宽空格（U+200B）"),
        ("\ufeff", "字节顺序标记（U+FEFF）"),
        ("\xad", "软连字符（U+00AD）"),
        ("\u200f", "文字方向标记（U+200F）"),
        ("\x07", "控制字符（U+0007）"),
        ("\u2028", "换行用的控制字符（U+2028）"),
        ("\ufe0f", "字形选择符（U+FE0F）"),
        ("\u3164", "占位空白（U+3164）"),
        ("\U000e0041", "格式字符（U+E0041）"),
    ],
)
def test_each_has_a_name_and_a_number(character, name):
    assert invisible_name(character) == name


def test_the_summary_counts_each_once():
    assert invisible_summary("甲\u200b乙\u200b丙\xad\r\n") == "零宽空格（U+200B） 2 个、软连字符（U+00AD） 1 个"


@given(st.text())
def test_what_is_left_has_none(text):
    left = without_invisible(text)
    assert not INVISIBLE.search(left)
    assert without_invisible(left) == left
