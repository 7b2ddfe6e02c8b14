"""What is shown and done where the data folder does not open: why, and each way to go on that the store has."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget

from disclosure_desk.core.stopping import StoppedError
from disclosure_desk.gui.backups.backup_dialog import BackupDialog
from disclosure_desk.gui.backups.offline_backups import OfflineBackups, OfflinePins
from disclosure_desk.gui.backups.recovery_dialog import RecoveryDialog
from disclosure_desk.gui.backups.restore_dialog import RestoreChoice
from disclosure_desk.gui.frame import WindowFrame
from disclosure_desk.gui.widgets.file_chooser import choose_folder
from disclosure_desk.gui.widgets.long_work import work_apart
from disclosure_desk.gui.widgets.message_boxes import show_notice, show_once
from disclosure_desk.gui.widgets.message_page import MessagePage
from disclosure_desk.gui.widgets.wait_dialog import Work
from disclosure_desk.store.errors import DamagedError, JournalMismatchError, LocationError, RecoveryWay, StoreError
from disclosure_desk.store.event_meta import Actor, system_user
from disclosure_desk.store.events.pin_tries import PinTries
from disclosure_desk.store.paths import default_folder
from disclosure_desk.store.recovery.restore import operators_in_remains, trust_data_file, trust_journal
from disclosure_desk.store.rollback import roll_back

if TYPE_CHECKING:
    from disclosure_desk.gui.session.session import Session

Recover = Callable[[Path, Actor], object]
"""Makes the data file or the second record of a folder again, and records by whom."""
_EXPLANATIONS = {
    RecoveryWay.JOURNAL: "按第二份记录恢复：数据文件按第二份记录重新生成。数据文件被换成旧的、被改过时选它。",
    RecoveryWay.DATA_FILE: "以数据文件为准：第二份记录按现在的数据文件重新写，只在第二份记录里有的修改不再算数。"
    "确实是自己换回了旧文件时选它。",
    RecoveryWay.BACKUP: "从备份恢复：先看会变成什么，再决定恢复哪一个备份。",
}
_ICONS = {
    "按第二份记录恢复": "second-record",
    "以数据文件为准": "file-package",
    "从备份恢复…": "restore",
    "放在本机填报": "save-situation",
    "再试一次": "redo",
    "换一个文件夹…": "open-folder",
    "退出": "quit",
}
_KEPT = "换下来的一份改名留在数据文件夹里，不会删除。"
_FROM_RECORDS = (RecoveryWay.JOURNAL, RecoveryWay.DATA_FILE)


class FolderOpener(Protocol):
    """What opens the data folder of a frame."""

    @property
    def frame(self) -> WindowFrame: ...

    @property
    def session(self) -> "Session": ...

    def open(self, actor: Actor | None = None) -> None:
        """Open the data folder, or show why it does not open; `actor` is at work already."""


class StartupErrors(QObject):
    """Shows the page about an error of opening, and carries out the way that the clerk chooses.

    Nothing but the store is loaded for the page: a fault elsewhere in the program keeps nobody from their data.
    """

    def __init__(self, opener: FolderOpener, pages: QStackedWidget) -> None:
        super().__init__(pages)
        self._opener, self._frame, self._pages = opener, opener.frame, pages
        self._tries = PinTries()
        self.page: MessagePage | None = None
        """The page that is shown, None where the data folder is open."""

    def show(self, error: StoreError) -> None:
        """Show why the data folder does not open, and what can be done."""
        self.hide()
        self.page = MessagePage(_title(error), self._choices(error), _ICONS, self._pages)
        self.page.show_words(_words(error))
        self._pages.addWidget(self.page)
        self._pages.setCurrentWidget(self.page)

    def hide(self) -> None:
        """Show the page no longer, because the data folder is open."""
        if self.page is not None:
            self._pages.removeWidget(self.page)
            self.page.deleteLater()
            self.page = None

    def _choices(self, error: StoreError) -> dict[str, Callable[[], object]]:
        """The buttons in their order, the first of them the main one."""
        ways = offered_ways(error)
        is_elsewhere, is_mismatch = isinstance(error, LocationError), isinstance(error, JournalMismatchError)
        buttons: tuple[tuple[bool, str, Callable[[], object]], ...] = (
            (RecoveryWay.JOURNAL in ways, "按第二份记录恢复", lambda: self._trust(error, trust_journal)),
            (RecoveryWay.DATA_FILE in ways, "以数据文件为准", lambda: self._trust(error, trust_data_file)),
            (RecoveryWay.BACKUP in ways, "从备份恢复…", self._ask_backup),
            (is_elsewhere, "放在本机填报", lambda: self._use_folder(default_folder())),
            (not is_elsewhere and not is_mismatch, "再试一次", self._opener.open),
            (RecoveryWay.OTHER_FOLDER in ways, "换一个文件夹…", self._ask_folder),
            (True, "退出", self._frame.close),
        )
        return {words: action for is_offered, words, action in buttons if is_offered}

    def _trust(self, error: StoreError, recover: Recover) -> None:
        """Make one of the two records again from the other; who does it is asked where the office has people."""
        operators = operators_in_remains(self._frame.folder)
        if not operators.names:
            self._recover(error, recover, Actor(user=system_user()))
            return
        words = "哪一份记录算数，由本机关的人来定，记在修改记录里。"
        dialog = RecoveryDialog(words, operators, OfflinePins(operators, self._tries), self._frame)
        dialog.named.connect(lambda name: self._recover(error, recover, Actor(name, system_user())))
        show_once(dialog)

    def _recover(self, error: StoreError, recover: Recover, actor: Actor) -> None:
        """Make one of the two records again from the other, and open the data folder."""
        try:
            recover(self._frame.folder, actor)
        except StoreError as failure:
            if self.page is not None:
                begin = "没有做成：" if isinstance(failure, DamagedError) else ""
                self.page.show_words(f"{begin}{failure}\n\n{_words(error)}")
            return
        self._opener.open(actor if actor.operator else None)

    def _ask_backup(self) -> None:
        """Let the clerk choose a backup, and see what it would change before it does."""
        show_once(BackupDialog(OfflineBackups(self._frame.folder), self.restore, self._frame))

    def restore(self, choice: RestoreChoice) -> None:
        """Go back to a backup: the session is closed, the files are put back, the data folder is opened again."""
        session, backup = self._opener.session, choice.backup
        actor = session.store.actor if session.is_open else Actor(user=system_user())
        actor = actor._replace(operator=choice.operator or actor.operator)
        copied = "，也做了备份" if session.is_open else ""
        session.close()
        then = "之后的修改也重做了" if choice.replay else "回到了那一刻"
        words = f"已恢复备份 {backup.name}，{then}。恢复前的数据另存在数据文件夹里{copied}。"
        try:
            go_back = partial(
                roll_back, self._frame.folder, backup, replay=choice.replay, actor=actor, accept_foreign=True
            )
            work = Work("恢复备份", "restore", "正在恢复备份……")
            work_apart(self._frame, work, lambda progress: go_back(progress=progress))
        except StoreError as error:
            words = str(error)
        except StoppedError:
            words = "已停止，没有恢复备份。报告和原来一样。"
        self._opener.open(actor)
        show_notice(self._frame, "恢复备份", words)

    def _ask_folder(self) -> None:
        """Ask for another data folder."""
        chooser = choose_folder(self._frame, "数据放在哪个文件夹", self._frame.folder.parent)
        chooser.fileSelected.connect(lambda name: self._use_folder(Path(name)))

    def _use_folder(self, folder: Path) -> None:
        """Work in another data folder."""
        self._frame.folder = folder
        self._opener.open()


def _words(error: StoreError) -> str:
    """What happened and, where one of two records is to be trusted, what each way means."""
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
