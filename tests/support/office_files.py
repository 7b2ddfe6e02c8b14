"""Office files made by hand, to have in them what no library writes."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from disclosure_desk.core.form import Form
from disclosure_desk.core.layout import Box, Layout, lay_out

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_SHEET = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HIDDEN = ' state="hidden"'
_OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="urn:wps" '
    f'xmlns:r="{_RELATIONS}"'
)


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def word_file(body: str, word: str = WORD, **parts: str) -> bytes:
    """A Word file with this XML in its body, `w:` being Word's, and in parts such as `styles` and `footnotes`."""
    members = {"word/document.xml": f'<w:document xmlns:w="{word}" {_OTHERS}><w:body>{body}</w:body></w:document>'}
    for name, content in parts.items():
        members[f"word/{name}.xml"] = f'<w:{name} xmlns:w="{word}">{content}</w:{name}>'
    return zipped(members)


def paragraph(content: str, properties: str = "") -> str:
    runs = content if content.startswith("<") or not content else f"<w:r><w:t>{content}</w:t></w:r>"
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """A cell with a paragraph, or with the XML of its blocks."""
    blocks = content if content.startswith(("<w:p>", "<w:tbl>")) else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    made = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def blank_grids(form: Form) -> BytesIO:
    """Return the form as a Word file to fill in: heads broken between words, blank cells with a wide space in them."""
    document = docx.Document()
    document.add_paragraph("政府信息公开工作年度报告（样张）")
    for section in form.sections:
        if section.heading:
            document.add_paragraph(section.heading)
        if section.grid:
            document.element.body.insert_element_before(parse_xml(_blank_table(lay_out(section.grid))), "w:sectPr")
        elif section.heading:
            document.add_paragraph(
                "（在这里写）" if section.id != "other_matters" else "（在这里写，信息处理费也写在这里）"
            )
    saved = BytesIO()
    document.save(saved)
    return saved


def _blank_table(layout: Layout) -> str:
    covering = {
        (line, column): box
        for box in layout.boxes
        for line in range(box.row, box.row + box.rows)
        for column in range(box.column, box.column + box.columns)
    }
    rows = [
        row(
            *(
                _blank_cell(box, line)
                for column in range(layout.columns)
                if (box := covering[line, column]).column == column
            )
        )
        for line in range(layout.rows)
    ]
    grid = '<w:gridCol w:w="800"/>' * layout.columns
    return f"<w:tbl {nsdecls('w')}><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _blank_cell(box: Box, line: int) -> str:
    across = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    down = f'<w:vMerge w:val="{"restart" if line == box.row else "continue"}"/>' if box.rows > 1 else ""
    words = "" if line > box.row else box.text or "\u3000"
    if box.kind == "header" and len(words) == 4:
        words = f"<w:r><w:t>{words[:2]}</w:t><w:br/><w:t>{words[2:]}</w:t></w:r>"
    return cell(paragraph(words), across + down)


def filled(form: Form, blank: BytesIO | Path, texts: Mapping[str, str], figures: Mapping[str, str]) -> bytes:
    """The blank grids as a Word file with figures in their cells, and texts in the place of the words for them."""
    document = docx.Document(str(blank) if isinstance(blank, Path) else blank)
    for grid, made in zip(form.grids.values(), document.tables, strict=True):
        for box in lay_out(grid).boxes:
            if box.cell:
                _cell_at(made.rows[box.row]._tr, box.column).p_lst[0].add_r().text = figures[box.cell]
    for one in document.paragraphs:
        if one.text in texts:
            one.runs[0].text = texts[one.text]
            for rest in one.runs[1:]:
                rest.text = ""
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _cell_at(made_row, column):
    return next(one for one in made_row.tc_lst if one.grid_offset == column)


def workbook(sheets: Mapping[str, str], sheet: str = SHEET, hidden: str = "", **others: str) -> bytes:
    """A workbook of sheets by their names, each the XML inside its root; others: `book`, `strings`, `styles`."""
    entries = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"{_HIDDEN if name == hidden else ""}/>'
        for number, name in enumerate(sheets, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    book = f"{others.get('book', '')}<sheets>{entries}</sheets>"
    members = {
        "xl/workbook.xml": f'<workbook xmlns="{sheet}" xmlns:r="{_RELATIONS}">{book}</workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="urn:rels">{relations}</Relationships>',
    }
    for number, content in enumerate(sheets.values(), 1):
        members[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{sheet}">{content}</worksheet>'
    if "strings" in others:
        members["xl/sharedStrings.xml"] = f'<sst xmlns="{sheet}">{others["strings"]}</sst>'
    if "styles" in others:
        members["xl/styles.xml"] = f'<styleSheet xmlns="{sheet}">{others["styles"]}</styleSheet>'
    return zipped(members)
