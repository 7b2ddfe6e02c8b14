"""Starts the window: an empty frame first, and everything else once the frame is on the screen."""

import sys
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from disclosure_desk.gui.frame import WindowFrame
from disclosure_desk.store.paths import default_folder


def open_window(folder: Path | None, source: Path | None = None) -> int:
    """Run the window on a data folder (None: the user's own), importing a file at once; return the exit code."""
    application = build_application()
    frame = WindowFrame(folder or default_folder(), partial(begin, application, source))
    frame.show()
    code = application.exec()
    keep_text_only()
    return code


def build_application() -> QApplication:
    """Return the bare application; its look comes with `set_up`, after the first paint."""
    return QApplication(sys.argv[:1])


def begin(application: QApplication, source: Path | None, frame: WindowFrame) -> None:
    """Fill the frame, which has just been painted for the first time."""
    from disclosure_desk.gui.shell.startup import Startup, set_up  # noqa: PLC0415 - after the first paint

    set_up(application, frame)
    Startup(frame, source).open()


def keep_text_only() -> None:
    """Leave on the clipboard only text, which Qt holds by itself.

    WORKAROUND: data made in Python for the clipboard is deleted after Python has ended, and crashes the program as it
    leaves (seen with PySide6 6.8.3 in Shiboken::Object::destroy; try without when the pin moves).
    """
    clipboard = QApplication.clipboard()
    content = clipboard.mimeData()
    if content is not None and Shiboken.createdByPython(content):
        clipboard.setText(content.text())
