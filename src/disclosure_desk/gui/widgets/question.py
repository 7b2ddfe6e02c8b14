"""A question before the window with a few answers, each of which does something; the last button does nothing."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QMessageBox, QWidget

from disclosure_desk.gui.widgets.message_boxes import show_once


def ask(window: QWidget, title: str, words: str, more: str, answers: Mapping[str, Callable[[], object]]) -> None:
    """Ask; the first answer is the one that Enter gives."""
    box = QMessageBox(QMessageBox.Icon.Question, title, words, parent=window)
    box.setInformativeText(more)
    buttons = [box.addButton(text, QMessageBox.ButtonRole.AcceptRole) for text in answers]
    for button, work in zip(buttons, answers.values(), strict=True):
        button.clicked.connect(lambda _=False, work=work: work())
    box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(buttons[0])
    show_once(box)
