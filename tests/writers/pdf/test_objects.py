"""Objects as they stand in the file."""

import pytest

from disclosure_desk.writers.pdf.objects import stream
from disclosure_desk.writers.pdf.written_text import name, text_string


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("ABCDEF+DeskSong", b"/ABCDEF+DeskSong"),
        ("仿宋_GB2312", b"/#E4#BB#BF#E5#AE#8B_GB2312"),
        ("A B/(#)", b"/A#20B#2F#28#23#29"),
        ("n" * 200, b"/" + b"n" * 127),
        ("n" * 126 + "字", b"/" + b"n" * 126),
    ],
)
def test_a_name_is_utf_8_of_127_bytes_at_most(text, written):
    assert name(text) == written


def test_a_text_string_holds_any_script():
    assert text_string("A字😀") == b"<FEFF00415B57D83DDE00>"


def test_a_stream_ends_before_the_line_end_whatever_its_last_byte_is():
    """Who looks for the end from behind takes one line end away, and that is not the stream's own."""
    for last in (b"x", b"\r", b"\n", b"\r\n"):
        written = stream(last).written
        assert written == b"<< /Length %d >>\nstream\n%b\r\nendstream\n" % (len(last), last)
