"""Whole PDFs: the published report of a district, and what this program writes itself."""

import pytest
from hongze import FIGURES, TEXTS
from pypdfium2 import PdfDocument

from disclosure_desk.form_file import load_form
from disclosure_desk.readers import read, read_content
from disclosure_desk.readers.doubts import cell_in_row
from disclosure_desk.report import new_report
from disclosure_desk.writers import rendered
from disclosure_desk.writers.archive_copy import SHEETS, Dossier, Record, archive_copy
from disclosure_desk.writers.page_settings import PageSettings

FORM = load_form("2021")
NUMBERED = {cell: 10_000_000 + 1001 * number for number, cell in enumerate(FORM.cells)}
BEGUN = Record("2026-01-07T08:30:12.345+08:00", "新建", "整份报告", "", "2025年年度报告")


@pytest.fixture(scope="module")
def hongze(request):
    cases = request.config.rootpath.parent / "shared" / "cases"
    return read(FORM, cases / "hongze-2024.pdf")


def test_published_report_has_every_figure_at_its_cell(hongze):
    assert {cell: hongze.report.figure(cell) for cell in FORM.cells} == FIGURES


@pytest.mark.parametrize(("text", "expected"), TEXTS.items(), ids=TEXTS)
def test_published_report_has_every_text_in_its_place(hongze, text, expected):
    begins, ends, paragraphs = expected
    written = hongze.report.texts[text]
    assert (written[: len(begins)], written[-len(ends) :]) == (begins, ends)
    assert len(written.splitlines()) == paragraphs
    assert not any(character.isspace() and character != "\n" for character in written)


def test_published_report_marks_the_rows_that_differ_from_the_form(hongze):
    assert (hongze.report.unit, hongze.report.year) == ("淮安市洪泽区人民政府", 2024)
    assert {cell.rpartition(".")[0] for cell in hongze.unsure if cell in FORM.cells} == {
        "requests.outcome.denied.prohibited_by_law",
        "requests.outcome.other.other",
    }


def test_every_figure_of_the_published_report_has_the_box_it_is_printed_in(hongze, request):
    with PdfDocument(request.config.rootpath.parent / "shared" / "cases" / "hongze-2024.pdf") as document:
        printed = {cell: _within(document, hongze, cell) for cell in FORM.cells if cell in hongze.origins}
    assert len(printed) == 186
    assert printed == {cell: hongze.origins[cell].text for cell in printed}


def _within(document, reading, cell):
    """What is printed in the box of a figure's cell."""
    row, place = reading.items[reading.origins[cell].item], cell_in_row(reading, cell)
    page = document[row.spot.page]
    left, top, right, bottom = row.boxes[place]
    width, height = page.get_size()
    text = page.get_textpage()
    return text.get_text_bounded(left * width, (1 - bottom) * height, right * width, (1 - top) * height).strip()


@pytest.mark.parametrize("double_sided", [True, False])
@pytest.mark.parametrize("figures", [NUMBERED, dict.fromkeys(FORM.cells)], ids=["eight-digits", "blanks"])
def test_own_page_reads_back_as_the_same_report(full_report, figures, double_sided):
    report = new_report(FORM, full_report.unit, full_report.year, {**figures, **full_report.texts})
    reading = read_content(FORM, rendered(report, ".pdf", PageSettings(double_sided=double_sided)), ".pdf")
    assert reading.report.figures() == report.figures()
    assert dict(reading.report.texts) == dict(report.texts)
    assert (reading.report.unit, reading.report.year) == (report.unit, report.year)
    assert not {note.place for note in reading.remarks} & report.figures().keys()


@pytest.mark.parametrize("sheets", [SHEETS, ("report", "review"), ("report",), ("cover", "report")], ids="+".join)
def test_archive_copy_reads_back_as_its_report_alone(full_report, sheets):
    content = archive_copy(Dossier(full_report, (), (BEGUN,)), sheets)
    reading = read_content(FORM, content, ".pdf")
    assert reading.report.figures() == full_report.figures()
    assert dict(reading.report.texts) == dict(full_report.texts)
    assert reading.remarks == ()
