"""A table that is there without a figure is told from one that is missing, and a blank row from a figure."""

import re
from pathlib import Path

import pytest
from numbered import numbered
from pasted_text import read_text

TABLES = Path(__file__).resolve().parents[1] / "data" / "reading" / "tables"
FORMS = ("one_per_line", "spans", "strokes", "pdf_copy", "markdown", "small_tables", "turned")
PARTS = {
    "proactive": ("二、", "三、收到", "表二"),
    "requests": ("三、", "四、政府", "表三"),
    "disputes": ("四、政府", "五、", "表四"),
}


def with_blank(name, grid, pattern=r"\d{3,}"):
    text = (TABLES / f"{name}.txt").read_text(encoding="utf-8")
    start = text.index(f"\n{PARTS[grid][0]}")
    end = text.index(f"\n{PARTS[grid][1]}")
    return text[:start] + re.sub(pattern, "", text[start:end]) + text[end:]


@pytest.mark.parametrize("grid", PARTS)
@pytest.mark.parametrize("name", FORMS)
def test_table_without_a_figure_is_there_and_blank_and_not_missing(form, name, grid):
    reading = read_text(form, with_blank(name, grid))

    rest = {cell: figure for cell, figure in numbered(form).items() if not cell.startswith(grid)}
    assert {cell: figure for cell, figure in reading.report.cells.items() if figure is not None} == rest
    assert [note.text for note in reading.report.notes] == [
        f"{PARTS[grid][2]}在原文里有表格，但是没有填数，各格先空着。"
    ]


@pytest.mark.parametrize("grid", PARTS)
def test_table_of_which_only_the_heading_is_there_is_missing(form, grid):
    reading = read_text(form, with_blank("spans", grid, r"(?s)(?<=情况\n).*"))

    assert [note.text for note in reading.report.notes] == [f"表格缺失：没有找到{PARTS[grid][2]}，各格先空着。"]


def test_table_four_with_half_its_heads_and_no_figure_is_missing(form):
    reading = read_text(form, with_blank("spans", "disputes").replace("复议后起诉", ""))

    assert [note.text for note in reading.report.notes] == ["表格缺失：没有找到表四，各格先空着。"]


def test_table_whose_figures_found_no_place_is_not_called_blank(form):
    row = "行政许可\t1\t2\t3\n"
    reading = read_text(form, with_blank("spans", "proactive").replace("行政许可", row))

    assert [note.kind for note in reading.report.notes] == ["unplaced"]


@pytest.mark.parametrize("name", FORMS[:-1])
def test_blank_row_whose_label_begins_with_a_number_is_no_figure(form, name):
    reading = read_text(form, with_blank(name, "requests", r"(?<=3.其他)(?:[\s|｜│]*\d{3,}){7}"))

    blank = {cell for cell, figure in reading.report.cells.items() if figure is None}
    assert blank == {cell for cell in form.cells if cell.startswith("requests.outcome.other.other")}
    assert not reading.report.notes
