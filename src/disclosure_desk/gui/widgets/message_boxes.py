"""How dialogs and boxes are shown before the window, and where file dialogs start from."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from disclosure_desk.gui.widgets.dialog import FREE
from disclosure_desk.gui.widgets.message_dialog import Answers, MessageDialog


def show_once(dialog: QDialog) -> None:
    """Open a dialog before its window, high enough for its texts; it goes for good when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    layout = dialog.layout()
    if layout is not None and layout.hasHeightForWidth():  # Qt stops at two thirds of the screen, and cuts lines off
        wanted = max(dialog.height(), layout.totalHeightForWidth(dialog.width()))
        dialog.resize(dialog.width(), min(wanted, dialog.screen().availableSize().height() - FREE))


def show_notice(parent: QWidget, title: str, words: str) -> None:
    """Say something that has to be read."""
    dialog = MessageDialog(title, (words, ""), parent)
    dialog.offer()
    show_once(dialog)


def ask(parent: QWidget, title: str, words: tuple[str, str], answers: Answers) -> None:
    """Ask a question with a few answers, each of which does something; Enter gives the first, 取消 does nothing."""
    dialog = MessageDialog(title, words, parent, "help")
    dialog.offer("取消", answers)
    show_once(dialog)


def warn(
    parent: QWidget,
    title: str,
    words: tuple[str, str],
    go_on: tuple[str, Callable[[], object]],
    *,
    back: str = "返回",
) -> None:
    """Say what would be lost, and offer to go on all the same; to go back is what Enter and Esc do."""
    dialog = MessageDialog(title, words, parent, "warning")
    dialog.warn(back, dict([go_on]))
    show_once(dialog)


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
