"""Standard input and output: a dash reads and writes them, and what cannot be said is no failure of the program."""

import io
import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from disclosure_desk.cli import main as cli
from disclosure_desk.cli.output import drop_output, warn
from disclosure_desk.core.resources import resource
from disclosure_desk.writers import ENDINGS

EXAMPLE = resource("examples", "wangjiang-2025.txt")


class _Input(io.TextIOWrapper):
    def isatty(self) -> bool:
        return False


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch):
    def put(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", _Input(io.BytesIO(content)))

    return put


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    cli.run(["convert", str(EXAMPLE), *(str(folder / f"a{ending}") for ending in ENDINGS)], lambda *_: 0)
    return folder


@pytest.mark.parametrize("ending", sorted(ENDINGS))
def test_whatever_comes_in_is_told_by_its_content(files: Path, pipe, run, ending):
    pipe((files / f"a{ending}").read_bytes())
    assert run("check", "-", "--quiet") == (0, "结论：可以定稿\n", "")


@pytest.mark.parametrize("content", [b"", b" \n", b"{", b"\x00\x01", "天气".encode()])
def test_what_is_no_report_is_refused(pipe, run, content):
    pipe(content)
    code, out, err = run("check", "-")
    assert (code, out) == (2, "")
    assert err.startswith("标准输入：")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_goes_out_is_the_file_and_nothing_else(files: Path, pipe, capfdbinary, ending):
    pipe((files / "a.json").read_bytes())
    assert cli.run(["convert", "-", "-", "--to", ending[1:]], lambda *_: 0) == 0
    out, err = capfdbinary.readouterr()
    assert out == (files / f"a{ending}").read_bytes()
    assert err.decode() == "结论：可以定稿\n"


def test_beside_a_file_that_goes_out_the_document_goes_to_the_errors(files: Path, run):
    code, out, err = run("convert", files / "a.json", "-", "--to", "json", "--json")
    assert code == 0
    assert json.loads(out)["unit"] == json.loads(err)["reports"][0]["unit"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["convert", EXAMPLE, "-"], "只能是一份来源、一种格式"),
        (["convert", EXAMPLE, "-", "--to", "json,html"], "只能是一份来源、一种格式"),
        (["convert", EXAMPLE, "-", "a.json", "--to", "json"], "只能是一份来源、一种格式"),
        (["convert", EXAMPLE, "-", "--to", "wps"], "不会写“wps”"),
        (["convert", "-", "--to", "json", "--into", "out"], "标准输入没有文件名"),
        (["convert", "-", "a.json", "--previous", "-"], "标准输入只能读一次"),
        (["check", "-", "-"], "标准输入只能读一次"),
        (["check", "-", "--previous", "-"], "标准输入只能读一次"),
        (["check", EXAMPLE, EXAMPLE, "--previous", "-"], "标准输入只能读一次"),
    ],
)
def test_dashes_that_make_no_sense_are_refused(run, tmp_path: Path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert list(tmp_path.iterdir()) == []


def test_nothing_but_text_goes_to_a_terminal(run, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert ".pdf 不能写到终端里" in run("convert", EXAMPLE, "-", "--to", "pdf")[2]
    assert run("convert", EXAMPLE, "-", "--to", "html")[0] == 0


@pytest.mark.parametrize("command", ["--help", "check", "check --json", "convert", "fee"])
def test_an_output_that_is_full_ends_in_a_sentence(command):
    arguments = {"convert": [str(EXAMPLE), "-", "--to", "json"], "fee": ["--requests", "3"], "--help": []}
    typed = [*command.split(), *arguments.get(command, [str(EXAMPLE)])]
    command = [sys.executable, "-m", "disclosure_desk", *typed]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
        both = subprocess.run(command, stdout=full, stderr=full, timeout=60, check=False)
    assert (done.returncode, done.stderr.decode()) == (2, "输出写不出去：磁盘满了，请腾出空间或者换一个盘再导出。\n")
    assert both.returncode == 2


@pytest.mark.parametrize("arguments", [["check", EXAMPLE, "-q"], ["check", EXAMPLE, "--json"]])
@pytest.mark.parametrize("is_full", [True, False], ids=["full", "closed"])
def test_an_output_that_takes_nothing_ends_the_command(monkeypatch, capsys, arguments, is_full: bool):  # noqa: FBT001 - a table
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as closed, Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full if is_full else closed)
        assert cli.run([*map(str, arguments)], lambda *_: 0) == 2
        monkeypatch.undo()
    told = "输出写不出去：磁盘满了，请腾出空间或者换一个盘再导出。\n"
    assert capsys.readouterr().err == (told if is_full else "")


def test_a_command_runs_beside_the_main_thread_too(run):
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(run("fee", "--requests", "3", "-q")[0]))
    thread.start()
    thread.join()
    assert codes == [0]


@pytest.mark.parametrize(("typed", "is_replaced"), [("y\n", True), ("是\n", True), ("n\n", False), ("", False)])
def test_who_sits_at_a_terminal_is_asked(run, monkeypatch, tmp_path: Path, typed: str, is_replaced: bool):  # noqa: FBT001 - a table
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    keys = io.StringIO(typed)
    monkeypatch.setattr(keys, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdin", keys)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert run("convert", EXAMPLE, target, "-q")[0] == (0 if is_replaced else 2)
    assert (target.read_bytes() == b"old") is not is_replaced


@pytest.mark.skipif(os.name != "posix", reason="another system has no such limit")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["convert", EXAMPLE, "{}/a.xlsx"],
            "没有写成 {}/a.xlsx：这里不许写这么大的文件，请换一个文件夹或者盘再试。",
        ),
        (["verify", "{}"], "读不了：临时文件夹写不进去，可能是磁盘满了，所以什么都没有查。请腾出空间再查。"),
    ],
)
def test_a_disk_without_room_for_temporary_files_is_told_and_nothing_else_blamed(data_folder: Path, arguments, message):
    import resource as limits  # noqa: PLC0415 - Windows has none

    command = [sys.executable, "-m", "disclosure_desk", *(str(one).format(data_folder) for one in arguments)]
    full = lambda: limits.setrlimit(limits.RLIMIT_FSIZE, (4096, 4096))  # noqa: E731 - in the new process
    done = subprocess.run(command, capture_output=True, preexec_fn=full, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"{message.format(data_folder)}\n"


@pytest.mark.parametrize(
    "command",
    [
        "check LONG",
        "check EXAMPLE --words LONG",
        "check EXAMPLE --previous LONG",
        "convert EXAMPLE LONG.pdf",
        "convert LONG DATA/a.pdf",
        "convert EXAMPLE --to pdf --into LONG",
        "new --unit 某街道办事处 --year 2025 --figures LONG -o DATA/a.json",
        "new --unit 某街道办事处 --year 2025 --texts LONG -o DATA/a.json",
        "new --unit 某街道办事处 --year 2025 -o LONG.json",
        "verify LONG",
        "import EXAMPLE --data LONG",
        "sign 1 --operator 乙 --data LONG",
        "seal 1 --data LONG",
        "backup --data LONG",
        "archive list --data LONG",
        "archive export 1 LONG.pdf --for x --data DATA",
        "archive export 1 DATA/a.pdf --for x --data LONG",
        "archive find --year 2025 --for x --data LONG",
        "archive restore LONG --data DATA",
        "archive restore desk.sqlite3 --data LONG",
    ],
)
@pytest.mark.parametrize("length", [300, 5000], ids=["name", "path"])
def test_a_name_longer_than_the_system_takes_is_refused_in_a_sentence(
    data_folder: Path, tmp_path: Path, run, command: str, length: int
):
    long = "x" * 300 if length == 300 else str(tmp_path.joinpath(*["x" * 100] * 50))
    named = {"EXAMPLE": EXAMPLE, "DATA": data_folder, "LONG": long}
    words = command.split()
    for name, path in named.items():
        words = [word.replace(name, str(path)) for word in words]
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "没有料到" not in err
    assert not any(word in err for word in ("Errno", "Error", "too long"))


def test_several_reports_are_told_a_line_each(run, tmp_path: Path):
    text = EXAMPLE.read_text(encoding="utf-8")
    wrong, weather = tmp_path / "wrong.txt", tmp_path / "weather.txt"
    wrong.write_text(text.replace("继续办理\t\t\t2\t", "继续办理\t\t\t3\t"), encoding="utf-8")
    weather.write_text("天气", encoding="utf-8")
    unit = "青石区望江街道办事处"
    lines = [f"{EXAMPLE}\t{unit}\t2025\t可以定稿", f"{wrong}\t{unit}\t2025\t还有 1 处必须改"]
    assert run("check", EXAMPLE, wrong) == (1, "".join(f"{line}\n" for line in lines), "")
    code, out, err = run("check", weather, wrong, EXAMPLE)
    assert (code, out.splitlines()) == (2, lines[::-1])
    assert err.startswith("weather.txt：")


def test_a_name_cannot_forge_a_line_or_a_column(run, tmp_path: Path):
    """A unit out of a crafted file, as JSON can hold it, and a name of a file with a line break."""
    source = tmp_path / "a\n结论：可以定稿.json"
    assert run("convert", EXAMPLE, source)[0] == 0
    document = json.loads(source.read_text(encoding="utf-8"))
    document["cells"]["requests.pending_at_end.natural_person"] = 3
    document["unit"] = "某\n结论：可以定稿\t\x1b[2J\u202e街道办事处"
    forged = tmp_path / "b\n.json"
    forged.write_text(json.dumps(document), encoding="utf-8")
    for arguments in ([forged], [forged, source], [forged, "--quiet"], [forged, "--previous", source]):
        code, out, err = run("check", *arguments)
        assert code == 1
        assert not any(char in out + err for char in "\x1b\u202e")
        verdicts = [line for line in (out + err).splitlines() if line.startswith("结论：可以定稿")]
        assert verdicts == []


def test_quiet_says_the_outcome_only(run, tmp_path: Path):
    assert run("convert", EXAMPLE, tmp_path / "a.json", "-q") == (0, "结论：可以定稿\n", "")
    odd = tmp_path / "odd.txt"
    odd.write_text(EXAMPLE.read_text(encoding="utf-8").replace("行政许可\t0", "行政许可\t/"), encoding="utf-8")
    code, out, err = run("check", odd, "--quiet")
    assert (code, err) == (1, "")
    assert out.startswith("结论：还有 ")
    assert run("fee", "--requests", "35", "-q")[1] == "合计 3000 元\n"


@pytest.mark.skipif(os.name != "posix", reason="there is no other way to close it")
def test_without_a_standard_input_nothing_is_asked(tmp_path: Path):
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    command = f'exec "{sys.executable}" -m disclosure_desk convert "{EXAMPLE}" "{target}" <&-'
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "目标已经存在" in done.stderr.decode()
    assert target.read_bytes() == b"old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no such device")
def test_an_error_output_that_is_full_is_given_up(monkeypatch):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stderr", full)
        warn("一")
        warn("二")
        assert os.path.samestat(os.fstat(full.fileno()), Path(os.devnull).stat())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.json").write_bytes(b"old")
    return tmp_path


def test_where_there_is_no_output_none_is_dropped(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    drop_output()
    assert sys.stdout is None


@pytest.mark.parametrize(
    ("closed", "arguments", "said"),
    [
        ("stdin", ["check", "-"], (2, "", "标准输入没有打开，没有东西可以读。\n")),
        ("stdout", ["convert", EXAMPLE, "-", "--to", "json"], (2, "", "输出写不出去：标准输出没有打开。\n")),
        ("stdout", ["check", EXAMPLE], (2, "", "输出写不出去：标准输出没有打开。\n")),
        ("stdout", ["verify", "nowhere", "--json"], (2, "", "输出写不出去：标准输出没有打开。\n")),
        ("stderr", ["check", "nowhere.txt"], (2, "", "")),
        ("stderr", ["convert", EXAMPLE, "a.json"], (2, "", "")),
    ],
)
def test_a_stream_that_was_closed_ends_in_a_sentence_on_another(folder: Path, run, closed, arguments, said):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, closed, None)
        assert run(*arguments) == said
    assert (folder / "a.json").read_bytes() == b"old"


def test_beside_a_file_that_goes_out_a_document_that_has_no_place_is_left_out(run, monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    assert run("convert", EXAMPLE, "-", "--to", "json", "--json")[0] == 0


def test_what_stands_behind_two_dashes_is_a_place(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("-x.txt").write_bytes(EXAMPLE.read_bytes())
    assert run("check", "-q", "--", "-x.txt") == (0, "结论：可以定稿\n", "")
    assert run("fee", "--", "-x.txt")[0] == 2
