"""Builds the application and wires the window to the desk; the only place that knows both."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from disclosure_desk.gui.shell.main_window import DeskWindow
from disclosure_desk.store.paths import default_folder

if TYPE_CHECKING:
    from disclosure_desk.gui.session.session import Desk


def open_window(folder: Path | None, source: Path | None = None) -> int:
    """Run the desk on a data folder (None: the user's own), taking a file in at once; answers the exit code."""
    application = build_application()
    folder = folder or default_folder()
    window = DeskWindow(folder, open_desk, source, lambda: furnish(application, window, folder))
    window.show()
    code = application.exec()
    keep_text_only()
    return code


def keep_text_only() -> None:
    """Leave on the clipboard only text, which Qt holds by itself.

    WORKAROUND: data made in Python for the clipboard is deleted after Python has ended, and crashes the program as it
    leaves (seen with PySide6 6.8.3 in Shiboken::Object::destroy; try without when the pin moves).
    """
    clipboard = QApplication.clipboard()
    held = clipboard.mimeData()
    if held is not None and Shiboken.createdByPython(held):
        clipboard.setText(held.text())


def build_application() -> QApplication:
    """The bare application, as fast on the screen as an empty window; `furnish` gives it the rest."""
    return QApplication(sys.argv[:1])


def furnish(application: QApplication, window: DeskWindow, folder: Path) -> None:
    """Give the application what it needs beyond an empty window, and its faults a place to be told."""
    from disclosure_desk.core.log_file import LogFile  # noqa: PLC0415 - after the first paint
    from disclosure_desk.gui.shell.crash_reporter import Mishap  # noqa: PLC0415 - after the first paint

    log = LogFile(folder)
    log.start()
    application.aboutToQuit.connect(log.close)
    sys.excepthook = Mishap(window, log.path).hook
    speak_chinese(application)
    adorn(application)


def speak_chinese(application: QApplication) -> None:
    """Qt's own words and dialogs in Chinese."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


def adorn(application: QApplication) -> None:
    """The desk's look and its icon."""
    from PySide6.QtGui import QIcon  # noqa: PLC0415 - after the first paint

    from disclosure_desk.core.resources import resource  # noqa: PLC0415 - after the first paint
    from disclosure_desk.gui.widgets.theme import apply_theme  # noqa: PLC0415 - after the first paint

    apply_theme(application)
    application.setWindowIcon(QIcon(str(resource("icons", "desk.png"))))


def open_desk(folder: Path) -> "Desk":
    """The open desk of a folder; raises StoreError."""
    from disclosure_desk.core.log_file import make_log_folder  # noqa: PLC0415 - after the first paint
    from disclosure_desk.gui.session.session import Desk  # noqa: PLC0415 - after the first paint

    desk = Desk(folder)
    desk.open()
    make_log_folder(folder)
    return desk
