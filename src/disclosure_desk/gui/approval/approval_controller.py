"""What the menu 审核 does with the report that is open: look through, seal, correct, tell of its publication."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from disclosure_desk.gui.approval.approval import Signing
from disclosure_desk.gui.approval.approval_bar import SigningBar
from disclosure_desk.gui.approval.approval_dialog import SigningDialog
from disclosure_desk.gui.approval.publish_dialog import PublishDialog
from disclosure_desk.gui.approval.reason_dialog import ReasonDialog
from disclosure_desk.gui.approval.seal_dialog import SealDialog
from disclosure_desk.gui.report.autosave.dialog_autosave import CHANGE, CORRECT, PUBLISH
from disclosure_desk.gui.report.report_page import ReportPage
from disclosure_desk.gui.session.session import Desk
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.store.paths import PACKAGES


class SigningDesk(QObject):
    """Belongs to one page; `say` tells in passing, `tell` what has to be read."""

    moved = Signal()
    """The report stands elsewhere: what may be done with it has changed."""

    def __init__(
        self, desk: Desk, page: ReportPage, say: Callable[[str], None], tell: Callable[[str, str], None]
    ) -> None:
        super().__init__(page)
        self._desk, self._page, self._say, self._tell = desk, page, say, tell
        self.signing = Signing(desk, page.document, self)
        self.bar = SigningBar(self.signing, page)
        page.show_above(self.bar)
        self.bar.change_wanted.connect(self.ask_change)
        self.bar.correct_wanted.connect(self.correct)
        self.bar.publish_wanted.connect(self.publish)
        for wanted in (self.bar.signing_wanted, page.signing_wanted):
            wanted.connect(self.sign)
        self.signing.lapsed.connect(self._tell_lapsed)
        self.signing.changed.connect(self.moved)

    def _tell_lapsed(self, steps: tuple[str, ...]) -> None:
        self._say(f"已保存。{'、'.join(steps)}因这处改动作废，要重新审核。")

    def ask_change(self) -> None:
        """Ask once why a report that was looked through is changed."""
        returned = self.signing.stands.returned
        start = f"按退回意见修改：{returned.why}" if returned else ""
        guide = "这份报告已经有人审核过。为什么要改？改动后，已有的审核作废，要重新审核。"
        dialog = ReasonDialog("修改", guide, self.signing.begin_change, self._page, start=start)
        self._page.half_written.follow(CHANGE, dialog.edit, dialog)
        show_once(dialog)

    def sign(self) -> None:
        """Show where every step stands, and let the operator give an opinion."""
        if self._page.flush():
            self.signing.refresh()
            show_once(SigningDialog(self.signing, self._page.half_written, self._page))

    def seal(self) -> None:
        """Ask to seal the report, or say what keeps it from that."""
        if self._page.flush():
            show_once(SealDialog(self.signing, self._desk.folder / PACKAGES, self._page))

    def correct(self) -> None:
        """Ask why a sealed report is corrected."""
        if not self.signing.stands.is_sealed:
            self._tell("更正", "这份报告还没有定稿，可以直接修改，不用更正。")
            return
        number = len(self.signing.stands.versions)
        guide = f"更正第 {number} 版。原来的一版原样留着；改好、审核后，再定稿为第 {number + 1} 版。为什么要更正？"
        dialog = ReasonDialog("更正", guide, self.signing.correct, self._page)
        self._page.half_written.follow(CORRECT, dialog.edit, dialog)
        show_once(dialog)

    def publish(self) -> None:
        """Ask when and where the sealed report was published."""
        if not self.signing.stands.is_sealed:
            self._tell("公布登记", "定稿以后才登记公布。")
            return
        dialog = PublishDialog(self.signing.publish, self._page)
        self._page.half_written.follow(PUBLISH, dialog.address, dialog)
        show_once(dialog)

    def go_on_writing(self, name: str) -> None:
        """Open the dialog in which something was half written."""
        {CHANGE: self.ask_change, CORRECT: self.correct, PUBLISH: self.publish}.get(name, self.sign)()
