"""The path in the window: where the next step leads, and what each of the stages opens."""

import pytest
from PySide6.QtCore import Qt

from disclosure_desk.checks.stages import Stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_next_step_leads_to_what_is_wrong(qtbot, at_work):
    page = at_work.report_page
    page.document.set_value("disputes.litigation_after.total", 77)
    qtbot.waitUntil(lambda: next_words(at_work) == "改这 1 处")
    qtbot.mouseClick(page.path.next_button, Qt.MouseButton.RightButton)
    assert page.current != "disputes"
    qtbot.mouseClick(page.path.next_button, Qt.MouseButton.LeftButton)
    assert page.findings.current == page.findings._shown[0]
    assert page.current == "disputes"


def test_the_next_step_of_a_new_report_is_its_first_cell_and_ctrl_enter_goes_there(qtbot, window, blank_report):
    window.session.open_report(window.session.take_in(blank_report))
    assert next_words(window) == "开始填写"
    qtbot.keyClick(window.frame, Qt.Key.Key_Return, CONTROL)
    assert (window.report_page.current, window.report_page.place) == ("proactive", "proactive.rule_document.issued")
    window.actions["zero"].trigger()
    qtbot.waitUntil(lambda: next_words(window) == "填剩下 156 格")
    window.actions["next_step"].trigger()
    assert window.report_page.place == "requests.received.natural_person"


def test_ctrl_enter_in_a_text_goes_to_the_next_one(qtbot, at_work):
    page = at_work.report_page
    page.enter_section("overview")
    editors = [box.editor for box in page.page.boxes.values()]
    qtbot.waitUntil(editors[0].hasFocus)
    for editor in (*editors[1:], editors[-1]):
        at_work.actions["next_step"].trigger()
        assert editor.hasFocus()


def test_ctrl_enter_in_the_last_text_of_a_section_does_the_next_step_of_the_form(qtbot, at_work):
    page = at_work.report_page
    page.document.set_value("problems", "")
    page.go_to("overview.supervision")
    qtbot.waitUntil(lambda: at_work.lead.text() == "Ctrl+Enter 写剩下 1 部分")
    qtbot.waitUntil(lambda: page.path.next_button.toolTip() == "写剩下 1 部分（Ctrl+Enter）")
    qtbot.keyClick(at_work.frame, Qt.Key.Key_Return, CONTROL)
    assert page.place == "problems"
    page.page.boxes["problems"].editor.insertPlainText("一是公开内容不够丰富，将增加政策解读。")
    qtbot.keyClick(at_work.frame, Qt.Key.Key_Return, CONTROL)
    assert page.document.report.texts["problems"]
    assert page.place == "problems" or page.findings.current is not None  # all is written: no approval is opened
    assert page.stage_page is None


def test_a_stage_ahead_has_its_page_and_another_stage_or_section_leads_back(qtbot, at_work):
    page = at_work.report_page
    at_work.frame.activateWindow()
    for number, stage in ((3, Stage.APPROVE), (1, None), (3, Stage.APPROVE), (2, None)):
        qtbot.keyClick(at_work.frame, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
        assert (page.stage_page is not None) == (stage is not None)
        assert [one for one, button in page.path.stages.items() if button.is_here] == [stage or Stage.CHECK]
    at_work.actions["stage 3"].trigger()
    assert not at_work.actions["zero"].isEnabled()
    qtbot.keyClick(at_work.frame, Qt.Key.Key_3, CONTROL)
    assert page.stage_page is None
    assert page.current == page.sections.section_ids[3]
    assert at_work.actions["zero"].isEnabled() == page.has_grid


@pytest.mark.parametrize("number", [4, 5])
def test_stages_ahead_open_and_say_what_they_wait_for(qtbot, at_work, number):
    qtbot.keyClick(at_work.frame, getattr(Qt.Key, f"Key_{number}"), Qt.KeyboardModifier.AltModifier)
    page = at_work.report_page
    assert "还缺部门初核" in page.stage_page.note.text()
    assert [one for one, button in page.path.stages.items() if button.is_here] == [list(Stage)[number - 1]]
    assert next_words(at_work) == "送审…"
    page.path.next_button.click()
    assert page.path.stages[Stage.APPROVE].is_here


def test_the_first_two_stages_lead_to_cells_and_findings(qtbot, at_work):
    page = at_work.report_page
    page.document.set_value("disputes.reconsideration.upheld", None)
    page.document.set_value("proactive.fee.amount", 5000)
    qtbot.waitUntil(lambda: next_words(at_work) == "填剩下 1 格")
    qtbot.mouseClick(page.path.stages[Stage.FILL], Qt.MouseButton.LeftButton)
    assert page.place == "disputes.reconsideration.upheld"
    qtbot.mouseClick(page.path.stages[Stage.CHECK], Qt.MouseButton.LeftButton)
    assert page.findings.current is not None


def test_all_stages_are_named_for_whom_cannot_see_them(at_work):
    names = [button.accessibleName() for button in at_work.report_page.path.stages.values()]
    assert names == ["填写，166 / 166 格，完成", "核对，完成，现在在这里", "审核，0 / 4 人", "定稿", "交付"]


def next_words(window):
    return window.report_page.path.next_button.text().strip()
