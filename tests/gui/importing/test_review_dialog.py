import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from review_readings import COMPULSION, HELD, KEY, LICENCE, PENALTY, PROBLEMS, at, held_value, press, reading

from disclosure_desk.core.report import new_report
from disclosure_desk.gui.widgets.message_dialog import MessageDialog
from disclosure_desk.readers.model.reading import Origin, Reading
from disclosure_desk.readers.model.source_items import SourceRow
from disclosure_desk.readers.review.import_target import ImportTarget, TargetChoice

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none


def test_it_opens_at_the_first_doubt_with_its_reason_and_source(dialog):
    assert at(dialog) == LICENCE
    assert dialog.card.title.text() == "表二　行政许可　本年处理决定数量"
    assert dialog.card.why.text() == "原文是“3件”，读作 3"
    assert (dialog.card.figure.text(), dialog.card.stood.text()) == ("3", "“3件”")
    assert dialog.source.text._marked == (2,)
    assert dialog.counter.text() == "还有 5 处没看"


def test_enter_goes_through_all_and_then_to_the_button(dialog):
    seen = []
    for _ in range(5):
        seen.append(at(dialog))
        press(KEY.Key_Return)
    assert seen == [LICENCE, PENALTY, COMPULSION, PROBLEMS, "remark.2"]
    assert dialog.import_button.hasFocus()
    assert (dialog.counter.text(), dialog.import_button.text()) == ("都看过了", "导入")


def test_digits_correct_at_once(dialog):
    press("3", "0", KEY.Key_Return)
    assert held_value(dialog, LICENCE) == 30
    assert at(dialog) == PENALTY
    assert dialog.list.hasFocus()
    assert dialog.list.item(1).text().startswith("表二　行政许可　本年处理决定数量，30")


def test_what_is_no_figure_is_refused_where_it_is_typed(dialog):
    press("3", "-", KEY.Key_Return)
    assert "不是数字" in dialog.card.problem.text()
    assert dialog.card.problem.isVisible()
    assert dialog.card.figure.hasFocus()
    press(KEY.Key_Escape)
    assert dialog.isVisible()
    assert (dialog.card.figure.text(), held_value(dialog, LICENCE)) == ("3", 3)
    assert dialog.list.hasFocus()


def test_f2_edits_what_stands_there(dialog):
    press(KEY.Key_F2)
    assert dialog.card.figure.selectedText() == "3"
    press("8", KEY.Key_Return)
    assert held_value(dialog, LICENCE) == 8


def test_delete_leaves_blank(dialog):
    press(KEY.Key_Delete)
    assert held_value(dialog, LICENCE) is None
    assert at(dialog) == PENALTY
    press(KEY.Key_Up)
    assert dialog.card.figure.placeholderText() == "空"
    assert dialog.card.figure.text() == ""


def test_up_and_down_go_over_heads(dialog):
    press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    assert at(dialog) == "remark.2"
    press(KEY.Key_Down)
    assert dialog._item.kind == "rest"
    press(KEY.Key_Up, KEY.Key_Up)
    assert at(dialog) == PROBLEMS
    assert dialog.review.waiting_count == 5


def test_arrows_and_numbers_choose_among_the_ways_to_read_a_place(dialog):
    press(KEY.Key_Return)
    buttons = dialog.card._group.buttons()
    assert [button.text().split("　")[0] for button in buttons] == ["4", "40", "44"]
    press(KEY.Key_Right)
    assert (held_value(dialog, PENALTY), at(dialog)) == (40, PENALTY)
    press(KEY.Key_Left, KEY.Key_Left)
    assert held_value(dialog, PENALTY) == 44
    press(KEY.Key_2, held=HELD.AltModifier)
    assert held_value(dialog, PENALTY) == 40
    press(KEY.Key_9, held=HELD.AltModifier)
    assert held_value(dialog, PENALTY) == 40
    dialog.card._group.buttons()[2].click()
    assert held_value(dialog, PENALTY) == 44
    press(KEY.Key_Return)
    assert at(dialog) == COMPULSION
    press(KEY.Key_Right)
    assert held_value(dialog, COMPULSION) == 5


def test_a_row_is_accepted_at_once(form, open_dialog):
    dialog = open_dialog(reading(form, others={}))
    assert not dialog.card.row_button.isVisible()
    press(KEY.Key_Return, KEY.Key_Right)
    assert at(dialog) == PENALTY
    assert dialog.card.row_button.isVisible()
    press(KEY.Key_Return, held=HELD.ShiftModifier)
    assert at(dialog) == PROBLEMS
    assert dialog.review.waiting_count == 2


def test_a_text_is_edited_and_kept_by_ctrl_enter(dialog):
    imported = []
    dialog.confirmed.connect(imported.append)
    press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    assert dialog.card.text.toPlainText() == "丁。"
    press(KEY.Key_F2)
    assert dialog.card.accept_button.text() == "改好了（Ctrl+Enter）"
    assert dialog.card.text.hasFocus()
    press(KEY.Key_End, KEY.Key_Return, "abc")
    press(KEY.Key_Return, held=HELD.ControlModifier)
    assert held_value(dialog, PROBLEMS) == "丁。\nabc"
    assert at(dialog) == "remark.2"
    assert imported == []
    press(KEY.Key_Return, held=HELD.ControlModifier)
    assert imported == [ImportTarget.DRAFT]


def test_a_text_can_be_left_blank(dialog):
    press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return, KEY.Key_Delete)
    assert held_value(dialog, PROBLEMS) == ""


def test_a_remark_can_only_be_noted(dialog):
    press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    press(KEY.Key_F2, KEY.Key_Delete, "5")
    assert not dialog.card.is_editing
    assert not dialog.card.edit_button.isVisible()
    assert dialog.card.accept_button.text().startswith("知道了")
    assert dialog.review.step_count == 4


def test_ctrl_z_takes_the_last_decision_back_and_shows_it(dialog):
    press("9", KEY.Key_Return, KEY.Key_Return)
    press(KEY.Key_Z, held=HELD.ControlModifier)
    assert at(dialog) == PENALTY
    press(KEY.Key_Z, held=HELD.ControlModifier)
    assert (at(dialog), held_value(dialog, LICENCE)) == (LICENCE, 3)
    press(KEY.Key_Z, held=HELD.ControlModifier)
    assert dialog.counter.text() == "还有 5 处没看"


def test_what_is_typed_is_taken_when_another_item_is_clicked(dialog):
    press("7")
    dialog.list.stand_on(2)
    assert held_value(dialog, LICENCE) == 7
    assert at(dialog) == COMPULSION


def click_line(qtbot, dialog, number):
    place = dialog.list.visualItemRect(dialog.list.item(dialog.list._rows[number])).center()
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_what_is_no_figure_stays_with_its_message_when_another_item_is_clicked(qtbot, dialog):
    press("1", "-", "2")
    click_line(qtbot, dialog, 2)
    qtbot.waitUntil(dialog.card.figure.hasFocus)
    assert at(dialog) == LICENCE
    assert dialog.list.currentItem().isSelected()
    assert (dialog.card.figure.text(), dialog.card.problem.isVisible()) == ("1-2", True)
    press(KEY.Key_Backspace, KEY.Key_Backspace, KEY.Key_Return)
    assert (held_value(dialog, LICENCE), at(dialog)) == (1, PENALTY)


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (KEY.Key_Return, HELD.NoModifier),
        (KEY.Key_Return, HELD.ShiftModifier),
        (KEY.Key_Return, HELD.ControlModifier),
        (KEY.Key_Delete, HELD.NoModifier),
        (KEY.Key_Down, HELD.NoModifier),
    ],
)
def test_no_key_in_the_list_forgets_what_is_being_typed(qtbot, dialog, key, held):
    imported = []
    dialog.confirmed.connect(imported.append)
    press("1", "-")
    dialog.list.setFocus()
    press(key, held=held)
    qtbot.waitUntil(dialog.card.figure.hasFocus)
    assert (at(dialog), dialog.card.figure.text(), imported) == (LICENCE, "1-", [])
    press(KEY.Key_Backspace)
    dialog.list.setFocus()
    press(key, held=held)
    assert held_value(dialog, LICENCE) == 1


def test_ctrl_z_takes_back_what_is_being_typed(dialog):
    press("7")
    dialog.list.setFocus()
    press(KEY.Key_Z, held=HELD.ControlModifier)
    assert (dialog.card.is_editing, dialog.card.figure.text(), held_value(dialog, LICENCE)) == (False, "3", 3)


def test_closing_asks_first_while_something_is_being_typed(qtbot, dialog):
    press("7")
    dialog.close()
    assert dialog.isVisible()
    box = next(box for box in dialog.findChildren(MessageDialog) if box.isVisible())
    back = next(button for button in box.findChildren(QPushButton) if button.text() == "接着核对")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert dialog.card.figure.text() == "7"


def test_the_buttons_do_what_the_keys_do(qtbot, dialog):
    for button in (dialog.card.accept_button, dialog.card.blank_button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (at(dialog), held_value(dialog, PENALTY)) == (COMPULSION, None)
    qtbot.mouseClick(dialog.card.edit_button, Qt.MouseButton.LeftButton)
    press("6")
    qtbot.mouseClick(dialog.card.accept_button, Qt.MouseButton.LeftButton)
    assert held_value(dialog, COMPULSION) == 6


def test_confirming_tells_the_target(qtbot, form, open_dialog):
    dialog = open_dialog(reading(form), TargetChoice(ImportTarget.LAST_YEAR, can_be_last_year=True))
    assert dialog.as_last_year.isChecked()
    with qtbot.waitSignal(dialog.confirmed) as told:
        press(KEY.Key_Return, held=HELD.ControlModifier)
    assert told.args == [ImportTarget.LAST_YEAR]
    assert dialog.isVisible(), "it is closed by who stores it"


def test_esc_asks_only_once_something_was_decided(qtbot, form, open_dialog):
    dialog = open_dialog(reading(form))
    press(KEY.Key_Escape)
    assert not dialog.isVisible()
    dialog = open_dialog(reading(form))
    press(KEY.Key_Return)
    dialog.close()
    box = dialog.findChild(MessageDialog)
    assert dialog.isVisible()
    click(qtbot, box, "接着核对")
    assert dialog.isVisible()
    dialog.reject()
    click(qtbot, next(box for box in dialog.findChildren(MessageDialog) if box.isVisible()), "不导入")
    assert not dialog.isVisible()


def click(qtbot, box, words):
    qtbot.mouseClick(next(b for b in box.findChildren(QPushButton) if b.text() == words), Qt.MouseButton.LeftButton)


def test_a_broken_sum_is_a_stop_that_a_correction_settles(form, open_dialog):
    cells = {cell.id: 0 for cell in form.cells.values() if cell.grid == "disputes"} | {
        "disputes.litigation_after.total": 2
    }
    origins = {cell: Origin(0, str(figure)) for cell, figure in cells.items()}
    items = (SourceRow(tuple(map(str, cells.values()))),)
    dialog = open_dialog(Reading(new_report(form, "某街道", 2024, cells), (), items, origins))
    assert dialog.counter.text() == "还有 1 处没看"
    assert "复议后起诉 总计" in dialog.card.why.text()
    press("0", KEY.Key_Return)
    assert dialog.counter.text() == "都看过了"
    dialog.list.stand_on(0)
    assert dialog.card.why.text() == "现在对上了。"


def test_an_empty_list_offers_just_the_import(form, open_dialog):
    dialog = open_dialog(Reading(new_report(form, "某街道", 2024), ()))
    assert dialog.counter.text() == "没有要看的地方"
    assert dialog.import_button.hasFocus()
    assert "没有原文" in dialog.source.empty.text()
    assert dialog.empty.isVisible()
    assert not dialog.card.isVisible()
    for act in (dialog.accept_item, dialog.accept_row, dialog.leave_blank, dialog.undo):
        act()
    dialog.choose(0)


def test_walking_through_the_rest_goes_on_line_by_line(dialog):
    dialog.list.stand_on(5)
    first = at(dialog)
    press(KEY.Key_Return)
    assert at(dialog) != first
    assert dialog._item.kind == "rest"
