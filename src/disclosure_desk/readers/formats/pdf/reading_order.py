"""Sheets -> items in the order of reading: paragraphs, which may go on overleaf, and rows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from disclosure_desk.readers.formats.pdf.lines import Line, joined
from disclosure_desk.readers.formats.pdf.page_layout import Sheet
from disclosure_desk.readers.formats.pdf.paragraphs import Block, begins, block
from disclosure_desk.readers.formats.pdf.tables import Table
from disclosure_desk.readers.model.source_items import SourceItem, SourceLocation, SourceParagraph, SourceRow

Size = tuple[int, int]


class _Written(NamedTuple):
    """A line of prose with the sheet it stands on."""

    sheet: Sheet
    line: Line


def items(sheets: Sequence[Sheet]) -> Iterator[SourceItem]:
    """What stands on sheets as items; what runs at their edges is gone already."""
    blocks = _blocks(sheets)
    paragraph: list[_Written] = []
    for piece in (piece for sheet in sheets for piece in _pieces(sheet)):
        if paragraph and not (isinstance(piece, _Written) and _goes_on(paragraph[-1], piece, blocks)):
            yield _paragraph(paragraph)
            paragraph = []
        if isinstance(piece, _Written):
            paragraph.append(piece)
        else:
            yield piece
    if paragraph:
        yield _paragraph(paragraph)


def _pieces(sheet: Sheet) -> Iterator[_Written | SourceRow]:
    """The lines and rows of a sheet from its top."""
    tables = list(sheet.tables)
    for line in sheet.lines:
        while tables and tables[0].top < line.top:
            yield from _rows(sheet, tables.pop(0))
        yield _Written(sheet, line)
    for table in tables:
        yield from _rows(sheet, table)


def _rows(sheet: Sheet, table: Table) -> Iterator[SourceRow]:
    for row in table.rows:
        boxes = tuple(None if box is None else sheet.frame.box(*box) for box in row.boxes)
        yield SourceRow(row.cells, _spot(sheet, row.left, row.top, row.right, row.bottom), aligned=True, boxes=boxes)


def _blocks(sheets: Sequence[Sheet]) -> Mapping[Size, Block]:
    """The block that text fills on pages of each size."""
    pages: dict[Size, list[Sequence[Line]]] = defaultdict(list)
    for sheet in sheets:
        pages[_size(sheet)].append(sheet.lines)
    return {size: block(lines) for size, lines in pages.items() if any(lines)}


def _size(sheet: Sheet) -> Size:
    width, height = sheet.frame.size
    return round(width), round(height)


def _goes_on(before: _Written, after: _Written, blocks: Mapping[Size, Block]) -> bool:
    same_page = before.sheet.number == after.sheet.number
    return not begins(before.line, after.line, blocks[_size(after.sheet)], same_page=same_page)


def _paragraph(written: Sequence[_Written]) -> SourceParagraph:
    """A paragraph; its place is that of its part on the first page."""
    lines = [one.line for one in written]
    text = lines[0].text
    for before, line in pairwise(lines):
        text = joined(text, line.text, blank=before.open)
    sheet = written[0].sheet
    here = [one.line for one in written if one.sheet.number == sheet.number]
    left, right = min(line.left for line in here), max(line.right for line in here)
    return SourceParagraph(text, _spot(sheet, left, here[0].top, right, here[-1].bottom))


def _spot(sheet: Sheet, left: float, top: float, right: float, bottom: float) -> SourceLocation:
    return SourceLocation(f"第 {sheet.number + 1} 页", sheet.number, sheet.frame.box(left, top, right, bottom))
