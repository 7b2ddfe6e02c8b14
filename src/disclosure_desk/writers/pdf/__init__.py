"""A report -> the printed page of GB/T 9704 as PDF: own layout on reportlab's canvas, faces embedded."""

from disclosure_desk.report import Report
from disclosure_desk.writers.pdf.flow import Flow
from disclosure_desk.writers.pdf.fonts import MissingGlyph
from disclosure_desk.writers.pdf.page import PageForm

__all__ = ["MissingGlyph", "render"]


def render(report: Report, form: PageForm | None = None) -> bytes:
    """The report as PDF, the same bytes for the same report; raises MissingGlyph if a character has no face."""
    return Flow(report, form or PageForm()).render()
