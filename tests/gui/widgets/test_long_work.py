"""Long work is stopped by its button, and else goes on to the end without a word."""

from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from disclosure_desk.core.stopping import StoppedError
from disclosure_desk.gui.widgets import wait_dialog
from disclosure_desk.gui.widgets.long_work import long_work, work_apart
from disclosure_desk.gui.widgets.wait_dialog import WaitDialog, Work

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_it_says_how_far_it_is_and_ends_where_that_is_wanted(parent, monkeypatch):
    monkeypatch.setattr(wait_dialog.WaitDialog.__init__, "__kwdefaults__", {"stop": "停止", "after": 0})
    shown = []

    def work():
        with long_work(parent, Work("备份", "backup", "正在查找……")) as progress:
            for done in range(5):
                progress(done, 5)
                dialog = parent.findChild(WaitDialog)
                shown.append((dialog.isVisible(), dialog.words.text(), dialog.bar.value(), dialog.bar.maximum()))
                if done == 2:
                    dialog.stop_button.click()

    with pytest.raises(StoppedError):
        work()
    assert shown[-1] == (True, "正在查找……", 2, 5)
    assert len(shown) == 3


def test_what_is_done_soon_shows_nothing(parent):
    with long_work(parent, Work("备份", "backup", "正在备份……")) as progress:
        for done in range(3):
            progress(done, 3)
            assert not parent.findChild(WaitDialog).isVisible()


def test_in_a_thread_of_its_own_it_is_stopped_by_the_button_while_the_window_answers(parent, monkeypatch):
    monkeypatch.setattr(wait_dialog.WaitDialog.__init__, "__kwdefaults__", {"stop": "停止", "after": 0})
    was_told, begun = Event(), []

    def work(progress):
        begun.append(current_thread())
        while True:
            progress(2, 5)
            was_told.set()

    def press():
        dialog = parent.findChild(WaitDialog)
        if was_told.is_set() and dialog.isVisible() and dialog.bar.value() == 2:
            begun.append((dialog.words.text(), dialog.bar.maximum()))
            dialog.stop_button.click()

    timer = QTimer(parent, interval=5)
    timer.timeout.connect(press)
    timer.start()
    with pytest.raises(StoppedError):
        work_apart(parent, Work("恢复备份", "restore", "正在恢复备份……"), work)
    assert begun[0] is not main_thread()
    assert begun[1] == ("正在恢复备份……", 5)


def test_what_is_made_in_a_thread_comes_back_and_so_does_what_went_wrong(parent):
    assert work_apart(parent, Work("恢复备份", "restore", "正在恢复备份……"), lambda _: 7) == 7
    with pytest.raises(ZeroDivisionError):
        work_apart(parent, Work("恢复备份", "restore", "正在恢复备份……"), lambda _: 1 // 0)
