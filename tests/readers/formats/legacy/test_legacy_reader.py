import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest
from office_files import paragraph, word_file, workbook, zipped
from old_files import old_file
from processes import is_running

from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import read_content
from disclosure_desk.readers.formats.legacy import libreoffice
from disclosure_desk.readers.formats.legacy.libreoffice import convert_document, find_libreoffice
from disclosure_desk.readers.formats.legacy.reader import legacy_format_of, legacy_items
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Cancelled, ignore_progress
from disclosure_desk.writers import docx, xlsx

FORM = load_form("2021")
OLD_WORD, OLD_BOOK = old_file("WordDocument"), old_file("Workbook")
SHEET = '<sheetData><row><c t="str"><v>甲</v></c></row></sheetData>'
FAKE = """#!/bin/sh
''':'
exec "{python}" "$0" "$@"  # a shell finds a Python whose path has blanks, which the kernel does not
'''
import pathlib, shutil, subprocess, sys, time
arguments = sys.argv[1:]
out = pathlib.Path(arguments[arguments.index("--outdir") + 1])
wanted, _, filter = arguments[arguments.index("--convert-to") + 1].partition(":")
assert filter == {{"docx": "MS Word 2007 XML", "xlsx": "Calc MS Excel 2007 XML"}}.get(wanted, "")
source = pathlib.Path(arguments[-1])
here = pathlib.Path(__file__).parent
profile = next(one for one in arguments if one.startswith("-env:UserInstallation=file://")).partition("file://")[2]
(here / "seen").write_text("\\n".join([source.name, wanted, profile, str(out)]))
shutil.copy(pathlib.Path(profile) / "user" / "registrymodifications.xcu", here / "settings")
shutil.copy(source, here / "source")
{does}
"""
ANSWERS = "out.mkdir(); shutil.copy(here / 'answer', out / ('source.' + wanted))"
HANGS = "child = subprocess.Popen(['sleep', '60']); (here / 'child').write_text(str(child.pid)); child.wait()"


@pytest.fixture
def fake(tmp_path):
    """Makes a program that is called as LibreOffice is, and does what a test wants."""

    def make(does: str, answer: bytes = b"") -> Path:
        program = tmp_path / "soffice"
        program.write_text(FAKE.format(python=sys.executable, does=does))
        program.chmod(0o755)
        (tmp_path / "answer").write_bytes(answer)
        return program

    return make


def assert_ended(number: int) -> None:
    until = monotonic() + 5
    while is_running(number) and monotonic() < until:
        sleep(0.01)
    assert not is_running(number)


@pytest.mark.parametrize(
    ("content", "name", "ending", "wanted"),
    [
        (OLD_WORD, "Word", ".doc", ".docx"),
        (old_file("WordDocument", embedded="Workbook"), "Word", ".doc", ".docx"),
        (OLD_BOOK, "Excel", ".xls", ".xlsx"),
        (old_file("Book"), "Excel", ".xls", ".xlsx"),
        (b"{\\rtf1 ", "RTF", ".rtf", ".docx"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "XML 文档", ".xml", ".docx"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "XML 表格", ".xml", ".xlsx"),
        (zipped({"xl/workbook.bin": "x"}), "二进制", ".xlsb", ".xlsx"),
        (zipped({"uof.xml": "x"}), "标文通", ".uot", ".docx"),
    ],
)
def test_old_files_are_told_apart_by_what_is_in_them(content, name, ending, wanted):
    legacy_format = legacy_format_of(content)

    assert name in legacy_format.name
    assert (legacy_format.ending, legacy_format.target) == (ending, wanted)


@pytest.mark.parametrize(("kind", "ending"), [("text", ".odt"), ("spreadsheet", ".ods")])
def test_open_formats_are_told_by_their_type(kind, ending):
    content = zipped({"mimetype": "x", "content.xml": "x"}).replace(
        b"mimetype", f"mimetypeapplication/vnd.oasis.opendocument.{kind}".encode(), 1
    )

    assert legacy_format_of(content).ending == ending


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (old_file("EncryptionInfo", "EncryptedPackage"), "加了密码"),
        (old_file("PowerPoint Document"), "没有找到文档或表格"),
        (OLD_WORD[:600], "没有找到文档或表格"),
        (OLD_WORD, "旧版 Word 或 WPS 文档，要先转换：请用 WPS 或 Office 打开它，另存为 .docx 再导入"),
        (OLD_BOOK, "旧版 Excel 或 WPS 表格，要先转换：请用 WPS 或 Office 打开它，另存为 .xlsx 再导入"),
    ],
)
def test_desk_without_libreoffice_says_how_to_save_the_file(content, says):
    with pytest.raises(ReadError, match=says) as caught:
        legacy_items(content, ignore_progress, lambda: None)

    assert str(caught.value).count("。") == 1


@pytest.mark.parametrize(
    ("content", "answer", "seen"),
    [
        (OLD_WORD, word_file(paragraph("甲")), ["source.doc", "docx"]),
        (
            OLD_BOOK,
            workbook({"表": '<sheetData><row><c t="str"><v>甲</v></c></row></sheetData>'}),
            ["source.xls", "xlsx"],
        ),
    ],
)
def test_old_file_is_converted_without_macros_and_links_and_nothing_is_left(fake, tmp_path, content, answer, seen):
    program = fake(ANSWERS, answer)
    shares: list[float] = []

    assert [item.text for item in legacy_items(content, shares.append, lambda: program)] == ["甲"]

    name, wanted, profile, out = (tmp_path / "seen").read_text().split("\n")
    settings = (tmp_path / "settings").read_text()
    assert [name, wanted] == seen
    assert (tmp_path / "source").read_bytes() == content
    assert not Path(profile).parent.exists()
    assert Path(out).parent == Path(profile).parent
    assert '"MacroSecurityLevel" oor:op="fuse"><value>3<' in settings
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in settings
    assert '"BlockUntrustedRefererLinks" oor:op="fuse"><value>true<' in settings
    assert shares == sorted(shares)


@pytest.mark.parametrize("does", ["pass", "sys.exit(1)", "out.mkdir(); (out / 'source.docx').mkdir()"])
def test_conversion_without_a_result_is_told(fake, does):
    with pytest.raises(ReadError, match=r"LibreOffice 打不开这个文件.*另存为 .docx"):
        legacy_items(OLD_WORD, ignore_progress, lambda: fake(does))


def test_result_that_is_too_large_is_refused(fake, monkeypatch):
    monkeypatch.setattr(libreoffice, "_MOST_BYTES", 3)

    with pytest.raises(ReadError, match="打不开这个文件"):
        legacy_items(OLD_WORD, ignore_progress, lambda: fake(ANSWERS, b"four"))


def test_program_that_does_not_start_is_told(tmp_path):
    with pytest.raises(ReadError, match="启动不了"):
        legacy_items(OLD_WORD, ignore_progress, lambda: tmp_path / "nothing")


def test_full_disk_is_told_and_nothing_is_left(tmp_path, monkeypatch):
    def refuse(_path, _content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(libreoffice.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("pathlib.Path.write_bytes", refuse)

    with pytest.raises(ReadError, match="磁盘可能满了"):
        legacy_items(OLD_WORD, ignore_progress, lambda: tmp_path / "soffice")

    assert list(tmp_path.iterdir()) == []


def test_conversion_that_takes_too_long_is_ended_with_its_children(fake, tmp_path):
    with pytest.raises(ReadError, match="用的时间太长"):
        convert_document(fake(HANGS), OLD_WORD, (".doc", ".docx"), ignore_progress, timeout=0.5)

    assert_ended(int((tmp_path / "child").read_text()))


def test_conversion_called_off_is_ended_with_its_children(fake, tmp_path):
    def refuse(_):
        if (tmp_path / "child").is_file() and (tmp_path / "child").read_text():
            raise Cancelled

    with pytest.raises(Cancelled):
        legacy_items(OLD_WORD, refuse, lambda: fake(HANGS))

    assert_ended(int((tmp_path / "child").read_text()))
    assert not Path((tmp_path / "seen").read_text().split("\n")[2]).exists()


def test_on_windows_the_system_ends_the_program_with_its_children(fake, monkeypatch):
    commands = []

    def run(command, **_):
        commands.append(command[:-1])
        os.killpg(int(command[-1]), signal.SIGKILL)

    monkeypatch.setattr(libreoffice, "_ON_WINDOWS", True)
    monkeypatch.setattr(subprocess, "run", run)

    with pytest.raises(ReadError, match="用的时间太长"):
        convert_document(fake(HANGS), OLD_WORD, (".doc", ".docx"), ignore_progress, timeout=0.2)

    assert commands == [["taskkill", "/T", "/F", "/PID"]]


def test_libreoffice_is_found_by_the_path_or_where_it_usually_lies(fake, monkeypatch):
    program = fake("pass")
    monkeypatch.setenv("PATH", str(program.parent))

    assert find_libreoffice() == program
    assert find_libreoffice((), ("relative/soffice", f"{program.parent}/soff*")) == program
    assert find_libreoffice(("another",), ("/nowhere/soffice",)) is None


def test_program_in_the_folder_at_work_is_not_taken_for_libreoffice(monkeypatch):
    monkeypatch.setattr(libreoffice.shutil, "which", lambda name: f"./{name}")

    assert find_libreoffice(patterns=()) is None


@pytest.mark.slow
@pytest.mark.skipif(find_libreoffice() is None, reason="no LibreOffice is installed")
@pytest.mark.parametrize(("writer", "new", "old"), [(docx, ".docx", ".doc"), (xlsx, ".xlsx", ".xls")])
def test_old_file_made_by_libreoffice_gives_the_report_back(full_report, writer, new, old):
    program = find_libreoffice()
    assert program
    made = convert_document(program, writer.render(full_report), (new, old), ignore_progress)

    reading = read_content(FORM, made, old)

    assert reading.report.figures() == full_report.figures()
    assert reading.report.texts == read_content(FORM, writer.render(full_report), new).report.texts


LINKED = """<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>文字<draw:frame>
 <draw:image xlink:href="http://127.0.0.1:{}/x.png" xlink:type="simple" xlink:actuate="onLoad"/>
 </draw:frame></text:p></office:text></office:body></office:document>"""


@pytest.mark.slow
@pytest.mark.skipif(find_libreoffice() is None, reason="no LibreOffice is installed")
def test_picture_that_a_file_links_to_is_not_fetched():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        content = LINKED.format(server.getsockname()[1]).encode()

        assert [item.text for item in legacy_items(content, ignore_progress)] == ["文字"]

        with pytest.raises(TimeoutError):
            server.accept()
