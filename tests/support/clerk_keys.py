"""Typing into dialogs as a clerk does, and looking at what came of it."""

import pytest
from dialogs import dialog_of, widget_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from disclosure_desk.gui.importing.review_dialog import ReviewDialog
from disclosure_desk.store.errors import StoreError

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


def confirming_at(qtbot, window):
    """The confirm screen, with the keyboard in it."""
    dialog = dialog_of(qtbot, window, ReviewDialog)
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or widget_of(window)))
    return dialog


def type_keys(dialog, *keys, modifier=Qt.KeyboardModifier.NoModifier):
    """Press keys where the keyboard is."""
    for key in keys:
        widget = QApplication.focusWidget() or dialog
        if isinstance(key, str):
            QTest.keyClicks(widget, key)
        else:
            QTest.keyClick(widget, key, modifier)


def value(window, place, report_id=None):
    """What a second look at the store gives."""
    return window.session.report(report_id or window.report_page.document.report_id).value(place)


def events(window):
    """The trail of the open report: action, place, before, after."""
    told = window.session.store.events(window.report_page.document.report_id)
    return [
        (one.action, *((one.change.place, one.change.before, one.change.after) if one.change else ())) for one in told
    ]


def refuse(*_args, **_names):
    raise StoreError("磁盘满了。")
