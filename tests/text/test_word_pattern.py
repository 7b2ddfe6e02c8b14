"""The longest of some words that stands at a place."""

import re

from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.text.word_pattern import longest_of

words = st.lists(st.text("ab.+", min_size=1, max_size=4), min_size=1, max_size=12)


@given(words, st.text("ab.+", max_size=12))
def test_the_longest_word_wins(known: list[str], text: str) -> None:
    found = re.compile(longest_of(known)).match(text)
    fitting = [word for word in known if text.startswith(word)]
    assert (found[0] if found else "") == max(fitting, key=len, default="")
