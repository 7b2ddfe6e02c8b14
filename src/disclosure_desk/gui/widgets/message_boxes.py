"""How dialogs and boxes are shown before the window, and where file dialogs start from."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget


def show_once(dialog: QDialog) -> None:
    """Open a dialog before its window, high enough for its texts; it goes for good when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    layout = dialog.layout()
    if layout is not None and layout.hasHeightForWidth():  # Qt stops at two thirds of the screen, and cuts lines off
        dialog.resize(dialog.width(), max(dialog.height(), layout.totalHeightForWidth(dialog.width())))


def show_notice(parent: QWidget, title: str, words: str) -> None:
    """Say something that has to be read."""
    box = QMessageBox(QMessageBox.Icon.Information, title, words, parent=parent)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    show_once(box)


def ask(parent: QWidget, title: str, words: str, more: str, answers: Mapping[str, Callable[[], object]]) -> None:
    """Ask a question with a few answers, each of which does something; Enter gives the first, 取消 does nothing."""
    box = QMessageBox(QMessageBox.Icon.Question, title, words, parent=parent)
    box.setInformativeText(more)
    buttons = [box.addButton(text, QMessageBox.ButtonRole.AcceptRole) for text in answers]
    for button, answer in zip(buttons, answers.values(), strict=True):
        button.clicked.connect(lambda _=False, answer=answer: answer())
    box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(buttons[0])
    show_once(box)


def warn(parent: QWidget, title: str, words: tuple[str, str], go_on: tuple[str, Callable[[], object]]) -> None:
    """Say what would be lost, and offer to go on all the same; to go back is what Enter and Esc do."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, words[0], parent=parent)
    box.setInformativeText(words[1])
    text, work = go_on
    box.addButton(text, QMessageBox.ButtonRole.DestructiveRole).clicked.connect(lambda _=False: work())
    box.setDefaultButton(box.addButton("返回", QMessageBox.ButtonRole.RejectRole))
    show_once(box)


@contextmanager
def waiting() -> Iterator[None]:
    """Something that takes a moment: the pointer says so."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def documents() -> Path:
    """Where the user keeps documents; the home folder where there is no such place."""
    path = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return path if path.is_dir() else Path.home()
