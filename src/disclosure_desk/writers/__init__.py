"""Write a report into files: Word, Excel, web page, JSON, and the printed page as PDF."""

from disclosure_desk.writers.errors import WriteError
from disclosure_desk.writers.report_file import ENDINGS, WRITERS, Render, printed, put, rendered, unprintable, write

__all__ = ["ENDINGS", "WRITERS", "Render", "WriteError", "printed", "put", "rendered", "unprintable", "write"]
