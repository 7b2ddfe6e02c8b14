"""What an open desk does besides filling in: people, approvals, the record, copies; each from its menu entry."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel, QMessageBox

from disclosure_desk.gui.backups.backup_service import DeskCopies
from disclosure_desk.gui.operators.operator_controller import People
from disclosure_desk.gui.report.autosave.session_restore import Continuity
from disclosure_desk.gui.session.session import Desk
from disclosure_desk.gui.shell.startup_error_pages import restore_copy
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.store.errors import StoreError

if TYPE_CHECKING:
    from disclosure_desk.gui.approval.approval_controller import SigningDesk
    from disclosure_desk.gui.report.report_page import ReportPage
    from disclosure_desk.gui.shell.main_window import DeskWindow


class Duties(QObject):
    """Of one open desk; the window keeps the newest."""

    def __init__(self, desk: Desk, window: "DeskWindow") -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.signing: SigningDesk | None = None
        """That of the report that is open."""
        self.people = People(desk, window, window.tell)
        self.copies, self._seated = DeskCopies(desk), ""
        self.worry, self.who = QLabel(window), QLabel(window)
        self.worry.setObjectName("error")
        for label in (self.worry, self.who):
            window.statusBar().addPermanentWidget(label)
        self.continuity = Continuity(desk, window)
        self.people.changed.connect(self._show_who)
        self.people.changed.connect(self.continuity.recover)
        self.people.steps_changed.connect(self._look_again)

    def begin(self) -> None:
        """The desk has been opened and shows its list."""
        self.people.begin()
        self._tell_news()
        self.show_worry()
        QTimer.singleShot(0, self, self._copy_daily)

    def _tell_news(self) -> None:
        """Say at once what was brought back, and what is wrong with sealed files."""
        if self._desk.store.news:
            self._tell_faults("打开时发现", self._desk.store.news)

    def _tell_faults(self, title: str, words: Sequence[str]) -> None:
        """Tell what is wrong, with the way out where a package that is not as it was sealed has a whole copy."""
        box = QMessageBox(QMessageBox.Icon.Information, title, "\n\n".join(words), parent=self._window)
        if self._desk.store.has_whole_copies:
            box.addButton("换回完好的一份", QMessageBox.ButtonRole.ActionRole).clicked.connect(self._put_back)
        box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
        show_once(box)

    def _put_back(self) -> None:
        """Put whole copies in the place of packages that are not as they were sealed."""
        try:
            done = self._desk.store.put_back_packages()
        except StoreError as error:
            done = (str(error),)
        self._window.tell("换回档案包", "\n\n".join(done))
        if self._window.report_page is None:
            self._window.show_list()
        else:
            self._signing.signing.refresh()

    def show_worry(self) -> None:
        """Say as long as it lasts that the second record cannot be written."""
        worry = self._desk.store.worry
        self.worry.setText("第二份记录没有写上" if worry else "")
        self.worry.setToolTip(worry)
        self.worry.setVisible(bool(worry))

    def _copy_daily(self) -> None:
        try:
            words = self.copies.make_daily()
        except StoreError as error:
            self._window.tell("没有备份成", str(error))
        else:
            if words:
                self._window.say(words)

    def copy_at_end(self) -> str:
        """Make the copy of the day's end; what kept it from being made, "" if nothing."""
        try:
            self.copies.make()
        except StoreError as error:
            return str(error)
        return ""

    def end(self) -> None:
        """The desk is closed."""
        self.continuity.end()
        for label in (self.worry, self.who):
            self._window.statusBar().removeWidget(label)
            label.deleteLater()
        self.deleteLater()

    def follow(self, page: "ReportPage") -> None:
        """A report has been opened."""
        from disclosure_desk.gui.approval.approval_controller import SigningDesk  # noqa: PLC0415 - the list needs none

        self.signing = SigningDesk(self._desk, page, self._window.say, self._window.tell)
        page.packages_wanted.connect(lambda: self._tell_faults("档案包不符", page.document.package_faults))
        self.continuity.follow(page)

    @property
    def _signing(self) -> "SigningDesk":
        if self.signing is None:
            raise RuntimeError("no report is open")
        return self.signing

    def _show_who(self, name: str) -> None:
        """Whoever sits down gives reasons of their own."""
        if self._window.report_page and name != self._seated:
            self._signing.signing.begin_change("")
        self._seated = name
        self.who.setText(f"操作人：{name}" if name else "")

    def _look_again(self) -> None:
        if self._window.report_page:
            self._window.report_page.document.check_again()
            self._signing.signing.refresh()

    def sign(self) -> None:
        """Carry out 审核…."""
        self._signing.sign()

    def seal(self) -> None:
        """Carry out 定稿…."""
        self._signing.seal()

    def correct(self) -> None:
        """Carry out 更正…."""
        self._signing.correct()

    def publish(self) -> None:
        """Carry out 公布登记…."""
        self._signing.publish()

    def trail(self) -> None:
        """Show the record of the report that is open, or of the whole desk."""
        from disclosure_desk.gui.audit.open_audit import show_record  # noqa: PLC0415 - when it is wanted

        show_record(self._window)

    def backup(self) -> None:
        """Show the copies, and go back to one if that is wanted."""
        from disclosure_desk.gui.backups.backup_dialog import BackupDialog  # noqa: PLC0415 - when it is wanted

        page = self._window.report_page
        if page is None or page.flush():
            show_once(BackupDialog(self.copies, self._restore, self._window))

    def _restore(self, copy: Path, replay: bool) -> None:  # noqa: FBT001 - as the dialog says it
        restore_copy(self._window, copy, replay, self._desk.store.actor)

    def operators(self) -> None:
        """Carry out 操作人…."""
        self.people.ask_operators()

    def switch(self) -> None:
        """Carry out 换人…."""
        self.people.switch()

    def pin(self) -> None:
        """Carry out 改口令…."""
        self.people.ask_pin()

    def lock(self) -> None:
        """Carry out 锁定."""
        self.people.lock()
