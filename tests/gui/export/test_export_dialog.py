"""Where, as what and in which formats a report is exported, and what is said of it."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from disclosure_desk.gui.export.export_dialog import ExportDialog
from disclosure_desk.writers import ENDINGS, WriteError

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


@pytest.fixture
def ask_export(qtbot, tmp_path):
    def ask(name="年报", write=lambda path: path.write_bytes(b"x"), notice="", folder=tmp_path):
        dialog = ExportDialog(name, folder, write, notice)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return ask


def test_every_format_that_can_be_written_is_offered(ask_export):
    dialog = ask_export()
    assert tuple(dialog.boxes) == ENDINGS
    assert dialog.boxes[".json"].text() == "数据文件：交换、备份，可以再导入"


def test_pdf_and_word_are_exported_unless_others_are_ticked(qtbot, ask_export, tmp_path):
    dialog = ask_export()
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["年报.docx", "年报.pdf"]
    assert dialog.answer.text() == "已导出 2 个文件：pdf、docx。再导出一次会替换它们。"
    assert dialog.open_button.isVisible()
    dialog.export_button.click()
    said = r"\d\d:\d\d:\d\d 已替换 2 个文件：pdf、docx。再导出一次会替换它们。"
    assert re.fullmatch(said, dialog.answer.text())
    (tmp_path / "年报.pdf").unlink()
    dialog.export_button.click()
    assert re.fullmatch(said.replace("已替换", "已导出"), dialog.answer.text())


def test_after_an_export_enter_closes_and_a_second_one_is_another_button(qtbot, ask_export, tmp_path):
    written = []
    dialog = ask_export(write=written.append)
    assert dialog.export_button.text() == "导出"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert len(written) == 2
    assert (dialog.export_button.text(), dialog.focusWidget()) == ("再导出", dialog.close_button)
    (tmp_path / "b.pdf").write_bytes(b"old")
    dialog.name.setText("b")
    assert dialog.answer.text() == "已经有同名文件，导出后会被替换：b.pdf"
    assert (dialog.export_button.text(), dialog.export_button.isDefault()) == ("替换", True)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert len(written) == 4
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert len(written) == 4
    assert not dialog.isVisible()


def test_characters_no_file_name_may_have_are_left_out_of_the_offer(ask_export):
    assert ask_export("一/二:三").name.text() == "一二三"


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name", "", "请写文件名"),
        ("name", "a/b?", "文件名里不能有 / ?"),
        ("folder", "/no/such/folder", "没有这个文件夹"),
    ],
)
def test_what_stands_in_the_way_is_said_at_once(ask_export, field, text, words):
    dialog = ask_export()
    getattr(dialog, field).setText(text)
    assert words in dialog.answer.text()
    assert not dialog.export_button.isEnabled()


def test_without_a_format_there_is_nothing_to_export(ask_export):
    dialog = ask_export()
    for box in dialog.boxes.values():
        box.setChecked(False)
    assert dialog.answer.text() == "请至少选一种格式。"
    assert not dialog.export_button.isEnabled()


def test_files_that_will_be_replaced_are_named_before(ask_export, tmp_path):
    (tmp_path / "年报.pdf").write_bytes(b"old")
    assert ask_export().answer.text() == "已经有同名文件，导出后会被替换：年报.pdf"


def test_one_format_that_fails_does_not_stop_the_others(qtbot, ask_export, tmp_path):
    def write(path):
        if path.suffix == ".pdf":
            raise WriteError("没能写入 年报.pdf：磁盘满了。")
        path.write_bytes(b"x")

    dialog = ask_export(write=write)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert dialog.answer.text() == "没能写入 年报.pdf：磁盘满了。\n已导出 1 个文件：docx。再导出一次会替换它们。"
    assert [path.name for path in tmp_path.iterdir()] == ["年报.docx"]


def test_folder_is_chosen_in_a_dialog(qtbot, ask_export, tmp_path):
    dialog = ask_export(folder=tmp_path)
    qtbot.mouseClick(dialog.choose_button, Qt.MouseButton.LeftButton)
    chooser = dialog.findChild(QFileDialog)
    (tmp_path / "别处").mkdir()
    chooser.fileSelected.emit(str(tmp_path / "别处"))
    chooser.reject()
    assert dialog.folder.text() == str(tmp_path / "别处")


def test_folder_is_opened_after_the_export(qtbot, ask_export, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    dialog = ask_export()
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert [url.toLocalFile() for url in opened] == [str(tmp_path)]
