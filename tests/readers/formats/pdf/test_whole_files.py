"""Whole PDFs: the printed report of a district, and what this program writes itself."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple

import hongze
import printed_report
import pytest
from pypdfium2 import PdfDocument
from shared_cases import shared_case

from disclosure_desk.checks import check
from disclosure_desk.core.figure import Figure
from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import new_report
from disclosure_desk.readers import Reading, read, read_content
from disclosure_desk.readers.review.review_items import cell_in_row
from disclosure_desk.writers import render_file
from disclosure_desk.writers.archive_copy import SHEETS, archive_copy
from disclosure_desk.writers.archive_record import ArchiveRecord, ChangeRecordEntry
from disclosure_desk.writers.page_settings import PageSettings

FORM = load_form("2021")
NUMBERED = {cell: 10_000_000 + 1001 * number for number, cell in enumerate(FORM.cells)}
BEGUN = ChangeRecordEntry("2026-01-07T08:30:12.345+08:00", "新建", "整份报告", "", "2025年年度报告")


class Printed(NamedTuple):
    """What is printed in a report: figures by cell, and how each text begins, ends and in how many paragraphs."""

    unit: str
    year: int
    figures: Mapping[str, Figure | None]
    texts: Mapping[str, tuple[str, str, int]]


def _whole(text: str) -> tuple[str, str, int]:
    return text, text, len(text.splitlines())


OWN = Printed(
    printed_report.UNIT,
    printed_report.YEAR,
    dict.fromkeys(FORM.cells) | {cell: Decimal(figure) for cell, figure in printed_report.figures().items()},
    {text: _whole(written) for text, written in printed_report.TEXTS.items()},
)
HONGZE = Printed("淮安市洪泽区人民政府", 2024, hongze.FIGURES, hongze.TEXTS)
REPORTS = [
    pytest.param(printed_report.printed_report(), OWN, id="own"),
    *shared_case("hongze-2024.pdf", HONGZE),
]


@cache
def reading_of(source: bytes | Path) -> Reading:
    return read(FORM, source) if isinstance(source, Path) else read_content(FORM, source, ".pdf")


@pytest.mark.parametrize(("source", "printed"), REPORTS)
def test_published_report_has_every_figure_at_its_cell(source, printed):
    report = reading_of(source).report
    assert (report.unit, report.year) == (printed.unit, printed.year)
    assert {cell: report.figure(cell) for cell in FORM.cells} == printed.figures


@pytest.mark.parametrize("text", FORM.texts)
@pytest.mark.parametrize(("source", "printed"), REPORTS)
def test_published_report_has_every_text_in_its_place(source, printed, text):
    begins, ends, paragraphs = printed.texts[text]
    written = reading_of(source).report.texts[text]
    assert (written[: len(begins)], written[-len(ends) :]) == (begins, ends)
    assert len(written.splitlines()) == paragraphs
    assert not any(character.isspace() and character != "\n" for character in written)


@pytest.mark.parametrize(("source", "printed"), REPORTS)
def test_published_report_marks_the_rows_that_differ_from_the_form(source, printed):
    assert printed.figures
    assert {cell.rpartition(".")[0] for cell in reading_of(source).unsure if cell in FORM.cells} == {
        "requests.outcome.denied.prohibited_by_law",
        "requests.outcome.other.other",
    }


@pytest.mark.parametrize(("source", "printed"), REPORTS)
def test_number_of_one_office_is_not_held_against_the_table_of_them_all(source, printed):
    report = reading_of(source).report
    assert str(printed.figures["requests.received.total"]) not in report.texts["overview.on_request"]
    assert [finding.message for finding in check(report) if finding.rule.startswith("W-")] == []


@pytest.mark.parametrize(("source", "printed"), REPORTS)
def test_every_figure_of_the_published_report_has_the_box_it_is_printed_in(source, printed):
    reading = reading_of(source)
    with PdfDocument(source) as document:
        found = {cell: _within(document, reading, cell) for cell in FORM.cells if cell in reading.origins}
    assert found.keys() == {cell for cell, figure in printed.figures.items() if figure is not None}
    assert found == {cell: reading.origins[cell].text for cell in found}


def _within(document, reading, cell):
    """What is printed in the box of a figure's cell."""
    row, place = reading.items[reading.origins[cell].item], cell_in_row(reading, cell)
    page = document[row.location.page]
    left, top, right, bottom = row.boxes[place]
    width, height = page.get_size()
    text = page.get_textpage()
    return text.get_text_bounded(left * width, (1 - bottom) * height, right * width, (1 - top) * height).strip()


@pytest.mark.slow
@pytest.mark.parametrize("double_sided", [True, False])
@pytest.mark.parametrize("figures", [NUMBERED, dict.fromkeys(FORM.cells)], ids=["eight-digits", "blanks"])
def test_own_page_reads_back_as_the_same_report(full_report, figures, double_sided):
    report = new_report(FORM, full_report.unit, full_report.year, {**figures, **full_report.texts})
    reading = read_content(FORM, render_file(report, ".pdf", PageSettings(double_sided=double_sided)), ".pdf")
    assert reading.report.figures() == report.figures()
    assert dict(reading.report.texts) == dict(report.texts)
    assert (reading.report.unit, reading.report.year) == (report.unit, report.year)
    assert not {note.place for note in reading.report.notes} & report.figures().keys()


@pytest.mark.parametrize("sheets", [SHEETS, ("report", "review"), ("report",), ("cover", "report")], ids="+".join)
def test_archive_copy_reads_back_as_its_report_alone(full_report, sheets):
    content = archive_copy(ArchiveRecord(full_report, (), (BEGUN,)), sheets)
    reading = read_content(FORM, content, ".pdf")
    assert reading.report.figures() == full_report.figures()
    assert dict(reading.report.texts) == dict(full_report.texts)
    assert reading.report.notes == ()
