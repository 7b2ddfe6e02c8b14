"""The page of GB/T 9704 measured in the finished file: 22 lines of 28 characters, in the same places on each page."""

from itertools import groupby, pairwise

import pypdfium2
import pytest
from pypdfium2 import raw

from disclosure_desk.core.report import Change, new_report
from disclosure_desk.writers.pdf.flow import render
from disclosure_desk.writers.pdf.page import PageGeometry

AREA = PageGeometry()


def places(page):
    """Baseline from the page's top, left edge of the character's cell and character, of all body text on a page."""
    text = page.get_textpage()
    for number in range(text.count_chars()):
        x, y = raw.c_double(), raw.c_double()
        raw.FPDFText_GetCharOrigin(text, number, x, y)
        if raw.FPDFText_GetFontSize(text, number) == pytest.approx(16):
            yield round(page.get_height() - y.value, 2), x.value, text.get_text_range(number, 1)
    text.close()


def lines(page):
    """The body characters of each baseline."""
    found = sorted(place for place in places(page) if place[2].strip())
    return {base: list(group) for base, group in groupby(found, key=lambda place: place[0])}


@pytest.fixture
def long_text(form):
    report = new_report(form, "涿河区金牛山办事处", 2025)
    report.apply([Change("overview.lead", "", "政府信息公开工作年度报告" * 200)])
    document = pypdfium2.PdfDocument(render(report))
    yield document
    document.close()


def test_full_page_has_22_lines_of_28_characters(long_text):
    page = lines(long_text[1])
    assert [len(characters) for characters in page.values()] == [28] * 22
    assert {round(below - above, 2) for above, below in pairwise(page)} == {28.95}
    for characters in page.values():
        steps = [after - before for (_, before, _), (_, after, _) in pairwise(characters)]
        assert steps == pytest.approx([AREA.pitch] * 27, abs=0.02)
        assert characters[0][1] == pytest.approx(AREA.left, abs=0.25)
        assert characters[-1][1] + AREA.pitch == pytest.approx(AREA.left + AREA.measure, abs=0.25)


def test_lines_of_all_pages_stand_at_the_same_heights(full_report, long_text):
    heights = set(lines(long_text[1]))
    document = pypdfium2.PdfDocument(render(full_report))
    for page in document:
        assert set(lines(page)) <= heights
    document.close()


@pytest.mark.parametrize("paragraphs", range(0, 44, 3))
def test_text_goes_on_in_the_lines_of_the_page_after_tables_wherever_they_start(form, long_text, paragraphs):
    heights = set(lines(long_text[1]))
    values = {"overview.lead": "\n".join(["本年度平稳有序。"] * paragraphs), "problems": "存在的问题。"}
    document = pypdfium2.PdfDocument(render(new_report(form, "金牛山办事处", 2025, values)))
    for page in document:
        assert set(lines(page)) <= heights
    document.close()


@pytest.mark.parametrize("paragraphs", range(0, 44, 3))
def test_no_heading_ends_a_page(form, paragraphs):
    values = {"overview.lead": "\n".join(["本年度平稳有序。"] * paragraphs), "problems": "一", "other_matters": "二"}
    headings = {section.heading for section in form.sections}
    document = pypdfium2.PdfDocument(render(new_report(form, "金牛山办事处", 2025, values)))
    for page in document:
        text = page.get_textpage()
        assert text.get_text_bounded().replace("\r\n", "\n").strip().splitlines()[-2] not in headings
        text.close()
    document.close()


def test_table_is_set_tighter_before_it_leaves_a_page_half_empty(form):
    for paragraphs in range(8):
        values = {"overview.lead": "\n".join(["本年度平稳有序。"] * paragraphs)}
        document = pypdfium2.PdfDocument(render(new_report(form, "金牛山办事处", 2025, values)))
        text = document[0].get_textpage()
        assert "行政事业性收费" in text.get_text_bounded()
        text.close()
        document.close()
