from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from disclosure_desk.checks import check
from disclosure_desk.checks.stages import Gaps
from disclosure_desk.core.report import Change
from disclosure_desk.gui.report.findings_panel import FindingsPanel
from disclosure_desk.gui.widgets.palette import scheme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


@pytest.fixture
def findings(full_report):
    wanted = {"proactive.fee.amount": 5000, "proactive.rule_document.issued": 3, "requests.received.total": 7}
    full_report.apply([Change(place, full_report.value(place), value) for place, value in wanted.items()])
    return check(full_report)


@pytest.fixture
def panel(qtbot, form, findings):
    panel = FindingsPanel(form)
    qtbot.addWidget(panel)
    panel.resize(300, 700)
    panel.show_findings(findings)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def texts(panel):
    return [panel.list.item(row).text() for row in range(panel.list.count())]


def test_findings_stand_under_their_section_errors_first(panel, findings):
    shown = texts(panel)
    assert shown[0] == "二、主动公开政府信息情况"
    assert shown[1].startswith("必须改：表二“规章”")
    assert shown[2].startswith("要说明：表二“行政事业性收费”")
    assert shown[3] == "三、收到和处理政府信息公开申请情况"
    assert panel.title.text() == f"核对结果　{sum(one.is_open for one in findings)} 处"


def test_a_click_goes_to_the_finding(qtbot, panel):
    place = panel.list.visualItemRect(panel.list.item(2)).center()
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args[0].rule == "T2-FEE-UNIT"


def test_arrows_and_enter_go_to_the_finding(qtbot, panel):
    panel.list.setFocus()
    panel.list.setCurrentRow(1)
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.chosen) as chosen:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert chosen.args[0].rule == "T2-FEE-UNIT"


def test_a_heading_cannot_be_chosen(qtbot, panel):
    place = panel.list.visualItemRect(panel.list.item(0)).center()
    with qtbot.assertNotEmitted(panel.chosen):
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_next_goes_through_all_findings_and_round(panel, findings):
    seen = []
    panel.chosen.connect(seen.append)
    for _ in range(len(findings) + 1):
        panel.choose_next()
    assert seen == [*findings, findings[0]]


def test_next_without_findings_goes_nowhere(qtbot, panel):
    panel.show_findings(())
    with qtbot.assertNotEmitted(panel.chosen):
        panel.choose_next()


def test_the_finding_stood_on_stays_current_when_others_go(panel, findings):
    panel.list.setCurrentRow(2)
    panel.show_findings(findings[1:])
    assert panel.current == findings[1]


def test_a_chosen_cell_marks_the_finding_about_it(panel):
    panel.show_place("proactive.fee.amount")
    assert panel.current.rule == "T2-FEE-UNIT"
    panel.show_place("proactive.licence.decisions")
    assert panel.current is None


def test_a_finding_that_comes_up_about_the_chosen_cell_is_marked(panel, findings):
    panel.show_findings(())
    panel.show_place("proactive.fee.amount")
    panel.show_findings(findings)
    assert panel.current.rule == "T2-FEE-UNIT"


def test_without_findings_it_says_so(panel):
    panel.show_findings(())
    words = panel.findChild(type(panel.title), "empty")
    assert words.isVisible()
    assert words.text() == "没有发现问题"


@pytest.mark.parametrize("width", [180, 300, 600])
def test_every_message_has_the_room_it_needs(qtbot, panel, findings, width):
    panel.resize(width, 700)
    qtbot.waitUntil(lambda: panel.list.visualItemRect(panel.list.item(1)).width() > 0)
    item = panel.list.visualItemRect(panel.list.item(1))
    lines = panel.fontMetrics().horizontalAdvance(findings[0].message) // max(item.width(), 1)
    assert item.height() >= (lines + 2) * panel.fontMetrics().height()


def test_findings_are_measured_anew_for_another_width_or_face(qtbot, panel):
    def height():
        return panel.list.visualItemRect(panel.list.item(1)).height()

    narrow = height()
    panel.resize(600, 700)
    qtbot.waitUntil(lambda: height() < narrow)
    wide = height()
    font = panel.list.font()
    font.setPointSizeF(2 * font.pointSizeF())
    panel.list.setFont(font)
    qtbot.waitUntil(lambda: height() > wide)


def test_what_is_explained_is_told_with_its_explanation_and_no_longer_counted(panel, findings):
    explained = [replace(one, explanation="已经核实。") if one.severity == "warning" else one for one in findings]
    panel.show_findings(explained)
    assert any(words.startswith("已说明：") and words.endswith("说明：已经核实。") for words in texts(panel))
    assert panel.title.text() == f"核对结果　{sum(one.is_open for one in explained)} 处"
    panel.grab()


def test_a_finding_about_the_whole_report_stands_under_its_name(panel, findings):
    panel.show_findings([replace(findings[0], section="", cells=())])
    assert texts(panel)[0] == "整份报告"


def test_only_what_can_be_answered_offers_an_explanation(qtbot, panel):
    assert panel.menu_for(panel.list.item(0)) is None
    assert panel.menu_for(None) is None
    menus = {panel.list.item(row).text()[:3]: panel.menu_for(panel.list.item(row)) for row in (2, 4)}
    assert [action.text() for action in menus["要说明"].actions()] == ["转到", "说明…"]
    assert [action.text() for action in menus["必须改"].actions()][1:] == [
        "改：表三“一、本年新收政府信息公开申请数量”“总计”由 7 改为 86898321"
    ]
    with qtbot.waitSignal(panel.chosen):
        menus["要说明"].actions()[0].trigger()
    with qtbot.waitSignal(panel.explain_wanted) as wanted:
        menus["要说明"].actions()[1].trigger()
    assert wanted.args[0].rule == "T2-FEE-UNIT"


def test_the_likeliest_repair_is_told_and_any_can_be_taken_over(qtbot, panel, findings):
    leader = next(finding for finding in findings if finding.repairs)
    row = next(row for row, words in enumerate(texts(panel)) if "可能的改法" in words)
    assert texts(panel)[row].endswith(f"可能的改法：{leader.repairs[0].sentence}")
    with qtbot.waitSignal(panel.repair_wanted) as wanted:
        panel.menu_for(panel.list.item(row)).actions()[1].trigger()
    assert wanted.args[0] == leader.repairs[0]


@pytest.mark.qt_log_ignore("propagateSizeHints", "raise", "grabbing the keyboard")
def test_the_menu_opens_where_the_clerk_points(qtbot, panel):
    place = panel.list.visualItemRect(panel.list.item(2)).center()
    panel.list.customContextMenuRequested.emit(place)
    menu = QApplication.activePopupWidget()
    assert [action.text() for action in menu.actions()] == ["转到", "说明…"]
    qtbot.keyClick(menu, Qt.Key.Key_Escape)
    panel.list.customContextMenuRequested.emit(panel.list.visualItemRect(panel.list.item(0)).center())
    assert QApplication.activePopupWidget() is None


def test_what_is_only_blank_is_no_fault(panel, blank_report):
    found = check(blank_report)
    panel.show_findings(found, Gaps(blank_report))
    labels = {panel.list.item(row).text().partition("：")[0] for row in range(panel.list.count())}
    assert "必须改" not in labels
    assert "还没填" in labels
    image = panel.list.viewport().grab().toImage()
    pixels = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert scheme(is_dark=False).error.name() not in pixels
