"""A data folder that does not open: its page says why, offers what the store says is possible, and loads little."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from dialogs import all_shown, press, shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from disclosure_desk.gui.backups.recovery_dialog import RecoveryDialog
from disclosure_desk.gui.shell.startup_error_pages import offered_ways
from disclosure_desk.store import operators
from disclosure_desk.store.errors import DamagedError, RecoveryWay, StoreError
from disclosure_desk.store.events.pin_tries import PinTries
from disclosure_desk.store.operators import PinCost, pin_setting
from disclosure_desk.store.paths import DATA_FILE, JOURNAL
from disclosure_desk.store.recovery.restore import trust_journal
from disclosure_desk.store.store import Store

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

CELL = "requests.received.business"


@pytest.fixture
def altered(tmp_path, full_report):
    """The data folder of a report in which one row was altered; there is no backup, and the journal is whole."""
    folder = tmp_path / "desk"
    with Store.open(folder) as store:
        store.create(full_report)
    with closing(sqlite3.connect(folder / DATA_FILE)) as db, db:
        db.execute("UPDATE figures SET figure = '99' WHERE place = ?", [CELL])
    return folder


def words_of_buttons(page):
    return [button.text() for button in all_shown(page, QPushButton)]


def test_one_altered_row_comes_back_from_the_journal_by_keys(qtbot, start, altered, full_report):
    opened = start()
    page = opened.errors.page
    assert words_of_buttons(page) == ["按第二份记录恢复", "从备份恢复…", "再试一次", "换一个文件夹…", "退出"]
    assert "“商业企业”和修改记录里的不一样" in page.words.text()
    assert "按第二份记录恢复：数据文件按第二份记录重新生成。" in page.words.text()
    button = next(one for one in all_shown(page, QPushButton) if one.text() == "按第二份记录恢复")
    assert page.focusWidget() is button
    qtbot.keyClick(button, Qt.Key.Key_Return)
    window = opened.main_window
    assert window.list.isVisible()
    qtbot.keyClick(window.list.table, Qt.Key.Key_Return)
    assert window.report_page.document.report.value(CELL) == full_report.value(CELL)
    last = window.session.store.events()[-1]
    assert (last.action, last.about["from"]) == ("recover", JOURNAL)
    assert list(altered.glob(f"{DATA_FILE}.*.old"))


def test_where_the_office_has_people_one_of_them_says_which_record_is_right(
    qtbot, start, altered, monkeypatch, compared
):
    monkeypatch.setattr(operators, "COST", PinCost(2, 1, 1))
    trust_journal(altered)
    with Store.open(altered) as store:
        store.put_settings({"operators": "李某\n王某", **pin_setting("王某", "246810")})
    with closing(sqlite3.connect(altered / DATA_FILE)) as db, db:
        db.execute("UPDATE figures SET figure = '99' WHERE place = ?", [CELL])
    opened = start()
    press(qtbot, opened, "按第二份记录恢复")
    dialog = shown(opened, RecoveryDialog)
    dialog.form.name.setCurrentText("王某")
    for wrong in ("1", "2"):
        dialog.form.pin.setText(wrong)
        dialog.form.go_button.click()
        compared()
        assert "口令不对" in dialog.form.problem.text()
    dialog.reject()
    assert opened.errors.page.isVisible()
    press(qtbot, opened, "按第二份记录恢复")
    dialog = shown(opened, RecoveryDialog)
    assert "口令错过" in dialog.form.problem.text()  # the wait goes on in another dialog
    dialog.reject()
    monkeypatch.setattr(PinTries, "wait", lambda *_: 0)
    press(qtbot, opened, "按第二份记录恢复")
    dialog = shown(opened, RecoveryDialog)
    dialog.form.name.setCurrentText("王某")
    dialog.form.pin.setText("246810")
    dialog.form.go_button.click()
    compared()
    events = opened.main_window.session.store.events()
    last = [event for event in events if event.action != "backup"][-1]  # the day's, once the desk is open again
    assert (last.action, last.about["from"], last.by) == ("recover", JOURNAL, "王某")


def test_where_the_journal_does_not_hold_it_is_not_offered(start, altered):
    (altered / JOURNAL).write_bytes((altered / JOURNAL).read_bytes().replace(b'"at"', b'"ta"', 1))
    page = start().errors.page
    assert words_of_buttons(page) == ["从备份恢复…", "再试一次", "换一个文件夹…", "退出"]
    assert "换下来的一份" not in page.words.text()


@pytest.mark.parametrize(
    ("error", "ways", "offered"),
    [
        (StoreError("磁盘满了。"), (), (RecoveryWay.OTHER_FOLDER,)),
        (StoreError("另一个窗口"), (RecoveryWay.OTHER_FOLDER,), (RecoveryWay.OTHER_FOLDER,)),
        (DamagedError("坏了"), (RecoveryWay.OTHER_FOLDER,), (RecoveryWay.BACKUP, RecoveryWay.OTHER_FOLDER)),
        (DamagedError("坏了"), tuple(RecoveryWay), tuple(RecoveryWay)),
    ],
)
def test_a_backup_from_another_folder_is_a_way_wherever_the_content_is_damaged(error, ways, offered):
    error.ways = ways
    assert offered_ways(error) == offered


LOADED = """
import sys
from pathlib import Path
from PySide6.QtCore import QEvent, QObject
from disclosure_desk.gui import app
from disclosure_desk.gui.widgets import message_page

class Painted(QObject):
    def eventFilter(self, page, event):
        if event.type() == QEvent.Type.Paint:
            print(*sorted(sys.modules), flush=True)
            page.removeEventFilter(self)
        return False

painted, show_words = Painted(), message_page.MessagePage.show_words

def watched(page, words):
    show_words(page, words)
    page.installEventFilter(painted)

message_page.MessagePage.show_words = watched
app.open_window(Path(sys.argv[1]))
"""


def test_its_page_is_painted_before_checks_readers_and_writers_are_loaded(altered):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [sys.executable, "-c", LOADED, str(altered)], env=environment, stdout=subprocess.PIPE, text=True
    ) as program:
        loaded = set(program.stdout.readline().split())
        program.kill()
    rooms = ("checks", "readers", "writers", "archive", "gui.report", "gui.session.session", "gui.importing")
    heavy = {name for name in loaded if name.startswith(tuple(f"disclosure_desk.{room}" for room in rooms))}
    assert "disclosure_desk.store.store" in loaded
    assert heavy == set()
