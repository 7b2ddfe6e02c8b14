"""`archive`: what is listed, found, handed out and gone back to, and what is entered in the trail."""

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from meddling import sql

from disclosure_desk.archive import retrieval
from disclosure_desk.archive.sealing import SealCandidate, seal
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Change
from disclosure_desk.store.paths import BACKUPS, DATA_FILE
from disclosure_desk.store.store import Store
from disclosure_desk.writers.page_settings import PageSettings

CELL, TEXT = "requests.received.business", "problems"
NOW = datetime(2026, 1, 20, 17, 30)  # noqa: DTZ001 - the computer's own time
UNIT = "涿河区金牛山办事处"


def last(folder: Path):
    with Store.open(folder) as store:
        return store.events()[-1]


def test_versions_and_drafts_are_listed(data_folder: Path, run) -> None:
    code, out, _ = run("archive", "list", "--data", data_folder)
    assert code == 0
    draft, sealed, other, count = out.splitlines()
    assert draft.startswith(f"1\t2025\t{UNIT}\t草稿\t改于 ")
    assert sealed.split("\t")[3:] == ["第 1 版", sealed.split("\t")[4], "2026-01-25 公开 https://gov.example/1"]
    assert other.startswith("2\t2024")
    assert count == "共 3 份"


@pytest.mark.parametrize("name", ["1", "1-v1", "1-2025-v1.zip"])
def test_a_version_is_handed_out_as_it_was_sealed_and_entered(
    data_folder: Path, package: Path, tmp_path: Path, run, name: str
) -> None:
    code, out, _ = run("archive", "export", "--data", data_folder, name, tmp_path, "--for", "审计组，核对")
    assert (code, out) == (0, f"已写好 {tmp_path / package.name}，已经登记\n")
    assert (tmp_path / package.name).read_bytes() == package.read_bytes()
    event = last(data_folder)
    assert (event.action, event.report, event.why) == ("retrieve", 1, "审计组，核对")
    assert event.about["version"] == 1
    assert event.user


def test_one_format_of_a_version_is_handed_out(data_folder: Path, package: Path, tmp_path: Path, run) -> None:
    assert run("archive", "export", "--data", data_folder, "1", tmp_path / "a.pdf", "--for", "审计")[0] == 0
    assert run("verify", package, tmp_path / "a.pdf")[0] == 0


def test_a_format_that_the_version_was_sealed_without_is_refused(
    data_folder: Path, package: Path, tmp_path: Path, run, monkeypatch
) -> None:
    older = BytesIO()
    with ZipFile(package) as sealed, ZipFile(older, "w") as copy:
        for name in sealed.namelist():
            if not name.endswith(".ofd"):
                copy.writestr(name, sealed.read(name))
    monkeypatch.setattr(retrieval, "sealed_content", lambda *_: older.getvalue())
    code, _, error = run("archive", "export", "--data", data_folder, "1", tmp_path / "a.ofd", "--for", "审计")
    assert (code, "定稿的时候还没有 .ofd 文件" in error) == (2, True)
    assert not (tmp_path / "a.ofd").exists()


def test_a_draft_is_handed_out_and_entered(data_folder: Path, tmp_path: Path, run) -> None:
    code, out, _ = run("archive", "export", "--data", data_folder, "2", tmp_path, "--for", "核对")
    assert (code, out) == (0, f"已写好 {tmp_path / '2-2024.json'}，已经登记\n")
    assert json.loads((tmp_path / "2-2024.json").read_bytes())["cells"][CELL] == 731
    assert (last(data_folder).action, last(data_folder).report) == ("export", 2)


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
def test_what_is_looked_for_is_found_and_the_search_entered(data_folder: Path, run, query, found: list[str]) -> None:
    code, out, _ = run("archive", "find", "--data", data_folder, *query, "--for", "主任，备查")
    *lines, count = out.splitlines()
    assert code == 0
    assert len(lines) == len(found)
    assert all(line.startswith(start) for line, start in zip(lines, found, strict=True))
    assert count.endswith("已经登记")
    event = last(data_folder)
    assert (event.action, event.report, event.why) == ("retrieve", None, "主任，备查")
    assert event.about["kind"] == "find"


def test_many_places_are_counted_and_explanations_searched(data_folder: Path, run) -> None:
    with Store.open(data_folder) as store:
        store.apply(2, [Change("explanation.F-X.0123456789ab", "", "零星的说明")], "edit")
    out = run("archive", "find", "--data", data_folder, "--words", "的说明", "--for", "x")[1]
    assert "  对 F-X 的说明：零星的说明" in out
    assert "还有" in run("archive", "find", "--data", data_folder, "--figure", "0", "--for", "x")[1]


def test_a_version_that_was_changed_is_reported_and_not_handed_out(
    data_folder: Path, package: Path, tmp_path: Path, run
) -> None:
    package.chmod(0o644)
    package.write_bytes(b"x")
    _, out, err = run("archive", "find", "--data", data_folder, "--words", "没有的词", "--for", "x")
    assert out.startswith("1-v1\t")
    assert "被改过" in err
    code, _, err = run("archive", "export", "--data", data_folder, "1", tmp_path / "a.zip", "--for", "x")
    assert code == 2
    assert "被改过" in err


def test_going_back_to_a_copy_loses_nothing_and_is_entered(data_folder: Path, run) -> None:
    code, out, _ = run("archive", "restore", "--data", data_folder, "desk-20260120-173000.sqlite3")
    assert (code, out) == (0, f"已恢复，共 12 条修改记录；换下来的文件都留在 {data_folder}\n")
    event = last(data_folder)
    assert (event.action, event.about["from"]) == ("restore", "desk-20260120-173000.sqlite3")
    assert run("verify", data_folder)[0] == 0


def test_going_back_as_it_was_then_says_what_is_different(data_folder: Path, run) -> None:
    with Store.open(data_folder) as store:
        store.apply(1, [Change(TEXT, "公开意识不强，还要努力。", "又改了")], "edit")
    (copy,) = (data_folder / BACKUPS).glob("*.sqlite3")
    code, out, _ = run("archive", "restore", "--data", data_folder, copy, "--as-it-was")
    assert code == 0
    assert f"“{UNIT}”2025 年的报告1 处和恢复前不同" in out
    assert f"“{UNIT}”2024 年的报告现在没有了" in out
    with Store.open(data_folder) as store:
        assert store.startup_messages == ()
        assert store.events()[-1].action == "restore"
    assert run("verify", data_folder)[0] == 0


def test_going_back_needs_no_data_folder_that_opens(data_folder: Path, run) -> None:
    sql(data_folder / DATA_FILE, "UPDATE reports SET year = 1999")
    (copy,) = (data_folder / BACKUPS).glob("*.sqlite3")
    assert run("archive", "restore", "--data", data_folder, copy)[0] == 0
    assert run("verify", data_folder)[0] == 0


def test_a_copy_is_put_into_a_folder_without_data(data_folder: Path, tmp_path: Path, run) -> None:
    (copy,) = (data_folder / BACKUPS).glob("*.sqlite3")
    assert run("archive", "restore", "--data", tmp_path / "neu", copy, "--operator", "李某")[0] == 0
    assert last(tmp_path / "neu").by == "李某"


def test_a_sealed_report_has_no_draft(data_folder: Path, run) -> None:
    with Store.open(data_folder) as store:
        seal(store, 1, SealCandidate(store.load(1, load_form), (), PageSettings()), {}, NOW)
    out = run("archive", "list", "--data", data_folder)[1]
    assert [line.split("\t")[0] for line in out.splitlines()] == ["1-v2", "1-v1", "2", "共 3 份"]
    assert "第 2 版" in out
    assert "更正：数字写错" in out


def test_what_cannot_be_done_is_refused_with_its_reason(data_folder: Path, tmp_path: Path, run, monkeypatch) -> None:
    (tmp_path / "noise.sqlite3").write_bytes(b"noise" * 999)
    data = ("--data", data_folder)
    for arguments, message in [
        (("list", "--data", tmp_path / "no"), "里没有数据"),
        (("export", *data, "7", tmp_path, "--for", "x"), "没有“7”这一份"),
        (("export", *data, "2-v1", tmp_path, "--for", "x"), "没有“2-v1”这一份"),
        (("export", *data, "x", tmp_path, "--for", "x"), "没有“x”这一份"),
        (("export", *data, "1", tmp_path / "a.txt", "--for", "x"), "可以写 .zip .pdf"),
        (("export", *data, "2", tmp_path / "a.zip", "--for", "x"), "可以写 .pdf"),
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
        assert message in err, (arguments, err)
    assert "用法：disclosure-desk archive" in run("archive", "--help")[1]
    with Store.open(data_folder):
        code, _, err = run("archive", "restore", "--data", data_folder, "desk-20260120-173000.sqlite3")
        assert code == 2
        assert "另一个窗口正在使用" in err

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr("disclosure_desk.store.old_files.shutil.copy2", full)
    assert "没有恢复成" in run("archive", "restore", "--data", data_folder, "desk-20260120-173000.sqlite3")[2]


def test_a_data_folder_without_reports_says_so_and_what_was_brought_back(
    tmp_path: Path, run, data_folder: Path, monkeypatch
) -> None:
    Store.open(tmp_path / "空").close()
    assert run("archive", "list", "--data", tmp_path / "空")[1] == "还没有报告\n"
    (data_folder / DATA_FILE).unlink()
    _, out, err = run("archive", "list", "--data", data_folder)
    assert "已按第二份记录" in err
    assert "共 3 份" in out
    monkeypatch.setattr("disclosure_desk.cli.data_folder.default_folder", lambda: tmp_path / "no")
    assert run("archive", "list")[0] == 2
