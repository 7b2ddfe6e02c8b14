"""What all dialogs wear: three widths, no higher than the screen, the window behind dimmed, keys as expected."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from disclosure_desk.gui.widgets.buttons import danger_button, main_button, plain_button
from disclosure_desk.gui.widgets.dialog import SMALL, USUAL, WIDE, Dialog, DimmingCover
from disclosure_desk.gui.widgets.message_boxes import show_once

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
KEY = Qt.Key


class Asked(Dialog):
    """Two fields, and a button at each end of the foot."""

    def __init__(self, parent, width=USUAL, lines=1):
        super().__init__("问一句", "note", parent, width)
        self.line, self.text = QLineEdit(self), QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.more = QLabel("一行字\n" * (lines - 1) + "一行字", self)
        self.drop, self.cancel, self.do = danger_button("删除…"), plain_button("取消"), main_button("记下")
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self.accept)
        self.lay_out(self.text, self.line, self.more)
        self.lay_out_foot(self.cancel, self.do, left=(self.drop,))


@pytest.fixture
def ask(qtbot):
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    window.show()

    def show(**how):
        dialog = Asked(window, **how)
        dialog.open()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return dialog

    return show


@pytest.mark.parametrize("width", [SMALL, USUAL, WIDE])
def test_a_dialog_has_one_of_three_widths_and_the_height_of_its_body(ask, width):
    dialog = ask(width=width)
    assert dialog.width() == min(width, dialog.screen().availableSize().width() - 80)
    assert dialog.more.height() >= dialog.more.sizeHint().height()
    assert dialog.text.height() >= dialog.text.minimumSizeHint().height()


def test_it_is_never_higher_than_the_screen_and_scrolls_then(ask):
    dialog = ask(lines=200)
    assert dialog.height() == dialog.screen().availableSize().height() - 80
    assert dialog.do.mapTo(dialog, dialog.do.rect().bottomLeft()).y() < dialog.height()


def test_a_text_that_grows_leaves_its_buttons_on_the_screen(qtbot, ask):
    dialog = ask()
    area, before = dialog.screen().availableGeometry(), dialog.height()
    dialog.move(20, area.bottom() - dialog.height())
    dialog.more.setText("一行字\n" * 12)
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert dialog.geometry().bottom() <= area.bottom()
    assert dialog.x() == 20


def test_a_text_that_grows_makes_it_higher(qtbot, ask):
    dialog = ask()
    before = dialog.height()
    dialog.more.setText("一\n二\n三\n四\n五")
    qtbot.waitUntil(lambda: dialog.height() > before)


def test_a_dialog_that_takes_all_the_room_leaves_some_of_the_screen(qtbot):
    dialog = Dialog("长表", "trail", size=QSize(5000, 5000))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.size() == dialog.screen().availableSize() - QSize(80, 80)


def test_a_long_text_makes_a_dialog_no_higher_than_the_screen_lets_it(qtbot):
    dialog = Dialog("长文", "trail", size=QSize(600, 300))
    more = QLabel("一句话。" * 4000, dialog)
    more.setWordWrap(True)
    more.setMinimumHeight(20)
    dialog.lay_out(more)
    qtbot.addWidget(dialog)
    show_once(dialog)
    assert dialog.height() == dialog.screen().availableSize().height() - 80


def test_tab_goes_as_one_reads_then_to_the_filled_button(qtbot, ask):
    dialog = ask()
    for wanted in (dialog.text, dialog.line, dialog.do, dialog.drop, dialog.cancel, dialog.text):
        assert QApplication.focusWidget() is wanted
        qtbot.keyClick(wanted, KEY.Key_Tab)


@pytest.mark.parametrize(
    ("field", "keys", "is_done"),
    [
        ("line", (KEY.Key_Return, Qt.KeyboardModifier.NoModifier), True),
        ("text", (KEY.Key_Return, Qt.KeyboardModifier.NoModifier), False),
        ("text", (KEY.Key_Return, Qt.KeyboardModifier.ControlModifier), True),
        ("text", (KEY.Key_Escape, Qt.KeyboardModifier.NoModifier), False),
    ],
)
def test_enter_presses_the_filled_button_and_ctrl_enter_from_a_text(qtbot, ask, field, keys, is_done):
    dialog = ask()
    done = []
    dialog.accepted.connect(lambda: done.append(1))
    getattr(dialog, field).setFocus()
    qtbot.keyClick(QApplication.focusWidget(), *keys)
    assert bool(done) == is_done
    assert dialog.isVisible() == (not is_done and keys[0] != KEY.Key_Escape)


def test_ctrl_enter_presses_nothing_that_is_off(qtbot, ask):
    dialog = ask()
    dialog.do.setEnabled(False)
    qtbot.keyClick(dialog.text, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible()


def test_it_has_round_corners_and_a_shadow_that_follows_it(ask):
    dialog = ask()
    window = dialog.parentWidget()
    assert not dialog.outline.contains(QPoint(0, 0))
    assert dialog.outline.contains(QPoint(8, 8))
    (shade,) = window.findChildren(DimmingCover)
    below = QPoint(dialog.width() // 2, dialog.height() + 4)
    for by in (QPoint(), QPoint(30, 40)):
        dialog.move(dialog.pos() + by)
        spot = shade.mapFromGlobal(dialog.mapToGlobal(below))
        image = window.grab().toImage()
        assert image.pixelColor(spot).lightness() < image.pixelColor(2, 2).lightness()
    assert image.pixelColor(spot - by * 2).lightness() >= image.pixelColor(spot).lightness()


def test_the_window_behind_is_dimmed_as_long(ask):
    dialog = ask()
    window = dialog.parentWidget()
    light = QWidget(window)
    light.show()
    light.lower()
    dimmed = window.grab().toImage().pixelColor(5, 5).lightness()
    window.resize(950, 620)
    (shade,) = window.findChildren(DimmingCover)
    assert shade.size() == window.size()
    dialog.reject()
    assert not shade.isVisible()
    assert window.grab().toImage().pixelColor(5, 5).lightness() > dimmed
