"""No command loads what only others need: a computer of an office takes longer to load than to work."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from disclosure_desk.core.report import Report
from disclosure_desk.writers import write

_OWN = "disclosure_desk."
WATCHED = (
    *("PySide6", "docx", "lxml", "openpyxl", "pypdfium2", "reportlab", "rfc8785", "sqlite3", "csv", "difflib"),
    *("argparse", "dataclasses", "logging"),  # 8, 16 and 4 ms of the processor, with what they load and do
    *(_OWN + name for name in ("archive", "gui", "store", "checks.kinds", "cli.completion", "cli.man_page")),
    *(_OWN + name for name in ("readers.interpret", "readers.formats.json", "readers.structure.title")),
    *(_OWN + name for name in ("readers.editions.pre_2019", "readers.editions.map_to_current")),
    *(_OWN + name for name in ("writers.archive_words", "writers.ofd", "writers.pdf.document")),
    _OWN + "writers.pdf.font.cff",
)
_PROGRAM = """
import json, sys
sys.argv = ["disclosure-desk", *json.loads(sys.argv[1])]
from disclosure_desk.__main__ import main
code = main()
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("command", "needed"),
    [
        (["fee", "--requests", "35"], []),
        (["check", "report.json"], ["checks.kinds", "readers.formats.json"]),
        (
            ["convert", "report.txt", "report.pdf", "--bundled-fonts"],
            ["checks.kinds", "readers.interpret", "readers.structure.title", "reportlab", "writers.pdf.document"],
        ),
        (
            ["convert", "report.txt", "report.docx", "report.xlsx", "report.html"],
            ["checks.kinds", "readers.interpret", "readers.structure.title"],
        ),
    ],
    ids=lambda given: given[0] if given else "",
)
def test_a_command_loads_what_it_needs(tmp_path: Path, full_report: Report, pasted_path: Path, command, needed):
    write(full_report, tmp_path / "report.json")
    (tmp_path / "report.txt").write_bytes(pasted_path.read_bytes())
    run = [sys.executable, "-c", _PROGRAM, json.dumps(command)]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=True)
    code, loaded = json.loads(done.stderr.splitlines()[-1])

    assert code in {0, 1}
    assert {name.removeprefix(_OWN) for name in {*loaded} & {*WATCHED}} == {*needed}
