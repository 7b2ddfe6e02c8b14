import re

import lxml.html
import pytest
from example_count import examples
from html_rules import html_faults
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from own_files import printed_figures, printed_texts, read_figures, read_texts

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import Layout
from disclosure_desk.core.report import Report, new_report
from disclosure_desk.readers import read_content
from disclosure_desk.writers.html import fragment, render
from disclosure_desk.writers.outline import Heading, Paragraph, Table, outline

SPAN = ("rowspan", "colspan")

EXAMPLES = settings(max_examples=examples(15), deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""Without shrinking: a whole file for each step of it takes minutes."""


def placed(rows: list, top: int = 0) -> dict:
    """Where a browser puts each cell of a row group: its place and spans, and the element."""
    taken: set[tuple[int, int]] = set()
    found = {}
    for row, line in enumerate(rows, top):
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            high, wide = (int(cell.get(name, "1")) for name in SPAN)
            taken |= {(row + down, column + right) for down in range(high) for right in range(wide)}
            found[row, column, high, wide] = cell
    return found


def assert_same(table: lxml.html.HtmlElement, layout: Layout, report: Report) -> None:
    found: dict = {}
    top = 0
    for group in table.xpath("thead|tbody"):
        found |= placed(list(group), top)
        top += len(group)
    assert top == layout.rows
    assert set(found) == {(box.row, box.column, box.rows, box.columns) for box in layout.boxes}
    for box in layout.boxes:
        cell = found[box.row, box.column, box.rows, box.columns]
        assert cell.tag == ("td" if box.cell else "th")
        assert cell.text_content() == (print_figure(report.figure(box.cell)) if box.cell else box.text)


def layouts_of(report: Report) -> list[Layout]:
    return [part.layout for part in outline(report) if isinstance(part, Table)]


def assert_agrees(report: Report) -> None:
    parts = list(outline(report))
    page = lxml.html.document_fromstring(render(report))
    (article,) = page.xpath("//article[@class='disclosure-report']")

    assert page.xpath("//title")[0].text == report.title
    assert [(one.tag, one.text_content()) for one in article.xpath("h1|h2|p")] == [
        ("h1", report.title),
        *(
            ("h2" if isinstance(part, Heading) else "p", part.text)
            for part in parts
            if isinstance(part, Heading | Paragraph)
        ),
    ]
    layouts = [part.layout for part in parts if isinstance(part, Table)]
    for table, layout in zip(article.xpath("div/table"), layouts, strict=True):
        assert_same(table, layout, report)
    assert not html_faults(render(report).decode())
    assert not page.xpath("//script|//@onclick|//b|//font")


def test_all_cells_and_texts_of_a_full_report_are_there(full_report: Report):
    assert_agrees(full_report)


def test_only_a_table_of_several_blocks_is_marked_so_that_print_repeats_no_head_of_its_first(full_report: Report):
    """`.blocks thead` in the page's style sheet: what stands over the first block is no head of the others."""
    article = lxml.html.fromstring(fragment(full_report))
    layouts = [part.layout for part in outline(full_report) if isinstance(part, Table)]

    assert [table.get("class") for table in article.xpath("div/table")] == [
        "blocks" if len(layout.grid.blocks) > 1 else None for layout in layouts
    ]
    assert [len(layout.grid.blocks) for layout in layouts] == [4, 1, 1]
    assert ".blocks thead { display: table-row-group; }" in render(full_report).decode()


def test_a_title_of_two_lines_is_broken_after_the_unit(full_report: Report):
    (title,) = lxml.html.fromstring(fragment(full_report)).xpath("h1")
    (rest,) = title

    assert title.text == full_report.unit
    assert rest.text == "2025年政府信息公开工作年度报告"
    assert rest.get("style") == "display:inline-block"


def test_a_blank_cell_is_empty(blank_report: Report):
    assert_agrees(blank_report)


@given(data=st.data())
@EXAMPLES
def test_all_cells_and_texts_of_any_report_are_there(data, random_reports):
    assert_agrees(data.draw(random_reports))


def test_the_page_is_chinese_and_stands_alone(full_report: Report):
    page = render(full_report).decode()

    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">')
    assert not re.search(r"https?:|src=|href=|url\(|@import", page)
    assert "</style>" in page


def test_the_fragment_is_the_article_alone_and_tables_keep_their_lines_without_a_style_sheet(full_report: Report):
    article = lxml.html.fragment_fromstring(fragment(full_report))
    (in_page,) = lxml.html.document_fromstring(render(full_report)).xpath("//article")
    old = {"border": "1", "cellspacing": "0", "cellpadding": "4", "width": "100%"}

    assert (article.tag, article.get("class")) == ("article", "disclosure-report")
    assert not article.xpath("//style")
    for table in article.xpath("div/table"):
        assert old.items() <= dict(table.attrib).items()
        assert {row.get("align") for row in table.iter("tr")} == {"center"}
    without = re.sub(r' (?:border|cellspacing|cellpadding|width|align)="[^"]*"', "", fragment(full_report))
    assert without == lxml.html.tostring(in_page, encoding="unicode", with_tail=False).replace("</wbr>", "")


def test_a_fragment_that_a_portal_strips_of_its_styles_says_the_same(form, full_report: Report):
    """Some portals keep elements and the spans of cells, and nothing else."""
    article = lxml.html.fragment_fromstring(fragment(full_report))
    for one in article.iter():
        for name in [name for name in one.attrib if name not in {"rowspan", "colspan", "scope"}]:
            del one.attrib[name]
    bare = lxml.html.tostring(article, encoding="unicode").replace("</wbr>", "")
    reading = read_content(form, f"<body>{bare}</body>".encode(), ".html")

    assert [one.text for one in article.iter("h2")] == [s.heading for s in full_report.form.sections if s.heading]
    assert [one.text for one in article.iter("caption")] == [
        part.caption for part in outline(full_report) if isinstance(part, Table)
    ]
    assert read_figures(reading.report) == printed_figures(full_report)
    assert read_texts(reading.report) == printed_texts(full_report)
    assert not reading.notes
    for table, layout in zip(article.iter("table"), layouts_of(full_report), strict=True):
        assert_same(table, layout, full_report)


def test_where_each_block_has_heads_of_its_own_a_figure_names_them(full_report: Report):
    article = lxml.html.fragment_fromstring(fragment(full_report))
    names = {one.get("id"): one.text_content() for one in article.iter("th")}
    two, three, four = article.xpath("div/table")
    (fee,) = (cell for cell in two.iter("td") if cell.text == "12.345678")

    assert [names[name] for name in fee.get("headers").split()] == [
        "第二十条第（八）项",
        "本年收费金额（单位：万元）",
        "行政事业性收费",
    ]
    assert all(cell.get("headers") for cell in two.iter("td"))
    assert not [*three.xpath(".//@headers"), *four.xpath(".//@headers")]


def test_heads_may_be_broken_between_words_and_after_the_number_of_a_label(full_report: Report):
    source = fragment(full_report)

    for words in ("结果<wbr>维持", "社会<wbr>公益<wbr>组织", "（三）<wbr>不予公开", ">自然人<", ">三、本年度办理结果<"):
        assert words in source
    assert "</wbr>" not in fragment(new_report(full_report.form, "</wbr>", 2025, {"problems": "</wbr>"}))


def test_a_table_can_be_moved_by_keys_and_says_what_it_is(full_report: Report):
    around = lxml.html.fragment_fromstring(fragment(full_report)).xpath("div")

    assert [(one.get("role"), one.get("tabindex"), one.get("aria-label")) for one in around] == [
        ("region", "0", part.caption) for part in outline(full_report) if isinstance(part, Table)
    ]
    assert [one.get("class") for one in around] == ["table", "table wide", "table wide"]


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ("</h1>", "</h2>", "stray end of h2"),
        ("<caption>", "<caption><b>", "b in caption"),
        (' scope="col"', ' scope="column"', "scope column"),
        ('headers="proactive-0', 'headers="nobody', "no head nobody"),
        ('rowspan="22"', 'rowspan="21"', "cells overlap or lack"),
        ("<h2>", '<h2 align="center">', "align of h2"),
        ("<h2>", '<h2 id="proactive-0">', "id proactive-0 twice"),
    ],
)
def test_the_check_of_pages_finds_what_is_wrong(full_report: Report, good, bad, fault):
    page = render(full_report).decode()

    assert not html_faults(page)
    assert fault in html_faults(page.replace(good, bad, 1))


def test_heads_say_what_they_head(full_report: Report):
    article = lxml.html.fragment_fromstring(fragment(full_report))
    scopes = {cell.text_content(): cell.get("scope") for cell in article.xpath("//th")}

    assert scopes["申请人情况"] == "colgroup"
    assert scopes["自然人"] == "col"
    assert scopes["三、本年度办理结果"] == "rowgroup"
    assert scopes["1.属于国家秘密"] == "row"
    assert scopes["第二十条第（五）项"] == "colgroup"
    assert not article.xpath("//td[@scope]")


def test_blocks_are_bodies_of_their_own_and_only_the_first_head_is_the_tables(full_report: Report):
    article = lxml.html.fragment_fromstring(fragment(full_report))
    groups = [[(group.tag, len(group)) for group in table.xpath("thead|tbody")] for table in article.xpath("div/table")]

    assert groups == [
        [("thead", 2), ("tbody", 2), ("tbody", 3), ("tbody", 4), ("tbody", 3)],
        [("thead", 3), ("tbody", 25)],
        [("thead", 3), ("tbody", 1)],
    ]


def test_a_run_in_head_is_marked(full_report: Report):
    article = lxml.html.fragment_fromstring(fragment(full_report))
    assert "（一）主动公开：" in [one.text for one in article.xpath("p/span[@class='subhead']")]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "</article>", "&lt;", "a\"b'c", "<!-- -->"])
def test_markup_in_a_text_is_text(form, text):
    report = new_report(form, text, 2025, {"problems": text})
    article = lxml.html.fragment_fromstring(fragment(report))
    page = lxml.html.document_fromstring(render(report))

    assert [one.text_content() for one in article.xpath("p")] == [text]
    assert [one.text for one in page.xpath("//title")] == [report.title]
    assert not article.xpath("//script")
    assert not page.xpath("//script")
