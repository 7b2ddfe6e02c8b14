"""Keying a table blind: Enter and Tab along the path, its turns, its ends, and the order that is remembered."""

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from disclosure_desk.gui.grid.grid_page import GridPage
from disclosure_desk.gui.grid.keyed_order import ChosenOrder
from disclosure_desk.gui.grid.keyed_path import KeyedOrder

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
Key = Qt.Key
FIRST, LAST = "received.natural_person", "pending_at_end.other"


@pytest.fixture
def beeps(monkeypatch):
    """How often there was a sound."""
    heard = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(1))
    return heard


def open_cells(form, grid):
    """The cells that are no sums, row by row as the form has them."""
    return [cell for cell in form.cells.values() if cell.grid == grid and not cell.is_sum]


def by_columns(form, grid):
    """The same as the official table is keyed by columns, worked out from the form alone."""
    columns = [column.id for column in form.grids[grid].blocks[0].columns]
    return sorted(open_cells(form, grid), key=lambda cell: columns.index(cell.column.id))


@pytest.mark.slow
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
@pytest.mark.parametrize("order", KeyedOrder)
def test_table_three_keyed_blind_has_every_figure_in_its_cell(clerk, beeps, form, order, key):
    clerk.page.order_buttons[order].click()
    cells = by_columns(form, "requests") if order == KeyedOrder.COLUMNS else open_cells(form, "requests")
    assert len(cells) == 144
    for number in range(144):
        clerk.type_(str(number + 1))
        clerk.press(key)
    report = clerk.page.model.document.report
    assert [report.cells[cell.id] for cell in cells] == list(range(1, 145))
    assert {report.cells[cell] for cell in clerk.page.model.boxes if form.cells[cell].is_sum} == {None}
    assert clerk.at == LAST
    assert len(beeps) == 1
    assert clerk.said[-1] == "这是本表最后一格，都填了。按 Ctrl+Enter 做下一步。"
    assert sum("接着填" in words for words in clerk.said) == (5 if order == KeyedOrder.COLUMNS else 23)
    clerk.type_("999")
    clerk.press(key)
    assert clerk.value(LAST) == 144


@pytest.mark.parametrize(("grid", "count"), [("proactive", 10), ("disputes", 12)])
@pytest.mark.usefixtures("beeps")
def test_the_other_tables_keyed_blind(sit_at, blank_document, form, grid, count):
    clerk = sit_at(blank_document, grid)
    clerk.page.order_buttons[KeyedOrder.ROWS].click()
    for number in range(count):
        clerk.type_(str(number + 1))
        clerk.press(Key.Key_Return)
    assert [clerk.page.model.document.report.cells[cell.id] for cell in open_cells(form, grid)] == list(
        range(1, count + 1)
    )
    assert clerk.said[-1] == "这是本表最后一格，都填了。按 Ctrl+Enter 做下一步。"


def test_shift_enter_and_shift_tab_go_back_along_the_path(clerk):
    clerk.go_to("received.business")
    clerk.press(Key.Key_Return, shift=True)
    assert clerk.at == "pending_at_end.natural_person"
    assert clerk.said == ["退回到“自然人”一列。"]
    clerk.press(Key.Key_Backtab)
    assert clerk.at == "outcome.other.other.natural_person"
    clerk.type_("4")
    clerk.press(Key.Key_Return, shift=True)
    assert clerk.value("outcome.other.other.natural_person") == 4
    assert clerk.at == "outcome.other.fee_unpaid.natural_person"


@pytest.mark.parametrize(
    ("cell", "keys", "said"),
    [
        (LAST, (Key.Key_Return, False), "这是本表最后一格，还有 143 格没填。按 Ctrl+Enter 做下一步。"),
        (LAST, (Key.Key_Tab, False), "这是本表最后一格，还有 143 格没填。按 Ctrl+Enter 做下一步。"),
        (LAST, (Key.Key_Down, False), "这个方向没有格了。"),
        (FIRST, (Key.Key_Return, True), "这是本表第一格。"),
        (FIRST, (Key.Key_Backtab, False), "这是本表第一格。"),
        (FIRST, (Key.Key_Up, False), "这个方向没有格了。"),
        (FIRST, (Key.Key_Left, False), "这个方向没有格了。"),
    ],
)
def test_at_an_end_the_next_figure_does_not_replace_the_one_just_keyed(clerk, beeps, cell, keys, said):
    key, shift = keys
    clerk.go_to(cell)
    clerk.type_("7")
    clerk.press(key, shift=shift)
    assert clerk.said == [said]
    assert len(beeps) == 1
    assert (clerk.editor.bubble.text(), clerk.editor.bubble.property("tone")) == (said, "hint")  # nothing is wrong yet
    clerk.type_("8")
    assert not clerk.editor.is_open
    assert clerk.editor.bubble.property("tone") == "error"
    assert clerk.said[1:] == ["这里已到头，刚才的数没有改动。要改这一格，请按 F2。"]
    assert len(beeps) == 2
    assert clerk.value(cell) == 7
    assert clerk.at == cell


def test_an_input_method_does_not_replace_it_either(clerk, beeps):
    clerk.go_to(LAST)
    clerk.type_("7")
    clerk.press(Key.Key_Return)
    event = QInputMethodEvent()
    event.setCommitString("８")
    QCoreApplication.sendEvent(clerk.view, event)
    assert not clerk.editor.is_open
    assert len(beeps) == 2


@pytest.mark.parametrize(
    "again",
    [
        lambda clerk: clerk.press(Key.Key_Escape),
        lambda clerk: clerk.press(Key.Key_Down),
        lambda clerk: clerk.press(Key.Key_Delete),
        lambda clerk: clerk.go_to(LAST),
        lambda clerk: clerk.click(clerk.view.current_box.row, clerk.view.current_box.column),
        lambda clerk: clerk.press(Key.Key_Up, Key.Key_Down),
        lambda clerk: (clerk.page.zero_button.setFocus(), clerk.page.setFocus()),
    ],
)
@pytest.mark.usefixtures("beeps")
def test_after_any_other_key_or_a_click_the_last_cell_is_typed_into_again(clerk, again):
    clerk.go_to(LAST)
    clerk.type_("7")
    clerk.press(Key.Key_Return)
    again(clerk)
    clerk.type_("8")
    clerk.press(Key.Key_Return)
    assert clerk.value(LAST) == 8


@pytest.mark.usefixtures("beeps")
def test_f2_edits_the_last_cell_and_shift_by_itself_frees_nothing(clerk):
    clerk.go_to(LAST)
    clerk.type_("7")
    clerk.press(Key.Key_Return, Key.Key_Shift)
    clerk.type_("8")
    assert not clerk.editor.is_open
    clerk.press(Key.Key_F2)
    clerk.type_("1")
    clerk.press(Key.Key_Return)
    assert clerk.value(LAST) == 71


def test_enter_leaves_a_sum_and_a_heading_for_an_open_cell(clerk):
    clerk.go_to("received.total")
    clerk.page.order_buttons[KeyedOrder.ROWS].click()
    clerk.press(Key.Key_Return)
    assert clerk.at == "pending_at_start.natural_person"
    clerk.click(3, 0)
    clerk.press(Key.Key_Tab)
    assert clerk.at == FIRST


def test_a_refused_text_takes_no_step(clerk):
    clerk.type_("1abc")
    clerk.press(Key.Key_Return)
    assert clerk.at == FIRST
    assert clerk.editor.is_open


def test_in_a_report_that_may_not_be_changed_enter_says_why(clerk, beeps):
    clerk.page.model.document.set_lock("已经定稿。")
    clerk.press(Key.Key_Return)
    assert clerk.at == FIRST
    assert clerk.said == ["已经定稿。"]
    assert clerk.page.lead == ""
    assert len(beeps) == 1


def test_where_enter_leads_is_told_as_the_clerk_goes(clerk):
    told = []
    clerk.page.lead_changed.connect(told.append)
    clerk.go_to("pending_at_end.natural_person")
    clerk.press(Key.Key_Return)
    clerk.page.order_buttons[KeyedOrder.ROWS].click()
    clerk.go_to(LAST)
    assert told == [
        "Enter 到“商业企业”一列",
        "Enter 向下，到列尾转下一列",
        "Enter 向右，到行尾转下一行",
        "Enter：本表最后一格，到此为止",
    ]


def test_choosing_an_order_in_the_middle_of_a_figure_keeps_the_figure(clerk):
    clerk.type_("1")
    rows = clerk.page.order_buttons[KeyedOrder.ROWS]
    QTest.mouseClick(rows, Qt.MouseButton.LeftButton)
    clerk.type_("2")
    clerk.press(Key.Key_Return)
    assert clerk.value(FIRST) == 12
    assert clerk.at == "received.business"
    assert rows.isChecked()
    assert not clerk.page.order_buttons[KeyedOrder.COLUMNS].isChecked()


@pytest.mark.parametrize("spoilt", ["", "keyed_order=diagonal\n"])
def test_the_order_is_remembered_and_by_columns_at_first(tmp_path, spoilt):
    (tmp_path / "window.ini").write_text(f"[General]\n{spoilt}", encoding="utf-8")
    first = ChosenOrder(tmp_path)
    assert first.order == KeyedOrder.COLUMNS
    first.turn_round()
    assert ChosenOrder(tmp_path).order == KeyedOrder.ROWS
    first.turn_round()
    assert ChosenOrder(tmp_path).order == KeyedOrder.COLUMNS


def test_the_window_shows_where_enter_leads_and_takes_the_order_for_all_tables(at_work):
    page, lead, turn = at_work.report_page, at_work.lead, at_work.actions["keyed_order"]
    page.go_to("requests.received.natural_person")
    assert lead.text() == "Enter 向下，到列尾转下一列"
    turn.trigger()
    assert lead.text() == "Enter 向右，到行尾转下一行"
    page.show_section("problems")
    assert lead.text() == ""
    assert not turn.isEnabled()
    page.go_to("disputes.reconsideration.upheld")
    assert isinstance(page.page, GridPage)
    assert page.page.order_buttons[KeyedOrder.ROWS].isChecked()
    at_work.session.close_report()
    assert lead.text() == ""
    at_work.session.open_report(1)
    at_work.report_page.go_to("requests.received.natural_person")
    assert lead.text() == "Enter 向右，到行尾转下一行"
