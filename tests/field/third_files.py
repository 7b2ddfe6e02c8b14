"""The Word files and workbooks of the third batch, as offices type them or paste them from the web."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import docx
from case import Case
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.properties import PageSetupProperties
from paper import Block, Line
from sheets import Table, placed
from third_offices import drawn
from third_report import Report, report

FIXTURES = Path(__file__).parent / "fixtures" / "third"
WORD, BOOKS = range(45, 65), range(85, 93)
_SIDES = {"title": WD_ALIGN_PARAGRAPH.CENTER, "sign": WD_ALIGN_PARAGRAPH.RIGHT}
_FACES = {"title": ("方正小标宋简体", 22), "heading": ("黑体", 16), "topic": ("楷体_GB2312", 16)}


def typed(said: Report, *, page_numbers: bool = False, enter: bool = False) -> bytes:
    """A document typed in Word or WPS; `enter`: labels are broken by the return key where the column is narrow."""
    paper = docx.Document()
    for side in ("left_margin", "right_margin"):
        setattr(paper.sections[0], side, Cm(2.6))
    if page_numbers:
        _numbered(paper.sections[0].footer.paragraphs[0])
    for block in said.blocks:
        if isinstance(block, Line):
            _paragraph(paper, block)
        else:
            _table(paper, block, enter=enter)
            if said.one.random.random() < 0.5:
                paper.add_paragraph()
    return _saved(paper)


def _saved(paper) -> bytes:
    buffer = BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _paragraph(paper, line: Line) -> None:
    paragraph = paper.add_paragraph()
    paragraph.alignment = _SIDES.get(line.kind)
    if line.kind not in _SIDES:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    _run(paragraph, line.text, *_FACES.get(line.kind, ("仿宋_GB2312", 16)))


def _run(paragraph, text: str, face: str, size: float) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.name = face
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)


def _numbered(paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("- ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" -")


def _table(paper, table: Table, *, enter: bool) -> None:
    grid, spots = _grid(paper, table)
    for (row, column), cell in placed(table).items():
        target = spots[row, column]
        if cell.rows * cell.columns > 1:
            target = target.merge(spots[row + cell.rows - 1, column + cell.columns - 1])
        parts = cell.text.split(" ") if enter and cell.is_head else [cell.text]
        for number, part in enumerate(parts):
            paragraph = target.paragraphs[0] if number == 0 else target.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _run(paragraph, part, "宋体", 10.5)
    grid.autofit = False


def _grid(paper, table: Table):
    """An empty table with the usual widths, and its cells by row and column."""
    width = max(column + cell.columns for (_, column), cell in placed(table).items())
    grid = paper.add_table(len(table), width)
    grid.style = "Table Grid"
    usual = {10: (1.1, 2.0, 4.2, 1.1, 1.2, 1.2, 1.4, 1.4, 1.1, 1.3), 15: (1.05,) * 15}
    spots = {divmod(place, width): cell for place, cell in enumerate(grid._cells)}
    for (_, column), cell in spots.items():
        cell.width = Cm(usual.get(width, (15.9 / width,) * width)[column])
    return grid, spots


def pasted(said: Report) -> bytes:
    """A document into which the office pasted its page: soft breaks, no-break blanks, tables of single cells."""
    paper = docx.Document()
    current = paper.add_paragraph()
    for block in said.blocks:
        if not isinstance(block, Line):
            _loose_table(paper, block)
            current = paper.add_paragraph()
        elif block.kind == "title":
            _paragraph(paper, block)
            current = paper.add_paragraph()
        else:
            run = current.add_run(f"\u00a0\u00a0\u00a0\u00a0{block.text}")
            run.add_break()
    return _saved(paper)


def _loose_table(paper, table: Table) -> None:
    """Widths are kept over columns, but what ran down rows is a cell of its own in each."""
    _, spots = _grid(paper, table)
    for (row, column), cell in placed(table).items():
        target = spots[row, column]
        if cell.columns > 1:
            target = target.merge(spots[row, column + cell.columns - 1])
        target.paragraphs[0].add_run(f"{cell.text}\u00a0" if cell.text else "\u00a0")


def listed(said: Report) -> bytes:
    """A document whose headings are numbered by the program."""
    paper = docx.Document()
    numbering = paper.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for tag, value in (("start", "1"), ("numFmt", "chineseCounting"), ("suff", "nothing"), ("lvlText", "%1、")):
        part = OxmlElement(f"w:{tag}")
        part.set(qn("w:val"), value)
        level.append(part)
    abstract.append(level)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    number.append(link)
    numbering.append(number)
    for block in said.blocks:
        if not isinstance(block, Line):
            _table(paper, block, enter=False)
        elif block.kind == "heading":
            _paragraph(paper, block._replace(text=block.text[2:].strip()))
            properties = paper.paragraphs[-1]._p.get_or_add_pPr()
            properties.get_or_add_numPr().get_or_add_numId().val = 77
            properties.numPr.get_or_add_ilvl().val = 0
        else:
            _paragraph(paper, block)
    return _saved(paper)


def covered(said: Report) -> bytes:
    """A document with the letter in front with which the office sends it."""
    truth = said.truth
    letter = (
        Line(f"{truth.unit}", "title"),
        Line(f"关于报送{truth.year}年政府信息公开工作年度报告的函", "title"),
        Line("区政务公开办公室："),
        Line("现将我单位年度报告随函报送，请审阅。"),
        Line(truth.unit, "sign"),
        Line(f"{truth.year + 1}年1月8日", "sign"),
    )
    return typed(said._replace(blocks=(*letter, *said.blocks)), page_numbers=True)


_WORDED: tuple[tuple[str, Callable[[Report], bytes], int], ...] = (
    ("typed", typed, 38),
    ("numbered", lambda said: typed(said, page_numbers=True), 22),
    ("entered", lambda said: typed(said, enter=True), 14),
    ("pasted", pasted, 10),
    ("listed", listed, 6),
    ("covered", covered, 4),
)


def one_sheet(said: Report) -> bytes:
    """Everything under each other on one sheet, text in merged cells."""
    book = Workbook()
    sheet = book.active
    row = 1
    for block in said.blocks:
        if isinstance(block, Line):
            sheet.cell(row, 1, block.text).alignment = Alignment(wrap_text=True, vertical="top")
            sheet.row_dimensions[row].height = 16 * (1 + len(block.text) // 44)
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=10)
            row += 1
        else:
            row = _filled(sheet, block, row)
    for letter, width in zip("ABCDEFGHIJKLMNO", (9, 10, 26, *(8,) * 12), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    return _booked(book)


def three_sheets(said: Report) -> bytes:
    """The text on one sheet, each table on its own with a title."""
    book = Workbook()
    sheet = book.active
    sheet.title = "文字部分"
    tables = [block for block in said.blocks if not isinstance(block, Line)]
    for row, line in enumerate((block for block in said.blocks if isinstance(block, Line)), 1):
        sheet.cell(row, 1, line.text)
    for number, table in enumerate(tables, 1):
        sheet = book.create_sheet(f"表{number}")
        sheet["A1"] = _heading_of(said.blocks, table)
        _filled(sheet, table, 3)
    return _booked(book)


def _heading_of(blocks: tuple[Block, ...], table: Table) -> str:
    before = blocks[: blocks.index(table)]
    return next(line.text for line in reversed(before) if isinstance(line, Line))


def _booked(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _filled(sheet, table: Table, top: int) -> int:
    thin = Side(style="thin")
    for (row, column), cell in placed(table).items():
        spot = sheet.cell(top + row, column + 1)
        text = cell.text.replace(" ", "\n") if cell.is_head else cell.text
        spot.value = _number(text)
        long = len(text) / (4 if cell.columns == 1 and column != 2 else 12)
        if cell.rows == 1 and long > 1:
            sheet.row_dimensions[top + row].height = max(
                15 * (1 + int(long)), sheet.row_dimensions[top + row].height or 0
            )
        spot.font, spot.border = Font(name="宋体", size=11), Border(thin, thin, thin, thin)
        spot.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        if cell.rows * cell.columns > 1:
            sheet.merge_cells(
                start_row=top + row,
                start_column=column + 1,
                end_row=top + row + cell.rows - 1,
                end_column=column + cell.columns,
            )
    return top + len(table)


def _number(text: str):
    """What Excel makes of what is keyed."""
    if text.isascii() and text.replace(".", "", 1).isdigit():
        return float(text) if "." in text else int(text)
    return text or None


def _word_way(random: Random) -> tuple[str, Callable[[Report], bytes]]:
    name = drawn(random, [(name, weight) for name, _, weight in _WORDED])
    return name, next(way for other, way, _ in _WORDED if other == name)


def _case(name: str, ending: str, content: bytes, said: Report) -> Case:
    return Case(name, ending, content, said.truth, must=said.must, is_loose=said.is_loose, needs_unit=said.needs_unit)


def cases() -> Iterator[Case]:
    """The files; two of the documents were made by an office program of a saved page, and are kept."""
    for number in WORD:
        said = report(number)
        name, way = _word_way(said.one.random)
        kept = FIXTURES / f"{number}.docx"
        content = kept.read_bytes() if kept.exists() else way(said)
        yield _case(f"3-{number:03}-docx-{'of-page' if kept.exists() else name}", ".docx", content, said)
    for number in BOOKS:
        said = report(number)
        way = (one_sheet, one_sheet, three_sheets)[number % 3]
        yield _case(f"3-{number:03}-xlsx-{way.__name__.replace('_', '-')}", ".xlsx", way(said), said)
