"""Builds the dialog 修改记录: of the open report with its time slider, or of all the office's reports."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from disclosure_desk.archive.audit_text import chronicle
from disclosure_desk.core.report import Report
from disclosure_desk.gui.audit.audit_dialog import AuditDialog
from disclosure_desk.gui.audit.time_slider import TimeSlider
from disclosure_desk.gui.session.session import Session
from disclosure_desk.gui.widgets.message_boxes import documents


def audit_dialog(
    session: Session,
    parent: QWidget,
    exported: Callable[[Path], None],
    show_past: Callable[[Report, str], object],
    print_record: Callable[[], object],
) -> AuditDialog:
    """The dialog over the session as it stands; raises StoreError where the record cannot be read."""
    document = session.document
    if document is None:
        lines = chronicle(session.store.events(), session.edition)
        return AuditDialog("全部报告", lines, documents(), exported, parent)
    events = session.store.events(document.report_id)
    return AuditDialog(
        document.report.title,
        chronicle(events, session.edition),
        documents(),
        exported,
        parent,
        slider=TimeSlider(events, document.report, show_past),
        print_=print_record,
    )
