"""打开归档 from the window: found, looked at and exported for somebody, recorded; drafts deleted and brought back."""

import hashlib
from pathlib import Path
from zipfile import ZipFile

import pytest
from dialogs import all_shown, shown
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from disclosure_desk.core.report import new_report
from disclosure_desk.gui.pages.preview import Preview
from disclosure_desk.gui.retrieval.archive_dialog import ArchiveDialog
from disclosure_desk.gui.retrieval.delete_dialog import DeleteDialog
from disclosure_desk.gui.widgets.message_dialog import MessageDialog
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import PACKAGES
from disclosure_desk.store.store import Store
from disclosure_desk.writers import ENDINGS, render_file

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
KEY = Qt.Key
PLACE = "problems"


@pytest.fixture
def window(tmp_path, make_window, qtbot, form, full_places):
    """The window on a package of two files, which is as it was sealed, and a draft of another unit."""
    report, file = new_report(form, "涿河区金牛山办事处", 2025, full_places), "涿河区金牛山办事处-2025-v1.zip"
    package = tmp_path / "desk" / PACKAGES / file
    with Store.open(tmp_path / "desk") as store:
        store.create(report)
        store.create(new_report(form, "涿河区市场监督管理局", 2024, {PLACE: "公开意识不强。"}))
        package.parent.mkdir()
        with ZipFile(package, "w") as zipped:
            for ending in (".json", ".pdf"):
                zipped.writestr(f"v1/data/report{ending}", render_file(report, ending))
        sha256 = hashlib.sha256(package.read_bytes()).hexdigest()
        store.record_act(1, "seal", {"version": 1, "file": file, "sha256": sha256, "form": form.id, "digest": "0"})
    window = make_window()
    qtbot.waitUntil(lambda: window.session.is_open)
    return window


@pytest.fixture
def archive(window):
    window.actions["open_archive"].trigger()
    return shown(window, ArchiveDialog)


def lines(dialog):
    return [[dialog.table.item(row, column).text() for column in (0, 2)] for row in range(dialog.table.rowCount())]


def events(window, *actions):
    return [event for event in window.session.store.events() if event.action in actions]


def test_what_is_corrected_or_was_approved_is_no_mere_draft(window):
    window.session.store.record_act(1, "correct", {}, "数字有误")
    about = {"step": "first_review", "name": "王某", "opinion": "同意", "digest": "0"}
    window.session.store.record_act(2, "approve", about)
    window.actions["open_archive"].trigger()
    assert lines(shown(window, ArchiveDialog)) == [["2025 年", "更正中"], ["2025 年", "第 1 版"], ["2024 年", "审核中"]]


def test_nothing_is_looked_at_or_handed_out_before_it_is_said_for_whom(qtbot, window, archive):
    assert lines(archive) == [["2025 年", "第 1 版"], ["2024 年", "草稿"]]
    assert "SHA-256" in archive.more.text()
    before = len(window.session.store.events())
    qtbot.keyClick(archive.why, KEY.Key_Return)
    assert archive.answer.text().startswith("先写给谁、做什么用")
    archive.why.setText("区审计组核对")
    qtbot.keyClick(archive.why, KEY.Key_Return)  # what is looked at is chosen first
    assert archive.table.hasFocus()
    archive.why.clear()
    archive.words.setText("公开")
    for go in (archive.look_button.click, archive.find_button.click, archive._menu.actions()[0].trigger):
        archive.answer.clear()
        go()
        assert archive.answer.text().startswith("先写给谁、做什么用")
        assert archive.focusWidget() is archive.why
    assert len(window.session.store.events()) == before
    assert all_shown(window, Preview) == []


def test_what_is_found_looked_at_and_exported_is_recorded_as_retrieved(qtbot, window, archive, tmp_path):
    archive.why.setText("区审计组核对")
    archive.words.setText("公开意识不强。")
    qtbot.keyClick(archive.words, KEY.Key_Return)
    assert lines(archive) == [["2024 年", "草稿"]]
    assert "五、存在的主要问题" in archive.table.item(0, 4).text()
    assert archive.isVisible()
    archive.all_button.click()
    qtbot.keyClick(archive.table, KEY.Key_Return)  # the filled button
    preview = shown(window, Preview)
    qtbot.waitUntil(lambda: preview.content.startswith(b"%PDF"))
    preview.brought_out.emit("print", "3 份")
    preview.reject()
    archive._menu.actions()[0].trigger()
    chooser = shown(archive, QFileDialog)
    entry = archive.entry
    assert [Path(name).name for name in chooser.selectedFiles()] == [f"{entry.unit}_2025_政府信息公开年报.zip"]
    chooser.fileSelected.emit(str(tmp_path / "给审计组.zip"))
    chooser.reject()
    assert ZipFile(tmp_path / "给审计组.zip").testzip() is None
    told = [(event.action, event.report, event.about.get("kind")) for event in events(window, "retrieve", "print")]
    assert told == [("retrieve", None, "find"), ("retrieve", 1, "look"), ("print", 1, None), ("retrieve", 1, "version")]
    assert {event.why for event in events(window, "retrieve", "print")} == {"区审计组核对"}


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("words", "", "才能找"),
        ("year", "去年", "不是年度"),
        ("figure", "十七个", "十七个"),
        ("year", "1999", "找到 0 份"),
    ],
)
def test_what_cannot_be_looked_for_is_said(archive, field, typed, said):
    archive.why.setText("备查")
    getattr(archive, field).setText(typed)
    archive.find_button.click()
    assert said in archive.answer.text()
    assert "也没有草稿" not in archive.more.text()


LONG = "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗人民政府便民服务中心（党群服务中心）"


@pytest.mark.parametrize("size", [(830, 432), (980, 660)])  # on 1366x768 at 150 %, and at 100 %
def test_a_long_name_is_read_whole(window, size):
    window.session.take_in(new_report(window.session.form, LONG, 2025))
    window.actions["open_archive"].trigger()
    dialog = shown(window, ArchiveDialog)
    dialog.resize(*size)
    dialog.why.setText("区审计组核对")
    for has_places in (False, True):
        if has_places:
            dialog.year.setText("2025")
            dialog.look_for()
        QApplication.processEvents()
        row = [one.unit for one in dialog.entries].index(LONG)
        room = QRect(0, 0, dialog.table.columnWidth(1) - 10, 99)
        needed = dialog.table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, LONG)
        assert dialog.table.rowHeight(row) == max(32, needed.height() + 10)
        assert dialog.table.isColumnHidden(4) == (not has_places)
        assert dialog.table.horizontalHeader().length() == dialog.table.viewport().width()


def test_an_archive_with_nothing_in_it_says_so(make_window, qtbot):
    window = make_window()
    qtbot.waitUntil(lambda: window.session.is_open)
    window.actions["open_archive"].trigger()
    assert shown(window, ArchiveDialog).more.text() == "没有定稿的报告，也没有草稿。"


def test_only_the_formats_that_there_are_can_be_exported(archive):
    archive.table.setCurrentCell(1, 0)
    assert [action.isVisible() for action in archive._menu.actions()] == [False, *[True] * len(ENDINGS)]
    archive.table.setCurrentCell(-1, -1)
    assert not archive.look_button.isEnabled()


def test_a_mistaken_draft_is_deleted_for_a_reason_and_found_again(qtbot, window):
    window.session.open_report(2)
    window.actions["delete_draft"].trigger()
    asked = shown(window, DeleteDialog)
    assert not asked.keep_button.isDefault()
    assert not asked.keep_button.isEnabled()
    qtbot.keyClick(asked.why, KEY.Key_Return)
    assert "至少" in asked.problem.text()
    asked.why.setText("建错了年度")
    for modifier in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier):
        asked.why.setFocus()
        qtbot.keyClick(asked.why, KEY.Key_Return, modifier)
        assert asked.isVisible()
        assert asked.focusWidget() is asked.keep_button
    qtbot.keyClick(asked.keep_button, KEY.Key_Space)
    assert window.list.isVisible()
    assert [one.id for one in window.list.table.reports] == [1]
    assert window.session.store.events()[-1].why == "建错了年度"
    window.actions["open_archive"].trigger()
    archive = shown(window, ArchiveDialog)
    assert lines(archive)[-1] == ["2024 年", "已删除的草稿"]
    archive.table.setCurrentCell(1, 0)
    assert "建错了年度" in archive.more.text()
    qtbot.keyClick(archive.table, KEY.Key_Return)
    assert archive.answer.text().startswith("先写给谁")
    archive.why.setText("还要用")
    archive.back_button.click()
    assert [one.id for one in window.list.table.reports] == [1, 2]
    assert not archive.back_button.isVisible()
    assert window.frame.statusBar().currentMessage().endswith("的草稿找回来了，在报告列表里。")


def test_what_was_sealed_cannot_be_deleted(window):
    window.session.open_report(1)
    window.actions["delete_draft"].trigger()
    assert "定过稿" in shown(window, MessageDialog).words.text()
    assert all_shown(window, DeleteDialog) == []


def test_an_archive_that_cannot_be_read_is_told(window, monkeypatch):
    def fail(*_):
        raise StoreError("数据文件读不出来。")

    monkeypatch.setattr(Store, "events", fail)
    window.actions["open_archive"].trigger()
    assert "读不出来" in shown(window, MessageDialog).words.text()


def test_what_cannot_be_recorded_is_told_though_it_is_printed(window, archive, monkeypatch):
    archive.why.setText("备查")
    archive.look()
    preview = shown(window, Preview)

    def fail(*_, **__):
        raise StoreError("磁盘满了。")

    monkeypatch.setattr(window.session.store, "record_act", fail)
    preview.brought_out.emit("export", "a.pdf")
    assert "磁盘满了" in shown(window, MessageDialog).words.text()
    preview.reject()
