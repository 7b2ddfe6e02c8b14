from io import BytesIO
from pathlib import Path

import pikepdf

from disclosure_desk.core.form import Form
from disclosure_desk.readers import read
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.flow import render

BUNDLED_FONTS = PageSettings(office_fonts=False)


def test_the_reports_file_is_small_enough_to_upload(form: Form, pasted_path: Path):
    assert len(render(read(form, pasted_path).report, BUNDLED_FONTS)) <= 300_000


def test_a_report_of_large_figures_is_no_larger(full_report):
    assert len(render(full_report, BUNDLED_FONTS)) <= 300_000


def test_what_a_screen_reader_needs_costs_little(full_report):
    with pikepdf.open(BytesIO(render(full_report, BUNDLED_FONTS))) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        sizes = [len(one.read_raw_bytes()) for one in streams if one.get("/Type") in {"/ObjStm", "/XRef"}]
    assert len(sizes) == 2
    assert sum(sizes) <= 8_000
