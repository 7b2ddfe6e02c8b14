import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QMainWindow

from disclosure_desk.core.log_file import LogFile, make_log_folder
from disclosure_desk.core.resources import resource
from disclosure_desk.gui.shell.startup import CrashReporter
from disclosure_desk.gui.widgets.message_dialog import MessageDialog
from disclosure_desk.gui.widgets.theme import Theme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


def run_python(code: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"} | more
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


OPEN = """
from pathlib import Path
from PySide6.QtCore import QTimer
from disclosure_desk import __main__ as program
from disclosure_desk.gui import app
begin = app.begin
def begin_and_leave(application, source, frame):
    begin(application, source, frame)
    window = frame.content
    def leave():
        print(frame.windowTitle())
        {before}
        frame.close()
    window.session.document_changed.connect(lambda document: document and QTimer.singleShot(0, leave))
app.begin = begin_and_leave
raise SystemExit(program._open_window(Path({folder!r}), Path({source!r})))
"""


def test_desk_opens_in_its_own_process_with_a_source(pasted_path, tmp_path):
    told = "import gc; print(gc.isenabled())"
    done = run_python(OPEN.format(folder=str(tmp_path / "desk"), source=str(pasted_path), before=told))
    assert done.stdout.split("\n") == ["涿河区金牛山办事处2025年政府信息公开工作年度报告 - 年报填报台", "False", ""]
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_desk_leaves_in_order_after_a_fragment_was_copied(pasted_path, tmp_path):
    copy = 'window.actions["fragment"].trigger()'
    done = run_python(OPEN.format(folder=str(tmp_path / "desk"), source=str(pasted_path), before=copy))
    assert done.returncode == 0, done.stderr


def test_window_is_shown_before_readers_writers_and_database_are_loaded():
    code = "import sys; from disclosure_desk.gui import app; print(*sorted(sys.modules))"
    loaded = set(run_python(code).stdout.split())
    heavy = {"PIL", "sqlite_utils", "reportlab", "openpyxl", "docx", "lxml", "pypdfium2", "click", "tomllib"}
    heavy |= {"disclosure_desk.readers", "disclosure_desk.gui.grid.grid_page", "disclosure_desk.gui.pages.preview"}
    assert loaded & heavy == set()


def test_qt_s_own_dialogs_are_chinese():
    code = (
        "from disclosure_desk.gui.shell import startup; a = startup.QApplication([]); startup.speak_chinese(a)\n"
        "from PySide6.QtWidgets import QDialogButtonBox as B\n"
        "box = B(B.StandardButton.Cancel); print(box.buttons()[0].text())"
    )
    assert run_python(code).stdout.strip() == "取消"


def test_style_sheet_knows_every_colour_it_names(look_kept):
    Theme(look_kept)
    assert "$" not in look_kept.styleSheet().split("*/", 1)[1]


@pytest.fixture
def mishap(qtbot, tmp_path):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    log = LogFile(tmp_path)
    make_log_folder(tmp_path)
    log.start()
    yield CrashReporter(window, log.path), window
    log.close()


def go_wrong(mishap):
    try:
        raise KeyError("inner details")  # noqa: TRY301 - the hook wants a real traceback
    except KeyError as error:
        mishap.hook(type(error), error, error.__traceback__)


def test_a_fault_of_the_program_is_told_in_chinese_and_noted_in_a_file(mishap, tmp_path):
    go_wrong(mishap[0])
    box = mishap[1].findChild(MessageDialog)
    assert box.isVisible()
    assert "已经保存的内容不受影响" in box.words.text()
    assert "inner details" not in box.words.text() + box.more.text()
    written = (tmp_path / "logs" / "disclosure-desk.log").read_text(encoding="utf-8")
    assert str(tmp_path / "logs" / "disclosure-desk.log") in box.more.text()
    assert "in go_wrong" in written
    assert "KeyError" in written


def test_faults_in_a_row_open_one_box(mishap):
    for _ in range(3):
        go_wrong(mishap[0])
    assert len(mishap[1].findChildren(MessageDialog)) == 1


def test_a_fault_that_cannot_be_noted_is_told_all_the_same(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    go_wrong(CrashReporter(window, None))
    assert window.findChild(MessageDialog).more.text() == ""


def test_icon_is_there():
    assert resource("icons", "desk.png").is_file()


@pytest.mark.parametrize("platform", ["xcb", "nonsense"])
def test_without_a_screen_it_ends_in_a_sentence(platform: str) -> None:
    done = run_python(
        "from disclosure_desk.gui.app import open_window; open_window(None)", QT_QPA_PLATFORM=platform, DISPLAY=":7777"
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("打不开窗口：没有可以用的屏幕")
    assert len(done.stderr.splitlines()) == 1
