"""The parts of a report put on pages one after the other; headings stay with what follows them."""

from collections.abc import Sequence
from math import ceil

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import Layout
from disclosure_desk.core.report import UNIT, Report
from disclosure_desk.writers.outline import Heading, Paragraph, Part, outline
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf import grid
from disclosure_desk.writers.pdf.atoms import atoms
from disclosure_desk.writers.pdf.font.chains import require
from disclosure_desk.writers.pdf.font.document_fonts import document_fonts
from disclosure_desk.writers.pdf.lines import LineFormat, TextLine, set_lines
from disclosure_desk.writers.pdf.page import PageCanvas, PageGeometry, PrintedDocument, PrintedPlace
from disclosure_desk.writers.pdf.signature import signature
from disclosure_desk.writers.pdf.table import SIZES, FittedTable, fit, least_depth, pieces
from disclosure_desk.writers.pdf.title import title_lines
from disclosure_desk.writers.pdf.xmp import DocumentInfo

_BODY, _TITLE = 16.0, 22.0
_TITLE_LEADING = 36.0
_MIDDLE = 0.38
"""How high above the baseline the middle of a character lies, in em."""
_BEFORE_TABLE, _AFTER_TABLE = 3.0, 7.0
_KEPT_LINES = 2
"""So many lines of a paragraph stand under its heading before the page ends."""


def render(report: Report, settings: PageSettings | None = None, form: PageGeometry | None = None) -> bytes:
    """The report as PDF, the same bytes for the same report; raises MissingGlyph if a character has no font."""
    return print_report(report, settings, form).content


def print_report(
    report: Report, settings: PageSettings | None = None, form: PageGeometry | None = None
) -> PrintedDocument:
    """The report as PDF, and what stands where on its pages; raises MissingGlyph if a character has no font."""
    return Flow(report, settings or PageSettings(), form or PageGeometry()).finish()


class Flow:
    """One rendering of one report."""

    def __init__(
        self, report: Report, settings: PageSettings, form: PageGeometry, canvas: PageCanvas | None = None
    ) -> None:
        self.report = report
        self.settings = settings
        self.form = form
        self.fonts = document_fonts(office=settings.office_fonts)
        info = DocumentInfo(report.title, report.unit, report.year, self.fonts.keywords)
        self.canvas = canvas or PageCanvas(info, form, self.fonts.table, double_sided=settings.double_sided)
        self._level = 1 if canvas else 0
        """How deep the sections lie among the bookmarks: beneath the report's own where it is a part."""
        self._waiting: list[Heading] = []
        self._places: list[PrintedPlace] = []

    def finish(self) -> PrintedDocument:
        """The whole document."""
        self.put()
        return PrintedDocument(self.canvas.finish(), tuple(self._places))

    def put(self) -> None:
        """Draw the report on the sheet, which can take more afterwards."""
        parts = list(outline(self.report))
        self._require(parts)
        self._put_title()
        signed = self._signature()
        for part in parts:
            if isinstance(part, Heading):
                self._waiting.append(part)
            elif isinstance(part, Paragraph):
                self._put_paragraph(part, len(signed) if part is parts[-1] else 0)
            else:
                self._put_table(part.layout)
        self._put_headings(len(signed) * self.form.leading)
        for line, x in signed:
            self._line(line, _BODY, self.form.leading, UNIT, x)

    def _signature(self) -> list[tuple[TextLine, float]]:
        """A blank line, the unit's name and the date, where the office wants them."""
        if not self.settings.signed:
            return []
        return signature(self.report.unit, self.settings.signed_on, self.fonts.body, self.form)

    def _require(self, parts: Sequence[Part]) -> None:
        """Raise MissingGlyph before anything is drawn."""
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

    def _put_title(self) -> None:
        """The title after one blank line, and one blank line after it."""
        form, canvas = self.form, self.canvas
        canvas.y = form.leading
        for text in title_lines(self.report.unit, self.report.title, int(form.measure / _TITLE)):
            setting = LineFormat(_TITLE, form.measure, _TITLE, flush=False)
            for line in set_lines(atoms([(self.fonts.title, text)]), setting):
                self._line(line, _TITLE, _TITLE_LEADING, UNIT, (form.measure - line.width) / 2)
        canvas.y += form.leading / 2
        canvas.y = ceil(canvas.y / form.leading) * form.leading

    def _line(self, line: TextLine, size: float, leading: float, place: str = "", x: float = 0.0) -> None:
        """One line of text at the cursor, on the next page if this one is full."""
        if self.canvas.room < leading - 0.01:
            self.canvas.new_page()
        self.canvas.text(line, size, x, self.canvas.y + leading / 2 + _MIDDLE * size)
        self._stand(place, self.canvas.y + leading)
        self.canvas.y += leading

    def _stand(self, place: str, bottom: float) -> None:
        """Remember that a place of the report stands between the cursor and `bottom`."""
        top, page = self.form.top + self.canvas.y, self.canvas.page
        last = self._places[-1] if self._places else None
        if last and last.place == place and last.page == page:
            top = self._places.pop().top
        self._places.append(PrintedPlace(page, top, self.form.top + bottom, place))

    def _setting(self) -> LineFormat:
        form = self.form
        return LineFormat(_BODY, form.measure, form.pitch, indent=2 * form.pitch)

    def _put_headings(self, room: float) -> None:
        """The headings that wait, on a page that has `room` beneath them for what follows."""
        canvas, leading = self.canvas, self.form.leading
        if self._waiting and canvas.room < len(self._waiting) * leading + room - 0.01 and canvas.y:
            canvas.new_page()
        for heading in self._waiting:
            canvas.mark(heading.text, heading.section, self._level)
            for line in set_lines(atoms([(self.fonts.heading, heading.text)]), self._setting()):
                self._line(line, _BODY, leading, heading.section)
        self._waiting = []

    def _put_paragraph(self, paragraph: Paragraph, after: int) -> None:
        """A paragraph, its last two lines on the page of the lines that come `after` it."""
        spans = [
            (self.fonts.subhead, paragraph.text[: paragraph.subhead]),
            (self.fonts.body, paragraph.text[paragraph.subhead :]),
        ]
        lines = set_lines(atoms(spans), self._setting())
        kept, leading = min(len(lines), _KEPT_LINES), self.form.leading
        self._put_headings((kept + (after if kept == len(lines) else 0)) * leading)
        for number, line in enumerate(lines):
            if after and number == len(lines) - kept and self.canvas.room < (kept + after) * leading - 0.01:
                self.canvas.new_page()
            self._line(line, _BODY, leading, paragraph.place)

    def _put_table(self, layout: Layout) -> None:
        """A table under its heading; its rows go on further pages where no page holds them whole."""
        form, canvas = self.form, self.canvas
        head = len(self._waiting) * form.leading + _BEFORE_TABLE
        fitted = self._fit(layout, canvas.room - head, form.depth - head)
        first, *others = pieces(fitted, canvas.room - head, form.depth - head)
        if not first:
            canvas.new_page()
            first, *others = others
        self._put_headings(0.0)
        for number, rows in enumerate((first, *others)):
            if number:
                canvas.new_page()
            self._draw(fitted, rows, _BEFORE_TABLE if canvas.y else 0.0)

    def _fit(self, layout: Layout, room: float, page: float) -> FittedTable:
        """The table as large as a page allows, a little tighter if that saves it from moving to the next."""
        figures = {box.cell: print_figure(self.report.figure(box.cell)) for box in layout.boxes if box.cell}
        large = fit(layout, figures, self.form.measure, page, self.fonts.table)
        size = min(large.size, SIZES[0])
        if large.depth() <= room or least_depth(layout, size) > room:
            return large
        tight = fit(layout, figures, self.form.measure, room, self.fonts.table)
        return tight if tight.size >= size and tight.depth() <= room else large

    def _draw(self, fitted: FittedTable, rows: Sequence[int], before: float) -> None:
        """Some rows of a table, a little higher if text can then go on in the lines of the page."""
        canvas, leading = self.canvas, self.form.leading
        depth = before + sum(fitted.heights(rows)) + _AFTER_TABLE
        slot = min(ceil(depth / leading - 0.01) * leading, max(canvas.room, depth))
        top = canvas.y
        canvas.y += before
        fitted = fitted.stretched(slot - depth, len(rows))
        self._stand(fitted.layout.grid.id, canvas.y + sum(fitted.heights(rows)))
        grid.draw(canvas, fitted, rows, tint=self.settings.tint)
        canvas.y = top + slot
