"""The parts of a report put on pages one after the other; headings stay with what follows them."""

from collections.abc import Sequence
from itertools import chain, islice
from math import ceil

from disclosure_desk.figure import print_figure
from disclosure_desk.layout import Layout
from disclosure_desk.report import Report
from disclosure_desk.writers.outline import Heading, Paragraph, Part, outline
from disclosure_desk.writers.pdf import grid
from disclosure_desk.writers.pdf.atoms import atoms
from disclosure_desk.writers.pdf.fonts import BODY, HEADING, SUBHEAD, TABLE, TITLE_LINE, require
from disclosure_desk.writers.pdf.lines import Line, Setting, set_lines
from disclosure_desk.writers.pdf.page import About, PageForm, Sheet
from disclosure_desk.writers.pdf.table import fit, pieces
from disclosure_desk.writers.pdf.title import title_lines

_BODY, _TITLE = 16.0, 22.0
_TITLE_LEADING = 36.0
_MIDDLE = 0.38
"""How high above the baseline the middle of a character lies, in em."""
_BEFORE_TABLE, _AFTER_TABLE = 3.0, 7.0
_KEPT_LINES = 2
"""So many lines of a paragraph stand under its heading before the page ends."""


class Flow:
    """One rendering of one report."""

    def __init__(self, report: Report, form: PageForm) -> None:
        self.report = report
        self.form = form
        self.sheet = Sheet(About(report.title, report.unit, report.year), form)
        self._waiting: list[Heading] = []

    def render(self) -> bytes:
        """The whole document."""
        parts = list(outline(self.report))
        self._require(parts)
        self._put_title()
        for part in parts:
            if isinstance(part, Heading):
                self._waiting.append(part)
            elif isinstance(part, Paragraph):
                self._put_paragraph(part)
            else:
                self._put_table(part.layout)
        self._put_headings(0.0)
        return self.sheet.finish()

    def _require(self, parts: Sequence[Part]) -> None:
        """Raise MissingGlyph before anything is drawn."""
        require(TITLE_LINE, self.report.title, "标题")
        for part in parts:
            if isinstance(part, Heading):
                require(HEADING, part.text, f"标题“{part.text}”")
            elif isinstance(part, Paragraph):
                require(BODY, part.text[part.subhead :], self.report.form.place_name(part.place))
                require(SUBHEAD, part.text[: part.subhead], self.report.form.place_name(part.place))
            else:
                for box in part.layout.placed:
                    require(TABLE, box.text, part.layout.grid.name)

    def _put_title(self) -> None:
        """The title after one blank line, and one blank line after it."""
        form, sheet = self.form, self.sheet
        sheet.y = form.leading
        for text in title_lines(self.report.unit, self.report.title, int(form.measure / _TITLE)):
            setting = Setting(_TITLE, form.measure, _TITLE, flush=False)
            for line in set_lines(atoms([(TITLE_LINE, text)]), setting):
                self._line(line, _TITLE, _TITLE_LEADING, (form.measure - line.width) / 2)
        sheet.y += form.leading / 2
        sheet.y = ceil(sheet.y / form.leading) * form.leading

    def _line(self, line: Line, size: float, leading: float, x: float = 0.0) -> None:
        """One line of text at the cursor, on the next page if this one is full."""
        if self.sheet.room < leading - 0.01:
            self.sheet.new_page()
        self.sheet.text(line, size, x, self.sheet.y + leading / 2 + _MIDDLE * size)
        self.sheet.y += leading

    def _setting(self) -> Setting:
        form = self.form
        return Setting(_BODY, form.measure, form.pitch, indent=2 * form.pitch)

    def _put_headings(self, room: float) -> None:
        """The headings that wait, on a page that has `room` beneath them for what follows."""
        sheet, leading = self.sheet, self.form.leading
        if self._waiting and sheet.room < len(self._waiting) * leading + room - 0.01 and sheet.y:
            sheet.new_page()
        for heading in self._waiting:
            sheet.mark(heading.text, heading.section)
            for line in set_lines(atoms([(HEADING, heading.text)]), self._setting()):
                self._line(line, _BODY, leading)
        self._waiting = []

    def _put_paragraph(self, paragraph: Paragraph) -> None:
        spans = [(SUBHEAD, paragraph.text[: paragraph.subhead]), (BODY, paragraph.text[paragraph.subhead :])]
        lines = set_lines(atoms(spans), self._setting())
        first = list(islice(lines, _KEPT_LINES))
        self._put_headings(len(first) * self.form.leading)
        for line in chain(first, lines):
            self._line(line, _BODY, self.form.leading)

    def _put_table(self, layout: Layout) -> None:
        """A table under its heading; its rows go on further pages where no page holds them whole."""
        form, sheet = self.form, self.sheet
        figures = {box.cell: print_figure(self.report.figure(box.cell)) for box in layout.placed if box.cell}
        head = len(self._waiting) * form.leading + _BEFORE_TABLE
        fitted = fit(layout, figures, form.measure, form.depth - head)
        first, *others = pieces(fitted, sheet.room - head, form.depth - head)
        if not first:
            sheet.new_page()
            first, *others = others
        self._put_headings(0.0)
        sheet.y += _BEFORE_TABLE
        grid.draw(sheet, fitted, first)
        for rows in others:
            sheet.new_page()
            grid.draw(sheet, fitted, rows)
        sheet.y += _AFTER_TABLE
