import codecs
from contextlib import suppress
from functools import cache

import pytest
from example_count import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from web_pages import STYLES, TITLE, UNIT, YEAR, figures, page, portal_page

from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers.formats.html.reader import html_items
from disclosure_desk.readers.interpret import interpret
from disclosure_desk.readers.model.errors import ReadError
from disclosure_desk.readers.model.progress import Cancelled
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRemark
from disclosure_desk.writers import html

FORM = load_form("2021")


def items_of(source):
    return [item for item in html_items(source.encode()) if not isinstance(item, SourceRemark)]


def texts(source):
    """Lines as they are, rows as tuples."""
    return [item.text if isinstance(item, SourceParagraph) else item.cells for item in items_of(source)]


@pytest.mark.parametrize("style", STYLES)
def test_report_is_read_from_a_page_of_any_style(form, style):
    reading = interpret(form, html_items(page(form, STYLES[style]).encode()))

    assert (reading.report.unit, reading.report.year) == (UNIT, YEAR)
    assert {cell: str(value) for cell, value in reading.report.cells.items()} == figures(form)
    assert reading.report.texts["problems"] == "丁，A & B 都公开。\n戊。"
    assert not [
        note for note in reading.report.notes if note.kind in {"label", "heading", "title", "doubtful", "original"}
    ]


def test_what_visitors_of_a_page_do_not_see_is_left_out(form):
    shown = "".join(item.text for item in items_of(page(form, STYLES["editor"])))

    assert not [unseen for unseen in map(str, range(7001, 7009)) if unseen in shown]
    assert "当前位置：首页 > 信息公开年报" in shown


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("一<br>二<BR/>三", ["一", "二", "三"]),
        ("<div>一<p>二</p>三<ul><li>四<li>五</ul></div>六", ["一", "二", "三", "四", "五", "六"]),
        ("<p>20<span>2</span><b>5</b> 年<a href=x>公开</a>", ["2025 年公开"]),
        ("<p>&nbsp;\u3000 某某&nbsp;办\n事处 \t5\n件 </p>", ["某某 办事处 5 件"]),
        ("<p>公开\n指南\nof 2025</p>", ["公开指南 of 2025"]),
        ("<p>1\u200b0\ufeff件\u00ad</p>&#1;&#x200b;", ["10件"]),
        ("<p>甲&lt;乙&amp;&#20057;&foo;", ["甲<乙&乙&foo;"]),
        ("甲<!-- 乙 --><!--[if gte mso 9]>丙<![endif]--><![if !x]>丁<![endif]>", ["甲丁"]),
        ("甲<span style='color:red;Display : NONE !important'>乙</span><i style='display:inline'>丙</i>", ["甲丙"]),
        ("甲<p hidden>乙<b>丙</b></p><span style='visibility: hidden'>丁</span>戊", ["甲戊"]),
        ("<b style='display:block'>甲</b>乙", ["甲", "乙"]),
        # What dress alone tells apart would else make another figure.
        ("5712<sup>2</sup>件<sub>甲3</sub><i style='vertical-align: Super'>4</i>", ["5712²件甲₃⁴"]),
        ("<s>15</s>18<del>1</del>件", ["18件（划去151）"]),
        (
            "<b style='text-decoration: line-through red'>15</b><i style='text-decoration-line:line-through'>6",
            ["156（划去）"],
        ),
        ("甲<input value=乙><textarea>丙</textarea><svg><title>丁</title></svg>", ["甲"]),
        ("<pre>  甲  乙\n丙\t1\t2\n\u200b\n丁</pre>戊", ["甲 乙", ("丙", "1", "2"), "丁", "戊"]),
        ("</div></p></table>甲</body></html>乙", ["甲", "乙"]),
    ],
)
def test_lines_are_what_a_browser_shows(source, lines):
    assert texts(source) == lines


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        ("<table><tr><td>甲<td>1<tr><td>乙<td>2</table>", [("甲", "1"), ("乙", "2")]),
        ("<table><td>甲<td>1</table>丙", [("甲", "1"), "丙"]),
        ("<table><td><div>甲<td>1<tr><td>乙<td>2</table>", [("甲", "1"), ("乙", "2")]),
        ("<table>外<tr>外<form><td>甲</td>外<td>1</form></table>", ["外", "外", "外", ("甲", "1")]),
        ("<table><caption>表一</caption><tr><th>甲<td>1</table>", ["表一", ("甲", "1")]),
        # The heads stand above and the feet below, wherever they are written.
        (
            "<table><tfoot><tr><td>脚<td>3</tfoot><tr><td>身<td>2<tbody></tbody><thead><tr><td>头<td>1</thead></table>",
            [("头", "1"), ("身", "2"), ("脚", "3")],
        ),
        ("<table><tbody><tr><td rowspan=9>甲<td>1</tbody><tbody><tr><td>乙<td>2</table>", [("甲", "1"), ("乙", "2")]),
        ("<table><tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3</table>", [("甲", "1"), ("", "2"), ("", "3")]),
        (
            "<table><tr><td colspan='2px'>甲<td>1<tr><td colspan=x>乙<td colspan=-1>2</table>",
            [("甲", "", "1"), ("乙", "2")],
        ),
        # Merged for two columns, a figure is still one cell.
        ("<table><tr><td>甲<td colspan=2>12<td>3</table>", [("甲", "12", "", "3")]),
        # Lines of a cell: Chinese runs on, figures do not.
        (
            "<table><tr><td>其<br>他<td>2<br>3<td><p>22</p><p>（其中修订16件）</table>",
            [("其他", "2 3", "22（其中修订16件）")],
        ),
        ("<table><tr><td>甲<td>\n&nbsp;\n<p></p><td>２\n３</table>", [("甲", "", "２ ３")]),
        ("<table><tr><td>甲<td style='visibility:hidden'>7<td>1</table>", [("甲", "", "1")]),
        ("<table><tr><td>甲<td style='display:none'>7<td>1<tr style='display:none'><td>7<td>8</table>", [("甲", "1")]),
        ("<table><tr><td>甲<td><input value=5><input type=hidden value=6></table>", [("甲", "5")]),
        ("<table x:str><tr><td x:num='0.5' class=xl24>甲<td x:num>1</table>", [("甲", "1")]),
        # A table within a cell: one figure in a frame is the cell's, more are a table of their own.
        ("<table><tr><td>甲<td><table><tr><td>5</table></table>", [("甲", "5")]),
        ("<table><tr><td>甲<td>乙<table><tr><td>1<td>2</table>丙</table>", ["甲", "乙", ("1", "2"), "丙"]),
        ("<table><tr><table><tr><td>1<td>2</table><tr><td>甲<td>3</table>", [("1", "2"), ("甲", "3")]),
        # Tables that only lay out the page.
        ("<table><tr><td><p>甲<p>乙<tr><td>丙<br>丁</table>", ["甲", "乙", "丙", "丁"]),
        (f"<table><tr><td>甲<td>乙<tr><td>丙<td>{'丁' * 200}<br>戊</table>", [("甲", "乙"), "丙", "丁" * 200, "戊"]),
        (f"<table><tr><td>甲<td>1<td>{'丁' * 200}<br>戊</table>", [("甲", "1", "丁" * 200 + "戊")]),
        ("<table></table><table><tr></tr></table>甲", ["甲"]),
        # Rows without their table, as a clipboard has them, and tables made of other elements.
        ("<tr><td>甲<td>1</tr> <tr><td>乙<td>2</tr>丙", [("甲", "1"), ("乙", "2"), "丙"]),
        ("<div><tr><td>甲<td>1</tr></div><td>乙<td>2", [("甲", "1"), ("乙", "2")]),
        (
            "<p style='display:table-row-group'><i style='display:table-cell'>甲</i>",
            ["甲"],
        ),
        (
            "<i style='display:table-cell'>甲</i><i style='display:table-cell'>1</i><div>丙</div>",
            [("甲", "1"), "丙"],
        ),
        ("<table><tr><td>甲<td><div style='display:table-cell'>5</div></td><td>6</table>", [("甲", "5", "6")]),
        ("<html style='display:table-row'><body style='display:table-cell'>甲</body></html>", ["甲"]),
    ],
)
def test_rows_have_their_cells_at_true_columns(source, rows):
    assert texts(source) == rows


def test_items_tell_where_they_stand():
    items = items_of("甲<table><tr><td>乙</table><table><tr><td>1<td>2<tr><td><tr><td>3</table>丙<pre>4\t5</pre>")

    assert [(item.text, item.location.name) for item in items] == [
        ("甲", "第 1 段"),
        ("乙", "第 2 段"),
        ("1\t2", "第 1 个表格第 1 行"),
        ("3", "第 1 个表格第 3 行"),
        ("丙", "第 3 段"),
        ("4\t5", "第 2 个表格第 1 行"),
    ]
    assert [item.aligned for item in items if not isinstance(item, SourceParagraph)] == [True, True, False]


@pytest.mark.parametrize(
    ("head", "body", "first"),
    [
        (f"<title>{TITLE}</title>", "公开年报", TITLE),
        (f"<title>\n {TITLE} - 年报_某某区政府</title>", "公开年报", TITLE),
        (f"<title>政府网站</title><META NAME=articletitle CONTENT='{TITLE}'>", "公开年报", TITLE),
        ("<title>某某区水务局2019年政府信息公开工作年度报告</title>", f"<h1>{TITLE}</h1>", TITLE),
        ("<title>政府网站</title>", "公开年报", "公开年报"),
        ("<meta name=keywords content=年报>", "公开年报", "公开年报"),
    ],
)
def test_title_in_the_head_counts_where_the_page_shows_none(head, body, first):
    assert items_of(f"<html><head>{head}</head><body>{body}")[0].text == first


@pytest.mark.parametrize(
    "body",
    [
        "<frameset><frame src=a.htm></frameset>",
        "<iframe src='/pdf/viewer.html?file=年报.pdf'></iframe>",
        "<embed src=a.pdf>",
        "<a href='/files/年报.PDF?x=1'>附件：年报</a>",
        f"<ul>{'<li><a href=/x>政务公开栏目导航</a>' * 90}</ul><object data=a.pdf></object>",
    ],
)
def test_page_that_only_shows_a_file_is_refused_with_what_to_do(body):
    with pytest.raises(ReadError, match="请打开那个文件"):
        items_of(f"<title>年报</title><h1>{TITLE}</h1>{body}")


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>规章<td>1</table><iframe>",
        "公开。" * 100 + "<a href=a.docx>附件</a>",
        "<a href=/x.html>首页</a>",
    ],
)
def test_page_that_says_something_itself_is_read(body):
    assert items_of(body)


@pytest.mark.parametrize(
    "before", ["", "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000500\r\nStartFragment:0000000141\r\n"]
)
def test_fragment_of_the_clipboard_is_read_with_and_without_its_head(before):
    rows = "<table><!--StartFragment--><col width=72><tr><td>规章</td><td>1</td></tr><!--EndFragment--></table>"

    assert texts(f"{before}<html><body>\r\n{rows}</body></html>") == [("规章", "1")]


@pytest.mark.parametrize("label", ["", "utf-8", "gb2312", "GBK", "iso-8859-1"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
def test_bytes_say_how_a_page_is_written_whatever_it_says_itself(form, label, encoding):
    source = labelled(form, label)

    assert html_items(source.encode(encoding)) == items_of_labelled(form, label)


@cache
def labelled(form, label):
    return page(form, STYLES["editor"]).replace("utf-8", label)


@cache
def items_of_labelled(form, label):
    return html_items(labelled(form, label).encode())


@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_a_few_torn_characters_do_not_spoil_a_page_that_names_its_character_set(encoding):
    content = f"<meta http-equiv=Content-Type content='text/html; charset={encoding}'>".encode()
    content += "<p>政府信息公开</p>".encode(encoding) * 40 + b"<p>" + "年".encode(encoding)[:-1] + b"</p><p>\x0012</p>"

    items = html_items(content)

    assert items[0].text == "政府信息公开"
    assert "�" in items[40].text
    assert items[41].text == "12"


@pytest.mark.parametrize("tag", ["style", "script"])
def test_control_characters_in_what_is_no_text_of_a_page_do_not_spoil_it(tag):
    icons = "".join(f".i{number}:before{{content:'{chr(number % 8 + 1)}'}}" for number in range(60))

    assert texts(f"<{tag}>{icons}</{tag}><p>政府信息公开</p>") == ["政府信息公开"]
    with pytest.raises(ReadError, match="不是文字稿"):
        items_of(f"<p>{icons}</p>")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<meta charset=big5><p>年度報告資料</p>".encode("big5") * 20, "繁体字"),
        ("<meta charset=utf-8><p>公开</p>".encode() + bytes(range(128, 256)) * 9, "编码认不出来"),
        ("<p>公开</p>".encode() + bytes(range(128, 256)) * 9, "编码认不出来"),
        (b"<!-- 7 --><html><script>document.write(7)</script></html>", "网页里没有文字"),
        (codecs.BOM_UTF8, "网页里没有文字"),
    ],
)
def test_what_is_no_text_of_a_page_is_refused_in_one_sentence(content, says):
    with pytest.raises(ReadError, match=says) as caught:
        html_items(content)

    assert str(caught.value).count("。") == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "make",
    [
        lambda: b"<div>" * 1_000_000,
        lambda: b"<div>" * 10_000_001,
        lambda: b"<table><tr><td>" * 100_000,
        lambda: b"<table><tr><td>1<td>2<td>" * 100_000,
        lambda: b"<table>" + (b"<tr>" + b"<td>1" * 100) * 10_000,
        lambda: b"<table><tr>" + b"<td colspan=1000 rowspan=0>1" * 1000,
        lambda: b"<p>x" * 200_000,
        lambda: b"x" * 5_000_000,
    ],
)
def test_page_beyond_all_measure_is_refused(make):
    with pytest.raises(ReadError, match="不像是"):
        html_items(make())


@pytest.mark.parametrize("content", [b"<pre>" + b"1\t" * 600_000, b"<p>x" * 20_000])
def test_page_that_is_no_measure_of_a_report_is_refused(form, content):
    with pytest.raises(ReadError, match="太长了"):
        interpret(form, html_items(content))


@pytest.mark.parametrize(
    ("make", "lines"),
    [
        (lambda: "<p a='" + "x" * 5_000_000 + "'>甲", ["甲"]),
        (lambda: "<p style='" + "display:" * 500_000 + "'>甲", ["甲"]),
        (lambda: "<p " + " ".join(f"a{number}" for number in range(200_000)) + ">甲", ["甲"]),
        (
            lambda: (
                "<!DOCTYPE x [<!ENTITY a '乙'><!ENTITY b '&a;&a;&a;'><!ENTITY c SYSTEM 'file:///etc/hosts'>]>&b;&c;甲"
            ),
            None,
        ),
        (lambda: "<img src='data:image/png;base64," + "A" * 9_000_000 + "'>甲", ["甲"]),
        (lambda: "<title>" + " " * 1_000_000 + "</title>甲", ["甲"]),
        (lambda: "<div>" * 900 + "甲" + "</b>" * 100_000, ["甲"]),
        (lambda: "中" + " " * 1_000_000 + "文", ["中 文"]),
        (lambda: "<" * 100_000, ["<" * 100_000]),
    ],
)
def test_strange_page_is_read_as_what_it_shows(make, lines):
    shown = texts(make())

    assert lines is None or shown == lines
    assert not any("localhost" in line for line in shown)


def test_reading_a_large_page_can_be_called_off():
    heard = []

    def cancel(share):
        heard.append(share)
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        html_items(b"<p>x</p>" * 30_000, cancel)
    assert heard[0] == 0
    assert len(heard) > 2


@pytest.mark.parametrize("write", [html.render, lambda report: html.fragment(report).encode()])
def test_our_own_page_and_fragment_come_back_as_the_same_report(form, full_report, write):
    reading = interpret(form, html_items(write(full_report)))

    assert reading.report.title == full_report.title
    assert reading.report.figures() == full_report.figures()
    assert reading.report.texts == full_report.texts
    assert not reading.unsure


PAGES = [page(FORM, STYLES[name]).encode("gb18030" if name == "word" else "utf-8") for name in STYLES]
PAGES.append(portal_page("<table><tr><td rowspan=2>甲<td>1<tr><td colspan=3>2</table>").encode("utf-16"))


@st.composite
def mutated(draw):
    content = draw(st.sampled_from(PAGES))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 400)))
        middle = draw(
            st.sampled_from([b"", content[start:end] * 2, bytes(reversed(content[start:end]))])
            | st.binary(max_size=8)
            | st.sampled_from(
                [b"<td", b"</table>", b"<table>", b"<!--", b"<pre>", b"'", b'"', b"&#0;", b"&#xd800;", b">"]
            )
        )
        content = content[:start] + middle + content[end:]
    return content[: draw(st.integers(len(content) // 2, len(content)))]


@pytest.mark.slow
@settings(max_examples=examples(200), deadline=None)
@given(mutated() | st.binary(max_size=200))
def test_broken_page_is_read_or_refused(content):
    with suppress(ReadError):
        assert all(item.text for item in html_items(content))


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("571<sup>2</sup>", "571²"),
        ("H<sub>2</sub>O", "H₂O"),
        ("<s>15</s>26", "26（划去15）"),
        ("<del>15</del><ins>159</ins>", "159（划去15）"),
        ("<strike>15</strike>", "15（划去）"),
        ('<span style="color:red; text-decoration: underline line-through">1</span>5', "5（划去1）"),
        ('<span style="text-decoration:underline">1</span>5', "15"),
        ("<s> </s>7", "7"),
    ],
)
def test_raised_and_struck_characters_do_not_make_another_figure(source, shown):
    assert texts(f"<p>{source}</p>") == [shown]
