"""The empty window, which is on the screen before anything else of the program is loaded.

PySide6 makes its types when they are first named, and the name `Qt` alone costs as much as the whole frame: it is not
named here, nor is anything of the program that an empty window does not need.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QByteArray, QCoreApplication, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from disclosure_desk.gui.session.window_place import WindowPlace, first_place, kept_place, least_size
from disclosure_desk.gui.session.window_settings import window_settings

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent

NAME = "年报填报台"


class Content(Protocol):
    """What a frame holds once it has been painted."""

    def may_close(self) -> bool:
        """Whether all is stored and backed up; where not, the clerk is asked, who may close all the same."""

    def close(self) -> None:
        """Close the data, because the frame closes."""

    def can_drop(self, mime: "QMimeData") -> bool:
        """Whether what is dragged over the frame can be imported."""

    def drop(self, mime: "QMimeData") -> None:
        """Import what was dropped on the frame."""


class WindowFrame(QMainWindow):
    """The window on a data folder; `begin` fills it after its first paint."""

    def __init__(self, folder: Path, begin: "Callable[[WindowFrame], object]") -> None:
        super().__init__()
        self.folder, self._begin = folder, begin
        self.content: Content | None = None
        self._is_painted = self._is_leaving = self._fills_screen = False
        self.setWindowTitle(NAME)
        self._restore()

    def _restore(self) -> None:
        """Stand where the window stood before, as far as the screens of today have that place."""
        areas = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        self.setMinimumSize(least_size(areas))
        place = first_place(QGuiApplication.primaryScreen().availableGeometry())
        if self.folder.is_dir():
            geometry = window_settings(self.folder).value("geometry")
            if isinstance(geometry, QByteArray) and self.restoreGeometry(geometry):  # the file may be damaged
                before = self.normalGeometry() if self.isMaximized() else self.geometry()
                place = kept_place(areas, WindowPlace(before, self.isMaximized()))
        self._fills_screen = place.is_maximised
        self.setGeometry(place.rect)

    def show(self) -> None:
        """Show the window where it belongs; it fills the screen where there is no room to spare."""
        if self._fills_screen:
            self.showMaximized()
        else:
            super().show()

    def paintEvent(self, event: "QPaintEvent") -> None:  # noqa: N802 - Qt's name
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, lambda: self._begin(self))

    def paint_now(self) -> None:
        """Paint at once what has changed, before something that takes long; all else waits until that has ended.

        What is laid out anew asks itself to be painted, and that is done in the second round at the latest: to repaint
        would paint all twice.
        """
        for _ in range(2):
            QCoreApplication.sendPostedEvents()

    def closeEvent(self, event: "QCloseEvent") -> None:  # noqa: N802 - Qt's name
        if not self._is_leaving and self.content and not self.content.may_close():
            event.ignore()
            return
        window_settings(self.folder).setValue("geometry", self.saveGeometry())
        if self.content:
            self.content.close()
        super().closeEvent(event)

    def leave(self) -> None:
        """Close, whatever is not stored or backed up."""
        self._is_leaving = True
        self.close()

    def keyPressEvent(self, event: "QKeyEvent") -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the keyboard: outside dialogs Qt has only the space bar do so."""
        from disclosure_desk.gui.widgets.buttons import press_by_enter  # noqa: PLC0415 - an empty window needs none

        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: "QDragEnterEvent") -> None:  # noqa: N802 - Qt's name
        if self.content and self.content.can_drop(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: "QDropEvent") -> None:  # noqa: N802 - Qt's name
        if self.content:
            event.acceptProposedAction()
            self.content.drop(event.mimeData())
