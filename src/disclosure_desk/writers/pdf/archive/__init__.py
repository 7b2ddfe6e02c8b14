"""The archive copy as PDF: its sheets, drawn one after the other."""

from collections.abc import Iterable, Sequence

from disclosure_desk.writers.archive_record import ArchiveRecord
from disclosure_desk.writers.archive_words import wording
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.archive.blocks import PageBlock, draw, paginate
from disclosure_desk.writers.pdf.archive.change_record import change_record
from disclosure_desk.writers.pdf.archive.check_report import check_report
from disclosure_desk.writers.pdf.archive.cover import cover
from disclosure_desk.writers.pdf.archive.review import review
from disclosure_desk.writers.pdf.archive.sheet_context import SheetContext, draw_foot
from disclosure_desk.writers.pdf.document import PdfOutput
from disclosure_desk.writers.pdf.flow import Flow, document_info, report_canvas
from disclosure_desk.writers.pdf.font.chains import require
from disclosure_desk.writers.pdf.font.document_fonts import document_fonts
from disclosure_desk.writers.pdf.page import PageCanvas, PageGeometry


def render(record: ArchiveRecord, sheets: Sequence[str], settings: PageSettings) -> bytes:
    """These sheets of a record as PDF; raises MissingGlyph if a character of the report has no font.

    A character of an earlier value is printed as its code instead.
    """
    return _Copy(record, settings).render(sheets)


class _Copy:
    """One archive copy being drawn."""

    def __init__(self, record: ArchiveRecord, settings: PageSettings) -> None:
        self._report, self._settings, self._geometry = record.report, settings, PageGeometry()
        self._fonts = document_fonts(office=settings.office_fonts)
        self._context = SheetContext.of(record, self._fonts, self._geometry.measure)
        title = wording().document.format(title=self._report.title)
        info = document_info(self._report, self._fonts)._replace(title=title)
        output = PdfOutput(info, self._geometry.width, self._geometry.height)
        self._canvas = PageCanvas(output, self._geometry, self._fonts.table, double_sided=settings.double_sided)

    def render(self, sheets: Sequence[str]) -> bytes:
        """Draw the sheets, each on a leaf of its own, and return the document."""
        require(self._fonts.title, self._report.title, "标题")
        for number, sheet in enumerate(sheets):
            if number:
                self._turn_leaf()
            self._canvas.begin_section()
            self._canvas.bookmark(wording().names[sheet], f"sheet-{sheet}")
            self._draw(sheet)
        return self._canvas.finish()

    def _turn_leaf(self) -> None:
        """Close a sheet; the next one does not begin on its back where both sides are printed."""
        self._turn_page()
        if self._settings.double_sided and self._canvas.page % 2:
            self._turn_page()

    def _turn_page(self) -> None:
        """Close a page; the next one has no page number unless it is the report's."""
        self._canvas.restart_numbers()
        self._canvas.new_page()
        self._canvas.numbered = False

    def _draw(self, sheet: str) -> None:
        if sheet == "report":
            self._canvas.numbered = True
            Flow(self._report, self._settings, self._geometry, self._canvas, level=1).draw()
            return
        self._canvas.numbered = False
        pages = paginate(self._blocks(sheet), self._geometry.depth)
        for number, page in enumerate(pages, 1):
            if number > 1:
                self._canvas.new_page()
            draw(self._canvas, page)
            if sheet != "cover":
                draw_foot(self._canvas, self._context, sheet, number, len(pages))

    def _blocks(self, sheet: str) -> Iterable[PageBlock]:
        if sheet == "cover":
            return cover(self._context, self._geometry.depth, self._pages())
        if sheet == "review":
            return review(self._context, self._geometry.depth)
        return check_report(self._context) if sheet == "checks" else change_record(self._context)

    def _pages(self) -> int:
        """How many pages the report has."""
        canvas = report_canvas(self._report, self._settings, self._geometry, PdfOutput)
        Flow(self._report, self._settings, self._geometry, canvas).draw()
        return canvas.page + 1
