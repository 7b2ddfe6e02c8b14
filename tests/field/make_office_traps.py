"""Word files and workbooks in which a figure is easily taken for another one, in the ways of these formats."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from case import Case, lacking
from make_wps import packed, runs_of
from make_xlsx import saved, whole
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from paper import Plan, paper
from sheets import Cell
from truth import Truth, truth

_CELL, _OTHER = "requests.outcome.granted.natural_person", "disputes.reconsideration.overturned"
_FEE = "proactive.fee.amount"


def cases() -> Iterator[Case]:
    """All traps."""
    yield from _word()
    yield from _sheets()


def _run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _docx(name: str, seed: int, dress: Callable[[str], str], *, is_clear: bool = True) -> Case:
    said = truth(seed)
    chosen = {said.cells[_CELL], said.cells[_OTHER]}

    def inside(cell: Cell) -> str:
        return dress(cell.text) if not cell.is_head and cell.text in chosen else runs_of(cell.text)

    content = packed(paper(said, Plan(topics="own")), habits=inside)
    if is_clear:
        return Case(name, ".docx", content, said)
    vague = frozenset((_CELL, _OTHER))
    return Case(name, ".docx", content, lacking(said, vague), vague=vague, printed=said.cells)


def _word() -> Iterator[Case]:
    """Runs beside the figure, seen or unseen."""
    raised = '<w:vertAlign w:val="superscript"/>'
    yield _docx("docx-trap-raised", 1301, lambda one: _run(one) + _run("2", raised), is_clear=False)
    yield _docx("docx-trap-struck", 1302, lambda one: _run("15", "<w:strike/>") + _run(one), is_clear=False)
    yield _docx("docx-trap-struck-twice", 1303, lambda one: _run("15", "<w:dstrike/>") + _run(one), is_clear=False)
    yield _docx("docx-trap-strike-off", 1304, lambda one: _run(one, '<w:strike w:val="0"/>'))
    yield _docx("docx-trap-hidden", 1305, lambda one: _run("8", "<w:vanish/>") + _run(one))
    yield _docx("docx-trap-foot-note", 1306, lambda one: _run(one) + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    yield _docx("docx-trap-field", 1307, lambda one: _FIELD.format(one))  # noqa: PLW0108 - it formats, too
    yield _docx("docx-trap-simple-field", 1308, lambda one: f'<w:fldSimple w:instr="=SUM(3)">{_run(one)}</w:fldSimple>')
    yield _docx("docx-trap-comment", 1309, lambda one: f'<w:commentRangeStart w:id="1"/>{_run(one)}{_COMMENT}')
    yield _docx(
        "docx-trap-break", 1310, lambda one: f"{_run(one[:1])}<w:r><w:br/></w:r>{_run(one[1:])}", is_clear=False
    )
    yield _docx("docx-trap-tab", 1311, lambda one: f"<w:r><w:tab/></w:r>{_run(one)}")
    yield _docx("docx-trap-two-paragraphs", 1312, lambda one: f"{_run(one)}</w:p><w:p>{_run('31')}", is_clear=False)
    yield _docx("docx-trap-inserted", 1313, lambda one: f'<w:ins w:id="1">{_run(one)}</w:ins>')
    yield _docx(
        "docx-trap-deleted", 1314, lambda one: f'{_run(one)}<w:del w:id="1"><w:r><w:delText>7</w:delText></w:r></w:del>'
    )
    yield _docx("docx-trap-moved", 1315, lambda one: f'<w:moveFrom w:id="1">{_run("9")}</w:moveFrom>{_run(one)}')
    yield _docx("docx-trap-control", 1316, lambda one: f"<w:sdt><w:sdtContent>{_run(one)}</w:sdtContent></w:sdt>")
    yield _docx("docx-trap-smart-tag", 1317, lambda one: f'<w:smartTag w:element="n">{_run(one)}</w:smartTag>')
    yield _docx("docx-trap-box-in-cell", 1318, lambda one: f"{_run(one)}<w:r>{_BOX}</w:r>", is_clear=False)


_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> =SUM(12,13) </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'  # noqa: E501 - markup in one piece
)
_COMMENT = '<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
_BOX = (
    "<w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>6</w:t></w:r></w:p></w:txbxContent></v:textbox>"
    "</v:shape></w:pict>"
)


def _sheets() -> Iterator[Case]:
    """Values that are shown as something else, and what is hidden."""
    yield _xlsx("xlsx-trap-float", 1321, lambda cell, one: _set(cell, float(one) + 4e-14), place=_FEE)
    yield _xlsx("xlsx-trap-number-format", 1322, lambda cell, one: _set(cell, int(one), '0"件"'))
    yield _xlsx("xlsx-trap-text-with-blank", 1323, lambda cell, one: _set(cell, f"\u00a0{one} "))
    yield _xlsx("xlsx-trap-comment", 1324, lambda cell, _: setattr(cell, "comment", Comment("上年18", "甲")))
    yield _xlsx("xlsx-trap-date", 1325, lambda cell, _: _set(cell, datetime(2024, 1, 2)), is_clear=False)  # noqa: DTZ001
    yield _xlsx("xlsx-trap-error", 1326, lambda cell, _: _set(cell, "#REF!"), is_clear=False)
    yield _xlsx("xlsx-trap-boolean", 1327, lambda cell, _: _set(cell, value=True), is_clear=False)
    yield _xlsx("xlsx-trap-percent", 1328, lambda cell, one: _set(cell, int(one) / 100, "0%"), is_clear=False)
    yield _xlsx("xlsx-trap-struck", 1329, lambda cell, _: setattr(cell, "font", Font(strike=True)), is_clear=False)
    yield _xlsx("xlsx-trap-rich-text", 1330, lambda cell, one: _set(cell, CellRichText(one[:1], one[1:])))
    yield _xlsx("xlsx-trap-rich-struck", 1331, _struck, is_clear=False)
    yield _phonetic("xlsx-trap-phonetic", 1332)
    yield _hidden("xlsx-trap-hidden-column", 1333)
    yield _hidden("xlsx-trap-hidden-row", 1334)


def _set(cell, value, shape: str = "") -> None:
    cell.value = value
    if shape:
        cell.number_format = shape


def _struck(cell, one: str) -> None:
    cell.value = CellRichText(TextBlock(InlineFont(strike=True), "15"), one)


def _xlsx(name: str, seed: int, dress, *, place: str = _CELL, is_clear: bool = True) -> Case:
    said = truth(seed)
    book = whole(paper(said))
    figure = said.cells[place]
    dress(_found(book, float(figure)), figure)
    content = saved(book)
    if is_clear:
        return Case(name, ".xlsx", content, said)
    return Case(name, ".xlsx", content, lacking(said, [place]), vague=frozenset([place]), printed={place: ""})


def _found(book: Workbook, figure: float):
    return next(cell for row in book.active.iter_rows() for cell in row if cell.value == figure and cell.column > 1)


def _phonetic(name: str, seed: int) -> Case:
    """Readings over labels, as input methods leave them."""
    said = truth(seed)
    stream = BytesIO()
    with ZipFile(BytesIO(saved(whole(paper(said))))) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "xl/sharedStrings.xml":
                text = re.sub(
                    rb"(<t>\xe8\x87\xaa\xe7\x84\xb6\xe4\xba\xba</t>)", rb'\1<rPh sb="0" eb="3"><t>zrr</t></rPh>', text
                )
            new.writestr(part, text)
    return Case(name, ".xlsx", stream.getvalue(), said)


def _hidden(name: str, seed: int) -> Case:
    """A hidden column between the figures, or a hidden row between the rows, with other figures."""
    said: Truth = truth(seed)
    book = whole(paper(said))
    sheet = book.active
    if "column" in name:
        for row in range(1, sheet.max_row + 1):
            sheet.cell(row, 17, 900 + row)
        sheet.column_dimensions["Q"].hidden = True
    else:
        row = sheet.max_row + 2
        for column, value in enumerate(("一、本年新收政府信息公开申请数量", None, None, 1, 2, 3, 4, 5, 6, 21), 1):
            sheet.cell(row, column, value)
        sheet.row_dimensions[row].hidden = True
    return Case(name, ".xlsx", saved(book), said)
