"""Every dialog of the program, walked through by keys: Enter, Esc, Tab, where the keyboard is first, and its size."""

import pkgutil
from importlib import import_module

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from disclosure_desk import gui
from disclosure_desk.checks.finding import Finding
from disclosure_desk.core.report import Change
from disclosure_desk.gui.approval.delivery_dialogs import DeliveryDialog, DeliveryWords
from disclosure_desk.gui.approval.reason_dialog import ReasonDialog
from disclosure_desk.gui.backups.recovery_dialog import RecoveryDialog
from disclosure_desk.gui.backups.restore_dialog import RestoreDialog
from disclosure_desk.gui.grid.paste_dialog import PasteDialog
from disclosure_desk.gui.pages.print_dialog import PrintDialog
from disclosure_desk.gui.pages.print_memory import PrintChoices
from disclosure_desk.gui.report.explain_dialog import ExplainDialog
from disclosure_desk.gui.widgets.dialog import SMALL, USUAL, WIDE, Dialog
from disclosure_desk.gui.widgets.message_boxes import warn
from disclosure_desk.gui.widgets.palette import scheme
from disclosure_desk.gui.widgets.save_dialog import SaveDialog
from disclosure_desk.gui.widgets.theme import style_sheet
from disclosure_desk.gui.widgets.wait_dialog import WaitDialog, Work
from disclosure_desk.store.operators import Operators

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # the offscreen platform has none
KEY = Qt.Key
PEOPLE = Operators(("李某",))
_FREE = 80
_LONGEST_WALK = 60


def act(action):
    """A dialog that an action of the window opens."""

    def open_(window):
        window.actions[action].trigger()

    return open_


def restore(window):
    keeper = window.session.store
    RestoreDialog(
        "今天 08:20", ["1 处"], window.frame, operators=PEOPLE, current="李某", keeper=keeper, replay=True
    ).open()


def print_(window):
    PrintDialog((), 3, PrintChoices(), double_sided=True, parent=window.frame).open()


def paste(window):
    report = window.session.document.report
    change = Change("requests.received.business", report.value("requests.received.business"), 5)
    PasteDialog(report, "2 行 1 列", [("从当前格起", [change]), ("按行", [])], window.frame).open()


def explain(window):
    finding = Finding("W-1", "warning", "problems", ("problems",), "短。", "", explainable=True, reasons=("属实。",))
    ExplainDialog(finding, window.frame).open()


DIALOGS = {
    "NewReportDialog": act("new"),
    "PageSettingsDialog": act("page_settings"),
    "OfficeSettingsDialog": act("check_settings"),
    "OperatorsDialog": act("operators"),
    "PinDialog": act("pin"),
    "LoginDialog": act("switch"),
    "AuditDialog": act("trail"),
    "BackupDialog": act("backup"),
    "ArchiveDialog": act("open_archive"),
    "DeleteDialog": act("delete_draft"),
    "ExportDialog": act("export"),
    "ArchiveCopyDialog": act("archive"),
    "FeeDialog": act("fee"),
    "KeysDialog": act("keys"),
    "AcceptanceDialog": act("acceptance"),
    "RestoreDialog": restore,
    "RecoveryDialog": lambda window: RecoveryDialog(
        "按第二份记录恢复。", PEOPLE, window.session.store, window.frame
    ).open(),
    "PrintDialog": print_,
    "PasteDialog": paste,
    "ExplainDialog": explain,
    "ReasonDialog": lambda window: ReasonDialog("更正", "为什么更正？", print, window.frame).open(),
    "DeliveryDialog": lambda window: DeliveryDialog(
        DeliveryWords("公布登记", "publish", "公布在哪里", "网页地址"), print, lambda _: "", window.frame
    ).open(),
    "WaitDialog": lambda window: WaitDialog(Work("备份", "backup", "正在备份……"), window.frame).open(),
    "MessageDialog": lambda window: warn(window.frame, "还没有保存", ("没能保存。", ""), ("不保存，退出", print)),
}
DANGERS = ("退回", "删除", "恢复", "不保存", "不备份", "收回")


def kinds(base=Dialog):
    """Every dialog that the program has, loaded or not."""
    for module in pkgutil.walk_packages(gui.__path__, f"{gui.__name__}."):
        import_module(module.name)
    found, left = set(), [base]
    while left:
        more = left.pop().__subclasses__()
        found |= {one for one in more if one.__module__.startswith(gui.__name__)}
        left += more
    return {one.__name__ for one in found - {SaveDialog}}


def test_every_dialog_of_the_program_is_walked_through():
    assert kinds() == {*DIALOGS}


@pytest.fixture
def staffed(qapp, at_work):
    """The window of an office with a person at work, in the program's style."""
    qapp.setStyleSheet(style_sheet(scheme(is_dark=False), {}))
    at_work.session.keep({"operators": "李某\n王某"})
    at_work.session.set_operator("李某")
    yield at_work
    qapp.setStyleSheet("")


def opened(window):
    """The dialog on top."""
    found = [one for one in window.frame.findChildren(Dialog) if one.isVisible()]
    assert len(found) == 1
    found[0].activateWindow()
    QApplication.processEvents()
    return found[0]


def reachable(dialog):
    """What Tab should come to: all that can be used, of radio buttons that belong together only the chosen one."""
    return {
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget.parentWidget(), QAbstractSpinBox)
        and not (isinstance(widget, QRadioButton) and not widget.isChecked())
    }


def looks(dialog, widget):
    """How a widget looks, of a field only its edge: the caret in it does not tell where the keyboard is."""
    picture = dialog.grab(QRect(widget.mapTo(dialog, QPoint(0, 0)), widget.size())).toImage()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QAbstractSpinBox):
        return picture.copy(0, 0, picture.width(), 2)
    return picture


def walk(dialog):
    """What Tab comes to, in its order, until it is again where it was; each looks otherwise with the keyboard."""
    way = [dialog.focusWidget()]
    for _ in range(_LONGEST_WALK):
        widget = dialog.focusWidget()
        with_keyboard = looks(dialog, widget)
        QTest.keyClick(widget, KEY.Key_Tab)
        if dialog.focusWidget() is not widget:
            named = f"{type(dialog).__name__}: {type(widget).__name__} {widget.objectName()} {widget.accessibleName()}"
            assert looks(dialog, widget) != with_keyboard, named
        if dialog.focusWidget() is way[0]:
            return way
        if dialog.focusWidget() is not way[-1]:
            way.append(dialog.focusWidget())
    raise AssertionError(f"Tab goes astray in {type(dialog).__name__}")


def words(button):
    return button.text().replace("&", "")


def check_dialog(dialog):
    """What holds for every dialog."""
    name = type(dialog).__name__
    first = dialog.focusWidget()
    assert first is not None, name
    assert first.isVisible(), name
    assert first.isEnabled(), name
    buttons = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
    filled = [one for one in buttons if one.objectName() == "main"]
    default = [one for one in buttons if one.isDefault()]
    assert len(filled) <= 1, name
    assert len(default) <= 1, name
    for one in {*default, first}:
        assert one.objectName() != "danger", name
        assert not (isinstance(one, QPushButton) and words(one).startswith(DANGERS)), name
    if filled and default:
        assert default == filled, name
    assert {*walk(dialog)} == reachable(dialog), name
    assert dialog.height() <= dialog.screen().availableSize().height() - _FREE, name
    assert dialog._size is not None or dialog._width in {SMALL, USUAL, WIDE}, name
    assert dialog.windowTitle(), name


def test_in_every_dialog_the_keys_do_what_the_clerk_means_and_esc_changes_nothing(staffed):
    frame, store = staffed.frame, staffed.session.store
    for open_ in DIALOGS.values():
        open_(staffed)
        dialog, before = opened(staffed), len(store.events())
        check_dialog(dialog)
        QTest.keyClick(dialog.focusWidget(), KEY.Key_Escape)
        assert not dialog.isVisible(), type(dialog).__name__
        assert frame.isVisible()
        assert len(store.events()) == before
        dialog.deleteLater()
        QApplication.processEvents()
