"""The archive copy of the open report: which sheets there are, what stands in them, and how they are made."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from disclosure_desk.archive.archive_records import change_records, signatures, waived
from disclosure_desk.archive.office import ARCHIVE_TERM
from disclosure_desk.archive.sealing import register_line
from disclosure_desk.gui.export.archive_copy_dialog import ArchiveCopyDialog
from disclosure_desk.gui.session.document import Document
from disclosure_desk.gui.session.session import Session
from disclosure_desk.writers.archive_copy import archive_copy, chosen_sheets, sheet_names
from disclosure_desk.writers.archive_record import ArchiveRecord
from disclosure_desk.writers.page_settings import PageSettings

if TYPE_CHECKING:
    from disclosure_desk.gui.pages.render_thread import Make
    from disclosure_desk.writers.pdf.page import PrintedDocument


def sheet_choice(session: Session, parent: QWidget) -> ArchiveCopyDialog:
    """The dialog that asks which sheets are wanted."""
    return ArchiveCopyDialog(sheet_names(), chosen_sheets(session.page_settings), parent)


def name_of_sheets(sheets: tuple[str, ...]) -> str:
    """What these sheets are called together."""
    return sheet_names()[sheets[0]] if len(sheets) == 1 else "纸质存档"


def sheets_maker(session: Session, document: Document, sheets: tuple[str, ...]) -> "Make":
    """What makes these sheets of a report as it stands now; raises StoreError."""
    report = document.report
    changes = change_records(report.form, session.store.events(document.report_id))
    state = session.store.approval_state(document.report_id)
    line = register_line(session.store, report, state.versions[-1]) if state.is_sealed else ""
    term = session.remembered(ARCHIVE_TERM) or ""
    waived_steps = waived(session.form, session.steps)
    given = signatures(session.form, state.approvals)
    record = ArchiveRecord(document.snapshot(), document.findings, changes, given, waived_steps, term, line)
    return partial(_archive_copy, record, sheets, session.page_settings)


def _archive_copy(record: ArchiveRecord, sheets: tuple[str, ...], settings: PageSettings) -> "PrintedDocument":
    from disclosure_desk.writers.pdf.page import PrintedDocument  # noqa: PLC0415 - the PDF library takes 27 ms

    return PrintedDocument(archive_copy(record, sheets, settings), ())
