"""Says once, in plain words, where Chinese cannot be typed because the program lacks the way to the input method.

Offices on 麒麟 and UOS type through fcitx. Qt reaches it by a plugin that its own packages do not have; without that,
letters arrive as letters, and nothing tells why.
"""

import os
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication

from disclosure_desk.acceptance.input_method import PLUGINS, lacks_fcitx
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.session.window_settings import window_settings

_SHOWN_BEFORE = "input_method_told"
"""Under this name the settings of the window keep that it was said."""
_WORDS = (
    "这台电脑用 fcitx 打中文，程序里却没有通到 fcitx 的部件，在这里可能打不出中文；填数不受影响。\n\n"
    "可以先在 WPS 里打好，再粘贴过来。要在这里直接打，请管电脑的人把 fcitx 的 Qt 6 部件（文件名里有 fcitx 和 "
    "platforminputcontextplugin）放进这个文件夹，再重开程序：\n{folder}\n\n只提醒这一次。"
)


class InputMethodNotice(QObject):
    """Speaks when a report is opened for the first time, for that is where is typed."""

    def __init__(self, session: Session, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._folder = session, folder
        session.document_changed.connect(self._speak)

    def _speak(self, document: Document | None) -> None:
        folders = [Path(path) for path in QCoreApplication.libraryPaths()]
        if document is None or not lacks_fcitx(os.environ, QGuiApplication.platformName(), folders):
            return
        kept = window_settings(self._folder)
        if kept.value(_SHOWN_BEFORE) is None:
            kept.setValue(_SHOWN_BEFORE, "1")
            place = next(iter(folders), Path()) / PLUGINS
            self._session.notice.emit("打不出中文时", _WORDS.format(folder=place))
