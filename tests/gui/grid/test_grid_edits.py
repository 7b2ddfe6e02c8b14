"""Editing several cells at once: filled down, right and with 0, from keys, menus and the menu of a cell."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from disclosure_desk.core.report import new_report
from disclosure_desk.gui.grid.selection_words import selection_words

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
Key = Qt.Key
FIRST = "received.natural_person"
COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_services", "other")


def keyed(clerk, figures):
    for cell, figure in figures.items():
        clerk.page.model.document.set_value(f"requests.{cell}", figure)


@pytest.mark.parametrize(
    ("start", "reach", "key", "filled"),
    [
        (FIRST, [Key.Key_Down], Key.Key_D, {"pending_at_start.natural_person": 7}),
        ("pending_at_start.natural_person", [], Key.Key_D, {"pending_at_start.natural_person": 7}),
        (FIRST, [Key.Key_Right], Key.Key_R, {"received.business": 7}),
        ("received.business", [], Key.Key_R, {"received.business": 7}),
        (FIRST, [Key.Key_End], Key.Key_R, dict.fromkeys(("received.business", "received.other"), 7)),
        (FIRST, [Key.Key_Down, Key.Key_Right], Key.Key_D, {"pending_at_start.natural_person": 7}),
    ],
)
def test_cells_are_filled_from_above_and_from_the_left_in_one_step(clerk, start, reach, key, filled):
    keyed(clerk, {FIRST: 7})
    clerk.go_to(start)
    clerk.press(*reach, shift=True)
    clerk.press(key, ctrl=True)
    assert {cell: clerk.value(cell) for cell in filled} == filled
    assert clerk.value("received.total") is None  # a sum is left to the program
    assert "可以撤销" in clerk.said[-1]
    clerk.press(Key.Key_Z, ctrl=True)
    assert all(clerk.value(cell) is None for cell in filled)


def test_where_there_is_nothing_to_fill_from_it_is_said(clerk, saver):
    clerk.press(Key.Key_D, ctrl=True)
    clerk.go_to("received.total")
    clerk.press(Key.Key_R, ctrl=True)
    assert clerk.said == ["向下填充：没有要改的格。合计由程序算出。", "向右填充：没有要改的格。合计由程序算出。"]
    assert saver.batches == []


def test_what_is_typed_is_filled_with_the_rest(clerk):
    clerk.type_("5")
    clerk.page.edits.fill_down()
    assert clerk.value(FIRST) == 5
    clerk.type_("1.5")
    clerk.page.edits.fill_down()
    assert clerk.editor.is_open


def test_zeros_go_where_several_cells_are_selected_else_into_the_whole_table(clerk):
    keyed(clerk, {FIRST: 7})
    clerk.go_to(FIRST)
    clerk.press(Key.Key_Right, Key.Key_Down, shift=True)
    clerk.page.edits.fill_zero()
    assert clerk.said[-1] == "已把选中 3 个空格填为 0，可以撤销。"
    assert (clerk.value(FIRST), clerk.value("pending_at_start.business")) == (7, 0)
    clerk.page.edits.fill_zero()
    assert clerk.said[-1] == "选中没有空格。"
    clerk.go_to("pending_at_start.research")
    actions = {one.words: one for one in clerk.page.cell_actions()}
    actions["本行的空格"].run()
    assert clerk.said[-1] == "已把本行 4 个空格填为 0，可以撤销。"
    clerk.page.zero_button.click()
    assert clerk.said[-1] == "已把本表 136 个空格填为 0，可以撤销。"


def test_the_keyboard_stays_in_the_table_after_a_click_that_fills_it(qtbot, clerk):
    clerk.go_to(FIRST)
    qtbot.mouseClick(clerk.page.zero_button, Qt.MouseButton.LeftButton)
    assert clerk.keyboard is clerk.view
    clerk.type_("7")
    clerk.press(Key.Key_Return)
    assert clerk.value(FIRST) == 7


def shown_menu(page):
    QApplication.processEvents()
    return next(one for one in page.findChildren(QMenu) if one.isVisible())


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_of_a_cell_has_the_actions_with_their_keys_and_icons(clerk):
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(clerk.view.viewport(), event)
    menu = shown_menu(clerk.page)
    words = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert words == [
        *("剪切\tCtrl+X", "复制\tCtrl+C", "粘贴\tCtrl+V", "清除\tDelete", "向下填充\tCtrl+D", "向右填充\tCtrl+R"),
        *("填 0", "说明这一处…\tF7", "这一格改过几次…", "这一格怎么填\tF1"),
    ]
    assert all(not action.icon().isNull() for action in menu.actions() if not action.isSeparator())
    assert not menu.actions()[-3].isEnabled()
    menu.close()


def test_in_a_locked_report_the_menu_only_copies(clerk):
    clerk.page.model.document.set_lock("已经定稿。")
    assert [one.words for one in clerk.page.cell_actions() if one.is_possible] == [
        "复制",
        "这一格改过几次…",
        "这一格怎么填",
    ]


def test_a_finding_at_a_cell_is_answered_from_its_menu(clerk):
    cell = "outcome.denied.state_secret.business"
    keyed(clerk, {cell: 1})
    clerk.go_to(cell)
    wanted = []
    clerk.page.explain_wanted.connect(wanted.append)
    clerk.page.cell_actions()[-3].run()
    assert [one.rule for one in wanted] == ["T3-STATE-SECRET"]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ([], ""),
        ([FIRST], "选中 1 格，合计 3"),
        (["pending_at_end.other"], "选中 1 格"),
        ([FIRST, "received.business", "pending_at_end.other"], "选中 3 格，合计 7"),
        (
            [f"received.{column}" for column in (*COLUMNS, "total")],
            "一、本年新收政府信息公开申请数量：7 格，合计 7",
        ),
    ],
)
def test_the_status_line_counts_and_adds_what_is_selected(form, cells, words):
    report = new_report(form, "甲局", 2025, {f"requests.{FIRST}": 3, "requests.received.business": 4})
    assert selection_words(report, [f"requests.{cell}" for cell in cells]) == words


def test_the_window_shows_the_selection_and_has_the_same_actions(at_work):
    page = at_work.report_page
    page.go_to("requests.received.natural_person")
    first = page.document.report.cells["requests.received.natural_person"]
    assert at_work.selection.text() == f"选中 1 格，合计 {first}"
    page.document.set_value("requests.received.natural_person", 40)
    assert at_work.selection.text() == "选中 1 格，合计 40"
    page.go_to("requests.pending_at_start.natural_person")
    at_work.actions["fill_down"].trigger()
    assert page.document.report.cells["requests.pending_at_start.natural_person"] == 40
    at_work.actions["fill_right"].trigger()
    at_work.actions["zero"].trigger()
    page.show_section("problems")
    assert at_work.selection.text() == ""
    assert not at_work.actions["fill_down"].isEnabled()
