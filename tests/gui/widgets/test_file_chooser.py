"""Files are asked for with the system's own dialogs, unless a setting says otherwise, as it does for the tests."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from disclosure_desk.gui.session.window_settings import OWN_DIALOGS, window_settings
from disclosure_desk.gui.shell.startup import take_dialogs
from disclosure_desk.gui.widgets.file_chooser import choose_file, choose_folder, choose_target

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
OWN = Qt.ApplicationAttribute.AA_DontUseNativeDialogs


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def ask(window, kind, start):
    if kind == "folder":
        return choose_folder(window, "放在哪里", start)
    if kind == "file":
        return choose_file(window, "哪一个", start, ["文字 (*.txt)"])
    return choose_target(window, "存成什么", start / "年报.csv", ["表格 (*.csv)"])


@pytest.mark.parametrize(("kind", "mode"), [("folder", "Directory"), ("file", "ExistingFile"), ("target", "AnyFile")])
def test_the_dialog_is_the_systems_and_begins_where_it_is_told(window, tmp_path, kind, mode):
    chooser = ask(window, kind, tmp_path)
    assert chooser.isVisible()
    assert not chooser.testOption(QFileDialog.Option.DontUseNativeDialog)
    assert chooser.fileMode().name == mode
    assert chooser.directory().path() == str(tmp_path)
    if kind == "target":
        assert [chooser.selectedFiles(), chooser.defaultSuffix()] == [[str(tmp_path / "年报.csv")], "csv"]


def test_a_folder_that_is_gone_is_not_begun_with(window, tmp_path):
    assert ask(window, "folder", tmp_path / "gone").directory().exists()


@pytest.mark.parametrize("is_wanted", [False, True])
def test_a_setting_of_the_window_wants_qts_own(tmp_path, is_wanted):
    QApplication.setAttribute(OWN, on=False)
    window_settings(tmp_path).setValue(OWN_DIALOGS, "true" if is_wanted else "false")
    take_dialogs(tmp_path)
    assert QApplication.testAttribute(OWN) == is_wanted
    QApplication.setAttribute(OWN)
