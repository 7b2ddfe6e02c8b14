"""What the menu 审核 does with the open report: approve it, seal it, correct it, register its publication."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from disclosure_desk.checks.stages import Stage
from disclosure_desk.gui.approval.approval_bar import ApprovalBar
from disclosure_desk.gui.approval.approval_page import ApprovalPage
from disclosure_desk.gui.approval.approval_process import ApprovalProcess
from disclosure_desk.gui.approval.publish_dialog import PublishDialog
from disclosure_desk.gui.approval.reason_dialog import ReasonDialog
from disclosure_desk.gui.report.dialog_autosave import autosave
from disclosure_desk.gui.session.action_spec import ActionSpec, Menu
from disclosure_desk.gui.session.dialog_drafts import CHANGE, CORRECT, PUBLISH
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.widgets.message_boxes import show_once
from disclosure_desk.store.paths import PACKAGES


class ApprovalController(QObject):
    """Follows the open report through its approvals."""

    bar_made = Signal(object)
    """The bar of a report that has just been opened is to be shown above its form: ApprovalBar."""
    page_wanted = Signal(object, object)
    """The page of a stage is to be shown: Stage, StagePage."""
    preview_wanted = Signal()
    """The whole report as it will be on paper."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
        self.process: ApprovalProcess | None = None
        """That of the open report."""
        self._operator = ""
        self._approval_page: ApprovalPage | None = None
        session.document_changed.connect(self._follow)
        session.operator_changed.connect(self._ask_anew)
        session.context_changed.connect(self._refresh)

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """The steps from a draft to a published report."""
        return (
            ActionSpec("sign", Menu.APPROVAL, "审核…", self.approve, "F4"),
            ActionSpec("seal", Menu.APPROVAL, "定稿…", self.seal),
            ActionSpec("correct", Menu.APPROVAL, "更正…", self.correct, group=2),
            ActionSpec("publish", Menu.APPROVAL, "公布登记…", self.publish, group=2),
        )

    def _follow(self, document: Document | None) -> None:
        if self.process is not None:
            self.process.deleteLater()
            self.process = self._approval_page = None
        if document is None:
            return
        self.process = ApprovalProcess(self._session, document, self)
        self.process.lapsed.connect(self._tell_lapsed)
        bar = ApprovalBar(self.process, self._parent)
        bar.change_wanted.connect(self.ask_change)
        bar.correct_wanted.connect(self.correct)
        bar.publish_wanted.connect(self.publish)
        bar.approval_wanted.connect(self.approve)
        self.bar_made.emit(bar)

    @property
    def _open_process(self) -> ApprovalProcess:
        if self.process is None:
            raise RuntimeError("no report is open")
        return self.process

    def _ask_anew(self, operator: str) -> None:
        """Ask another operator for a reason of their own before an approved report is changed."""
        if self.process is not None and operator != self._operator:
            self.process.begin_change("")
        self._operator = operator

    def _refresh(self) -> None:
        if self.process is not None:
            self.process.refresh()

    def _tell_lapsed(self, steps: tuple[str, ...]) -> None:
        self._session.status.emit(f"已保存。{'、'.join(steps)}因这处改动作废，要重新审核。")

    def ask_change(self) -> None:
        """Ask once why a report that was approved is changed."""
        process = self._open_process
        returned = process.state.returned
        start = f"按退回意见修改：{returned.why}" if returned else ""
        guide = "这份报告已经有人审核过。为什么要改？改动后，已有的审核作废，要重新审核。"
        dialog = ReasonDialog("修改", guide, process.begin_change, self._parent, start=start)
        autosave(process.document.drafts, CHANGE, dialog.edit, dialog)
        show_once(dialog)

    def approve(self) -> None:
        """Show where every step stands, and let the person whose turn it is give an opinion."""
        if not self._session.flush():
            return
        self._open_process.refresh()
        if self._approval_page is None:
            self._approval_page = ApprovalPage(self._open_process, self._parent)
            self._approval_page.preview_wanted.connect(self.preview_wanted)
        self.page_wanted.emit(Stage.APPROVE, self._approval_page)

    def seal(self) -> None:
        """Ask to seal the report, or say what keeps it from that."""
        from disclosure_desk.gui.approval.report_sealing import ReportSealing  # noqa: PLC0415 - what makes packages takes 40 ms
        from disclosure_desk.gui.approval.seal_dialog import SealDialog  # noqa: PLC0415 - the same

        if self._session.flush():
            show_once(SealDialog(ReportSealing(self._open_process), self._session.folder / PACKAGES, self._parent))

    def correct(self) -> None:
        """Ask why a sealed report is corrected."""
        process = self._open_process
        if not process.state.is_sealed:
            self._session.notice.emit("更正", "这份报告还没有定稿，可以直接修改，不用更正。")
            return
        number = len(process.state.versions)
        guide = f"更正第 {number} 版。原来的一版原样留着；改好、审核后，再定稿为第 {number + 1} 版。为什么要更正？"
        dialog = ReasonDialog("更正", guide, process.correct, self._parent)
        autosave(process.document.drafts, CORRECT, dialog.edit, dialog)
        show_once(dialog)

    def publish(self) -> None:
        """Ask when and where the sealed report was published."""
        process = self._open_process
        if not process.state.is_sealed:
            self._session.notice.emit("公布登记", "定稿以后才登记公布。")
            return
        dialog = PublishDialog(process.publish, self._parent)
        autosave(process.document.drafts, PUBLISH, dialog.address, dialog)
        show_once(dialog)

    def reopen_dialog(self, name: str) -> None:
        """Open the dialog in which something was half written."""
        {CHANGE: self.ask_change, CORRECT: self.correct, PUBLISH: self.publish}.get(name, self.approve)()
