"""What an open desk does besides filling in: people, approvals, the record, copies; each from its menu entry."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel

from disclosure_desk.gui.desk import Desk
from disclosure_desk.gui.people import People
from disclosure_desk.gui.report_page import ReportPage
from disclosure_desk.gui.signing_desk import SigningDesk

if TYPE_CHECKING:
    from disclosure_desk.gui.desk_window import DeskWindow


class Duties(QObject):
    """Of one open desk; the window keeps the newest."""

    def __init__(self, desk: Desk, window: "DeskWindow") -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.signing: SigningDesk | None = None
        """That of the report that is open."""
        self.people = People(desk, window, window.tell)
        self.who = QLabel(window)
        window.statusBar().addPermanentWidget(self.who)
        self.people.changed.connect(self._show_who)
        self.people.steps_changed.connect(self._look_again)

    def begin(self) -> None:
        """The desk has been opened and shows its list."""
        self.people.begin()

    def end(self) -> None:
        """The desk is closed."""
        self._window.statusBar().removeWidget(self.who)
        self.deleteLater()

    def follow(self, page: ReportPage) -> None:
        """A report has been opened."""
        self.signing = SigningDesk(self._desk, page, self._window.say, self._window.tell)

    @property
    def _signing(self) -> SigningDesk:
        if self.signing is None:
            raise RuntimeError("no report is open")
        return self.signing

    def _show_who(self, name: str) -> None:
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
