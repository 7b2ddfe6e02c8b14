"""What the window does with backups: one each day and one at its end, going back to one, whole packages from them."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from disclosure_desk.gui.backups.backup_dialog import BackupDialog
from disclosure_desk.gui.backups.backup_service import BackupService
from disclosure_desk.gui.session.action_spec import ActionSpec, Menu, session_open
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.session.session_actions import SessionActions
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.gui.widgets.message_dialog import MessageDialog
from disclosure_desk.store.errors import StoreError


class BackupActions(SessionActions):
    """Of the session that is open; `restore_wanted` needs the session to be closed, and so goes to the window."""

    restore_wanted = Signal(object)
    """The backup to go back to: RestoreChoice."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self.service = BackupService(session)

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """The backups."""
        return (
            ActionSpec(
                "backup",
                Menu.DATA,
                "备份和恢复…",
                self.show,
                enabled=session_open,
                tool_words="备份",
                is_start_tool=True,
            ),
        )

    def begin(self) -> None:
        """Tell what was found when the session was opened, and make the day's backup once the window is idle."""
        if self._session.store.startup_messages:
            self._show_faults("打开时发现", self._session.store.startup_messages)
        QTimer.singleShot(0, self, self._make_daily)

    def show(self) -> None:
        """Show the backups, and go back to one if that is wanted."""
        if self._session.flush():
            show_once(BackupDialog(self.service, self.restore_wanted.emit, self._parent))

    def _make_daily(self) -> None:
        if not self._session.is_open:
            return
        try:
            words = self.service.make_daily()
        except StoreError as error:
            self._session.notice.emit("没有备份成", str(error))
        else:
            if words:
                self._session.status.emit(words)

    def make_at_end(self) -> str:
        """Make the backup at the end of the day; what kept it from being made, "" if nothing."""
        try:
            self.service.make_at_end()
        except StoreError as error:
            return str(error)
        return ""

    def show_package_faults(self) -> None:
        """Tell what is wrong with the packages of the open report, which is sealed."""
        if self._session.document is not None:
            self._show_faults("档案包不符", self._session.document.package_faults)

    def _show_faults(self, title: str, words: Sequence[str]) -> None:
        """Tell what is wrong; where a package that is not as it was sealed has a whole copy, offer to put that back."""
        mend = {"换回完好的一份": self._put_back_packages} if self._session.store.can_restore_packages else {}
        dialog = MessageDialog(title, ("\n\n".join(words), ""), self._parent, "warning")
        dialog.offer("知道了", mend)
        show_once(dialog)

    def _put_back_packages(self) -> None:
        """Put whole copies in the place of packages that are not as they were sealed."""
        try:
            done = self._session.store.restore_packages()
        except StoreError as error:
            done = (str(error),)
        self._session.notice.emit("换回档案包", "\n\n".join(done))
        self._session.recheck()
