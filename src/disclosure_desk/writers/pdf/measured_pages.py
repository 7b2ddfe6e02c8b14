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
from disclosure_desk.writers.outline import Heading, Paragraph, Table, outline
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.flow import BEFORE_TABLE, Flow, SetPart, signature
from disclosure_desk.writers.pdf.font.chains import DocumentFonts, FontChain, FontGlyph, is_latin
from disclosure_desk.writers.pdf.font.document_fonts import document_fonts
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.page import PageCanvas, PageGeometry
from disclosure_desk.writers.pdf.page_output import Rule, TintBox
from disclosure_desk.writers.pdf.structure import Artifact, Mark, StructureTree
from disclosure_desk.writers.pdf.table import FittedTable, fit

_SIGNS = "0123456789.-—年月日　"
"""What figures, dates and page numbers are written with."""


class MeasuredPages(NamedTuple):
    """A report as it is printed: the blank after its title, the parts of its outline, the lines of its signature.

    Each line of the signature has how far in it begins.
    """

    after_title: float
    parts: Sequence[SetPart]
    signature: Sequence[tuple[TextLine, float]]


def measure(report: Report, settings: PageSettings) -> MeasuredPages:
    """The report as it is printed with these settings."""
    geometry, fonts = PageGeometry(), _fonts(report)
    flow = Flow(report, settings._replace(office_fonts=False), geometry, PageCanvas(_NoOutput(), geometry, fonts.table))
    flow.fonts = fonts
    flow.finish()
    signed = signature(report.unit, settings.signed_on, fonts.body, geometry) if settings.signed else ()
    return MeasuredPages(flow.after_title, flow.set_parts, signed)


def fitted_table(report: Report, layout: Layout) -> FittedTable:
    """A table of the report as it is printed where it has a page of its own under its heading."""
    geometry = PageGeometry()
    figures = {box.cell: print_figure(report.figure(box.cell)) for box in layout.boxes if box.cell}
    room = geometry.depth - (geometry.leading + BEFORE_TABLE)
    chain = _measuring(document_fonts(office=False).table, _words(layout))
    return fit(layout, figures, geometry.measure, room, chain)


def _fonts(report: Report) -> DocumentFonts:
    """The fonts that the report is measured in."""
    fonts, parts = document_fonts(office=False), list(outline(report))
    prose = "".join(part.text for part in parts if isinstance(part, Paragraph))
    return DocumentFonts(
        title=_measuring(fonts.title, report.title),
        heading=_measuring(fonts.heading, "".join(part.text for part in parts if isinstance(part, Heading))),
        subhead=_measuring(fonts.subhead, prose),
        body=_measuring(fonts.body, prose + report.unit + _SIGNS),
        table=_measuring(fonts.table, "".join(_words(part.layout) for part in parts if isinstance(part, Table))),
    )


def _words(layout: Layout) -> str:
    """The heads and labels of a table, and what its figures are written with."""
    return "".join((*(box.text for box in layout.boxes), _SIGNS))


def _measuring(chain: FontChain, text: str) -> FontChain:
    """A chain that has a width for every character of a text.

    It is the chain itself where its own fonts print all of them: what was set with it for the PDF is set already.
    """
    every = _with_every_character(chain.fonts, chain.latin)
    glyphs = map(every.glyph, set(text))
    return chain if all(glyph is not None and glyph.number for glyph in glyphs) else every


@cache
def _with_every_character(fonts: tuple[str, ...], latin: str) -> "_MeasuringChain":
    return _MeasuringChain(fonts, latin)


class _MeasuringChain(FontChain):
    """Has a width for every character: one that no font of the program has is as wide as its script is."""

    def _borrowed(self, character: str) -> FontGlyph | None:
        return FontGlyph(self.fonts[0], 0, character, 0.5 if is_latin(character) else 1.0)


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
