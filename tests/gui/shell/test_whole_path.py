"""From the empty desk to sealed files, with keys alone and four named people: how many actions that takes."""

import pytest
from dialogs import dialog_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from disclosure_desk.core.resources import resource
from disclosure_desk.gui.operators.login import LoginDialog
from disclosure_desk.gui.operators.operators_dialog import OperatorsDialog

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("propagateSizeHints|raise|grab")]

MOST = 60
"""Actions besides typing: 34 today; it took 98 when people changed places at the desk for a dialog each."""
PEOPLE = ("李小红", "王志强", "刘建国", "陈保民")
KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


class Hands:
    """Presses keys where the keyboard is, and counts all that are no characters of a text."""

    def __init__(self, window):
        self.window, self.actions = window, 0

    def press(self, *keys, held=Qt.KeyboardModifier.NoModifier):
        for key in keys:
            self.actions += 1
            QTest.keyClick(QApplication.focusWidget() or self.window.frame, key, held)
            QApplication.processEvents()

    def type_(self, text):
        """Type, or confirm what an input method offers: not counted."""
        widget = QApplication.focusWidget()
        write = getattr(widget, "insertPlainText", None) or widget.insert
        write(text)


def test_from_the_empty_desk_to_sealed_files(qtbot, window, tmp_path):
    hands = Hands(window)
    window.frame.activateWindow()
    take_in(qtbot, window, hands)
    name_people(qtbot, window, hands)
    path = window.report_page.path
    assert path.next_button.text().strip() == "送审…"  # the example has nothing that is to be explained
    sealing = (KEY.Key_Tab, KEY.Key_Return)  # how long it is kept comes first: one Enter more seals nothing
    for keys, words in (([KEY.Key_Return] * len(PEOPLE), "轮到"), (sealing, "可以定稿")):
        hands.press(KEY.Key_Return, held=CONTROL)
        qtbot.waitUntil(lambda words=words: words in path.waiting.words.text())
        hands.press(*keys)
        qtbot.waitUntil(lambda words=words: words not in path.waiting.words.text(), timeout=30_000)
    page = window.report_page.stage_page
    assert page.title.text() == "已定稿，文件都核对过"
    while QApplication.focusWidget() is not page.all_button:
        hands.press(KEY.Key_Backtab)
    hands.press(KEY.Key_Return)
    chooser = dialog_of(qtbot, window, QFileDialog)
    hands.actions += 1
    chooser.fileSelected.emit(str(tmp_path))
    chooser.reject()
    assert len([*tmp_path.glob("青石区望江街道办事处_2025_政府信息公开年报.*")]) == len(page.lines)
    assert hands.actions <= MOST


def take_in(qtbot, window, hands):
    """The file is chosen; the example has nothing doubtful."""
    hands.press(KEY.Key_O, held=CONTROL)
    chooser = dialog_of(qtbot, window, QFileDialog)
    hands.actions += 1
    chooser.fileSelected.emit(str(resource("examples", "wangjiang-2025.txt")))
    chooser.reject()
    qtbot.waitUntil(lambda: window.report_page is not None)  # all of it is sure: there is nothing to look at


def name_people(qtbot, window, hands):
    """They are named once, each with a step; the first sits at the desk."""
    window.actions["operators"].trigger()
    hands.actions += 3  # the menu, down to its line, Enter
    dialog = at(qtbot, dialog_of(qtbot, window, OperatorsDialog))
    assert dialog.names.hasFocus()
    hands.type_("\n".join(PEOPLE))
    hands.actions += len(PEOPLE) - 1
    for name in PEOPLE:
        hands.press(KEY.Key_Tab)
        hands.type_(name)
    hands.press(KEY.Key_Return)
    at(qtbot, dialog_of(qtbot, window, LoginDialog))
    hands.press(KEY.Key_Return)
    assert window.session.operator == PEOPLE[0]
    window.frame.activateWindow()
    qtbot.waitUntil(window.frame.isActiveWindow)


def at(qtbot, dialog):
    """The dialog, once the keyboard is in it."""
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget() or dialog.parentWidget()))
    return dialog
