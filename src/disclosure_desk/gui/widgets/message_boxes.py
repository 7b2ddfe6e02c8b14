"""How the window's dialogs are shown, and where they start from."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog


def show_once(dialog: QDialog) -> None:
    """Open a dialog before its window, high enough for its texts; it goes for good when it is closed."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - this name is dear, see desk_window

    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    layout = dialog.layout()
    if layout is not None and layout.hasHeightForWidth():  # Qt stops at two thirds of the screen, and cuts lines off
        dialog.resize(dialog.width(), max(dialog.height(), layout.totalHeightForWidth(dialog.width())))


@contextmanager
def waiting() -> Iterator[None]:
    """Something that takes a moment: the pointer says so."""
    from PySide6.QtCore import Qt  # noqa: PLC0415 - this name is dear, see desk_window

    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


def documents() -> Path:
    """Where the user keeps documents; the home folder where there is no such place."""
    path = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return path if path.is_dir() else Path.home()
