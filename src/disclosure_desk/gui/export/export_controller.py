"""How a report leaves the desk: as files, as a piece of web page, on paper."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QMessageBox

from disclosure_desk.core.report import Report
from disclosure_desk.gui.report.report_page import ReportPage
from disclosure_desk.gui.session.snapshot import snapshot
from disclosure_desk.gui.widgets.message_boxes import documents, show_once
from disclosure_desk.writers import WriteError, print_report, write
from disclosure_desk.writers.archive_record import digest
from disclosure_desk.writers.page_settings import PageSettings

if TYPE_CHECKING:
    from disclosure_desk.gui.pages.render_thread import Make
    from disclosure_desk.writers.archive_record import ArchiveRecord, ChangeRecordEntry, Signature
    from disclosure_desk.writers.pdf.page import PrintedDocument


class Office(Protocol):
    """What an office keeps besides its reports; all but the settings raise StoreError."""

    @property
    def page_settings(self) -> PageSettings: ...

    def remembered(self, name: str) -> str | None: ...

    def remember(self, name: str, value: str) -> None: ...

    def records(self, report_id: int) -> "tuple[ChangeRecordEntry, ...]": ...

    def signatures(self, report_id: int) -> "tuple[Signature, ...]": ...

    @property
    def waived(self) -> tuple[str, ...]: ...

    def checked(self, report_id: int) -> tuple[str, ...]: ...

    def note(self, report_id: int, action: str, about: Mapping[str, str | int | None]) -> None: ...


class Outputs:
    """The ways out for the report of a page; `say` tells in passing, `tell` what has to be read."""

    def __init__(
        self,
        page: ReportPage,
        office: Office,
        say: Callable[[str], None],
        tell: Callable[[str, str], None],
    ) -> None:
        self._page, self._office, self._say, self._tell = page, office, say, tell
        self._report = page.document.report

    def export(self) -> None:
        """Ask where and as what to export."""
        if self._page.flush():
            self._checked(partial(self._export))

    def _export(self) -> None:
        from disclosure_desk.gui.export.export_dialog import ExportDialog  # noqa: PLC0415 - when it is wanted

        report, verdict = self._report, self._page.document.verdict
        notice = f"{verdict.sentence}。现在导出的文件只能当草稿。" if verdict.errors else ""
        show_once(ExportDialog(report.title, documents(), self._write, notice, self._page))

    def _write(self, target: Path) -> None:
        write(self._report, target, self._office.page_settings)
        self._note(self._report, "export", target.name)

    def _note(self, report: Report, action: str, where: str) -> None:
        """ChangeRecordEntry that the report went out; what is out cannot be taken back, so a failure is only told."""
        from disclosure_desk.store.errors import StoreError  # noqa: PLC0415 - after the first paint

        try:
            about = {"result" if action == "print" else "file": where, "digest": digest(report)}
            self._office.note(self._page.document.report_id, action, about)
        except (StoreError, WriteError) as error:
            self._tell("已经导出或打印，但没有记上", str(error))

    def _checked(self, go_on: Callable[[], None]) -> None:
        """Bring the report out once record and sealed files were looked at; what is wrong with them is told first."""
        from disclosure_desk.store.errors import StoreError  # noqa: PLC0415 - after the first paint

        try:
            faults = self._office.checked(self._page.document.report_id)
        except StoreError as error:
            faults = (str(error),)
        if not faults:
            go_on()
            return
        box = QMessageBox(QMessageBox.Icon.Warning, "导出前的检查", "\n\n".join(faults), parent=self._page)
        box.addButton("照样继续", QMessageBox.ButtonRole.AcceptRole).clicked.connect(go_on)
        box.setDefaultButton(box.addButton("取消", QMessageBox.ButtonRole.RejectRole))
        show_once(box)

    def fragment(self) -> None:
        """Put the report as a piece of web page on the clipboard."""
        if self._page.flush():
            self._checked(partial(self._fragment))

    def _fragment(self) -> None:
        from disclosure_desk.gui.export.fragment import put_on_clipboard  # noqa: PLC0415 - when it is wanted

        try:
            put_on_clipboard(self._report)
        except WriteError as error:
            self._tell("没能复制网页代码", str(error))
        else:
            self._say("网页代码已复制，可以粘贴到网站后台的源代码里。")
            self._note(self._report, "export", "网页代码")

    def preview(self) -> None:
        """Show the report as it will be on paper."""
        if self._page.flush():
            self._checked(partial(self._preview))

    def _preview(self) -> None:
        settings = self._office.page_settings
        self._show(self._report.title, partial(print_report, snapshot(self._report), settings))

    def show_past(self, report: Report, when: str) -> None:
        """Show the report as it was at a moment of its record, as it would have been on paper."""
        make = partial(print_report, report, self._office.page_settings)
        self._checked(partial(self._show, f"{report.title}（{when} 时的样子）", make, report))

    def archive(self) -> None:
        """Ask which sheets of the archive copy are wanted, and show them as they will be on paper."""
        if self._page.flush():
            self._checked(partial(self._archive))

    def _archive(self) -> None:
        from disclosure_desk.gui.export.archive_copy_dialog import ArchiveDialog  # noqa: PLC0415 - when it is wanted
        from disclosure_desk.writers.archive_copy import chosen_sheets, sheet_names  # noqa: PLC0415 - the same

        dialog = ArchiveDialog(sheet_names(), chosen_sheets(self._office.page_settings), self._page)
        # A partial keeps this object alive, which a connected method does not.
        dialog.wanted.connect(partial(self.show_sheets))
        show_once(dialog)

    def record(self) -> None:
        """Show the change record as it will be on paper."""
        self._checked(partial(self.show_sheets, ("changes",)))

    def show_sheets(self, sheets: tuple[str, ...]) -> None:
        """Show sheets of the archive copy as they will be on paper."""
        from disclosure_desk.gui.approval.approval import TERM  # noqa: PLC0415 - that module loads the store
        from disclosure_desk.store.errors import StoreError  # noqa: PLC0415 - after the first paint
        from disclosure_desk.writers.archive_copy import sheet_names  # noqa: PLC0415 - when it is wanted
        from disclosure_desk.writers.archive_record import ArchiveRecord  # noqa: PLC0415 - when it is wanted

        document = self._page.document
        try:
            records = self._office.records(document.report_id)
            signatures = self._office.signatures(document.report_id)
        except StoreError as error:
            self._tell("没能生成纸质存档", str(error))
            return
        term = self._office.remembered(TERM) or ""
        record = ArchiveRecord(
            snapshot(self._report), document.findings, records, signatures, self._office.waived, term
        )
        make = partial(_archive_copy, record, sheets, self._office.page_settings)
        what = sheet_names()[sheets[0]] if len(sheets) == 1 else "纸质存档"
        self._show(f"{self._report.title}（{what}）", make)

    def _show(self, title: str, make: "Make", report: Report | None = None) -> None:
        """Show pages; `report` is what they are of, where that is not the one at work."""
        from disclosure_desk.gui.pages.preview import Preview  # noqa: PLC0415 - when it is wanted

        preview = Preview(title, self._report.form, documents(), self._office, self._page)
        preview.told.connect(self._say)
        preview.brought_out.connect(partial(self._note, report or self._report))
        preview.place_chosen.connect(self._page.go_to_spot)
        show_once(preview)
        preview.show_made_by(make, double_sided=self._office.page_settings.double_sided)


def _archive_copy(record: "ArchiveRecord", sheets: tuple[str, ...], settings: PageSettings) -> "PrintedDocument":
    from disclosure_desk.writers.archive_copy import archive_copy  # noqa: PLC0415 - when it is wanted
    from disclosure_desk.writers.pdf.page import PrintedDocument  # noqa: PLC0415 - the same

    return PrintedDocument(archive_copy(record, sheets, settings), ())
