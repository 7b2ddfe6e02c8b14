"""A desk that does not open: the ways out, going back to a copy among them, and what is told once it opens."""

import sqlite3
from contextlib import closing

import pytest
from backup_dialogs import CELL, go_back, read, set_cell
from dialogs import all_shown, press, shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from disclosure_desk.gui.backups import offline_backups
from disclosure_desk.gui.backups.backup_dialog import BackupDialog
from disclosure_desk.gui.backups.offline_backups import OfflinePins
from disclosure_desk.gui.backups.restore_dialog import RestoreDialog
from disclosure_desk.gui.widgets.message_dialog import MessageDialog
from disclosure_desk.store.backup.backup import list_backups
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.pin_tries import PinTries
from disclosure_desk.store.operators import Operators, pin_setting
from disclosure_desk.store.paths import DATA_FILE, JOURNAL
from disclosure_desk.store.settings import SECRET

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


def test_data_that_do_not_open_ask_as_the_office_did_when_the_copy_was_made(monkeypatch):
    now = [1_000_000]
    monkeypatch.setattr(offline_backups, "monotonic_clock", lambda: now[0])
    pins = OfflinePins(Operators(("李某",), pins={"李某": pin_setting("李某", "246810")[f"{SECRET}李某"]}), PinTries())
    tried = [pins.end_pin(pins.begin_pin("李某", pin, "").compared()) for pin in ("1", "2")]
    assert tried == [False, False]
    assert pins.pin_wait == 4
    with pytest.raises(StoreError, match="请等 4 秒"):
        pins.begin_pin("李某", "246810", "")
    now[0] += 5000
    assert pins.end_pin(pins.begin_pin("李某", "246810", "").compared())


@pytest.fixture
def parted(at_work, start, tmp_path):
    """The program started on a data file that was put back to an older state: the journal has one change more."""
    folder = tmp_path / "desk"
    set_cell(at_work, 71)
    old = (folder / DATA_FILE).read_bytes()
    set_cell(at_work, 72)
    at_work.frame.leave()
    (folder / DATA_FILE).write_bytes(old)
    return start()


@pytest.mark.parametrize(("way", "value"), [("按第二份记录恢复", 72), ("以数据文件为准", 71)])
def test_people_say_which_record_is_right(qtbot, parted, way, value):
    assert "恢复" in parted.errors.page.words.text()
    press(qtbot, parted, way)
    session = parted.main_window.session
    assert parted.main_window.list.isVisible()
    assert session.report(1).value(CELL) == value
    trusted = DATA_FILE if value == 71 else JOURNAL
    last = session.store.events()[-1]
    assert (last.action, last.about["from"]) == ("recover", trusted)


def test_a_way_out_that_is_none_is_told(qtbot, parted, tmp_path):
    journal = tmp_path / "desk" / JOURNAL
    journal.write_bytes(journal.read_bytes().replace(b"72", b"73"))
    press(qtbot, parted, "按第二份记录恢复")
    assert parted.errors.page.isVisible()
    assert parted.errors.page.words.text().startswith("没有做成：")


@pytest.fixture
def damaged(copied, start, tmp_path):
    """The program on a data file in which somebody put 999 for the 72; its backup has 71, the journal all."""
    copied.frame.leave()
    with closing(sqlite3.connect(tmp_path / "desk" / DATA_FILE)) as db, db:
        db.execute("UPDATE figures SET figure = '999' WHERE place = ?", [CELL])
    return start()


@pytest.mark.parametrize(("is_with_later", "value"), [(True, 72), (False, 71)])
def test_a_desk_that_does_not_hold_is_put_back_to_a_copy(qtbot, damaged, tmp_path, is_with_later, value):
    assert "“商业企业”和修改记录里的不一样" in damaged.errors.page.words.text()
    press(qtbot, damaged, "从备份恢复…")
    dialog = read(shown(damaged, BackupDialog))
    assert not dialog.make_button.isVisible()
    if not is_with_later:
        qtbot.keyClick(dialog.as_it_was, Qt.Key.Key_Space)
        read(dialog)
    assert dialog.changes.toPlainText().splitlines() == [
        "2025 年 涿河区金牛山办事处：1 处不同。",
        f"　表三“一、本年新收政府信息公开申请数量”“商业企业”：999 → {value}",
    ]
    go_back(qtbot, dialog)
    assert damaged.main_window.list.isVisible()
    assert damaged.main_window.session.report(1).value(CELL) == value
    assert damaged.main_window.session.store.events()[-1].action == "restore"
    assert "恢复前的数据另存在数据文件夹里。" in shown(damaged, MessageDialog).words.text()
    assert list((tmp_path / "desk").glob(f"{DATA_FILE}.*.old"))


def test_what_cannot_be_read_at_all_is_put_back_whole(qtbot, damaged, tmp_path):
    for name in (DATA_FILE, JOURNAL):
        (tmp_path / "desk" / name).write_bytes(b"x" * 5000)
    (copy,) = list_backups(tmp_path / "desk" / "backups")
    copy.path.rename(tmp_path / "stick.sqlite3")
    press(qtbot, damaged, "再试一次")
    assert damaged.errors.page.isVisible()
    press(qtbot, damaged, "从备份恢复…")
    dialog = read(shown(damaged, BackupDialog))
    assert dialog.changes.toPlainText() == "还没有备份。"
    dialog.add(str(tmp_path / "stick.sqlite3"))
    read(dialog)
    qtbot.keyClick(dialog.as_it_was, Qt.Key.Key_Space)
    read(dialog)
    assert "现在没有，或者读不出来，恢复后会回来" in dialog.changes.toPlainText()
    go_back(qtbot, dialog)
    assert damaged.main_window.session.report(1).value(CELL) == 71


def test_a_going_back_that_fails_leaves_the_ways_out(qtbot, damaged, tmp_path):
    press(qtbot, damaged, "从备份恢复…")
    dialog = read(shown(damaged, BackupDialog))
    (copy,) = list_backups(tmp_path / "desk" / "backups")
    qtbot.keyClick(dialog.restore_button, Qt.Key.Key_Space)
    whole = copy.path.read_bytes()
    copy.path.write_bytes(b"spoilt meanwhile")
    qtbot.keyClick(shown(dialog, RestoreDialog).restore_button, Qt.Key.Key_Space)
    assert damaged.errors.page.isVisible()
    assert str(copy.path) in shown(damaged, MessageDialog).words.text()
    shown(damaged, MessageDialog).close()
    copy.path.write_bytes(whole)
    press(qtbot, damaged, "从备份恢复…")
    again = read(shown(damaged, BackupDialog))
    copy.path.write_bytes(b"spoilt before it was asked")
    qtbot.keyClick(again.restore_button, Qt.Key.Key_Space)
    assert str(copy.path) in again.answer.text()
    assert all_shown(again, RestoreDialog) == []


def test_two_records_that_part_may_be_put_back_to_a_copy_too(qtbot, copied, start, tmp_path):
    folder = tmp_path / "desk"
    copied.frame.leave()
    (folder / JOURNAL).write_bytes((folder / JOURNAL).read_bytes().replace(b'72,"at"', b'73,"at"'))
    parted = start()
    assert "对不上" in parted.errors.page.findChild(QLabel, "heading").text()
    press(qtbot, parted, "从备份恢复…")
    dialog = read(shown(parted, BackupDialog))
    assert "之后的修改接不上" in dialog.changes.toPlainText()
    qtbot.keyClick(dialog.as_it_was, Qt.Key.Key_Space)
    read(dialog)
    assert "72 → 71" in dialog.changes.toPlainText()
    go_back(qtbot, dialog)
    assert parted.main_window.session.report(1).value(CELL) == 71


def test_what_was_brought_back_is_said_once_when_the_desk_opens(at_work, make_window, tmp_path):
    at_work.frame.leave()
    (tmp_path / "desk" / JOURNAL).unlink()
    window = make_window()
    box = shown(window, MessageDialog)
    assert "第二份记录（desk.journal）不见了" in box.words.text()


def test_a_second_record_that_cannot_be_written_is_said_while_it_lasts(at_work):
    at_work.session.store.journal.warning = "第二份记录不能写入。"
    at_work._show_journal_warning()
    assert at_work.journal_warning.isVisible()
    assert at_work.journal_warning.toolTip() == "第二份记录不能写入。"
    set_cell(at_work, 71)
    assert not at_work.journal_warning.isVisible()
