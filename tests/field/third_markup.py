"""The body of a web page of the third batch, as the editors and office programs behind it write paragraphs and tables."""

# ruff: noqa: E501, FBT001 - markup stands as programs write it; a cell is a label or not

from collections.abc import Callable, Sequence
from html import escape
from random import Random
from typing import NamedTuple

from paper import Block, Line
from sheets import Cell, Table, placed

_CM = "font-family:仿宋_GB2312;font-size:16pt"
_MSO = (
    "mso-spacerun:'yes';font-family:宋体;mso-ascii-font-family:Calibri;font-size:10.5000pt;mso-font-kerning:1.0000pt;"
)


class Editor(NamedTuple):
    """How an editor writes: a paragraph of a kind, a table's start, a row's start, and a cell from its text and spans."""

    line: Callable[[str, str], str]
    table: str
    row: str
    cell: Callable[[str, str, bool], str]


def spans(cell: Cell) -> str:
    """The attributes of a cell that covers more than one."""
    said = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return said + (f' colspan="{cell.columns}"' if cell.columns > 1 else "")


def _word_line(text: str, kind: str) -> str:
    align = {
        "title": ' align="center" style="text-align:center;line-height:28pt"',
        "sign": ' align="right" style="text-align:right"',
    }
    face = (
        "方正小标宋_GBK"
        if kind == "title"
        else "黑体"
        if kind == "heading"
        else "楷体_GB2312"
        if kind == "topic"
        else "仿宋_GB2312"
    )
    more = align.get(kind, ' style="text-indent:32.0000pt;mso-char-indent-count:2.0000;text-align:justify"')
    return f'<p class="MsoNormal"{more}><span style="{_MSO.replace("宋体", face)}">{_foreign(text)}</span><span style="{_MSO}"><o:p></o:p></span></p>\n'


def _foreign(text: str) -> str:
    """Digits in runs of their own, as Word parts languages."""
    out, digits = [], ""
    for sign in f"{text}\0":
        if sign.isdigit() and sign.isascii():
            digits += sign
            continue
        if digits:
            out.append(f'<span lang="EN-US">{digits}</span>')
            digits = ""
        out.append("" if sign == "\0" else escape(sign))
    return "".join(out)


def _word_cell(text: str, more: str, is_head: bool) -> str:
    inner = f'<span style="{_MSO}">{_foreign(text) or "&nbsp;"}</span><span style="{_MSO}"><o:p></o:p></span>'
    return f'<td width="{60 if is_head else 41}" valign="center"{more} style="padding:0.0000pt 5.4000pt;border:0.5000pt solid windowtext;mso-border-alt:0.5000pt solid windowtext;"><p class="MsoNormal" align="center" style="text-align:center;vertical-align:middle;">{inner}</p></td>'


def _ueditor_line(text: str, kind: str) -> str:
    said = escape(text)
    if kind in {"title", "heading", "topic"}:
        said = f"<strong>{said}</strong>"
    side = {"title": "center", "sign": "right"}.get(kind)
    style = f"text-align: {side};" if side else "text-indent: 2em; line-height: 1.75em;"
    return f'<p style="{style}"><span style="font-family: 仿宋, 仿宋_GB2312; font-size: 18px;">{said}</span></p>'


def _ueditor_cell(text: str, more: str, is_head: bool) -> str:
    style = (
        "border-color: windowtext; padding: 0px 7px;"
        if is_head
        else "border-top: none; border-left: none; padding: 0px 7px;"
    )
    return f'<td{more} style="{style}" valign="middle" width="{67 if is_head else 42}"><p style="text-align:center;"><span style="font-size:14px;font-family:宋体">{escape(text) or "<br/>"}</span></p></td>'


def _clean_line(text: str, kind: str) -> str:
    if kind == "title":
        return f'<p style="text-align:center"><b>{escape(text)}</b></p>\n'
    return f"<p>{'' if kind == 'sign' else '　　'}{escape(text)}</p>\n"


def _clean_cell(text: str, more: str, is_head: bool) -> str:  # noqa: ARG001 - as all others
    return f"<td{more}>{escape(text) or '&nbsp;'}</td>"


def _wps_line(text: str, kind: str) -> str:
    inner = f'<span style=";{_CM}"><font face="仿宋_GB2312">{escape(text)}</font></span>'
    place = "text-align:center" if kind == "title" else "text-indent:43px;line-height:37px"
    return f'<p style=";{place}">{"<strong>" * (kind == "heading")}{inner}{"</strong>" * (kind == "heading")}</p>'


def _wps_cell(text: str, more: str, is_head: bool) -> str:
    two = escape(text).replace(" ", "<br/>") if is_head else escape(text)
    return f'<td width="64" valign="center"{more} style="border-width: 1px; border-style: solid; border-color: rgb(0, 0, 0);"><p style="text-align:center"><span style="font-family: 宋体;font-size: 14px"><font face="宋体">{two}</font></span></p></td>'


def _nbsp_line(text: str, kind: str) -> str:
    return f'<p align="{"center" if kind == "title" else "left"}">{"" if kind == "title" else "&nbsp;&nbsp;&nbsp;&nbsp;"}<font size="4">{escape(text)}</font></p>\r\n'


def _nbsp_cell(text: str, more: str, is_head: bool) -> str:
    return f'<td{more} bgcolor="#ffffff"><div align="center">{escape(text)}{"" if is_head else "&nbsp;"}</div></td>\r\n'


def _excel_cell(text: str, more: str, is_head: bool) -> str:
    number = f' x:num="{text}"' if text.isdigit() else ""
    return f'<td class="xl{65 + is_head}" style="border-top:none;width:54pt"{more}{number}>{escape(text)}</td>'


def _section_line(text: str, kind: str) -> str:
    strong = f"<strong>{escape(text)}</strong>" if kind in {"heading", "title"} else escape(text)
    return f'<section style="margin: 0px 8px; line-height: 1.75em; box-sizing: border-box;"><span leaf="" style="font-size: 16px;">{strong}</span></section>'


def _section_cell(text: str, more: str, is_head: bool) -> str:  # noqa: ARG001 - as all others
    return f'<td{more} data-colwidth="57"><section><span leaf="">{escape(text) or "<br class=ProseMirror-trailingBreak>"}</span></section></td>'


def _bare_line(text: str, kind: str) -> str:
    return f"{escape(text)}<br>\n" if kind == "title" else f"&emsp;&emsp;{escape(text)}<br>\n"


def _th_cell(text: str, more: str, is_head: bool) -> str:
    name = "th" if is_head and not text[:1].isdigit() else "td"
    return f"<{name}{more}>{escape(text)}</{name}>\n"


EDITORS = {
    "word": Editor(_word_line, '<table class="MsoNormalTable" border="1" cellspacing="0" style="border-collapse:collapse;margin-left:6.75pt;border:none;mso-padding-alt:0.0000pt 5.4000pt">', '<tr style="height:22.6500pt;">', _word_cell),
    "ueditor": Editor(_ueditor_line, '<table data-sort="sortDisabled" width="100%" align="center"><tbody>', "<tr>", _ueditor_cell),
    "clean": Editor(_clean_line, '<table border="1" cellpadding="0" cellspacing="0"><tbody>', "\n<tr>", _clean_cell),
    "wps": Editor(_wps_line, '<table style="margin-left:9px;border:none" border="0" cellspacing="0"><tbody>', '<tr style=";height:34px" class="firstRow">', _wps_cell),
    "nbsp": Editor(_nbsp_line, '<table width="90%" border="0" align="center" cellpadding="3" cellspacing="1" bgcolor="#666666">', "<tr>\r\n", _nbsp_cell),
    "excel": Editor(_ueditor_line, '<table border="0" cellpadding="0" cellspacing="0" width="725" style="border-collapse:collapse"><colgroup><col width="72" style="width:54pt"></colgroup><tbody>', '<tr height="30" style="height:22.5pt">', _excel_cell),
    "section": Editor(_section_line, '<table class="ke-zeroborder" style="width:100%"><tbody>', "<tr>", _section_cell),
    "bare": Editor(_bare_line, '<table class="table table-bordered"><tbody>', "<tr>\n", _th_cell),
}  # fmt: skip
_OFTEN = (
    ("word", 22),
    ("ueditor", 26),
    ("clean", 12),
    ("wps", 16),
    ("nbsp", 8),
    ("excel", 5),
    ("section", 5),
    ("bare", 6),
)


def body(blocks: Sequence[Block], name: str, random: Random) -> str:
    """The report as this editor leaves it."""
    editor = EDITORS[name]
    slip = _slip(random)
    return "".join(
        editor.line(block.text, block.kind) if isinstance(block, Line) else _table(block, editor, slip)
        for block in blocks
    )


def _slip(random: Random) -> str:
    """What went wrong with the tables when they were put into the page: mostly nothing."""
    return random.choices(("", "column", "row", "lost", "other"), (86, 4, 4, 3, 3))[0]


def _table(table: Table, editor: Editor, slip: str) -> str:
    rows = [list(cells) for cells in table]
    width = max(column + cell.columns for (_, column), cell in placed(table).items())
    if slip == "lost":
        rows = _without_spans(table, width)
    elif slip == "other":
        rows = _left_out(rows)
    elif slip == "column":
        rows = [[*cells, Cell("")] for cells in rows]
    elif slip == "row":
        rows.append([Cell("") for _ in range(width)])
    written = "".join(
        editor.row + "".join(editor.cell(cell.text, spans(cell), cell.is_head) for cell in cells) + "</tr>"
        for cells in rows
    )
    return editor.table + written + ("</tbody>" if "<tbody>" in editor.table else "") + "</table>\n"


def _without_spans(table: Table, width: int) -> list[list[Cell]]:
    """Rows of single cells: what a merged cell covered stands empty at the row's right end."""
    return [
        [*(cell._replace(rows=1, columns=1) for cell in cells), *(Cell("") for _ in range(width - len(cells)))]
        for cells in table
    ]


def _left_out(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The merged labels end one row early, so that 其他 and 总计 of table three stand under nothing."""
    return [[_cut_short(cells), *cells[1:]] for cells in rows]


def _cut_short(cells: list[Cell]) -> Cell:
    first = cells[0]
    if len(cells) == 8 and first.text.endswith(("其他", "总计")):
        return first._replace(columns=3)
    if first.text.startswith("三、"):
        return first._replace(rows=first.rows - 2)
    if "其他处理" in first.text and first.rows > 1:
        return first._replace(rows=first.rows - 1)
    return first


def editor_of(random: Random) -> str:
    """The editor an office uses."""
    names, weights = zip(*_OFTEN, strict=True)
    return random.choices(names, weights)[0]
