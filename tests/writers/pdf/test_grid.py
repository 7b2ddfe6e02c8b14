"""What a table draws on the page: its rules, its tints, and where a paragraph beside it starts."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from disclosure_desk.core.layout import lay_out
from disclosure_desk.writers.pdf import grid
from disclosure_desk.writers.pdf.document import PdfOutput
from disclosure_desk.writers.pdf.flow import render
from disclosure_desk.writers.pdf.font.chains import BUNDLED
from disclosure_desk.writers.pdf.grid_structure import GridStructure
from disclosure_desk.writers.pdf.page import PageCanvas, PageGeometry
from disclosure_desk.writers.pdf.table import fit
from disclosure_desk.writers.pdf.xmp import DocumentInfo


def drawn(form, table: str, *, tint: bool = True) -> list[str]:
    area = PageGeometry()
    canvas = PageCanvas(PdfOutput(DocumentInfo("标题", "单位", 2025), area.width, area.height), area, BUNDLED.table)
    layout = lay_out(form.grids[table])
    fitted = fit(layout, {box.cell: "0" for box in layout.boxes if box.cell}, area.measure, area.depth, BUNDLED.table)
    structure = GridStructure(canvas.element("Table"), layout)
    grid.draw(canvas, fitted, range(layout.rows), structure, tint=tint)
    assert canvas.y == pytest.approx(fitted.depth())
    with pikepdf.open(BytesIO(canvas.finish())) as document:
        return document.pages[0].Contents.read_bytes().decode().splitlines()


@pytest.mark.parametrize("table", ["proactive", "requests", "disputes"])
def test_lines_inside_are_thin_and_the_four_around_are_stronger(form, table):
    rules = [line for line in drawn(form, table) if line.endswith("S")]
    assert [rule.split(" w ")[0] for rule in rules] == ["0.5", "0.75"]
    assert rules[1].count(" l ") == 4


@pytest.mark.parametrize(("table", "captions"), [("proactive", 4), ("requests", 0), ("disputes", 0)])
def test_only_captions_are_tinted(form, table, captions):
    assert sum(" re f" in line for line in drawn(form, table)) == captions


def test_a_plain_table_has_no_tint(form):
    assert not any(" re f" in line for line in drawn(form, "proactive", tint=False))


def test_paragraphs_and_headings_are_indented_by_two_characters(full_report):
    area = PageGeometry()
    document = pypdfium2.PdfDocument(render(full_report))
    text = document[0].get_textpage()
    for start in ("根据《中华", "本报告由", "一、总体情况"):
        finder = text.search(start)
        index, _ = finder.get_next()
        assert text.get_charbox(index)[0] - area.left == pytest.approx(2 * area.pitch, abs=3)
        finder.close()
    text.close()
    document.close()
