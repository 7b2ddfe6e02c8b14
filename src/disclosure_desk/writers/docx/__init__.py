"""Writes a report as a Word file set as the PDF is: the page of GB/T 9704, headings as styles, grids as tables."""

from collections.abc import Iterator, Mapping, Sequence

from disclosure_desk.core.form import Grid
from disclosure_desk.core.report import Report
from disclosure_desk.writers.characters import writable_outline
from disclosure_desk.writers.docx.line_ends import spans
from disclosure_desk.writers.docx.word_table import WordTable
from disclosure_desk.writers.docx.word_xml import TWIPS, Indent, Keep, Spacing, paragraph, run, word, word_part
from disclosure_desk.writers.office_package import MainPart, PackagePart, office_package, relation, template
from disclosure_desk.writers.outline import Heading, Paragraph, Part, Table
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.cell_room import line_text
from disclosure_desk.writers.pdf.flow import AFTER_TABLE, BEFORE_TABLE, BODY, TITLE, SetPart
from disclosure_desk.writers.pdf.lines import TextLine
from disclosure_desk.writers.pdf.measured_pages import MeasuredPages, measure
from disclosure_desk.writers.pdf.page import MM, NUMBER_GAP, NUMBER_SIZE, PageGeometry
from disclosure_desk.writers.pdf.table import FittedTable
from disclosure_desk.writers.pdf.title import title_lines
from disclosure_desk.writers.xml_text import element

_GRID_UNITS = 4096
"""A point in the units in which Word counts how much closer characters stand than their type is wide."""
_RULES = 2.0
"""How much in points the rules of a table make it higher than its rows are."""
_FOOTER_LINE = 20.0
"""How high in points the line of the page number is by its style; its dashes are in the middle of it."""
_HEADER = 15 * MM
"""How far below the edge of the paper a header would begin."""
_FACING = "<w:evenAndOddHeaders/>"
_STYLES_END = "</w:styles>"


def render(report: Report, settings: PageSettings | None = None) -> bytes:
    """The Word file, with the totals that the program works out; raises WriteError for a text that it cannot hold."""
    settings, parts = settings or PageSettings(), writable_outline(report)
    pages = measure(report, settings)
    footers = list(_footers(settings))
    fixed = [
        PackagePart("styles.xml", "styles", _styles(pages)),
        PackagePart("settings.xml", "settings", _settings(settings)),
        PackagePart("fontTable.xml", "fontTable", template("word-fonts.xml").encode()),
    ]
    named = {kind: relation(number) for number, (kind, _) in enumerate(footers, len(fixed))}
    body = word("body", *_blocks(report, parts, pages, settings), _section(named))
    main = MainPart("word", "document.xml", "wordprocessingml", "document", word_part("document", body))
    pages_feet = [PackagePart(f"footer-{kind}.xml", "footer", content) for kind, content in footers]
    return office_package(report, main, [*fixed, *pages_feet])


def _settings(settings: PageSettings) -> bytes:
    """What Word shall do with the file; only facing pages have page numbers at different edges."""
    written = template("word-settings.xml")
    return (written if settings.double_sided else written.replace(_FACING, "")).encode()


def _styles(pages: MeasuredPages) -> bytes:
    """The styles of GB/T 9704, and one for the text of each table, in its type."""
    tables = [_table_text(part.table) for part in pages.parts if part.table]
    return template("word-styles.xml").replace(_STYLES_END, "".join([*tables, _STYLES_END])).encode()


def _table_text(table: FittedTable) -> str:
    """The style for the text of a table."""
    size = round(table.size * 2)
    return word(
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


def _table_style(grid: Grid) -> str:
    """The name by which the paragraphs of a table have its style."""
    return f"Table-{grid.id}"


def _section(footers: Mapping[str, str]) -> str:
    """The page: A4 with the grid of 28 characters and 22 lines, and which footer stands on which pages."""
    geometry = PageGeometry()
    below_number = geometry.height - geometry.top - geometry.depth - NUMBER_GAP - _FOOTER_LINE / 2
    edges = {
        "top": geometry.top,
        "right": geometry.width - geometry.left - geometry.measure,
        "bottom": geometry.height - geometry.top - geometry.depth,
        "left": geometry.left,
        "header": _HEADER,
        "footer": below_number,
        "gutter": 0.0,
    }
    pitch, closer = round(geometry.leading * TWIPS), round((geometry.pitch - BODY) * _GRID_UNITS)
    return word(
        "sectPr",
        *(element("w:footerReference", {"w:type": kind, "r:id": name}) for kind, name in footers.items()),
        word("pgSz", w=round(geometry.width * TWIPS), h=round(geometry.height * TWIPS)),
        word("pgMar", **{name: round(edge * TWIPS) for name, edge in edges.items()}),
        word("docGrid", type="linesAndChars", linePitch=pitch, charSpace=closer),
    )


def _footers(settings: PageSettings) -> Iterator[tuple[str, bytes]]:
    """The footers with the pages they are for; page numbers are at the outer edge, or in the middle."""
    if not settings.double_sided:
        yield "default", _footer("center", Indent())
        return
    yield "default", _footer("right", Indent(right=NUMBER_SIZE))
    yield "even", _footer("left", Indent(left=NUMBER_SIZE))


def _footer(align: str, indent: Indent) -> bytes:
    """The page number between dashes."""
    return word_part("ftr", paragraph("Footer", run("— "), *_page_number(), run(" —"), align=align, indent=indent))


def _page_number() -> Iterator[str]:
    """The field of the page number."""
    yield word("r", word("fldChar", fldCharType="begin"))
    yield word("r", word("instrText", " PAGE "))
    yield word("r", word("fldChar", fldCharType="separate"))
    yield run("1")
    yield word("r", word("fldChar", fldCharType="end"))


def _blocks(report: Report, parts: Sequence[Part], pages: MeasuredPages, settings: PageSettings) -> Iterator[str]:
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


def _runs(part: Paragraph, lines: Sequence[TextLine]) -> Iterator[str]:
    """The runs of a paragraph: the run-in head, and the lines that need other spaces to end where the PDF's end."""
    for start, end, wider in spans(part.text, lines):
        middle = min(max(part.subhead, start), end)
        if start < middle:
            yield run(part.text[start:middle], "RunInHead", wider=wider)
        if middle < end:
            yield run(part.text[middle:end], wider=wider)


def _title(report: Report, after: float) -> str:
    """The title in the lines of the PDF, a blank line before it and `after` points behind it."""
    geometry = PageGeometry()
    lines = title_lines(report.unit, report.title, int(geometry.measure / TITLE))
    return paragraph("Title", run("\n".join(lines)), spacing=Spacing(geometry.leading, after))
