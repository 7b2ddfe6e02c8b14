"""Puts a report on the clipboard for a portal: as code for a code box, as a page for an editor that shows pages."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from disclosure_desk.core.report import Report
from disclosure_desk.writers import html


def put_on_clipboard(report: Report) -> None:
    """Copy the report's web fragment."""
    code = html.fragment(report)
    data = QMimeData()
    data.setText(code)
    data.setHtml(code)
    QGuiApplication.clipboard().setMimeData(data)
