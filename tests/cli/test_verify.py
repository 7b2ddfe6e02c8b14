"""`verify`: what it says of a whole data folder and of a broken one, of its files and of packages."""

import hashlib
import json
import os
import shutil
import tempfile
import time
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from meddling import sql

from disclosure_desk.core.report import Change, new_report
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL
from disclosure_desk.store.recovery import inspect
from disclosure_desk.store.store import Store
from disclosure_desk.writers import render_file
from disclosure_desk.writers.page_settings import PageSettings

CELL = "requests.received.business"
ALONE = "结论：前后一致；是不是当初定稿的那一份，要拿摘要和纸上登记的核对。"
UNIT = "涿河区金牛山办事处"
DATA_FILES = Path(__file__).resolve().parents[1] / "data" / "stores"


def test_a_whole_data_folder_is_called_whole_and_left_as_it_is(data_folder: Path, run) -> None:
    before = {path: path.read_bytes() for path in data_folder.rglob("*") if path.is_file()}
    code, out, err = run("verify", data_folder)
    assert (code, err) == (0, "")
    assert out.splitlines() == [f"{data_folder}：2 份报告，11 条修改记录，1 个定稿版本", "结论：前后一致。"]
    assert {path: path.read_bytes() for path in data_folder.rglob("*") if path.is_file()} == before


def test_a_data_folder_that_is_open_is_verified_too(data_folder: Path, run) -> None:
    with Store.open(data_folder) as store:
        store.apply(2, [Change(CELL, 731, 732)], "edit")
        code, out, _ = run("verify", data_folder)
        assert (code, out.splitlines()[0]) == (0, f"{data_folder}：2 份报告，12 条修改记录，1 个定稿版本")


def test_each_file_of_a_data_folder_is_verified_by_itself(data_folder: Path, package: Path, run) -> None:
    (copy,) = (data_folder / BACKUPS).glob("*.sqlite3")
    for path in (data_folder / DATA_FILE, data_folder / JOURNAL, copy, package):
        code, out, _ = run("verify", path)
        assert code == 0, out
        assert out.splitlines()[-1] == ("结论：前后一致。" if path != package else ALONE)


@pytest.mark.parametrize("name", ["v1.sqlite3", "v3.sqlite3"])
def test_a_data_folder_of_an_earlier_version_is_verified_without_a_second_record(
    tmp_path: Path, run, name: str
) -> None:
    shutil.copyfile(DATA_FILES / name, tmp_path / DATA_FILE)
    assert run("verify", tmp_path)[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == [DATA_FILE]


def test_every_fault_is_named_and_the_copy_it_parts_from(data_folder: Path, package: Path, run) -> None:
    sql(
        data_folder / DATA_FILE,
        "UPDATE reports SET year = 1999 WHERE id = 2",
        "UPDATE figures SET figure = '9' WHERE report = 2",
    )
    sql(data_folder / DATA_FILE, "DROP TRIGGER events_stay")
    package.chmod(0o644)
    package.write_bytes(package.read_bytes()[:-1])
    (data_folder / JOURNAL).unlink()
    code, out, _ = run("verify", data_folder)
    assert code == 1
    for message in (
        "统计年度",
        "“商业企业”",
        "结构被改过（trigger events_stay）",
        f"{package} 被改过",
        "完好的一份在",
        "desk.journal 不见了",
    ):
        assert message in out
    assert out.splitlines()[-1].startswith("结论：有 ")
    assert out.splitlines()[-1].endswith(" 处不符，不可信。")


def test_rows_of_no_report_are_named(data_folder: Path, run) -> None:
    sql(data_folder / DATA_FILE, "INSERT INTO figures VALUES (7, 'more', '1')")
    code, out, _ = run("verify", data_folder)
    assert code == 1
    assert "有内容不属于任何报告（第 7 份）" in out


def test_a_folder_of_a_newer_program_cannot_be_verified(data_folder: Path, run) -> None:
    sql(data_folder / DATA_FILE, "PRAGMA user_version = 99")
    code, _, err = run("verify", data_folder)
    assert code == 2
    assert "更新的程序写的" in err


def test_files_that_somebody_writes_are_copied_until_they_stay(data_folder: Path, run, monkeypatch) -> None:
    monkeypatch.setattr(inspect, "_PAUSE", 0)
    copy, left = shutil.copyfile, iter(range(7))

    def written_meanwhile(source: Path, target: Path) -> None:
        copy(source, target)
        if next(left, 0):
            os.utime(source, ns=(0, time.monotonic_ns()))

    monkeypatch.setattr("disclosure_desk.store.recovery.inspect.shutil.copyfile", written_meanwhile)
    assert run("verify", data_folder)[0] == 0
    assert next(left, None) is None
    left = iter(range(10**6))
    assert run("verify", data_folder)[0] == 0


def test_a_broken_chain_is_named(data_folder: Path, run) -> None:
    sql(data_folder / DATA_FILE, "DROP TRIGGER events_stay", "UPDATE events SET digest = 'x' WHERE seq = 3")
    code, out, _ = run("verify", data_folder)
    assert code == 1
    assert "第 3 条修改记录和它的校验码不符" in out
    assert run("verify", data_folder / DATA_FILE)[0] == 1


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda lines: lines[:-1], "从第 11 条起少了"),
        (lambda lines: [*lines, lines[-1]], "比数据文件多，从第 12 条起"),
        (lambda lines: [*lines[:3], lines[3].replace(b"clerk", b"chief"), *lines[4:]], "从第 3 条起和数据文件不一样"),
        (lambda lines: [lines[0].replace(b":1}", b":1 }"), *lines[1:]], "不是这份数据文件的"),
    ],
)
def test_a_second_record_that_parts_is_named(data_folder: Path, run, change, named: str) -> None:
    lines = (data_folder / JOURNAL).read_bytes().splitlines(keepends=True)
    (data_folder / JOURNAL).write_bytes(b"".join(change(lines)))
    code, out, _ = run("verify", data_folder)
    assert code == 1
    assert named in out
    assert tempfile.gettempprefix() not in out.replace(str(data_folder), "")


def test_a_second_record_alone_is_verified(data_folder: Path, run) -> None:
    assert run("verify", data_folder / JOURNAL)[1].startswith(f"{data_folder / JOURNAL}：2 份报告，11 条修改记录\n")
    (data_folder / JOURNAL).write_bytes((data_folder / JOURNAL).read_bytes().replace(b"clerk", b"chief", 1))
    code, out, _ = run("verify", data_folder / JOURNAL)
    assert code == 1
    assert "的第 1 条对不上" in out


@pytest.mark.parametrize("content", [None, b"", b"noise" * 999, b"SQLite format 3\0" + b"\xa5" * 9999])
def test_a_destroyed_data_file_is_named_and_its_second_record_looked_at(
    data_folder: Path, run, content: bytes | None
) -> None:
    (data_folder / DATA_FILE).unlink()
    if content is not None:
        (data_folder / DATA_FILE).write_bytes(content)
    code, out, _ = run("verify", data_folder)
    assert code == 1
    assert "2 份报告，11 条修改记录" in out
    assert any(message in out for message in ("不见了", "已经损坏", "不是数据文件"))
    (data_folder / JOURNAL).unlink()
    assert run("verify", data_folder)[0] == (2 if content is None else 1)


def test_a_damaged_data_file_alone_is_broken(data_folder: Path, run) -> None:
    content = (data_folder / DATA_FILE).read_bytes()
    (data_folder / DATA_FILE).write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    code, out, _ = run("verify", data_folder / DATA_FILE)
    assert code == 1
    assert "已经损坏，读不出来" in out


def test_the_newest_copy_is_verified(data_folder: Path, run) -> None:
    (copy,) = (data_folder / BACKUPS).glob("*.sqlite3")
    content = copy.read_bytes()
    copy.write_bytes(content.replace("公开意识不强".encode(), "公开意识很强".encode()))
    assert "被改过：和做备份时的摘要不符" in run("verify", data_folder)[1]
    copy.write_bytes(b"noise")
    assert "已经损坏，读不出来" in run("verify", data_folder)[1]
    copy.unlink()
    assert "最新的备份 desk-20260120-173000.sqlite3 不见了" in run("verify", data_folder)[1]


def test_clocks_that_were_set_back_are_named_and_no_fault(data_folder: Path, run, monkeypatch) -> None:
    from disclosure_desk.store import event_meta  # noqa: PLC0415 - to set its clocks

    minutes = iter([50, 40, 200, 210, 30])
    clocks = iter([10**9, 2 * 10**9, 10**12, 3 * 10**16, 4 * 10**16])

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):  # noqa: ARG003 - as datetime's
            return datetime.fromisoformat(f"2999-01-01T{next(minutes) // 60 + 8:02}:00:00+08:00")

    with Store.open(data_folder) as store:
        monkeypatch.setattr(event_meta, "datetime", Clock)
        monkeypatch.setattr(event_meta.time, "monotonic_ns", lambda: next(clocks))
        for number in range(731, 736):
            store.apply(2, [Change(CELL, number, number + 1)], "edit")
    monkeypatch.undo()
    sql(data_folder / DATA_FILE)
    code, out, _ = run("verify", data_folder)
    assert code == 0
    assert "第 15 条修改记录的时间和电脑开机的时间对不上" in out
    assert "最后一条修改记录的时间（2999-01-01" in out
    assert "第 16 条修改记录的时间比前一条还早：电脑的时间被往回调过" in out
    assert "结论：前后一致；有 3 处请留意。" in out


def test_a_package_that_no_seal_mentions_is_named(data_folder: Path, package: Path, run) -> None:
    shutil.copyfile(package, package.with_name("9-2025-v1.zip"))
    code, out, _ = run("verify", data_folder)
    assert code == 0
    assert "9-2025-v1.zip 不是定稿的档案包" in out


@pytest.mark.slow
def test_a_pdf_is_held_against_its_package(package: Path, tmp_path: Path, run) -> None:
    with ZipFile(package) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.glob("annual-report-*")
    pdf = folder / "data" / "report.pdf"
    assert run("verify", package, pdf)[0] == run("verify", folder, pdf)[0] == 0
    assert f"{pdf}：就是档案包里的那份 PDF。" in run("verify", package, pdf)[1].splitlines()
    assert run("verify", package, folder / "data" / "archive-copy.pdf")[0] == 0


@pytest.mark.slow
def test_the_digest_on_paper_is_held_against_the_package(package: Path, data_folder: Path, tmp_path: Path, run) -> None:
    said = run("verify", package)[1]
    digests = [line.rpartition("：")[2] for line in said.splitlines() if line.startswith("整个档案包的 ")]
    assert digests[0] == hashlib.sha256(package.read_bytes()).hexdigest()
    (register,) = [line for line in said.splitlines() if line.startswith("封存登记：")]
    assert register.startswith(f"封存登记：{UNIT}2025年政府信息公开工作年度报告，第 1 版，")
    assert all(digest in register.replace(" ", "") for digest in digests)
    forged = repacked(package, tmp_path, "README.txt", b"other")
    for digest in digests:
        code, out, _ = run("verify", package, "--expect", f"{digest[:32].upper()} {digest[32:]}")
        assert (code, out.splitlines()[-1]) == (0, "结论：前后一致，摘要和登记的相同。")
        code, out, _ = run("verify", forged, "--expect", digest)
        assert code == 1
        assert "不符：摘要不是登记的那一个，这不是登记的那个档案包。" in out
    assert list(json.loads(run("verify", package, "--json")[1])["digests"].values()) == digests
    for wrong in ("", digests[0][:16], "g" * 64):
        code, _, err = run("verify", package, "--expect", wrong)
        assert code == 2
        assert "--expect 后面要写整个摘要" in err
    code, _, err = run("verify", data_folder, "--expect", digests[0])
    assert code == 2
    assert "没有可以和登记的摘要对照的" in err


@pytest.mark.slow
def test_another_pdf_is_held_against_the_report_of_the_package(package: Path, tmp_path: Path, run, form, full_places):
    report = new_report(form, UNIT, 2025, full_places)
    wrong = new_report(form, UNIT, 2025, {**full_places, CELL: 7})
    place = form.place_name(CELL)
    for name, content, message in [
        (
            "重印.pdf",
            render_file(report, ".pdf", PageSettings(double_sided=False)),
            "数和文字都相同，只是另外生成的文件",
        ),
        ("错的.pdf", render_file(wrong, ".pdf"), f"1 处不同，例如{place}"),
        ("坏的.pdf", b"%PDF-1.7", "打不开"),
    ]:
        (tmp_path / name).write_bytes(content)
        code, out, _ = run("verify", package, tmp_path / name)
        assert code == 1
        assert f"不符：{tmp_path / name} 不是档案包里的那份 PDF。" in out
        assert f"留意：{tmp_path / name} 和定稿的报告比：" in out
        assert message in out
    broken = repacked(package, tmp_path, "data/report.json", b'{"form": "1999"}')
    assert "和定稿的报告比：data/report.json 和表样不符" in run("verify", broken, tmp_path / "坏的.pdf")[1]


def repacked(package: Path, tmp_path: Path, name: str, content: bytes) -> Path:
    with ZipFile(package) as old, ZipFile(tmp_path / "a.zip", "w") as new:
        for info in old.infolist():
            new.writestr(info, content if info.filename.endswith(name) else old.read(info))
    return tmp_path / "a.zip"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("data/report.json", b'{"form": "1999"}', "data/report.json 和表样不符"),
        ("data/report.json", b'{"form": "2021"}', "data/report.json 和表样不符"),
        ("data/report.json", b"{", "data/report.json 不是完整的 JSON"),
        ("data/trail.jsonl", b"{}", "从第 1 条起对不上"),
        ("data/version.json", b"{}", "读到一半"),
        ("data/report.html", b"<script>", "“网页里没有程序，也不从别处取东西”不合格：有"),
        ("data/report.docx", b"no zip", "“data/report.docx 读得回来，和报告相同”不合格："),
        (
            "data/appraisal.json",
            json.dumps([{"property": "安全性", "point": "没有", "holds": False, "seen": "3 处"}]).encode(),
            "安全性的“没有”不合格：3 处",
        ),
    ],
)
def test_a_package_is_held_against_the_form_and_appraised(
    package: Path, run, name: str, content: bytes, message: str
) -> None:
    code, out, _ = run("verify", repacked(package, package.parent, name, content))
    assert code == 1
    assert message in out


def test_what_cannot_be_verified_is_refused_with_its_reason(
    data_folder: Path, package: Path, tmp_path: Path, run, monkeypatch
) -> None:
    (tmp_path / "a.txt").write_text("年报")
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "空").mkdir()
    sql(tmp_path / "c.sqlite3", "PRAGMA application_id = 5", "CREATE TABLE x (y)")
    for arguments, message in [
        ((tmp_path / "no.zip",), "no.zip 这个文件或者文件夹没有"),
        ((Path(os.devnull),), "不是存好的文件，是设备、管道，或者断了的链接"),
        ((tmp_path / "a.txt",), "不是数据文件、第二份记录，也不是档案包"),
        ((tmp_path / "b.zip",), "不是完整的 zip 文件"),
        ((tmp_path / "空",), "里没有数据，也不是档案包"),
        ((tmp_path / "c.sqlite3",), "不是本程序的数据文件"),
        ((package, tmp_path / "no.pdf"), "没有"),
        ((data_folder, tmp_path / "a.txt"), "没有可以和 PDF 对照的"),
    ]:
        code, out, err = run("verify", *arguments)
        assert (code, out) == (2, ""), arguments
        assert err.startswith("读不了：")
        assert message in err
    assert run("verify")[0] == 2
    assert "用法：disclosure-desk verify" in run("verify", "--help")[1]

    def torn(*_: object) -> None:
        raise OSError(5, "Input/output error", str(data_folder / DATA_FILE))

    monkeypatch.setattr("disclosure_desk.store.recovery.inspect.shutil.copyfile", torn)
    assert run("verify", data_folder) == (2, "", f"读不了：读不出 {data_folder / DATA_FILE}。\n")


@pytest.mark.parametrize("error", [OSError(28, "full", "x"), FileNotFoundError(2, "no usable temporary directory")])
def test_without_room_to_verify_in_nothing_is_blamed(data_folder: Path, run, monkeypatch, error: OSError) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr("disclosure_desk.archive.verification.inspect_folder", refuse)
    said = "读不了：临时文件夹写不进去，可能是磁盘满了，所以什么都没有查。请腾出空间再查。\n"
    assert run("verify", data_folder) == (2, "", said)
