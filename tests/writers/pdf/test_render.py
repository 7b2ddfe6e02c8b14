"""The PDF of a report, read back."""

import re
from collections import Counter
from decimal import Decimal
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name, Stream

from disclosure_desk.core.figure import print_figure
from disclosure_desk.core.layout import lay_out
from disclosure_desk.core.report import Change, Report, new_report
from disclosure_desk.writers.outline import Heading, Paragraph, outline
from disclosure_desk.writers.pdf.flow import render
from disclosure_desk.writers.pdf.font.chains import MissingGlyph
from disclosure_desk.writers.pdf.page import PageGeometry


def _with(report: Report, **values: object) -> Report:
    changes = [
        Change(place.replace("__", "."), report.value(place.replace("__", ".")), value)
        for place, value in values.items()
    ]
    report.apply(changes)
    return report


def test_every_paragraph_and_heading_stands_in_the_pdf_in_order(full_report, solid):
    text = solid(render(full_report))
    position = 0
    for part in outline(full_report):
        if isinstance(part, Heading | Paragraph):
            found = text.find("".join(part.text.split()), position)
            assert found >= position, part.text
            position = found


def test_every_figure_stands_in_the_pdf(full_report, pages):
    figures = Counter(print_figure(figure) for figure in full_report.figures().values())
    shown = Counter(re.findall(r"[0-9.]+", "\n".join(pages(render(full_report)))))
    assert figures.total() == 200
    assert not figures - shown


def test_every_label_stands_whole_in_the_pdf(full_report, form, pages):
    words = [set("".join(page.split())) for page in pages(render(full_report))]
    for grid in form.grids.values():
        letters = {letter for box in lay_out(grid).boxes for letter in "".join(box.text.split())}
        assert any(letters <= page for page in words)


def test_title_is_broken_after_the_unit(full_report, pages):
    first = pages(render(full_report))[0].splitlines()
    assert first[:2] == ["涿河区金牛山办事处", "2025年政府信息公开工作年度报告"]


def test_blank_report_has_headings_and_tables_without_figures(blank_report, form, solid):
    text = solid(render(blank_report))
    headings = [section.heading for section in form.sections if section.heading]
    assert [heading for heading in headings if heading in text] == headings
    after_title = text.partition(headings[0])[2]
    assert not re.search(r"(?<![0-9.])0(?![0-9])", after_title)


def test_report_without_unit_still_has_a_title(form, solid):
    assert solid(render(new_report(form, "", 2025))).startswith("2025年政府信息公开工作年度报告")


def test_document_says_what_it_is(full_report):
    pdf = render(full_report)
    document = pypdfium2.PdfDocument(pdf)
    about = document.get_metadata_dict()
    assert about["Title"] == full_report.title
    assert about["Author"] == full_report.unit
    assert about["Keywords"].startswith("涿河区金牛山办事处；2025年政府信息公开工作年度报告；总体情况；主动公开")
    assert about["Producer"].startswith("ReportLab PDF Library（标题：Desk 小标宋；")
    assert about["CreationDate"] == "D:20251231000000+08'00'"
    document.close()
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert opened.Root.Lang == "zh-CN"


def test_bookmarks_lead_to_the_six_sections(full_report, form, pages):
    pdf = render(full_report)
    document = pypdfium2.PdfDocument(pdf)
    marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    document.close()
    assert [title for title, _ in marks] == [section.heading for section in form.sections if section.heading]
    texts = pages(pdf)
    assert all(title in texts[page] for title, page in marks)


def test_all_fonts_are_embedded_and_no_other_is_named(full_report):
    with pikepdf.open(BytesIO(render(full_report))) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, Dictionary) and one.get("/Type") == Name.FontDescriptor]
        assert all(isinstance(font.FontFile2, Stream) for font in fonts)
        named = {str(font.FontName) for font in fonts}
        written = pdf.pages[0].Resources.unparse()
    assert len(fonts) == len(named) == 6
    assert all(re.fullmatch(r"/[A-Z]{6}\+\S+", name) for name in named)
    assert b"Helvetica" not in written


def test_same_report_gives_the_same_bytes_and_another_other_ones(full_report, form):
    again = new_report(form, full_report.unit, full_report.year, {**full_report.cells, **full_report.texts})
    assert render(full_report) == render(again)
    other = _with(again, problems="另一段话。")
    identifier = re.compile(rb"/ID\s*\[<(\w+)>")
    assert identifier.search(render(other))[1] != identifier.search(render(full_report))[1]


def test_character_no_font_has_is_named_with_code_point_and_place(full_report):
    report = _with(full_report, problems="请𠀀同志审核。")
    with pytest.raises(
        MissingGlyph, match=r"“五、存在的主要问题及改进情况”里有“𠀀”（U\+20000）.*“请”和“同志审核。”之间"
    ):
        render(report)


def test_character_missing_in_the_title_is_named_too(form):
    with pytest.raises(MissingGlyph, match=r"标题里有“𠀀”"):
        render(new_report(form, "𠀀街道办事处", 2025))


def test_control_character_is_named_by_its_code_point(full_report):
    with pytest.raises(MissingGlyph, match=r"一个看不见的字符（U\+0007）"):
        render(_with(full_report, problems="甲\x07乙"))


def test_rare_character_comes_from_the_fallback_font(full_report, solid):
    assert "生僻字㐂和①、㎡" in solid(render(_with(full_report, problems="生僻字㐂和①、㎡。")))


def test_invisible_characters_and_tabs_are_no_obstacle(full_report, solid):
    assert "甲乙丙" in solid(render(_with(full_report, problems="甲\u200b乙\t丙\ufeff。")))


def test_pages_are_a4_and_numbered_at_the_outer_edge(full_report):
    document = pypdfium2.PdfDocument(render(full_report))
    for number, page in enumerate(document, 1):
        assert page.get_size() == pytest.approx((595.28, 841.89), abs=0.01)
        text = page.get_textpage()
        finder = text.search(f"— {number} —")
        start, count = finder.get_next()
        boxes = [text.get_charbox(index) for index in range(start, start + count)]
        left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
        form = PageGeometry()
        if number % 2:
            assert form.left + form.measure - right == pytest.approx(14, abs=1.5)
        else:
            assert left - form.left == pytest.approx(14, abs=1.5)
        dash = document[number - 1].get_height() - (boxes[0][1] + boxes[0][3]) / 2
        assert dash - form.top - form.depth == pytest.approx(7 * 72 / 25.4, abs=1)
        finder.close()
        text.close()
        page.close()
    document.close()


def test_nothing_is_printed_outside_the_type_area_but_the_number(full_report):
    form = PageGeometry()
    document = pypdfium2.PdfDocument(render(_with(full_report, overview__lead="政府信息公开，" * 400)))
    for page in document:
        for shape in page.get_objects():
            left, bottom, right, top = shape.get_bounds()
            if bottom > form.height - form.top - form.depth - 1:
                assert left >= form.left - 1
                assert right <= form.left + form.measure + 1
                assert top <= form.height - form.top + 1
        page.close()
    document.close()


@pytest.mark.parametrize("lines", range(1, 24, 2))
def test_no_heading_stands_alone_at_the_foot_of_a_page(form, pages, lines):
    texts = dict.fromkeys(form.texts, "工作平稳有序。" * 9) | {"preface": "\n".join(["前言。"] * lines)}
    headings = {section.heading for section in form.sections if section.heading}
    for page in pages(render(new_report(form, "涿河区金牛山办事处", 2025, texts))):
        *body, _ = page.strip().splitlines()
        assert body[-1].strip() not in headings


def test_table_three_is_whole_on_one_page(full_report, pages):
    texts = ["".join(page.split()) for page in pages(render(full_report))]
    holding = [text for text in texts if "一、本年新收政府信息公开申请数量" in text]
    assert len(holding) == 1
    assert "四、结转下年度继续办理" in holding[0]
    assert "三、收到和处理政府信息公开申请情况" in holding[0]


def test_table_torn_by_shallow_pages_repeats_head_and_merged_labels(full_report, pages):
    shallow = PageGeometry(depth=300)
    texts = ["".join(page.split()) for page in pages(render(full_report, geometry=shallow))]
    torn = [text for text in texts if "申请人情况" in text]
    assert len(torn) > 2
    for text in torn:
        assert "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）" in text
        assert "法人或其他组织" in text
    inner = [text for text in torn if "不予公开" in text or "无法提供" in text or "其他处理" in text]
    assert all("三、本年度办理结果" in text for text in inner)
    figures = Counter(re.findall(r"[0-9.]+", "\n".join(pages(render(full_report, geometry=shallow)))))
    assert not Counter(print_figure(figure) for figure in full_report.figures().values()) - figures


def test_eight_digits_in_fifteen_columns_stay_in_their_boxes(full_report, form):
    grid = form.grids["disputes"]
    values = {cell: 10_000_001 + number for number, cell in enumerate(full_report.cells) if cell.startswith(grid.id)}
    report = new_report(form, full_report.unit, 2025, values)
    document = pypdfium2.PdfDocument(render(report))
    area = PageGeometry()
    column = area.measure / 15
    for page in document:
        text = page.get_textpage()
        for number, figure in enumerate(sorted(values.values())):
            finder = text.search(str(figure))
            if found := finder.get_next():
                boxes = [text.get_charbox(index) for index in range(found[0], found[0] + found[1])]
                assert boxes[0][0] >= area.left + number * column
                assert boxes[-1][2] <= area.left + (number + 1) * column
            finder.close()
        text.close()
        page.close()
    document.close()


def test_fee_keeps_its_decimals(form, pages):
    report = new_report(form, "涿河区金牛山办事处", 2025, {"proactive.fee.amount": Decimal("0.000001")})
    assert "\n".join(pages(render(report))).count("0.000001") == 1
