"""A PDF with a text layer -> the items of the source, page by page: paragraphs, and the rows of tables.

Order: every page is read (page_content), and watermarks are left out, which are only known by all pages (watermarks).
The text layers are judged: a file that is mostly pictures or unreadable is refused. Each page is laid out
(page_layout); headers and footers go, because they would part a table or paragraph that goes on overleaf; then tables
that go on overleaf are rejoined; last the lines that make tables without rulings are found, because what is left of the
prose must no longer have page numbers in it, which would be taken for figures.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from disclosure_desk.readers.formats.office.page_margins import margin_remarks
from disclosure_desk.readers.formats.pdf.document import open_pdf, refuse_other_document, report_pages
from disclosure_desk.readers.formats.pdf.headers_footers import left_out_lines, without_headers_footers
from disclosure_desk.readers.formats.pdf.page_content import PdfPageContent, read_page_content
from disclosure_desk.readers.formats.pdf.page_layout import lay_out_page
from disclosure_desk.readers.formats.pdf.page_spanning_tables import rejoin_tables
from disclosure_desk.readers.formats.pdf.reading_order import items_in_order
from disclosure_desk.readers.formats.pdf.sheet_halves import parted_sheets, sheet_remarks
from disclosure_desk.readers.formats.pdf.text_layer import (
    left_out_remarks,
    require_text,
    text_layer_of,
    text_layer_remarks,
)
from disclosure_desk.readers.formats.pdf.unruled_tables import with_unruled_tables
from disclosure_desk.readers.formats.pdf.watermarks import without_watermarks
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Progress
from disclosure_desk.readers.model.source_items import SourceContent

_MOST_CHARACTERS = 200_000
"""In a whole document; a long report has 20,000."""


def pdf_items(content: bytes, progress: Progress) -> Iterator[SourceContent]:
    """Yield the items of a PDF. Raise ReadError, without the file's name, if it has no text to read, and Cancelled."""
    yield from items_of_pages(_page_contents(content, progress), "PDF")


def items_of_pages(pages: Iterable[PdfPageContent], format_name: str) -> Iterator[SourceContent]:
    """Yield the items of what is on all pages of a document; messages call it by the name of its format."""
    contents = without_watermarks([*parted_sheets(_not_too_many(pages, format_name))])
    text_layers = [text_layer_of(page) for page in contents]
    require_text(text_layers, format_name)
    laid_out = [lay_out_page(page) for page in contents]
    without_margins = without_headers_footers(laid_out)
    rejoined = rejoin_tables(without_margins)
    items = [*items_in_order([with_unruled_tables(page) for page in rejoined])]
    yield from items
    yield from margin_remarks(left_out_lines(laid_out, without_margins), (item.text for item in items))
    yield from text_layer_remarks(text_layers)
    yield from left_out_remarks(contents)
    yield from sheet_remarks(contents)


def _not_too_many(pages: Iterable[PdfPageContent], format_name: str) -> Iterator[PdfPageContent]:
    characters = 0
    for page in pages:
        characters += len(page.characters)
        if characters > _MOST_CHARACTERS:
            raise ReadError(f"这份 {format_name} 的文字太多了，不像是一份报告；请只留下报告的那几页再导入。")
        yield page


def _page_contents(content: bytes, progress: Progress) -> Iterator[PdfPageContent]:
    with open_pdf(content) as document:
        refuse_other_document(document)
        pages = report_pages(document)
        for done, number in enumerate(pages):
            yield read_page_content(document.raw, number, partial(progress, done / len(pages)))
    progress(1.0)
