"""A report put on pages: title, headings, paragraphs, tables and signature, one after the other.

Input: a report, the page settings, the measures of the page, and the format that the pages are drawn into. Output: the
file, and where each place of the report stands in it, which the preview needs to lead from a page to the form and back.

What always holds: a heading stands on the page of the two lines, or of the table, that follow it; the signature stands
on the page of the last two lines before it; a table is cut only where no page holds it whole; after a table text goes
on in the lines of the page, 22 of them as GB/T 9704 has them.

Order: all texts are checked for characters that no font has, before anything is drawn. Then the parts of the outline
come in their order. Headings wait until it is known how much room the part after them needs.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import Layout
from disclosure_desk.core.report import UNIT, Report
from disclosure_desk.core.stopping import WorkProgress, no_progress
from disclosure_desk.text.lazy_pattern import lazy_pattern
from disclosure_desk.writers.outline import Heading, Paragraph, Part, outline
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf import grid
from disclosure_desk.writers.pdf.atoms import atoms
from disclosure_desk.writers.pdf.font.chains import DocumentFonts, FontChain, prints_nothing, require
from disclosure_desk.writers.pdf.font.document_fonts import document_fonts
from disclosure_desk.writers.pdf.grid_structure import GridStructure
from disclosure_desk.writers.pdf.lines import LineFormat, TextLine, set_lines
from disclosure_desk.writers.pdf.page import MIDDLE, PageCanvas, PageGeometry, PrintedDocument, PrintedPlace
from disclosure_desk.writers.pdf.page_output import NewOutput
from disclosure_desk.writers.pdf.structure import StructureElement
from disclosure_desk.writers.pdf.table import SIZES, FittedTable, fit, least_depth, rows_by_page
from disclosure_desk.writers.pdf.title import title_lines
from disclosure_desk.writers.pdf.xmp import DocumentInfo

BODY, TITLE = 16.0, 22.0
"""Type sizes in points: 三号 and 二号."""
_TITLE_TYPE = TITLE, 36.0
"""Type size and leading of the title."""
BEFORE_TABLE, AFTER_TABLE = 3.0, 7.0
_KEPT_LINES = 2
"""How many lines of a paragraph stay with the heading before it or the signature after it."""
_CLOSE = 0.01
"""Depths are sums of floats; what is deeper than the room by so little still fits."""
_SHORT = 1000
"""How many characters a paragraph may have whose lines are kept: of the longest 64 they take a few MB."""
_SIGNATURE_MARGIN = 2
"""How many characters stay free at the right of the longer of name and date, and by how many the date is moved in."""
_SELECTOR = lazy_pattern("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_DAY_BY_HAND = "年　　月　　日"
_YEAR_BY_HAND = 3
"""How many characters of blank a year is written into."""


class SetPart(NamedTuple):
    """A part of the outline as it is set: the lines of a heading or paragraph, or a table.

    heights: of its rows; pages: on how many it is; breaks: the numbers of the lines, from 0, that begin a page though
    they are not the first.
    """

    lines: Sequence[TextLine] = ()
    table: FittedTable | None = None
    heights: Mapping[int, float] = MappingProxyType({})
    pages: int = 1
    breaks: tuple[int, ...] = ()


def render(report: Report, settings: PageSettings | None = None, geometry: PageGeometry | None = None) -> bytes:
    """The report as PDF, the same bytes for the same report; raises MissingGlyph if a character has no font."""
    return print_report(report, settings, geometry).content


def print_report(
    report: Report,
    settings: PageSettings | None = None,
    geometry: PageGeometry | None = None,
    new_output: NewOutput | None = None,
    progress: WorkProgress = no_progress,
) -> PrintedDocument:
    """The report on pages, and what stands where on them; raises MissingGlyph if a character has no font.

    new_output: the format of the file; PDF unless another one is given. progress: told of each part that is drawn.
    """
    settings, geometry = settings or PageSettings(), geometry or PageGeometry()
    canvas = report_canvas(report, settings, geometry, new_output or _pdf_output())
    return Flow(report, settings, geometry, canvas).finish(progress)


def report_canvas(report: Report, settings: PageSettings, geometry: PageGeometry, new_output: NewOutput) -> PageCanvas:
    """A canvas for the pages of a report alone."""
    fonts = document_fonts(office=settings.office_fonts)
    output = new_output(document_info(report, fonts), geometry.width, geometry.height)
    return PageCanvas(output, geometry, fonts.table, double_sided=settings.double_sided)


def _pdf_output() -> NewOutput:
    from disclosure_desk.writers.pdf.document import PdfOutput  # noqa: PLC0415 - loads reportlab

    return PdfOutput


def document_info(report: Report, fonts: DocumentFonts) -> DocumentInfo:
    """What the document of a report says about itself; its keywords are the unit and what the report is about."""
    headings = [section.heading.partition("、")[2] for section in report.form.sections]
    names = (report.unit.strip(), report.form.report_title("", report.year), *headings)
    keywords = "；".join(filter(None, names))
    return DocumentInfo(report.title, report.unit, report.year, keywords, fonts.note)


class Flow:
    """One report drawn on one canvas, its own or that of a larger document.

    level: how deep the sections lie in the outline; in a larger document under the bookmark of the report.
    set_parts: the parts that were drawn, in their order; after_title: the blank before them.
    """

    def __init__(
        self, report: Report, settings: PageSettings, geometry: PageGeometry, canvas: PageCanvas, level: int = 0
    ) -> None:
        self.report = report
        self.settings = settings
        self.geometry = geometry
        self.fonts = document_fonts(office=settings.office_fonts)
        self.canvas, self._level = canvas, level
        self.set_parts: list[SetPart] = []
        self.after_title = 0.0
        self._waiting: list[Heading] = []
        self._places: list[PrintedPlace] = []

    def finish(self, progress: WorkProgress = no_progress) -> PrintedDocument:
        """Draw the report and close the document."""
        self.draw(progress)
        return PrintedDocument(self.canvas.finish(), tuple(self._places))

    def draw(self, progress: WorkProgress = no_progress) -> None:
        """Draw the report; the last page stays open."""
        parts = list(outline(self.report))
        self._require(parts)
        self._draw_title()
        signed = (
            signature(self.report.unit, self.settings.signed_on, self.fonts.body, self.geometry)
            if self.settings.signed
            else []
        )
        for number, part in enumerate(parts):
            progress(number, len(parts))
            if isinstance(part, Heading):
                self._waiting.append(part)
            elif isinstance(part, Paragraph):
                self._draw_paragraph(part, len(signed) if part is parts[-1] else 0)
            else:
                self._draw_table(part.layout)
        self._draw_headings(len(signed) * self.geometry.leading)
        if signed:
            name, day = self.canvas.element("P"), self.canvas.element("P")
            for number, (line, x) in enumerate(signed, 1):
                self._draw_line(line, self._body_type, (day if number == len(signed) else name, UNIT), x)

    def _require(self, parts: Sequence[Part]) -> None:
        """Raise MissingGlyph for the first character that no font has."""
        require(self.fonts.title, self.report.title, "标题")
        if self.settings.signed:
            require(self.fonts.body, self.report.unit, "单位名称")
        for part in parts:
            if isinstance(part, Heading):
                require(self.fonts.heading, part.text, f"标题“{part.text}”")
            elif isinstance(part, Paragraph):
                require(self.fonts.body, part.text[part.subhead :], self.report.form.place_name(part.place))
                require(self.fonts.subhead, part.text[: part.subhead], self.report.form.place_name(part.place))
            else:
                require(self.fonts.table, "".join(box.text for box in part.layout.boxes), part.layout.grid.name)

    def _draw_title(self) -> None:
        """The title after a blank line; the text after it begins on a line of the page, half a line lower at least."""
        geometry, canvas = self.geometry, self.canvas
        canvas.y = geometry.leading
        title = canvas.element("H1")
        _speak_selectors(self.report.title, title)
        for text in title_lines(self.report.unit, self.report.title, int(geometry.measure / TITLE)):
            line_format = LineFormat(TITLE, geometry.measure, TITLE, flush=False)
            for line in _lines(((self.fonts.title, text),), line_format):
                self._draw_line(line, _TITLE_TYPE, (title, UNIT), (geometry.measure - line.width) / 2)
        end = canvas.y
        canvas.y = ceil((end + geometry.leading / 2) / geometry.leading) * geometry.leading
        self.after_title = canvas.y - end

    def _draw_line(
        self, line: TextLine, kind: tuple[float, float], source: tuple[StructureElement, str], x: float = 0.0
    ) -> None:
        """A line of text at the cursor, on the next page if this one is full.

        kind: type size and leading; source: the element of the document and the place of the report that it belongs to.
        """
        (size, leading), (element, place) = kind, source
        if self.canvas.room < leading - _CLOSE:
            self.canvas.new_page()
        self.canvas.text(line, size, (x, self.canvas.y + leading / 2 + MIDDLE * size), element)
        self._note_place(place, self.canvas.y + leading)
        self.canvas.y += leading

    def _note_place(self, place: str, bottom: float) -> None:
        """Note that a place of the report stands between the cursor and `bottom`."""
        top, page = self.geometry.top + self.canvas.y, self.canvas.page
        last = self._places[-1] if self._places else None
        if last and last.place == place and last.page == page:
            top = self._places.pop().top
        self._places.append(PrintedPlace(page, top, self.geometry.top + bottom, place))

    @property
    def _body_type(self) -> tuple[float, float]:
        """Type size and leading of the text."""
        return BODY, self.geometry.leading

    def _body_format(self) -> LineFormat:
        geometry = self.geometry
        return LineFormat(BODY, geometry.measure, geometry.pitch, indent=2 * geometry.pitch)

    def _draw_headings(self, room: float) -> None:
        """The headings that wait, on a page that has `room` under them."""
        canvas, leading = self.canvas, self.geometry.leading
        if self._waiting and canvas.room < len(self._waiting) * leading + room - _CLOSE and canvas.y:
            canvas.new_page()
        for heading in self._waiting:
            canvas.bookmark(heading.text, heading.section, self._level)
            element = canvas.element("H2")
            lines = _lines(((self.fonts.heading, heading.text),), self._body_format())
            self.set_parts.append(SetPart(lines))
            for line in lines:
                self._draw_line(line, self._body_type, (element, heading.section))
        self._waiting = []

    def _draw_paragraph(self, paragraph: Paragraph, after: int) -> None:
        """A paragraph; its last two lines go on the page of the `after` lines of the signature."""
        spans = (
            (self.fonts.subhead, paragraph.text[: paragraph.subhead]),
            (self.fonts.body, paragraph.text[paragraph.subhead :]),
        )
        lines = _lines(spans, self._body_format())
        kept, leading = min(len(lines), _KEPT_LINES), self.geometry.leading
        self._draw_headings((kept + (after if kept == len(lines) else 0)) * leading)
        element = self.canvas.element("P")
        _speak_selectors(paragraph.text, element)
        breaks, page = [], -1
        for number, line in enumerate(lines):
            if after and number == len(lines) - kept and self.canvas.room < (kept + after) * leading - _CLOSE:
                self.canvas.new_page()
            self._draw_line(line, self._body_type, (element, paragraph.place))
            if number and self.canvas.page > page:
                breaks.append(number)
            page = self.canvas.page
        self.set_parts.append(SetPart(lines, breaks=tuple(breaks)))

    def _draw_table(self, layout: Layout) -> None:
        """A table under its headings; its rows go on to further pages where no page holds them whole."""
        geometry, canvas = self.geometry, self.canvas
        head = len(self._waiting) * geometry.leading + BEFORE_TABLE
        fitted = self._fit(layout, canvas.room - head, geometry.depth - head)
        first, *others = rows_by_page(fitted, canvas.room - head, geometry.depth - head)
        if not first:
            canvas.new_page()
            first, *others = others
        self._draw_headings(0.0)
        structure = GridStructure(canvas.element("Table"), layout)
        heights: dict[int, float] = {}
        for number, rows in enumerate((first, *others)):
            if number:
                canvas.new_page()
                structure.begin_page()
            drawn = self._draw_rows(fitted, rows, structure)
            heights = {**dict(zip(rows, drawn, strict=True)), **heights}
        self.set_parts.append(SetPart(table=fitted, heights=heights, pages=1 + len(others)))

    def _fit(self, layout: Layout, room: float, page: float) -> FittedTable:
        """The table as large as a page allows, or a little tighter if it then fits the `room` of this page.

        A table that moves to the next page leaves the rest of this one blank.
        """
        figures = {box.cell: print_figure(self.report.figure(box.cell)) for box in layout.boxes if box.cell}
        large = fit(layout, figures, self.geometry.measure, page, self.fonts.table)
        size = min(large.size, SIZES[0])
        if large.depth() <= room or least_depth(layout, size) > room:
            return large
        tight = fit(layout, figures, self.geometry.measure, room, self.fonts.table)
        return tight if tight.size >= size and tight.depth() <= room else large

    def _draw_rows(self, fitted: FittedTable, rows: Sequence[int], structure: GridStructure) -> list[float]:
        """Some rows of a table, made a little higher so that the text after them stands on a line of the page.

        Returns their heights.
        """
        canvas, leading = self.canvas, self.geometry.leading
        before = BEFORE_TABLE if canvas.y else 0.0
        depth = before + sum(fitted.heights(rows)) + AFTER_TABLE
        slot = min(ceil(depth / leading - _CLOSE) * leading, max(canvas.room, depth))
        top = canvas.y
        canvas.y += before
        fitted = fitted.stretched(slot - depth, len(rows))
        heights = fitted.heights(rows)
        self._note_place(fitted.layout.grid.id, canvas.y + sum(heights))
        grid.draw(canvas, fitted, rows, structure, tint=self.settings.tint)
        canvas.y = top + slot
        return heights


def _speak_selectors(text: str, element: StructureElement) -> None:
    """Let a text be heard with the selectors that ask for a rare form of a character: no font here has such forms."""
    if _SELECTOR.search(text):
        element.set_spoken_text("".join(sign for sign in text if _SELECTOR.match(sign) or not prints_nothing(sign)))


def _lines(spans: tuple[tuple[FontChain, str], ...], line_format: LineFormat) -> Sequence[TextLine]:
    """A paragraph set into lines; one that is not very long is set once, for an edit leaves nearly all as they are."""
    short = sum(len(text) for _, text in spans) <= _SHORT
    return _set_once(spans, line_format) if short else set_lines(atoms(spans), line_format)


@lru_cache(maxsize=64)
def _set_once(spans: tuple[tuple[FontChain, str], ...], line_format: LineFormat) -> tuple[TextLine, ...]:
    return tuple(set_lines(atoms(spans), line_format))


def signature(unit: str, day: date | None, chain: FontChain, geometry: PageGeometry) -> list[tuple[TextLine, float]]:
    """The lines of the signature as GB/T 9704 sets them where no seal is put, each with how far in it begins.

    A blank line, the unit's name and the date; without a day there is room to write one by hand.
    """
    letters = round(geometry.measure / geometry.pitch) - 2 * _SIGNATURE_MARGIN
    names = [_one_line(text, chain, geometry) for text in title_lines(unit, unit, letters)]
    written = f"{day.year}年{day.month}月{day.day}日" if day else _DAY_BY_HAND
    date_line = _one_line(written, chain, geometry)
    blank = 0.0 if day else _YEAR_BY_HAND * geometry.pitch
    margin = _SIGNATURE_MARGIN * geometry.pitch
    width, date_width = max((name.width for name in names), default=0.0), blank + date_line.width
    # The longer of the two ends at the margin; the date begins a margin further in than the name.
    left = geometry.measure - margin - (width if width >= date_width else date_width + margin)
    placed = [(name, left + (width - name.width) / 2) for name in names]
    return [(TextLine((), 0.0), 0.0), *placed, (date_line, left + margin + blank)]


def _one_line(text: str, chain: FontChain, geometry: PageGeometry) -> TextLine:
    """The text on one line; a unit's name that is all blank or steers text has nothing on it."""
    endless = LineFormat(BODY, geometry.measure * (1 + len(text)), geometry.pitch, flush=False)
    return next(iter(set_lines(atoms([(chain, text)]), endless)), TextLine((), 0.0))
