"""What goes out is recorded, and before it does the sealed files are looked at."""

import shutil
from datetime import datetime

import pytest
from dialogs import shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from disclosure_desk.archive.sealing import SealCandidate, seal
from disclosure_desk.checks.check_settings import approval_steps
from disclosure_desk.checks.stages import Stage
from disclosure_desk.core.report import new_report
from disclosure_desk.gui.export.export_dialog import ExportDialog
from disclosure_desk.gui.pages.preview import Preview
from disclosure_desk.gui.widgets.message_dialog import MessageDialog
from disclosure_desk.store.backup import packages
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.store import Store
from disclosure_desk.writers.archive_record import digest
from disclosure_desk.writers.page_settings import PageSettings

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

NOW = datetime.fromisoformat("2026-01-20T17:30:00+08:00")


def last(window):
    event = window.session.store.events()[-1]
    return event.action, event.report, dict(event.about)


@pytest.fixture(scope="session")
def sealed_folder(tmp_path_factory, form, full_places):
    """A data folder in which the full report is sealed; made once, for that takes a second."""
    folder = tmp_path_factory.mktemp("sealed")
    report = new_report(form, "涿河区金牛山办事处", 2025, full_places)
    with Store.open(folder) as store:
        store.create(report)
        for step in approval_steps(form):
            store.record_act(1, "approve", {"step": step, "name": "甲", "opinion": "同意", "digest": digest(report)})
        seal(store, 1, SealCandidate(report, (), PageSettings()), approval_steps(form), NOW)
    return folder


@pytest.fixture
def spoilt(qtbot, sealed_folder, make_window, tmp_path):
    """The window on a desk whose sealed package was changed by a byte."""
    shutil.copytree(sealed_folder, tmp_path / "desk")
    (path,) = (tmp_path / "desk" / "archive").iterdir()
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[1000] ^= 1
    path.write_bytes(content)
    window = make_window()
    qtbot.waitUntil(lambda: window.session.is_open)
    return window


def test_each_exported_file_is_recorded_with_the_reports_digest(at_work, tmp_path):
    at_work.actions["export"].trigger()
    dialog = shown(at_work, ExportDialog)
    dialog.folder.setText(str(tmp_path))
    for ending, box in dialog.boxes.items():
        box.setChecked(ending == ".html")
    dialog.export()
    document = at_work.report_page.document
    told = {"file": "涿河区金牛山办事处_2025_政府信息公开年报.html", "digest": digest(document.report)}
    assert last(at_work) == ("export", document.report_id, told)


def test_the_web_code_is_recorded(at_work):
    at_work.actions["fragment"].trigger()
    assert last(at_work)[2]["file"] == "网页代码"


def test_what_the_preview_saves_and_prints_is_recorded(qtbot, at_work, tmp_path):
    at_work.actions["preview"].trigger()
    preview = shown(at_work, Preview)
    qtbot.waitUntil(lambda: preview.pane.view.is_complete)
    preview.save(tmp_path / "a.pdf")
    assert last(at_work)[::2] == ("export", {"file": "a.pdf", "digest": digest(at_work.report_page.document.report)})
    preview._end("已送到打印机。")
    assert last(at_work)[0] == "print"
    assert last(at_work)[2]["result"] == "已送到打印机。"


def test_an_entry_that_cannot_be_made_is_told(at_work, monkeypatch):
    def fail(*_):
        raise StoreError("磁盘满了。")

    monkeypatch.setattr(at_work.session.store, "record_act", fail)
    at_work.actions["fragment"].trigger()
    assert shown(at_work, MessageDialog).words.text() == "磁盘满了。"


def test_a_sealed_file_that_was_changed_is_named_when_the_desk_opens(spoilt):
    assert "被改过：和定稿时的摘要不符" in shown(spoilt, MessageDialog).words.text()


@pytest.mark.parametrize(("answer", "count"), [("照样继续", 1), ("取消", 0)])
def test_and_again_before_the_report_goes_out(spoilt, answer, count):
    shown(spoilt, MessageDialog).close()
    spoilt.session.open_report(1)
    spoilt.actions["export"].trigger()
    box = shown(spoilt, MessageDialog)
    assert "被改过" in box.words.text()
    next(button for button in box.findChildren(QPushButton) if button.text() == answer).click()
    assert sum(dialog.isVisible() for dialog in spoilt.frame.findChildren(ExportDialog)) == count


def test_a_sealed_file_that_was_changed_is_not_shown_as_sound(spoilt):
    assert spoilt.list.table.item(0, 3).text() == "已定稿，但档案包不符"


@pytest.fixture
def copied_and_spoilt(qtbot, sealed_folder, make_window, tmp_path):
    """The same with a whole copy of the package among the copies."""
    folder = tmp_path / "desk"
    shutil.copytree(sealed_folder, folder)
    with Store.open(folder) as store:
        store.back_up(NOW)
    (path,) = (folder / "archive").iterdir()
    path.chmod(0o644)
    path.write_bytes(b"changed")
    window = make_window()
    qtbot.waitUntil(lambda: window.session.is_open)
    return window


@pytest.mark.parametrize(("is_full", "state"), [(False, "已定稿"), (True, "已定稿，但档案包不符")])
def test_its_whole_copy_is_put_back_when_the_clerk_says_so(copied_and_spoilt, monkeypatch, is_full, state):
    box = shown(copied_and_spoilt, MessageDialog)
    if is_full:
        monkeypatch.setattr(packages.shutil, "copyfile", fail_full)
    next(button for button in box.findChildren(QPushButton) if button.text() == "换回完好的一份").click()
    assert ("磁盘满了" if is_full else "已换成") in shown(copied_and_spoilt, MessageDialog).words.text()
    assert copied_and_spoilt.list.table.item(0, 3).text() == state


def test_nor_is_it_on_its_page_where_the_verdict_leads_to_the_whole_copy(qtbot, copied_and_spoilt):
    window = copied_and_spoilt
    shown(window, MessageDialog).close()
    window.session.open_report(1)
    path = window.report_page.path
    qtbot.waitUntil(lambda: path.stages[Stage.SEAL].accessibleName() == "定稿，必须改 档案包不符")
    qtbot.mouseClick(path.next_button, Qt.MouseButton.LeftButton)
    box = shown(window, MessageDialog)
    assert "完好的一份在" in box.words.text()
    next(button for button in box.findChildren(QPushButton) if button.text() == "换回完好的一份").click()
    qtbot.waitUntil(lambda: path.stages[Stage.SEAL].accessibleName() == "定稿，第 1 版，完成")


def test_where_there_is_no_whole_copy_the_verdict_says_so(qtbot, spoilt):
    shown(spoilt, MessageDialog).close()
    spoilt.session.open_report(1)
    qtbot.mouseClick(spoilt.report_page.path.next_button, Qt.MouseButton.LeftButton)
    box = shown(spoilt, MessageDialog)
    assert "备份里也没有完好的一份" in box.words.text()
    assert "换回完好的一份" not in [button.text() for button in box.findChildren(QPushButton)]


def fail_full(*_):
    raise OSError(28, "no", "x")


@pytest.mark.parametrize("action", ["trail", "preview"])
def test_nor_is_its_record_shown_on_rows_that_do_not_hold(at_work, action):
    with at_work.session.store.connection_for_tests as db:
        db.execute("UPDATE figures SET figure = '9' WHERE place = 'requests.received.business'")
    at_work.actions[action].trigger()
    assert "和修改记录里的不一样" in shown(at_work, MessageDialog).words.text()


def test_a_figure_changed_behind_the_record_stands_in_the_way_too(at_work):
    with at_work.session.store.connection_for_tests as db:
        db.execute("UPDATE figures SET figure = '9' WHERE place = 'requests.received.business'")
    at_work.actions["export"].trigger()
    assert (
        "表三“一、本年新收政府信息公开申请数量”“商业企业”和修改记录里的不一样"
        in shown(at_work, MessageDialog).words.text()
    )
