import re
from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import ObjectStreamMode

from disclosure_desk.core.form import Form
from disclosure_desk.readers import read
from disclosure_desk.writers.page_settings import PageSettings
from disclosure_desk.writers.pdf.flow import render

BUNDLED_FONTS = PageSettings(office_fonts=False)


def test_the_reports_file_is_small_enough_to_upload(form: Form, pasted_path: Path):
    assert len(render(read(form, pasted_path).report, BUNDLED_FONTS)) <= 300_000


def test_a_report_of_large_figures_is_no_larger(full_report):
    assert len(render(full_report, BUNDLED_FONTS)) <= 300_000


def test_what_a_screen_reader_needs_costs_four_thousand_bytes(full_report):
    tagged = render(full_report, BUNDLED_FONTS)
    assert len(tagged) - untagged_size(tagged) <= 4096


def untagged_size(tagged: bytes) -> int:
    """How large the file is without structure, written as files were before they had one: no object in a stream."""
    target = BytesIO()
    with pikepdf.open(BytesIO(tagged)) as pdf:
        for key in ("/StructTreeRoot", "/MarkInfo"):
            del pdf.Root[key]
        for page in pdf.pages:
            del page.StructParents, page.Tabs
            operators = re.sub(rb"/\w+ ?<<.*>>BDC\n|EMC\n?", b"", page.Contents.read_bytes())
            page.Contents = pdf.make_stream(operators)
        packet = pdf.Root.Metadata.read_bytes().decode()
        told = re.sub(
            r"<rdf:Description rdf:about=\"\" xmlns:pdfaExtension.*?</rdf:Description>\n", "", packet, flags=re.DOTALL
        )
        pdf.Root.Metadata.write(told.replace("<pdfuaid:part>1</pdfuaid:part>\n", "").encode())
        pdf.remove_unreferenced_resources()
        pdf.save(target, object_stream_mode=ObjectStreamMode.disable, fix_metadata_version=False)
    return len(target.getvalue())
