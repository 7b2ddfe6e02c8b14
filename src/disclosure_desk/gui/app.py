"""Builds the application and wires the window to the desk; the only place that knows both."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from disclosure_desk.gui.desk_window import DeskWindow
from disclosure_desk.gui.dress import dress
from disclosure_desk.gui.mishap import Mishap
from disclosure_desk.resources import resource
from disclosure_desk.store import default_folder

if TYPE_CHECKING:
    from disclosure_desk.gui.desk import Desk


def open_window(folder: Path | None, source: Path | None = None) -> int:
    """Run the desk on a data folder (None: the user's own), taking a file in at once; answers the exit code."""
    application = build_application()
    folder = folder or default_folder()
    window = DeskWindow(folder, open_desk, source)
    sys.excepthook = Mishap(window, folder).hook
    window.show()
    return application.exec()


def build_application() -> QApplication:
    """The application in Chinese, in a face that has Chinese, in the desk's dress."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("disclosure-desk")
    application.setApplicationDisplayName("")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    dress(application)
    application.setWindowIcon(QIcon(str(resource("icons", "desk.png"))))
    return application


def open_desk(folder: Path) -> "Desk":
    """The open desk of a folder; raises StoreError."""
    from disclosure_desk.gui.desk import Desk  # noqa: PLC0415 - after the first paint

    desk = Desk(folder)
    desk.open()
    return desk
