"""Starts the window: an empty frame first, and everything else once the frame is on the screen."""

import logging
import os
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from disclosure_desk.gui.frame import WindowFrame
from disclosure_desk.store.paths import default_folder

DESKTOP_NAME = "disclosure-desk"
"""The name of the menu entry: by it the desktop knows whose window this is, and shows its icon."""
_NO_DISPLAY = (
    "打不开窗口：没有可以用的屏幕，或者缺少显示要用的组件。请在桌面上打开；其他命令见 disclosure-desk --help。"
)


def open_window(folder: Path | None, source: Path | None = None) -> int:
    """Run the window on a data folder (None: the user's own), importing a file at once; return the exit code."""
    qInstallMessageHandler(_end_without_display)
    application = build_application()
    qInstallMessageHandler(None)
    frame = WindowFrame(folder or default_folder(), partial(begin, application, source))
    frame.show()
    code = application.exec()
    from disclosure_desk.gui.widgets.work_apart import wait_for_dropped  # noqa: PLC0415 - nothing is done at the start

    wait_for_dropped()
    keep_text_only()
    return code


def build_application() -> QApplication:
    """Return the bare application with Qt's own style; the rest of its look comes with `set_up`, once it is painted."""
    # X names the window's program by the first; the style is told here because to set it later makes two of them.
    application = QApplication([DESKTOP_NAME, "-style", "fusion"])
    application.setDesktopFileName(DESKTOP_NAME)
    return application


def _end_without_display(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """End in a sentence where there is no screen: Qt would say so in English and then abort.

    What it says besides, as it tries one way after another, is kept from the terminal until it has found one.
    """
    if kind == QtMsgType.QtFatalMsg:
        print(_NO_DISPLAY, file=sys.stderr, flush=True)  # noqa: T201 - there is no window to say it
        os._exit(2)
    logging.getLogger(__name__).info("Qt at its start: %s", message)


def begin(application: QApplication, source: Path | None, frame: WindowFrame) -> None:
    """Fill the frame, which has just been painted for the first time."""
    from disclosure_desk.gui.shell.collector import WindowCollector  # noqa: PLC0415 - after the first paint
    from disclosure_desk.gui.shell.startup import Startup, set_up, show_icon  # noqa: PLC0415 - after the first paint

    set_up(application, frame)
    startup = Startup(frame, source)
    startup.open()
    QTimer.singleShot(0, application, partial(show_icon, application))
    WindowCollector(startup.session, frame)


def keep_text_only() -> None:
    """Leave on the clipboard only text, which Qt holds by itself.

    WORKAROUND: data made in Python for the clipboard is deleted after Python has ended, and crashes the program as it
    leaves (seen with PySide6 6.8.3 in Shiboken::Object::destroy; try without when the pin moves).
    """
    clipboard = QApplication.clipboard()
    content = clipboard.mimeData()
    if content is not None and Shiboken.createdByPython(content):
        clipboard.setText(content.text())
