"""How a report leaves the window: as files, as code for a web page, on paper."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from disclosure_desk.checks.finding import Finding, Verdict
from disclosure_desk.checks.stages import Gaps
from disclosure_desk.core.report import Report
from disclosure_desk.gui.export.export_dialog import USUAL_FORMATS, ExportDialog
from disclosure_desk.gui.report.finding_words import kind_of
from disclosure_desk.gui.session.action_spec import ActionSpec, Menu
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.session.window_settings import window_settings
from disclosure_desk.gui.widgets.file_name import report_file_name
from disclosure_desk.gui.widgets.message_boxes import documents, show_once, warn
from disclosure_desk.store.errors import StoreError
from disclosure_desk.writers import WriteError, print_report, write
from disclosure_desk.writers.archive_record import digest

if TYPE_CHECKING:
    from disclosure_desk.gui.pages.render_thread import Make


_LAST_FOLDER, _LAST_FORMATS = "export_folder", "export_formats"
"""Under these names the settings of the window have where and as what was exported last."""


class ExportController(QObject):
    """Brings the open report out; before, what was typed is stored, and record and sealed files are verified."""

    place_chosen = Signal(str)
    """The clerk wants to go from a printed page to where this place of the report is filled in."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent

    @property
    def actions(self) -> tuple[ActionSpec, ...]:
        """The ways out of the window."""
        return (
            ActionSpec("export", Menu.REPORT, "导出…", self.export, "Ctrl+E", group=3, tool_bar_group=3),
            ActionSpec("fragment", Menu.REPORT, "复制网页代码", self.copy_web_code, group=3),
            ActionSpec(
                "preview",
                Menu.REPORT,
                "预览和打印…",
                self.preview,
                "Ctrl+P",
                group=3,
                tool_bar_group=4,
                tool_words="打印",
            ),
            ActionSpec("archive", Menu.REPORT, "纸质存档…", self.ask_sheets, group=3),
        )

    @property
    def _document(self) -> Document:
        if self._session.document is None:
            raise RuntimeError("no report is open")
        return self._session.document

    def export(self) -> None:
        """Ask where and as what to export."""
        if self._session.flush():
            self._verify_before(self._show_export)

    def _show_export(self) -> None:
        report = self._document.report
        notice = draft_notice(report, self._document.findings)
        kept = window_settings(self._session.folder)
        folder = Path(str(kept.value(_LAST_FOLDER, documents())))
        ticked = str(kept.value(_LAST_FORMATS, " ".join(USUAL_FORMATS))).split()
        name = report_file_name(report.unit, report.year)
        start = folder if folder.is_dir() else documents()
        dialog = ExportDialog(name, start, self._write, notice, self._parent, ticked=ticked)
        dialog.exported.connect(self._remember)
        show_once(dialog)

    def _remember(self, folder: str, endings: tuple[str, ...]) -> None:
        """Offer folder and formats again the next time."""
        kept = window_settings(self._session.folder)
        kept.setValue(_LAST_FOLDER, folder)
        kept.setValue(_LAST_FORMATS, " ".join(endings))

    def _write(self, target: Path) -> None:
        write(self._document.report, target, self._session.page_settings)
        self._note(self._document.report, "export", target.name)

    def _note(self, report: Report, action: str, where: str) -> None:
        """Record that the report went out; what is out cannot be taken back, so a failure is only reported."""
        try:
            about = {"result" if action == "print" else "file": where, "digest": digest(report)}
            self._session.store.record_act(self._document.report_id, action, about)
        except (StoreError, WriteError) as error:
            self._session.notice.emit("已经导出或打印，但没有记上", str(error))

    def _verify_before(self, go_on: Callable[[], None]) -> None:
        """Verify record and sealed files; where anything is wrong, the clerk says whether the report goes out still."""
        try:
            self._session.store.verify()
            faults = self._session.store.package_faults(self._document.report_id)
        except StoreError as error:
            faults = (str(error),)
        if not faults:
            go_on()
            return
        words = ("\n\n".join(faults), "")
        warn(self._parent, "导出前的检查", words, ("照样继续", go_on), back="取消")

    def copy_web_code(self) -> None:
        """Put the report on the clipboard for a portal: as code for a code box, as a page where pages are shown."""
        if self._session.flush():
            self._verify_before(self._put_on_clipboard)

    def _put_on_clipboard(self) -> None:
        from disclosure_desk.writers import html  # noqa: PLC0415 - its XML library takes 16 ms

        report = self._document.report
        try:
            code = html.fragment(report)
        except WriteError as error:
            self._session.notice.emit("没能复制网页代码", str(error))
            return
        data = QMimeData()
        data.setText(code)
        data.setHtml(code)
        QGuiApplication.clipboard().setMimeData(data)
        self._session.status.emit("网页代码已复制，可以粘贴到网站后台的源代码里。")
        self._note(report, "export", "网页代码")

    def preview(self) -> None:
        """Show the report as it will be on paper."""
        if self._session.flush():
            self._verify_before(self._show_report)

    def _show_report(self) -> None:
        document = self._document
        make = partial(print_report, document.snapshot(), self._session.page_settings)
        self._show(document.report.title, make, document.report)

    def show_past(self, report: Report, when: str) -> None:
        """Show the report as it was at a moment of its record, as it would have been on paper."""
        make = partial(print_report, report, self._session.page_settings)
        self._verify_before(lambda: self._show(f"{report.title}（{when} 时的样子）", make, report))

    def ask_sheets(self) -> None:
        """Ask which sheets of the archive copy are wanted, and show them as they will be on paper."""
        if self._session.flush():
            self._verify_before(self._show_sheet_choice)

    def _show_sheet_choice(self) -> None:
        from disclosure_desk.gui.export.archive_sheets import sheet_choice  # noqa: PLC0415 - the archive takes 45 ms

        dialog = sheet_choice(self._session, self._parent)
        dialog.wanted.connect(self.show_sheets)
        show_once(dialog)

    def show_change_record(self) -> None:
        """Show the change record as it will be on paper."""
        self._verify_before(lambda: self.show_sheets(("changes",)))

    def show_sheets(self, sheets: tuple[str, ...]) -> None:
        """Show sheets of the archive copy as they will be on paper."""
        from disclosure_desk.gui.export.archive_sheets import name_of_sheets, sheets_maker  # noqa: PLC0415 - as above

        session, document = self._session, self._document
        try:
            make = sheets_maker(session, document, sheets)
        except StoreError as error:
            session.notice.emit("没能生成纸质存档", str(error))
            return
        report = document.report
        self._show(f"{report.title}（{name_of_sheets(sheets)}）", make, report)

    def _show(self, title: str, make: "Make", report: Report) -> None:
        """Show pages of a report, and record what is printed and saved of them."""
        from disclosure_desk.gui.pages.preview import Preview  # noqa: PLC0415 - what draws and prints pages takes 27 ms

        preview = Preview(title, report.form, documents(), self._session, self._parent)
        preview.reported.connect(self._session.status)
        preview.brought_out.connect(lambda action, where: self._note(report, action, where))
        preview.place_chosen.connect(self.place_chosen)
        show_once(preview)
        preview.show_made_by(make, double_sided=self._session.page_settings.double_sided)


def draft_notice(report: Report, findings: Sequence[Finding]) -> str:
    """Why what is exported now is a draft, counted as the panel counts it; "" where no error is open."""
    if not Verdict.over(findings).errors:
        return ""
    gaps = Gaps(report)
    kinds = Counter(kind_of(finding, gaps) for finding in findings if finding.is_open)
    words = (("error", "处必须改"), ("missing", "处没填"), ("warning", "处要说明"))
    left = "，".join(f"{kinds[kind]} {what}" for kind, what in words if kinds[kind])
    return f"还有 {left}。现在导出的文件只能当草稿。"
