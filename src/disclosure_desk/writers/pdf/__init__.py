"""A report -> the printed page of GB/T 9704 as PDF: own layout on reportlab's canvas, faces embedded."""

from disclosure_desk.core.report import Report
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.flow import Flow
from disclosure_desk.writers.pdf.font import chains
from disclosure_desk.writers.pdf.font.chains import MissingGlyph
from disclosure_desk.writers.pdf.font.faces import faces
from disclosure_desk.writers.pdf.page import PageForm, Printed

__all__ = ["MissingGlyph", "printed", "render", "unprintable"]


def render(report: Report, settings: PageSettings | None = None, form: PageForm | None = None) -> bytes:
    """The report as PDF, the same bytes for the same report; raises MissingGlyph if a character has no face."""
    return printed(report, settings, form).content


def printed(report: Report, settings: PageSettings | None = None, form: PageForm | None = None) -> Printed:
    """The report as PDF, and what stands where on its pages; raises MissingGlyph if a character has no face."""
    return Flow(report, settings or PageSettings(), form or PageForm()).printed()


def unprintable(text: str) -> str:
    """The characters of a text that cannot be printed, each once."""
    return chains.unprintable(faces().body, text)
