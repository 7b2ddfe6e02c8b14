"""A finding is answered by keys: freely, from offered reasons, or by naming every source."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from disclosure_desk.checks.finding import Finding
from disclosure_desk.gui.report.explain_dialog import ExplainDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

WARNING = Finding("Y-IN-FORCE", "warning", "proactive", (), "应当是 6。", "", key="explanation.Y.1", explainable=True)


@pytest.fixture
def opened(qtbot):
    def open_for(finding):
        dialog = ExplainDialog(finding)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        return dialog

    return open_for


def test_a_sentence_is_typed_and_kept_by_keys(qtbot, opened):
    dialog = opened(WARNING)
    assert not dialog.accept_button.isEnabled()
    assert dialog.reasons.isHidden()
    dialog.edit.insertPlainText("属实")
    assert dialog.problem.text() == "请至少写 4 个字。"
    dialog.edit.insertPlainText("，已经\n  核对。")
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Tab)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Space)
    assert dialog.sentence == "属实，已经 核对。"


def test_an_offered_reason_fills_the_sentence(qtbot, opened):
    dialog = opened(replace(WARNING, reasons=("职能划转。", "统计口径调整。")))
    dialog.reasons.setFocus()
    qtbot.keyClick(dialog.reasons, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.reasons, Qt.Key.Key_Down)
    dialog.reasons.activated.emit(dialog.reasons.currentIndex())
    assert dialog.sentence == "统计口径调整。"
    dialog.reasons.activated.emit(0)
    assert dialog.sentence == "统计口径调整。"


def test_a_zero_report_is_attested_by_ticking_every_source(qtbot, opened):
    dialog = opened(replace(WARNING, sources=("信件", "网站")))
    qtbot.keyClick(dialog.sources[0], Qt.Key.Key_Space)
    assert dialog.problem.text() == "还没有写查过：网站。"
    assert not dialog.accept_button.isEnabled()
    qtbot.keyClick(dialog.sources[1], Qt.Key.Key_Space)
    assert dialog.sentence == "已逐一查过信件、网站，情况属实。"
    assert dialog.accept_button.isEnabled()
    qtbot.keyClick(dialog.sources[0], Qt.Key.Key_Space)
    qtbot.keyClick(dialog.sources[1], Qt.Key.Key_Space)
    assert dialog.sentence == ""


def test_what_was_said_can_be_withdrawn(qtbot, opened):
    assert opened(WARNING).withdraw_button.isHidden()
    dialog = opened(replace(WARNING, explanation="已经核实。"))
    assert dialog.sentence == "已经核实。"
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.withdraw_button, Qt.Key.Key_Space)
    assert dialog.sentence == ""


def test_escape_keeps_nothing(qtbot, opened):
    dialog = opened(WARNING)
    qtbot.keyClicks(dialog.edit, "xxxxxx")
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog.edit, Qt.Key.Key_Escape)
