"""A pattern is compiled when it is first used, and then is what `re.compile` makes."""

import re

import pytest

from disclosure_desk.text.lazy_pattern import lazy_pattern


def test_nothing_is_compiled_before_it_is_used(monkeypatch):
    compiled = []
    real = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: compiled.append(given) or real(*given))
    pattern = lazy_pattern("^b", re.MULTILINE)
    assert (compiled, pattern.pattern) == ([], "^b")

    assert [pattern.search("a\nb").start() for _ in range(3)] == [2, 2, 2]
    assert compiled == [("^b", re.MULTILINE)]


def test_what_is_wrong_with_a_pattern_is_raised_when_it_is_used():
    pattern = lazy_pattern("(")
    with pytest.raises(re.error):
        pattern.search("")
