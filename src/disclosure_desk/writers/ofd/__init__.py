"""A report as OFD (GB/T 33190): the pages of `writers/pdf`, laid out by the same flow and drawn into another file."""

from disclosure_desk.core.report import Report
from disclosure_desk.writers.ofd.output import OfdOutput
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf import flow


def render(report: Report, settings: PageSettings | None = None) -> bytes:
    """The report as OFD, the same bytes for the same report; raises MissingGlyph if a character has no font."""
    return flow.print_report(report, settings, new_output=OfdOutput).content
