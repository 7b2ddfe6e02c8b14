"""What can be done where a desk does not open: which record is right, which copy to go back to, where else to work."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_desk.gui.backups.backup_service import ShutCopies
from disclosure_desk.gui.widgets.message_boxes import show_once, waiting
from disclosure_desk.gui.widgets.message_page import MessagePage
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.event_meta import Actor
from disclosure_desk.store.paths import DATA_FILE, JOURNAL, default_folder
from disclosure_desk.store.recovery.restore import trust_journal, trust_store

if TYPE_CHECKING:
    from disclosure_desk.gui.shell.main_window import DeskWindow

_RESTORE = "从备份恢复…"
PARTED_WORDS = (
    "按第二份记录恢复：数据文件按第二份记录重新生成。数据文件被换成旧的、被改过时选它。\n"
    "以数据文件为准：第二份记录按现在的数据文件重新写，只在第二份记录里有的修改不再算数。确实是自己换回了旧文件时选它。\n"
    "从备份恢复：先看会变成什么，再决定恢复哪一个备份。\n"
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


def damaged_page(window: "DeskWindow") -> MessagePage:
    """The page that offers the copies where the data does not hold."""
    return MessagePage(
        "没能打开数据",
        {
            _RESTORE: lambda: _ask_copy(window),
            "再试一次": window.open_desk,
            "换一个文件夹…": window.ask_folder,
            "退出": window.close,
        },
    )


def _ask_copy(window: "DeskWindow") -> None:
    """Let the clerk choose a copy, with what it would change before it does."""
    from disclosure_desk.gui.backups.backup_dialog import BackupDialog  # noqa: PLC0415 - when it is wanted

    show_once(BackupDialog(ShutCopies(window.folder), partial(restore_copy, window), window))


def restore_copy(window: "DeskWindow", copy: Path, replay: bool, who: Actor | None = None) -> None:  # noqa: FBT001
    """Go back to a copy, as the dialog says it: the desk is shut, the files are put back, the desk is opened again."""
    from disclosure_desk.store.rollback import go_back  # noqa: PLC0415 - few go back

    copied = "，也做了备份" if window.is_open else ""
    window.shut_desk()
    then = "之后的修改也重做了" if replay else "回到了那一刻"
    words = f"已恢复备份 {copy.name}，{then}。恢复前的数据另存在数据文件夹里{copied}。"
    try:
        with waiting():
            go_back(window.folder, copy, replay=replay, actor=who)
    except StoreError as error:
        words = str(error)
    window.open_desk(who)
    window.tell("恢复备份", words)


def parted_page(window: "DeskWindow") -> MessagePage:
    """The page that offers both ways out, and the copies."""
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
            "以数据文件为准": lambda: go(trust_store, DATA_FILE),
            _RESTORE: lambda: _ask_copy(window),
            "退出": window.close,
        },
    )
    return page
