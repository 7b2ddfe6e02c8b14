"""The dialogs that pictures are taken of beside those that an action of an open report shows."""

from collections.abc import Callable, Mapping

from killed_processes import ProcessWithin
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from states import UNIT, YEAR, Desk, approval_turn, busy_report, dialog, sealed

from disclosure_desk.gui.acceptance.acceptance_dialog import AcceptanceDialog
from disclosure_desk.gui.backups.recovery_dialog import RecoveryDialog
from disclosure_desk.gui.pages.preview import Preview
from disclosure_desk.gui.widgets.message_boxes import ask, show_notice, warn
from disclosure_desk.gui.widgets.wait_dialog import WaitDialog, Work
from disclosure_desk.store.operators import Operators, pin_setting


def press(widget: QWidget, words: str) -> None:
    """Press the button with these words that is seen."""
    buttons: list[QAbstractButton] = widget.findChildren(QAbstractButton)
    next(one for one in buttons if one.isVisible() and one.text().strip() == words).click()


def after_sealing(action: str) -> "Callable[[Desk], QWidget]":
    """What an action asks about a sealed report."""

    def show(desk: Desk) -> QWidget:
        frame = sealed(desk)
        frame.content.actions[action].trigger()
        return frame

    return show


def in_approval(words: str) -> "Callable[[Desk], QWidget]":
    """What a button of the page 审核 asks."""

    def show(desk: Desk) -> QWidget:
        frame = approval_turn(desk)
        press(frame, words)
        return frame

    return show


def staffed(action: str) -> "Callable[[Desk], QWidget]":
    """What an action asks in an office with people, one of whom has a PIN."""

    def show(desk: Desk) -> QWidget:
        window = desk.at_report(busy_report(), "requests")
        window.session.keep({"operators": "李小红\n王志强", **pin_setting("李小红", "246810")})
        window.session.set_operator("李小红")
        window.actions[action].trigger()
        return window.frame

    return show


def approved_form(desk: Desk) -> QWidget:
    """The form of a report that somebody has agreed to."""
    frame = approval_turn(desk)
    frame.content.report_page.enter_form()
    desk.wait()
    frame.grab()
    frame.content.report_page.enter_section("requests")
    view = frame.content.report_page.page.view
    view.choose("requests.outcome.granted.business")
    desk.wait()
    frame.grab()
    QTest.keyClick(view, Qt.Key.Key_5)
    return frame


def paste_preview(desk: Desk) -> QWidget:
    """A block of another shape than its place."""
    window = desk.at_report(busy_report(), "requests")
    desk.application.clipboard().setText(
        "\n".join("\t".join(str(row + column) for column in range(8)) for row in (1, 2))
    )
    view = window.report_page.page.view
    view.choose("requests.outcome.granted.natural_person")
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    return window.frame


def printing(desk: Desk) -> QWidget:
    """The pages before they are printed, and the printer."""
    window = desk.at_report(busy_report(), "requests")
    window.actions["preview"].trigger()
    desk.wait(2)
    shown = window.frame.findChild(Preview)
    desk.wait()
    press(shown, "打印…")
    return window.frame


def recovery(desk: Desk) -> QWidget:
    window = desk.at_report(busy_report(), "requests")
    words = "数据文件按第二份记录重新生成，到今天 08:31，一处不少。换下来的一份改名留在数据文件夹里。"
    RecoveryDialog(words, Operators(("李小红",)), window.session.store, window.frame).open()
    return window.frame


def accepted(desk: Desk) -> QWidget:
    """What was found when this computer was tried, with a few kills only."""
    window = desk.at_report(busy_report(), "requests")
    tried = AcceptanceDialog(window.session.folder, window.frame, kills=2, start=ProcessWithin)
    tried.open()
    tried.begin()
    while not tried.show_button.isVisible():
        desk.wait(0.1)
    return window.frame


def awaited(desk: Desk) -> QWidget:
    """How far long work is."""
    window = desk.at_report(busy_report(), "requests")
    waiting = WaitDialog(Work("恢复备份", "restore", "正在恢复备份……"), window.frame, after=0)
    waiting.show_progress(2, 5)
    return window.frame


def warned(desk: Desk) -> QWidget:
    window = desk.at_report(busy_report(), "requests")
    words = ("刚才输入的内容没能保存。", "选“返回”可以改正，或者先复制下来。")
    warn(window.frame, "还没有保存", words, ("不保存，退出", print))
    return window.frame


def asked(desk: Desk) -> QWidget:
    window = desk.at_report(busy_report(), "requests")
    words = f"文件里有 12 处和“{UNIT}”{YEAR} 年的报告不同。用文件的内容更新它吗？原来的内容留在修改记录里。"
    ask(window.frame, "导入", ("这份报告已经在列表里。", words), {"更新": print, "不更新，用原来的": print})
    return window.frame


def told(desk: Desk) -> QWidget:
    window = desk.at_report(busy_report(), "requests")
    show_notice(window.frame, "恢复备份", "已恢复到 2026-01-12 08:20:00 的备份。恢复前的数据另存在数据文件夹里。")
    return window.frame


DIALOG_STATES: Mapping[str, "Callable[[Desk], QWidget]"] = {
    "delivery": after_sealing("publish"),
    "handing-in": after_sealing("deliver"),
    "correcting": after_sealing("correct"),
    "archive-sealed": after_sealing("open_archive"),
    "hand-back": in_approval("退回…"),
    "other-people": in_approval("换审核人…"),
    "approved-form": approved_form,
    "pin": staffed("pin"),
    "login": staffed("switch"),
    "lock-pin": staffed("lock"),
    "rename": dialog("rename"),
    "fee": dialog("fee"),
    "archive-copy": dialog("archive"),
    "pages": dialog("preview"),
    "printing": printing,
    "paste-preview": paste_preview,
    "about": dialog("about"),
    "recovery": recovery,
    "acceptance": dialog("acceptance"),
    "accepted": accepted,
    "warned": warned,
    "awaited": awaited,
    "asked": asked,
    "told": told,
}
