"""The page of a report is there while the report is open, and leaves the memory when another is opened, or none."""

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from disclosure_desk.core.report import Change
from disclosure_desk.gui.report.report_page import ReportPage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def two_reports(window, full_report, blank_report):
    """The ids of two reports."""
    blank_report.apply([Change("year", 2025, 2024)])
    return [window.session.take_in(report) for report in (full_report, blank_report)]


def settle():
    """Let everything happen that waits, deletions too."""
    for _ in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def pages_alive():
    """The pages that Python or Qt still keeps."""
    return [one for one in gc.get_objects() if isinstance(one, ReportPage)]


def use(qtbot, window):
    """Go through the sections, type, undo, look at findings and at the pages, as one does with a report."""
    page = window.report_page
    for number in range(len(page.sections.section_ids)):
        qtbot.keyClick(window.frame, Qt.Key(Qt.Key.Key_1 + number), CONTROL)
    page.document.set_value("disputes.litigation_after.total", 5)
    window.actions["undo"].trigger()
    window.actions["next_finding"].trigger()
    window.actions["sign"].trigger()
    window.actions["side_preview"].setChecked(True)
    qtbot.waitUntil(lambda: page.preview.made is not None)
    for dialog in QApplication.topLevelWidgets():
        if dialog is not window.frame and dialog.isVisible():
            dialog.close()
    return weakref.ref(page), weakref.ref(page.document), weakref.ref(page.preview)


@pytest.mark.slow
@pytest.mark.parametrize("is_list_between", [True, False])
def test_closed_reports_leave_the_memory(qtbot, window, two_reports, is_list_between):
    kept = []
    for count in range(6):
        window.session.open_report(two_reports[count % 2])
        kept += use(qtbot, window)
        if is_list_between:
            window.session.close_report()
            settle()
            assert pages_alive() == []
    window.session.close_report()
    settle()
    assert [one() for one in kept] == [None] * len(kept)


@pytest.mark.slow
def test_of_forty_opened_pages_one_is_alive(window, two_reports):
    for count in range(40):
        window.session.open_report(two_reports[count % 2])
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle()
    (page,) = pages_alive()
    assert page is window.report_page
    assert Shiboken.isValid(page)


def test_why_nothing_may_be_changed_is_said_no_longer_once_it_may(at_work):
    document, said = at_work.report_page.document, at_work.frame.statusBar().currentMessage
    for lock in ("已经有人审核过。", "已经定稿。", ""):
        document.set_lock(lock)
        assert said() == (lock or "每一处修改都会马上保存。")
    document.set_lock("已经定稿。")
    at_work.session.status.emit("已导出。")
    document.set_lock("")
    assert said() == "已导出。"  # what was said since stays


KEY = Qt.Key
REFUSED, DECIMAL = "“c”不是数字。这里只能填数字，例如 12。", "“1.5”：这里只能填整数，不能有小数。"
SAID = {
    "another key is refused too": ("cc", REFUSED),
    "a figure is begun": ("c5", ""),
    "the clerk goes on": (["c", KEY.Key_Down], ""),
    "a figure is refused": (["1.5", KEY.Key_Return], DECIMAL),
    "it is mended": (["1.5", KEY.Key_Return, KEY.Key_Backspace], ""),
    "it is given up": (["1.5", KEY.Key_Return, KEY.Key_Escape], ""),
    "it is mended to what stood": (["1.5", KEY.Key_Return, KEY.Key_Backspace, KEY.Key_Backspace, KEY.Key_Return], ""),
}


def test_the_status_line_says_no_longer_what_holds_no_longer(qtbot, at_work):
    document, place = at_work.report_page.document, "requests.received.business"
    at_work.report_page.enter_section("requests")
    view = at_work.report_page.page.view
    for case, (keys, expected) in SAID.items():
        document.set_value(place, 1)
        view.choose(place)
        at_work.session.status.emit("")
        for one in keys:
            keyboard = view.editor if view.editor.is_open else view
            qtbot.keyClicks(keyboard, one) if isinstance(one, str) else qtbot.keyClick(keyboard, one)
        assert (case, at_work.frame.statusBar().currentMessage()) == (case, expected)
        at_work.report_page.give_up(place)
    document.set_value(place, 2)
    qtbot.keyClicks(view, "c")
    qtbot.keyClick(view, KEY.Key_Z, CONTROL)  # what was said since stays
    assert at_work.frame.statusBar().currentMessage().startswith("已撤销")
