"""How a clerk says what to print: by the keyboard, on printers that a test installs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QApplication

from disclosure_desk.gui.pages import print_dialog
from disclosure_desk.gui.pages.print_dialog import PrintDialog, Printer, installed_printers
from disclosure_desk.gui.pages.print_memory import PrintChoices
from disclosure_desk.gui.pages.printing import PrintJob

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none

FLOOR_ONE = Printer("一楼 HP", is_default=True)
FLOOR_TWO = Printer("二楼奔图", can_duplex=False)
BOTH = (FLOOR_TWO, FLOOR_ONE)
ALL = tuple(range(6))


@pytest.fixture
def ask(qtbot):
    def show(printers=BOTH, last=None, *, double_sided=True):
        dialog = PrintDialog(printers, len(ALL), last or PrintChoices(), double_sided=double_sided)
        qtbot.addWidget(dialog)
        dialog.heard = []
        dialog.wanted.connect(dialog.heard.append)
        dialog.open()
        dialog.activateWindow()
        QApplication.processEvents()
        return dialog

    return show


@pytest.fixture
def enter(qtbot):
    """Press Enter where the keyboard is."""

    def press_it():
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    return press_it


def test_enter_prints_everything_in_actual_size_as_the_office_has_set(ask, enter):
    dialog = ask()
    enter()
    assert dialog.heard == [PrintJob("一楼 HP", ALL, double_sided=True)]
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("keys", "wanted"),
    [
        ("I", PrintJob("一楼 HP", ALL)),
        ("ID", PrintJob("一楼 HP", ALL, double_sided=True)),
        ("F", PrintJob("一楼 HP", ALL, double_sided=True, fit=True)),
        ("FS", PrintJob("一楼 HP", ALL, double_sided=True)),
        ("GA", PrintJob("一楼 HP", ALL, double_sided=True)),
    ],
)
def test_each_choice_has_a_key(qtbot, ask, press_alt, keys, wanted):
    dialog = ask()
    press_alt(dialog, keys)
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    assert dialog.heard == [wanted]


def test_no_key_means_two_things(ask):
    keys = [one.text().partition("&")[2][:1] for one in ask().findChildren(QAbstractButton) if "&" in one.text()]
    assert sorted(keys) == sorted(set(keys))


def test_pages_are_typed_and_printed(qtbot, ask, press_alt, enter):
    dialog = ask()
    press_alt(dialog, "G")
    assert QApplication.focusWidget() is dialog.pages
    qtbot.keyClicks(dialog.pages, "5,1-2")
    enter()
    assert [wanted.pages for wanted in dialog.heard] == [(4, 0, 1)]


def test_typing_pages_is_as_good_as_choosing_to(qtbot, ask, enter):
    dialog = ask()
    dialog.pages.setFocus()
    qtbot.keyClicks(dialog.pages, "3")
    assert dialog.some_pages.isChecked()
    enter()
    assert [wanted.pages for wanted in dialog.heard] == [(2,)]


@pytest.mark.parametrize(("typed", "words"), [("7", "共 6 页"), ("3-1", "要写成 1-3"), ("abc", "看不懂“abc”")])
def test_pages_that_cannot_be_are_told_while_they_are_typed(qtbot, ask, press_alt, typed, words):
    dialog = ask()
    press_alt(dialog, "G")
    qtbot.keyClicks(dialog.pages, typed)
    assert words in dialog.problem.text()
    assert dialog.problem.isVisible()
    qtbot.keyClick(dialog.pages, Qt.Key.Key_Return)
    assert dialog.isVisible()
    press_alt(dialog, "A")
    assert not dialog.problem.isVisible()
    qtbot.mouseClick(dialog.print_button, Qt.MouseButton.LeftButton)
    assert [wanted.pages for wanted in dialog.heard] == [ALL]


def test_no_pages_named_cannot_be_printed(ask, press_alt, enter):
    dialog = ask()
    press_alt(dialog, "G")
    enter()
    assert dialog.isVisible()
    assert dialog.heard == []


def test_copies_are_typed_and_only_several_can_be_sorted(qtbot, ask, press_alt, enter):
    dialog = ask()
    assert not dialog.collate.isEnabled()
    dialog.copies.setFocus()
    dialog.copies.selectAll()
    qtbot.keyClicks(dialog.copies, "12")
    assert dialog.collate.isEnabled()
    press_alt(dialog, "L")
    dialog.copies.setFocus()
    enter()
    assert [(wanted.copies, wanted.collate) for wanted in dialog.heard] == [(12, False)]


def test_what_was_chosen_last_is_chosen_again(ask, enter):
    dialog = ask(last=PrintChoices("一楼 HP", double_sided=False, fit=True, collate=False), double_sided=True)
    assert not dialog.note.isVisible()
    enter()
    assert dialog.heard == [PrintJob("一楼 HP", ALL, collate=False, fit=True)]


def test_a_printer_that_is_gone_gives_way_to_the_usual_one_and_that_is_told(ask, enter):
    dialog = ask(last=PrintChoices("三楼旧机"))
    assert dialog.note.text() == "上次用的打印机“三楼旧机”现在找不到了，换成了“一楼 HP”。"
    assert dialog.note.isVisible()
    enter()
    assert [wanted.printer for wanted in dialog.heard] == ["一楼 HP"]


def test_a_printer_for_one_side_takes_no_double_sided_work_and_the_other_still_does(qtbot, ask, enter):
    dialog = ask(last=PrintChoices("二楼奔图"))
    assert dialog.single_sided.isChecked()
    assert not dialog.double_sided.isEnabled()
    assert "不能自动双面" in dialog.double_sided.toolTip()
    qtbot.keyClick(dialog.printer, Qt.Key.Key_Down)
    assert dialog.printer.currentText() == "一楼 HP"
    assert dialog.double_sided.isChecked()
    enter()
    assert dialog.heard == [PrintJob("一楼 HP", ALL, double_sided=True)]


def test_without_a_printer_there_is_still_the_way_to_a_pdf(qtbot, ask, enter):
    dialog = ask(())
    assert "没有装打印机" in dialog.note.text()
    assert not dialog.print_button.isEnabled()
    assert not dialog.printer.isEnabled()
    with qtbot.waitSignal(dialog.save_wanted):
        enter()
    assert not dialog.isVisible()
    assert dialog.heard == []


def test_with_a_printer_the_pdf_is_left_to_the_preview(ask):
    assert not ask().save_button.isVisible()


def test_escape_prints_nothing(qtbot, ask):
    dialog = ask()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.heard == []


def test_tab_goes_from_top_to_bottom(qtbot, ask):
    dialog = ask()
    dialog.copies.setValue(2)
    way = (dialog.printer, dialog.all_pages, dialog.pages, dialog.copies, dialog.collate, dialog.double_sided)
    dialog.printer.setFocus()
    for widget in (*way, dialog.actual):
        assert QApplication.focusWidget() is widget
        qtbot.keyClick(widget, Qt.Key.Key_Tab)


class System:
    """What Qt tells of three printers."""

    def __init__(self, name, *modes):
        self.name, self.modes = name, modes

    def printerName(self):  # noqa: N802 - Qt's name
        return self.name

    def supportedDuplexModes(self):  # noqa: N802 - Qt's name
        return self.modes

    @staticmethod
    def defaultPrinterName():  # noqa: N802 - Qt's name
        return "二"

    @staticmethod
    def availablePrinters():  # noqa: N802 - Qt's name
        sides = QPrinter.DuplexMode
        return [System("一"), System("二", sides.DuplexNone, sides.DuplexLongSide), System("三", sides.DuplexNone)]


def test_a_printer_that_says_nothing_of_two_sides_is_believed_to_print_them(monkeypatch):
    monkeypatch.setattr(print_dialog, "QPrinterInfo", System)
    assert installed_printers() == [Printer("一"), Printer("二", is_default=True), Printer("三", can_duplex=False)]
