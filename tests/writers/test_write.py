import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure_desk.core import atomic_file
from disclosure_desk.core.report import Report, new_report
from disclosure_desk.writers import ENDINGS, WriteError, html, print_report, render_file, write, write_file
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf import flow
from disclosure_desk.writers.pdf.font import chains
from disclosure_desk.writers.pdf.font.chains import MissingGlyph
from disclosure_desk.writers.pdf.page import PrintedDocument


def refuse(number: int, name: str = ""):
    def call(*_: object, **__: object) -> None:
        raise OSError(number, "refused", name)

    return call


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".html", ".json", ".JSON"])
def test_the_ending_decides_the_format(full_report: Report, tmp_path: Path, ending):
    target = tmp_path / f"年报{ending}"
    write(full_report, target)

    start = {".docx": b"PK", ".xlsx": b"PK", ".html": b"<!DOCTYPE html>"}.get(ending, b'{"cells":')
    assert target.read_bytes().startswith(start)


def test_a_character_that_no_font_has_is_named_and_no_file_is_written(full_report, tmp_path, monkeypatch):
    def print_one(report: Report, *_: object, **__: object) -> PrintedDocument:
        if report.year == 2025:
            raise MissingGlyph("“总述”里的“𰻝”没有字体能打印。")
        return PrintedDocument(b"%PDF", ())

    monkeypatch.setattr(flow, "print_report", print_one)
    target = tmp_path / "年报.pdf"
    with pytest.raises(WriteError, match=r"年报\.pdf：“总述”里的“𰻝”没有字体能打印。"):
        write(full_report, target)
    assert not target.exists()

    full_report.year = 2024
    write(full_report, target)
    assert target.read_bytes() == b"%PDF"


@pytest.mark.parametrize("name", ["年报", "年报.doc", "年报.docx.bak"])
def test_an_unknown_ending_is_refused_with_those_that_are_known(full_report, tmp_path, name):
    with pytest.raises(WriteError) as caught:
        write(full_report, tmp_path / name)

    assert name in str(caught.value)
    assert all(ending in str(caught.value) for ending in ENDINGS)


def test_a_missing_folder_is_named(full_report, tmp_path):
    with pytest.raises(WriteError, match=r"没有/年报\.json：这个文件夹不存在"):
        write(full_report, tmp_path / "没有" / "年报.json")


def test_a_folder_of_the_same_name_is_no_place_for_a_file(full_report, tmp_path):
    (tmp_path / "年报.json").mkdir()
    with pytest.raises(WriteError, match="同名的文件夹已经存在"):
        write(full_report, tmp_path / "年报.json")
    assert [path.name for path in tmp_path.iterdir()] == ["年报.json"]


@pytest.mark.parametrize(
    "failure",
    [
        (os, "fsync", errno.ENOSPC, "磁盘满了"),
        (Path, "replace", errno.EACCES, "没有写入的权限，或者文件正被别的程序打开"),
        (atomic_file, "_new_file_beside", errno.EROFS, "这个盘是只读的"),
        (atomic_file, "_new_file_beside", errno.EACCES, "没有写入的权限"),
        (os, "fsync", errno.EIO, f"错误号 {errno.EIO}"),
    ],
)
def test_a_failed_write_is_reported_and_keeps_the_old_file(full_report, tmp_path, monkeypatch, failure):
    owner, call, number, words = failure
    target = tmp_path / "年报.json"
    target.write_bytes(b"old")
    monkeypatch.setattr(owner, call, refuse(number))
    monkeypatch.setattr(atomic_file, "_PATIENCE", 0)  # how long a rename is tried again is told in test_refused_rename
    with pytest.raises(WriteError) as caught:
        write(full_report, target)

    assert words in str(caught.value)
    assert str(target) in str(caught.value)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("replaces", [True, False])
def test_a_file_that_is_there_though_the_disk_erred_afterwards_is_not_called_unwritten(tmp_path, monkeypatch, replaces):
    target = tmp_path / "年报.json"
    monkeypatch.setattr(atomic_file, "sync_folder", refuse(errno.EIO))
    if not replaces:  # its other name cannot be taken from it
        monkeypatch.setattr(Path, "unlink", refuse(errno.EIO))
    with pytest.raises(WriteError, match=r"年报\.json 写好了，但是磁盘出错（错误号 5），断电可能会丢"):
        write_file(b"new", target, replace=replaces)

    assert target.read_bytes() == b"new"


def test_a_resource_that_is_gone_asks_for_a_new_installation(full_report, tmp_path, monkeypatch):
    monkeypatch.setattr(html, "resource", tmp_path.joinpath)
    with pytest.raises(WriteError, match=r"report\.css.*请重新安装程序"):
        write(full_report, tmp_path / "年报.html")


def test_what_is_printed_is_what_is_written(full_report):
    settings = PageSettings(double_sided=False)
    assert print_report(full_report, settings).content == render_file(full_report, ".pdf", settings)
    assert {spot.place for spot in print_report(full_report).places} > {"unit", "overview", "problems"}


def test_a_font_that_cannot_be_read_asks_for_a_new_installation(full_report, tmp_path, monkeypatch):
    """Empty, or one that the system does not open because too many files are open."""
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "DeskSong.ttf").write_bytes(b"")
    monkeypatch.setattr(chains, "resource", tmp_path.joinpath)
    monkeypatch.setattr(chains, "_bundled", chains._bundled.__wrapped__)
    with pytest.raises(OSError, match=r"DeskSong\.ttf") as refused:
        chains.font_file("DeskSong")

    def print_nothing(*_: object, **__: object) -> None:
        raise refused.value

    monkeypatch.setattr(flow, "print_report", print_nothing)
    with pytest.raises(
        WriteError, match=r"程序自带的文件读不出来（.*ttf），请关掉几个程序再试；还不行，请重新安装程序"
    ):
        print_report(full_report)


def test_a_font_that_is_gone_asks_for_a_new_installation(full_report, monkeypatch):
    monkeypatch.setattr(flow, "print_report", refuse(errno.ENOENT, "DeskSong.ttf"))
    with pytest.raises(WriteError):
        print_report(full_report)


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".html"])
@pytest.mark.parametrize(
    "case",
    [
        (
            "overview.proactive",
            "第一段。\n坚持公开\x07为常态",
            "（一）主动公开”第 2 段第 5 个字（“坚持公开”后面）是看不见的控制字符 U+0007",
        ),
        ("problems", "\x01甲", "第 1 段第 1 个字（开头）"),
        ("problems", "残缺\ud83d", "U+D83D"),
        ("problems", "甲\ufffe", "U+FFFE"),
        ("unit", "某某\x00街道办事处", "标题（单位名称）第 3 个字"),
    ],
)
def test_a_character_that_no_file_can_hold_is_named_with_its_place(form, tmp_path, ending, case):
    place, text, words = case
    values = {"preface": "前言。"} if place == "unit" else {"preface": "前言。", place: text}
    report = new_report(form, text if place == "unit" else "某某街道办事处", 2025, values)
    with pytest.raises(WriteError) as caught:
        write(report, tmp_path / f"年报{ending}")

    assert words in str(caught.value)
    assert f"年报{ending}" in str(caught.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".html"])
def test_a_line_break_pasted_from_a_word_processor_is_a_new_paragraph(form, tmp_path, ending):
    target = tmp_path / f"年报{ending}"
    write(new_report(form, "某某街道办事处", 2025, {"problems": "一是甲。\x0b二是乙。"}), target)
    assert target.exists()


_LIBRARIES = """
import sys
from pathlib import Path
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import new_report
from disclosure_desk.writers import unprintable, write

target = Path(sys.argv[1])
if target.suffix:
    report = new_report(load_form("2021"), "某某街道办事处", 2025, {"preface": "前言。"})
    unprintable("前言。")
    write(report, target)
print(*(name for name in ("docx", "lxml", "openpyxl", "reportlab", "rfc8785") if name in sys.modules))
"""


@pytest.mark.parametrize(
    ("name", "libraries"),
    [
        ("nothing", ""),
        ("a.docx", ""),
        ("a.xlsx", ""),
        ("a.html", ""),
        ("a.json", "rfc8785"),
        ("a.pdf", "reportlab"),
    ],
)
def test_a_file_loads_the_library_of_its_own_format_only(tmp_path, name, libraries):
    command = [sys.executable, "-c", _LIBRARIES, tmp_path / name]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == libraries


def test_the_same_report_gives_the_same_bytes_in_another_process(full_report, tmp_path):
    code = (
        "import sys; from pathlib import Path; from disclosure_desk.core.form_file import load_form;"
        "from disclosure_desk.readers.formats.json import read_json; from disclosure_desk.writers import write;"
        "folder = Path(sys.argv[1]);"
        "report = read_json(load_form('2021'), (folder / 'a.json').read_bytes());"
        "[write(report, folder / f'b{ending}') for ending in ('.docx', '.xlsx', '.html', '.json')]"
    )
    endings = (".docx", ".xlsx", ".html", ".json")
    for ending in endings:
        write(full_report, tmp_path / f"a{ending}")
    environment = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "America/New_York"}
    subprocess.run([sys.executable, "-c", code, tmp_path], env=environment, check=True)

    for ending in endings:
        assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes(), ending
