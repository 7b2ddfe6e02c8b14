"""What the documents for newcomers name is there: files, folders, and the names of the glossary where it says."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from disclosure_desk import __version__
from disclosure_desk.core.report import Report, new_report
from disclosure_desk.readers import read
from disclosure_desk.writers import print_report, write
from disclosure_desk.writers.page_settings import PageSettings

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "disclosure_desk"
DOCUMENTS = (
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "GLOSSARY.md",
    "README.md",
    "README.zh-CN.md",
    "docs/rare-characters.zh-CN.md",
    "installer/README.md",
    "installer/windows/README.md",
    "tests/README.md",
)
_PATH = re.compile(r"[A-Za-z_.0-9*/-]+(?:/|\.(?:py|toml|md|sh|txt|tsv|json|qss))")
_NAME = re.compile(r"[A-Za-z_]\w+", re.ASCII)
_LINK = re.compile(r"\]\((?!\w+:)([^)#]+)\)")
_OF_A_CHECKOUT = {".venv/", "dist/", "resources/handbook/", "shared/cases"}
_OF_DATA_AND_PACKAGES = {"backups/", "logs/", "runtime/", "licences/", "sbom.cdx.json"}
_ELSEWHERE = {*_OF_A_CHECKOUT, *_OF_DATA_AND_PACKAGES, "resources/forms/NEW.toml"}
"""What comes about by set-up and builds, lies in data folders and packages, or is a name to be chosen."""


def named_paths(document: str) -> list[str]:
    """The paths that a document has in backticks."""
    text = (ROOT / document).read_text(encoding="utf-8")
    words = (word for quoted in re.findall(r"`([^`\n]+)`", text) for word in quoted.split())
    return [word for word in words if _PATH.fullmatch(word)]


@cache
def is_there(path: str) -> bool:
    """Whether a path of the repository or of the package leads to something."""
    folders = (ROOT / "tests", ROOT / "installer")
    if any(place.joinpath(path).exists() for place in (ROOT, PACKAGE)):
        return True
    return any([*ROOT.glob(path), *PACKAGE.glob(path), *(found for one in folders for found in one.rglob(path))])


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_a_document_names_is_there(document):
    gone = [path for path in named_paths(document) if path not in _ELSEWHERE and not is_there(path)]

    assert gone == []


def test_every_name_that_the_architecture_gives_is_in_the_code():
    sources = [*PACKAGE.rglob("*.py"), *(ROOT / "resources" / "forms").glob("*.toml")]
    known = {name for path in sources for name in _NAME.findall(path.read_text(encoding="utf-8"))}
    given = re.findall(rf"`({_NAME.pattern})`", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.ASCII)

    assert [name for name in given if name not in known] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_of_a_document_leads_to_something(document):
    text = (ROOT / document).read_text(encoding="utf-8")

    assert [path for path in _LINK.findall(text) if not (ROOT / document).parent.joinpath(path).exists()] == []


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("pyproject.toml", r'^version = "(.+)"$'),
        ("README.md", r"^Version (\S+) of "),
        ("README.zh-CN.md", r"^现在是 (\S+) 版"),
        ("CHANGELOG.md", r"^## (\d\S*)（\d+年\d+月\d+日）$"),
        ("docs/changes.md", r"^## (\d\S*) \(\d+-\d\d-\d\d\)$"),
        ("resources/man/disclosure-desk.1", r'^\.TH .* "disclosure-desk (.+)" '),
    ],
)
def test_what_says_the_version_says_that_of_the_program(document, words):
    told = re.findall(words, (ROOT / document).read_text(encoding="utf-8"), re.MULTILINE)
    assert told[:1] == [__version__]


@pytest.mark.parametrize("document", ["CHANGELOG.md", "docs/changes.md"])
def test_no_change_is_told_twice(document):
    """Where a line under "Unreleased" was moved into a version's chapter, a merge puts it back easily."""
    told = re.findall(r"^- .+$", (ROOT / document).read_text(encoding="utf-8"), re.MULTILINE)
    assert [line for line in dict.fromkeys(told) if told.count(line) > 1] == []


def test_the_changes_of_the_version_have_the_same_day_for_clerks_and_engineers():
    clerks, engineers = ((ROOT / name).read_text(encoding="utf-8") for name in ("CHANGELOG.md", "docs/changes.md"))
    day = re.findall(r"^## \d\S*（(\d+)年(\d+)月(\d+)日）$", clerks, re.MULTILINE)[0]
    assert "-".join(part.zfill(2) for part in day) in re.findall(r"^## \d\S* \((.+)\)$", engineers, re.MULTILINE)[:1]


def test_the_library_is_used_as_the_readme_shows(full_report: Report, tmp_path: Path, monkeypatch, capsys):
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    write(
        new_report(
            full_report.form, full_report.unit, full_report.year - 1, {**full_report.cells, **full_report.texts}
        ),
        tmp_path / "last-year.json",
    )
    (tmp_path / "report.txt").write_bytes((ROOT / "resources" / "examples" / "wangjiang-2025.txt").read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - the readme's own lines are what is tested

    lines = capsys.readouterr().out.splitlines()
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert any(line.startswith("1 unit ") for line in lines)


def page_words(content: bytes) -> list[str]:
    """What each page of a PDF says."""
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]


def test_the_sample_report_is_what_is_printed_today(form):
    kept = (ROOT / "docs" / "example-report.pdf").read_bytes()
    example = read(form, ROOT / "resources" / "examples" / "wangjiang-2025.txt").report
    printed = print_report(example, PageSettings(office_fonts=False)).content

    assert page_words(printed) == page_words(kept)


def rows_of_the_glossary() -> list[tuple[list[str], list[str]]]:
    """Each row's names in the code, and where they are said to be."""
    rows = []
    for line in (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and "`" in cells[3]:
            rows.append((re.findall(r"`([^`]+)`", cells[1]), re.findall(r"`([^`]+)`", cells[3])))
    return rows


@pytest.mark.parametrize(("names", "places"), rows_of_the_glossary(), ids=lambda one: one[0] if one else "")
def test_a_name_of_the_glossary_stands_where_it_says(names, places):
    files = [path for place in places for base in (ROOT, PACKAGE) for path in base.glob(place) if path.is_file()]
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    words = set(re.findall(r"\w+", text))

    assert [name for name in names if not set(re.split(r"\W+", name)) <= words] == []


def test_the_glossary_has_rows():
    assert len(rows_of_the_glossary()) > 40
