"""The archive copy from the menu to the file: which sheets, under which name, and what stands in the way."""

import pypdfium2
import pytest
from dialogs import shown
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox

from disclosure_desk.gui.export import archive_sheets
from disclosure_desk.gui.export.archive_copy_dialog import ArchiveCopyDialog
from disclosure_desk.gui.pages.preview import Preview

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

NAMES = {"cover": "封面", "report": "报告", "review": "审核流转单"}


@pytest.fixture
def ask(qtbot):
    def show(ticked):
        dialog = ArchiveCopyDialog(NAMES, ticked)
        qtbot.addWidget(dialog)
        dialog.heard = []
        dialog.wanted.connect(dialog.heard.append)
        dialog.open()
        dialog.activateWindow()
        QApplication.processEvents()
        return dialog

    return show


def test_enter_takes_the_sheets_that_are_ticked(qtbot, ask):
    dialog = ask(("report", "review"))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.heard == [("report", "review")]
    assert not dialog.isVisible()


def test_space_ticks_and_unticks(qtbot, ask):
    dialog = ask(("report",))
    dialog.boxes["cover"].setFocus()
    qtbot.keyClick(dialog.boxes["cover"], Qt.Key.Key_Space)
    qtbot.keyClick(dialog.boxes["report"], Qt.Key.Key_Space)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.heard == [("cover",)]


def test_no_sheet_at_all_cannot_be_wanted(qtbot, ask):
    dialog = ask(("report",))
    qtbot.keyClick(dialog.boxes["report"], Qt.Key.Key_Space)
    assert not dialog.preview_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.heard == []


def test_escape_wants_nothing(qtbot, ask):
    dialog = ask(("report",))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.heard == []


@pytest.fixture
def preview_of(qtbot, at_work, tmp_path, monkeypatch):
    """The preview of the archive copy with these sheets."""
    monkeypatch.setattr("disclosure_desk.gui.export.export_controller.documents", lambda: tmp_path)

    def show(*sheets):
        at_work.actions["archive"].trigger()
        dialog = shown(at_work, ArchiveCopyDialog)
        for sheet, box in dialog.boxes.items():
            box.setChecked(sheet in sheets)
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: any(one.isVisible() for one in at_work.frame.findChildren(Preview)))
        preview = shown(at_work, Preview)
        qtbot.waitUntil(lambda: preview.pane.view.is_complete)
        return preview

    return show


def words(content):
    """What stands on each page of a PDF, without its blanks."""
    pdf = pypdfium2.PdfDocument(content)
    return ["".join(pdf[number].get_textpage().get_text_range().split()) for number in range(len(pdf))]


def test_the_whole_copy_is_one_document(preview_of):
    told = words(preview_of("cover", "report", "review", "checks", "changes").content)
    assert "保管期限" in told[0]
    assert any("部门初核" in page for page in told)
    assert len(told) > 5


def test_the_sheets_say_how_long_the_office_keeps_it_and_what_it_does_without(preview_of, at_work):
    at_work.session.keep({"archive.term": "30年", "workflow.secrecy": "no"})
    told = words(preview_of("cover", "review").content)
    assert "保管期限30年" in told[0]
    assert "保密审查按本机关设置不需要" in told[2]


def test_the_sheets_of_a_sealed_report_have_what_is_kept_on_paper(qtbot, at_work, monkeypatch):
    """The line has the digests of the file; here nothing is looked at but that it gets onto the paper."""
    monkeypatch.setattr(archive_sheets, "register_line", lambda _store, _report, version: f"第{version.version}版")
    at_work.session.store.record_act(1, "seal", {"file": "a.zip", "sha256": "", "digest": ""})
    at_work.features.export.show_sheets(("review",))
    preview = shown(at_work, Preview)
    qtbot.waitUntil(lambda: preview.pane.view.is_complete)
    assert "封存登记：第1版。" in words(preview.content)[0]


@pytest.mark.parametrize(
    ("sheets", "name", "count"),
    [
        (("review",), "审核流转单", 1),
        (("checks",), "核对报告", 1),
        (("cover", "review"), "纸质存档", 3),  # the cover's back stays blank
    ],
)
def test_a_sheet_alone_is_saved_under_its_own_name(preview_of, tmp_path, sheets, name, count):
    preview = preview_of(*sheets)
    preview.save_action.trigger()
    press_save(preview)
    (target,) = tmp_path.glob("*.pdf")
    assert target.stem == f"涿河区金牛山办事处2025年政府信息公开工作年度报告（{name}）"
    assert target.read_bytes() == preview.content
    assert len(words(preview.content)) == count
    assert preview.status.isVisible()
    assert str(target) in preview.status.text()


def press_save(preview):
    """Press Enter on the name that is offered."""
    chooser = shown(preview, QFileDialog)
    chooser.activateWindow()
    QTest.keyClick(chooser.findChild(QLineEdit), Qt.Key.Key_Return)


@pytest.mark.parametrize("answer", ["Yes", "No"])
def test_a_file_of_that_name_is_replaced_only_when_the_clerk_says_so(preview_of, tmp_path, answer):
    preview = preview_of("review")
    target = tmp_path / "涿河区金牛山办事处2025年政府信息公开工作年度报告（审核流转单）.pdf"
    target.write_bytes(b"last year's")
    preview.save_action.trigger()
    QTimer.singleShot(0, lambda: answer_with(answer))
    press_save(preview)
    assert target.read_bytes() == (preview.content if answer == "Yes" else b"last year's")


def answer_with(answer):
    """Press a button of the question that is asked."""
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    box.button(getattr(QMessageBox.StandardButton, answer)).click()


def test_a_folder_that_takes_no_file_is_told_and_the_pages_stay(preview_of, tmp_path):
    preview = preview_of("review")
    (tmp_path / "file").write_bytes(b"")
    preview.save(tmp_path / "file" / "a.pdf")
    assert "没有写成" in preview.status.text()
    assert preview.status.isVisible()
    assert preview.save_action.isEnabled()
