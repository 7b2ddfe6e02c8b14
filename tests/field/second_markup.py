"""Paragraphs and tables in the markup that editors and office programs leave in pages, for the second batch."""

# ruff: noqa: E501 - markup stands as programs write it

from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

from paper import Block, Line
from sheets import Cell, Table, placed

Opening = Callable[[Table], str]
Wrapping = Callable[[Cell, str], str]


class Markup(NamedTuple):
    """How an editor writes: a line by its kind, the table's start tag, a row's, a cell's content, end of the table."""

    line: Callable[[Line], str]
    table: Opening
    row: Callable[[int], str]
    cell: Wrapping
    end: str = "</tbody></table>"


def marked_up(blocks: Sequence[Block], markup: Markup) -> str:
    """The blocks as one piece of a page."""
    return "\n".join(markup.line(block) if isinstance(block, Line) else table_of(block, markup) for block in blocks)


def table_of(table: Table, markup: Markup) -> str:
    """One table."""
    rows = [
        f"{markup.row(at)}{''.join(markup.cell(cell, spans(cell)) for cell in row)}</tr>"
        for at, row in enumerate(table)
    ]
    return markup.table(table) + "\n".join(rows) + markup.end


def spans(cell: Cell) -> str:
    """The spans of a cell as attributes."""
    return (f' rowspan="{cell.rows}"' if cell.rows > 1 else "") + (
        f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    )


def width_of(table: Table) -> int:
    """The columns of a table."""
    return max(column + cell.columns for (_, column), cell in placed(table).items())


# UEditor: firstRow, word-break in every cell, empty paragraphs between
def _ueditor_line(line: Line) -> str:
    if line.kind == "title":
        return (
            '<p style="text-align: center; text-indent: 0em;"><span style="font-family: 方正小标宋_GBK; font-size: 29px;">'
            f"{escape(line.text)}</span></p><p><br/></p>"
        )
    face = {"heading": "黑体, SimHei", "topic": "楷体_GB2312"}.get(line.kind, "仿宋_GB2312")
    return f'<p style="text-indent: 43px; line-height: 2em;"><span style="font-size: 21px; font-family: {face};">{escape(line.text)}</span></p>'


UEDITOR = Markup(
    _ueditor_line,
    lambda table: (
        f'<table width="{width_of(table) * 44}" cellspacing="0" cellpadding="0" data-sort="sortDisabled"><tbody>'
    ),
    lambda at: '<tr class="firstRow" style="height:38px">' if not at else '<tr style="height:26px">',
    lambda cell, said: (
        f'<td style="word-break: break-all; border-width: 1px; border-style: solid;" valign="middle" align="center"{said}>'
        + (escape(cell.text) or "<br/>")
        + "</td>"
    ),
)


# wangEditor 5: every cell with both spans, all of them th in the first row, sections of text in strong
def _wang_cell(cell: Cell, _: str) -> str:
    return f'<td colSpan="{cell.columns}" rowSpan="{cell.rows}" width="auto" style="border-width: 1px; text-align: center;">{escape(cell.text)}</td>'


WANG = Markup(
    lambda line: (
        f'<{"h1" if line.kind == "title" else "p"} style="text-align: start;">'
        + (f"<strong>{escape(line.text)}</strong>" if line.kind != "text" else escape(line.text))
        + f"</{'h1' if line.kind == 'title' else 'p'}>"
    ),
    lambda table: (
        '<table style="width: auto;table-layout: fixed;height:auto"><colgroup contentEditable="false">'
        + '<col width="60"></col>' * width_of(table)
        + "</colgroup><tbody>"
    ),
    lambda _: "<tr>",
    _wang_cell,
    "</tbody></table><p><br></p>",
)


# Word, filtered: unquoted attributes, apostrophes, line breaks within tags, paragraphs in cells, lang=EN-US around figures
def _word_run(text: str) -> str:
    if text.isascii() and text:
        return f"<span lang=EN-US style='font-family:仿宋_GB2312'>{escape(text)}</span>"
    pieces, current = [], ""
    for sign in text:
        if current and sign.isascii() != current[-1].isascii():
            pieces.append(current)
            current = ""
        current += sign
    pieces.append(current)
    return "".join(
        f"<span\nlang=EN-US>{escape(piece)}</span>" if piece.isascii() and piece else escape(piece) for piece in pieces
    )


def _word_line(line: Line) -> str:
    style = "text-indent:32.0pt;line-height:28.0pt" if line.kind != "title" else "text-align:center"
    return (
        f"<p class=MsoNormal align={'center' if line.kind == 'title' else 'left'} style='{style}'><span\n"
        f"style='font-size:16.0pt;font-family:仿宋_GB2312'>{_word_run(line.text)}</span></p>\n"
    )


def _word_cell(cell: Cell, _: str) -> str:
    said = (f" colspan={cell.columns}" if cell.columns > 1 else "") + (f" rowspan={cell.rows}" if cell.rows > 1 else "")
    text = _word_run(cell.text) if cell.text else "<span lang=EN-US>&nbsp;</span>"
    return (
        f"\n  <td width={cell.columns * 58}{said} style='width:{cell.columns * 43.5}pt;border:solid windowtext 1.0pt;\n"
        "  padding:0cm 5.4pt 0cm 5.4pt;height:19.85pt'>\n"
        f"  <p class=MsoNormal align=center style='text-align:center;line-height:18.0pt'>{text}</p>\n  </td>"
    )


WORD = Markup(
    _word_line,
    lambda table: (
        "<div align=center>\n\n<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0\n"
        f" width={width_of(table) * 58} style='border-collapse:collapse;border:none'>\n"
    ),
    lambda _: "\n <tr style='height:19.85pt'>",
    _word_cell,
    "\n</table>\n\n</div>\n",
)


# WPS: o:p and mso styles, font tags with faces around every stretch
def _wps_line(line: Line) -> str:
    style = "mso-style-name:标题" if line.kind == "title" else "text-indent:32.0000pt;mso-char-indent-count:2.0000"
    return (
        f'<p class=MsoNormal style="{style};line-height:28.0000pt;" ><span style="mso-spacerun:\'yes\';font-family:仿宋_GB2312;font-size:16.0000pt;" >'
        f'<font face="仿宋_GB2312" >{escape(line.text)}</font></span><span style="mso-spacerun:\'yes\';" ><o:p></o:p></span></p>'
    )


def _wps_cell(cell: Cell, said: str) -> str:
    text = (
        f'<span style="mso-spacerun:\'yes\';font-family:宋体;font-size:10.5000pt;" ><font face="宋体" >{escape(cell.text)}</font></span>'
        if cell.text
        else ""
    )
    return (
        f'<td width=46 valign=center{said} style="width:34.9pt;padding:0.0000pt 1.4000pt 0.0000pt 1.4000pt ;border:1.0000pt solid windowtext;" >'
        f'<p class=MsoNormal align=center style="margin-top:0.0000pt;text-align:center;" >{text}<span style="mso-spacerun:\'yes\';" ><o:p>{"" if cell.text else "&nbsp;"}</o:p></span></p></td>'
    )


WPS = Markup(
    _wps_line,
    lambda _: (
        '<table class=MsoNormalTable border=1 cellspacing=0 style="border-collapse:collapse;width:426.1pt;mso-table-layout-alt:fixed;border:none;" >'
    ),
    lambda at: f'<tr style="height:{18 + at % 3}.0500pt;" >',
    _wps_cell,
    "</table>",
)


# Excel: col with mso-width-source, xl classes, x:num on figures, height repeated in cells
def _excel_cell(cell: Cell, said: str) -> str:
    number = f' x:num="{escape(cell.text)}"' if cell.text.isdigit() else " x:str"
    return f"<td{said} class=xl7{len(cell.text) % 4} height=24 style='height:18.0pt'{number}>{escape(cell.text)}</td>"


EXCEL = Markup(
    lambda line: f"<div class=xl66>{escape(line.text)}</div>",
    lambda table: (
        "<table x:str border=0 cellpadding=0 cellspacing=0 style='border-collapse:collapse;table-layout:fixed'>"
        + " <col width=72 style='mso-width-source:userset;mso-width-alt:2304'>" * width_of(table)
    ),
    lambda _: "<tr height=24 style='mso-height-source:userset;height:18.0pt'>",
    _excel_cell,
    "<![if supportMisalignedColumns]><tr height=0 style='display:none'><td></td></tr><![endif]></table>",
)


# nested paragraphs: p in span in strong, figures in a p of their own, blanks around
def _nested_line(line: Line) -> str:
    inner = f'<font size="3"><span><span>{escape(line.text)}</span></span></font>'
    if line.kind in {"heading", "title"}:
        inner = f"<strong>{inner}</strong>"
    return f"<div><p>&emsp;&emsp;{inner}&nbsp;</p></div>"


NESTED = Markup(
    _nested_line,
    lambda _: '<div style="overflow-x:auto"><table border="1"><tbody>',
    lambda _: "<tr>",
    lambda cell, said: (
        f"<td{said}><div><p><span>&nbsp;</span><strong><span>{escape(cell.text)}</span></strong></p></div></td>"
    ),
    "</tbody></table></div>",
)


# lines broken by br in one div, sections of a page that was pasted as plain text, tables with th and thead
def _br_line(line: Line) -> str:
    return f"　　{escape(line.text)}<br /><br />"


BREAKS = Markup(
    _br_line,
    lambda _: '<table class="tb" summary="表格"><caption></caption><tbody>',
    lambda _: "<tr>",
    lambda cell, said: (
        f'<th scope="{"col" if cell.rows == 1 else "row"}"{said}>{_broken(cell.text)}</th>'
        if cell.is_head
        else f"<td{said}>{escape(cell.text)}</td>"
    ),
)


def _broken(text: str) -> str:
    """A label broken after every six signs."""
    return "<br>".join(escape(text[at : at + 6]) for at in range(0, len(text), 6))


# TRS: upper case tags, FONT, styles in capitals
TRS = Markup(
    lambda line: (
        f'<P align={"center" if line.kind == "title" else "justify"}><FONT style="FONT-SIZE: 16pt" face=仿宋>'
        f"{'' if line.kind == 'title' else '　　'}{escape(line.text)}</FONT></P>"
    ),
    lambda _: (
        '<TABLE style="BORDER-COLLAPSE: collapse; WIDTH: 100%" borderColor=#000000 cellSpacing=0 border=1><TBODY>'
    ),
    lambda _: "<TR>",
    lambda cell, said: (
        f'<TD{said.upper()} style="TEXT-ALIGN: center"><P align=center><FONT face=宋体>{escape(cell.text) or "&nbsp;"}</FONT></P></TD>'
    ),
    "</TBODY></TABLE>",
)


# sections of an official account: section soup, leaf spans, tables with inline widths
MOBILE = Markup(
    lambda line: (
        f'<section style="margin: 0px 8px;line-height: 2em;"><span leaf="">{escape(line.text)}</span></section>'
    ),
    lambda table: (
        '<section style="overflow: auto hidden;"><table><colgroup>'
        + '<col width="10%"/>' * width_of(table)
        + "</colgroup><tbody>"
    ),
    lambda at: f'<tr data-row-id="{at + 7000}">',
    lambda cell, said: (
        f'<td data-colwidth="57"{said} valign="top"><section><span leaf="">{escape(cell.text)}</span></section></td>'
    ),
    "</tbody></table></section>",
)


# LibreOffice: colgroups of their own, p in td, sdval on figures
LIBRE = Markup(
    lambda line: (
        f'<p align="justify" style="text-indent: 1.13cm; margin-bottom: 0cm"><font face="仿宋"><font size="4" style="font-size: 16pt">{escape(line.text)}</font></font></p>'
    ),
    lambda table: (
        '<center>\n<table width="643" cellpadding="7" cellspacing="0">\n'
        + '\t<colgroup><col width="64"/></colgroup>\n' * width_of(table)
    ),
    lambda _: "<tbody><tr>\n",
    lambda cell, said: (
        f'<td{said} width="64" style="border: 1px solid #000000"><p align="center">\n{escape(cell.text) or "<br/>"}</p>\n</td>\n'
    ),
    "</tbody></table></center>",
)

ALL = {
    "ueditor": UEDITOR,
    "wang": WANG,
    "word-filtered": WORD,
    "wps": WPS,
    "excel": EXCEL,
    "nested": NESTED,
    "breaks": BREAKS,
    "trs-editor": TRS,
    "mobile": MOBILE,
    "libre": LIBRE,
}
