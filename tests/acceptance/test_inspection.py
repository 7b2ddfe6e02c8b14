"""The acceptance of a computer: what is said of each thing that may be as it should not, and the one verdict."""

import json
import os
import subprocess
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace

import pytest
from killed_processes import ProcessWithin

from disclosure_desk.acceptance import computer, disk, inspection, kills
from disclosure_desk.acceptance.computer import clock_item, computer_items, sqlite_item
from disclosure_desk.acceptance.desktop import DesktopFacts, ScreenFacts, desktop_facts, desktop_items
from disclosure_desk.acceptance.disk import disk_items, room_item, sync_item
from disclosure_desk.acceptance.fonts import font_item
from disclosure_desk.acceptance.input_method import lacks_fcitx, wanted_input_method
from disclosure_desk.acceptance.inspection import inspect_computer, item_text, save_sheet
from disclosure_desk.store.paths import DATA_FILE
from disclosure_desk.writers import WriteError
from disclosure_desk.writers.acceptance_record import AcceptanceItem, AcceptanceRecord, AcceptanceState
from disclosure_desk.writers.pdf.font import document_fonts
from disclosure_desk.writers.pdf.font.chains import BUNDLED, DocumentFonts, FontChoice

MET, NOTED, FAILED = AcceptanceState
BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2026, 12, 1, 9, tzinfo=BEIJING)
SCREEN = ScreenFacts("HDMI-1", 1920, 1040, 1.25)
DESKTOP = DesktopFacts("6.8.3", "xcb", (SCREEN,), ("惠普 1020", "PDF"), "QT_IM_MODULE=fcitx")


@pytest.mark.parametrize(
    ("item", "state", "words"),
    [
        (clock_item(NOW, 0), MET, "2026-12-01 09:00:00，比世界时早 8 小时"),
        (clock_item(NOW, NOW.timestamp() + 200), MET, ""),
        (clock_item(NOW, NOW.timestamp() + 400), FAILED, "比现在还晚"),
        (clock_item(datetime(2000, 1, 1, tzinfo=BEIJING), 0), FAILED, "日期不对"),
        (clock_item(datetime(2026, 12, 1, tzinfo=timezone(timedelta(hours=5, minutes=30))), 0), NOTED, "早 5.5 小时"),
        (clock_item(datetime(2026, 12, 1), 0), NOTED, "不是北京时间"),  # noqa: DTZ001 - a clock without a zone
        (sqlite_item((3, 46, 1)), MET, "SQLite 3.46.1"),
        (sqlite_item((3, 36, 0)), FAILED, "至少要 3.37.0"),
        (room_item(58_100_000_000), MET, "还有 58.1 GB"),
        (room_item(999_000_000), NOTED, "还有 999 MB"),
        (room_item(199_999_999), FAILED, "不够"),
        (sync_item(0.5), MET, "0.5 毫秒"),
        (sync_item(101), NOTED, "101 毫秒"),
    ],
)
def test_what_is_said_of_one_thing(item, state, words):
    assert item.state is state
    assert words in item_text(item)
    assert bool(item.advice) == (state is not MET)


@pytest.mark.parametrize(
    ("facts", "states", "words"),
    [
        (DESKTOP, [MET, MET, MET], "HDMI-1 可用 1920×1040，缩放 125%（xcb）"),
        (None, [NOTED, NOTED, NOTED], "没有桌面"),
        (DesktopFacts("6", "xcb", (ScreenFacts("a", 899, 900, 2),)), [NOTED, NOTED, MET], "没有装打印机"),
        (DesktopFacts("6", "xcb", (ScreenFacts("a", 911, 472, 1.5),)), [MET, NOTED, MET], "911×472"),
        (DesktopFacts("6", "xcb", (), ("a",), "fcitx", "缺部件"), [NOTED, MET, NOTED], "没有屏幕"),
    ],
)
def test_what_is_said_of_the_desktop(facts, states, words):
    items = [*desktop_items(facts)]
    assert [one.state for one in items] == states
    assert words in "\n".join(map(item_text, items))


@pytest.mark.parametrize(
    "answer",
    [b"", b"[]", b"{}", b"\xff", b'{"screens": [{}]}', OSError("no such program"), subprocess.TimeoutExpired("", 1)],
)
def test_a_process_that_finds_no_desktop_is_no_fault(answer):
    def run(*_, **__):
        if isinstance(answer, Exception):
            raise answer
        return SimpleNamespace(stdout=answer)

    assert desktop_facts(run) is None


def test_a_process_tells_what_it_finds():
    seen = []

    def run(command, **_):
        seen.append(command[-2:])
        return SimpleNamespace(stdout=DESKTOP.to_json().encode())

    assert desktop_facts(run) == DESKTOP
    assert seen == [("--worker", "desktop")]
    assert json.loads(DESKTOP.to_json())["qt"] == "6.8.3"


def test_the_computer_itself(tmp_path, monkeypatch):
    release = tmp_path / "os-release"
    release.write_text('NAME=x\nPRETTY_NAME="银河麒麟 V10"\n', "utf-8")
    monkeypatch.setattr(computer, "_RELEASE", release)
    items = {one.name: one for one in computer_items(0, NOW)}
    assert [*items] == ["程序", "组件", "系统", "语言和编码", "时钟", "数据库"]
    assert items["系统"].seen.startswith("银河麒麟 V10，内核 ")
    assert "reportlab 5" in items["组件"].seen
    assert [*computer._libraries(["no-such-package"])] == []
    monkeypatch.setattr(computer, "_RELEASE", tmp_path / "none")
    assert next(one.seen for one in computer_items(0, NOW) if one.name == "系统").startswith(("Linux", "Windows"))


def test_the_disk(tmp_path, monkeypatch):
    assert [one.state for one in disk_items(tmp_path, tmp_path)] == [MET] * 4
    monkeypatch.setattr(Path, "write_text", refuse)
    place, *_, name = disk_items(tmp_path / "坚果云", tmp_path)
    assert (place.state, name.state) == (FAILED, FAILED)
    assert disk.sync_time(tmp_path) > 0


def refuse(*_, **__):
    raise UnicodeEncodeError("ascii", "测", 0, 1, "ordinal not in range")


@pytest.mark.parametrize(("skipped", "state"), [((), MET), (("黑体 不许嵌入，没有用",), NOTED)])
def test_a_font_that_cannot_be_embedded_is_noted(monkeypatch, skipped, state):
    chains = (BUNDLED.title, BUNDLED.heading, BUNDLED.subhead, BUNDLED.body, BUNDLED.table)
    fonts = DocumentFonts(*chains, (FontChoice("标题", "Desk 黑体", skipped=skipped),))
    monkeypatch.setattr(document_fonts, "document_fonts", lambda: fonts)
    assert font_item().state is state
    assert "标题：Desk 黑体" in font_item().seen


def test_the_input_method(tmp_path):
    wanted = {"QT_IM_MODULE": "fcitx", "XMODIFIERS": ""}
    assert wanted_input_method(wanted) == "QT_IM_MODULE=fcitx"
    assert lacks_fcitx(wanted, "xcb", [tmp_path])
    assert not lacks_fcitx(wanted, "windows", [tmp_path])
    (tmp_path / "platforminputcontexts").mkdir()
    (tmp_path / "platforminputcontexts" / "libfcitx.so").touch()
    assert not lacks_fcitx(wanted, "xcb", [tmp_path])


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(kills, "sleep", lambda _: None)
    monkeypatch.setattr(disk, "_SYNCS", 1)


@pytest.mark.usefixtures("quick")
def test_a_computer_is_tried_and_nothing_stays_but_the_sheet(tmp_path):
    folder, told = tmp_path / "数据", []
    record = inspect_computer(folder, DESKTOP, 1, lambda *done: told.append(done), start=ProcessWithin)
    assert not folder.exists()
    assert told == [(0, 1), (1, 1)]
    assert record.items[-1].name == "存数可靠"
    assert not record.failed
    path = save_sheet(record)
    assert path.parent == folder / "self-check"
    assert path.name == f"本机验收 {record.made:%Y-%m-%d %H%M%S}.pdf"
    with pytest.raises(WriteError, match="已经有这个文件"):
        save_sheet(record, path)
    with pytest.raises(WriteError, match="文件夹不存在"):
        save_sheet(record, tmp_path / "none" / "a.pdf")


@pytest.mark.usefixtures("quick")
def test_without_kills_that_is_noted_and_data_of_tomorrow_failed(tmp_path):
    (tmp_path / DATA_FILE).touch()
    for name, age in (("self-check-old", 4000), ("self-check-other", 0)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    os.utime(tmp_path / DATA_FILE, (4e9, 4e9))
    record = inspect_computer(tmp_path, DESKTOP, 0, print)
    assert record.items[-1].seen == "没有试"
    assert "时钟" in record.verdict
    assert {path.name for path in tmp_path.iterdir()} == {DATA_FILE, "self-check-other"}


def test_a_folder_that_cannot_be_written_fails(tmp_path, monkeypatch):
    def deny(*_, **__):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(inspection.tempfile, "TemporaryDirectory", deny)
    record = inspect_computer(tmp_path, None, 5, print)
    assert record.items[-1].state is FAILED
    assert "没有写入的权限" in record.items[-1].seen


@pytest.mark.parametrize(
    ("states", "verdict"),
    [
        ([MET], "合格，可以使用"),
        ([MET, NOTED], "合格，可以使用；有 1 项留意：1"),
        ([FAILED, NOTED], "不合格，先解决这 1 项再用：0"),
    ],
)
def test_there_is_one_verdict(states, verdict):
    items = tuple(AcceptanceItem(str(number), "", state) for number, state in enumerate(states))
    assert AcceptanceRecord("", "", NOW, items).verdict == verdict
