"""Help: each command's, in Chinese, with all that it takes, and the same exit codes wherever they are told."""

import json
import re
from pathlib import Path

import pytest

from disclosure_desk.cli.args import COMMON, EXIT_CODES, JSON
from disclosure_desk.cli.help_pages import ALL_COMMANDS, WINDOW_OPTIONS

ROOT = Path(__file__).resolve().parents[2]
OPTION = re.compile(r"(?<![\w-])-{1,2}[a-z][a-z-]*")
entries = pytest.mark.parametrize("entry", ALL_COMMANDS, ids=lambda entry: entry.name)


@entries
def test_the_help_of_a_command_names_all_that_it_takes_and_nothing_else(entry, run):
    code, out, err = run(*entry.name.split(), "--help")
    assert (code, err) == (0, "")
    names = {name for option in entry.load().all_options for name in option.names}
    assert set(OPTION.findall(out.partition("退出码：")[0])) == names
    assert out.startswith(f"{entry.summary}。\n\n用法：disclosure-desk {entry.name} ")
    assert f"例子：\n  disclosure-desk {entry.name.split()[0]}" in out
    assert re.search(r"[Uu]sage", out) is None


@entries
@pytest.mark.parametrize("way", [["-h"], ["--help"], ["-qh"], ["nonsense", "-h", "--also"]])
def test_help_is_given_however_it_is_asked_for(entry, run, way):
    asked = run("help", *entry.name.split())
    assert asked[0] == 0
    assert run(*entry.name.split(), *way) == asked


def test_behind_two_dashes_stand_files_whatever_they_are_called(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("-h", "--help", "--json"):
        assert run("check", "--", name) == (2, "", f"{name}：没有这个文件。\n")


def test_every_option_has_its_line():
    for entry in ALL_COMMANDS:
        for option in entry.load().all_options:
            assert option.help, (entry.name, option.name)
            assert option.is_flag or option.value, (entry.name, option.name)


def test_the_help_of_the_program_lists_every_command_and_option(run):
    code, out, err = run("--help")
    assert (code, err) == (0, "")
    assert run("-h") == run("help") == (code, out, err)
    for entry in ALL_COMMANDS:
        assert re.search(rf"^  disclosure-desk {entry.name} +{entry.summary}$", out, re.MULTILINE)
    assert {name for option in WINDOW_OPTIONS for name in option.names} <= set(OPTION.findall(out))


def test_the_help_of_a_group_is_that_of_its_commands(run):
    group = [entry for entry in ALL_COMMANDS if entry.name.startswith("archive ")]
    out = "\n".join(run(*entry.name.split(), "--help")[1] for entry in group)
    assert run("archive", "--help") == run("help", "archive") == run("archive", "-h") == (0, out, "")


@entries
def test_a_mistyped_command_shows_how_it_is_typed(entry, run):
    code, out, err = run(*entry.name.split(), "--nonsense")
    assert (code, out) == (2, "")
    wrong, *usage, pointer = err.splitlines()
    assert wrong.startswith("命令写错了：没有 --nonsense 这个选项")
    assert usage[0].startswith(f"用法：disclosure-desk {entry.name} ")
    assert pointer == f"用 disclosure-desk {entry.name} --help 看用法。"


def test_the_exit_codes_are_told_alike_everywhere(run):
    lines = [f"  {code}  {meaning}" for code, meaning in EXIT_CODES]
    for text in (run("--help")[1], *(run(*entry.name.split(), "--help")[1] for entry in ALL_COMMANDS)):
        assert text.rstrip("\n").endswith("\n".join(lines))
    told = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    assert "退出码：" + "；".join(f"{code} {meaning}" for code, meaning in EXIT_CODES) in told
    for code, words in [(0, "done"), (1, "done, but"), (2, "not done")]:
        assert f"| `{code}` | {words}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md"])
def test_the_readmes_name_every_command(document):
    text = (ROOT / document).read_text(encoding="utf-8")
    assert [entry.name for entry in ALL_COMMANDS if f"disclosure-desk {entry.name}" not in text] == []


def test_what_every_command_takes_is_the_same_everywhere():
    for entry in ALL_COMMANDS:
        common = [one for one in COMMON if one is not JSON or entry.name not in {"help", "completion"}]
        assert list(entry.load().all_options[-len(common) :]) == common
        assert (JSON in entry.load().all_options) is (JSON in common)


@pytest.mark.parametrize("words", [["help", "convert"], ["completion", "bash"]])
def test_what_is_no_data_is_not_to_be_had_as_json(run, words):
    code, out, err = run(*words, "--json")
    assert (code, err) == (2, "")
    assert json.loads(out)["error"]["message"].startswith("没有 --json 这个选项")
