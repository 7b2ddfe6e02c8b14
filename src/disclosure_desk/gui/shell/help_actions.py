"""What the menu 帮助 shows."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from disclosure_desk import __version__
from disclosure_desk.core import log_file
from disclosure_desk.core.resources import resource
from disclosure_desk.gui.frame import NAME
from disclosure_desk.gui.session.action_spec import ActionSpec, Menu, always
from disclosure_desk.gui.widgets.message_boxes import show_notice, show_once


class HelpActions(QObject):
    """Shows the handbook, the keys, the program's log and what this program is.

    `key_words` answers every key of the window with what it does, `folder` is the data folder.
    """

    def __init__(self, key_words: Callable[[], Sequence[tuple[str, str]]], folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._key_words, self._folder, self._parent = key_words, folder, parent

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """What helps where the window does not explain itself."""
        return (
            ActionSpec("handbook", Menu.HELP, "手册", self.show_handbook, "F1", always),
            ActionSpec("keys", Menu.HELP, "快捷键", self.show_keys, "Ctrl+F1", always),
            ActionSpec("logs", Menu.HELP, "打开日志所在文件夹", self.show_logs, enabled=always),
            ActionSpec("about", Menu.HELP, "关于", self.show_about, enabled=always),
        )

    def show_handbook(self) -> None:
        """Open the handbook that this program was built with, or say where its chapters are."""
        page = resource("handbook", "handbook.html")
        if not page.is_file():
            words = "这一份程序里没有做好的手册。手册的各章在程序源码的 docs/handbook 文件夹里，用记事本就能看。"
            show_notice(self._parent, "手册", words)
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(page))):
            show_notice(self._parent, "手册", f"系统没有打开手册，请在文件管理器里找到它，用浏览器打开：\n{page}")

    def show_keys(self) -> None:
        """Say which keys do what."""
        from disclosure_desk.gui.shell.keys_dialog import KeysDialog  # noqa: PLC0415 - what is seldom asked is read then

        show_once(KeysDialog(self._key_words(), self._parent))

    def show_logs(self) -> None:
        """Open the folder of the log in the system's file manager, or say where it is."""
        folder = self._folder / log_file.FOLDER
        if not folder.is_dir():
            show_notice(self._parent, "日志", f"还没有日志，打开过数据以后才有。它会放在：\n{folder}")
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            show_notice(self._parent, "日志", f"系统没有打开这个文件夹，请在文件管理器里找到它：\n{folder}")

    def show_about(self) -> None:
        """Say what this program is."""
        words = f"{NAME} {__version__}\n填写、核对、打印、导出政府信息公开工作年度报告。不联网。"
        show_notice(self._parent, "关于", words)
