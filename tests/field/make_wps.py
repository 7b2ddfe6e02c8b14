"""Word files of the corpus as WPS writes them: raw XML with numbering, text boxes, runs of a character, sections."""

from collections.abc import Callable, Iterator
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from case import Case, of_plan
from paper import Block, Line, Plan, paper
from sheets import Cell, Table, placed
from truth import truth

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '  # noqa: E501 - markup in one piece
    'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'  # noqa: E501 - markup in one piece
    'wordprocessingml.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-'  # noqa: E501 - markup in one piece
    'officedocument.wordprocessingml.numbering+xml"/></Types>'
)
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATED}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_PARTS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATED}/numbering" Target="numbering.xml"/></Relationships>'
)
Habits = Callable[[Cell], str]
"""What stands in the paragraph of a cell."""
_NUMBERING = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:numbering xmlns:w="{_W}">'
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'  # noqa: E501 - markup in one piece
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'  # noqa: E501 - markup in one piece
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)


def runs_of(text: str) -> str:
    """A run for every two characters, with WPS's hints."""
    return "".join(
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(text[at : at + 2])}</w:t></w:r>'  # noqa: E501 - markup in one piece
        for at in range(0, len(text), 2)
    )


def _plain(cell: Cell) -> str:
    return runs_of(cell.text)


def cases() -> Iterator[Case]:
    """All files."""
    own = Plan(topics="own")
    yield _case("docx-wps", 501, own)
    yield _case("docx-wps-numbered-headings", 502, own, numbered=True)
    yield _case("docx-wps-title-in-box", 503, own, boxed=True)
    yield _case("docx-wps-short-rows", 504, own, short=True)
    yield _case("docx-wps-sparse", 505, Plan(), style="sparse")
    yield _case("docx-named-doc", 506, own, ending=".doc")


def _case(name: str, seed: int, plan: Plan, ending: str = ".docx", style: str = "distinct", **manner) -> Case:
    said = of_plan(truth(seed, style), plan)
    return Case(name, ending, packed(paper(said, plan), **manner), said)


def packed(
    blocks: list[Block], *, numbered: bool = False, boxed: bool = False, short: bool = False, habits: Habits = _plain
) -> bytes:
    """The blocks as a file; `numbered`: numbers of headings are Word's; `boxed`: the title in a text box;
    `short`: the grid of a table is not told; `habits`: what stands in a cell."""
    inside = "".join(
        _line(block, numbered=numbered, boxed=boxed)
        if isinstance(block, Line)
        else table_xml(block, habits, short=short)
        for block in blocks
    )
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {_SPACES}><w:body>{inside}<w:sectPr/></w:body></w:document>'  # noqa: E501 - markup in one piece
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as files:
        for name, text in {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _ROOT,
            "word/document.xml": document,
            "word/_rels/document.xml.rels": _PARTS,
            "word/numbering.xml": _NUMBERING,
        }.items():
            files.writestr(ZipInfo(name), text, ZIP_DEFLATED)
    return stream.getvalue()


def _line(line: Line, *, numbered: bool, boxed: bool) -> str:
    text, properties = line.text, ""
    if numbered and line.kind in {"heading", "topic"}:
        level = int(line.kind == "topic")
        text = text[3:] if level else text[2:]
        properties = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    paragraph = f"<w:p>{properties}{runs_of(text)}</w:p>"
    return _box(paragraph) if boxed and line.kind == "title" else paragraph


def _box(paragraph: str) -> str:
    """A paragraph in a text box, with the same once more for old programs."""
    content = f"<w:txbxContent>{paragraph}</w:txbxContent>"
    return (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>'  # noqa: E501 - markup in one piece
        f"{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def table_xml(table: Table, habits: Habits, *, short: bool = False) -> str:
    """A table with gridSpan and vMerge; `short`: its grid is not told."""
    starts = placed(table)
    width = max(column + cell.columns for (_, column), cell in starts.items())
    continued = {
        (row + down, column): cell
        for (row, column), cell in starts.items()
        for down in range(1, cell.rows)
        if row + down < len(table)
    }
    rows = []
    for row in range(len(table)):
        cells = []
        for column in range(width):
            if (row, column) in starts:
                cell = starts[row, column]
                merge = '<w:vMerge w:val="restart"/>' if cell.rows > 1 else ""
                cells.append(_cell(habits(cell), cell.columns, merge))
            elif (row, column) in continued:
                cells.append(_cell("", continued[row, column].columns, "<w:vMerge/>"))
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid = "<w:gridCol/>" * (1 if short else width)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _cell(inside: str, columns: int, merge: str) -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{inside}</w:p></w:tc>"
