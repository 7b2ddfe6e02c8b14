"""Write a report into files: Word, Excel, web page, JSON, and the printed page as PDF and OFD."""

from disclosure_desk.writers.errors import WriteError
from disclosure_desk.writers.report_file import (
    ENDINGS,
    FORMATS,
    Render,
    ReportFormat,
    ending_of,
    print_report,
    render_file,
    unprintable,
    write,
    write_file,
)

__all__ = [
    "ENDINGS",
    "FORMATS",
    "Render",
    "ReportFormat",
    "WriteError",
    "ending_of",
    "print_report",
    "render_file",
    "unprintable",
    "write",
    "write_file",
]
