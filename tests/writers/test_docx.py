from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import Layout
from disclosure_desk.core.report import Report, new_report
from disclosure_desk.writers.docx import render
from disclosure_desk.writers.outline import Heading, Paragraph, Table, outline

EXAMPLES = settings(max_examples=6, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""Without shrinking: a whole file for each step of it takes minutes."""


def opened(report: Report):
    return docx.Document(BytesIO(render(report)))


def layouts(report: Report) -> list[Layout]:
    return [part.layout for part in outline(report) if isinstance(part, Table)]


def assert_same(table: WordTable, layout: Layout, report: Report) -> None:
    """Every box of the layout is one merged cell, and no box shares a cell with another."""
    cells = [row.cells for row in table.rows]
    assert (len(cells), len(table.columns)) == (layout.rows, layout.columns)
    seen = set()
    for box in layout.boxes:
        places = [(row, column) for row in range(box.rows) for column in range(box.columns)]
        inside = {cells[box.row + row][box.column + column]._tc for row, column in places}
        assert len(inside) == 1, box
        assert not inside & seen
        seen |= inside
        assert cells[box.row][box.column].text == (print_figure(report.figure(box.cell)) if box.cell else box.text)


def assert_agrees(report: Report) -> None:
    document = opened(report)
    blocks = [(block.style.name, block.text) for block in document.paragraphs[1:]]
    expected = [
        ("Heading 1" if isinstance(part, Heading) else "Body Text", part.text)
        for part in outline(report)
        if isinstance(part, Heading | Paragraph)
    ]

    assert document.paragraphs[0].style.name == "Title"
    assert document.paragraphs[0].text.replace("\n", "") == report.title
    assert blocks == expected
    for table, layout in zip(document.tables, layouts(report), strict=True):
        assert_same(table, layout, report)


def test_all_cells_and_texts_of_a_full_report_are_there(full_report: Report):
    assert_agrees(full_report)


def test_a_blank_cell_is_empty(blank_report: Report):
    assert_agrees(blank_report)


@given(data=st.data())
@EXAMPLES
def test_all_cells_and_texts_of_any_report_are_there(data, random_reports):
    assert_agrees(data.draw(random_reports))


def test_tables_stand_under_their_headings(full_report: Report):
    body = opened(full_report).element.body
    kinds = ["table" if block.tag == qn("w:tbl") else block.style for block in body if block.tag != qn("w:sectPr")]
    tables = [number for number, kind in enumerate(kinds) if kind == "table"]

    assert len(tables) == 3
    assert all(kinds[number - 1] == "Heading1" for number in tables)


def test_the_page_is_that_of_the_standard(full_report: Report):
    section = opened(full_report).sections[0]

    def near(*lengths: int) -> list:
        return [pytest.approx(Mm(length), abs=Mm(0.02)) for length in lengths]

    assert [section.page_width, section.page_height] == near(210, 297)
    margins = [section.top_margin, section.left_margin, section.bottom_margin, section.right_margin]
    assert margins == near(37, 28, 35, 26)


def test_the_page_number_counts_between_dashes(full_report: Report):
    footer = opened(full_report).sections[0].footer.paragraphs[0]

    assert footer.text == "— 1 —"
    assert [element.text for element in footer._p.iter(qn("w:instrText"))] == [" PAGE "]


@pytest.mark.parametrize(
    ("name", "kind", "font", "size"),
    [
        ("Title", WD_STYLE_TYPE.PARAGRAPH, "方正小标宋简体", 22),
        ("Heading 1", WD_STYLE_TYPE.PARAGRAPH, "黑体", 16),
        ("段首小标题", WD_STYLE_TYPE.CHARACTER, "楷体_GB2312", None),
        ("表格文字", WD_STYLE_TYPE.PARAGRAPH, "宋体", 10.5),
    ],
)
def test_styles_have_the_fonts_of_the_standard(blank_report, name, kind, font, size):
    style = opened(blank_report).styles[name]

    assert style.type == kind
    assert style.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert style.font.size == (size and Pt(size))


def test_body_text_is_sixteen_points_on_exact_lines_with_an_indent_in_characters(blank_report):
    styles = opened(blank_report).styles
    defaults = styles.element.find(".//" + qn("w:rPrDefault") + "/" + qn("w:rPr"))
    indent = styles["Body Text"].element.pPr.ind

    assert defaults.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert defaults.find(qn("w:sz")).get(qn("w:val")) == "32"
    assert styles["Normal"].paragraph_format.line_spacing == Pt(28.95)
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_a_run_in_head_is_a_run_of_its_own(full_report: Report):
    paragraph = next(one for one in opened(full_report).paragraphs if one.text.startswith("（一）主动公开："))

    assert [(run.style.name, run.text[:8]) for run in paragraph.runs] == [
        ("段首小标题", "（一）主动公开："),
        ("Default Paragraph Font", "围绕群众关心的民"),
    ]


def test_tables_fill_the_type_area_and_rows_do_not_split(full_report: Report):
    for table in opened(full_report).tables:
        assert sum(column.width for column in table.columns) == pytest.approx(Mm(156), abs=Mm(0.02))
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_heads_repeat_only_where_they_are_those_of_the_whole_table(full_report: Report):
    heads = [
        sum(row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows)
        for table in opened(full_report).tables
    ]
    assert heads == [0, 3, 3]


def test_a_long_figure_is_set_smaller_not_broken(form):
    report = new_report(form, "", 2025, {"disputes.reconsideration.upheld": 12345678})
    table = opened(report).tables[2]
    run = table.rows[3].cells[0].paragraphs[0].runs[0]

    assert run.font.size < Pt(8)
    assert table.rows[3].cells[0].text == "12345678"


def test_properties_are_the_reports_own(full_report: Report):
    properties = opened(full_report).core_properties

    assert (properties.title, properties.author) == (full_report.title, full_report.unit)
    assert properties.language == "zh-CN"
    assert (properties.created.year, properties.modified.year) == (2025, 2025)


@pytest.mark.parametrize(
    ("unit", "lines"),
    [
        ("涿河区金牛山办事处", ["涿河区金牛山办事处", "2025年政府信息公开工作年度报告"]),
        ("某街道", ["某街道2025年政府信息公开工作年度报告"]),
        ("", ["2025年政府信息公开工作年度报告"]),
    ],
)
def test_a_long_title_breaks_after_the_unit(form, unit, lines):
    assert opened(new_report(form, unit, 2025)).paragraphs[0].text.split("\n") == lines


def test_tabs_in_a_text_are_kept_each(form):
    report = new_report(form, "甲街道", 2025, {"problems": "前\t\t后"})
    (paragraph,) = (one for one in docx.Document(BytesIO(render(report))).paragraphs if "前" in one.text)

    assert paragraph.text == "前\t\t后"


def test_the_same_report_gives_the_same_bytes_and_only_what_it_needs(full_report: Report):
    content = render(full_report)

    assert render(full_report) == content
    with ZipFile(BytesIO(content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name or "customXml" in name]
