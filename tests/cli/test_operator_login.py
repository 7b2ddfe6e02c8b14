"""What a command hands out or goes back to is done by somebody: a name of the office's list, with the PIN."""

import io
import sys
from datetime import datetime
from pathlib import Path

import pytest

from disclosure_desk.cli import operator_login
from disclosure_desk.store.backup.backup import list_backups
from disclosure_desk.store.operators import pin_setting
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL
from disclosure_desk.store.store import Store


@pytest.fixture
def staffed(data_folder: Path) -> Path:
    with Store.open(data_folder) as store:
        store.put_settings({"operators": "李某\n王某", **pin_setting("李某", "246810")})
        store.back_up(datetime(2026, 1, 21))  # noqa: DTZ001 - the computer's own time
    return data_folder


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch):
    def give(text: str, *, at_terminal: bool = False) -> None:
        stream = io.StringIO(f"{text}\n")
        monkeypatch.setattr(stream, "isatty", lambda: at_terminal)
        monkeypatch.setattr(sys, "stdin", stream)
        monkeypatch.setattr(operator_login.getpass, "getpass", lambda _: text)

    return give


def commands(folder: Path, target: Path) -> dict[str, tuple[object, ...]]:
    backup = list_backups(folder / BACKUPS)[0].path.name
    return {
        "export": ("archive", "export", "--data", folder, "1", target, "--for", "核对"),
        "find": ("archive", "find", "--data", folder, "--year", "2025", "--for", "核对"),
        "restore": ("archive", "restore", "--data", folder, backup),
    }


def events(folder: Path):
    with Store.open(folder) as store:
        return store.events()


@pytest.mark.slow
@pytest.mark.parametrize("command", ["export", "find", "restore"])
@pytest.mark.parametrize("at_terminal", [True, False])
def test_nothing_is_done_without_a_name_and_its_pin(  # noqa: PLR0913, PLR0917 - who asks and what is asked
    staffed: Path,
    tmp_path: Path,
    run,
    answer,
    command: str,
    at_terminal: bool,  # noqa: FBT001 - one of two ways
) -> None:
    line, before = commands(staffed, tmp_path)[command], len(events(staffed))
    code, _, said = run(*line)
    assert code == 2
    assert "要用 --operator 写明是谁：李某、王某" in said
    assert run(*line, "--operator", "张某")[0] == 2
    assert len(events(staffed)) == before
    answer("1111", at_terminal=at_terminal)
    code, _, said = run(*line, "--operator", "李某")
    assert (code, said) == (2, "口令不对；已经记在修改记录里。\n")
    assert [(event.action, event.about["who"]) for event in events(staffed)[before:]] == [("pin", "李某")]
    answer("246810", at_terminal=at_terminal)
    assert run(*line, "--operator", "李某")[0] == 0
    done = events(staffed)[-1]
    assert (done.by, bool(done.user)) == ("李某", True)


def test_who_has_no_pin_only_says_the_name(staffed: Path, tmp_path: Path, run) -> None:
    assert run(*commands(staffed, tmp_path)["export"], "--operator", "王某")[0] == 0
    assert events(staffed)[-1].by == "王某"


def test_data_that_does_not_open_asks_as_the_backup_knows_its_people(
    staffed: Path, tmp_path: Path, run, answer
) -> None:
    line = commands(staffed, tmp_path)["restore"]
    content = (staffed / DATA_FILE).read_bytes()
    (staffed / DATA_FILE).write_bytes(content.replace("公开意识不强".encode(), "公开意识很强".encode()))
    (staffed / JOURNAL).write_bytes((staffed / JOURNAL).read_bytes().replace(b'"by":"', b'"by":"x'))
    damaged = (staffed / DATA_FILE).read_bytes()
    assert run(*line, "--as-it-was")[0] == 2
    answer("1111")
    assert run(*line, "--as-it-was", "--operator", "李某")[0] == 2
    assert (staffed / DATA_FILE).read_bytes() == damaged
    answer("246810")
    assert run(*line, "--as-it-was", "--operator", "李某")[0] == 0
    assert (events(staffed)[-1].action, events(staffed)[-1].by) == ("restore", "李某")


def test_where_nobody_can_answer_it_is_told_how_to_give_the_pin(
    staffed: Path, tmp_path: Path, run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    before = len(events(staffed))
    code, _, said = run(*commands(staffed, tmp_path)["export"], "--operator", "李某")
    assert code == 2
    assert said.startswith("命令写错了：李某有口令：在终端里会问，不在终端里时从标准输入读一行，或者用 --pin-file")
    assert len(events(staffed)) == before


def test_damaged_data_of_an_office_without_names_is_put_back_by_anybody(data_folder: Path, tmp_path: Path, run) -> None:
    line = commands(data_folder, tmp_path)["restore"]
    (data_folder / DATA_FILE).write_bytes(b"x" * 5000)
    (data_folder / JOURNAL).write_bytes(b"x" * 5000)
    for backup in list_backups(data_folder / BACKUPS):
        backup.path.rename(tmp_path / backup.path.name)
    assert run(*line[:-1], tmp_path / str(line[-1]), "--as-it-was")[0] == 0
    assert events(data_folder)[-1].action == "restore"
