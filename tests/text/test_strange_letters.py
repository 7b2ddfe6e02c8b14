"""Which letters are rare: a text that has none is looked at no further."""

import unicodedata

import pytest

from disclosure_desk.text.invisible import INVISIBLE
from disclosure_desk.text.strange_letters import has_rare_letter, is_han


def _is_odd(letter: str) -> bool:
    """Whether a rule objects to it: nobody sees it, it is a radical, or no character at all."""
    is_radical = "\u2e80" <= letter <= "\u2fdf" or "\u31c0" <= letter <= "\u31ef"
    is_none = unicodedata.category(letter) == "Cn" and not is_han(letter)
    return (letter != "\n" and INVISIBLE.match(letter) is not None) or is_radical or is_none


@pytest.mark.parametrize("block", range(0, 0x100, 0x10))
def test_what_a_rule_objects_to_is_rare(block: int) -> None:
    letters = map(chr, range(block * 0x100, (block + 0x10) * 0x100))
    assert [letter for letter in letters if _is_odd(letter) and not has_rare_letter(letter)] == []


def test_a_text_of_common_letters_has_none() -> None:
    assert not has_rare_letter("2025年，“政务公开”（A类）达 60%——《条例》第1·2条…\n\t㐂豈")
    assert has_rare_letter("政\u0301务")
    assert has_rare_letter("A\U0001f600")
