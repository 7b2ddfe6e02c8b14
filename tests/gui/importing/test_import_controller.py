import gc
import os
import signal
import stat
from pathlib import Path

import pytest
from clerk_keys import confirming_at, events, refuse, type_keys, value
from dialogs import all_shown, dialog_of, press
from processes import is_running
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from disclosure_desk.core.report import Change
from disclosure_desk.gui.importing import file_import, import_process
from disclosure_desk.gui.importing.review_dialog import ReviewDialog
from disclosure_desk.gui.widgets.message_dialog import MessageDialog
from disclosure_desk.gui.widgets.wait_dialog import WaitDialog
from disclosure_desk.writers import render_file, write

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

UNIT = "涿河区金牛山办事处"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key


@pytest.fixture
def confirming(qtbot, window, doubtful):
    """The confirm screen over a file with two doubts."""
    window.features.imports.file_import.take(doubtful)
    return confirming_at(qtbot, window)


def imported(qtbot, window):
    qtbot.waitUntil(lambda: window.report_page is not None)


def test_a_clear_file_is_taken_in_at_once_and_said(qtbot, window, pasted_path):
    window.features.imports.file_import.take(pasted_path)
    imported(qtbot, window)
    assert (
        window.frame.statusBar()
        .currentMessage()
        .startswith(f"已导入“{UNIT}2025年政府信息公开工作年度报告”：读到 8 段文字、200 个数")
    )
    assert window.report_page.path.next_button.text().strip() == "说明 3 处"


def test_an_import_is_one_step_whose_undo_gives_the_blank_report(qtbot, window, pasted_path):
    window.features.imports.file_import.take(pasted_path)
    imported(qtbot, window)
    trail = events(window)
    assert trail[0] == ("import",)
    assert {one[0] for one in trail[1:]} == {"update"}
    assert ("update", "requests.received.total", None, 3) in trail
    window.actions["undo"].trigger()
    assert not any(window.report_page.document.report.texts.values())
    assert all(figure is None for figure in window.report_page.document.report.cells.values())
    window.actions["redo"].trigger()
    assert value(window, "requests.received.total") == 3


def test_taking_in_the_same_file_again_opens_the_report(qtbot, window, pasted_path):
    window.features.imports.file_import.take(pasted_path)
    imported(qtbot, window)
    first = window.report_page.document.report_id
    window.session.close_report()
    window.features.imports.file_import.take(pasted_path)
    imported(qtbot, window)
    assert window.report_page.document.report_id == first
    assert len(window.session.store.reports()) == 1


def test_import_by_the_menu_offers_every_kind_of_file_that_can_be_read(qtbot, window, pasted_path):
    window.actions["import"].trigger()
    chooser = dialog_of(qtbot, window, QFileDialog)
    assert all(f"*{ending}" in chooser.nameFilters()[0] for ending in file_import.ENDINGS)
    chooser.fileSelected.emit(str(pasted_path))
    imported(qtbot, window)
    window.actions["import"].trigger()
    again = next(one for one in all_shown(window, QFileDialog) if one is not chooser)
    assert Path(again.directory().path()) == pasted_path.parent


def test_a_changed_file_updates_the_report_after_asking_and_can_be_undone(qtbot, at_work, full_report, tmp_path):
    full_report.apply([Change("requests.received.business", full_report.value("requests.received.business"), 0)])
    write(full_report, tmp_path / "年报.json")
    before = value(at_work, "requests.received.business")
    at_work.features.imports.file_import.take(tmp_path / "年报.json")
    press(qtbot, dialog_of(qtbot, at_work, MessageDialog), "更新")
    assert value(at_work, "requests.received.business") == 0
    at_work.report_page.undo()
    assert value(at_work, "requests.received.business") == before


def test_a_changed_file_leaves_the_report_alone_when_so_chosen(qtbot, at_work, full_report, tmp_path):
    full_report.apply([Change("problems", full_report.value("problems"), "别的")])
    write(full_report, tmp_path / "年报.json")
    at_work.features.imports.file_import.take(tmp_path / "年报.json")
    press(qtbot, dialog_of(qtbot, at_work, MessageDialog), "不更新，用原来的")
    assert value(at_work, "problems") != "别的"


def test_nothing_is_stored_before_the_clerk_confirms(qtbot, window, confirming):
    assert confirming.counter.text() == "还有 2 处没看"
    assert window.session.store.reports() == ()
    qtbot.keyClick(confirming.list, KEY.Key_Escape)
    assert not confirming.isVisible()
    assert window.session.store.reports() == ()


def test_doubts_are_accepted_and_corrected_by_keys_and_taken_in_as_one_step(qtbot, window, confirming):
    type_keys(confirming, "7", KEY.Key_Return, KEY.Key_Return)
    assert confirming.counter.text() == "都看过了"
    assert QApplication.focusWidget() is confirming.import_button
    type_keys(confirming, KEY.Key_Return)
    imported(qtbot, window)
    assert value(window, "proactive.penalty.decisions") == 7
    assert value(window, "proactive.compulsion.decisions") == 3
    assert ("update", "proactive.penalty.decisions", None, 7) in events(window)
    window.actions["undo"].trigger()
    assert value(window, "proactive.penalty.decisions") is None


def test_what_was_read_and_what_was_corrected_both_stand_in_the_record(qtbot, window, confirming):
    type_keys(confirming, KEY.Key_Down, "4", KEY.Key_Return)
    type_keys(confirming, KEY.Key_Return, modifier=CONTROL)
    imported(qtbot, window)
    place = "proactive.compulsion.decisions"
    assert [one for one in events(window) if place in one] == [("update", place, None, 3), ("update", place, 3, 4)]
    window.actions["undo"].trigger()
    assert value(window, place) is None


def test_unseen_doubts_may_be_taken_in_and_stay_as_notes(qtbot, window, confirming):
    assert confirming.import_button.text() == "还有 2 处没看，先导入"
    qtbot.mouseClick(confirming.import_button, Qt.MouseButton.LeftButton)
    imported(qtbot, window)
    noted = {note.place for note in window.report_page.document.report.notes}
    assert noted == {"proactive.penalty.decisions", "proactive.compulsion.decisions"}


def test_a_file_that_is_no_report_is_refused_with_its_name(qtbot, window, tmp_path):
    (tmp_path / "照片.txt").write_bytes(bytes(range(256)) * 40)
    window.features.imports.file_import.take(tmp_path / "照片.txt")
    box = dialog_of(qtbot, window, MessageDialog)
    assert box.words.text().startswith("照片.txt：")
    press(qtbot, box, "知道了")
    assert window.session.store.reports() == ()


@pytest.mark.parametrize("name", ["没有.txt", "很长" * 40 + ".txt"])
def test_a_file_that_has_gone_meanwhile_is_told(qtbot, window, tmp_path, name):
    window.features.imports.file_import.take(tmp_path / name)
    assert dialog_of(qtbot, window, MessageDialog).words.text() == f"{name}：没有这个文件。"


@pytest.mark.skipif(os.name != "posix", reason="needs a pipe")
def test_a_pipe_is_refused_and_does_not_hold_up_the_window(qtbot, window, tmp_path):
    os.mkfifo(tmp_path / "年报.txt")
    window.features.imports.file_import.take(tmp_path / "年报.txt")
    assert dialog_of(qtbot, window, MessageDialog).words.text().startswith("年报.txt：这是设备或者管道")


@pytest.mark.parametrize("path", ["/", "."])
def test_a_folder_is_refused_by_its_name(qtbot, window, path):
    window.features.imports.file_import.take(Path(path))
    assert dialog_of(qtbot, window, MessageDialog).words.text() == f"{path}：这是文件夹，不是文件。"


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
@pytest.mark.usefixtures("read_by_a_process")
def test_an_import_that_hangs_is_called_off(qtbot, window, pasted_path, monkeypatch):
    """As one does on a share that does not answer: the window never looks at the file itself."""
    monkeypatch.setattr(import_process, "_FAREWELL", 10)
    with monkeypatch.context() as hanging:
        for name in ("stat", "open", "read_bytes"):
            hanging.setattr(Path, name, None)
        window.features.imports.file_import.take(pasted_path)
    os.kill(window.features.imports.file_import._process._process._number, signal.SIGSTOP)
    press(qtbot, dialog_of(qtbot, window, WaitDialog), "取消")
    assert window.frame.statusBar().currentMessage() == "已取消，没有导入。"
    window.features.imports.file_import.take(pasted_path)
    imported(qtbot, window)


def test_a_file_under_a_long_chinese_path_is_read(qtbot, window, pasted_path, tmp_path):
    folder = tmp_path / "某某街道办事处" / "二〇二五年度政府信息公开工作年度报告（送审稿）"
    folder.mkdir(parents=True)
    path = folder / ("年报 终稿" * 10 + ".TXT")
    path.write_bytes(pasted_path.read_bytes())
    window.features.imports.file_import.take(path)
    imported(qtbot, window)


def drop(window, *paths, text=""):
    mime = QMimeData()
    if paths:
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if text:
        mime.setText(text)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, mime, buttons, keys)
    enter.ignore()
    QGuiApplication.sendEvent(window.frame, enter)
    if enter.isAccepted():
        QGuiApplication.sendEvent(
            window.frame, QDropEvent(QPoint(50, 50), Qt.DropAction.CopyAction, mime, buttons, keys)
        )
    return enter.isAccepted()


def test_a_dropped_file_is_taken_in(qtbot, window, pasted_path):
    assert drop(window, pasted_path)
    imported(qtbot, window)


def test_dropped_text_is_taken_in(qtbot, window, pasted_path):
    assert drop(window, text=pasted_path.read_text(encoding="utf-8"))
    imported(qtbot, window)


def test_files_that_cannot_be_read_cannot_be_dropped(window, tmp_path):
    assert not drop(window, tmp_path / "图.png")


def test_two_files_at_once_are_refused(qtbot, window, pasted_path):
    drop(window, pasted_path, pasted_path)
    assert "一次只能导入一份" in dialog_of(qtbot, window, MessageDialog).words.text()
    assert window.report_page is None


def test_the_clipboard_is_taken_in_by_keys_on_the_list(qtbot, window, pasted_path):
    QGuiApplication.clipboard().setText(pasted_path.read_text(encoding="utf-8"))
    qtbot.keyClick(window.frame, KEY.Key_V, CONTROL | SHIFT)
    imported(qtbot, window)


def test_an_empty_clipboard_is_told(qtbot, window):
    QGuiApplication.clipboard().setText("  \n ")
    window.actions["paste_report"].trigger()
    assert "剪贴板里没有文字" in dialog_of(qtbot, window, MessageDialog).words.text()


def test_the_clipboard_s_text_is_tried_where_its_page_is_no_report(qtbot, window, pasted_path):
    mime = QMimeData()
    mime.setHtml("<p>没有什么。</p>")
    mime.setText(pasted_path.read_text(encoding="utf-8"))
    window.features.imports.file_import.take_mime(mime)
    imported(qtbot, window)


@pytest.fixture
def slow(monkeypatch, tmp_path):
    """A program that takes a file and never answers, and tells its process id."""
    if os.name != "posix":
        pytest.skip("needs a shell")
    path = tmp_path / "slow.sh"
    path.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 600\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("sys.executable", str(path))
    return tmp_path / "pid"


@pytest.mark.slow
def test_a_long_reading_shows_its_progress_and_esc_cancels_it(qtbot, window, pasted_path, slow):
    window.features.imports.file_import.take(pasted_path)
    assert not all_shown(window, WaitDialog)
    waiting = dialog_of(qtbot, window, WaitDialog)
    qtbot.waitUntil(lambda: slow.exists() and slow.read_text().strip().isdecimal())
    window.features.imports.file_import._show_progress(0.4)
    assert waiting.bar.value() == 40
    assert is_running(int(slow.read_text()))
    qtbot.keyClick(waiting, KEY.Key_Escape)
    assert window.frame.statusBar().currentMessage() == "已取消，没有导入。"
    assert not is_running(int(slow.read_text()))
    assert not all_shown(window, WaitDialog)
    assert window.session.store.reports() == ()


@pytest.mark.slow
def test_a_second_file_waits_until_the_first_is_read(qtbot, window, pasted_path, slow):
    window.features.imports.file_import.take(pasted_path)
    window.features.imports.file_import.take(pasted_path)
    assert window.frame.statusBar().currentMessage() == f"正在读“{pasted_path.name}”，请等它读完。"
    qtbot.waitUntil(slow.exists)
    window.features.imports.file_import.stop()


@pytest.mark.slow
def test_closing_the_window_ends_the_reading(qtbot, window, pasted_path, slow):
    window.features.imports.file_import.take(pasted_path)
    qtbot.waitUntil(lambda: slow.exists() and slow.read_text().strip().isdecimal())
    window.frame.close()
    assert not is_running(int(slow.read_text()))
    gc.collect()


def test_doubts_of_a_file_that_updates_a_report_stay_as_its_notes_and_go_with_the_step(qtbot, at_work, doubtful):
    document = at_work.report_page.document
    before = document.report.notes
    at_work.features.imports.file_import.take(doubtful)
    type_keys(confirming_at(qtbot, at_work), "7", KEY.Key_Return)
    type_keys(confirming_at(qtbot, at_work), KEY.Key_Return, modifier=CONTROL)
    press(qtbot, dialog_of(qtbot, at_work, MessageDialog), "更新")
    report = at_work.report_page.document.report
    assert [note.place for note in report.notes] == ["proactive.penalty.decisions", "proactive.compulsion.decisions"]
    assert value(at_work, "proactive.penalty.decisions") == 7
    batches = {one.batch for one in at_work.session.store.events(1) if one.action == "update"}
    at_work.report_page.undo()
    assert (len(batches), at_work.report_page.document.report.notes) == (1, before)
    at_work.report_page.document.redo()
    assert len(at_work.report_page.document.report.notes) == 2


@pytest.mark.parametrize("fails", ["create", "apply"])
def test_what_was_decided_is_kept_until_it_is_stored(qtbot, window, confirming, monkeypatch, fails):
    type_keys(confirming, "7", KEY.Key_Return)
    with monkeypatch.context() as patch:
        patch.setattr(window.session.store, fails, refuse)
        type_keys(confirming, KEY.Key_Return, modifier=CONTROL)
    press(qtbot, dialog_of(qtbot, window, MessageDialog), "知道了")
    assert confirming.isVisible()
    assert confirming.review.step_count == 1
    confirming.take_in()
    for box in all_shown(window, MessageDialog):
        press(qtbot, box, "更新")
    assert not all_shown(window, ReviewDialog)
    assert value(window, "proactive.penalty.decisions") == 7


def test_a_figure_that_is_refused_keeps_the_report_open_and_the_file_out(qtbot, at_work, variant):
    at_work.features.imports.file_import.take(variant(words={UNIT: "涿河区金牛山街道办事处"}))
    at_work.report_page.go_to("proactive.licence.decisions")
    qtbot.keyClicks(at_work.report_page.page.view, "1-2")
    assert "还没能保存" in dialog_of(qtbot, at_work, MessageDialog).words.text()
    assert len(at_work.session.store.reports()) == 1


def test_our_own_pdf_comes_back_as_it_was(qtbot, window, full_report, tmp_path):
    (tmp_path / "年报.pdf").write_bytes(render_file(full_report, ".pdf"))
    window.features.imports.file_import.take(tmp_path / "年报.pdf")
    qtbot.waitUntil(lambda: window.report_page is not None or bool(all_shown(window, ReviewDialog)), timeout=20_000)
    for dialog in all_shown(window, ReviewDialog):
        dialog.take_in()
    assert window.report_page.document.report.cells == full_report.cells


def test_a_copied_page_is_taken_in_with_its_tables(qtbot, window, full_report):
    mime = QMimeData()
    mime.setHtml(render_file(full_report, ".html").decode())
    mime.setText("没有表格的文字")
    window.features.imports.file_import.take_mime(mime)
    qtbot.waitUntil(lambda: window.report_page is not None or bool(all_shown(window, ReviewDialog)))
    for dialog in all_shown(window, ReviewDialog):
        assert dialog.source.name.text() == "剪贴板"
        dialog.take_in()
    assert window.report_page.document.report.cells == full_report.cells


def test_a_report_of_the_list_that_cannot_be_loaded_is_told(qtbot, window, pasted_path, full_report, monkeypatch):
    window.session.take_in(full_report)
    monkeypatch.setattr(window.session.store, "load", refuse)
    window.features.imports.file_import.take(pasted_path)
    assert dialog_of(qtbot, window, MessageDialog).words.text() == "磁盘满了。"


def test_a_file_without_a_title_is_stored_under_what_the_clerk_types(qtbot, window, pasted_path, tmp_path):
    text = pasted_path.read_text("utf-8")
    path = tmp_path / "无标题.txt"
    path.write_text(text[text.index("一、总体情况") :].replace(UNIT, "街道"), encoding="utf-8")
    window.features.imports.file_import.take(path)
    dialog = confirming_at(qtbot, window)
    assert dialog.name_bar.unit.hasFocus()
    dialog.name_bar.unit.insert(UNIT)
    qtbot.keyClick(dialog.name_bar.unit, KEY.Key_Return)
    dialog.take_in()
    imported(qtbot, window)
    report = window.report_page.document.report
    assert (report.unit, report.year, report.cells["requests.received.total"]) == (UNIT, 2025, 3)
    assert [(one.unit, one.year) for one in window.session.store.reports()] == [(UNIT, 2025)]
