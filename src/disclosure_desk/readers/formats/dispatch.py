"""Finds the reader for a type of file; each reader, and the library it needs, is loaded when it is first asked for."""

from collections.abc import Callable, Iterable

from disclosure_desk.readers.formats.file_type import DocumentType
from disclosure_desk.readers.model.progress import Progress
from disclosure_desk.readers.model.source_items import SourceContent

FormatReader = Callable[[bytes, Progress], Iterable[SourceContent]]
"""Returns the items of a file in reading order, and remarks on what it does not read.

Raises ReadError without the file's name, and Cancelled.
"""


def format_reader(file_type: DocumentType) -> FormatReader:  # noqa: PLR0911 - one return for each type
    """Return the reader of a type of file."""
    match file_type:
        case "text":
            from disclosure_desk.readers.formats.text.reader import text_file_items

            return text_file_items
        case "html":
            from disclosure_desk.readers.formats.html.reader import html_items

            return html_items
        case "mht":
            from disclosure_desk.readers.formats.mht.reader import mht_items

            return mht_items
        case "docx":
            from disclosure_desk.readers.formats.docx.reader import docx_items

            return docx_items
        case "xlsx":
            from disclosure_desk.readers.formats.xlsx.reader import xlsx_items

            return xlsx_items
        case "pdf":
            from disclosure_desk.readers.formats.pdf.reader import pdf_items

            return pdf_items
        case "legacy":
            from disclosure_desk.readers.formats.legacy.reader import legacy_items

            return legacy_items
        case "ofd":  # pragma: no branch - the type checker holds that there is no other
            from disclosure_desk.readers.formats.ofd.reader import ofd_items

            return ofd_items
