"""The Debian package: what it puts where, the same bytes of the same tree, and files that hold what they name."""

import io
import lzma
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from configparser import ConfigParser
from fnmatch import fnmatch
from pathlib import Path
from unittest import mock
from zipfile import ZipFile

import pytest
from lxml import etree
from packages import linux_deb
from packages.fetch import ROOT
from packages.program import version

from disclosure_desk.core.report import Report
from disclosure_desk.gui.app import DESKTOP_NAME
from disclosure_desk.writers.json import render

FILES = ROOT / "installer" / "linux" / "deb"
MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
MOMENT = 1767225600


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(MOMENT))
    folder = tmp_path / "tree"
    (folder / "runtime" / "bin").mkdir(parents=True)
    shutil.copy(shutil.which("true") or "", folder / "runtime" / "bin" / "python3.11")
    shutil.copy(ROOT / "installer" / "linux" / "disclosure-desk", folder)
    (folder / "disclosure-desk").chmod(0o755)
    return folder


def members(package: Path, part: str) -> dict[str, tuple[tarfile.TarInfo, bytes]]:
    """The files of one part (control or data) of a package, by name."""
    content = package.read_bytes()
    assert content.startswith(b"!<arch>\n")
    place, found = 8, b""
    while place < len(content):
        name, size = content[place : place + 16].decode().strip(), int(content[place + 48 : place + 58])
        if name.startswith(f"{part}.tar"):
            found = content[place + 60 : place + 60 + size]
        place += 60 + size + size % 2
    with tarfile.open(fileobj=io.BytesIO(lzma.decompress(found))) as archive:
        return {one.name: (one, archive.extractfile(one).read() if one.isfile() else b"") for one in archive}


def made_twice(make: Callable[[str, Path, Path], Path], tree: Path, folder: Path) -> Path:
    """What is made of a tree, which has the same bytes when it is made a day later of files that are as much newer."""
    made = []
    for day in (0, 86400):
        for path in tree.rglob("*"):
            os.utime(path, (MOMENT + day, MOMENT + day))
        target = folder / str(day)
        target.mkdir()
        with mock.patch("time.time", return_value=MOMENT + day):
            made.append(make("linux-amd64", tree, target))
    first, second = made
    assert first.read_bytes() == second.read_bytes()
    return first


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg is not here")
def test_the_package_of_a_tree(tree: Path, tmp_path: Path):
    made = made_twice(linux_deb.make_deb, tree, tmp_path)
    assert made.name == f"disclosure-desk_{version()}_amd64.deb"
    data, control = members(made, "data"), members(made, "control")
    assert data["./usr/bin/disclosure-desk"][0].linkname == "/opt/disclosure-desk/disclosure-desk"
    assert {(one.uid, one.gid, one.mtime) for one, _ in data.values()} == {(0, 0, MOMENT)}
    share = {name.removeprefix("./usr/share/") for name in data if name.startswith("./usr/share/")}
    assert share >= {
        "applications/disclosure-desk.desktop",
        "bash-completion/completions/disclosure-desk",
        "doc/disclosure-desk/copyright",
        "icons/hicolor/256x256/apps/disclosure-desk.png",
        "man/man1/disclosure-desk.1.gz",
        "mime/packages/disclosure-desk.xml",
    }
    fields = control["./control"][1].decode()
    assert f"\nVersion: {version()}\n" in fields
    assert re.search(r"^Depends: libc6 \(>= 2\.\d+\)$", fields, re.MULTILINE)
    assert {name for name, (one, _) in control.items() if one.mode & 0o111 and one.isfile()} == {"./prerm", "./postrm"}
    assert b"  opt/disclosure-desk/runtime/bin/python3.11\n" in control["./md5sums"][1]


def test_the_folder_of_a_tree(tree: Path, tmp_path: Path):
    made = made_twice(linux_deb.make_portable, tree, tmp_path)
    assert made.name == f"disclosure-desk-{version()}-linux-amd64.tar.xz"
    with tarfile.open(made) as archive:
        rights = {one.name.partition("/")[2]: (one.mode & 0o777, one.uid, one.mtime) for one in archive}
    assert rights["disclosure-desk"] == (0o755, 0, MOMENT)
    assert "使用说明.txt" in rights


def test_the_menu_entry_is_chinese_and_takes_a_file():
    entry = ConfigParser(interpolation=None, delimiters="=")
    entry.optionxform = str
    entry.read(FILES / "disclosure-desk.desktop", encoding="utf-8")
    told = entry["Desktop Entry"]
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert told[key].isascii()  # what other languages see is wanted, too
        assert not told[f"{key}[zh_CN]"].isascii()
    assert told["Exec"] == "disclosure-desk %f"
    assert told["StartupWMClass"] == DESKTOP_NAME
    types = etree.parse(FILES / "disclosure-desk.xml").getroot().findall(f"{MIME}mime-type")
    assert {one.get("type") for one in types} <= set(told["MimeType"].split(";"))


def types_of(*kinds: etree._Element) -> list[etree._Element]:
    return [one for kind in kinds for one in kind.iter(f"{MIME}glob")]


def test_types_are_told_by_what_the_program_writes(blank_report: Report, tmp_path: Path):
    report, package = etree.parse(FILES / "disclosure-desk.xml").getroot().findall(f"{MIME}mime-type")
    patterns = [one.get("pattern") for one in types_of(report, package)]
    certain = [pattern for pattern in patterns if pattern not in {"*.json", "*.zip"}]
    for name in ("青石区望江街道办事处2025年政府信息公开工作年度报告.json", "1-2025-v1.zip", "12-2025-v10.zip"):
        assert sum(fnmatch(name, pattern) for pattern in certain) == 1, name
    assert not any(fnmatch(name, pattern) for pattern in certain for name in ("package.json", "photos-v2.zip"))
    looked_into = [one.get("weight") for one in types_of(report, package) if one.get("pattern") not in certain]
    assert looked_into == ["10", "10"]  # below the 50 of the types that such files have anyway
    assert {one.get("priority") for kind in (report, package) for one in kind.iter(f"{MIME}magic")} == {"85"}
    (magic,) = report.iter(f"{MIME}match")
    assert render(blank_report).startswith(magic.get("value").encode())
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("annual-report-2025-v1/README.txt", "")
    start = (tmp_path / "a.zip").read_bytes()
    for match in package.iter(f"{MIME}match"):
        value = match.get("value").encode().decode("unicode_escape").encode("latin-1")
        assert start[int(match.get("offset")) :].startswith(value)


@pytest.mark.parametrize("name", ["deb/prerm", "deb/postrm", "disclosure-desk"])
def test_scripts_of_the_package_are_sound_and_remove_nothing(name: str):
    path = ROOT / "installer" / "linux" / name
    subprocess.run(["/bin/sh", "-n", path], check=True)
    assert not re.search(r"\b(rm|mv|find|unlink)\b", re.sub(r"(?m)^\s*#.*", "", path.read_text(encoding="utf-8")))


def test_every_exception_from_lintian_says_why():
    lines = (FILES / "lintian-overrides").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("#")
    assert all(line.startswith(("#", "disclosure-desk: ")) for line in lines)


def test_removal_says_where_the_data_lies(tmp_path: Path):
    home = tmp_path / "home"
    (home / ".local/share/disclosure-desk").mkdir(parents=True)
    (home / ".local/share/disclosure-desk/desk.sqlite3").write_bytes(b"")
    (tmp_path / "getent").write_text(f"#!/bin/sh\necho 'clerk:x:1:1::{home}:/bin/sh'\n")
    (tmp_path / "getent").chmod(0o755)
    where = {"PATH": f"{tmp_path}:/usr/bin:/bin"}

    def told(action: str) -> str:
        command = ["/bin/sh", str(FILES / "postrm"), action]
        return subprocess.run(command, env=where, capture_output=True, encoding="utf-8", check=True).stdout

    assert f"  {home}/.local/share/disclosure-desk\n" in told("remove")
    assert told("upgrade") == ""


@pytest.mark.skipif(not Path("/proc/self/exe").exists(), reason="open programs are found in /proc, as Debian has it")
def test_a_desk_that_is_open_is_not_taken_away(tmp_path: Path):
    program = tmp_path / "python3.11"
    program.symlink_to(Path(sys.executable).resolve())
    script = (FILES / "prerm").read_text(encoding="utf-8")
    assert "/opt/disclosure-desk/runtime/bin/python3.11" in script
    told = {}
    for path in ("/opt/disclosure-desk/runtime/bin/python3.11", str(program)):
        changed = script.replace("/opt/disclosure-desk/runtime/bin/python3.11", path)
        told[path] = subprocess.run(["/bin/sh", "-c", changed], capture_output=True, encoding="utf-8", check=False)
    first, second = told.values()
    assert (first.returncode, first.stderr) == (0, "")
    assert second.returncode == 1
    assert "还开着" in second.stderr


def test_the_launcher_opens_a_file_and_is_not_led_astray_by_the_desktop(tmp_path: Path):
    folder = tmp_path / "带 空格"
    (folder / "runtime" / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "installer" / "linux" / "disclosure-desk", folder)
    python = folder / "runtime" / "bin" / "python3.11"
    python.write_text('#!/bin/sh\necho "$@"; echo "$QT_QPA_PLATFORM $PYTHONPATH $PYTHONUTF8"\n')
    python.chmod(0o755)
    report = tmp_path / "年报.json"
    report.write_text("{}")
    where = {"PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "dxcb;xcb", "PYTHONPATH": "/elsewhere"}
    link = tmp_path / "link"
    link.symlink_to(folder / "disclosure-desk")

    def told(*arguments: str) -> list[str]:
        command = ["/bin/sh", str(link), *arguments]
        return subprocess.run(command, env=where, capture_output=True, encoding="utf-8", check=True).stdout.splitlines()

    start = "-I -X utf8 -m disclosure_desk"
    assert told() == [f"{start}", "  1"]
    assert told(str(report)) == [f"{start} --open {report}", "  1"]
    assert told("check", str(report)) == [f"{start} check {report}", "  1"]
