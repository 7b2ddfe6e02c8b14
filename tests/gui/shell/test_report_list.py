import pytest
from PySide6.QtCore import Qt

from disclosure_desk.gui.shell.report_list import ListedReport, ReportList

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

REPORTS = [
    ListedReport(7, "2025 年", "涿河区金牛山办事处", "还有 3 处必须改", "2026-01-05 09:30"),
    ListedReport(3, "2024 年", "涿河区金牛山办事处", "可以定稿", "2025-01-20 16:02"),
]


@pytest.fixture
def reports(qtbot):
    reports = ReportList()
    qtbot.addWidget(reports)
    reports.resize(900, 600)
    with qtbot.waitExposed(reports):
        reports.show()
    return reports


def test_each_report_is_one_line_of_year_unit_state_and_change(reports):
    reports.show_reports(REPORTS)
    line = [reports.table.item(0, column).text() for column in range(4)]
    assert line == ["2025 年", "涿河区金牛山办事处", "还有 3 处必须改", "2026-01-05 09:30"]


def test_enter_opens_the_first_report(qtbot, reports):
    reports.show_reports(REPORTS)
    with qtbot.waitSignal(reports.opened) as opened:
        qtbot.keyClick(reports.table, Qt.Key.Key_Return)
    assert opened.args == [7]


def test_down_and_enter_open_the_second(qtbot, reports):
    reports.show_reports(REPORTS)
    qtbot.keyClick(reports.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(reports.opened) as opened:
        qtbot.keyClick(reports.table, Qt.Key.Key_Enter)
    assert opened.args == [3]


def test_double_click_opens(qtbot, reports):
    reports.show_reports(REPORTS)
    place = reports.table.visualItemRect(reports.table.item(1, 1)).center()
    with qtbot.waitSignal(reports.opened) as opened:
        qtbot.mouseClick(reports.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.mouseDClick(reports.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [3]


@pytest.mark.parametrize(("button", "wanted"), [("first_new", "new_wanted"), ("first_import", "import_wanted")])
def test_an_empty_desk_offers_how_to_begin(qtbot, reports, button, wanted):
    reports.show_reports([])
    assert not reports.table.isVisible()
    with qtbot.waitSignal(getattr(reports, wanted)):
        qtbot.mouseClick(getattr(reports, button), Qt.MouseButton.LeftButton)


def test_enter_in_a_list_without_reports_opens_nothing(qtbot, reports):
    reports.show_reports([])
    with qtbot.assertNotEmitted(reports.opened):
        qtbot.keyClick(reports.table, Qt.Key.Key_Return)
