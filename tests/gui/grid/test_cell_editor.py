"""Typing into a cell: what is stored, what is refused and stays, and how the line over the cell lies."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from disclosure_desk.core.report import Change

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
Key = Qt.Key


@pytest.mark.parametrize(
    ("cell", "typed", "value"),
    [
        ("rule_document.issued", "0", 0),
        ("rule_document.issued", "１２", 12),
        ("rule_document.issued", "1,234", 1234),
        ("rule_document.issued", "007", 7),
        ("fee.amount", "12.50", Decimal("12.5")),
        ("fee.amount", "０．５", Decimal("0.5")),
    ],
)
def test_typed_figures_are_stored_with_enter(clerk_two, saver, cell, typed, value):
    clerk_two.go_to(cell)
    clerk_two.type_(typed)
    clerk_two.press(Key.Key_Return)
    assert clerk_two.value(cell) == value
    assert saver.batches == [((Change(f"proactive.{cell}", None, value),), "edit")]
    assert not clerk_two.editor.is_open
    assert clerk_two.keyboard is clerk_two.view


def test_enter_and_tab_store_and_go_one_way_and_arrows_any(clerk):
    for typed, key in (
        ("1", Key.Key_Return),
        ("2", Key.Key_Backtab),
        ("5", Key.Key_Tab),
        ("4", Key.Key_Right),
        ("3", Key.Key_Up),
    ):
        clerk.type_(typed)
        clerk.press(key)
    cells = (
        "received.natural_person",
        "pending_at_start.natural_person",
        "pending_at_start.business",
    )
    assert [clerk.value(cell) for cell in cells] == [5, 4, 3]
    assert clerk.at == "received.business"


def test_side_arrows_leave_a_typed_cell_but_move_in_one_opened_with_f2(clerk):
    clerk.type_("12")
    clerk.press(Key.Key_Right)
    assert clerk.at == "received.business"
    clerk.press(Key.Key_Left, Key.Key_F2, Key.Key_Left)
    clerk.type_("5")
    clerk.press(Key.Key_Return)
    assert clerk.value("received.natural_person") == 152


def test_shift_enter_in_the_editor_stores_and_goes_up(clerk):
    clerk.go_to("pending_at_start.business")
    clerk.type_("3")
    clerk.press(Key.Key_Return, shift=True)
    assert clerk.at == "received.business"
    assert clerk.value("pending_at_start.business") == 3


def test_escape_gives_up_what_was_typed(clerk_full, saver):
    before = clerk_full.value("received.natural_person")
    clerk_full.type_("5")
    clerk_full.press(Key.Key_Escape)
    assert clerk_full.value("received.natural_person") == before
    assert saver.batches == []
    assert clerk_full.keyboard is clerk_full.view


def test_typing_replaces_and_f2_keeps_what_stands(clerk_full):
    stands = clerk_full.value("received.natural_person")
    clerk_full.press(Key.Key_F2)
    assert clerk_full.editor.text() == str(stands)
    clerk_full.press(Key.Key_Escape)
    clerk_full.type_("5")
    assert clerk_full.editor.text() == "5"


@pytest.mark.parametrize(
    ("typed", "key", "why"),
    [
        ("abc", Key.Key_Return, "不是数字"),
        ("-3", Key.Key_Tab, "负数"),
        ("1.5", Key.Key_Down, "只能填整数"),
        ("12345678901234567890", Key.Key_Up, "太长"),
        ("/", Key.Key_Return, "没有发生就填 0"),
        ("7/", Key.Key_Right, "不是数字"),
        ("十二", Key.Key_Backtab, "不是数字"),
        ("1²", Key.Key_Enter, "不是数字"),
    ],
)
def test_what_is_no_figure_stays_in_the_editor_with_the_reason(clerk, saver, typed, key, why):
    clerk.go_to("received.business")
    if not typed[0].isdigit():
        clerk.press(Key.Key_F2)
    clerk.type_(typed)
    clerk.press(key)
    assert clerk.editor.is_open
    assert clerk.editor.text() == typed
    assert clerk.keyboard is clerk.editor
    assert why in clerk.editor.bubble.text()
    assert clerk.editor.bubble.isVisible()
    assert clerk.at == "received.business"
    assert why in clerk.said[-1]
    assert saver.batches == []


@pytest.mark.parametrize(
    ("typed", "why"),
    [("abc", "“c”不是数字"), ("-", "没有发生就填 0"), ("／", "没有发生就填 0"), ("十", "不是数字"), ("+", "不是数字")],
)
def test_what_begins_no_figure_opens_nothing_and_is_told_at_the_cell(clerk_full, typed, why):
    stands = clerk_full.value("received.natural_person")
    clerk_full.type_(typed)
    assert not clerk_full.editor.is_open
    assert why in clerk_full.editor.bubble.text()
    assert clerk_full.editor.bubble.isVisible()
    clerk_full.press(Key.Key_Return)
    assert clerk_full.value("received.natural_person") == stands


@pytest.mark.parametrize(
    ("preedit", "commit", "is_opened"),
    [
        *(("ni", "", False), ("", "你", False), ("", "\u3000", False), ("", "1 2", False)),
        *(("", "７", True), ("", "12.5", True), ("", "1,234", True), ("7", "", True)),
    ],
)
def test_an_input_method_opens_the_editor_with_digits_only(clerk, preedit, commit, is_opened):
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QCoreApplication.sendEvent(clerk.view, event)
    assert clerk.editor.is_open == is_opened
    assert clerk.editor.text() == (commit if is_opened else "")
    is_refused = not is_opened and bool((preedit or commit).strip())
    assert clerk.editor.bubble.isVisible() == is_refused == bool(clerk.said)


def test_a_refused_text_can_be_mended(clerk):
    clerk.type_("1o")
    clerk.press(Key.Key_Return, Key.Key_Backspace)
    assert not clerk.editor.bubble.isVisible()
    clerk.type_("0")
    clerk.press(Key.Key_Return)
    assert clerk.value("received.natural_person") == 10


def test_escape_after_a_refusal_restores_the_cell(clerk_full):
    before = clerk_full.value("received.natural_person")
    clerk_full.type_("x")
    clerk_full.press(Key.Key_Return, Key.Key_Escape)
    assert not clerk_full.editor.is_open
    assert not clerk_full.editor.bubble.isVisible()
    assert clerk_full.value("received.natural_person") == before


def test_the_bubble_and_a_long_text_stay_within_the_table(clerk):
    clerk.go_to("pending_at_end.other")
    clerk.type_("12345678901234567890")
    clerk.press(Key.Key_Return)
    window = clerk.view.viewport().rect()
    assert window.contains(clerk.editor.geometry())
    assert window.contains(clerk.editor.bubble.geometry())
    assert not clerk.editor.bubble.geometry().intersects(clerk.editor.geometry())


def test_a_click_elsewhere_stores_what_was_typed(clerk):
    clerk.type_("7")
    clerk.click(4, 4)
    assert clerk.value("received.natural_person") == 7
    assert clerk.at == "pending_at_start.business"


def test_a_click_elsewhere_does_not_lose_a_refused_text(clerk, saver):
    clerk.type_("7x")
    clerk.click(4, 4)
    assert clerk.editor.text() == "7x"
    assert clerk.keyboard is clerk.editor
    assert clerk.at == "received.natural_person"
    assert saver.batches == []


def test_going_to_another_cell_does_not_lose_a_refused_text(clerk):
    clerk.type_("7x")
    clerk.go_to("pending_at_end.other")
    assert clerk.at == "received.natural_person"
    assert clerk.keyboard is clerk.editor
    assert not clerk.page.flush()


def test_leaving_the_table_stores_a_figure_and_keeps_a_refused_text_open(qtbot, clerk):
    other = QLineEdit(clerk.page)
    other.show()
    clerk.type_("7")
    other.setFocus()
    assert clerk.value("received.natural_person") == 7
    assert clerk.keyboard is other
    clerk.page.setFocus()
    clerk.type_("8x")
    other.setFocus()
    assert clerk.editor.isVisible()
    assert clerk.editor.text() == "8x"
    assert clerk.editor.bubble.isVisible()
    clerk.page.setFocus()
    clerk.press(Key.Key_Backspace)
    assert clerk.editor.text() == "8"
    assert clerk.page.flush()
    assert clerk.value("received.natural_person") == 8
    del qtbot


def test_another_window_in_front_leaves_the_typing_alone(clerk, saver):
    clerk.type_("7x")
    away = QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason)
    QApplication.sendEvent(clerk.editor, away)
    assert clerk.editor.is_open
    assert not clerk.editor.bubble.isVisible()
    assert saver.batches == []


def test_a_failed_write_keeps_the_text_and_says_why(clerk, saver):
    saver.broken = "磁盘满了。"
    clerk.type_("7")
    clerk.press(Key.Key_Return)
    assert clerk.editor.text() == "7"
    assert clerk.editor.bubble.text() == "磁盘满了。"
    assert clerk.value("received.natural_person") is None
    saver.broken = ""
    clerk.press(Key.Key_Return)
    assert clerk.value("received.natural_person") == 7


def test_a_failed_write_without_typing_shows_no_bubble(clerk_full, saver):
    saver.broken = "磁盘满了。"
    clerk_full.press(Key.Key_Delete)
    assert not clerk_full.editor.bubble.isVisible()
    assert clerk_full.said == []


def test_an_input_method_types_into_the_cell(clerk):
    event = QInputMethodEvent()
    event.setCommitString("１２")
    QCoreApplication.sendEvent(clerk.view, event)
    assert clerk.editor.is_open
    clerk.press(Key.Key_Return)
    assert clerk.value("received.natural_person") == 12


def test_an_empty_input_method_event_opens_nothing(clerk):
    QCoreApplication.sendEvent(clerk.view, QInputMethodEvent())
    assert not clerk.editor.is_open


def test_a_double_click_edits_what_stands(clerk_full):
    clerk_full.click(3, 3, double=True)
    assert clerk_full.editor.text() == str(clerk_full.value("received.natural_person"))


def test_a_double_click_elsewhere_with_a_refused_text_opens_nothing_else(clerk):
    clerk.type_("1x")
    clerk.click(5, 5, double=True)
    assert clerk.editor.text() == "1x"
    assert clerk.at == "received.natural_person"


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_A, Key.Key_F5])
def test_keys_that_are_no_text_open_nothing(clerk, key):
    clerk.press(key, ctrl=key == Key.Key_A)
    assert not clerk.editor.is_open


def test_a_key_unknown_to_qt_is_no_figure(clerk):
    event = QKeyEvent(QEvent.Type.KeyPress, 0x1234567, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(clerk.view, event)
    assert not clerk.editor.is_open
    clerk.type_("1")
    QApplication.sendEvent(clerk.editor, event)
    assert clerk.editor.text() == "1"


def test_a_column_grows_with_a_figure_too_long_for_it(clerk):
    column = 3
    before = clerk.view.columnWidth(column)
    clerk.type_("123456789012")
    clerk.press(Key.Key_Return)
    assert clerk.view.columnWidth(column) > before


def test_the_editor_follows_its_cell_when_the_page_is_resized(clerk):
    clerk.type_("7")
    clerk.page.resize(700, 400)
    cell = clerk.view.visualRect(clerk.view.currentIndex())
    assert clerk.editor.geometry().topLeft() == cell.topLeft()
    assert clerk.editor.height() == cell.height()
