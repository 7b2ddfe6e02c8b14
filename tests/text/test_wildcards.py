"""Which ids a pattern with * fits; what the shell's own matching says is right."""

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.text.wildcards import fitting

IDS = ("a.b", "a.total", "a.b.total", "total", "", "a.", "aa")


@pytest.mark.parametrize(
    ("pattern", "fit"),
    [
        ("a.b", ["a.b"]),
        ("a.*", ["a.b", "a.total", "a.b.total", "a."]),
        ("*total", ["a.total", "a.b.total", "total"]),
        ("a.*.total", ["a.b.total"]),
        ("a*a", ["aa"]),
        ("*b*o*", ["a.b.total"]),
        ("*", list(IDS)),
        ("b", []),
    ],
)
def test_a_star_stands_for_anything(pattern, fit):
    assert fitting(IDS, pattern) == fit


@pytest.mark.slow
@given(st.text("ab.*", max_size=6), st.lists(st.text("ab.", max_size=8)))
def test_it_fits_as_in_the_shell(pattern, ids):
    assert fitting(ids, pattern) == [one for one in ids if fnmatchcase(one, pattern)]
