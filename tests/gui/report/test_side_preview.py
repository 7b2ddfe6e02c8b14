"""The pages beside the form wait until the clerk pauses: what makes them and what answers a key share one lock."""

from threading import Event

import pytest
from PySide6.QtCore import Qt

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
CELL = "requests.received.business"


@pytest.fixture
def preview(qtbot, at_work):
    page = at_work.report_page
    page.show_preview(wanted=True)
    page.go_to(CELL)
    qtbot.waitUntil(lambda: page.preview.view.is_complete)
    page.preview._pause.setInterval(60_000)  # no longer than the test runs
    return page.preview


def test_pages_that_are_as_the_report_is_are_not_made_again_by_typing(qtbot, at_work, preview):
    qtbot.keyClicks(at_work.report_page.page.view, "5")
    assert not preview._pause.isActive()
    qtbot.keyClick(at_work.report_page.page.view.editor, Qt.Key.Key_Escape)
    assert not preview._pause.isActive()


def test_pages_in_the_making_are_dropped_by_the_next_key_and_made_after_the_next_pause(qtbot, at_work, preview):
    view, may_go = at_work.report_page.page.view, Event()
    qtbot.keyClicks(view, "5")
    qtbot.keyClick(view.editor, Qt.Key.Key_Return)
    assert preview._pause.isActive()
    preview._pause.stop()
    shown = preview.made
    preview.show_made_by(lambda: may_go.wait(5) and shown.printed)
    qtbot.keyClicks(view, "5")  # the digit that the editor had in the cell before
    assert preview._pause.isActive()
    may_go.set()
    preview.thread_.stop()
    assert preview.made is shown
    preview.refresh()
    qtbot.waitUntil(lambda: preview.made is not shown)
    assert preview.made.number == shown.number + 1
