"""The manual page and the completion for bash: made of what the commands declare, and as they lie in the repository."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from disclosure_desk.cli.args import EXIT_CODES
from disclosure_desk.cli.check_options import CHECK_OPTIONS
from disclosure_desk.cli.help_pages import ALL_COMMANDS
from disclosure_desk.core.form import Form
from disclosure_desk.core.resources import resource
from disclosure_desk.writers import ENDINGS

PAGE = resource("man", "disclosure-desk.1")
SCRIPT = resource("completion", "disclosure-desk")
_FORMATS = [ending.removeprefix(".") for ending in ENDINGS]
BASH, MAN = shutil.which("bash") or "", shutil.which("man") or ""
names = [entry.name for entry in ALL_COMMANDS]
in_a_shell = pytest.mark.skipif(not Path("/dev/fd").exists(), reason="bash hands over what it completes by /dev/fd")


def test_the_files_are_what_the_program_prints(run):
    """Made anew by `disclosure-desk help --man` and `disclosure-desk completion bash`."""
    assert run("help", "--man") == (0, PAGE.read_text(encoding="utf-8"), "")
    assert run("completion", "bash") == (0, SCRIPT.read_text(encoding="utf-8"), "")


def test_the_page_has_every_command_option_and_exit_code():
    page = PAGE.read_text(encoding="utf-8")
    plain = page.replace("\\-", "-")
    sections = dict(zip(re.findall(r"^\.SS (.*)$", plain, re.MULTILINE), plain.split("\n.SS ")[1:], strict=True))
    assert [*sections] == names
    for entry in ALL_COMMANDS:
        command = entry.load()
        for option in command.all_options:
            assert all(name in sections[entry.name] for name in option.names)
            assert option.help in sections[entry.name]
        assert all(example in sections[entry.name] for example in command.examples)
    assert all(f".TP\n.B {code}\n{meaning}。" in plain for code, meaning in EXIT_CODES)


def test_the_page_has_no_requests_but_those_that_it_means():
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    requests = {line.split()[0] for line in lines if line.startswith((".", "'"))}
    assert requests == {'.\\"', ".TH", ".SH", ".SS", ".B", ".br", ".PP", ".TP", ".EX", ".EE", ".nh", ".ad"}
    assert not any(re.search(r"(?<!\\)-", line) for line in lines[3:])


@pytest.mark.skipif(not MAN, reason="there is no man to read it")
def test_man_shows_the_page():
    done = subprocess.run(
        [MAN, "--local-file", str(PAGE)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"LC_ALL": "C.UTF-8", "MANWIDTH": "100"},
        check=True,
    )
    assert "disclosure-desk - 政府信息公开工作年度报告" in done.stdout
    assert "--as-it-was" in done.stdout


def completed(typed: str, folder: Path) -> list[str]:
    """What bash offers where the line ends; a blank at the end begins a new word."""
    words = re.split(r"[ ]|(?<=[^ ])(?=\=)|(?<=\=)(?=[^ ])", typed)  # as bash parts a line
    line = " ".join(f"'{word}'" for word in words)
    code = f"""
source {shlex.quote(str(SCRIPT))}
complete -p disclosure-desk >&2
COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}
_disclosure_desk
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    done = subprocess.run([BASH, "--norc", "-c", code], cwd=folder, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == "complete -o default -F _disclosure_desk disclosure-desk\n"
    return [word for word in done.stdout.splitlines() if word]


@pytest.mark.skipif(not BASH, reason="there is no bash")
@in_a_shell
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("con", ["convert"]),
        ("c", ["convert", "check", "correct", "completion"]),
        ("--o", ["--open"]),
        ("archive ", ["list", "export", "find", "restore"]),
        ("archive ex", ["export"]),
        ("help fe", ["fee"]),
        ("convert a.txt --sin", ["--single-sided"]),
        ("convert a.txt --f", ["--force"]),
        ("convert a.txt --to ", _FORMATS),
        ("convert a.txt --to d", ["docx"]),
        ("convert a.txt --to=h", ["html"]),
        ("convert a.txt --to=", _FORMATS),
        ("check --kind st", ["street"]),
        ("archive restore --as", ["--as-it-was"]),
        ("archive list --f", []),
        ("archive export --f", ["--for", "--force"]),
        ("seal 1 --term 1", ["10年"]),
        ("convert --into 年", ["年报 2025"]),
        ("convert --into=年", ["年报 2025"]),
        ("archive list --data ", ["年报 2025"]),
        ("--data 年", ["年报 2025"]),
        ("convert a", []),
        ("convert ", []),
        ("burn --", []),
        ("new -o ", []),
    ],
)
def test_bash_offers_what_can_be_typed(tmp_path: Path, typed, offered):
    (tmp_path / "年报 2025").mkdir()
    (tmp_path / "a.txt").touch()
    assert completed(f"disclosure-desk {typed}", tmp_path) == offered


@pytest.mark.skipif(not BASH, reason="there is no bash")
@in_a_shell
@pytest.mark.parametrize("entry", ALL_COMMANDS, ids=names)
def test_bash_offers_every_option_of_a_command(tmp_path: Path, entry):
    options = [name for option in entry.load().all_options for name in option.names]
    assert completed(f"disclosure-desk {entry.name} -", tmp_path) == options


def test_the_kinds_of_unit_are_those_of_the_form(form: Form):
    (kind,) = [option for option in CHECK_OPTIONS if option.name == "--kind"]
    assert kind.choices == tuple(one.id for one in form.unit_kinds)
    assert all(f"{one.id}（{one.name}）" in kind.help for one in form.unit_kinds)


@pytest.mark.parametrize("words", [[], ["zsh"], ["bash", "zsh"]])
def test_only_bash_is_known(run, words):
    assert run("completion", *words)[0] == 2
