"""Word files of the corpus, made with python-docx as an office program would make them."""

from collections.abc import Iterator
from html import escape
from io import BytesIO

from case import Case, of_plan
from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from make_wps import table_xml
from paper import Block, Line, Plan, paper
from sheets import Cell, Manner, Table
from truth import truth


def document_of(blocks: list[Block], *, styled: bool = False, landscape: bool = False) -> Document:
    """A document with the blocks; `landscape`: tables of ten columns and more on turned pages of their own."""
    document = Document()
    document.styles["Normal"].font.name = "DeskSong"
    document.styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "DeskSong")
    for block in blocks:
        if isinstance(block, Line):
            _line(document, block, styled=styled)
        else:
            _table(document, block, landscape=landscape and len(block) > 8)
    return document


def _line(document, line: Line, *, styled: bool) -> None:
    style = {"title": "Title", "heading": "Heading 1", "topic": "Heading 2"}.get(line.kind) if styled else None
    paragraph = document.add_paragraph(style=style)
    for at in range(0, len(line.text), 7):  # Word splits text into runs wherever something was typed later
        paragraph.add_run(line.text[at : at + 7])


_TABLE = f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>'
_WIDTH = Cm(15)


def _small(cell: Cell) -> str:
    """The text of a cell in small letters; as python-docx would merge the cells, which takes it a second a table."""
    return f'<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t>{escape(cell.text)}</w:t></w:r>'


def _table(document, table: Table, *, landscape: bool) -> None:
    if landscape:
        _turn(document)
    made = parse_xml(table_xml(table, _small).replace("<w:tbl><w:tblPr/>", _TABLE, 1))
    for column in made.tblGrid.gridCol_lst:
        column.w = int(_WIDTH / len(made.tblGrid.gridCol_lst))
    document.element.body.insert_element_before(made, "w:sectPr")
    if landscape:
        _turn(document)


def _turn(document) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.page_width, section.page_height = section.page_height, section.page_width
    is_wide = section.page_width > section.page_height
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT


def saved(document) -> bytes:
    """The bytes of a document."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _case(name: str, seed: int, plan: Plan = Plan(topics="own"), change=None, **manner) -> Case:  # noqa: B008 - a value
    said = of_plan(truth(seed, manner.pop("style", "distinct")), plan)
    document = document_of(paper(said, plan), **manner)
    if change:
        change(document)
    return Case(name, ".docx", saved(document), said)


def cases() -> Iterator[Case]:
    """All files."""
    yield _case("docx-merged-cells", 401)
    yield _case("docx-styled-headings", 402, Plan(), styled=True)
    yield _case("docx-landscape-section", 403, landscape=True)
    yield _case("docx-four-small-tables", 404, Plan(split_proactive=True))
    yield _case("docx-one-row-other", 405, Plan(manner=Manner(one_row_other=True)))
    yield _case("docx-table-four-in-rows", 406, Plan(manner=Manner(disputes_in_rows=True)))
    yield _case("docx-header-and-page-numbers", 407, change=_header)
    yield _case("docx-table-three-in-parts", 408, change=_split)
    yield _case("docx-tracked-changes", 409, change=_tracked)
    yield _case("docx-controls-and-links", 410, change=_controls)
    yield _case("docx-nested-table", 411, change=_nested)
    yield _case("docx-zero-report", 412, style="zero")


def _header(document) -> None:
    """A running head with another year, a foot with a page number, a foot note mark in a cell."""
    section = document.sections[0]
    section.header.paragraphs[0].text = "某区政务公开工作领导小组办公室 2031年印制"
    section.footer.paragraphs[0].text = "- 1 -"


def _split(document) -> None:
    """Table three as two tables with an empty paragraph between, as happens at a page break."""
    table = next(table for table in document.tables if len(table.columns) == 10)
    properties, grid, rows = table._tbl.tblPr, table._tbl.tblGrid, list(table._tbl.tr_lst)
    second = parse_xml(f"<w:tbl {nsdecls('w')}/>")
    second.append(parse_xml(properties.xml))
    second.append(parse_xml(grid.xml))
    for row in rows[17:]:
        second.append(row)
    table._tbl.addnext(second)
    table._tbl.addnext(parse_xml(f"<w:p {nsdecls('w')}/>"))


def _tracked(document) -> None:
    """A deleted number and an inserted one beside each other: what stands is the inserted one."""
    table = next(table for table in document.tables if len(table.columns) == 10)
    paragraph = table.cell(3, 3).paragraphs[0]._p
    figure = paragraph.r_lst[0]
    deleted = parse_xml(
        f'<w:del {nsdecls("w")} w:id="7" w:author="甲" w:date="2025-01-08T09:00:00Z"><w:r><w:delText>88888</w:delText></w:r></w:del>'  # noqa: E501 - markup in one piece
    )
    inserted = parse_xml(f'<w:ins {nsdecls("w")} w:id="8" w:author="甲" w:date="2025-01-08T09:00:00Z"/>')
    figure.addprevious(deleted)
    figure.addprevious(inserted)
    inserted.append(figure)


def _controls(document) -> None:
    """A title in a content control, a link within the text, a break and a tab in a paragraph."""
    title = document.paragraphs[0]._p
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    title.addprevious(control)
    control.find(qn("w:sdtContent")).append(title)
    text = document.paragraphs[3]._p
    link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="a"/>')
    run = text.r_lst[1]
    run.addprevious(link)
    link.append(run)


def _nested(document) -> None:
    """Table four within a cell of a frame."""
    table = document.tables[-1]._tbl
    outer = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>'  # noqa: E501 - markup in one piece
    )
    table.addprevious(outer)
    cell = outer.find(f"{qn('w:tr')}/{qn('w:tc')}")
    cell.append(table)
    cell.append(parse_xml(f"<w:p {nsdecls('w')}/>"))
