"""Page numbers and running heads are left out, and nothing else is."""

from functools import cache

import pytest
from drawn_pdf import Paper

from disclosure_desk.readers.formats.pdf.reader import pdf_items
from disclosure_desk.readers.model.progress import ignore_progress
from disclosure_desk.readers.model.source_items import SourceRemark

TEXT = "政府信息公开工作认真贯彻条例要求，"


def pages(*edges, count=3, y=790):
    """Pages of text with lines at an edge; {} is the page's number."""
    paper = Paper()
    for number in range(1, count + 1):
        for place, edge in enumerate(edges):
            paper.text(280, y - 14 * place, edge.format(number), 10)
        for line in range(3):
            paper.text(80, 150 + 28 * line, f"{TEXT}第{number}页第{line}行。")
        paper.turn_page()
    return paper.content()


def text(content):
    items = pdf_items(content, ignore_progress)
    return "".join(item.text for item in items if not isinstance(item, SourceRemark))


@cache
def text_without_edges():
    return text(pages())


def told(content):
    return [item.text for item in pdf_items(content, ignore_progress) if isinstance(item, SourceRemark)]


@pytest.mark.parametrize(
    "edge", ["- {} -", "— {} —", "－{}－", "·{}·", "{}", "第{}页", "第{}页 共3页", "{}/3", "第 {} 页，共 3 页", "{}/12"]
)
@pytest.mark.parametrize("y", [40, 790])
def test_page_number_is_left_out(edge, y):
    assert text(pages(edge, y=y)) == text_without_edges()


@pytest.mark.parametrize("edge", ["- {} -", "第{}页", "{}/3"])
def test_page_number_that_says_so_is_left_out_on_a_single_page(edge):
    assert text(pages(edge, count=1)) == text(pages(count=1))


@pytest.mark.parametrize(
    "edges",
    [("某区年度报告",), ("某区年度报告 {}",), ("file:///report.html {}/3", "2025年1月"), ("{}", "某区", "年度报告")],
    ids=["head", "head-with-number", "browser", "three-lines"],
)
def test_running_heads_and_feet_are_left_out(edges):
    assert text(pages(*edges, y=40)) == text(pages())
    assert text(pages(*edges)) == text(pages())


@pytest.mark.parametrize(
    ("edge", "y"),
    [("某区{0}{0}", 40), ("共{}", 300), ("4{0}{0}", 790), ("— 十 — {0}{0}", 790)],
    ids=["other-each-time", "within-the-text", "no-page-number", "no-step-of-one"],
)
def test_what_neither_repeats_nor_counts_pages_stays(edge, y):
    assert text(pages(edge, y=y)) != text(pages())


def test_same_words_at_different_heights_stay():
    paper = Paper()
    for y in (40, 60):
        paper.text(280, y, "某区", 10)
        paper.text(80, 200, TEXT)
        paper.turn_page()
    assert text(paper.content()).count("某区") == 2


def test_number_on_one_page_that_does_not_say_what_it_is_stays():
    assert text(pages("1024", count=1)) != text(pages(count=1))


def test_line_that_stands_beside_a_table_is_no_running_head():
    paper = Paper()
    for _ in range(2):
        paper.box(40, 20, 300, 60)
        paper.line(170, 20, 170, 60)
        paper.text(60, 45, "表", 10)
        paper.text(200, 45, "中", 10)
        paper.text(320, 50, "右边", 10)
        paper.turn_page()
    assert text(paper.content()).count("右边") == 2
    paper = Paper()
    for _ in range(2):
        paper.text(80, 760, "下面还有表", 10)
        paper.box(40, 780, 300, 820)
        paper.line(170, 780, 170, 820)
        paper.text(60, 805, "表", 10)
        paper.text(200, 805, "中", 10)
        paper.turn_page()
    assert text(paper.content()).count("下面还有表") == 2


def test_lines_that_differ_only_in_a_blank_between_digits_are_compared():
    paper = Paper()
    for edge in ("某区 1 2", "某区 12"):
        paper.text(280, 790, edge, 10)
        paper.text(80, 150, TEXT)
        paper.turn_page()

    assert text(paper.content()) == f"{TEXT}某区 1 2{TEXT}某区 12"


@pytest.mark.parametrize(
    ("edge", "words"),
    [
        ("内部资料 注意保存", "内部资料 注意保存"),
        ("内部资料 第{}页", "内部资料"),
        ("{} 内部资料", "内部资料"),
        ("file:///a.html {}/3", ""),
        ("https://www.example.gov.cn/a.html", ""),
        ("2025/1/9 上午10:05 某区门户网站", ""),
        ("1/9/25, 3:04 AM 某区门户网站", ""),
        ("2025年1月公布", "2025年1月公布"),
        ("— {} —", ""),
        (f"{TEXT}第1页第1行。", ""),
    ],
)
def test_what_runs_over_all_pages_is_told_once_unless_it_is_no_text(edge, words):
    assert told(pages(edge)) == ([f"页眉、页脚里有 1 处文字，没有放进报告：{words}"] if words else [])


@pytest.mark.parametrize("y", [40, 640], ids=["at the top", "at the foot"])
def test_a_text_that_repeats_itself_at_the_same_place_of_pages_stays(y):
    paper = Paper()
    for _ in range(3):
        for line in range(6):
            paper.text(80, y + 28 * line, TEXT)
        paper.turn_page()
    assert text(paper.content()).count(TEXT) == 18


def test_the_end_of_such_a_text_over_a_heading_stays():
    paper = Paper()
    for lines in (20, 2):
        for line in range(lines):
            paper.text(80, 80 + 28 * line, TEXT)
        paper.text(80, 80 + 28 * lines + 40, "二、主动公开政府信息情况")
        paper.turn_page()
    assert text(paper.content()).count(TEXT) == 22
