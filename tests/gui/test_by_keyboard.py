"""A report is begun, filled, mended, explained and brought to approval with keys alone, each where the keyboard is."""

import pytest
from dialogs import all_shown, shown
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from disclosure_desk.checks.stages import Stage
from disclosure_desk.gui.report.explain_dialog import ExplainDialog
from disclosure_desk.gui.shell.new_report_dialog import NewReportDialog

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints|raise|grab")]
KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier
TEXTS = {
    "overview": [
        "办事处推进公开。",
        "发布信息六条。",
        "办理申请五件。",
        "逐件审查。",
        "维护网站专栏。",
        "开展培训两次。",
    ],
    "problems": ["一是公开内容不够丰富，将增加政策解读。二是人手不足，将安排专人负责。"],
    "other_matters": ["本年度没有收取信息处理费。没有其他需要报告的事项。"],
}


class Desk:
    """Presses keys where the keyboard is; a window that was before a dialog is in front again when that has gone."""

    def __init__(self, window):
        self.window = window

    def press(self, key, held=Qt.KeyboardModifier.NoModifier):
        if QApplication.focusWidget() is None:
            self.window.frame.activateWindow()
            QApplication.processEvents()
        QTest.keyClick(QApplication.focusWidget() or self.window.frame, key, held)
        QApplication.processEvents()


def write(words):
    """Type through an input method."""
    event = QInputMethodEvent("", [])
    event.setCommitString(words)
    QApplication.sendEvent(QApplication.focusWidget(), event)


def test_from_the_empty_desk_to_approval_with_keys_alone(qtbot, window):
    press = Desk(window).press
    press(KEY.Key_N, CONTROL)
    assert shown(window, NewReportDialog)
    write("涿河区望江街道办事处")
    press(KEY.Key_Return)
    page, document = window.report_page, window.report_page.document
    fill_tables(press, page)
    mend_by_the_button_of_the_finding(qtbot, press, page, document)
    write_texts(press, page, document)
    explain_what_is_asked(press, window, page)
    assert page.document.stages.next_step.stage == Stage.APPROVE
    press(KEY.Key_L, CONTROL)
    assert window.report_page is None


def fill_tables(press, page):
    for number in (2, 4):
        press(getattr(KEY, f"Key_{number}"), CONTROL)
        press(KEY.Key_0, CONTROL)
    press(KEY.Key_3, CONTROL)
    for figure in "50":
        QTest.keyClicks(QApplication.focusWidget(), figure)
        press(KEY.Key_Return)
    press(KEY.Key_0, CONTROL)
    assert page.document.report.value("requests.received.natural_person") == 5


def mend_by_the_button_of_the_finding(qtbot, press, page, document):
    """Five were received and none was decided on: the panel has opened what is wrong."""
    qtbot.waitUntil(lambda: page.findings.card is not None)
    press(KEY.Key_F6)
    press(KEY.Key_Tab)
    press(KEY.Key_Space)
    qtbot.waitUntil(lambda: not document.verdict.errors or not any(one.repairs for one in document.findings))
    press(KEY.Key_Z, CONTROL)
    assert document.verdict.errors
    press(KEY.Key_Y, CONTROL)


def write_texts(press, page, document):
    for number, (section, texts) in zip((1, 5, 6), TEXTS.items(), strict=True):
        press(getattr(KEY, f"Key_{number}"), CONTROL)
        assert page.current == section
        for words in texts:
            write(words)
            press(KEY.Key_Return, CONTROL)
    page.flush()
    assert list(document.report.texts.values()).count("") == 1  # the preface may be left out


def explain_what_is_asked(press, window, page):
    for _ in range(12):
        if page.document.stages.next_step.stage != Stage.CHECK:
            return
        press(KEY.Key_F8)
        finding = page.findings.current
        if finding.explainable and finding.is_open:
            press(KEY.Key_F7)
            assert shown(window, ExplainDialog)
            write(f"已逐一查过{'、'.join(finding.sources)}，情况属实。")
            press(KEY.Key_Return, CONTROL)
            assert not all_shown(window, ExplainDialog)
