"""修改记录 as the window opens it: of the report that is open, or of the whole desk."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_desk.archive.audit_text import chronicle
from disclosure_desk.gui.audit.audit_dialog import TrailDialog
from disclosure_desk.gui.audit.time_slider import TimeSlider
from disclosure_desk.gui.widgets.message_boxes import documents, show_once, waiting
from disclosure_desk.store.errors import StoreError

if TYPE_CHECKING:
    from disclosure_desk.gui.report.report_page import ReportPage
    from disclosure_desk.gui.shell.main_window import DeskWindow


def show_record(window: "DeskWindow") -> None:
    """Show the record, once it is known to be whole."""
    page = window.report_page
    if page is not None and not page.flush():
        return
    try:
        with waiting():
            window.desk.store.verify()
            dialog = _of_desk(window) if page is None else _of_report(window, page)
    except StoreError as error:
        window.tell("没能读出修改记录", str(error))
    else:
        show_once(dialog)


def _of_desk(window: "DeskWindow") -> TrailDialog:
    lines = chronicle(window.desk.store.events(), window.desk.edition)
    return TrailDialog("全部报告", lines, documents(), partial(_note_export, window, None), window)


def _of_report(window: "DeskWindow", page: "ReportPage") -> TrailDialog:
    document, outputs = page.document, window.outputs
    events = window.desk.store.events(document.report_id)
    return TrailDialog(
        document.report.title,
        chronicle(events, window.desk.edition),
        documents(),
        partial(_note_export, window, document.report_id),
        window,
        slider=TimeSlider(events, document.report, outputs.show_past),
        print_=partial(outputs.record),  # which keeps that object alive, as a connected method does not
    )


def _note_export(window: "DeskWindow", report_id: int | None, target: Path) -> None:
    try:
        window.desk.store.note(report_id, "export", {"file": target.name, "target": "修改记录"})
    except StoreError as error:
        window.tell("导出没有记上", str(error))
