"""The longest word that stands at a place, as a pattern of all words would find it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.checks.prose.vocabulary import WordFinder

WORDS = ("收", "收到", "收到件", "未收到", "到件", "0")
OTHERS = {"《": re.compile("《[^》]*》"), ".": re.compile(r"\.(?!\w)")}
FINDER = WordFinder(WORDS, OTHERS)
PATTERN = re.compile("|".join([*sorted(WORDS, key=len, reverse=True), *(one.pattern for one in OTHERS.values())]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新收到件", (1, 4)),
        ("新收取", (1, 2)),
        ("《收到》收", (0, 4)),
        ("《收", (1, 2)),
        ("a.b.", (3, 4)),
        ("新", None),
    ],
)
def test_the_longest_that_comes_first_is_found(text, found):
    assert FINDER.search(text, 0, len(text)) == found


@given(st.text("新未收到件0《》.", max_size=12), st.integers(0, 6), st.integers(0, 12))
def test_it_finds_what_a_pattern_finds(text, at, end):
    end = min(end, len(text))
    searched, matched = (find(text, at, end) if at <= end else None for find in (PATTERN.search, PATTERN.match))
    assert FINDER.search(text, at, end) == (searched and searched.span())
    assert FINDER.match(text, at, end) == (matched.end() if matched else 0)


@given(
    st.lists(st.text("ab.+", min_size=1, max_size=4), min_size=1, max_size=12),
    st.text("ab.+", max_size=12),
    st.integers(0, 6),
)
def test_it_finds_all_that_a_pattern_finds(words, text, at):
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    found = [one.span() for one in pattern.finditer(text, at)]
    assert [*WordFinder(words, {}).find_all(text, at, len(text))] == found
