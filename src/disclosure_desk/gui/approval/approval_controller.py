"""What the menu 审核 does with the open report: approve it, seal it, correct it, register its publication."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from disclosure_desk.checks.stages import Stage
from disclosure_desk.gui.approval.approval_bar import ApprovalBar
from disclosure_desk.gui.approval.approval_page import ApprovalPage
from disclosure_desk.gui.approval.approval_process import ApprovalProcess
from disclosure_desk.gui.approval.delivery_dialogs import DeliveryDialog, DeliveryWords
from disclosure_desk.gui.approval.reason_dialog import ReasonDialog
from disclosure_desk.gui.report.dialog_autosave import autosave
from disclosure_desk.gui.session.action_spec import ActionSpec, Menu
from disclosure_desk.gui.session.dialog_drafts import CHANGE, CORRECT, PAPER, PUBLISH, SUBMIT
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.widgets.file_chooser import choose_folder, choose_target
from disclosure_desk.gui.widgets.message_boxes import documents, show_once
from disclosure_desk.store import handling
from disclosure_desk.store.errors import StoreError
from disclosure_desk.writers import WriteError

if TYPE_CHECKING:
    from disclosure_desk.gui.approval.delivery_page import DeliveryPage
    from disclosure_desk.gui.approval.sealed_files import SealedFiles


_DELIVERIES = {
    handling.SUBMIT: (
        SUBMIT,
        DeliveryWords(handling.SUBMIT, "delivered", "报送到", "例如：区政府办公室", has_receipt=True),
    ),
    handling.PUBLISH: (
        PUBLISH,
        DeliveryWords(handling.PUBLISH, "publish", "公布地址", "网页地址，或者写在哪里公布"),
    ),
    handling.PAPER: (
        PAPER,
        DeliveryWords(handling.PAPER, "paper-archive", "存放在", "例如：综合办档案柜二层"),
    ),
}
"""What can be registered of a sealed version: the name of its draft, and what its dialog asks."""


class ApprovalController(QObject):
    """Follows the open report through its approvals."""

    bar_made = Signal(object)
    """The bar of a report that has just been opened is to be shown above its form: ApprovalBar."""
    page_wanted = Signal(object, object)
    """The page of a stage is to be shown: Stage, StagePage."""
    preview_wanted = Signal()
    """The whole report as it will be on paper."""
    last_year_wanted = Signal()
    """Last year's report is to be seen beside this year's."""
    form_wanted = Signal()
    """The report may be filled again, and its form is to be shown."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
        self.process: ApprovalProcess | None = None
        """That of the open report."""
        self._operator = ""
        self._approval_page: ApprovalPage | None = None
        self._delivery_page: DeliveryPage | None = None
        session.document_changed.connect(self._follow)
        session.operator_changed.connect(self._ask_anew)
        session.context_changed.connect(self._refresh)

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """The steps from a draft to a published report."""
        return (
            ActionSpec("sign", Menu.APPROVAL, "审核", self.approve, "F4"),
            ActionSpec("seal", Menu.APPROVAL, "定稿", self.seal),
            ActionSpec("correct", Menu.APPROVAL, "更正…", self.correct, group=2),
            ActionSpec("deliver", Menu.APPROVAL, "交付", self.deliver),
            ActionSpec("publish", Menu.APPROVAL, "公布登记…", self.publish, group=2),
        )

    def _follow(self, document: Document | None) -> None:
        if self.process is not None:
            self.process.deleteLater()
            self.process = self._approval_page = self._delivery_page = None
        if document is None:
            return
        self.process = ApprovalProcess(self._session, document, self)
        self.process.lapsed.connect(self._show_lapsed)
        bar = ApprovalBar(self.process, self._parent)
        bar.change_wanted.connect(self.ask_change)
        bar.correct_wanted.connect(self.correct)
        bar.publish_wanted.connect(self.publish)
        bar.approval_wanted.connect(self.approve)
        self.bar_made.emit(bar)
        if self.process.state.is_sealed:
            self.deliver()

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

    def _show_lapsed(self, steps: tuple[str, ...]) -> None:
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
            self._approval_page.last_year_wanted.connect(self.last_year_wanted)
        self.page_wanted.emit(Stage.APPROVE, self._approval_page)

    def seal(self) -> None:
        """Show what sealing makes and what keeps the report from it; of a sealed report, what was made."""
        self._show_delivery(Stage.SEAL)

    def deliver(self) -> None:
        """Show what was made of the sealed report, and what is left to do with it."""
        self._show_delivery(Stage.DELIVER)

    def _show_delivery(self, stage: Stage) -> None:
        from disclosure_desk.gui.approval.delivery_page import DeliveryPage  # noqa: PLC0415 - what makes packages takes 40 ms

        if not self._session.flush():
            return
        self._open_process.refresh()
        if self._delivery_page is None:
            page = self._delivery_page = DeliveryPage(self._open_process, self._parent)
            page.correct_wanted.connect(self.correct)
            page.register_wanted.connect(self.register)
            page.open_wanted.connect(self._open_file)
            page.save_wanted.connect(self._ask_target)
            page.folder_wanted.connect(lambda: _show_file(page.files.folder))
            page.status_words.connect(self._session.status)
        is_from_approval = self._approval_page is not None and self._approval_page.isVisible()
        self.page_wanted.emit(stage, self._delivery_page)
        if is_from_approval:
            self._delivery_page.begin_with_term()

    def _open_file(self, ending: str) -> None:
        """Show a copy of a file of the sealed version."""
        if self._delivery_page is not None:
            with self._handing_out("打开") as files:
                _show_file(files.opened(ending))

    def _ask_target(self, ending: str) -> None:
        """Ask where a file of the sealed version is to be saved; for "" into which folder all of them."""
        from disclosure_desk.gui.approval.sealed_files import KINDS  # noqa: PLC0415 - with the page

        page = self._delivery_page
        if page is None:
            return
        if ending:
            target = documents() / page.files.name(ending)
            chooser = choose_target(self._parent, "另存为", target, [f"{KINDS[ending].name} (*{ending})"])
        else:
            chooser = choose_folder(self._parent, "全部另存到哪个文件夹", documents())
        chooser.fileSelected.connect(lambda chosen: self._save(Path(chosen), [ending] if ending else []))

    def _save(self, target: Path, endings: list[str]) -> None:
        with self._handing_out("另存") as files:
            names = endings or [*files.sizes()]
            if not endings:
                _expect_none_there(target, [files.name(ending) for ending in names])
            for ending in names:
                files.save(target if endings else target / files.name(ending))
            self._session.status.emit(f"已另存 {len(names)} 个文件到 {target.parent if endings else target}")

    @contextmanager
    def _handing_out(self, what: str) -> Iterator["SealedFiles"]:
        """Files of the sealed version; what goes wrong is told."""
        if self._delivery_page is None:
            raise RuntimeError("no sealed report is shown")
        try:
            yield self._delivery_page.files
        except (StoreError, WriteError) as error:
            self._session.notice.emit(f"没能{what}", str(error))
        self._delivery_page.waiting_changed.emit()  # the count of what was handed out is told in the status line

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
        dialog.accepted.connect(self.form_wanted)
        show_once(dialog)

    def publish(self) -> None:
        """Ask when and where the sealed report was published."""
        self.register(handling.PUBLISH)

    def register(self, delivery: str) -> None:
        """Ask when and where something was done with the sealed report: handed in, published, filed on paper."""
        process = self._open_process
        if not process.state.is_sealed:
            self._session.notice.emit(delivery, f"定稿以后才{'登记公布' if delivery == handling.PUBLISH else '登记'}。")
            return
        draft, words = _DELIVERIES[delivery]
        uses: dict[str, Callable[..., object]] = {
            handling.SUBMIT: process.submit,
            handling.PUBLISH: process.publish,
            handling.PAPER: process.file_paper,
        }
        dialog = DeliveryDialog(words, uses[delivery], process.early_day_words, self._parent)
        autosave(process.document.drafts, draft, dialog.where, dialog)
        show_once(dialog)

    def reopen_dialog(self, name: str) -> None:
        """Open the dialog in which something was half written."""
        reopen: dict[str, Callable[[], object]] = {
            CHANGE: self.ask_change,
            CORRECT: self.correct,
            SUBMIT: partial(self.register, handling.SUBMIT),
            PUBLISH: self.publish,
            PAPER: partial(self.register, handling.PAPER),
        }
        reopen.get(name, self.approve)()


def _expect_none_there(folder: Path, names: list[str]) -> None:
    """Raise WriteError where one of the files would replace another: nobody was asked, as for a single file."""
    there = [name for name in names if (folder / name).exists()]
    if there:
        raise WriteError(f"{folder} 里已经有 {'、'.join(there)}，没有替换，一个也没有另存。请另选一个文件夹。")


def _show_file(path: Path) -> None:
    """Show a file or folder in the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
