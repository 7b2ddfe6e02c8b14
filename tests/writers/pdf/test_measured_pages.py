"""Pages that are measured for an office file are those of the PDF, and set only once for both."""

import pytest

from disclosure_desk.core.report import Report, new_report
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.document import PdfOutput
from disclosure_desk.writers.pdf.flow import Flow, report_canvas
from disclosure_desk.writers.pdf.measured_pages import fitted_table, measure
from disclosure_desk.writers.pdf.page import PageGeometry

SIGNED = PageSettings(office_fonts=False, signed=True)


def test_what_was_set_for_the_pdf_is_not_set_again_where_there_are_no_office_fonts(full_report: Report):
    geometry, settings = PageGeometry(), PageSettings()
    flow = Flow(full_report, settings, geometry, report_canvas(full_report, settings, geometry, PdfOutput))
    flow.finish()
    measured = measure(full_report, settings).parts

    assert [part.lines for part in measured] == [part.lines for part in flow.set_parts]  # lines compare by identity
    tables = [(part.table, set_part.table) for part, set_part in zip(measured, flow.set_parts, strict=True)]
    assert [one and one.lines for one, _ in tables] == [other and other.lines for _, other in tables]
    for table, _ in tables:
        assert table is None or fitted_table(full_report, table.layout).lines == table.lines


@pytest.mark.parametrize(("character", "width"), [("\U0003134f", 1.0), ("\u0243", 0.5)])
def test_a_character_that_the_program_has_no_font_for_is_as_wide_as_its_script(form, character, width):
    in_unit = new_report(form, f"{character}局", 2025, {"problems": "甲乙。"})
    in_text = new_report(form, "", 2025, {"problems": f"甲{character}乙。"})
    signature = [line for line, _ in measure(in_unit, SIGNED).signature]
    text = [line for part in measure(in_text, SIGNED).parts for line in part.lines]

    for lines in (signature, text):
        glyphs = [glyph for line in lines for _, glyph in line.glyphs]
        assert [(one.number, one.advance) for one in glyphs if one.character == character] == [(0, width)]
