"""Writes a report as a Word file set as the PDF is: the page of GB/T 9704, headings as styles, grids as tables."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml.parser import parse_xml
from docx.section import _Footer
from docx.shared import Mm, Pt
from lxml.etree import _Element

from disclosure_desk.core.form import Grid
from disclosure_desk.core.report import Report
from disclosure_desk.core.resources import resource
from disclosure_desk.writers.characters import writable_outline
from disclosure_desk.writers.deterministic_zip import document_date, repack_without_dates
from disclosure_desk.writers.docx.line_ends import spans
from disclosure_desk.writers.docx.word_table import WordTable
from disclosure_desk.writers.docx.word_xml import TWIPS, Indent, Keep, Spacing, paragraph, run, word
from disclosure_desk.writers.outline import Heading, Paragraph, Part, Table
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.cell_room import line_text
from disclosure_desk.writers.pdf.flow import AFTER_TABLE, BEFORE_TABLE, BODY, TITLE, SetPart
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.measured_pages import MeasuredPages, measure
from disclosure_desk.writers.pdf.page import NUMBER_GAP, NUMBER_SIZE, PageGeometry
from disclosure_desk.writers.pdf.title import title_lines

_KEPT = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.FOOTER,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
}
"""The parts that are kept of python-docx's blank document, which also has a picture and styles of old versions."""
_PROPERTY_LENGTH = 255
_GRID_UNITS = 4096
"""A point in the units in which Word counts how much closer characters stand than their type is wide."""
_RULES = 2.0
"""How much in points the rules of a table make it higher than its rows are."""
_FOOTER_LINE = 20.0
"""How high in points the line of the page number is by its style; its dashes are in the middle of it."""


def render(report: Report, settings: PageSettings | None = None) -> bytes:
    """The Word file, with the totals that the program works out; raises WriteError for a text that it cannot hold."""
    settings, parts = settings or PageSettings(), writable_outline(report)
    pages = measure(report, settings)
    document = docx.Document()
    _replace(document.styles.element, "word-styles.xml")
    _replace(document.settings.element, "word-settings.xml")
    _drop_unused(document)
    _add_font_table(document)
    _describe(document, report)
    _set_page(document, settings)
    _add_table_styles(document, pages)
    end = document.element.body.sectPr
    for block in _blocks(report, parts, pages, settings):
        end.addprevious(block)
    packed = BytesIO()
    document.save(packed)
    return repack_without_dates(packed.getvalue())


def _replace(root: _Element, template: str) -> None:
    """Replace the children of an element by those of a template."""
    root[:] = list(parse_xml(resource("templates", template).read_bytes()))


def _describe(document: Document, report: Report) -> None:
    properties = document.core_properties
    properties.title = report.title[:_PROPERTY_LENGTH]
    properties.author = properties.last_modified_by = report.unit[:_PROPERTY_LENGTH]
    properties.created = properties.modified = document_date(report)
    properties.language = "zh-CN"
    properties.comments = properties.keywords = ""


def _set_page(document: Document, settings: PageSettings) -> None:
    """A4 with the grid of 28 characters and 22 lines; page numbers at the outer edge, or in the middle."""
    geometry, section = PageGeometry(), document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    below_number = geometry.height - geometry.top - geometry.depth - NUMBER_GAP - _FOOTER_LINE / 2
    section.header_distance, section.footer_distance = Mm(15), Pt(below_number)
    end = document.element.body.sectPr
    for grid in end.findall(word("docGrid").tag):
        end.remove(grid)
    pitch, closer = round(geometry.leading * TWIPS), round((geometry.pitch - BODY) * _GRID_UNITS)
    end.append(word("docGrid", type="linesAndChars", linePitch=pitch, charSpace=closer))
    document.settings.odd_and_even_pages_header_footer = settings.double_sided
    if not settings.double_sided:
        _set_footer(section.footer, "center", Indent())
        return
    _set_footer(section.footer, "right", Indent(right=NUMBER_SIZE))
    _set_footer(section.even_page_footer, "left", Indent(left=NUMBER_SIZE))


def _set_footer(footer: _Footer, align: str, indent: Indent) -> None:
    """The page number between dashes."""
    number = paragraph("Footer", run("— "), *_page_number(), run(" —"), align=align, indent=indent)
    footer.is_linked_to_previous = False
    footer._element[:] = [number]  # noqa: SLF001 - python-docx would keep a paragraph of its own


def _page_number() -> Iterator[_Element]:
    """The field of the page number."""
    yield word("r", word("fldChar", fldCharType="begin"))
    yield word("r", word("instrText", " PAGE "))
    yield word("r", word("fldChar", fldCharType="separate"))
    yield run("1")
    yield word("r", word("fldChar", fldCharType="end"))


def _add_font_table(document: Document) -> None:
    """Say which other names the official fonts have, and what a program may take where none is installed."""
    content = resource("templates", "word-fonts.xml").read_bytes()
    table = PackagePart(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, content)
    document.part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)


def _add_table_styles(document: Document, pages: MeasuredPages) -> None:
    """A style for the text of each table, in its type."""
    for table in (part.table for part in pages.parts if part.table):
        size = round(table.size * 2)
        style = word(
            "style",
            word("name", val=f"{table.layout.grid.name}文字"),
            word("basedOn", val="TableText"),
            word("qFormat"),
            word("pPr", word("spacing", line=round(table.leading * TWIPS), lineRule="exact")),
            word("rPr", word("sz", val=size), word("szCs", val=size)),
            type="paragraph",
            customStyle=1,
            styleId=_table_style(table.layout.grid),
        )
        document.styles.element.append(style)


def _table_style(grid: Grid) -> str:
    """The name by which the paragraphs of a table have its style."""
    return f"Table-{grid.id}"


def _blocks(report: Report, parts: Sequence[Part], pages: MeasuredPages, settings: PageSettings) -> Iterator[_Element]:
    """The title, the parts of the report and its signature; a table has a little blank before and after it."""
    yield _title(report, pages.after_title)
    for number, (part, placed) in enumerate(zip(parts, pages.parts, strict=True)):
        before = AFTER_TABLE - _RULES if number and isinstance(parts[number - 1], Table) else 0.0
        after = BEFORE_TABLE if number + 1 < len(parts) and isinstance(parts[number + 1], Table) else 0.0
        spacing = Spacing(before, after) if before or after else None
        if isinstance(part, Heading):
            yield paragraph("Heading1", run(part.text), spacing=spacing)
        elif isinstance(part, Paragraph):
            is_signed = bool(pages.signature) and part is parts[-1]
            is_first = number > 0 and isinstance(parts[number - 1], Heading)
            keep = Keep(is_signed, (is_signed or is_first) and _keeps_two(placed))
            yield paragraph("BodyText", *_runs(part, placed.lines), spacing=spacing, keep=keep)
        else:
            style = _table_style(part.layout.grid)
            yield WordTable(report, part, placed, style, tint=settings.tint).element()
    for number, (line, x) in enumerate(pages.signature, 1):
        text, keep = line_text(line), Keep(with_next=number < len(pages.signature))
        yield paragraph("BodyText", *([run(text)] if text else []), align="left", indent=Indent(x), keep=keep)


def _keeps_two(part: SetPart) -> bool:
    """Whether two lines of a paragraph are to stay together at its begin and end, as after a heading in the PDF.

    Word keeps both or neither; where the PDF leaves the last line alone, neither.
    """
    return len(part.lines) > 1 and len(part.lines) - 1 not in part.breaks


def _runs(part: Paragraph, lines: Sequence[TextLine]) -> Iterator[_Element]:
    """The runs of a paragraph: the run-in head, and the lines that need other spaces to end where the PDF's end."""
    for start, end, wider in spans(part.text, lines):
        middle = min(max(part.subhead, start), end)
        if start < middle:
            yield run(part.text[start:middle], "RunInHead", wider=wider)
        if middle < end:
            yield run(part.text[middle:end], wider=wider)


def _title(report: Report, after: float) -> _Element:
    """The title in the lines of the PDF, a blank line before it and `after` points behind it."""
    geometry = PageGeometry()
    lines = title_lines(report.unit, report.title, int(geometry.measure / TITLE))
    return paragraph("Title", run("\n".join(lines)), spacing=Spacing(geometry.leading, after))


def _drop_unused(document: Document) -> None:
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype not in _KEPT]:
            del relations[key]
