import pytest
from example_count import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_desk.gui.widgets.text_diff import TextReplacement, text_replacement, utf16_length

TEXT = st.text(st.sampled_from("ab\n政𠮷"), max_size=12)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", TextReplacement(0, 0, "")),
        ("", "政务", TextReplacement(0, 0, "政务")),
        ("政务公开", "政务", TextReplacement(2, 4, "")),
        ("政务公开", "政府公开", TextReplacement(1, 2, "府")),
        ("aaa", "aa", TextReplacement(2, 3, "")),
        ("𠮷a", "𠮷b", TextReplacement(2, 3, "b")),
    ],
)
def test_only_what_differs_is_replaced(before, after, expected):
    assert text_replacement(before, after) == expected


@given(TEXT, TEXT)
@settings(deadline=None, max_examples=examples(150))
def test_carrying_the_difference_out_gives_the_other_text(before, after):
    change = text_replacement(before, after)
    units = before.encode("utf-16-le")
    inserted = change.text.encode("utf-16-le")
    assert (units[: 2 * change.start] + inserted + units[2 * change.end :]).decode("utf-16-le") == after


def test_characters_beyond_the_basic_plane_take_two_positions():
    assert utf16_length("a政𠮷") == 4
