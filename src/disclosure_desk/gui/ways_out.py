"""What can be done where data file and second record tell different stories: for people to say which is right."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_desk.gui.message_page import MessagePage
from disclosure_desk.store import FILE, JOURNAL, StoreError, default_folder
from disclosure_desk.store.restore import trust_journal, trust_store

if TYPE_CHECKING:
    from disclosure_desk.gui.desk_window import DeskWindow

PARTED_WORDS = (
    "按第二份记录恢复：数据文件按第二份记录重新生成。数据文件被换成旧的、被改过时选它。\n"
    "以数据文件为准：第二份记录按现在的数据文件重新写，只在第二份记录里有的修改不再算数。确实是自己换回了旧文件时选它。\n"
    "换下来的一份改名留在数据文件夹里，不会删除。"
)


def misplaced_page(window: "DeskWindow") -> MessagePage:
    """The page that offers to work on the machine itself; what is ready is copied out from there."""
    return MessagePage(
        "数据不能放在这里",
        {
            "放在本机填报": lambda: window.use_folder(default_folder()),
            "换一个文件夹…": window.ask_folder,
            "退出": window.close,
        },
    )


def parted_page(window: "DeskWindow") -> MessagePage:
    """The page that offers both ways out."""
    page: MessagePage

    def go(way: Callable[[Path], object], trusted: str) -> None:
        try:
            way(window.folder)
        except (StoreError, OSError) as error:
            page.show_words(f"没有做成：{error}\n\n{PARTED_WORDS}")
            return
        window.open_desk()
        if window.is_open:
            window.desk.store.note(None, "recover", {"from": trusted})

    page = MessagePage(
        "数据文件和第二份记录对不上",
        {
            "按第二份记录恢复": lambda: go(trust_journal, JOURNAL),
            "以数据文件为准": lambda: go(trust_store, FILE),
            "退出": window.close,
        },
    )
    return page
