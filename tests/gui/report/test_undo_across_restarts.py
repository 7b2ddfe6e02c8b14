"""A report that is closed and opened again can be undone as if it had stayed open, each step by its name."""

import pytest
from PySide6.QtCore import Qt

from disclosure_desk.core.report import Change
from disclosure_desk.gui.session.undo_text import step_words
from disclosure_desk.store.undo_history import UndoStep

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

CELL, OTHER = "requests.received.business", "proactive.licence.decisions"
CONTROL = Qt.KeyboardModifier.ControlModifier


def reopen(window):
    number = window.report_page.document.report_id
    window.session.close_report()
    window.session.open_report(number)
    return window.report_page


@pytest.fixture
def blank_at_work(window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    return window


def test_steps_are_taken_back_and_brought_back_by_keys_after_a_restart(qtbot, blank_at_work):
    blank_at_work.report_page.document.set_value(CELL, 1)
    blank_at_work.report_page.document.edit([Change(CELL, 1, 2), Change(OTHER, None, 3)], "paste")
    page = reopen(blank_at_work)
    assert blank_at_work.actions["undo"].text() == "撤销：粘贴 2 格"
    assert not blank_at_work.actions["redo"].isEnabled()
    qtbot.keyClick(blank_at_work.frame, Qt.Key.Key_Z, CONTROL)
    assert (page.document.report.value(CELL), page.document.report.value(OTHER)) == (1, None)
    assert blank_at_work.frame.statusBar().currentMessage() == "已撤销：粘贴 2 格"
    assert page.current == "proactive"
    page = reopen(blank_at_work)
    assert blank_at_work.actions["redo"].text() == "重做：粘贴 2 格"
    qtbot.keyClick(blank_at_work.frame, Qt.Key.Key_Y, CONTROL)
    assert page.document.report.value(OTHER) == 3
    page.undo()
    page.undo()
    assert page.document.report.value(CELL) is None
    assert blank_at_work.actions["undo"].text() == "撤销"
    assert not blank_at_work.actions["undo"].isEnabled()


def test_an_edit_after_an_undo_forgets_what_was_taken_back_across_a_restart(blank_at_work):
    document = blank_at_work.report_page.document
    document.set_value(CELL, 1)
    document.undo()
    document.set_value(OTHER, 5)
    page = reopen(blank_at_work)
    assert not page.document.history.undone
    assert len(page.document.history.done) == 1


def test_a_sealed_report_gives_nothing_to_undo(blank_at_work):
    document = blank_at_work.report_page.document
    document.set_value(CELL, 1)
    document.forget_steps()
    assert not blank_at_work.actions["undo"].isEnabled()
    assert not document.undo()
    assert document.report.value(CELL) == 1


def test_an_explanation_taken_back_is_shown_at_its_finding(qtbot, make_window, pasted_path):
    at_work = make_window(pasted_path)
    qtbot.waitUntil(lambda: at_work.report_page is not None)
    page = at_work.report_page
    finding = [one for one in page.document.findings if one.explainable and one.cells][-1]
    page.document.explain(finding, "核对过，属实。")
    page.enter_section("preface")
    at_work.actions["undo"].trigger()
    assert page.current == at_work.session.form.section_of(finding.cells[0]).id != "preface"
    assert page.findings.current.key == finding.key
    assert not page.findings.current.explanation
    assert at_work.frame.statusBar().currentMessage() == "已撤销：说明"
    page.enter_section("preface")
    at_work.actions["redo"].trigger()  # without a screen no window is the active one for keys after a dialog
    assert page.findings.current.explanation == "核对过，属实。"
    assert page.current != "preface"


def test_an_explanation_of_a_finding_that_is_no_more_moves_nobody(at_work):
    page = at_work.report_page
    page.document.edit([Change("explanation.NO-SUCH.0123456789ab", "", "不在了")])
    page.enter_section("preface")
    page.undo()
    assert page.current == "preface"


@pytest.mark.parametrize(
    ("action", "places", "words"),
    [
        ("paste", [CELL, OTHER, CELL], "粘贴 2 格"),
        ("paste", ["overview.lead", "overview.on_request"], "分到各段"),
        ("clear", [CELL], "清除 1 格"),
        ("fill_zero", [CELL, OTHER], "其余填 0（2 格）"),
        ("rename", ["unit", "year"], "改名称"),
        ("edit", ["year"], "改名称"),
        ("update", [CELL, OTHER], "导入更新 2 处"),
        ("edit", [CELL, OTHER], "改动 2 处"),
        ("edit", [OTHER], "填写表二“行政许可”“本年处理决定数量”"),
        ("undo", ["problems"], "填写“五、存在的主要问题及改进情况”"),
        ("edit", ["explanation.T3-PENDING-HIGH.0123456789ab"], "说明"),
    ],
)
def test_every_step_has_a_name(form, action, places, words):
    assert step_words(form, UndoStep(action, tuple(Change(place, "", "") for place in places))) == words
