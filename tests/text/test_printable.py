import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_desk.text.printable import json_line, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("涿河区金牛山办事处　（本级）", "涿河区金牛山办事处　（本级）"),
        ("\u4d00\U00020000龦\ue000", "\u4d00\U00020000龦\ue000"),
        ("a b", "a b"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("\x1b[2J\x9b1m\x07", r"\x1b[2J\x9b1m\x07"),
        ("x\u202ey\u2066\u200b\ufeff", r"x\u202ey\u2066\u200b\ufeff"),
        ("x\u2028y\u2029\x85", r"x\u2028y\u2029\x85"),
        ("\udce4\ud800", r"\udce4\ud800"),
    ],
)
def test_what_is_not_seen_is_shown_as_an_escape(text, shown):
    assert printable(text) == shown


@given(st.text())
def test_what_is_shown_is_one_line_that_can_be_written(text):
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert not any(char in shown for char in "\x1b\x9b\r\n\t\u202e")
    assert printable(shown) == shown
    shown.encode()


@given(st.text())
def test_a_string_of_json_stays_what_it_is(text):
    line = json_line(json.dumps(text, ensure_ascii=False))
    assert json.loads(line) == text
    assert len(line.splitlines()) == 1
