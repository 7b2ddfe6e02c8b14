"""Whole processes, ours against others, by turns in one run: `python tests/bench/whole_process.py`.

From text to PDF beside typst, which sets the same pages in the same fonts, tagged as ours are; the check of a report;
and ten Word files beside those that python-docx writes plainly. A loaded machine shows in all rows: what counts is the
processor's time and the ratios.
"""

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from report_data import as_data

from disclosure_desk.core.form_file import load_form
from disclosure_desk.readers import read
from disclosure_desk.writers import write

PASTED = Path(__file__).resolve().parents[1] / "data" / "reading" / "jinniushan-2025.txt"
OURS, TYPST, LIBREOFFICE = "disclosure-desk convert", "typst, tagged", "LibreOffice headless, from our docx"
CHECK = "disclosure-desk check, of our JSON"
RUNS = 9
_DONE = {0, 1}
"""How a command ends that has done what it was asked: 1 where it found errors."""


@dataclass(frozen=True)
class Spent:
    """What one run of a process took, in ms: by the clock, and of the processors with those of its children."""

    wall: float
    processor: float


def commands(source: Path, folder: Path) -> dict[str, list[str]]:
    """What each row runs; a program that is not installed has no row."""
    data, docx, saved = folder / "data.json", folder / "report.docx", folder / "report.json"
    report = read(load_form("2021"), source).report
    data.write_text(as_data(report), encoding="utf-8")
    write(report, docx)
    write(report, saved)
    program = str(Path(sys.executable).with_name("disclosure-desk"))
    typst = str(Path(__file__).with_name("typst_report.py"))
    found = {
        OURS: [program, "convert", str(source), str(folder / "ours.pdf"), "--force"],
        TYPST: [sys.executable, typst, str(data), str(folder / "typst.pdf")],
        CHECK: [program, "check", str(saved)],
    }
    office = shutil.which("soffice")
    if office:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        found[LIBREOFFICE] = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(docx)]
    return found


def measure(rows: Mapping[str, Sequence[str]], runs: int, environment: Mapping[str, str]) -> dict[str, list[Spent]]:
    """Each row's runs, one of each row after the other; the first round warms up and is not counted."""
    spent: dict[str, list[Spent]] = {name: [] for name in rows}
    for _ in range(runs + 1):
        for name, command in rows.items():
            spent[name].append(_run(command, environment))
    return {name: runs[1:] for name, runs in spent.items()}


def _run(command: Sequence[str], environment: Mapping[str, str]) -> Spent:
    start = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_WRONLY, 0) for stream in (1, 2)]
    process = os.posix_spawn(command[0], command, environment, file_actions=quiet)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in _DONE:
        raise RuntimeError(f"{command} ended with {os.waitstatus_to_exitcode(status)}")
    return Spent(1000 * wall, 1000 * (usage.ru_utime + usage.ru_stime))


def median(runs: Sequence[Spent]) -> float:
    """The middle one by the processor's time, which other programs disturb least."""
    return statistics.median(run.processor for run in runs)


def table(spent: Mapping[str, Sequence[Spent]]) -> str:
    """A line for each row, and how ours compares to it."""
    lines = [f"{'ms of the processor, whole process':38}{'median':>8}{'min':>8}{'max':>8}{'clock':>8}{'to ours':>9}"]
    for name, runs in spent.items():
        times = [run.processor for run in runs]
        clock = statistics.median(run.wall for run in runs)
        figures = "".join(f"{figure:8.0f}" for figure in (median(runs), min(times), max(times), clock))
        lines.append(f"{name:38}{figures}{median(runs) / median(spent[OURS]):8.2f}x")
    if LIBREOFFICE not in spent:
        lines.append(f"{LIBREOFFICE}: left out, there is no soffice on this machine")
    return "\n".join(lines)


def compare(source: Path, runs: int = RUNS) -> dict[str, list[Spent]]:
    """All rows on a report, in a folder of their own."""
    with tempfile.TemporaryDirectory() as folder:
        return measure(commands(source, Path(folder)), runs, as_installed(Path(folder)))


def as_installed(folder: Path) -> dict[str, str]:
    """The environment in which Python keeps what it compiled, as it does for an installed program."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}


if __name__ == "__main__":
    print(table(compare(PASTED)))  # noqa: T201 - what the script is for
