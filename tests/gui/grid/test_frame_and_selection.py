"""Wherever the frame goes, the selection goes with it: what is done is done at the cell that has the frame."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
Key = Qt.Key
FIRST, LAST, MIDDLE = "received.natural_person", "pending_at_end.total", "outcome.granted.research"
PLAIN = [
    *(Key.Key_Home, Key.Key_End, Key.Key_PageUp, Key.Key_PageDown, Key.Key_Left, Key.Key_Right, Key.Key_Up),
    *(Key.Key_Down, Key.Key_Return, Key.Key_Tab, Key.Key_Backtab),
]
WITH_CTRL = [Key.Key_Home, Key.Key_End, Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Space]
WAYS = {
    **{f"{key.name}": lambda clerk, key=key: clerk.press(key) for key in PLAIN},
    **{f"Ctrl+{key.name}": lambda clerk, key=key: clerk.press(key, ctrl=True) for key in WITH_CTRL},
    "undo": lambda clerk: clerk.press(Key.Key_Z, ctrl=True),
    "undo and redo": lambda clerk: (clerk.press(Key.Key_Z, ctrl=True), clerk.press(Key.Key_Y, ctrl=True)),
    "undo and Ctrl+Home": lambda clerk: (
        clerk.press(Key.Key_Z, ctrl=True),
        clerk.press(Key.Key_Home, ctrl=True),
    ),
    "a finding": lambda clerk: clerk.go_to(LAST),
    "Qt's own way": lambda clerk: clerk.view.setCurrentIndex(clerk.page.model.index(5, 6)),
    "a click": lambda clerk: clerk.click(4, 5),
    "a right click": lambda clerk: pointed(clerk, Qt.MouseButton.RightButton),
    "a right click with Ctrl": lambda clerk: pointed(clerk, Qt.MouseButton.RightButton, ctrl=True),
    "back to the page": lambda clerk: (
        clerk.page.zero_button.setFocus(),
        clerk.view.setFocus(Qt.FocusReason.TabFocusReason),
    ),
}


def pointed(clerk, button, *, ctrl=False, at=(4, 5)):
    held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(clerk.view.viewport(), button, held, clerk.place(*at))


def selected(clerk):
    return {box.cell.partition(".")[2] for box in map(clerk.page.model.box, clerk.view.selectedIndexes()) if box}


@pytest.mark.parametrize("way", WAYS)
def test_whatever_moves_the_frame_selects_its_cell(clerk_full, way):
    clerk = clerk_full
    clerk.go_to(LAST)
    clerk.type_("7")
    clerk.press(Key.Key_Up)
    clerk.go_to(MIDDLE)
    WAYS[way](clerk)
    assert selected(clerk) == {clerk.at}
    stood, frame = dict(clerk.page.model.document.report.cells), f"requests.{clerk.at}"
    assert clerk.page.selection.startswith("选中 1 格")
    clerk.press(Key.Key_Delete)
    after = clerk.page.model.document.report.cells
    assert {cell for cell in stood if stood[cell] != after[cell]} <= {frame}
    assert after[frame] is None


@pytest.mark.parametrize(
    ("start", "key", "ctrl", "count"),
    [
        (FIRST, Key.Key_End, False, 7),
        (FIRST, Key.Key_End, True, 7 * 25),
        (LAST, Key.Key_Home, True, 7 * 25),
        (MIDDLE, Key.Key_Down, False, 2),
        (MIDDLE, Key.Key_Right, True, 2),
    ],
)
def test_with_shift_the_selection_reaches_from_where_the_frame_stood(clerk_full, start, key, ctrl, count):
    clerk_full.click(3, 4)
    clerk_full.press(Key.Key_Return)
    clerk_full.go_to(start)
    clerk_full.press(key, shift=True, ctrl=ctrl)
    assert {start, clerk_full.at} <= selected(clerk_full)
    assert clerk_full.page.selection.count(f"{count} 格") == 1


def test_a_click_with_ctrl_on_the_frame_leaves_it_on_what_is_still_selected(clerk_full):
    clerk_full.click(4, 5)
    pointed(clerk_full, Qt.MouseButton.LeftButton, ctrl=True, at=(6, 5))
    assert len(selected(clerk_full)) == 2
    pointed(clerk_full, Qt.MouseButton.LeftButton, ctrl=True, at=(6, 5))
    assert selected(clerk_full) == {clerk_full.at}
    assert clerk_full.view.currentIndex() == clerk_full.page.model.index(4, 5)


def test_a_right_click_on_what_is_selected_keeps_it(clerk_full):
    clerk_full.click(4, 5)
    clerk_full.press(Key.Key_Down, shift=True)
    kept = selected(clerk_full)
    pointed(clerk_full, Qt.MouseButton.RightButton)
    assert selected(clerk_full) == kept
    assert clerk_full.at in kept


def test_where_the_frame_is_outside_of_what_is_selected_only_its_cell_counts(clerk_full):
    model = clerk_full.view.selectionModel()
    model.setCurrentIndex(clerk_full.page.model.index(6, 6), model.SelectionFlag.NoUpdate)
    assert [box.cell.partition(".")[2] for box in clerk_full.view.selected_boxes] == [clerk_full.at]
