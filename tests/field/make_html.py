"""HTML files of the corpus: pages saved from portals of several makes."""

from collections.abc import Iterator
from html import escape

import markup
import portals
from case import Case, of_plan
from markup import Style
from paper import Plan, paper
from sheets import Manner
from truth import truth

_MSO = Style(
    inner=markup.figure_in_spans,
    table_attributes=' class="MsoNormalTable" border="1" cellpadding="0"',
    cell_attributes=' width="68" style="border:solid windowtext 1.0pt;padding:0cm 5.4pt 0cm 5.4pt"',
    tags=dict.fromkeys(("title", "heading", "topic", "text"), ('<p class="MsoNormal">', "</p>")),
    line=markup.words_in_spans,
)
_BREAKS = Style(
    tags=dict.fromkeys(("title", "heading", "topic", "text"), ("　　", "<br/><br/>")),
    inner=lambda cell: f"<div>\n\t{escape(cell.text) or '&nbsp;'}\n</div>",
)
_CENTRED = Style(
    inner=lambda cell: f'<p style="text-align:center">&nbsp;{escape(cell.text)}&nbsp;</p>' if cell.text else "<br>",
    tags={
        "title": ('<p align="center"><font size="5"><b>', "</b></font></p>"),
        "heading": ("<p>&emsp;&emsp;<b>", "</b></p>"),
        "topic": ("<p>&emsp;&emsp;", "</p>"),
        "text": ("<p>&nbsp;&nbsp;&nbsp;&nbsp;", "</p>"),
    },
)


def cases() -> Iterator[Case]:
    """All pages."""
    yield from _makes()
    yield from _tables()
    yield from _encodings()
    yield from _whole_pages()


def _case(name: str, seed: int, plan: Plan = Plan(), style: Style = Style(), **more) -> Case:  # noqa: B008 - a value
    around = more.pop("around", portals.article)
    said = of_plan(truth(seed, more.pop("style_of_figures", "distinct")), plan)
    text = around(said, markup.body(paper(said, plan), style))
    return Case(name, ".html", text.encode(more.pop("encoding", "utf-8"), "xmlcharrefreplace"), said, **more)


def _makes() -> Iterator[Case]:
    """Portals and editors."""
    own = Plan(topics="own")
    no_title = Plan(title="", topics="own")
    yield _case("html-word-pasted", 101, own, _MSO, around=portals.directory)
    yield _case("html-word-pasted-sparse", 102, own, _MSO, around=portals.article, style_of_figures="sparse")
    yield _case("html-directory", 103, around=portals.directory)
    yield _case("html-layout-tables", 104, around=portals.layout_tables, encoding="gb2312")
    yield _case("html-title-of-page-only", 105, no_title, around=portals.article)
    yield _case("html-hidden-scripts", 106, around=portals.spaced)
    yield _case("html-breaks-for-paragraphs", 107, own, _BREAKS, around=portals.directory)
    yield _case(
        "html-centred-cells", 108, Plan(topics="numbered"), _CENTRED, around=portals.layout_tables, is_loose=True
    )
    yield _case("html-zero-report", 109, around=portals.directory, style_of_figures="zero")


def _tables() -> Iterator[Case]:
    """Tables in all ways in which they are made."""
    four = Plan(split_proactive=True)
    yield _case("html-merged-cells-taken-apart", 111, style=Style(table=markup.unspanned))
    yield _case("html-labels-repeated", 112, style=Style(table=markup.repeated))
    yield _case("html-div-tables", 113, style=Style(table=markup.in_divs), around=portals.article)
    yield _case("html-cell-a-paragraph", 114, Plan(topics="own"), Style(table=markup.in_paragraphs))
    yield _case("html-four-small-tables", 115, four, around=portals.directory)
    yield _case("html-table-four-in-rows", 116, Plan(manner=Manner(disputes_in_rows=True)))
    yield _case("html-one-row-other", 117, Plan(manner=Manner(one_row_other=True)), around=portals.directory)
    yield _case("html-empty-rows", 118, Plan(manner=Manner(empty_rows=True)), _CENTRED)
    yield _case("html-table-within-table", 119, style=Style(table=_nested))
    yield _case("html-short-labels-in-spans", 120, Plan(manner=Manner(label=_broken)), style=Style(inner=_with_breaks))
    yield _case("html-caption-rows", 121, style=Style(table=_captioned), around=portals.directory)
    yield _case("html-spacer-column", 122, style=Style(table=_with_spacers))
    yield _case("html-wrong-rowspans", 123, style=Style(table=_overlong))
    yield _case("html-unclosed-cells", 124, style=Style(table=_unclosed))
    yield _case("html-images-of-tables", 125, _NO_TABLES, told=frozenset(("proactive", "requests", "disputes")))
    yield _case("html-no-table-three", 126, _NO_THREE, told=frozenset(("requests",)))
    yield _case("html-nil-sentences-for-tables", 127, _NIL, told=frozenset(("requests", "disputes")))


_NO_TABLES = Plan(
    without=frozenset(("proactive", "requests", "disputes")),
    replies={"proactive": "（见下图）", "requests": "（见下图）"},
)
_NO_THREE = Plan(without=frozenset(("requests",)))
_NIL = Plan(
    without=frozenset(("requests", "disputes")),
    replies={"requests": "本年度没有收到政府信息公开申请。", "disputes": "本年度没有发生行政复议、行政诉讼。"},
)


def _nested(table, style):
    """A table in the only cell of another."""
    return f'<table width="100%"><tr><td><div>{markup.spanned(table, style)}</div></td></tr></table>'


def _broken(text: str) -> str:
    """Short labels with a break within, as narrow columns make clerks type them."""
    return f"{text[:2]}\n{text[2:]}" if len(text) == 4 else text


def _with_breaks(cell) -> str:
    return escape(cell.text).replace("\n", "<br/>")


def _captioned(table, style):
    """The table's name and unit in rows of its own, and a note below."""
    width = max(sum(cell.columns for cell in row) for row in table)
    inner = markup.spanned(table, style)
    above = f'<tr><td colspan="{width}">统计表</td></tr><tr><td colspan="{width}" align="right">单位：件</td></tr>'
    below = f'<tr><td colspan="{width}">填表说明：数据截至当年12月31日，共1页。</td></tr>'
    return inner.replace("<tbody>", f"<tbody>{above}").replace("</tbody>", f"{below}</tbody>")


def _with_spacers(table, style):
    """An empty column at the left, as when a sheet is pasted."""
    return markup.spanned(tuple((type(row[0])(""), *row) for row in table), style)


def _overlong(table, style):
    """Rowspans that reach beyond the table, zeros and nonsense in them."""
    text = markup.spanned(table, style)
    return (
        text.replace('rowspan="22"', 'rowspan="99"')
        .replace('colspan="10"', 'colspan="010"')
        .replace("<td>", '<td colspan="1" rowspan="abc">', 3)
    )


def _unclosed(table, style):
    """Tags left open, which HTML allows."""
    return markup.spanned(table, style).replace("</td>", "").replace("</tr>", "").replace("</tbody>", "")


def _encodings() -> Iterator[Case]:
    plain = Plan(topics="own")
    said = truth(131)
    yield _case("html-gbk", 131, plain, around=_declared("gbk"), encoding="gbk")
    yield _case("html-gb18030-undeclared", 132, plain, around=_undeclared, encoding="gb18030")
    yield _case("html-utf-16", 133, plain, around=portals.article, encoding="utf-16")
    yield _case("html-utf-8-says-gb2312", 134, plain, around=_declared("gb2312"), encoding="utf-8-sig")
    text = portals.article(said, markup.body(paper(said)))
    references = "".join(letter if ord(letter) < 128 else f"&#{ord(letter)};" for letter in text)
    yield Case("html-references", ".htm", references.encode("ascii"), said)


def _declared(charset: str):
    def around(_, inside: str) -> str:
        return portals.page("年报", inside, charset)

    return around


def _undeclared(_, inside: str) -> str:
    return f"<html><body>{inside}</body></html>"


def _whole_pages() -> Iterator[Case]:
    """Headings, contents and notices around the report."""
    contents = ("目录", *[f"{section}…………{number}" for number, section in enumerate(_PARTS, 1)])
    yield _case("html-contents-above", 141, Plan(before=contents, topics="own"))
    yield _case("html-headings-of-2019", 142, Plan(headings=_HEADINGS_2019))
    yield _case("html-headings-drifted", 143, Plan(headings=_DRIFTED), around=portals.directory)
    yield _case("html-sub-heads-like-sections", 144, around=_definition_of_parts)
    yield _case("html-signed-and-dated", 145, Plan(after=("某某街道办事处", "2031年1月9日", "（此件公开发布）")))
    yield _case("html-notice-before", 146, Plan(before=_NOTICE, topics="own"), around=_undeclared)
    yield _case("html-one-line", 147, style=Style(tags=dict.fromkeys(_MSO.tags, ("<span>", "</span> "))))


_PARTS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "五、存在的主要问题及改进情况",
)
_NOTICE = (
    "关于报送政府信息公开工作年度报告的函",
    "区政府办公室：",
    "现将我单位年度报告随文报送，请予审阅。",
    "附件：政府信息公开工作年度报告",
)
_HEADINGS_2019 = {
    "overview": "一、总体情况",
    "proactive": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    "problems": "五、政府信息公开工作存在的主要问题及改进情况",
    "other_matters": "六、其他需要报告的事项",
}
_DRIFTED = {
    "overview": "一、总体工作情况",
    "proactive": "二、主动公开政府信息的情况",
    "requests": "三、收到和处理政府信息公开申请的情况：",
    "disputes": "四、 政府信息公开行政复议和行政诉讼情况",
    "problems": "五、存在的问题及改进措施",
    "other_matters": "六、其它需要报告的事项",
}


def _definition_of_parts(said, inside: str) -> str:
    """A lead that lists the parts with their numbers, before they come."""
    parts = "本报告由一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况等六个部分组成。"
    return portals.article(said, inside.replace("<p>", f"<p>{parts}</p><p>", 1))
