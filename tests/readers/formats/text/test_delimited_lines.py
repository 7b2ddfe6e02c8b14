"""Rows as spreadsheets write them: with commas, quotation marks and cells of several lines, told apart from prose."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from numbered import numbered
from pasted_text import read_text

from disclosure_desk.readers.formats.text.reader import text_items
from disclosure_desk.readers.model.source_items import SourceParagraph, SourceRow

SPANS = (Path(__file__).resolve().parents[3] / "data" / "reading" / "tables" / "spans.txt").read_text("utf-8")


def saved(mark, *, broken=False, padded=False):
    """The report as a spreadsheet saves it; long labels `broken` in their cells, lines `padded` to one width."""
    buffer = StringIO()
    writer = csv.writer(buffer, delimiter=mark, lineterminator="\n")
    for line in SPANS.splitlines():
        cells = line.split("\t")
        if broken:
            cells = [f"{cell[:5]}\n{cell[5:]}" if len(cell) > 8 and len(cells) > 2 else cell for cell in cells]
        writer.writerow([*cells, *[""] * (10 - len(cells))] if padded else cells)
    return buffer.getvalue()


@pytest.mark.parametrize("mark", [",", "\t"])
@pytest.mark.parametrize("padded", [False, True])
@pytest.mark.parametrize("broken", [False, True])
def test_every_figure_is_in_its_cell_and_sure(form, mark, broken, padded):
    reading = read_text(form, saved(mark, broken=broken, padded=padded))

    assert dict(reading.report.cells) == dict(numbered(form))
    assert not reading.unsure
    assert dict(reading.report.texts) == dict(read_text(form, SPANS).report.texts)


@pytest.mark.parametrize(
    "line",
    [
        "规章,行政许可,行政处罚,行政强制",
        "一、本年新收 1,234 5,678 9,012 3,456 20,380",
        "公开了目录,指南,年报,公告,规章等。",
        "1,2,3",
    ],
    ids=["words", "thousands", "sentence", "few"],
)
def test_lines_with_commas_that_are_no_cells_stay_lines(line):
    assert list(text_items(f"{line}\n" * 12)) == [SourceParagraph(line)] * 12


def test_few_lines_of_cells_make_no_text_of_commas():
    assert list(text_items("规章,1,,2\n" * 9)) == [SourceParagraph("规章,1,,2")] * 9
    assert list(text_items("规章,1,,2\n" * 10)) == [SourceRow(("规章", "1", "", "2"))] * 10


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ('"三、\n结果"\t1', [SourceRow(("三、\n结果", "1"))]),
        ('a\t"三、\n结果"', [SourceRow(("a", "三、\n结果"))]),
        ('说“""三安全""”\t1', [SourceRow(('说“""三安全""”', "1"))]),
        ('"说""三安全"""\t1', [SourceRow(('说"三安全"', "1"))]),
        ('3.危及"三安全"\t1', [SourceRow(('3.危及"三安全"', "1"))]),
        ('"放管服"改革\t1\n规章\t2', [SourceRow(('"放管服"改革', "1")), SourceRow(("规章", "2"))]),
        ('"放管服\n改革。', [SourceParagraph('"放管服'), SourceParagraph("改革。")]),
        ('"放管服"\n改革。', [SourceParagraph('"放管服"'), SourceParagraph("改革。")]),
    ],
)
def test_quotation_marks_hold_a_cell_together_only_where_they_enclose_it(text, items):
    assert list(text_items(text)) == items


def test_record_that_never_ends_is_as_many_lines():
    text = '"三、\t1\n' + "规章\t2\n" * 20

    assert list(text_items(text)) == [SourceRow(('"三、', "1")), *[SourceRow(("规章", "2"))] * 20]


def test_headings_of_markdown_are_headings(form):
    marked = SPANS.replace("一、总体情况", "## 一、总体情况").replace("某某街道", "# 某某街道", 1)

    assert read_text(form, marked).report == read_text(form, SPANS).report
    assert list(text_items("#1 楼\n# 标题")) == [SourceParagraph("#1 楼"), SourceParagraph("标题")]
