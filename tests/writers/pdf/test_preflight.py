"""PDFBox Preflight as an independent opinion; it knows PDF/A-1b only, so the report is rendered as that.

What can be said of that file without it is in `test_part_one.py`.
"""

import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

_JARS = [
    Path("/usr/share/java", f"{name}.jar")
    for name in ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "jaxb-api", "javax.activation")
]


@pytest.fixture
def preflight(tmp_path):
    """What Preflight says about a file, and all that it and its libraries log."""
    java = shutil.which("java")
    missing = [jar.name for jar in _JARS if not jar.exists()] + ([] if java else ["java"])
    if missing and os.environ.get("WANT_PREFLIGHT") != "yes":
        pytest.skip(f"PDFBox Preflight needs {', '.join(missing)}")
    assert not missing, ".ci/run brings these"

    def opinion(content: bytes) -> str:
        file = tmp_path / "report.pdf"
        file.write_bytes(content)
        # On this system it looks for fonts elsewhere: those of the machine are no part of the question.
        options = [f"-Duser.home={tmp_path}", f"-Dpdfbox.fontcache={tmp_path}", "-Dos.name=OS/400", "-Xshare:auto"]
        command = [java, *options, "-cp", ":".join(map(str, _JARS)), "org.apache.pdfbox.preflight.Validator_A1b", file]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert (done.returncode == 0) == ("is a valid PDF/A-1b file" in done.stdout)
        return done.stdout.strip() + done.stderr

    return opinion


def test_preflight_finds_nothing_and_logs_nothing(preflight, archived):
    assert preflight(archived).endswith("The file report.pdf is a valid PDF/A-1b file")


def _without_font_program(pdf: pikepdf.Pdf) -> None:
    font = next(iter(pdf.pages[0].Resources.Font.values()))
    del font.DescendantFonts[0].FontDescriptor.FontFile2


def _without_colours(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def _with_wrong_widths(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        font.DescendantFonts[0].DW = 900


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_without_font_program, "3.1.3 : Invalid Font definition"),
        (_without_colours, "2.4.3 : Invalid Color space"),
        (_with_wrong_widths, "3.1.6 : Invalid Font definition"),
    ],
)
def test_preflight_rejects_a_damaged_report(preflight, archived, damage, words):
    target = BytesIO()
    with pikepdf.open(BytesIO(archived)) as pdf:
        damage(pdf)
        pdf.save(target)
    opinion = preflight(target.getvalue())
    assert "is not a valid PDF/A-1b file" in opinion
    assert words in opinion
