"""The dialog of the copies of an open desk: what going back would change, and going back."""

from datetime import datetime
from threading import Event

import pytest
import shiboken6
from backup_dialogs import CELL, go_back, open_copies, read
from dialogs import shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from disclosure_desk.core.stopping import StoppedError
from disclosure_desk.gui.backups import backup_service
from disclosure_desk.gui.backups.backup_dialog import BackupDialog
from disclosure_desk.gui.backups.restore_dialog import RestoreChoice, RestoreDialog
from disclosure_desk.gui.shell import startup_error_pages
from disclosure_desk.gui.widgets.message_dialog import MessageDialog
from disclosure_desk.store.backup.backup import Backup, list_backups
from disclosure_desk.store.deleted_drafts import delete_draft
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.operators import pin_setting

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


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
