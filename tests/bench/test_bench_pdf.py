"""The PDF of a report against typst's of the same one, in the same run, and many reports in one process."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import many_reports
import plain_docx
import pytest
from pypdf import PdfReader

from disclosure_desk.core.report import Change, Report
from disclosure_desk.readers import read
from disclosure_desk.writers import docx
from disclosure_desk.writers.pdf.flow import render

pytest.importorskip("typst", reason="the extra `bench` is not installed")

from report_data import as_data
from typst_report import typeset

ROUNDS = 15
CHANGED = "problems"
"""The text that is another in every round, as after an edit."""


@pytest.fixture
def pasted(form, pasted_path: Path) -> Report:
    return read(form, pasted_path).report


def edited(report: Report, number: int) -> Report:
    stands = report.texts[CHANGED]
    report.apply([Change(CHANGED, stands, f"今年是第{number}次修改。{stands.partition('次修改。')[2] or stands}")])
    return report


def milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def words(pdf: bytes) -> str:
    return "".join("".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_typst_prints_the_same_report(full_report):
    """What ours is measured against has every paragraph, heading and figure, on as many pages give or take one."""
    ours, theirs = render(full_report), typeset(as_data(full_report))
    assert theirs
    assert abs(len(PdfReader(BytesIO(ours)).pages) - len(PdfReader(BytesIO(theirs)).pages)) <= 1
    figures = [str(figure) for figure in full_report.figures().values() if figure]
    paragraphs = [line.replace(" ", "") for text in full_report.texts.values() for line in text.splitlines()]
    headings = [section.heading for section in full_report.form.sections if section.heading]
    printed = words(theirs)
    assert len(figures) > 150
    assert [part for part in (*figures, *paragraphs, *headings) if part not in printed] == []


def test_bench_render_warm_against_typst(benchmark, pasted):
    """An edit to the page: ours in a process that has printed before, typst with a new compiler."""
    render(pasted)
    ours, theirs = [], []
    for number in range(ROUNDS):
        report = edited(pasted, number)
        data = as_data(report)
        ours.append(milliseconds(lambda report=report: render(report)))
        theirs.append(milliseconds(lambda data=data: typeset(data)))
    told = {"ours_ms": statistics.median(ours), "typst_ms": statistics.median(theirs)}
    benchmark.extra_info |= told
    benchmark.pedantic(lambda: None)
    print("\nwarm, text changed:", ", ".join(f"{name} {figure:.1f}" for name, figure in told.items()))  # noqa: T201

    assert told["ours_ms"] < told["typst_ms"]


def test_bench_a_word_file_against_one_written_plainly(benchmark, pasted):
    """Both in a process that has written one before; ours has its styles, pages and headings besides."""
    ours, theirs = [], []
    for number in range(ROUNDS):
        report = edited(pasted, number)
        ours.append(milliseconds(lambda report=report: docx.render(report)))
        theirs.append(milliseconds(lambda report=report: plain_docx.render(report)))
    told = {"ours_ms": statistics.median(ours), "plain_ms": statistics.median(theirs)}
    benchmark.extra_info |= told
    benchmark.pedantic(lambda: None)
    print("\nWord file:", ", ".join(f"{name} {figure:.1f}" for name, figure in told.items()))  # noqa: T201

    assert told["ours_ms"] <= 1.5 * told["plain_ms"]


@pytest.mark.parametrize(
    ("endings", "seconds", "megabytes"), [([".pdf"], 3, 120), ([".pdf", ".docx", ".xlsx", ".html", ".json"], 8, 150)]
)
def test_bench_a_hundred_different_reports(benchmark, pasted_path, endings, seconds, megabytes):
    command = [sys.executable, many_reports.__file__, str(pasted_path), *endings]
    run = subprocess.run(command, check=True, capture_output=True, timeout=120)
    told = json.loads(run.stdout)
    benchmark.extra_info |= told
    benchmark.pedantic(lambda: None)
    print("\n100 reports:", ", ".join(f"{name} {figure:.1f}" for name, figure in told.items()))  # noqa: T201

    assert told["last_mb"] - told["settled_mb"] <= 3
    assert told["peak_mb"] <= megabytes
    assert told["seconds"] <= seconds
