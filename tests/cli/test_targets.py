"""A file that was named to be read is never written, and another only by leave: tried by whoever wants to lose one."""

import errno
import os
import pty
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure_desk.cli import main as cli
from disclosure_desk.cli import targets
from disclosure_desk.core.resources import resource

EXAMPLE = resource("examples", "wangjiang-2025.txt")
TEXT = EXAMPLE.read_text(encoding="utf-8")


def has_terminals() -> bool:
    """Whether a program can be tried in a terminal here."""
    try:
        ends = pty.openpty()
    except OSError:
        return False
    for end in ends:
        os.close(end)
    return True


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "new.txt").write_text(TEXT, encoding="utf-8")
    (folder / "words.txt").write_text("政府→机关", encoding="utf-8")
    for name in ("last.json", "this.html"):
        assert cli.run(["convert", str(folder / "new.txt"), str(folder / name)], no_window) == 0
    (folder / "words.json").write_bytes((folder / "words.txt").read_bytes())
    return folder


@pytest.fixture
def folder(converted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two reports and a list of words, in the folder where the command is typed."""
    shutil.copytree(converted, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def no_window(*_: object) -> int:
    pytest.fail("a window")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def by_link(folder: Path, name: str) -> str:
    (folder / "link.json").symlink_to(folder / name)
    return "link.json"


def by_link_to_a_link(folder: Path, name: str) -> str:
    (folder / "first.json").symlink_to(name)
    (folder / "second.json").symlink_to("first.json")
    return "second.json"


def by_hard_link(folder: Path, name: str) -> str:
    os.link(folder / name, folder / "hard.json")
    return "hard.json"


def by_linked_folder(folder: Path, name: str) -> str:
    (folder / "there").symlink_to(folder, target_is_directory=True)
    return f"there/{name}"


SPELLINGS = {
    "the name": lambda _folder, name: name,
    "a dot": lambda _folder, name: f"./{name}",
    "two dots": lambda folder, name: f"../{folder.name}/./{name}",
    "slashes": lambda folder, name: f"{folder}//{name}",
    "absolute": lambda folder, name: str(folder / name),
    "a link": by_link,
    "a link to a link": by_link_to_a_link,
    "a hard link": by_hard_link,
    "a linked folder": by_linked_folder,
}


@pytest.mark.slow
@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
@pytest.mark.parametrize(
    ("read", "arguments"),
    [
        ("last.json", ["last.json"]),
        ("last.json", ["new.txt", "--previous", "last.json"]),
        ("words.json", ["new.txt", "--words", "words.json"]),
    ],
    ids=["source", "previous", "words"],
)
@pytest.mark.parametrize("more", [[], ["--force"]], ids=["", "force"])
def test_no_file_that_is_read_is_written(folder, run, spelling, read, arguments, more):  # noqa: PLR0913, PLR0917 - a table
    target = spelling(folder, read)
    before = contents(folder)
    code, out, err = run("convert", *arguments[:1], "fresh.pdf", target, *arguments[1:], *more)
    assert (code, out) == (2, "")
    assert err == f"目标就是来源：{Path(target)}。原来的文件会没有了，请换一个名字。\n"
    assert contents(folder) == before


def test_a_source_is_known_by_its_file_where_capitals_are_the_same(folder: Path, run):
    """On Windows `NEW.JSON` is `new.json`: what a system says of two names counts, not how they are spelt."""
    os.link(folder / "last.json", folder / "LAST.JSON")
    assert run("convert", "last.json", "LAST.JSON", "--force")[0] == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [("a.pdf", "a.pdf"), ("a.pdf", "./a.pdf"), ("a.pdf", "A.PDF"), ("e\u0301.pdf", "\u00e9.pdf"), ("to.pdf", "a.pdf")],
)
def test_two_targets_that_are_one_file_are_refused(folder: Path, run, one, other):
    (folder / "to.pdf").symlink_to("a.pdf")
    before = contents(folder)
    code, _, err = run("convert", "new.txt", one, other, "--force")
    assert (code, contents(folder)) == (2, before)
    assert "两个目标是同一个文件" in err


def test_reports_named_one_after_the_other_are_not_taken_for_targets(folder: Path, run):
    for name in ("2023.json", "2024.json", "2025.json"):
        (folder / name).write_bytes((folder / "last.json").read_bytes() + b" " * int(name[3]))
    before = contents(folder)
    code, out, err = run("convert", "2023.json", "2024.json", "2025.json")
    assert (code, out, contents(folder)) == (2, "", before)
    assert err == (
        "目标已经存在：2024.json、2025.json。没有替换，什么都没有写；要替换就加 --force；"
        "要转几份报告，写 --to 和 --into。\n"
    )


def test_what_is_there_is_replaced_by_force(folder: Path, run):
    (folder / "a.html").write_bytes(b"old")
    assert run("convert", "new.txt", "a.html", "--force")[0] == 0
    assert (folder / "a.html").read_bytes() == (folder / "this.html").read_bytes()


def test_a_file_that_comes_while_the_report_is_read_is_kept(folder: Path, run, monkeypatch):
    def written_meanwhile(self: object, content: bytes, target: Path) -> None:
        target.write_bytes(b"of somebody else")
        write(self, content, target)

    write = targets.Targets.write
    monkeypatch.setattr(targets.Targets, "write", written_meanwhile)
    code, _, err = run("convert", "new.txt", "a.html")
    assert (code, (folder / "a.html").read_bytes()) == (2, b"of somebody else")
    assert "已经有这个文件" in err


@pytest.mark.parametrize("more", [["--force"], []], ids=["there", "not there"])
def test_a_link_stays_a_link(folder: Path, run, more):
    (folder / "site").mkdir()
    (folder / "a.html").symlink_to("site/published.html")
    if more:
        (folder / "site" / "published.html").write_bytes(b"old")
    assert run("convert", "new.txt", "a.html", *more)[0] == 0
    assert (folder / "a.html").is_symlink()
    assert (folder / "site" / "published.html").read_bytes() == (folder / "this.html").read_bytes()


def test_what_is_no_file_is_not_written_to(folder: Path, run):
    (folder / "folder.pdf").mkdir()
    os.mkfifo(folder / "pipe.pdf")
    (folder / "null.pdf").symlink_to("/dev/null")
    (folder / "circle.pdf").symlink_to("circle.pdf")
    for name, message in [
        ("folder.pdf", "目标是文件夹或者设备，不是文件：folder.pdf"),
        ("pipe.pdf", "目标是文件夹或者设备，不是文件：pipe.pdf"),
        ("null.pdf", "目标是文件夹或者设备，不是文件：null.pdf"),
        ("circle.pdf", "没有写成 circle.pdf：那里的链接绕成了一圈"),
    ]:
        code, _, err = run("convert", "new.txt", name, "--force")
        assert code == 2
        assert message in err
    assert Path("/dev/null").is_char_device()
    assert (folder / "circle.pdf").is_symlink()


class TestSeveral:
    def test_each_becomes_a_file_of_each_format(self, folder: Path, run):
        code, out, err = run("convert", "new.txt", "this.html", "--to", "json，.HTML", "--into", "out/里面")
        assert (code, err) == (0, "")
        names = ["new.json", "new.html", "this.json", "this.html"]
        assert sorted(path.name for path in (folder / "out/里面").iterdir()) == sorted(names)
        assert [line for line in out.splitlines() if "结论" in line] == [
            "new.txt：结论：可以定稿",
            "this.html：结论：可以定稿",
        ]
        assert run("convert", "new.txt", "--to", "json", "--into", "out/里面")[0] == 2

    def test_one_that_cannot_be_read_leaves_the_others_to_be_written(self, folder: Path, run):
        (folder / "bad.txt").write_text("今天天气很好。", encoding="utf-8")
        code, out, err = run("convert", "bad.txt", "none.pdf", "new.txt", "--to", "json", "--into", "out")
        assert code == 2
        assert [path.name for path in (folder / "out").iterdir()] == ["new.json"]
        assert [line.split("：")[0] for line in err.splitlines()] == ["bad.txt", "none.pdf"]
        assert out.splitlines()[-1] == "new.txt：结论：可以定稿"

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (["new.txt", "last.json", "--to", "json", "--into", "."], "目标就是来源：last.json"),
            (["new.txt", "x/new.txt", "--to", "json", "--into", "out"], "两个目标是同一个文件"),
            (["new.txt", "--to", "json,json", "--into", "out"], "两个目标是同一个文件"),
            (["new.txt", "--to", "json", "--into", "out", "--previous", "out/new.json"], "目标就是来源"),
            (["new.txt", "--to", "json", "--into", "link"], "目标就是来源"),
            (["new.txt", "--to", "json"], "--to 和 --into 要一起写"),
            (["new.txt", "--into", "out"], "--to 和 --into 要一起写"),
            (["new.txt", "--to", "wps", "--into", "out"], "不会写“wps”这种格式"),
            (["new.txt", "--to", "", "--into", "out"], "不会写“”这种格式"),
            (["--to", "json", "--into", "out"], "没有写来源文件"),
            (["new.txt", "--to", "pdf", "--into", "new.txt"], "没有建成文件夹 new.txt"),
        ],
    )
    def test_nothing_is_written_where_a_name_is_already_taken(self, folder: Path, run, arguments, message):
        (folder / "out").mkdir()
        (folder / "out" / "new.json").symlink_to(folder / "last.json")
        (folder / "link").mkdir()
        (folder / "link" / "new.json").symlink_to(folder / "new.txt")
        before = contents(folder)
        code, out, err = run("convert", *arguments, "--force")
        assert (code, out, contents(folder)) == (2, "", before)
        assert message in err


class TestExport:
    """What is handed out of the archive obeys the same."""

    def test_only_what_may_is_replaced(self, data_folder: Path, tmp_path: Path, run):
        target = tmp_path / "a.pdf"
        target.write_bytes(b"old")
        command = ("archive", "export", "--data", data_folder, "1", target, "--for", "x")
        code, _, err = run(*command)
        assert (code, target.read_bytes()) == (2, b"old")
        assert "目标已经存在" in err
        assert run(*command, "--force")[0] == 0
        assert target.read_bytes().startswith(b"%PDF")

    @pytest.mark.parametrize("name", ["archive/1-2025-v1.zip", "archive", "backups/a.pdf", "new.zip"])
    def test_the_data_folder_is_no_place_for_it(self, data_folder: Path, tmp_path: Path, run, name):
        before = contents(data_folder / "archive")
        (tmp_path / "there").symlink_to(data_folder)
        for data, target in [(data_folder, tmp_path / "there" / name), (tmp_path / "there", data_folder / name)]:
            code, _, err = run("archive", "export", "--data", data, "1", target, "--for", "x", "--force")
            assert code == 2
            assert "在程序自己的数据文件夹里" in err
        assert contents(data_folder / "archive") == before


def typed(folder: Path, *arguments: str, keys: str) -> tuple[int, str]:
    """What a command answers in a terminal in which keys are pressed."""
    control, terminal = pty.openpty()
    command = [sys.executable, "-m", "disclosure_desk", *arguments]
    with subprocess.Popen(command, cwd=folder, stdin=terminal, stdout=terminal, stderr=terminal) as process:
        os.close(terminal)
        os.write(control, keys.encode())
        shown = b""
        while True:
            try:
                more = os.read(control, 4096)
            except OSError as error:
                assert error.errno == errno.EIO  # noqa: PT017 - how a terminal says that nobody has it open any more
                break
            if not more:
                break
            shown += more
    os.close(control)
    return process.returncode, shown.decode()


@pytest.mark.skipif(not has_terminals(), reason="the system makes no terminals, as in a root without /dev/pts")
@pytest.mark.slow
@pytest.mark.parametrize(("keys", "code"), [("y\n", 0), ("n\n", 2), ("\n", 2)])
def test_in_a_terminal_it_is_asked(folder: Path, keys: str, code: int):
    (folder / "a.html").write_bytes(b"old")
    left, shown = typed(folder, "convert", "new.txt", "a.html", keys=keys)
    assert left == code
    assert "已经存在：a.html。要替换吗？[y/N]" in shown
    assert ((folder / "a.html").read_bytes() == b"old") is (code == 2)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_who_is_told_to_end_while_a_file_is_written_leaves_nothing_half_done(folder: Path, run, monkeypatch, number):
    (folder / "a.html").write_bytes(b"old")
    before = contents(folder)
    monkeypatch.setattr("disclosure_desk.core.atomic_file.os.fsync", lambda _: os.kill(os.getpid(), number))
    code, _, err = run("convert", "new.txt", "a.html", "--force")
    assert (code, contents(folder)) == (2, before)
    assert "已经中断" in err
