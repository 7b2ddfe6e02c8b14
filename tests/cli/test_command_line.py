"""How a typed line is taken apart: options with their values, flags, and the places between them."""

import pytest

from disclosure_desk.cli.args import CommandError, Option, parse

OPTIONS = (
    Option("--strict", "", is_flag=True),
    Option("--quiet", "", is_flag=True, short="-q"),
    Option("--output", "", value="目标", short="-o"),
    Option("--pin-file", "", value="文件"),
)
NOTHING = {"strict": False, "quiet": False, "output": None, "pin_file": None}


@pytest.mark.parametrize(
    ("typed", "places", "values"),
    [
        ("", "", {}),
        ("a b c", "a b c", {}),
        ("a --strict b -q c", "a b c", {"strict": True, "quiet": True}),
        ("--output a b", "b", {"output": "a"}),
        ("--output=a=b c", "c", {"output": "a=b"}),
        ("--output= c", "c", {"output": ""}),
        ("--output=--strict", "", {"output": "--strict"}),
        ("-o a b", "b", {"output": "a"}),
        ("-oa b -o=c", "b", {"output": "c"}),
        ("--output - -", "-", {"output": "-"}),
        ("--output -5 -7", "-7", {"output": "-5"}),
        ("--pin-file a --pin-file b", "", {"pin_file": "b"}),
        ("a -- --strict -- b", "a --strict -- b", {}),
    ],
)
def test_a_line_is_taken_apart(typed, places, values):
    line = vars(parse(typed.split(), OPTIONS, positions=None))

    assert line == {**NOTHING, **values, "places": places.split()}


def test_what_has_a_blank_in_it_is_no_option():
    line = parse(["-a b", "--output", "-c d"], OPTIONS, positions=None)

    assert (line.places, line.output) == (["-a b"], "-c d")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("--output", "选项 -o/--output 后面要跟一个值"),
        ("--output --strict", "选项 -o/--output 后面要跟一个值"),
        ("--output -- a", "选项 -o/--output 后面要跟一个值"),
        ("--strict=yes", "选项 --strict 后面要跟一个值，或者不该跟值"),
        ("--colour=red", "没有 --colour 这个选项"),
        ("-z --stric", "没有 -z 这个选项"),
        ("-qz", "没有 -qz 这个选项"),
        ("a b c", "多写了“b”“c”"),
    ],
)
def test_a_wrong_line_is_refused(typed, message):
    with pytest.raises(CommandError, match=message):
        parse(typed.split(), OPTIONS, positions=1)
