"""A PDF with a text layer -> the neutral stream: its paragraphs and the rows of its tables, page by page."""

from collections.abc import Iterator
from functools import partial

from disclosure_desk.readers.formats.pdf import reading_order
from disclosure_desk.readers.formats.pdf.document import opened, report_pages
from disclosure_desk.readers.formats.pdf.headers_footers import without_running
from disclosure_desk.readers.formats.pdf.page_content import Ink, read_ink
from disclosure_desk.readers.formats.pdf.page_layout import Sheet, read_sheet
from disclosure_desk.readers.formats.pdf.page_spanning_tables import mended
from disclosure_desk.readers.formats.pdf.text_layer import Worth, remarks, require, worth
from disclosure_desk.readers.formats.pdf.unruled_tables import with_open_tables
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Progress
from disclosure_desk.readers.model.source_items import SourceItem

_MOST_CHARACTERS = 200_000
"""In a whole document; a long report has 20,000."""


def pdf_items(content: bytes, progress: Progress) -> Iterator[SourceItem]:
    """The items of a PDF; raises ReadError, without the file's name, if it has no text to read, and Cancelled."""
    sheets: list[Sheet] = []
    worths: list[Worth] = []
    for ink in _inks(content, progress):
        sheets.append(read_sheet(ink))
        worths.append(worth(ink))
    require(worths)
    yield from remarks(worths)
    yield from reading_order.items([with_open_tables(sheet) for sheet in mended(without_running(sheets))])


def _inks(content: bytes, progress: Progress) -> Iterator[Ink]:
    characters = 0
    with opened(content) as document:
        pages = report_pages(document)
        for done, number in enumerate(pages):
            ink = read_ink(document.raw, number, partial(progress, done / len(pages)))
            characters += len(ink.characters)
            if characters > _MOST_CHARACTERS:
                raise ReadError("这份 PDF 的文字太多了，不像是一份报告；请只留下报告的那几页再导入。")
            yield ink
    progress(1.0)
