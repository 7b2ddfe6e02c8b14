"""What was being typed when the desk broke off is there again, at its place, and the clerk decides about it."""

import os
import re
import subprocess
import sys
import time
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from disclosure_desk.core.report import Change
from disclosure_desk.gui.operators.login import LoginDialog
from disclosure_desk.gui.report.autosave import input_autosave
from disclosure_desk.gui.report.autosave.crash_recovery import CrashRecoveryBar
from disclosure_desk.gui.report.autosave.input_autosave import INTERVAL
from disclosure_desk.gui.widgets.message_dialog import MessageDialog
from disclosure_desk.store.paths import UNSAVED_INPUT
from disclosure_desk.store.recovery.unsaved_input import read_unsaved_input
from disclosure_desk.store.store import Store

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

CELL, TEXT = "proactive.licence.decisions", "problems"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "desk"


@pytest.fixture
def blank_at_work(window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    return window


def editor(window, place=TEXT):
    return window.report_page.page.boxes[place].editor


def type_text(qtbot, window, words):
    window.report_page.enter_section("problems")
    window.report_page.page.boxes[TEXT]._pause.setInterval(60_000)  # a clerk who does not pause
    qtbot.keyClicks(editor(window), words)


def type_figure(qtbot, window, keys):
    window.report_page.go_to(CELL)
    qtbot.keyClicks(window.report_page.page.view, keys)


def keeper(window):
    return window.features.restore._autosave


def kept(window):
    return read_unsaved_input(window.session.folder, window.session.store.file_id)


def break_off(window):
    """As a kill does: the files stay as they are, and nothing is tidied up."""
    keeper(window).save()
    keeper(window).end = lambda: None
    keeper(window)._timer.stop()
    window.session.store.close()
    keeper(window)._timer.timeout.disconnect()
    window.features.restore._autosave = None
    window.session._store = window.frame.content = None
    window.report_page.flush = lambda: True
    window.frame.hide()


@pytest.fixture
def open_again(qtbot, make_window):
    def run(source=None):
        window = make_window(source)
        qtbot.waitUntil(lambda: window.session.is_open)
        return window

    return run


def boxes(window):
    return [box for box in window.frame.findChildren(MessageDialog) if box.isVisible()]


def bars(window):
    return [bar for bar in window.report_page.findChildren(CrashRecoveryBar) if not bar.isHidden()]


def test_half_a_paragraph_is_there_again_and_not_stored(qtbot, blank_at_work, open_again):
    type_text(qtbot, blank_at_work, "abc")
    break_off(blank_at_work)
    window = open_again()
    page = window.report_page
    assert page.current == "problems"
    assert editor(window).text() == "abc"
    assert editor(window).textCursor().position() == 3
    assert page.document.report.texts[TEXT] == ""
    (bar,) = bars(window)
    assert re.fullmatch(
        r"上次没有正常退出，恢复了正在填的“五、存在的主要问题及改进情况”（\d\d:\d\d 的内容），还没有保存。",
        bar.words.text(),
    )


def test_another_window_in_between_decides_nothing(qtbot, blank_at_work, open_again):
    type_text(qtbot, blank_at_work, "abc")
    break_off(blank_at_work)
    window = open_again()
    window.report_page.sections.setFocus()
    editor(window).left.emit()
    assert window.report_page.document.report.texts[TEXT] == ""
    editor(window).setFocus()
    qtbot.keyClicks(editor(window), "d")
    qtbot.waitUntil(lambda: window.report_page.document.report.texts[TEXT] == "abcd")
    assert not bars(window)


def test_what_came_back_is_stored_by_a_button(qtbot, blank_at_work, open_again):
    type_text(qtbot, blank_at_work, "abc")
    break_off(blank_at_work)
    window = open_again()
    (bar,) = bars(window)
    qtbot.mouseClick(bar.buttons["保存"], Qt.MouseButton.LeftButton)
    assert window.report_page.document.report.texts[TEXT] == "abc"
    assert not bars(window)


def test_what_came_back_is_given_up_by_a_button(qtbot, blank_at_work, open_again):
    type_text(qtbot, blank_at_work, "abc")
    break_off(blank_at_work)
    window = open_again()
    (bar,) = bars(window)
    qtbot.mouseClick(bar.buttons["不要恢复的内容"], Qt.MouseButton.LeftButton)
    assert editor(window).text() == ""
    assert not window.report_page.unstored
    keeper(window).save()
    assert kept(window).texts == {}


def test_what_came_back_outlives_the_next_crash_too(qtbot, blank_at_work, open_again):
    type_text(qtbot, blank_at_work, "abc")
    break_off(blank_at_work)
    second = open_again()
    assert kept(second).texts[TEXT].text == "abc"
    break_off(second)
    assert editor(open_again()).text() == "abc"


def test_half_a_figure_is_in_its_cell_again(qtbot, blank_at_work, open_again):
    type_figure(qtbot, blank_at_work, "1-2")
    break_off(blank_at_work)
    window = open_again()
    view = window.report_page.page.view
    assert (window.report_page.place, view.editor.is_open, view.editor.text()) == (CELL, True, "1-2")
    assert "表二“行政许可”“本年处理决定数量”" in bars(window)[0].words.text()
    view.editor.setText("12")
    qtbot.keyClick(view.editor, Qt.Key.Key_Return)
    assert window.report_page.document.report.value(CELL) == 12
    assert not bars(window)


def test_a_figure_that_came_back_is_given_up_by_escape(qtbot, blank_at_work, open_again):
    type_figure(qtbot, blank_at_work, "12")
    break_off(blank_at_work)
    window = open_again()
    keeper(window)._timer.setInterval(0)
    qtbot.keyClick(window.report_page.page.view.editor, Qt.Key.Key_Escape)
    assert window.report_page.document.report.value(CELL) is None
    qtbot.waitUntil(lambda: kept(window).texts == {})


def test_a_figure_that_came_back_is_given_up_by_a_button(qtbot, blank_at_work, open_again):
    type_figure(qtbot, blank_at_work, "12")
    break_off(blank_at_work)
    window = open_again()
    qtbot.mouseClick(bars(window)[0].buttons["不要恢复的内容"], Qt.MouseButton.LeftButton)
    assert not window.report_page.page.view.editor.isVisible()
    assert window.report_page.document.report.value(CELL) is None


def test_a_clerk_who_typed_nothing_stands_where_they_stood(blank_at_work, open_again):
    blank_at_work.report_page.go_to("requests.received.business")
    break_off(blank_at_work)
    window = open_again()
    assert window.report_page.place == "requests.received.business"
    assert "填好的内容都在" in bars(window)[0].words.text()


def change_behind_the_desk(folder, *changes):
    with Store.open(folder) as store:
        store.apply(1, changes, "edit")


def test_what_no_longer_fits_is_shown_and_kept_aside(qtbot, blank_at_work, open_again, folder):
    type_text(qtbot, blank_at_work, "abc " * 20)
    break_off(blank_at_work)
    change_behind_the_desk(folder, Change(TEXT, "", "别的"))
    window = open_again()
    assert editor(window).text() == "别的"
    (bar,) = bars(window)
    assert "没有放回去，那里存的内容已经不一样" in bar.words.text()
    assert "abc abc" in bar.words.text()
    qtbot.mouseClick(bar.buttons["复制"], Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "abc " * 20
    assert len(list(folder.glob(f"{UNSAVED_INPUT}-*"))) == 1


def test_what_was_stored_after_all_is_not_brought_back(qtbot, blank_at_work, open_again, folder):
    type_text(qtbot, blank_at_work, "abc")
    break_off(blank_at_work)
    change_behind_the_desk(folder, Change(TEXT, "", "abc"))
    assert "填好的内容都在" in bars(open_again())[0].words.text()


def test_a_report_that_was_sealed_since_only_shows_what_was_typed(qtbot, blank_at_work, open_again, folder):
    type_text(qtbot, blank_at_work, "abc")
    break_off(blank_at_work)
    with Store.open(folder) as store:
        about = {"version": 1, "file": "a.zip", "sha256": "0" * 64, "digest": "0" * 64, "form": "2021", "rules": "1"}
        store.record_act(1, "seal", about)
    window = open_again()
    assert editor(window).text() == ""
    assert "没有放回去，这份报告现在不能改" in bars(window)[0].words.text()


def test_a_broken_file_stops_nobody_and_is_put_aside(qtbot, blank_at_work, open_again, folder):
    type_text(qtbot, blank_at_work, "abc")
    break_off(blank_at_work)
    content = (folder / UNSAVED_INPUT).read_bytes()
    (folder / UNSAVED_INPUT).write_bytes(content[:-5])
    window = open_again()
    assert window.report_page is None
    assert [path.read_bytes() for path in folder.glob(f"{UNSAVED_INPUT}-*")] == [content[:-5]]


def test_a_report_that_is_gone_is_not_opened(qtbot, blank_at_work, open_again, folder, pasted_path):
    page = blank_at_work.report_page
    type_text(qtbot, blank_at_work, "abc")
    page.document.report_id = 99
    break_off(blank_at_work)
    window = open_again(pasted_path)
    assert window.report_page is None
    assert len(list(folder.glob(f"{UNSAVED_INPUT}-*"))) == 1
    qtbot.waitUntil(lambda: bool(boxes(window)))
    assert [box.words.text() for box in boxes(window) if "没有导入" in box.windowTitle()] == []


def test_a_file_given_at_the_start_waits_for_what_came_back(qtbot, blank_at_work, open_again, pasted_path):
    type_text(qtbot, blank_at_work, "abc")
    break_off(blank_at_work)
    window = open_again(pasted_path)
    assert editor(window).text() == "abc"
    assert len(window.session.store.reports()) == 1
    (box,) = boxes(window)
    assert pasted_path.name in box.words.text() + box.more.text()


def test_an_orderly_end_opens_the_list_with_the_last_report_chosen(
    qtbot, window, make_window, full_report, blank_report
):
    blank_report.apply([Change("year", 2025, 2024)])
    window.session.take_in(full_report)
    window.session.open_report(window.session.take_in(blank_report))
    type_text(qtbot, window, "abc")
    keeper(window).save()
    window.frame.close()
    assert not (window.frame.folder / UNSAVED_INPUT).exists()
    again = make_window()
    qtbot.waitUntil(lambda: again.session.is_open)
    assert again.report_page is None
    assert again.list.table.currentRow() == 1
    qtbot.keyClick(again.list.table, Qt.Key.Key_Return)
    assert again.report_page.document.report.texts[TEXT] == "abc"


def test_going_back_to_the_list_keeps_the_report_chosen_and_nothing_typed(window, full_report, blank_report):
    blank_report.apply([Change("year", 2025, 2024)])
    window.session.take_in(full_report)
    window.session.open_report(window.session.take_in(blank_report))
    keeper(window).save()
    window.session.close_report()
    assert window.list.table.currentRow() == 1
    assert not (window.session.folder / UNSAVED_INPUT).exists()


def test_the_file_follows_within_a_second_and_forgets_what_is_stored(qtbot, blank_at_work):
    assert keeper(blank_at_work)._timer.interval() == INTERVAL < 1000
    keeper(blank_at_work)._timer.setInterval(0)
    type_text(qtbot, blank_at_work, "abc")
    qtbot.waitUntil(lambda: bool(kept(blank_at_work) and kept(blank_at_work).texts))
    blank_at_work.report_page.flush()
    qtbot.waitUntil(lambda: kept(blank_at_work).texts == {})


@pytest.mark.slow
def test_at_most_one_file_an_interval_is_written(qtbot, blank_at_work, monkeypatch):
    written = []
    monkeypatch.setattr(input_autosave, "write_unsaved_input", lambda *_: written.append(time.monotonic()))
    type_text(qtbot, blank_at_work, "a")
    keys, end = 0, time.monotonic() + 60
    while len(written) < 3 and time.monotonic() < end:
        qtbot.keyClicks(editor(blank_at_work), "b")
        qtbot.wait(20)
        keys += 1
    assert len(written) == 3 < keys
    assert all(later - earlier > INTERVAL / 1000 - 0.05 for earlier, later in pairwise(written))


def test_a_disk_that_takes_no_file_is_told_once(qtbot, blank_at_work, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    said = []
    keeper(blank_at_work).failed.connect(said.append)
    with monkeypatch.context() as full:
        full.setattr(input_autosave, "write_unsaved_input", refuse)
        type_text(qtbot, blank_at_work, "abc")
        keeper(blank_at_work).save()
        keeper(blank_at_work).save()
    assert len(said) == 1
    assert said[0].startswith("正在填的内容没能记下来")
    keeper(blank_at_work).save()
    assert kept(blank_at_work).texts[TEXT].text == "abc"


def test_nothing_is_opened_before_somebody_says_who_they_are(qtbot, blank_at_work, open_again, folder):
    type_text(qtbot, blank_at_work, "abc")
    break_off(blank_at_work)
    with Store.open(folder) as store:
        store.put_settings({"operators": "王某"})
    window = open_again()
    (dialog,) = [one for one in window.frame.findChildren(LoginDialog) if one.isVisible()]
    assert window.report_page is None
    dialog.leave_button.click()
    qtbot.waitUntil(lambda: not window.frame.isVisible())
    assert (folder / UNSAVED_INPUT).exists()
    window = open_again()
    (dialog,) = [one for one in window.frame.findChildren(LoginDialog) if one.isVisible()]
    qtbot.keyClick(dialog.form.go_button, Qt.Key.Key_Space)
    assert editor(window).text() == "abc"
    assert window.report_page.document.report.texts[TEXT] == ""


TYPIST = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from disclosure_desk.core.form_file import load_form
from disclosure_desk.gui import app
from disclosure_desk.core.report import new_report

begin, count = app.begin, 0

def begin_and_type(application, source, frame):
    begin(application, source, frame)
    for _ in range(2):  # the features begin when the list is painted
        QApplication.processEvents()
    window = frame.content
    window.session.open_report(window.session.take_in(new_report(window.session.form, "甲街道办事处", 2025)))
    window.report_page.enter_section("problems")
    type_on(window.report_page.page.boxes["problems"].editor)

def type_on(editor):
    global count
    count += 1
    print(count, time.monotonic(), flush=True)
    QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, "半"))
    QTimer.singleShot(40, lambda: type_on(editor))

app.begin = begin_and_type
app.open_window(Path(sys.argv[1]))
"""


@pytest.mark.slow
def test_a_killed_desk_opens_with_half_a_paragraph_a_second_old_at_most(open_again, folder):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    keys = {}
    with subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(folder)], env=environment, stdout=subprocess.PIPE, text=True
    ) as typist:
        for line in typist.stdout:
            count, moment = line.split()
            keys[int(count)] = float(moment)
            if keys[int(count)] - keys[1] > 2:
                break
        typist.kill()
        keys |= {int(count): float(moment) for count, moment in (line.split() for line in typist.stdout)}
    window = open_again()
    assert window.report_page.current == "problems"
    text, stored = editor(window).text(), window.report_page.document.report.texts[TEXT]
    assert set(text) == {"半"}
    assert text.startswith(stored)
    moments = sorted(keys.values())
    pause = max(later - earlier for earlier, later in pairwise(moments))  # 0.04 s where nothing else runs
    lost = [moment for count, moment in keys.items() if count > len(text)]
    age = moments[-1] - min(lost, default=moments[-1])
    print(f"lost {len(lost)} of {len(keys)} keys, the oldest {age:.2f} s old, {len(stored)} stored")  # noqa: T201
    assert age < 1.5 + 4 * pause
    assert len(text) > len(stored) or age < 1 + pause
    db = window.session.store.connection_for_tests
    pragmas = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert pragmas == ["delete", 3]


@pytest.mark.parametrize(
    "content", [b"\0" * 500, b"[General]\ngeometry=abc\nreport=x", b"geometry=1, 2", b"geometry=@Rect(1 2 3 4)"]
)
def test_spoilt_settings_of_the_window_keep_nobody_from_working(make_window, tmp_path, content):
    (tmp_path / "desk").mkdir(exist_ok=True)
    (tmp_path / "desk" / "window.ini").write_bytes(content)
    assert make_window().session.is_open
