from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from disclosure_desk.gui.session.listed_report import ListedReport
from disclosure_desk.gui.session.news import NewsLine
from disclosure_desk.gui.shell.report_list import ReportList
from disclosure_desk.gui.shell.report_table import CHANGED, MORE, PATH, UNIT
from disclosure_desk.gui.widgets.palette import scheme

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

REPORTS = [
    ListedReport(
        7,
        "2025 年",
        "涿河区金牛山办事处",
        "还有 3 处必须改",
        "今天 09:30",
        ("done", "error", "ahead", "ahead", "ahead"),
        "草稿　3 处必须改",
        "error",
        "改这 3 处",
        "166 格已填齐，规定的文字都有了。还有 3 处必须改。",
    ),
    ListedReport(
        3, "2024 年", "涿河区金牛山办事处", "已定稿", "2025-01-20", ("done",) * 5, "已定稿　第 1 版 · 已公布", "done"
    ),
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
    line = [reports.table.item(0, column).text() for column in range(5)]
    path = "完成，必须改，还没到，还没到，还没到"
    assert line == ["2025 年", "涿河区金牛山办事处", path, "还有 3 处必须改", "今天 09:30"]


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


@pytest.mark.parametrize(("button", "wanted"), [("first_new", "new_wanted"), ("first_import", "last_year_wanted")])
def test_an_empty_desk_offers_how_to_begin(qtbot, reports, button, wanted):
    reports.show_reports([])
    assert not reports.table.isVisible()
    with qtbot.waitSignal(getattr(reports, wanted)):
        qtbot.mouseClick(getattr(reports.beginning, button), Qt.MouseButton.LeftButton)


def test_enter_in_a_list_without_reports_opens_nothing(qtbot, reports):
    reports.show_reports([])
    with qtbot.assertNotEmitted(reports.opened):
        qtbot.keyClick(reports.table, Qt.Key.Key_Return)


def test_the_first_card_goes_on_with_what_is_not_finished(qtbot, reports):
    reports.show_reports(REPORTS)
    assert reports.first.button.text().strip() == "继续：改这 3 处"
    assert reports.first.words.text() == "166 格已填齐，规定的文字都有了。还有 3 处必须改。"
    with qtbot.waitSignal(reports.continued) as wanted:
        qtbot.mouseClick(reports.first.button, Qt.MouseButton.LeftButton)
    assert wanted.args == [7]
    reports.show_reports(REPORTS[1:])
    assert not reports.first.isVisible()
    assert not reports.first_title.isVisible()


def test_the_report_that_was_worked_on_last_is_the_one_to_go_on_with(reports):
    other = REPORTS[0]._replace(id=9, unit="涿河区市场监督管理局")
    reports.show_reports([REPORTS[0], other], "9")
    assert reports.first.title.text().startswith("涿河区市场监督管理局")


def test_enter_presses_the_button_with_the_keyboard(qtbot, reports):
    reports.show_reports(REPORTS)
    reports.first.button.setFocus()
    with qtbot.waitSignal(reports.continued):
        qtbot.keyClick(reports.first.button, Qt.Key.Key_Return)
    reports.show_reports([])
    with qtbot.waitSignal(reports.last_year_wanted):
        qtbot.keyClick(reports.beginning.first_import, Qt.Key.Key_Return)


def test_words_of_unit_or_year_find_reports_and_esc_clears_them(qtbot, reports):
    other = REPORTS[0]._replace(id=9, unit="涿河区市场监督管理局")
    reports.show_reports([*REPORTS, other])
    qtbot.keyClicks(reports.search, "2024")
    assert [reports.table.isRowHidden(row) for row in range(3)] == [True, False, True]
    reports.search.setText("2025 市场")
    assert [reports.table.isRowHidden(row) for row in range(3)] == [True, True, False]
    qtbot.keyClick(reports.search, Qt.Key.Key_Escape)
    assert not any(reports.table.isRowHidden(row) for row in range(3))


def test_enter_after_a_search_opens_a_report_that_is_found(qtbot, reports):
    other = REPORTS[0]._replace(id=9, unit="涿河区市场监督管理局")
    reports.show_reports([*REPORTS, other])
    reports.search.setText("市场")
    assert reports._count.text() == "找到 1 份，共 3 份"
    with qtbot.waitSignal(reports.opened) as opened:
        qtbot.keyClick(reports.table, Qt.Key.Key_Return)
    assert opened.args == [9]
    reports.search.setText("没有的机关")
    assert reports._count.text() == "找到 0 份，共 3 份"
    with qtbot.assertNotEmitted(reports.opened):
        qtbot.keyClick(reports.table, Qt.Key.Key_Return)
    reports.search.clear()
    assert (reports.table.currentRow(), reports._count.text()) == (0, "3 份")


@pytest.mark.parametrize(
    ("width", "hidden"), [(1366, []), (1093, [PATH]), (960, [PATH, CHANGED]), (910, [PATH, CHANGED])]
)
def test_names_of_units_have_their_room_in_a_narrow_window(reports, width, hidden):
    reports.setMinimumSize(0, 0)
    reports.resize(width, 600)
    reports.show_reports(REPORTS)
    reports.grab()
    table = reports.table
    assert [column for column in range(5) if table.isColumnHidden(column)] == hidden
    assert table.columnWidth(UNIT) >= 200
    assert sum(table.columnWidth(column) for column in range(5)) <= table.viewport().width()


LAW, OWN = (date(2026, 1, 31), "法定公布期限"), (date(2026, 1, 20), "本机关设定的报送日期")
DAYS = [
    ((LAW,), date(2026, 1, 12), ("19", "天", "1 月 31 日"), ""),
    ((OWN, LAW), date(2026, 1, 12), ("19", "天", "1 月 31 日"), "本机关设定的报送日期 1 月 20 日，还有 8 天"),
    ((OWN, LAW), date(2026, 1, 25), ("6", "天", "1 月 31 日"), "本机关设定的报送日期 1 月 20 日，已经过了 5 天"),
    ((LAW,), date(2026, 2, 3), ("3", "天前到期", "1 月 31 日"), ""),
]


@pytest.mark.parametrize(("due", "today", "law", "own"), DAYS)
def test_the_days_that_are_left_are_told(reports, due, today, law, own):
    reports.show_reports(REPORTS)
    card = reports.side.deadline
    card.show_days(due, today)
    assert (card.days.text(), card.unit.text(), card.day.text()) == law
    assert card.own.isVisible() == bool(own)
    assert not own or card.own.text() == own


def test_where_no_report_is_found_it_is_said_why_with_a_button_that_shows_them_again(qtbot, reports):
    reports.show_reports(REPORTS)
    reports.search.setText("财政")
    assert not reports.table.isVisible()
    assert "“财政”" in reports.nothing_found.words.text()
    qtbot.mouseClick(reports.nothing_found.clear_button, Qt.MouseButton.LeftButton)
    assert reports.table.isVisible()
    assert reports.search.text() == ""


def test_on_a_low_screen_the_cards_beside_the_list_keep_their_height_and_scroll(qtbot, reports):
    reports.resize(911, 430)  # 1366x768 at 150 %
    reports.show_reports(REPORTS)
    reports.side.deadline.show_days((OWN, LAW), date(2026, 1, 12))
    reports.show_news([NewsLine("backup", "已备份到本机", "今天 08:20")] * 3)
    cards = (reports.side.deadline, reports.side.news)
    qtbot.waitUntil(lambda: all(card.height() >= card.heightForWidth(card.width()) for card in cards), timeout=1000)
    assert reports.aside.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("due", [(), (LAW,)])
def test_no_days_are_told_where_none_is_near(reports, due):
    reports.show_reports(REPORTS)
    reports.side.deadline.show_days(due, date(2026, 10, 1))
    assert not reports.side.deadline.isVisible()


def test_each_line_shows_its_path_and_state_by_shape(reports):
    reports.resize(1366, 600)
    reports.show_reports(REPORTS)
    image = reports.table.viewport().grab().toImage()
    tints = scheme(is_dark=False)
    rows = [
        {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(46 * row, 46 * row + 46)}
        for row in range(2)
    ]
    assert {tints.error.name(), tints.error_soft.name(), tints.done.name()} <= rows[0]
    assert {tints.done.name(), tints.done_soft.name()} <= rows[1]
    assert tints.error.name() not in rows[1]


@pytest.mark.qt_log_ignore("does not support")  # menus, on the offscreen platform
def test_each_report_has_a_menu_at_its_end_and_under_the_right_button(qtbot, reports):
    reports.show_reports([REPORTS[0]._replace(is_draft=True), REPORTS[1]])
    wanted, opened = [], []
    reports.menu_wanted.connect(lambda *what: wanted.append(what))
    reports.opened.connect(opened.append)
    table = reports.table
    place = table.visualRect(table.model().index(1, MORE)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    menu = table.findChild(QMenu)
    assert [action.isEnabled() for action in menu.actions()] == [True, True, True, False]
    menu.actions()[1].trigger()
    menu.close()
    assert table.currentRow() == 1
    table.setCurrentCell(0, UNIT)
    by_mouse, by_key = QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(table.viewport(), QContextMenuEvent(by_mouse, QPoint(5, 590), QPoint(5, 590)))
    assert [one for one in table.findChildren(QMenu) if one is not menu] == []  # below the last line
    QApplication.sendEvent(table, QContextMenuEvent(by_key, QPoint(5, 590), QPoint(5, 590)))
    menu = next(one for one in table.findChildren(QMenu) if one is not menu)
    assert menu.actions()[3].isEnabled()
    for number in (3, 0):
        menu.actions()[number].trigger()
    menu.close()
    assert (wanted, opened) == ([(3, "rename"), (7, "delete_draft")], [7])


def test_a_unit_with_a_report_of_the_year_before_is_offered_the_next(reports):
    this = date.today().year  # noqa: DTZ011 - as the list counts
    lines = [REPORTS[0]._replace(year=f"{this - 1} 年"), REPORTS[1]._replace(year=f"{this - 2} 年")]
    reports.show_reports(lines)
    assert "新建报告…" in reports.side.new_button.text()
    reports.show_reports(lines[1:])
    assert "从上年新建…" in reports.side.new_button.text()


def test_news_are_shown_and_replaced(reports):
    reports.show_reports(REPORTS)
    reports.show_news(
        [NewsLine("backup", "已备份到本机", "今天 08:20"), NewsLine("warning", "没有做", "接上", is_warning=True)]
    )
    assert reports.side.news.isVisible()
    assert [line.accessibleName() for line in reports.side.news._lines] == ["已备份到本机，今天 08:20", "没有做，接上"]
    reports.show_news([])
    assert not reports.side.news.isVisible()


def test_an_empty_desk_begins_with_three_cards_and_the_first_has_the_keyboard(qtbot, reports):
    reports.show_reports([])
    cards = (reports.beginning.first_import, reports.beginning.first_new, reports.beginning.first_archive)
    assert [card.accessibleName() for card in cards] == ["导入去年的报告", "新建空白报告", "打开归档"]
    for card, signal in zip(cards, (reports.last_year_wanted, reports.new_wanted, reports.archive_wanted), strict=True):
        card.setFocus()
        with qtbot.waitSignal(signal):
            qtbot.keyClick(card, Qt.Key.Key_Return)
    assert not reports.grab().isNull()


def test_on_the_list_the_status_line_says_where_the_data_lie(window, blank_report):
    assert window.place.text() == f"数据在 {window.session.folder}"
    assert window.place.isVisible()
    window.session.open_report(window.session.take_in(blank_report))
    assert not window.place.isVisible()
    window.session.close_report()
    assert window.place.isVisible()


def test_all_that_happened_is_opened_from_the_news(qtbot, reports):
    reports.show_reports(REPORTS)
    reports.show_news([NewsLine("backup", "已备份到本机", "今天 08:20")])
    with qtbot.waitSignal(reports.side.news.all_wanted):
        qtbot.mouseClick(reports.side.news.all_button, Qt.MouseButton.LeftButton)
