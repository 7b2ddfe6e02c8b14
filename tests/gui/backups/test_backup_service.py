"""Copies at the end of the day and at its start, a second place, going back, and what is told when the desk opens."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from threading import Event

import pytest
import shiboken6
from dialogs import all_shown, press, shown
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from disclosure_desk.core.report import UNIT, Change
from disclosure_desk.core.stopping import StoppedError
from disclosure_desk.gui.backups import backup_service, offline_backups
from disclosure_desk.gui.backups.backup_dialog import BackupDialog
from disclosure_desk.gui.backups.backup_service import BackupService
from disclosure_desk.gui.backups.offline_backups import OfflinePins, difference_lines
from disclosure_desk.gui.backups.restore_dialog import RestoreChoice, RestoreDialog
from disclosure_desk.gui.shell import startup_error_pages
from disclosure_desk.gui.widgets.message_dialog import MessageDialog
from disclosure_desk.gui.widgets.work_apart import WorkApart
from disclosure_desk.store.backup.backup import Backup, list_backups
from disclosure_desk.store.deleted_drafts import delete_draft
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.events.pin_tries import PinTries
from disclosure_desk.store.operators import Operators, pin_setting
from disclosure_desk.store.paths import DATA_FILE, JOURNAL
from disclosure_desk.store.recovery.restore import ReportDifference
from disclosure_desk.store.settings import SECRET

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

CELL = "requests.received.business"


def set_cell(window, value):
    assert window.report_page.document.set_value(CELL, value)


@pytest.fixture
def copied(at_work, monkeypatch):
    """A desk with a copy, made a moment ago, in which the cell was 71; it is 72 now."""
    set_cell(at_work, 71)
    before = backup_service._now() - timedelta(seconds=2)
    monkeypatch.setattr(backup_service, "_now", lambda: before)
    at_work.features.backups.service.make()
    set_cell(at_work, 72)
    return at_work


def read(dialog):
    """Wait until the backup that is chosen is read, in a thread of its own."""
    for _ in range(1000):
        if not dialog.findChild(WorkApart).is_busy:
            return dialog
        QTest.qWait(5)
    raise AssertionError(dialog.changes.toPlainText())


def open_copies(window):
    window.actions["backup"].trigger()
    return read(shown(window, BackupDialog))


def go_back(qtbot, dialog):
    """Ask for the chosen copy, and say that it is meant."""
    qtbot.keyClick(dialog.restore_button, Qt.Key.Key_Space)
    qtbot.keyClick(shown(dialog, RestoreDialog).restore_button, Qt.Key.Key_Space)


def test_closing_makes_a_copy(at_work, tmp_path):
    at_work.frame.close()
    assert len(list_backups(tmp_path / "desk" / "backups")) == 1


def test_a_copy_that_cannot_be_made_is_told_before_the_window_goes(qtbot, at_work, monkeypatch):
    def fail(*_, **__):
        raise StoreError("没有备份成：磁盘满了。")

    monkeypatch.setattr(at_work.session.store, "back_up", fail)
    at_work.frame.close()
    assert at_work.frame.isVisible()
    assert shown(at_work, MessageDialog).more.text() == "没有备份成：磁盘满了。"
    press(qtbot, at_work, "不备份，退出")
    assert not at_work.frame.isVisible()


def test_the_first_start_of_a_day_makes_a_copy_and_the_second_none(session, full_report, monkeypatch, tmp_path):
    report_id, made = session.take_in(full_report), BackupService(session)
    assert made.make_daily().startswith("已备份")
    session.store.apply(report_id, [Change(CELL, full_report.value(CELL), 71)], "edit")
    assert made.make_daily() == ""
    tomorrow = backup_service._now() + timedelta(days=1)
    monkeypatch.setattr(backup_service, "_now", lambda: tomorrow)
    assert made.make_daily().startswith("已备份")
    assert made.make() == "上次备份以后没有改动，不用再备份。"
    assert len(list_backups(tmp_path / "desk" / "backups")) == 2


def test_a_desk_without_a_copy_is_not_said_to_have_one(session):
    assert BackupService(session).make_daily() == "还没有内容，不用备份。"


def test_a_newest_copy_that_is_spoilt_is_made_anew_at_the_next_start_and_said(at_work, make_window, tmp_path):
    at_work.frame.close()
    (copy,) = list_backups(tmp_path / "desk" / "backups")
    content = bytearray(copy.path.read_bytes())
    content[9000] ^= 1
    copy.path.write_bytes(content)
    window = make_window()
    said = "最新的备份不见了或者坏了，已重新做一份。已备份："
    assert BackupService(window.session).make_daily().startswith(
        said
    ) or window.frame.statusBar().currentMessage().startswith(said)
    assert window.session.store.has_newest_backup()


def test_after_going_back_no_copy_is_said_to_be_lost_that_the_program_removed_itself(qtbot, copied):
    service = copied.features.backups.service
    service.make()
    newest, *older = (one.path for one in service.listed())
    for path in older:  # as the program does with all but one a day of those that nobody asked for
        path.unlink()
    copied.restore_wanted.emit(RestoreChoice(newest, replay=False))
    status = copied.frame.statusBar().currentMessage
    qtbot.waitUntil(lambda: "已备份" in status())
    assert status().startswith("已备份：")


def test_a_second_place_gets_the_same_while_it_is_there(at_work, tmp_path):
    dialog = open_copies(at_work)
    dialog.choose_button.click()
    (tmp_path / "stick").mkdir()
    shown(dialog, QFileDialog).fileSelected.emit(str(tmp_path / "stick"))
    assert dialog.second.text() == str(tmp_path / "stick")
    dialog.make_button.click()
    assert dialog.answer.text().startswith("已备份")
    assert len(list_backups(tmp_path / "stick" / f"backups-{at_work.session.store.file_id[:8]}")) == 1
    dialog.use_second(str(tmp_path / "gone"))
    set_cell(at_work, 71)
    dialog.make_button.click()
    assert "现在不在，没有备份到那里" in dialog.answer.text()
    dialog.none_button.click()
    assert at_work.session.settings["backup.place"] == ""


def test_what_would_change_is_shown_before_and_done_when_wanted(qtbot, copied):
    copied.session.store.actor = Actor("李某", "clerk")
    dialog = open_copies(copied)
    assert dialog.changes.toPlainText().startswith("报告和现在完全一样。\n")
    qtbot.keyClick(dialog.as_it_was, Qt.Key.Key_Space)
    read(dialog)
    assert dialog.changes.toPlainText().splitlines() == [
        "2025 年 涿河区金牛山办事处：1 处不同。",
        "　表三“一、本年新收政府信息公开申请数量”“商业企业”：72 → 71",
    ]
    report_id = copied.report_page.document.report_id
    go_back(qtbot, dialog)
    assert copied.session.report(report_id).value(CELL) == 71
    assert copied.report_page is None
    assert copied.list.table.rowCount() == 1
    assert copied.session.store.actor.operator == "李某"
    (event,) = [event for event in copied.session.store.events() if event.action == "restore"]
    assert (event.by, event.about["replayed"]) == ("李某", 0)
    assert "回到了那一刻" in shown(copied, MessageDialog).words.text()


def test_going_back_is_stopped_and_says_so(qtbot, copied, monkeypatch):
    def stopped(*_, progress, **_names):
        progress(0, 1)
        raise StoppedError

    monkeypatch.setattr(startup_error_pages, "roll_back", stopped)
    report_id = copied.report_page.document.report_id
    go_back(qtbot, open_copies(copied))
    assert shown(copied, MessageDialog).words.text() == "已停止，没有恢复备份。报告和原来一样。"
    assert copied.session.report(report_id).value(CELL) == 72
    assert not [event for event in copied.session.store.events() if event.action == "restore"]


@pytest.fixture
def gate(monkeypatch):
    """A backup is read only once the gate is open."""
    opened, plain = Event(), backup_service.read_past
    monkeypatch.setattr(backup_service, "read_past", lambda path: opened.wait(10) and plain(path))
    yield opened
    opened.set()


def test_while_a_backup_is_read_the_dialog_answers_and_shows_what_was_chosen_last(qtbot, copied, gate):
    copied.actions["backup"].trigger()
    dialog = shown(copied, BackupDialog)
    assert dialog.changes.toPlainText() == "正在读这份备份……"
    qtbot.keyClick(dialog.as_it_was, Qt.Key.Key_Space)
    assert dialog.as_it_was.isChecked()
    assert not dialog.restore_button.isEnabled()
    gate.set()
    read(dialog)
    assert "72 → 71" in dialog.changes.toPlainText()
    assert dialog.restore_button.isEnabled()


@pytest.mark.parametrize("leave", ["the dialog", "the program"])
def test_left_while_a_backup_is_read_nothing_follows(qtbot, copied, gate, leave):
    copied.actions["backup"].trigger()
    dialog = shown(copied, BackupDialog)
    if leave == "the dialog":
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        copied.frame.leave()
    gate.set()
    qtbot.wait(50)
    assert copied.session.is_open == (leave == "the dialog")


def test_going_back_asks_first_and_is_not_what_enter_does(qtbot, copied):
    dialog = open_copies(copied)
    assert not dialog.restore_button.isDefault()
    qtbot.keyClick(dialog.as_it_was, Qt.Key.Key_Space)
    read(dialog)
    qtbot.keyClick(dialog.restore_button, Qt.Key.Key_Space)
    asked = shown(dialog, RestoreDialog)
    said = "\n".join(label.text() for label in asked.findChildren(QLabel))
    assert "72 → 71" in said
    assert "备份之后的修改不再算数" in said
    assert asked.cancel_button.isDefault()
    qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Return)
    assert not asked.isVisible()
    assert dialog.isVisible()
    assert copied.session.report(1).value(CELL) == 72


def test_where_the_office_has_people_a_pin_is_asked_and_who_went_back_is_recorded(qtbot, copied, compared):
    copied.session.keep({"operators": "李某\n王某", **pin_setting("李某", "246810")})
    copied.features.backups.service.make()
    copied.session.store.actor = Actor("李某", "clerk")
    dialog = open_copies(copied)
    qtbot.keyClick(dialog.restore_button, Qt.Key.Key_Space)
    asked = shown(dialog, RestoreDialog)
    assert asked.focusWidget() is asked.form.pin
    assert asked.cancel_button.isDefault()  # though the keyboard is elsewhere
    for pin, is_done in (("1111", False), ("246810", True)):
        asked.form.pin.setText(pin)
        qtbot.keyClick(asked.form.pin, Qt.Key.Key_Return)
        compared()
        assert shiboken6.isValid(asked) != is_done
    events = copied.session.store.events()
    last = [event for event in events if event.action != "backup"][-1]  # the day's, once the desk is open again
    assert (last.action, last.by) == ("restore", "李某")
    assert [event.about["for"] for event in events if event.action == "pin"] == ["从备份恢复"] * 2


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


def test_copies_of_one_day_are_told_apart(copied):
    service = copied.features.backups.service
    service.make_at_end()
    dialog = open_copies(copied)
    labels = [dialog.list.item(row).text().split("\n") for row in range(dialog.list.count())]
    assert len({how for _, how in labels}) == len(labels)
    assert [how.partition("，")[0] for _, how in labels].count("自己点的") == 1
    unknown = Backup(copied.session.folder / "backups" / "desk-20200101-000000.sqlite3", datetime(2020, 1, 1))  # noqa: DTZ001 - as a backup has it
    assert service.label(unknown) == "2020-01-01 00:00:00\n没有登记"


def test_unless_told_otherwise_what_happened_later_happens_again(qtbot, copied):
    dialog = open_copies(copied)
    go_back(qtbot, dialog)
    assert copied.session.report(1).value(CELL) == 72
    assert copied.session.store.events()[-1].about["replayed"] == 1
    assert "之后的修改也重做了" in shown(copied, MessageDialog).words.text()


def test_a_copy_from_before_an_earlier_going_back_can_only_be_gone_back_to_as_it_was(qtbot, copied):
    copied.features.backups.service.make()
    oldest = copied.features.backups.service.listed()[-1].path
    copied.restore_wanted.emit(RestoreChoice(oldest, replay=False))
    shown(copied, MessageDialog).close()
    dialog = open_copies(copied)
    dialog.list.setCurrentRow(0)
    read(dialog)
    assert "之后的修改接不上" in dialog.changes.toPlainText()
    assert not dialog.restore_button.isEnabled()
    qtbot.keyClick(dialog.as_it_was, Qt.Key.Key_Space)
    read(dialog)
    assert dialog.restore_button.isEnabled()
    go_back(qtbot, dialog)
    assert copied.session.report(1).value(CELL) == 72


def test_copies_in_the_second_place_are_offered_where_they_are_not_here(copied, tmp_path):
    (tmp_path / "stick").mkdir()
    copied.features.backups.service.keep_second(str(tmp_path / "stick"))
    copied.features.backups.service.make()
    for backup in list_backups(tmp_path / "desk" / "backups")[:1]:
        backup.path.unlink()
    dialog = open_copies(copied)
    assert dialog.list.item(0).text().partition("\n")[0].endswith("（第二处）")
    assert dialog.restore_button.isEnabled()


def test_a_copy_of_a_lost_machine_is_chosen_as_a_file(qtbot, copied, tmp_path, make_window):
    (copy,) = list_backups(tmp_path / "desk" / "backups")
    path = copy.path.rename(tmp_path / "旧 电脑.sqlite3")
    copied.frame.leave()
    (tmp_path / "desk").rename(tmp_path / "gone")
    window = make_window()
    qtbot.waitUntil(lambda: window.session.is_open)
    dialog = open_copies(window)
    dialog.elsewhere_button.click()
    shown(dialog, QFileDialog).fileSelected.emit(str(path))
    qtbot.keyClick(dialog.as_it_was, Qt.Key.Key_Space)
    read(dialog)
    assert "现在没有，恢复后会回来" in dialog.changes.toPlainText()
    go_back(qtbot, dialog)
    assert window.session.report(1).value(CELL) == 71


def test_reports_that_come_and_go_and_long_lists_are_told(copied):
    copied.session.create("新镇", 2024)
    document = copied.report_page.document
    cells = [cell for cell in document.report.cells if cell.startswith("requests.outcome.denied")][:20]
    document.edit([Change(cell, document.report.value(cell), 5) for cell in cells])
    document.edit([Change(UNIT, document.report.unit, "旧镇")])
    told = copied.features.backups.service.preview(copied.features.backups.service.listed()[0].path, replay=False)()()
    assert "2024 年 新镇：备份里没有这份报告，恢复后会从列表里消失。" in told
    assert any("机关全称：旧镇 → 涿河区金牛山办事处" in line for line in told)
    assert told[-1].startswith("　还有 ")


@pytest.mark.parametrize(
    ("sides", "said"),
    [
        ((True, True, False, True), ["草稿 2024 年 某镇：现在已删除，恢复后会回到列表里。"]),
        (
            (True, True, True, False),
            ["草稿 2024 年 某镇：做备份时已删除，恢复后会从列表里消失，可以在“打开归档”里找回。"],
        ),
        ((True, False, False, False), ["2024 年 某镇：已删除的草稿，备份里没有，恢复后不能再找回。"]),
        ((False, True, False, False), ["2024 年 某镇：现在没有，恢复后是已删除的草稿，可以在“打开归档”里找回。"]),
    ],
)
def test_deleted_drafts_are_told_where_they_go(sides, said):
    assert difference_lines([ReportDifference("某镇", 2024, (), *sides)], "现在没有") == said


def test_a_draft_deleted_since_is_said_to_come_back_before_it_does(qtbot, copied):
    copied.session.create("新镇", 2024)
    (report_id,) = (one.id for one in copied.session.store.reports() if one.unit == "新镇")
    copied.features.backups.service.make()
    copied.session.close_report()
    delete_draft(copied.session.store, report_id, "建错了")
    dialog = open_copies(copied)
    qtbot.keyClick(dialog.as_it_was, Qt.Key.Key_Space)
    read(dialog)
    assert dialog.changes.toPlainText() == "草稿 2024 年 新镇：现在已删除，恢复后会回到列表里。"
    go_back(qtbot, dialog)
    assert copied.list.table.rowCount() == 2


def test_a_copy_that_does_not_hold_cannot_be_gone_back_to(copied):
    path = copied.features.backups.service.listed()[0].path
    path.write_bytes(b"SQLite format 3\0" + bytes(5000))
    dialog = open_copies(copied)
    assert str(path) in dialog.changes.toPlainText()
    assert not dialog.restore_button.isEnabled()


def test_no_copy_yet_is_said(at_work, tmp_path):
    for backup in list_backups(tmp_path / "desk" / "backups"):  # the day's
        backup.path.unlink()
    dialog = open_copies(at_work)
    assert dialog.changes.toPlainText() == "还没有备份。"
    assert not dialog.restore_button.isEnabled()


def test_what_could_not_be_done_is_told_in_the_dialog(at_work, monkeypatch):
    def fail(*_, **__):
        raise StoreError("磁盘满了。")

    dialog = open_copies(at_work)
    monkeypatch.setattr(at_work.session.store, "back_up", fail)
    dialog.make_button.click()
    assert dialog.answer.text() == "磁盘满了。"
    dialog.answer.clear()
    monkeypatch.setattr(at_work.session.store, "put_settings", fail)
    dialog.use_second("/x")
    assert dialog.answer.text() == "磁盘满了。"
    assert dialog.second.text() == ""


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
    at_work.session.store.journal_warning = "第二份记录不能写入。"
    at_work._show_journal_warning()
    assert at_work.journal_warning.isVisible()
    assert at_work.journal_warning.toolTip() == "第二份记录不能写入。"
    set_cell(at_work, 71)
    assert not at_work.journal_warning.isVisible()


def test_a_daily_copy_that_fails_is_told(at_work, monkeypatch):
    def fail():
        raise StoreError("没有备份成：磁盘满了。")

    monkeypatch.setattr(at_work.features.backups.service, "make_daily", fail)
    at_work.features.backups._make_daily()
    assert "磁盘满了" in shown(at_work, MessageDialog).words.text()
