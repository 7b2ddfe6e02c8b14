"""Write 100 reports in one process, print time and memory as JSON: `python many_reports.py report.txt .pdf`."""

import json
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from disclosure_desk.core.form_file import load_form
from disclosure_desk.core.report import Report, Value, new_report
from disclosure_desk.readers import read
from disclosure_desk.writers import render_file

COUNT, SETTLED = 100, 20
STATEMENTS = Path(__file__).resolve().parents[1] / "data" / "narrative-own.jsonl"
"""Sentences as they stand in reports."""


def another(report: Report, statements: Sequence[str], number: int) -> Report:
    """A report as long as this one: unit, year and every figure differ, and the texts are other sentences."""
    chance = random.Random(number)  # noqa: S311 - an example, no secret
    values: dict[str, Value] = {
        cell.id: chance.randrange(10 ** (1 + number % 5)) for cell in report.form.cells.values() if not cell.is_sum
    }
    for text, stands in report.texts.items():
        sentences = chance.sample(statements, len(statements))
        values[text] = "".join(sentences)[: len(stands)] + "。"
    return new_report(report.form, f"第{number}街道办事处", 2008 + number % 90, values)


def _peak() -> float:
    """The most memory this process had; what getrusage tells includes the process it was started from."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def main(source: Path, endings: Sequence[str]) -> dict[str, float]:
    """Seconds of the processor for all of them, and memory in MB after some, after all and at most."""
    process = psutil.Process()
    report = read(load_form("2021"), source).report
    lines = STATEMENTS.read_text(encoding="utf-8").splitlines()
    statements = [json.loads(line)["sentence"] for line in lines]
    settled, spent = 0, 0.0
    for number in range(COUNT):
        different = another(report, statements, number)
        start = time.process_time()
        for ending in endings:
            render_file(different, ending)
        spent += time.process_time() - start
        if number + 1 == SETTLED:
            settled = process.memory_info().rss
    return {
        "seconds": spent,
        "settled_mb": settled / 1e6,
        "last_mb": process.memory_info().rss / 1e6,
        "peak_mb": _peak(),
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), sys.argv[2:])))  # noqa: T201 - its answer
