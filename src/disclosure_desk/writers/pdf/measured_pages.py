"""The pages of a report measured but not drawn: its lines, tables and rows as they are printed.

An office file takes its tables and line breaks from here, so that they are those of the PDF. It is set in the program's
own fonts on every computer, because the same report has the same file everywhere.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import Layout
from disclosure_desk.core.report import Report
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.flow import BEFORE_TABLE, Flow, SetPart, signature
from disclosure_desk.writers.pdf.font.chains import DocumentFonts, FontChain, FontGlyph, is_latin
from disclosure_desk.writers.pdf.font.document_fonts import document_fonts
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.page import PageCanvas, PageGeometry
from disclosure_desk.writers.pdf.page_output import Rule, TintBox
from disclosure_desk.writers.pdf.structure import Artifact, Mark, StructureTree
from disclosure_desk.writers.pdf.table import FittedTable, fit


class MeasuredPages(NamedTuple):
    """A report as it is printed: the blank after its title, the parts of its outline, the lines of its signature.

    Each line of the signature has how far in it begins.
    """

    after_title: float
    parts: Sequence[SetPart]
    signature: Sequence[tuple[TextLine, float]]


def measure(report: Report, settings: PageSettings) -> MeasuredPages:
    """The report as it is printed with these settings."""
    geometry, fonts = PageGeometry(), _measuring_fonts()
    flow = Flow(report, settings._replace(office_fonts=False), geometry, PageCanvas(_NoOutput(), geometry, fonts.table))
    flow.fonts = fonts
    flow.finish()
    signed = signature(report.unit, settings.signed_on, fonts.body, geometry) if settings.signed else ()
    return MeasuredPages(flow.after_title, flow.set_parts, signed)


def fitted_table(report: Report, layout: Layout) -> FittedTable:
    """A table of the report as it is printed where it has a page of its own under its heading."""
    geometry = PageGeometry()
    figures = {box.cell: print_figure(report.figure(box.cell)) for box in layout.boxes if box.cell}
    room = geometry.depth - geometry.leading - BEFORE_TABLE
    return fit(layout, figures, geometry.measure, room, _measuring_fonts().table)


class _MeasuringChain(FontChain):
    """Has a width for every character: one that no font of the program has is as wide as its script is."""

    def _borrowed(self, character: str) -> FontGlyph | None:
        return FontGlyph(self.fonts[0], 0, character, 0.5 if is_latin(character) else 1.0)


@cache
def _measuring_fonts() -> DocumentFonts:
    fonts = document_fonts(office=False)
    return DocumentFonts(
        title=_measuring(fonts.title),
        heading=_measuring(fonts.heading),
        subhead=_measuring(fonts.subhead),
        body=_measuring(fonts.body),
        table=_measuring(fonts.table),
    )


def _measuring(chain: FontChain) -> FontChain:
    return _MeasuringChain(chain.fonts, chain.latin)


class _NoOutput:
    """Pages that nothing is drawn on."""

    def __init__(self) -> None:
        self.structure = StructureTree()

    def text(self, line: TextLine, size: float, at: tuple[float, float], squeeze: float, mark: Mark) -> None:
        pass

    def rules(self, width: float, rules: Iterable[Rule], mark: Mark) -> None:
        pass

    def tint(self, grey: float, box: TintBox, mark: Artifact) -> None:
        pass

    def bookmark(self, title: str, key: str, top: float, level: int) -> None:
        pass

    def end_page(self) -> None:
        pass

    def finish(self) -> bytes:
        return b""
