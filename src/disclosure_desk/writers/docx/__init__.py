"""Writes a report as a Word file: the page of GB/T 9704, headings as styles, grids as Word's tables."""

from collections.abc import Iterator
from io import BytesIO
from unicodedata import east_asian_width

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from lxml.etree import _Element

from disclosure_desk.core.report import Report
from disclosure_desk.core.resources import resource
from disclosure_desk.writers.characters import writable_outline
from disclosure_desk.writers.deterministic_zip import document_date, repack_without_dates
from disclosure_desk.writers.docx.word_xml import paragraph, run, table, word
from disclosure_desk.writers.outline import Heading, Paragraph, Part

_KEPT = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.FOOTER,
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
}
"""The parts that are kept of python-docx's blank document, which also has a picture and styles of old versions."""
_TITLE_WIDTH = 40
"""How many half characters of a title go on one line."""
_PROPERTY_LENGTH = 255


def render(report: Report) -> bytes:
    """The Word file, with the totals that the program works out; raises WriteError for a text that it cannot hold."""
    parts = writable_outline(report)
    document = docx.Document()
    _replace(document.styles.element, "word-styles.xml")
    _replace(document.settings.element, "word-settings.xml")
    _describe(document, report)
    _set_page(document)
    end = document.element.body.sectPr
    for block in _blocks(report, parts):
        end.addprevious(block)
    packed = BytesIO()
    _drop_unused(document)
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


def _set_page(document: Document) -> None:
    """A4, 22 lines a page, the page number centred below."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(25)
    end = document.element.body.sectPr
    for grid in end.findall(word("docGrid").tag):
        end.remove(grid)
    end.append(word("docGrid", type="lines", linePitch=579))
    dash = section.footer.paragraphs[0].add_run("— ").element
    dash.getparent().extend(_page_number())


def _page_number() -> Iterator[_Element]:
    """The field of the page number, and the dash after it."""
    yield word("r", word("fldChar", fldCharType="begin"))
    yield word("r", word("instrText", " PAGE "))
    yield word("r", word("fldChar", fldCharType="separate"))
    yield run("1")
    yield word("r", word("fldChar", fldCharType="end"))
    yield run(" —")


def _blocks(report: Report, parts: tuple[Part, ...]) -> Iterator[_Element]:
    yield paragraph("Title", run(_title(report)))
    for part in parts:
        if isinstance(part, Heading):
            yield paragraph("Heading1", run(part.text))
        elif isinstance(part, Paragraph):
            yield paragraph("BodyText", *_runs(part))
        else:
            yield table(report, part.layout)


def _runs(part: Paragraph) -> Iterator[_Element]:
    if part.subhead:
        yield run(part.text[: part.subhead], "RunInHead")
    yield run(part.text[part.subhead :])


def _title(report: Report) -> str:
    """The title; where it is too long for a line, it is broken after the unit's name."""
    title = report.title
    width = sum(2 if east_asian_width(character) in "WFA" else 1 for character in title)
    if width <= _TITLE_WIDTH or not report.unit or not title.startswith(report.unit):
        return title
    return f"{report.unit}\n{title.removeprefix(report.unit)}"


def _drop_unused(document: Document) -> None:
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, relation in relations.items() if relation.reltype not in _KEPT]:
            del relations[key]
