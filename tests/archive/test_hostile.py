"""A package made to do harm, or to confuse, is refused before it is read, in words."""

import os
import runpy
import stat
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import pytest

from disclosure_desk.archive.verification import UnreadableError, verify
from disclosure_desk.core.resources import resource
from disclosure_desk.store.events.approvals import SealedVersion
from disclosure_desk.store.paths import PACKAGES
from disclosure_desk.store.store import Store

Members = list[tuple[str | ZipInfo, bytes]]
SCRIPT = runpy.run_path(str(resource("archive", "verify.py")))
NEEDED: Members = [("p/data/report.json", b"{}"), ("p/data/trail.jsonl", b"{}")]


def zipped(path: Path, members: Members, compression: int = ZIP_STORED) -> Path:
    with ZipFile(path, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def link(name: str) -> ZipInfo:
    info = ZipInfo(name)
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


REFUSED = {
    "../": ([*NEEDED, ("p/../../etc/passwd", b"x")], "指向别处"),
    "absolute": ([*NEEDED, ("/etc/passwd", b"x")], "指向别处"),
    "backslash": ([*NEEDED, ("p/..\\x", b"x")], "指向别处"),
    "drive": ([*NEEDED, ("p/c:x", b"x")], "指向别处"),
    "nothing between slashes": ([*NEEDED, ("p//x", b"x")], "指向别处"),
    "link": ([*NEEDED, (link("p/data/x"), b"/etc/passwd")], "指向别处"),
    "same but for case": ([*NEEDED, ("p/DATA/report.json", b"{}")], "同名的文件"),
    "two folders": ([*NEEDED, ("q/x", b"x")], "不是一个文件夹"),
    "no folder": ([("report.json", b"x"), ("trail.jsonl", b"x")], "不是一个文件夹"),
    "nothing": ([], "不是一个文件夹"),
    "another zip": ([("p/x", b"x")], "不是年报档案包"),
    "very many files": ([*NEEDED, *((f"p/{number:06}.txt", b"") for number in range(6000))], "文件太多"),
}


@pytest.mark.parametrize(("members", "said"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused(tmp_path: Path, members: Members, said: str) -> None:
    path = zipped(tmp_path / "a.zip", members)
    with pytest.raises(UnreadableError, match=said):
        verify(path)
    with pytest.raises(SCRIPT["Unreadable"], match=said):
        SCRIPT["verify"](str(path))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="同名的文件"):
        verify(zipped(tmp_path / "a.zip", [*NEEDED, NEEDED[0]]))


def test_what_swells_is_refused_by_what_it_says_of_itself(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", [*NEEDED, ("p/data/bomb", b"\0" * 5_000_000)], ZIP_DEFLATED)
    with pytest.raises(UnreadableError, match="解开有 4 MB，不像年报的档案包"):
        verify(path)


def test_what_says_that_it_is_small_is_inflated_no_further(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", [*NEEDED, ("p/data/bomb", b"\0" * 5_000_000)], ZIP_DEFLATED)
    content = path.read_bytes()
    path.write_bytes(content.replace((5_000_000).to_bytes(4, "little"), (5000).to_bytes(4, "little")))
    with pytest.raises(BadZipFile):
        SCRIPT["content"](SCRIPT["opened"](str(path)), "data/bomb")
    assert verify(path).faults


@pytest.mark.parametrize("mark", [b"PK\6\7", b""])
def test_a_zip_of_the_large_kind_is_refused(tmp_path: Path, mark: bytes) -> None:
    content = zipped(tmp_path / "a.zip", NEEDED).read_bytes()
    end = content.rfind(b"PK\5\6")
    (tmp_path / "a.zip").write_bytes(
        content[:end] + mark.ljust(20, b"\0") * bool(mark) + content[end:][: 22 * bool(mark)]
    )
    with pytest.raises(UnreadableError, match="文件太多" if mark else "不是完整的 zip"):
        verify(tmp_path / "a.zip")


@pytest.fixture
def folder(sealed_desk: Store, sealed: SealedVersion, tmp_path: Path) -> Path:
    with ZipFile(sealed_desk.path.parent / PACKAGES / sealed.file) as archive:
        archive.extractall(tmp_path / "解开")
    (found,) = (tmp_path / "解开").iterdir()
    return found


def to_file(folder: Path) -> None:
    content = (folder / "README.txt").read_bytes()
    (folder.parent / "x").write_bytes(content)
    (folder / "README.txt").unlink()
    (folder / "README.txt").symlink_to(folder.parent / "x")


def to_folder(folder: Path) -> None:
    (folder / "form").rename(folder.parent / "form")
    (folder / "form").symlink_to(folder.parent / "form")


HARM = {
    "a link to a file": to_file,
    "a link to a folder": to_folder,
    "a pipe, which never ends": lambda folder: os.mkfifo(folder / "data" / "x"),
}


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of another system")
@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_links_and_pipes_in_a_folder_are_refused(folder: Path, harm: Callable[[Path], object]) -> None:
    harm(folder)
    with pytest.raises(UnreadableError, match="指向别处，或者不是文件"):
        verify(folder)


def test_a_folder_too_large_is_refused(folder: Path) -> None:
    with (folder / "data" / "x").open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(UnreadableError, match="不像年报的档案包"):
        verify(folder)


BROKEN: dict[str, tuple[str, bytes, str]] = {
    "GBK in the record": ("data/trail.jsonl", "修改".encode("gbk"), "data/trail.jsonl 从第 1 条起对不上"),
    "GBK in the report": ("data/report.json", "报告".encode("gbk"), "data/report.json 里有不是 UTF-8 的字"),
    "GBK in a manifest": ("manifest-sha256.txt", "清单".encode("gbk"), "manifest-sha256.txt 里有不是 UTF-8 的字"),
    "a manifest of single words": ("manifest-sha256.txt", b"abc\n", "manifest-sha256.txt 太长，或者里面有看不懂的行"),
    "brackets without end": ("data/report.json", b"[" * 200_000, "data/report.json 不是完整的 JSON"),
    "a list for a report": ("data/report.json", b"[]", "读到一半读不下去了"),
    "a record that is one long line": ("data/trail.jsonl", b'{"desk":"' + b"x" * 3_000_000, "从第 1 条起对不上"),
    "a figure of very many digits": ("data/report.json", b"1" * 100_000, "data/report.json"),
    "another bag": ("bagit.txt", b"BagIt-Version: 0.97\n", "不是 BagIt 1.0"),
    "places that are none": ("data/places.json", b"[1]", "data/places.json 被改过"),
}


@pytest.mark.parametrize(("name", "content", "said"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_within_is_named_in_words(folder: Path, name: str, content: bytes, said: str) -> None:
    (folder / name).write_bytes(content)
    faults = SCRIPT["verify"](str(folder))
    assert any(said in fault for fault in faults), faults
    assert not any("Error" in fault or "Traceback" in fault for fault in faults)
    assert set(faults) <= set(verify(folder).faults)


def test_a_package_in_a_folder_without_its_declaration_is_a_broken_package(folder: Path) -> None:
    (folder / "bagit.txt").unlink()
    assert "bagit.txt 不见了" in verify(folder).faults


def test_a_name_in_another_encoding_is_refused(tmp_path: Path) -> None:
    content = zipped(tmp_path / "a.zip", [*NEEDED, ("p/data/报告.pdf", b"x")]).read_bytes()
    (tmp_path / "a.zip").write_bytes(content.replace("报告".encode(), "报告".encode("gbk") + b"xx"))
    with pytest.raises(UnreadableError, match="不是完整的 zip 文件"):
        verify(tmp_path / "a.zip")
