"""The cover: the title, and below it what the archive needs to know, some of it to be written by hand."""

from collections.abc import Iterator

from disclosure_desk.writers.archive_words import wording
from disclosure_desk.writers.pdf.archive.blocks import (
    PageBlock,
    TypeStyle,
    centred,
    draw_line,
    keep_together,
    lines_of,
    space,
)
from disclosure_desk.writers.pdf.archive.rows import RowCell, row_element, table
from disclosure_desk.writers.pdf.archive.sheet_context import SheetContext, by_hand
from disclosure_desk.writers.pdf.page import PageCanvas
from disclosure_desk.writers.pdf.structure import Artifact, StructureElement
from disclosure_desk.writers.pdf.title import title_lines

_TITLE_SIZES = (26.0, 22.0, 18.0, 14.0, 12.0)
_TITLE_LEADING = 1.65
_TITLE_DEPTH = 220.0
_ABOVE = 0.36
"""How much of the blank is above the title; the rest is between it and the fields."""
_BENEATH = 20.0
_LABEL, _VALUE = 92.0, 268.0
_LETTERS = 16
"""How many characters of a value go on a line."""
_ROW, _RULE, _LIFT = 32.0, 0.5, 4.0
_MOST_LINES = 3
"""A value of more lines is set in small type."""


def cover(context: SheetContext, depth: float, pages: int) -> list[PageBlock]:
    """The blocks of the cover of a report of so many pages; they fill the depth of the type area."""
    words, measure = wording().cover, context.measure
    high = [
        *_title(context),
        space(_BENEATH),
        *centred(words.kind, TypeStyle(context.fonts.subhead, 18.0, 30.0), measure, StructureElement("P")),
    ]
    note = centred(words.digest_note, context.small, measure, StructureElement("P"))
    low = [*table(list(_fields(context, pages))), space(_BENEATH), *note, *context.register()]
    blank = max(0.0, depth - sum(block.depth for block in (*high, *low)))
    return keep_together([space(_ABOVE * blank), *high, space((1 - _ABOVE) * blank), *low])


def _title(context: SheetContext) -> list[PageBlock]:
    """The title in the largest type in which it is not too deep."""
    titles = [_title_in(context, size) for size in _TITLE_SIZES]
    return next((title for title in titles if sum(block.depth for block in title) <= _TITLE_DEPTH), titles[-1])


def _title_in(context: SheetContext, size: float) -> list[PageBlock]:
    report, kind = context.record.report, TypeStyle(context.fonts.title, size, size * _TITLE_LEADING)
    lines = title_lines(report.unit, report.title, int(context.measure / size))
    element = StructureElement("H1")
    return [block for line in lines for block in centred(line, kind, context.measure, element)]


def _fields(context: SheetContext, pages: int) -> Iterator[PageBlock]:
    words, report = wording().cover, context.record.report
    fields = {
        words.unit: "\n".join(title_lines(context.unit, context.unit, _LETTERS)),
        words.year: words.year_value.format(year=report.year),
        words.term: context.record.term,
        words.file: "",
        words.piece: "",
        words.pages: words.pages_value.format(pages=pages),
        words.digest: context.digest,
    }
    for label, value in fields.items():
        yield _field(context, label, value)


def _field(context: SheetContext, label: str, value: str) -> PageBlock:
    """A label and its value on a rule; a rule alone to write on where the value is empty."""
    naming, kind = TypeStyle(context.fonts.heading, 16.0, _ROW), TypeStyle(context.fonts.body, 16.0, _ROW)
    if len(lines_of(value, kind, _VALUE)) > _MOST_LINES:
        kind = TypeStyle(context.fonts.body, 10.5, 18.0)
    name, values = lines_of(label, naming, _LABEL), lines_of(value, kind, _VALUE)
    left = (context.measure - _LABEL - _VALUE) / 2
    element = row_element([RowCell(label, naming, heads="Row"), RowCell(value, kind)])
    label_cell, value_cell = element.cells
    bottoms = [(number + 1) * kind.leading for number in range(len(values))] or [_ROW]

    def draw(canvas: PageCanvas, top: float) -> None:
        draw_line(canvas, name[0], naming, (left, top), label_cell)
        start, end = left + _LABEL, left + _LABEL + _VALUE
        for number, line in enumerate(values):
            at = start + (_VALUE - line.width) / 2, top + number * kind.leading
            draw_line(canvas, line, kind, at, value_cell)
        mark = Artifact.LAYOUT if values else by_hand(value_cell)
        canvas.rules(_RULE, [(start, top + low - _LIFT, end, top + low - _LIFT) for low in bottoms], mark)

    return PageBlock(bottoms[-1], draw, row=element)
