"""The page that is shown where the data folder does not open: why, and each way to go on that the store has."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from disclosure_desk.gui.widgets.message_page import MessagePage
from disclosure_desk.store.errors import DamagedError, JournalMismatchError, LocationError, RecoveryWay, StoreError

_EXPLANATIONS = {
    RecoveryWay.JOURNAL: "按第二份记录恢复：数据文件按第二份记录重新生成。数据文件被换成旧的、被改过时选它。",
    RecoveryWay.DATA_FILE: "以数据文件为准：第二份记录按现在的数据文件重新写，只在第二份记录里有的修改不再算数。"
    "确实是自己换回了旧文件时选它。",
    RecoveryWay.BACKUP: "从备份恢复：先看会变成什么，再决定恢复哪一个备份。",
}
_KEPT = "换下来的一份改名留在数据文件夹里，不会删除。"
_FROM_RECORDS = (RecoveryWay.JOURNAL, RecoveryWay.DATA_FILE)


class ErrorActions(NamedTuple):
    """What the page can offer, each with the function that does it."""

    trust_journal: Callable[[], object]
    trust_data_file: Callable[[], object]
    ask_backup: Callable[[], object]
    retry: Callable[[], object]
    use_this_computer: Callable[[], object]
    ask_folder: Callable[[], object]
    leave: Callable[[], object]


def error_page(error: StoreError, actions: ErrorActions, parent: QWidget) -> MessagePage:
    """Return the page about an error of opening."""
    page = MessagePage(_title(error), dict(_choices(error, actions)), parent)
    page.show_words(error_words(error))
    return page


def error_words(error: StoreError) -> str:
    """Return what happened and, where one of two records is to be trusted, what each way means."""
    ways = offered_ways(error)
    if not any(way in ways for way in _FROM_RECORDS):
        return str(error)
    explained = [words for way, words in _EXPLANATIONS.items() if way in ways]
    return "\n".join([f"{error}\n", *explained, _KEPT])


def offered_ways(error: StoreError) -> tuple[RecoveryWay, ...]:
    """Return the ways of the store; where content is damaged, a backup too, because it may lie in another folder."""
    ways = {*error.ways} or {RecoveryWay.OTHER_FOLDER}
    if isinstance(error, DamagedError):
        ways.add(RecoveryWay.BACKUP)
    return tuple(way for way in RecoveryWay if way in ways)


def _title(error: StoreError) -> str:
    if isinstance(error, JournalMismatchError):
        return "数据文件和第二份记录对不上"
    return "数据不能放在这里" if isinstance(error, LocationError) else "没能打开数据"


def _choices(error: StoreError, actions: ErrorActions) -> Iterator[tuple[str, Callable[[], object]]]:
    """The buttons in their order, the first of them the main one."""
    ways = offered_ways(error)
    if RecoveryWay.JOURNAL in ways:
        yield "按第二份记录恢复", actions.trust_journal
    if RecoveryWay.DATA_FILE in ways:
        yield "以数据文件为准", actions.trust_data_file
    if RecoveryWay.BACKUP in ways:
        yield "从备份恢复…", actions.ask_backup
    if isinstance(error, LocationError):
        yield "放在本机填报", actions.use_this_computer
    elif not isinstance(error, JournalMismatchError):
        yield "再试一次", actions.retry
    if RecoveryWay.OTHER_FOLDER in ways:
        yield "换一个文件夹…", actions.ask_folder
    yield "退出", actions.leave
