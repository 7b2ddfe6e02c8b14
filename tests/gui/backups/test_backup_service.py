"""Copies at the end of the day and at its start, a second place, and what differs from a copy, in words."""

from datetime import timedelta

import pytest
from backup_dialogs import CELL, open_copies, set_cell
from dialogs import press, shown
from PySide6.QtWidgets import QFileDialog

from disclosure_desk.core.report import UNIT, Change
from disclosure_desk.gui.backups import backup_service
from disclosure_desk.gui.backups.backup_service import BackupService
from disclosure_desk.gui.backups.offline_backups import difference_lines
from disclosure_desk.gui.backups.restore_dialog import RestoreChoice
from disclosure_desk.gui.widgets.message_dialog import MessageDialog
from disclosure_desk.store.backup.backup import list_backups
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.recovery.restore import ReportDifference

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


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
    made = BackupService(session)
    assert made.make_daily() == ""  # the list fills meanwhile, below what would be said here
    assert made.make() == "还没有内容，不用备份。"


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


def test_a_daily_copy_that_fails_is_told(at_work, monkeypatch):
    def fail():
        raise StoreError("没有备份成：磁盘满了。")

    monkeypatch.setattr(at_work.features.backups.service, "make_daily", fail)
    at_work.features.backups._make_daily()
    assert "磁盘满了" in shown(at_work, MessageDialog).words.text()
