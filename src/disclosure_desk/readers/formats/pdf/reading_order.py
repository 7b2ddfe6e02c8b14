"""Pages -> items of the source in the order of reading: paragraphs, which may go on overleaf, and rows of tables.

Input: the pages with all tables found and running lines gone. Output: a SourceParagraph for each paragraph, with the
box of its part on its first page, and a SourceRow for each row, with the boxes of its cells. A table is read where its
top is among the lines. A paragraph ends at a table, and where paragraphs.py says; pages of one size share one text
area, because a page of a few lines shows no area of its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.lines import PdfLine, join_texts
from disclosure_desk.readers.formats.pdf.page_layout import PdfPage
from disclosure_desk.readers.formats.pdf.paragraphs import PdfTextArea, begins_paragraph, text_area
from disclosure_desk.readers.formats.pdf.row_doubts import body_color, row_doubts
from disclosure_desk.readers.formats.pdf.tables import PdfTable
from disclosure_desk.readers.model.source_items import SourceItem, SourceLocation, SourceParagraph, SourceRow

PageSize = tuple[int, int]


class _ProseLine(NamedTuple):
    """A line of prose with the page it is on."""

    page: PdfPage
    line: PdfLine


def items_in_order(pages: Sequence[PdfPage]) -> Iterator[SourceItem]:
    """Yield what is on the pages as items."""
    areas = _text_areas(pages)
    paragraph: list[_ProseLine] = []
    for content in (content for page in pages for content in _page_contents(page)):
        if paragraph and not (isinstance(content, _ProseLine) and _goes_on(paragraph[-1], content, areas)):
            yield _paragraph(paragraph)
            paragraph = []
        if isinstance(content, _ProseLine):
            paragraph.append(content)
        else:
            yield content
    if paragraph:
        yield _paragraph(paragraph)


def _page_contents(page: PdfPage) -> Iterator[_ProseLine | SourceRow]:
    """Yield the lines and rows of a page from its top."""
    tables = list(page.tables)
    for line in page.lines:
        while tables and tables[0].top < line.top:
            yield from _rows(page, tables.pop(0))
        yield _ProseLine(page, line)
    for table in tables:
        yield from _rows(page, table)


def _rows(page: PdfPage, table: PdfTable) -> Iterator[SourceRow]:
    body = body_color(page)
    for row in table.rows:
        boxes = tuple(None if box is None else page.transform.shown_box(*box) for box in row.boxes)
        location = _location(page, row.left, row.top, row.right, row.bottom)
        yield SourceRow(row.cells, location, aligned=True, boxes=boxes, doubts=tuple(row_doubts(page, row, body)))


def _text_areas(pages: Sequence[PdfPage]) -> Mapping[PageSize, PdfTextArea]:
    """Return the area that the text fills on pages of each size."""
    by_size: dict[PageSize, list[PdfPage]] = defaultdict(list)
    for page in pages:
        by_size[_size(page)].append(page)
    return {
        size: text_area(
            [page.lines for page in alike],
            [(row.left, row.right) for page in alike for table in page.tables for row in table.rows],
        )
        for size, alike in by_size.items()
        if any(page.lines for page in alike)
    }


def _size(page: PdfPage) -> PageSize:
    width, height = page.transform.size
    return round(width), round(height)


def _goes_on(before: _ProseLine, after: _ProseLine, areas: Mapping[PageSize, PdfTextArea]) -> bool:
    same_page = before.page.number == after.page.number
    return not begins_paragraph(before.line, after.line, areas[_size(after.page)], same_page=same_page)


def _paragraph(prose: Sequence[_ProseLine]) -> SourceParagraph:
    """Return a paragraph; its location is that of its part on the first page."""
    text = prose[0].line.text
    for before, after in pairwise(prose):
        text = join_texts(text, after.line.text, space=before.line.space_after)
    page = prose[0].page
    on_page = [one.line for one in prose if one.page.number == page.number]
    left, right = min(line.left for line in on_page), max(line.right for line in on_page)
    return SourceParagraph(text, _location(page, left, on_page[0].top, right, on_page[-1].bottom))


def _location(page: PdfPage, left: float, top: float, right: float, bottom: float) -> SourceLocation:
    return SourceLocation(f"第 {page.number + 1} 页", page.number, page.transform.shown_box(left, top, right, bottom))
