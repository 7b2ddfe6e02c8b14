"""Opens the archive from the window, and deletes drafts that were a mistake."""

from typing import TYPE_CHECKING

from disclosure_desk.gui.retrieval.delete_dialog import DeleteDialog
from disclosure_desk.gui.session.action_spec import ActionSpec, Menu, report_open, session_open
from disclosure_desk.gui.session.session_actions import SessionActions
from disclosure_desk.gui.widgets.message_boxes import documents, show_once
from disclosure_desk.store.deleted_drafts import delete_draft, deletion_refusal
from disclosure_desk.store.errors import StoreError

if TYPE_CHECKING:
    from disclosure_desk.gui.retrieval.archive_desk import ArchiveEntry


class ArchiveActions(SessionActions):
    """Of the session that is open."""

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """The archive, and what takes a draft off the list."""
        return (
            ActionSpec(
                "open_archive",
                Menu.REPORT,
                "打开归档…",
                self.show,
                "Ctrl+Shift+O",
                session_open,
                is_start_tool=True,
            ),
            ActionSpec("delete_draft", Menu.REPORT, "删除草稿…", self.delete_open, enabled=report_open, group=2),
        )

    def show(self) -> None:
        """Show every sealed version and draft."""
        from disclosure_desk.gui.retrieval.archive_desk import ArchiveDesk  # noqa: PLC0415 - the archive takes 40 ms
        from disclosure_desk.gui.retrieval.archive_dialog import ArchiveDialog  # noqa: PLC0415 - as above

        if not self._session.flush():
            return
        try:
            dialog = ArchiveDialog(ArchiveDesk(self._session), self._parent)
        except StoreError as error:
            self._session.notice.emit("没能打开归档", str(error))
            return
        dialog.shown.connect(self._show)
        dialog.reported.connect(self._session.status)
        show_once(dialog)

    def _show(self, entry: "ArchiveEntry", pages: bytes, why: str) -> None:
        """Show the pages of what is looked at; what is printed or saved of them is recorded as given to the same."""
        from disclosure_desk.gui.pages.preview import Preview  # noqa: PLC0415 - what draws and prints pages takes 27 ms
        from disclosure_desk.writers.pdf.page import PrintedDocument  # noqa: PLC0415 - the PDF library takes 27 ms

        title = f"{entry.unit} {entry.year}（{entry.what}）"
        preview = Preview(title, self._session.form, documents(), self._session, self._parent)
        preview.reported.connect(self._session.status)
        preview.brought_out.connect(lambda action, where: self._note(entry.report, action, where, why))
        show_once(preview)
        double_sided = self._session.page_settings.double_sided
        preview.show_made_by(lambda: PrintedDocument(pages, ()), double_sided=double_sided)

    def _note(self, report_id: int, action: str, where: str, why: str) -> None:
        try:
            about = {"result" if action == "print" else "file": where}
            self._session.store.record_act(report_id, action, about, why)
        except StoreError as error:
            self._session.notice.emit("已经导出或打印，但没有记上", str(error))

    def delete_open(self) -> None:
        """Ask whether the open report is to be deleted."""
        if self._session.document is not None and self._session.flush():
            self.ask_delete(self._session.document.report_id)

    def ask_delete(self, report_id: int) -> None:
        """Ask why a draft is to be deleted, or say why it cannot be."""
        refusal = deletion_refusal(self._session.store, report_id)
        if refusal:
            self._session.notice.emit("删除草稿", refusal)
            return
        name = next(f"{one.year} 年 {one.unit}" for one in self._session.store.reports() if one.id == report_id)
        show_once(DeleteDialog(name, lambda why: self._delete(report_id, name, why), self._parent))

    def _delete(self, report_id: int, name: str, why: str) -> None:
        delete_draft(self._session.store, report_id, why)
        document = self._session.document
        if document is not None and document.report_id == report_id:
            self._session.close_report()
        self._session.context_changed.emit()
        self._session.status.emit(f"已删除草稿：{name}。可以在“打开归档”里找回。")
