"""Word and Excel files keep to the schemas of Office Open XML, by the judgement of openxml-audit."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from disclosure_desk.core.report import Report
from disclosure_desk.writers import render_file
from disclosure_desk.writers.page_settings import PageSettings

openxml_audit = pytest.importorskip(
    "openxml_audit", reason="openxml-audit, which judges Word and Excel files, is installed by installer/test.sh"
)
SINGLE = PageSettings(double_sided=False, tint=False, signed=True)
PAGE_MARGINS = b'<pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/>'


def complaints(content: bytes, target: Path) -> list[str]:
    """What the judge finds wrong in a file, its warnings too."""
    target.write_bytes(content)
    return [error.description for error in openxml_audit.OpenXmlValidator().validate(str(target)).errors]


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_office_files_keep_to_their_schemas(full_report: Report, blank_report: Report, tmp_path, ending):
    for report, settings in ((full_report, PageSettings()), (full_report, SINGLE), (blank_report, PageSettings())):
        assert complaints(render_file(report, ending, settings), tmp_path / f"a{ending}") == []


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("word/document.xml", (b"<w:pgSz ", b'<w:docGrid w:linePitch="3"/><w:pgSz ')),
        ("word/document.xml", (b'w:type="dxa"', b'w:type="points"')),
        ("xl/worksheets/sheet2.xml", (b"<mergeCells ", PAGE_MARGINS + b"<mergeCells ")),
        ("xl/worksheets/sheet1.xml", (b"activePane=", b"pane=")),
        ("xl/_rels/workbook.xml.rels", (b"theme/theme1.xml", b"theme/theme2.xml")),
    ],
)
def test_what_breaks_a_schema_is_found(full_report: Report, tmp_path, part, change):
    (right, wrong), ending, changed = change, ".docx" if part.startswith("word") else ".xlsx", BytesIO()
    with ZipFile(BytesIO(render_file(full_report, ending))) as source, ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            assert name != part or right in content
            target.writestr(name, content.replace(right, wrong, 1) if name == part else content)

    assert complaints(changed.getvalue(), tmp_path / f"a{ending}")
