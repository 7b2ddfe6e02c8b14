"""Show dialogs and questions before the window, and say where file dialogs start from."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget


def show_once(dialog: QDialog) -> None:
    """Open a dialog before its window, high enough for its texts; it goes for good when it is closed."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - loading the name Qt builds all its enums, see the main window

    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    layout = dialog.layout()
    if layout is not None and layout.hasHeightForWidth():  # Qt stops at two thirds of the screen, and cuts lines off
        dialog.resize(dialog.width(), max(dialog.height(), layout.totalHeightForWidth(dialog.width())))


@contextmanager
def waiting() -> Iterator[None]:
    """Something that takes a moment: the pointer says so."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - loading the name Qt builds all its enums, see the main window

    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def documents() -> Path:
    """Where the user keeps documents; the home folder where there is no such place."""
    path = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return path if path.is_dir() else Path.home()


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
