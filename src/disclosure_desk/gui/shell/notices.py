"""What the window tells in a box of its own, to be read."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox

from disclosure_desk.gui.widgets.message_boxes import show_once

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from disclosure_desk.gui.shell.main_window import DeskWindow


def tell(window: "QMainWindow", title: str, words: str) -> None:
    """Say something that has to be read."""
    box = QMessageBox(QMessageBox.Icon.Information, title, words, parent=window)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    show_once(box)


def warn_before_leaving(window: "DeskWindow", title: str, words: tuple[str, str], leave: str) -> None:
    """Say what would be lost, and what can be done; to go back is what Enter and Esc do."""
    box = QMessageBox(QMessageBox.Icon.Warning, title, words[0], parent=window)
    box.setInformativeText(words[1])
    box.addButton(leave, QMessageBox.ButtonRole.DestructiveRole).clicked.connect(window.leave)
    box.setDefaultButton(box.addButton("返回", QMessageBox.ButtonRole.RejectRole))
    show_once(box)


def tell_keys(window: "DeskWindow") -> None:
    """Say which keys do what."""
    lines = "".join(f"<tr><td>{keys}　</td><td>{words}</td></tr>" for keys, words in window.actions_.key_words())
    tell(window, "快捷键", f"<table>{lines}</table>")


def tell_about(window: "DeskWindow") -> None:
    """Say what this program is."""
    from disclosure_desk import __version__  # noqa: PLC0415 - when it is wanted
    from disclosure_desk.gui.shell.main_window import NAME  # noqa: PLC0415 - that module loads this one

    tell(window, "关于", f"{NAME} {__version__}\n填写、核对、打印、导出政府信息公开工作年度报告。不联网。")
