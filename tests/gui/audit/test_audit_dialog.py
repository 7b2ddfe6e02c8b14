"""The record is read, searched by keys, gone through in time, printed and handed out whole."""

import pytest
from dialogs import shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from disclosure_desk.gui.audit.audit_dialog import AuditDialog
from disclosure_desk.gui.audit.audit_model import AuditModel
from disclosure_desk.gui.pages.preview import Preview
from disclosure_desk.gui.widgets.message_dialog import MessageDialog
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.writers.archive_record import digest

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

CELL = "requests.received.business"


def column(dialog, number):
    return [dialog.model.index(row, number).data() for row in range(dialog.model.rowCount())]


@pytest.fixture
def changed(at_work):
    """The full report, imported by 李某; 王某 changed a cell twice and a text once."""
    document = at_work.report_page.document
    at_work.session.store.actor = Actor("王某", "clerk")
    for value in (71, 72):
        document.set_value(CELL, value)
    document.set_value("problems", "第一行。\n第二行。")
    return at_work


@pytest.fixture
def record(changed):
    changed.actions["trail"].trigger()
    return shown(changed, AuditDialog)


def test_the_model_is_one_that_qt_accepts(qtmodeltester, record):
    qtmodeltester.check(record.model, force_py=True)


def test_an_empty_record_is_no_trouble(qtmodeltester):
    qtmodeltester.check(AuditModel(), force_py=True)


def test_a_desk_on_which_nothing_was_done_yet_says_so(window):
    window.actions["trail"].trigger()
    assert shown(window, AuditDialog).whole.toPlainText() == "还没有记录。"


def test_the_newest_stands_on_top_and_every_event_is_there(record):
    assert column(record, 0) == ["4", "3", "2", "1"]
    assert column(record, 7)[:3] == ["第一行。 第二行。", "72", "71"]
    assert record.table.isColumnHidden(4)
    assert record.model.index(0, 7).data(Qt.ItemDataRole.ToolTipRole) == "第一行。\n第二行。"


def test_the_line_the_clerk_stands_on_is_shown_whole(qtbot, record):
    assert record.whole.toPlainText().splitlines()[-2:] == ["改为：第一行。", "第二行。"]
    qtbot.keyClick(record.table, Qt.Key.Key_Down)
    assert record.whole.toPlainText().splitlines()[-2:] == ["原来：71", "改为：72"]
    record.words.setText("没有这些字")
    assert record.whole.toPlainText() == "没有这样的记录。"
    record.words.setText("71")
    assert "商业企业" in record.whole.toPlainText()


def test_the_menu_of_a_cell_shows_what_was_changed_there(changed):
    page = changed.report_page
    page.go_to(CELL)
    next(one for one in page.page.cell_actions() if one.words == "这一格改过几次…").run()
    assert column(shown(changed, AuditDialog), 7) == ["72", "71"]


@pytest.mark.parametrize("size", [(870, 432), (1180, 648)])  # on 1366x768 at 150 %, and at 100 %
@pytest.mark.parametrize("is_of_all", [False, True])
def test_nothing_has_to_be_scrolled_to_sideways_and_lines_are_in_sight(changed, size, is_of_all):
    if is_of_all:
        changed.session.close_report()
    changed.actions["trail"].trigger()
    dialog = shown(changed, AuditDialog)
    dialog.resize(*size)
    QApplication.processEvents()
    table = dialog.table
    assert table.horizontalHeader().length() == table.viewport().width()
    assert table.viewport().height() >= 3 * table.rowHeight(0)
    assert all(table.columnWidth(number) >= 50 for number in range(9) if not table.isColumnHidden(number))


def test_words_person_and_day_narrow_it_down(qtbot, record):
    record.words.setText("商业企业")
    assert column(record, 0) == ["3", "2"]
    assert record.count.text() == "2 条，共 4 条"
    record.words.clear()
    record.who.setCurrentText("王某")
    assert column(record, 0) == ["4", "3", "2"]
    qtbot.keyClicks(record.day, "1999")
    assert column(record, 0) == []


def test_the_slider_shows_what_stood_otherwise(qtbot, record):
    slider = record.slider
    assert slider.summary.text() == "和现在一样。"
    qtbot.keyClick(slider.slider, Qt.Key.Key_Left)
    assert slider.summary.text() == "和现在有 1 处不同。"
    assert slider.table.item(0, 2).text() == "第一行。\n第二行。"
    qtbot.keyClick(slider.slider, Qt.Key.Key_Home)
    cells = [slider.table.item(row, 1).text() for row in range(slider.table.rowCount())]
    assert slider.table.item(0, 2).text() == "72"
    assert len(cells) >= 2
    assert "导入以后" in slider.when.text()


def test_the_report_is_shown_whole_as_it_was(qtbot, changed, record):
    record.slider.slider.setValue(1)
    when = record.slider.when.text()[:19]
    record.slider.whole_button.click()
    preview = shown(changed, Preview)
    assert preview.windowTitle() == f"预览：{changed.report_page.document.report.title}（{when} 时的样子）"
    qtbot.waitUntil(lambda: preview.pane.view.is_complete)
    preview.brought_out.emit("print", "一楼")
    about = changed.session.store.events()[-1].about
    assert about["digest"] != digest(changed.report_page.document.report)  # it says what was printed, not what stands


@pytest.mark.parametrize("ending", [".csv", ".txt"])
def test_the_whole_is_written_whatever_is_looked_for_and_that_is_recorded(changed, record, tmp_path, ending):
    record.words.setText("没有这些字")
    record.export_button.click()
    target = tmp_path / f"记录{ending}"
    shown(record, QFileDialog).fileSelected.emit(str(target))
    text = target.read_text("utf-8-sig")
    assert "71" in text
    assert "第二行。" in text
    assert record.answer.text() == f"已导出 4 条：{target}"
    event = changed.session.store.events()[-1]
    assert (event.action, event.about["file"]) == ("export", target.name)


def test_a_folder_that_takes_no_file_is_told(record, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    record.export(tmp_path / "file" / "a.csv")
    assert "没有写成" in record.answer.text()


def test_the_record_is_printed_as_the_archive_copys_sheet(qtbot, changed, record):
    record.print_button.click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in changed.frame.findChildren(Preview)))
    preview = shown(changed, Preview)
    qtbot.waitUntil(lambda: preview.pane.view.is_complete)
    assert "修改记录" in preview.windowTitle()


def test_the_desks_record_names_reports_and_has_no_slider(changed):
    changed.session.close_report()
    changed.actions["trail"].trigger()
    dialog = shown(changed, AuditDialog)
    assert dialog.slider is None
    assert not dialog.table.isColumnHidden(4)
    assert not dialog.print_button.isVisible()


def test_a_record_that_cannot_be_read_is_told(changed, monkeypatch):
    def fail(_, **_how):
        raise StoreError("对不上。")

    monkeypatch.setattr(changed.session.store, "events", fail)
    changed.actions["trail"].trigger()
    assert shown(changed, MessageDialog).words.text() == "对不上。"
