"""`verify` and `archive`: what they say of a whole desk and of a broken one, and what is entered in the trail."""

import json
import os
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from disclosure_desk import cli
from disclosure_desk.archive.sealed import FOLDER
from disclosure_desk.archive.sealing import Candidate, seal
from disclosure_desk.form import Form
from disclosure_desk.form_file import load_form
from disclosure_desk.report import Change, new_report
from disclosure_desk.store import FILE, JOURNAL, Store, reading
from disclosure_desk.store.backup import FOLDER as BACKUPS
from disclosure_desk.store.stamp import Who
from disclosure_desk.writers import rendered
from disclosure_desk.writers.archive_copy import digest
from disclosure_desk.writers.page_settings import PageSettings

CELL, TEXT = "requests.received.business", "problems"
NOW = datetime(2026, 1, 20, 17, 30)  # noqa: DTZ001 - the desk's own time
UNIT = "涿河区金牛山办事处"
DATA_FILES = Path(__file__).resolve().parents[1] / "data" / "stores"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, form: Form, full_places) -> Path:
    """A desk with a sealed report, corrected since, published, and a draft; copied once, then worked on."""
    folder = tmp_path_factory.mktemp("desk")
    with Store.open(folder) as store:
        store._db.execute("PRAGMA synchronous = OFF")
        store.who = Who("李某", "clerk")
        report = new_report(form, UNIT, 2025, full_places)
        store.create(report)
        store.note(1, "approve", {"step": "x", "name": "甲", "opinion": "同意", "digest": digest(report)})
        seal(store, 1, Candidate(report, (), PageSettings()), {}, NOW)
        store.note(1, "publish", {"date": "2026-01-25", "address": "https://gov.example/1"})
        store.note(1, "correct", {}, "数字写错")
        store.apply(1, [Change(TEXT, report.texts[TEXT], "公开意识不强，还要努力。")], "edit")
        store.back_up(NOW)
        store.create(new_report(form, UNIT, 2024, {CELL: 731}))
    return folder


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "desk"))


@pytest.fixture
def package(desk: Path) -> Path:
    return desk / FOLDER / "1-2025-v1.zip"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def carry_out(*arguments: object) -> tuple[int, str, str]:
        code = cli.run([str(one) for one in arguments], lambda *_: pytest.fail("a window"))
        return code, *capsys.readouterr()

    return carry_out


def last(folder: Path):
    with Store.open(folder) as store:
        return store.events()[-1]


def test_a_whole_desk_is_called_whole_and_left_as_it_is(desk: Path, run) -> None:
    before = {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()}
    code, out, err = run("verify", desk)
    assert (code, err) == (0, "")
    assert out.splitlines() == [f"{desk}：2 份报告，8 条修改记录，1 个定稿版本", "结论：完整，没有被改过。"]
    assert {path: path.read_bytes() for path in desk.rglob("*") if path.is_file()} == before


def test_a_desk_that_is_open_is_verified_too(desk: Path, run) -> None:
    with Store.open(desk) as store:
        store.apply(2, [Change(CELL, 731, 732)], "edit")
        code, out, _ = run("verify", desk)
        assert (code, out.splitlines()[0]) == (0, f"{desk}：2 份报告，9 条修改记录，1 个定稿版本")


def test_each_file_of_a_desk_is_verified_by_itself(desk: Path, package: Path, run) -> None:
    (copy,) = (desk / BACKUPS).glob("*.sqlite3")
    for path in (desk / FILE, desk / JOURNAL, copy, package):
        code, out, _ = run("verify", path)
        assert code == 0, out
        assert out.splitlines()[-1] == "结论：完整，没有被改过。"


@pytest.mark.parametrize("name", ["v1.sqlite3", "v3.sqlite3"])
def test_a_desk_of_an_earlier_version_is_verified_without_a_second_record(tmp_path: Path, run, name: str) -> None:
    shutil.copyfile(DATA_FILES / name, tmp_path / FILE)
    assert run("verify", tmp_path)[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)


def test_every_fault_is_named_and_the_copy_it_parts_from(desk: Path, package: Path, run) -> None:
    sql(desk / FILE, "UPDATE reports SET year = 1999 WHERE id = 2", "UPDATE figures SET figure = '9' WHERE report = 2")
    sql(desk / FILE, "DROP TRIGGER events_stay")
    package.chmod(0o644)
    package.write_bytes(package.read_bytes()[:-1])
    (desk / JOURNAL).unlink()
    code, out, _ = run("verify", desk)
    assert code == 1
    for said in (
        "统计年度",
        "“商业企业”",
        "结构被改过（trigger events_stay）",
        f"{package} 被改过",
        "完好的一份在",
        "desk.journal 不见了",
    ):
        assert said in out
    assert out.splitlines()[-1].startswith("结论：有 ")
    assert out.splitlines()[-1].endswith(" 处不符，不可信。")


def test_rows_of_no_report_are_named(desk: Path, run) -> None:
    sql(desk / FILE, "INSERT INTO figures VALUES (7, 'more', '1')")
    code, out, _ = run("verify", desk)
    assert code == 1
    assert "有内容不属于任何报告（第 7 份）" in out


def test_a_folder_of_a_newer_program_cannot_be_verified(desk: Path, run) -> None:
    sql(desk / FILE, "PRAGMA user_version = 99")
    code, _, err = run("verify", desk)
    assert code == 2
    assert "更新的程序写的" in err


def test_files_that_somebody_writes_are_copied_until_they_stay(desk: Path, run, monkeypatch) -> None:
    monkeypatch.setattr(reading, "_PAUSE", 0)
    copy, left = shutil.copyfile, iter(range(7))

    def written_meanwhile(source: Path, target: Path) -> None:
        copy(source, target)
        if next(left, 0):
            os.utime(source, ns=(0, time.monotonic_ns()))

    monkeypatch.setattr("disclosure_desk.store.reading.shutil.copyfile", written_meanwhile)
    assert run("verify", desk)[0] == 0
    assert next(left, None) is None
    left = iter(range(10**6))
    assert run("verify", desk)[0] == 0


def test_a_broken_chain_is_named(desk: Path, run) -> None:
    sql(desk / FILE, "DROP TRIGGER events_stay", "UPDATE events SET digest = 'x' WHERE seq = 3")
    code, out, _ = run("verify", desk)
    assert code == 1
    assert "第 3 条修改记录和它的校验码不符" in out
    assert run("verify", desk / FILE)[0] == 1


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda lines: lines[:-1], "从第 8 条起少了"),
        (lambda lines: [*lines, lines[-1]], "比数据文件多，从第 9 条起"),
        (lambda lines: [*lines[:3], lines[3].replace(b"clerk", b"chief"), *lines[4:]], "从第 3 条起和数据文件不一样"),
        (lambda lines: [lines[0].replace(b":1}", b":1 }"), *lines[1:]], "不是这份数据文件的"),
    ],
)
def test_a_second_record_that_parts_is_named(desk: Path, run, change, named: str) -> None:
    lines = (desk / JOURNAL).read_bytes().splitlines(keepends=True)
    (desk / JOURNAL).write_bytes(b"".join(change(lines)))
    code, out, _ = run("verify", desk)
    assert code == 1
    assert named in out
    assert tempfile.gettempprefix() not in out.replace(str(desk), "")


def test_a_second_record_alone_is_verified(desk: Path, run) -> None:
    assert run("verify", desk / JOURNAL)[1].startswith(f"{desk / JOURNAL}：2 份报告，8 条修改记录\n")
    (desk / JOURNAL).write_bytes((desk / JOURNAL).read_bytes().replace(b"clerk", b"chief", 1))
    code, out, _ = run("verify", desk / JOURNAL)
    assert code == 1
    assert "的第 1 条对不上" in out


@pytest.mark.parametrize("content", [None, b"", b"noise" * 999, b"SQLite format 3\0" + b"\xa5" * 9999])
def test_a_destroyed_data_file_is_named_and_its_second_record_looked_at(desk: Path, run, content: bytes | None) -> None:
    (desk / FILE).unlink()
    if content is not None:
        (desk / FILE).write_bytes(content)
    code, out, _ = run("verify", desk)
    assert code == 1
    assert "2 份报告，8 条修改记录" in out
    assert any(said in out for said in ("不见了", "已经损坏", "不是数据文件"))
    (desk / JOURNAL).unlink()
    assert run("verify", desk)[0] == (2 if content is None else 1)


def test_a_damaged_data_file_alone_is_broken(desk: Path, run) -> None:
    content = (desk / FILE).read_bytes()
    (desk / FILE).write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    code, out, _ = run("verify", desk / FILE)
    assert code == 1
    assert "已经损坏，读不出来" in out


def test_the_newest_copy_is_verified(desk: Path, run) -> None:
    (copy,) = (desk / BACKUPS).glob("*.sqlite3")
    content = copy.read_bytes()
    copy.write_bytes(content.replace("公开意识不强".encode(), "公开意识很强".encode()))
    assert "被改过：和做备份时的摘要不符" in run("verify", desk)[1]
    copy.write_bytes(b"noise")
    assert "已经损坏，读不出来" in run("verify", desk)[1]
    copy.unlink()
    assert "最新的备份 desk-20260120-173000.sqlite3 不见了" in run("verify", desk)[1]


def test_clocks_that_were_set_back_are_named_and_no_fault(desk: Path, run, monkeypatch) -> None:
    from disclosure_desk.store import stamp as stamps  # noqa: PLC0415 - to set its clocks

    minutes = iter([50, 40, 200, 210])
    clocks = iter([10**9, 2 * 10**9, 10**12, 3 * 10**16])

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):  # noqa: ARG003 - as datetime's
            return datetime.fromisoformat(f"2999-01-01T{next(minutes) // 60 + 8:02}:00:00+08:00")

    with Store.open(desk) as store:
        monkeypatch.setattr(stamps, "datetime", Clock)
        monkeypatch.setattr(stamps.time, "monotonic_ns", lambda: next(clocks))
        for number in range(731, 735):
            store.apply(2, [Change(CELL, number, number + 1)], "edit")
    monkeypatch.undo()
    sql(desk / FILE)
    code, out, _ = run("verify", desk)
    assert code == 0
    assert "第 12 条修改记录的时间和电脑开机的时间对不上" in out
    assert "最后一条修改记录的时间（2999-01-01" in out
    assert "结论：完整，没有被改过；有 2 处请留意。" in out


def test_a_package_that_no_seal_tells_of_is_named(desk: Path, package: Path, run) -> None:
    shutil.copyfile(package, package.with_name("9-2025-v1.zip"))
    code, out, _ = run("verify", desk)
    assert code == 0
    assert "9-2025-v1.zip 不是定稿的档案包" in out


def test_a_pdf_is_held_against_its_package(package: Path, tmp_path: Path, run) -> None:
    with ZipFile(package) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.glob("annual-report-*")
    pdf = folder / "data" / "report.pdf"
    assert run("verify", package, pdf)[0] == run("verify", folder, pdf)[0] == 0
    assert run("verify", package, folder / "data" / "archive-copy.pdf")[0] == 0


def test_another_pdf_is_held_against_the_report_of_the_package(package: Path, tmp_path: Path, run, form, full_places):
    report = new_report(form, UNIT, 2025, full_places)
    wrong = new_report(form, UNIT, 2025, {**full_places, CELL: 7})
    place = form.place_name(CELL)
    for name, content, said in [
        ("重印.pdf", rendered(report, ".pdf", PageSettings(double_sided=False)), "数和文字都相同，只是另外生成的文件"),
        ("错的.pdf", rendered(wrong, ".pdf"), f"1 处不同，例如{place}"),
        ("坏的.pdf", b"%PDF-1.7", "打不开"),
    ]:
        (tmp_path / name).write_bytes(content)
        code, out, _ = run("verify", package, tmp_path / name)
        assert code == 1
        assert f"不符：{tmp_path / name} 不是档案包里的那份 PDF。" in out
        assert f"留意：{tmp_path / name} 和定稿的报告比：" in out
        assert said in out
    broken = repacked(package, tmp_path, "data/report.json", b'{"form": "1999"}')
    assert "和定稿的报告比：data/report.json 和表样不符" in run("verify", broken, tmp_path / "坏的.pdf")[1]


def repacked(package: Path, tmp_path: Path, name: str, content: bytes) -> Path:
    with ZipFile(package) as old, ZipFile(tmp_path / "a.zip", "w") as new:
        for info in old.infolist():
            new.writestr(info, content if info.filename.endswith(name) else old.read(info))
    return tmp_path / "a.zip"


@pytest.mark.parametrize(
    ("name", "content", "said"),
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
    package: Path, run, name: str, content: bytes, said: str
) -> None:
    code, out, _ = run("verify", repacked(package, package.parent, name, content))
    assert code == 1
    assert said in out


def test_what_cannot_be_verified_is_told(desk: Path, package: Path, tmp_path: Path, run, monkeypatch) -> None:
    (tmp_path / "a.txt").write_text("年报")
    (tmp_path / "b.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "空").mkdir()
    sql(tmp_path / "c.sqlite3", "PRAGMA application_id = 5", "CREATE TABLE x (y)")
    for arguments, said in [
        ((tmp_path / "no.zip",), "没有"),
        ((tmp_path / "a.txt",), "不是数据文件、第二份记录，也不是档案包"),
        ((tmp_path / "b.zip",), "不是完整的 zip 文件"),
        ((tmp_path / "空",), "里没有数据，也不是档案包"),
        ((tmp_path / "c.sqlite3",), "不是本程序的数据文件"),
        ((package, tmp_path / "no.pdf"), "没有"),
        ((desk, tmp_path / "a.txt"), "没有可以和 PDF 对照的"),
    ]:
        code, out, err = run("verify", *arguments)
        assert (code, out) == (2, ""), arguments
        assert err.startswith("读不了：")
        assert said in err
    assert run("verify")[0] == 2
    assert "用法：disclosure-desk verify" in run("verify", "--help")[1]

    def torn(*_: object) -> None:
        raise OSError(5, "Input/output error", str(desk / FILE))

    monkeypatch.setattr("disclosure_desk.store.reading.shutil.copyfile", torn)
    assert run("verify", desk) == (2, "", f"读不了：读不出 {desk / FILE}。\n")


def test_versions_and_drafts_are_listed(desk: Path, run) -> None:
    code, out, _ = run("archive", "list", "--data", desk)
    assert code == 0
    draft, sealed, other, count = out.splitlines()
    assert draft.startswith(f"1\t2025\t{UNIT}\t草稿\t改于 ")
    assert sealed.split("\t")[3:] == ["第 1 版", sealed.split("\t")[4], "2026-01-25 公开 https://gov.example/1"]
    assert other.startswith("2\t2024")
    assert count == "共 3 份"


@pytest.mark.parametrize("name", ["1", "1-v1", "1-2025-v1.zip"])
def test_a_version_is_handed_out_as_it_was_sealed_and_entered(
    desk: Path, package: Path, tmp_path: Path, run, name: str
) -> None:
    code, out, _ = run("archive", "export", "--data", desk, name, tmp_path, "--for", "审计组，核对")
    assert (code, out) == (0, f"已写好 {tmp_path / package.name}，已经登记\n")
    assert (tmp_path / package.name).read_bytes() == package.read_bytes()
    event = last(desk)
    assert (event.action, event.report, event.why) == ("retrieve", 1, "审计组，核对")
    assert event.about["version"] == 1
    assert event.user


def test_one_format_of_a_version_is_handed_out(desk: Path, package: Path, tmp_path: Path, run) -> None:
    assert run("archive", "export", "--data", desk, "1", tmp_path / "a.pdf", "--for", "审计")[0] == 0
    assert run("verify", package, tmp_path / "a.pdf")[0] == 0


def test_a_draft_is_handed_out_and_entered(desk: Path, tmp_path: Path, run) -> None:
    code, out, _ = run("archive", "export", "--data", desk, "2", tmp_path, "--for", "核对")
    assert (code, out) == (0, f"已写好 {tmp_path / '2-2024.json'}，已经登记\n")
    assert json.loads((tmp_path / "2-2024.json").read_bytes())["cells"][CELL] == 731
    assert (last(desk).action, last(desk).report) == ("export", 2)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (("--year", "2025"), ["1\t", "1-v1\t"]),
        (("--unit", "金牛山"), ["1\t", "1-v1\t", "2\t"]),
        (("--words", "公开意识不强"), ["1\t", "  “"]),
        (("--figure", "731"), ["2\t", "  "]),
        (("--figure", "731", "--year", "2025"), []),
        (("--words", "没有的词"), []),
    ],
)
def test_what_is_looked_for_is_found_and_the_search_entered(desk: Path, run, query, found: list[str]) -> None:
    code, out, _ = run("archive", "find", "--data", desk, *query, "--for", "主任，备查")
    *lines, count = out.splitlines()
    assert code == 0
    assert len(lines) == len(found)
    assert all(line.startswith(start) for line, start in zip(lines, found, strict=True))
    assert count.endswith("已经登记")
    event = last(desk)
    assert (event.action, event.report, event.why) == ("retrieve", None, "主任，备查")
    assert event.about["kind"] == "find"


def test_many_places_are_counted_and_explanations_searched(desk: Path, run) -> None:
    with Store.open(desk) as store:
        store.apply(2, [Change("explanation.F-X.0123456789ab", "", "零星的说明")], "edit")
    out = run("archive", "find", "--data", desk, "--words", "的说明", "--for", "x")[1]
    assert "  对 F-X 的说明：零星的说明" in out
    assert "还有" in run("archive", "find", "--data", desk, "--figure", "0", "--for", "x")[1]


def test_a_version_that_was_changed_is_told_and_not_handed_out(desk: Path, package: Path, tmp_path: Path, run) -> None:
    package.chmod(0o644)
    package.write_bytes(b"x")
    _, out, err = run("archive", "find", "--data", desk, "--words", "没有的词", "--for", "x")
    assert out.startswith("1-v1\t")
    assert "被改过" in err
    code, _, err = run("archive", "export", "--data", desk, "1", tmp_path / "a.zip", "--for", "x")
    assert code == 2
    assert "被改过" in err


def test_going_back_to_a_copy_loses_nothing_and_is_entered(desk: Path, run) -> None:
    code, out, _ = run("archive", "restore", "--data", desk, "desk-20260120-173000.sqlite3")
    assert (code, out) == (0, f"已恢复，共 9 条修改记录；换下来的文件都留在 {desk}\n")
    event = last(desk)
    assert (event.action, event.about["from"]) == ("restore", "desk-20260120-173000.sqlite3")
    assert run("verify", desk)[0] == 0


def test_going_back_as_it_was_then_tells_what_is_different(desk: Path, run) -> None:
    with Store.open(desk) as store:
        store.apply(1, [Change(TEXT, "公开意识不强，还要努力。", "又改了")], "edit")
    (copy,) = (desk / BACKUPS).glob("*.sqlite3")
    code, out, _ = run("archive", "restore", "--data", desk, copy, "--as-it-was")
    assert code == 0
    assert f"“{UNIT}”2025 年的报告1 处和恢复前不同" in out
    assert f"“{UNIT}”2024 年的报告现在没有了" in out
    with Store.open(desk) as store:
        assert store.news == ()
        assert store.events()[-1].action == "restore"
    assert run("verify", desk)[0] == 0


def test_going_back_needs_no_desk_that_opens(desk: Path, run) -> None:
    sql(desk / FILE, "UPDATE reports SET year = 1999")
    (copy,) = (desk / BACKUPS).glob("*.sqlite3")
    assert run("archive", "restore", "--data", desk, copy)[0] == 0
    assert run("verify", desk)[0] == 0


def test_a_sealed_report_has_no_draft(desk: Path, run) -> None:
    with Store.open(desk) as store:
        seal(store, 1, Candidate(store.load(1, load_form), (), PageSettings()), {}, NOW)
    out = run("archive", "list", "--data", desk)[1]
    assert [line.split("\t")[0] for line in out.splitlines()] == ["1-v2", "1-v1", "2", "共 3 份"]
    assert "第 2 版" in out
    assert "更正：数字写错" in out


def test_what_cannot_be_done_is_told(desk: Path, tmp_path: Path, run, monkeypatch) -> None:
    (tmp_path / "noise.sqlite3").write_bytes(b"noise" * 999)
    data = ("--data", desk)
    for arguments, said in [
        (("list", "--data", tmp_path / "no"), "里没有数据"),
        (("export", *data, "7", tmp_path, "--for", "x"), "没有“7”这一份"),
        (("export", *data, "2-v1", tmp_path, "--for", "x"), "没有“2-v1”这一份"),
        (("export", *data, "x", tmp_path, "--for", "x"), "没有“x”这一份"),
        (("export", *data, "1", tmp_path / "a.txt", "--for", "x"), "可以写 .zip .pdf"),
        (("export", *data, "2", tmp_path / "a.zip", "--for", "x"), "可以写  .pdf"),
        (("export", *data, "1", tmp_path / "no" / "a.zip", "--for", "x"), "没有写成"),
        (("export", *data, "1", tmp_path), "--for"),
        (("export", *data, "1"), "要写 2 个名称"),
        (("find", *data, "--for", "x"), "要写找什么"),
        (("find", *data, "--year", "前年", "--for", "x"), "不是年份"),
        (("find", *data, "--figure", "三", "--for", "x"), "三"),
        (("restore", *data, "no"), "没有 no 这个备份"),
        (("restore", *data, tmp_path / "noise.sqlite3"), "不是数据文件"),
        (("burn",), "archive 后面要写"),
        ((), "archive 后面要写"),
    ]:
        code, out, err = run("archive", *arguments)
        assert (code, out) == (2, ""), arguments
        assert said in err, (arguments, err)
    assert "用法：disclosure-desk archive" in run("archive", "--help")[1]
    with Store.open(desk):
        code, _, err = run("archive", "restore", "--data", desk, "desk-20260120-173000.sqlite3")
        assert code == 2
        assert "另一个窗口正在使用" in err

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr("disclosure_desk.store.restore.shutil.copy2", full)
    assert "没有恢复成" in run("archive", "restore", "--data", desk, "desk-20260120-173000.sqlite3")[2]


def test_a_desk_without_reports_says_so_and_what_was_brought_back(tmp_path: Path, run, desk: Path, monkeypatch) -> None:
    Store.open(tmp_path / "空").close()
    assert run("archive", "list", "--data", tmp_path / "空")[1] == "还没有报告\n"
    (desk / FILE).unlink()
    _, out, err = run("archive", "list", "--data", desk)
    assert "已按第二份记录" in err
    assert "共 3 份" in out
    monkeypatch.setattr("disclosure_desk.cli.archive.default_folder", lambda: tmp_path / "no")
    assert run("archive", "list")[0] == 2
