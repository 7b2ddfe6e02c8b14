"""How a typed line is taken apart: options with their values, flags, and the places between them."""

import argparse

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("--output=--strict", "", {"output": "--strict"}),
        ("-o a b", "b", {"output": "a"}),
        ("-oa b -o=a", "b", {"output": "a"}),
        ("--output - -", "-", {"output": "-"}),
        ("--output -5 -7", "-7", {"output": "-5"}),
        ("--pin-file a --pin-file=a", "", {"pin_file": "a"}),
        ("a -- --strict -- b", "a --strict -- b", {}),
        ("-qoa b", "b", {"quiet": True, "output": "a"}),
        ("-qqo a b", "b", {"quiet": True, "output": "a"}),
        ("-o-q -5.5 -2025.txt", "-5.5 -2025.txt", {"output": "-q"}),
        ("--output a -q --output=a -q", "", {"output": "a", "quiet": True}),
    ],
)
def test_a_line_is_taken_apart(typed, places, values):
    line = vars(parse(typed.split(), OPTIONS, positions=None))

    assert line == {**NOTHING, **values, "places": places.split()}


@pytest.mark.parametrize(
    ("typed", "places", "output"),
    [
        (["-a b", "--output", "-c d"], ["-a b"], "-c d"),
        (["--output=公开 一", "a"], ["a"], "公开 一"),
        (["-o公开 一", "a"], ["a"], "公开 一"),
        (["--output", "公开 一"], [], "公开 一"),
    ],
)
def test_a_blank_makes_no_option_of_a_place_and_no_place_of_a_value(typed, places, output):
    line = parse(typed, OPTIONS, positions=None)

    assert (line.places, line.output) == (places, output)


def test_what_is_taken_for_an_option_may_be_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-年报.txt").touch()

    for typed, message in (
        ("-年报.txt", r"没有 -年报\.txt 这个选项；要是文件，请写成 \.[/\\\\]-年报\.txt。"),
        ("-月报.txt", r"没有 -月报\.txt 这个选项。"),
    ):
        with pytest.raises(CommandError, match=message):
            parse([typed], OPTIONS, positions=None)
    assert parse(["--", "-年报.txt"], OPTIONS, positions=None).places == ["-年报.txt"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("--output", "选项 -o/--output 后面要跟一个值：目标。"),
        ("--output --strict", "选项 -o/--output 后面要跟一个值"),
        ("--output -- a", "选项 -o/--output 后面要跟一个值"),
        ("--output --pin-file=a", "选项 -o/--output 后面要跟一个值"),
        ("-qo", "选项 -o/--output 后面要跟一个值"),
        ("--strict=yes", "选项 --strict 后面不跟值，请去掉“=yes”"),
        ("-q=1", "选项 -q/--quiet 后面不跟值"),
        ("--outpu=a\u3000b", "没有 --outpu 这个选项；是不是 --output"),
        ("--out a", "没有 --out 这个选项；是不是 --output"),
        ("--colour=red", "没有 --colour 这个选项"),
        ("-z --stric", "没有 -z 这个选项"),
        ("-qz", "没有 -qz 这个选项"),
        ("a b c", "多写了“b”“c”"),
        ("--output a -o b", "选项 -o/--output 写了两次，一次是“a”，一次是“b”，请只留一个。"),
        ("--pin-file=a -- --pin-file=b --pin-file", "多写了“--pin-file”"),
        ("--output= a", "选项 -o/--output 后面的目标是空的：引号里什么也没有写。"),
    ],
)
def test_a_wrong_line_is_refused(typed, message):
    with pytest.raises(CommandError, match=message):
        parse(typed.split(), OPTIONS, positions=1)


def test_a_file_without_a_name_is_refused():
    with pytest.raises(CommandError, match="有一处是空的：引号里什么也没有写。请写上是哪个文件。"):
        parse(["a", ""], OPTIONS, positions=None)


TYPED = (
    *(
        "a",
        "b c",
        "-",
        "",
        "-5",
        "-5.5",
        "-z",
        "-年报",
        "-a b",
        "--strict",
        "--strict=1",
        "--stric",
        "-q",
        "-qq",
        "-q=1",
        "-qo",
    ),
    *("-qox", "-o", "-ox", "-o x", "-o=x", "--output", "--output=x", "--output=x y", "--output=", "--pin-file=-q"),
)


class _OneValue(argparse.Action):
    """Takes one value, as argparse does, but no second one, and for a file no empty one."""

    def __call__(self, parser, namespace, value, _option=None):
        if getattr(namespace, self.dest) not in (None, value) or not value:
            parser.error("two values, or none")
        setattr(namespace, self.dest, value)


@given(st.lists(st.sampled_from(TYPED), max_size=5))
def test_a_line_is_taken_apart_as_argparse_does(typed):
    parser = argparse.ArgumentParser(allow_abbrev=False, add_help=False, exit_on_error=False)
    for option in OPTIONS:
        parser.add_argument(*option.names, action="store_true" if option.is_flag else _OneValue)
    parser.add_argument("places", nargs="*")
    try:
        known, unknown = parser.parse_known_intermixed_args(typed)
        known = argparse.Namespace() if "" in known.places else known
    except (argparse.ArgumentError, SystemExit):
        known, unknown = argparse.Namespace(), []
    try:
        read = vars(parse(typed, OPTIONS, positions=None))
    except CommandError:
        read = {}

    assert read == ({} if unknown else vars(known))
