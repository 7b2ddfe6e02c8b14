"""What the menu 帮助 shows."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from disclosure_desk import __version__
from disclosure_desk.gui.frame import NAME
from disclosure_desk.gui.session.action_spec import ActionSpec, Menu, always
from disclosure_desk.gui.widgets.message_boxes import show_notice


class HelpActions(QObject):
    """Shows the keys and what this program is; `key_words` answers every key of the window with what it does."""

    def __init__(self, key_words: Callable[[], Sequence[tuple[str, str]]], parent: QWidget) -> None:
        super().__init__(parent)
        self._key_words, self._parent = key_words, parent

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """What helps where the window does not explain itself."""
        return (
            ActionSpec("keys", Menu.HELP, "快捷键", self.show_keys, "F1", always),
            ActionSpec("about", Menu.HELP, "关于", self.show_about, enabled=always),
        )

    def show_keys(self) -> None:
        """Say which keys do what."""
        lines = "".join(f"<tr><td>{keys}　</td><td>{words}</td></tr>" for keys, words in self._key_words())
        show_notice(self._parent, "快捷键", f"<table>{lines}</table>")

    def show_about(self) -> None:
        """Say what this program is."""
        words = f"{NAME} {__version__}\n填写、核对、打印、导出政府信息公开工作年度报告。不联网。"
        show_notice(self._parent, "关于", words)
