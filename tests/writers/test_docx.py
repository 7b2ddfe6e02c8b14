import re
import tomllib
from datetime import date
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from example_count import examples
from hypothesis import Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import Layout
from disclosure_desk.core.report import Report, new_report
from disclosure_desk.core.resources import resource
from disclosure_desk.readers import read_content
from disclosure_desk.writers.docx import render
from disclosure_desk.writers.outline import Heading, Paragraph, Table, outline
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.cell_room import breaks_alike
from disclosure_desk.writers.pdf.columns import PADDING
from disclosure_desk.writers.pdf.measured_pages import measure

LEFT, CENTER, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT

EXAMPLES = hypothesis_settings(
    max_examples=examples(6), deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)
"""Without shrinking: a whole file for each step of it takes minutes."""


def opened(report: Report, settings: PageSettings | None = None):
    return docx.Document(BytesIO(render(report, settings)))


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
        text = cells[box.row][box.column].text
        assert (text if box.cell else text.replace("\n", "")) == (
            print_figure(report.figure(box.cell)) if box.cell else box.text
        )


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


def test_page_numbers_are_at_the_outer_edge_one_character_in_or_in_the_middle(full_report: Report):
    facing, single = opened(full_report), opened(full_report, PageSettings(double_sided=False))
    odd, even = (section.paragraphs[0] for section in (facing.sections[0].footer, facing.sections[0].even_page_footer))
    (middle,) = single.sections[0].footer.paragraphs

    assert facing.settings.odd_and_even_pages_header_footer
    assert not single.settings.odd_and_even_pages_header_footer
    assert [one.text for one in (odd, even, middle)] == ["— 1 —"] * 3
    assert [one.paragraph_format.alignment for one in (odd, even, middle)] == [RIGHT, LEFT, CENTER]
    assert (odd.paragraph_format.right_indent, even.paragraph_format.left_indent) == (Pt(14), Pt(14))
    for section in (facing.sections[0], single.sections[0]):
        middle_of_line = section.footer_distance + facing.styles["Footer"].paragraph_format.line_spacing / 2
        assert section.bottom_margin - middle_of_line == pytest.approx(Mm(7), abs=Pt(0.1))
    for one in (odd, even, middle):
        assert [element.text for element in one._p.iter(qn("w:instrText"))] == [" PAGE "]


def test_the_grid_of_the_page_has_22_lines_of_28_characters(blank_report: Report):
    document = opened(blank_report)
    (grid,) = document.element.body.sectPr.findall(qn("w:docGrid"))
    pitch = 16 + int(grid.get(qn("w:charSpace"))) / 4096

    assert grid.get(qn("w:type")) == "linesAndChars"
    assert int(225 / 25.4 * 1440) // int(grid.get(qn("w:linePitch"))) == 22
    assert int((210 - 28 - 26) / 25.4 * 72 / pitch + 0.001) == 28
    assert document.styles["Normal"].font.size == Pt(16)


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

    names = [run.style.name for run in paragraph.runs]

    assert paragraph.runs[0].text == "（一）主动公开："
    assert names == ["段首小标题", *["Default Paragraph Font"] * (len(names) - 1)]


def test_a_run_in_head_may_be_all_of_a_paragraph(form):
    report = new_report(form, "甲街道", 2025, {"overview.proactive": "（一）主动公开"})
    (paragraph,) = (one for one in opened(report).paragraphs if one.style.name == "Body Text")

    assert [(run.style.name, run.text) for run in paragraph.runs] == [("段首小标题", "（一）主动公开")]


def test_tables_fill_the_type_area_and_rows_do_not_split(full_report: Report):
    for table in opened(full_report).tables:
        assert sum(column.width for column in table.columns) == pytest.approx(Mm(156), abs=Mm(0.02))
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_heads_are_marked_and_repeat_those_over_the_first_figures(full_report: Report):
    """Table two is never cut, so that only its first block's heads need the mark that a screen reader looks for."""
    tables = opened(full_report).tables
    heads = [[row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] for table in tables]

    assert [(sum(marks), marks.index(False)) for marks in heads] == [(2, 2), (3, 3), (3, 3)]
    looks = [int(table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:val")), 16) for table in tables]
    assert [(look & 0x20, look & 0x80) for look in looks] == [(0x20, 0x80), (0x20, 0x80), (0x20, 0)]
    assert [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in tables] == [
        "表二　主动公开政府信息情况",
        "表三　收到和处理政府信息公开申请情况",
        "表四　政府信息公开行政复议、行政诉讼情况",
    ]


def test_a_table_is_set_as_in_the_pdf(full_report: Report):
    tables = [part.table for part in measure(full_report, PageSettings()).parts if part.table]
    document = opened(full_report)
    for table, fitted in zip(document.tables, tables, strict=True):
        style = document.styles[f"{fitted.layout.grid.name}文字"]
        widths = [after - before for before, after in pairwise(fitted.edges)]

        assert (style.font.size, style.paragraph_format.line_spacing) == (Pt(fitted.size), Pt(round(fitted.leading, 3)))
        assert {one.style.name for row in table.rows for cell in row.cells for one in cell.paragraphs} == {style.name}
        assert [column.width.pt for column in table.columns] == pytest.approx(widths, abs=0.06)
        least = fitted.heights(range(fitted.layout.rows))
        assert all(row.height.pt + 0.5 >= height - 0.1 for row, height in zip(table.rows, least, strict=True))


def test_heads_and_labels_have_the_room_at_which_they_break_as_in_the_pdf(full_report: Report):
    """Or all the room of their cell, where line breaks are written into them."""
    parts = [part.table for part in measure(full_report, PageSettings()).parts if part.table]
    by_room = 0
    for table, fitted in zip(opened(full_report).tables, parts, strict=True):
        cells = [row.cells for row in table.rows]
        heads = [(box, lines) for box, lines in zip(fitted.layout.boxes, fitted.lines, strict=True) if box.text]
        for box, lines in heads:
            (paragraph,) = cells[box.row][box.column].paragraphs
            set_format = paragraph.paragraph_format
            width = fitted.edges[box.column + box.columns] - fitted.edges[box.column]
            room = width - 2 * PADDING - set_format.left_indent.pt - set_format.right_indent.pt
            if "\n" in paragraph.text:
                assert room == pytest.approx(width - 1, abs=0.15)
            else:
                assert breaks_alike(lines, fitted.size, room)
                by_room += 1
    assert by_room > 50


@pytest.mark.parametrize(("tint", "fills"), [(True, {"EBEBEB"}), (False, set())])
def test_captions_within_a_table_are_grey_if_the_office_wants_it(full_report, tint, fills):
    document = opened(full_report, PageSettings(tint=tint))
    assert {shade.get(qn("w:fill")) for shade in document.element.body.iter(qn("w:shd"))} == fills


def test_a_signature_stands_where_the_pdf_has_it(form):
    settings = PageSettings(signed=True, signed_on=date(2026, 1, 20))
    *_, blank, name, day = opened(new_report(form, "甲街道办事处", 2025, {"problems": "无。"}), settings).paragraphs

    assert [one.text for one in (blank, name, day)] == ["", "甲街道办事处", "2026年1月20日"]
    assert name.paragraph_format.first_line_indent == day.paragraph_format.first_line_indent == 0
    assert day.paragraph_format.left_indent > name.paragraph_format.left_indent > Mm(70)


def test_a_long_figure_is_narrowed_not_broken(form):
    counts = {cell: 99_999_999 for cell in form.cells if cell.startswith("disputes.")}
    table = opened(new_report(form, "", 2025, counts)).tables[2]
    run = table.rows[3].cells[4].paragraphs[0].runs[0]

    assert 50 < int(run._r.rPr.find(qn("w:w")).get(qn("w:val"))) < 100
    assert run.text == "99999999"


def test_fonts_have_the_other_names_that_the_pdf_looks_for(blank_report):
    with ZipFile(BytesIO(render(blank_report))) as archive:
        table = parse_xml(archive.read("word/fontTable.xml"))
        styles = archive.read("word/styles.xml").decode()
    names = {font.get(qn("w:name")): font.find(qn("w:altName")) for font in table}
    others = {name: set(() if alt is None else alt.get(qn("w:val")).split(",")) for name, alt in names.items()}
    kinds = tomllib.loads(resource("fonts", "fonts.toml").read_text("utf-8"))["kinds"]

    assert set(re.findall(r'w:(?:eastAsia|ascii)="([^"]+)"', styles)) - {"zh-CN"} == set(names)
    for kind in kinds:
        wanted = [name for names in kind["office"] for name in names]
        assert others[wanted[0]] == set(wanted[1:])


def test_properties_are_the_reports_own(full_report: Report):
    properties = opened(full_report).core_properties

    assert (properties.title, properties.author) == (full_report.title, full_report.unit)
    assert properties.language == "zh-CN"
    languages = opened(full_report).styles.element.findall(".//" + qn("w:lang"))
    assert {one.get(qn(f"w:{script}")) for one in languages for script in ("val", "eastAsia")} == {"zh-CN"}
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


def test_the_longest_name_is_read_back_from_the_lines_of_its_title(form):
    unit = "长宁区金牛山经济技术开发区管理委员会综合行政执法局第二分局驻河东街道"
    unit += "联合工作组办公室临时指挥协调保障中心专项的街道办事处"
    report = new_report(form, unit, 2025, {**dict.fromkeys(form.cells, 0), "problems": "无。"})
    content = render(report)

    assert (len(unit), opened(report).paragraphs[0].text.count("\n")) == (60, 4)
    assert read_content(form, content, ".docx").report.unit == unit


def test_of_a_name_that_is_too_long_no_part_is_read_back(form):
    unit = "内蒙古自治区呼伦贝尔市莫力达瓦达斡尔族自治旗尼尔基镇国家农业高新技术产业开发区管理委员会"
    unit += "行政审批与政务服务信息化管理局驻北京市朝阳区第一综合办事处办公室综合中心"
    report = new_report(form, unit, 2025, {**dict.fromkeys(form.cells, 0), "problems": "无。"})

    read_back = read_content(form, render(report), ".docx")

    assert (len(unit), read_back.report.unit) == (80, "")


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


def kept(block) -> tuple[bool, bool]:
    """Whether a paragraph stays with the next one, and whether no line of it is alone on a page."""
    return block.paragraph_format.keep_with_next is True, block.paragraph_format.widow_control is True


def test_two_lines_stay_with_the_heading_before_and_the_signature_after_them(form):
    long = "公开为常态。" * 30
    values = {"overview.lead": f"{long}\n{long}", "problems": "短。", "other_matters": f"{long}\n{long}"}
    report = new_report(form, "甲街道办事处", 2025, values)
    settings = PageSettings(signed=True)
    blocks = [one for one in opened(report, settings).paragraphs if one.style.name == "Body Text"]

    assert [kept(one) for one in blocks] == [
        *((False, True), (False, False)),
        (False, False),
        *((False, True), (True, True)),
        *((True, False), (True, False), (False, False)),
    ]
    assert [kept(one) for one in opened(report).paragraphs][-1] == (False, False)


@pytest.mark.parametrize(("lines", "breaks"), [(11, ()), (12, (6,)), (13, (5,)), (16, (2,)), (17, ())])
def test_a_paragraph_after_a_heading_may_leave_its_last_line_alone_where_the_pdf_does(form, lines, breaks):
    report = new_report(form, "甲街道", 2025, {"preface": "\n".join(["无。"] * lines), "overview.lead": "公开。" * 60})
    (part,) = (part for part in measure(report, PageSettings()).parts if len(part.lines) > 1)
    (block,) = (one for one in opened(report).paragraphs if len(one.text) > 100)

    assert (len(part.lines), part.breaks) == (7, breaks)
    assert kept(block) == (False, breaks != (6,))
