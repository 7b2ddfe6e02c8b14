"""One report as web pages in the styles of portals, editors and office programs; each figure tells its cell."""

from collections.abc import Callable, Iterator
from html import escape
from typing import NamedTuple

from disclosure_desk.core.form import Form
from disclosure_desk.core.layout import Box, lay_out

UNIT, YEAR = "某某区柳河街道办事处", 2025
TITLE = f"{UNIT}{YEAR}年政府信息公开工作年度报告"
TEXTS = {
    "overview.proactive": ["（一）主动公开：甲。"],
    "overview.on_request": ["（二）依申请公开：乙。"],
    "overview.management": ["（三）政府信息管理：丙。"],
    "overview.platform": ["（四）政府信息公开平台建设：丁。"],
    "overview.supervision": ["（五）监督保障：戊。"],
    "problems": ["丁，A & B 都公开。", "戊。"],
    "other_matters": ["己。"],
}


class Style(NamedTuple):
    """How a page writes its paragraphs, the content of its cells, its tables and what is around the report."""

    paragraph: Callable[[str], str]
    content: Callable[[str], str]
    table: Callable[[Iterator[list[Box]], Callable[[Box], str]], str]
    around: Callable[[str], str]


def figures(form: Form) -> dict[str, str]:
    """What stands in each cell: 1001, 1002 and so on."""
    return {cell: str(number) for number, cell in enumerate(form.cells, 1001)}


def page(form: Form, style: Style) -> str:
    """The whole page in a style."""
    stands = figures(form)
    parts = [style.paragraph(TITLE)]
    for section in form.sections:
        if section.heading:
            parts.append(style.paragraph(section.heading))
        for text in section.texts:
            parts += [style.paragraph(line) for line in TEXTS.get(text.id, ())]
        if section.grid:
            layout = lay_out(section.grid)
            rows = (list(layout.row(number)) for number in range(layout.rows))
            parts.append(style.table(rows, lambda box: style.content(stands[box.cell] if box.cell else box.text)))
    return style.around("\n".join(parts))


def spans(box: Box, quote: str = '"') -> str:
    names = (("rowspan", box.rows), ("colspan", box.columns))
    return "".join(f" {name}={quote}{span}{quote}" for name, span in names if span > 1)


def grid(rows: Iterator[list[Box]], content: Callable[[Box], str]) -> str:
    lines = ("<tr>" + "".join(f"<td{spans(box)}>{content(box)}</td>" for box in row) + "</tr>" for row in rows)
    return f"<table border='1'><tbody>{chr(10).join(lines)}</tbody></table>"


def unclosed_grid(rows: Iterator[list[Box]], content: Callable[[Box], str]) -> str:
    """As editors of old wrote it: upper case, nothing closed, a form across the rows."""
    lines = ("<TR>\n" + "\n".join(f"<TD{spans(box, '')} ALIGN=center>{content(box)}" for box in row) for row in rows)
    return f"<TABLE BORDER=1 WIDTH=600><FORM>{chr(10).join(lines)}</FORM></TABLE>"


def styled_grid(rows: Iterator[list[Box]], content: Callable[[Box], str]) -> str:
    """A table of divs, for which there are no spans: what a cell covers more stands blank beside it and below."""
    below: dict[int, set[int]] = {}
    lines = []
    for number, row in enumerate(rows):
        cells: dict[int, str] = dict.fromkeys(below.pop(number, ()), "")
        for box in row:
            cells |= {box.column + more: "" for more in range(box.columns)} | {box.column: content(box)}
            for lower in range(1, box.rows):
                below.setdefault(number + lower, set()).update(range(box.column, box.column + box.columns))
        boxes = (f'<span style="width:9%; DISPLAY: table-cell">{cells[place]}</span>' for place in sorted(cells))
        lines.append(f'<li style="display:table-row;">{"".join(boxes)}</li>')
    return f'<ul style="border:1px solid;display: table">{"".join(lines)}</ul>'


def column_of_characters(text: str) -> str:
    """A label set upright, one character above the other; figures as they are."""
    return text if text.isdecimal() else "<br/>\n".join(map(escape, text))


def torn_by_word(text: str) -> str:
    """A paragraph of Word's: numbers cut in two by spans, lines of source broken within Chinese."""
    half = len(text) // 2
    gap = "" if text.isdecimal() or not text[half - 1 : half + 1].isalpha() or text.isascii() else "\n  "
    first, second = escape(text[:half]), escape(text[half:])
    return (
        f"<p class=MsoNormal align=center style='text-align:center'><span lang=EN-US style='font-family:仿宋'>{first}"
        f"</span><span\nstyle='mso-bidi-font-size:10.5pt'>{gap}{second}<o:p></o:p></span></p>"
    )


def word_page(body: str) -> str:
    return (
        "<html xmlns:o='urn:schemas-microsoft-com:office:office' xmlns:w='urn:schemas-microsoft-com:office:word'>\n"
        "<head><meta http-equiv=Content-Type content='text/html; charset=gb2312'><title>年报</title>\n"
        "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->\n"
        "<style><!-- p.MsoNormal {margin:0cm;} table {display:none} --></style></head>\n"
        f"<body lang=ZH-CN><div class=Section1>{body}\n<![if !supportMisalignedColumns]><!-- 7777 --><![endif]>"
        "<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p></div></body></html>"
    )


def portal_page(body: str) -> str:
    """A portal's page with what its visitors see around the article, and what they do not."""
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/x.dtd">
<html><head><meta charset="utf-8"><title>{TITLE}_某某区人民政府</title>
<meta name="ArticleTitle" content="{TITLE}"><style>.a{{color:red}}</style>
<script>document.write("<table><tr><td>7001<td>7002</table>")</script></head>
<body><noscript>请启用脚本 7003</noscript>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul>
<select><option>7004</option></select><button>打印 7005</button><input value="请输入关键字"></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/x">信息公开年报</a></div>
<table class="meta"><tr><td>索引号</td><td>JL-2026-0007</td><td>发布日期</td><td>2026-01-20</td></tr></table>
<div id="zoom" class="TRS_Editor">{body}</div>
<div style="display: none"><table><tr><td>规章</td><td>7006</td></tr></table></div><p hidden>7007</p>
<iframe src="/count.html"></iframe>
<div class="foot">主办：某某区人民政府办公室&nbsp;&nbsp;<a href="/map">网站地图</a><img alt="7008" src="x.png"></div>
</body></html>"""


def layout_page(body: str) -> str:
    """The page of twenty years ago, laid out in a table of tables."""
    return (
        "<HTML><BODY><TABLE WIDTH=1000><TR><TD COLSPAN=2><TABLE><TR><TD>首页<TD>公开指南</TABLE>\n"
        f"<TR><TD VALIGN=top>栏目导航<BR>年报<TD><TABLE><TR><TD>{body}</TABLE>"
        "<TR><TD COLSPAN=2>版权所有</TABLE></BODY></HTML>"
    )


def around_nothing(body: str) -> str:
    return body


EDITOR = Style(
    lambda text: f'<p style="text-indent:2em;">&nbsp;&nbsp;\u3000{escape(text)}</p><p><br/></p>',
    lambda text: f"\n<p style='text-align:center'>&nbsp;{escape(text)}\u200b</p>\n",
    grid,
    portal_page,
)
OLD = Style(lambda text: f"<FONT SIZE=3>\u3000\u3000{escape(text)}<BR><BR>", escape, unclosed_grid, layout_page)
WORD = Style(torn_by_word, torn_by_word, grid, word_page)
UPRIGHT = Style(lambda text: f"<div>{escape(text)}</div>", column_of_characters, grid, around_nothing)
DIVS = Style(
    lambda text: f"<h3>{escape(text)}</h3>", lambda text: f"<div>{escape(text)}</div>", styled_grid, portal_page
)
STYLES = {"editor": EDITOR, "old": OLD, "word": WORD, "upright": UPRIGHT, "divs": DIVS}
