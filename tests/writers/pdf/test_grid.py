"""What a table puts on the sheet: its lines, its tints, and where a paragraph beside it starts."""

import pypdfium2
import pytest

from disclosure_desk.core.layout import lay_out
from disclosure_desk.writers.pdf import grid
from disclosure_desk.writers.pdf.flow import render
from disclosure_desk.writers.pdf.font.chains import BUNDLED
from disclosure_desk.writers.pdf.page import DocumentInfo, PageCanvas, PageForm
from disclosure_desk.writers.pdf.table import fit


def ink_of(form, table: str, *, tint: bool = True) -> list[str]:
    area = PageForm()
    sheet = PageCanvas(DocumentInfo("标题", "单位", 2025), area, BUNDLED.table)
    layout = lay_out(form.grids[table])
    fitted = fit(layout, {box.cell: "0" for box in layout.boxes if box.cell}, area.measure, area.depth, BUNDLED.table)
    grid.draw(sheet, fitted, range(layout.rows), tint=tint)
    assert sheet.y == pytest.approx(fitted.depth())
    return sheet._ink


@pytest.mark.parametrize("table", ["proactive", "requests", "disputes"])
def test_lines_inside_are_thin_and_the_four_around_are_stronger(form, table):
    rules = [ink for ink in ink_of(form, table) if ink.endswith("S")]
    assert [rule.split(" w ")[0] for rule in rules] == ["0.5", "0.75"]
    assert rules[1].count(" l ") == 4


@pytest.mark.parametrize(("table", "captions"), [("proactive", 4), ("requests", 0), ("disputes", 0)])
def test_only_captions_are_tinted(form, table, captions):
    assert sum(" re f" in ink for ink in ink_of(form, table)) == captions


def test_a_plain_table_has_no_tint(form):
    assert not any(" re f" in ink for ink in ink_of(form, "proactive", tint=False))


def test_paragraphs_and_headings_are_indented_by_two_characters(full_report):
    area = PageForm()
    document = pypdfium2.PdfDocument(render(full_report))
    text = document[0].get_textpage()
    for start in ("根据《中华", "本报告由", "一、总体情况"):
        finder = text.search(start)
        index, _ = finder.get_next()
        assert text.get_charbox(index)[0] - area.left == pytest.approx(2 * area.pitch, abs=3)
        finder.close()
    text.close()
    document.close()
