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
