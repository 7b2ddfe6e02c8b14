"""Word files of the second batch, written part by part: what offices leave in them beside plain paragraphs and tables."""

# ruff: noqa: E501 - markup stands as programs write it

from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from re import findall, match, sub
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from paper import Block, Line
from sheets import Cell, Table, placed

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)


class Habits(NamedTuple):
    """What a file has beside the plain: each flag is a habit of an office or its program."""

    lists: bool = False  # headings and topics numbered by the program
    row_lists: bool = False  # so the rows of the third level
    controls: bool = False  # content controls around title, cells and rows
    tracked: bool = False  # figures as tracked changes
    boxed_title: bool = False  # the title in a text box, with its VML copy
    running: bool = False  # header and footer
    broken_runs: bool = False  # runs of two signs
    old_merges: bool = False  # hMerge for gridSpan
    layout: bool = False  # each table in a cell of another
    floating: bool = False  # tables that text flows around
    continued: bool = False  # table three in two, its head repeated
    two_paragraphs: bool = False  # labels in two paragraphs
    fields: bool = False  # totals as results of formulas
    notes: bool = False  # a footnote at a heading, a comment at a cell
    strict: bool = False
    contents: bool = False  # a cover, and a table of contents
    turned: bool = False  # table three in a section of its own
    soft: bool = False  # titles and paragraphs broken by w:br
    picture: bool = False  # a picture between paragraphs
    narrow: bool = False  # all columns of one width, so that labels run down the page


def run(text: str, habits: Habits, face: str = "仿宋_GB2312") -> str:
    """A run, or many."""
    pieces = [text[at : at + 2] for at in range(0, len(text), 2)] if habits.broken_runs else [text]
    style = (
        f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="{face}" w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr>'
    )
    between = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="9" w:name="_GoBack"/><w:bookmarkEnd w:id="9"/>'
    return between.join(f'<w:r>{style}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in pieces)


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def _line(line: Line, habits: Habits) -> str:
    face = {"title": "方正小标宋简体", "heading": "黑体", "topic": "楷体_GB2312"}.get(line.kind, "仿宋_GB2312")
    if line.kind == "title" and habits.boxed_title:
        return _boxed(line.text, habits)
    properties = (
        '<w:jc w:val="center"/>' if line.kind == "title" else '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
    )
    text = line.text
    found = match(r"[一二三四五六]、|（[一二三四五]）", text)
    if habits.lists and found and line.kind in {"heading", "topic"}:
        level = 1 if text.startswith("（") else 0
        properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>{properties}'
        text = text[found.end() :]
    content = run(text, habits, face)
    if line.kind == "heading" and habits.notes:
        content += '<w:r><w:footnoteReference w:id="2"/></w:r>'
    if line.kind == "title" and habits.controls:
        content = f'<w:sdt><w:sdtPr><w:alias w:val="标题"/><w:id w:val="7"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    if line.kind == "text" and habits.soft:
        content = run("\u3000\u3000", habits) + content + "<w:r><w:br/></w:r>"
    return paragraph(content, properties)


def _boxed(text: str, habits: Habits) -> str:
    inside = f"<w:txbxContent>{paragraph(run(text, habits))}</w:txbxContent>"
    return paragraph(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def _table(table: Table, habits: Habits) -> str:
    starts = placed(table)
    width = max(column + cell.columns for (_, column), cell in starts.items())
    rows = "".join(_row(at, len(table), width, starts, habits) for at in range(len(table)))
    flow = (
        '<w:tblpPr w:leftFromText="180" w:rightFromText="180" w:vertAnchor="text" w:tblpXSpec="center"/>'
        if habits.floating
        else ""
    )
    widths = _widths(width, habits)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    whole = f'<w:tbl><w:tblPr>{flow}<w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    if not habits.layout:
        return whole
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="9200" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="9200"/></w:tblGrid>'
        f"<w:tr><w:tc><w:tcPr/>{whole}<w:p/></w:tc></w:tr></w:tbl>"
    )


_THIRD = 10  # columns of table three


def _widths(width: int, habits: Habits) -> list[int]:
    if habits.narrow or width > _THIRD:
        return [620] * width
    return [500, 900, 2100, *[800] * 7] if width == _THIRD else [9000 // width] * width


def _row(at: int, height: int, width: int, starts: dict, habits: Habits) -> str:
    owner = {
        (row + down, column + right): (row, column)
        for (row, column), cell in starts.items()
        for down in range(min(cell.rows, height - row))
        for right in range(cell.columns)
    }
    cells, column, widths = [], 0, _widths(width, habits)
    while column < width:
        start = owner.get((at, column))
        cell = starts[start] if start else Cell("")
        room = sum(widths[column : column + cell.columns])
        cells.append(_cell(cell, room, is_first=start is None or start[0] == at, habits=habits))
        column += cell.columns
    body = "".join(cells)
    if habits.controls and at % 4 == 1:
        return f'<w:sdt><w:sdtPr><w:id w:val="{at}"/></w:sdtPr><w:sdtContent><w:tr>{body}</w:tr></w:sdtContent></w:sdt>'
    head = (
        "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        if at < 3 and width == _THIRD
        else '<w:trPr><w:trHeight w:val="340"/></w:trPr>'
    )
    return f'<w:tr w:rsidR="00AB12CD">{head}{body}</w:tr>'


def _cell(cell: Cell, room: int, *, is_first: bool, habits: Habits) -> str:
    merge = "" if cell.rows == 1 else ('<w:vMerge w:val="restart"/>' if is_first else "<w:vMerge/>")
    content = _content(cell, habits) if is_first else paragraph("")
    if habits.old_merges and cell.columns > 1:
        first = f'<w:tc><w:tcPr><w:hMerge w:val="restart"/>{merge}</w:tcPr>{content}</w:tc>'
        return first + f"<w:tc><w:tcPr><w:hMerge/>{merge}</w:tcPr><w:p/></w:tc>" * (cell.columns - 1)
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{room}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'


def _content(cell: Cell, habits: Habits) -> str:
    center = '<w:jc w:val="center"/>'
    text = cell.text
    if not cell.is_head:
        return paragraph(_figure(text, habits), center)
    if habits.row_lists and (found := match(r"\d[.、]", text)):
        own = int(text[0]) * 10_000 + sum(map(ord, text)) % 9_999  # a list of its own for each row, from its number on
        listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{own}"/></w:numPr>'
        return paragraph(run(text[found.end() :], habits), listed)
    if habits.two_paragraphs and len(text) > 5:
        return paragraph(run(text[:4], habits), center) + paragraph(run(text[4:], habits), center)
    if habits.controls and len(text) > 3:
        inner = paragraph(run(text, habits), center)
        return f'<w:sdt><w:sdtPr><w:id w:val="{len(text)}"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
    return paragraph(run(text, habits, "宋体"), center)


def _figure(text: str, habits: Habits) -> str:
    if habits.tracked and text:
        author = 'w:id="31" w:author="审核" w:date="2025-01-10T09:00:00Z"'
        return (
            f"<w:del {author}><w:r><w:delText>{len(text)}7</w:delText></w:r></w:del>"
            f"<w:ins {author}>{run(text, habits)}</w:ins>"
        )
    if habits.fields and text:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> =SUM(LEFT) </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(text, habits)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
    if habits.notes and text.endswith("3"):
        return f'<w:commentRangeStart w:id="4"/>{run(text, habits)}<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>'
    return run(text, habits)


_SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"{}/><w:pgMar w:top="1440" w:bottom="1440" w:left="1500" w:right="1500"/></w:sectPr>'

_TURNED = ' w:orient="landscape"'


def _body(blocks: Sequence[Block], habits: Habits) -> Iterator[str]:
    if habits.contents:
        yield from _front(blocks, habits)
    for at, block in enumerate(blocks):
        if isinstance(block, Line):
            yield _line(block, habits)
            if habits.picture and at % 5 == 4:
                yield paragraph(
                    '<w:r><w:drawing><wp:inline><wp:docPr id="5" name="图片 5" descr="政策解读图"/><a:graphic/></wp:inline></w:drawing></w:r>'
                )
            continue
        is_third = len(block) > 20
        if habits.turned and is_third:
            yield f"<w:p><w:pPr>{_SECTION.format('')}</w:pPr></w:p>"
        if habits.continued and is_third:
            yield _table(block[:12], habits) + paragraph(run("续表", habits))
            yield _table(_with_head(block), habits)
        else:
            yield _table(block, habits)
        if habits.turned and is_third:
            yield f"<w:p><w:pPr>{_SECTION.format(_TURNED)}</w:pPr></w:p>"
        yield "<w:p/>"


def _with_head(table: Table) -> Table:
    """The lower part of table three under the head of the upper; labels over the cut stand again."""
    rest = list(table[12:])
    above = {column: cell for (row, column), cell in placed(table).items() if row < 12 < row + cell.rows and row > 2}
    rows = {
        column: row + cell.rows - 12
        for (row, column), cell in placed(table).items()
        if row < 12 < row + cell.rows and row > 2
    }
    again = tuple(cell._replace(rows=rows[column]) for column, cell in sorted(above.items()))
    return (*table[:3], (*again, *rest[0]), *rest[1:])


def _front(blocks: Sequence[Block], habits: Habits) -> Iterator[str]:
    """A cover and a table of contents."""
    for block in blocks[:3]:
        if isinstance(block, Line) and block.kind == "title":
            yield paragraph(run(block.text, habits), '<w:jc w:val="center"/>')
    yield paragraph(run("目　　录", habits), '<w:jc w:val="center"/>')
    for page, block in enumerate(blocks):
        if isinstance(block, Line) and block.kind == "heading":
            yield paragraph(
                f'<w:hyperlink w:anchor="_Toc{page}">{run(block.text, habits)}<w:r><w:tab/></w:r>{run(str(page), habits)}</w:hyperlink>',
                '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8296"/></w:tabs>',
            )
    yield paragraph('<w:r><w:br w:type="page"/></w:r>')


_NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
    '<w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
)


def _numbering(document: str) -> str:
    """The lists of the headings, and those of the rows that a document names."""
    own = sorted({int(found) for found in findall(r'<w:numId w:val="(\d{5})"/>', document)})
    return _NUMBERING + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0">'
        f'<w:startOverride w:val="{number // 10_000}"/></w:lvlOverride></w:num>'
        for number in own
    )


def written(blocks: Sequence[Block], habits: Habits) -> bytes:
    """The file."""
    section = _SECTION.format("")
    if habits.running:
        references = (
            '<w:headerReference w:type="default" r:id="rId7"/><w:footerReference w:type="default" r:id="rId8"/>'
        )
        section = section.replace("<w:sectPr>", f"<w:sectPr>{references}")
    document = f"<w:body>{''.join(_body(blocks, habits))}{section}</w:body>"
    parts = {"document": document, "numbering": _numbering(document)}
    if habits.running:
        title = next(block.text for block in blocks if isinstance(block, Line) and block.kind == "title")
        parts["header1"] = paragraph(run(title, habits))
        page = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        parts["footer1"] = paragraph(run("— ", habits) + page + run(" —", habits))
    if habits.notes:
        parts["footnotes"] = f'<w:footnote w:id="2">{paragraph(run("数据由办公室于1月8日核对。", habits))}</w:footnote>'
        parts["comments"] = (
            f'<w:comment w:id="4" w:author="审核">{paragraph(run("请核对，去年是15。", habits))}</w:comment>'
        )
    return _zipped(parts, strict=habits.strict)


_ROOTS = {
    "document": "document",
    "numbering": "numbering",
    "header1": "hdr",
    "footer1": "ftr",
    "footnotes": "footnotes",
    "comments": "comments",
}
_RELATED = {
    "numbering": "numbering",
    "header1": "header",
    "footer1": "footer",
    "footnotes": "footnotes",
    "comments": "comments",
}


def _zipped(parts: dict[str, str], *, strict: bool) -> bytes:
    space = _STRICT if strict else _W
    relation = "http://purl.oclc.org/ooxml/officeDocument/relationships" if strict else _R
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{"document.main" if part == "document" else sub("[0-9]", "", part)}+xml"/>'
        for part in parts
    )
    ids = {"header1": "rId7", "footer1": "rId8"}
    related = "".join(
        f'<Relationship Id="{ids.get(part, f"rId{at}")}" Type="{relation}/{_RELATED[part]}" Target="{part}.xml"/>'
        for at, part in enumerate(parts)
        if part in _RELATED
    )
    buffer = BytesIO()
    package = "http://schemas.openxmlformats.org/package/2006"
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{package}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{relation}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{package}/relationships">{related}</Relationships>',
        )
        for part, content in parts.items():
            root = _ROOTS[part]
            archive.writestr(
                f"word/{part}.xml",
                f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{root} xmlns:w="{space}" xmlns:r="{relation}" {_MORE}>{content}</w:{root}>',
            )
    return buffer.getvalue()
