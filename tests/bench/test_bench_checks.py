"""All checks of a report that none of their memories know, against pure Python work in the same run."""

import time
import tomllib
from collections.abc import Callable, Iterator
from statistics import median

from disclosure_desk.checks import CheckContext, check
from disclosure_desk.core.report import Report, new_report
from disclosure_desk.core.resources import resource
from disclosure_desk.readers import read

ROUNDS = 15
LENGTH = 2_700
MOST = 1.8
"""So many times what the words of the prose take to be read as TOML; before the checks were made quicker it was 2.1."""
MOST_AGAIN = 0.2
"""The share of that for a report of which every paragraph is known; it was 0.3."""


def milliseconds(work: Callable[[], object]) -> float:
    """Of the processor, for one run."""
    start = time.process_time()
    work()
    return 1000 * (time.process_time() - start)


def unknown(report: Report) -> Iterator[Report]:
    """The report, grown to the length of a long one, again and again with other words before each paragraph."""
    texts = dict(report.texts)
    for text in report.texts.values():
        if sum(map(len, texts.values())) < LENGTH:
            texts["problems"] += f"\n{text}"
    for number in range(ROUNDS + 3):
        other = {
            place: "\n".join(f"今年第{number}批情况，{one}" if one else one for one in text.split("\n"))
            for place, text in texts.items()
        }
        yield new_report(report.form, report.unit, report.year, {**other, **report.cells})


def test_bench_all_checks_of_an_unknown_report(benchmark, form, pasted_path):
    given = CheckContext(imported=True)
    first, *reports = unknown(read(form, pasted_path).report)
    check(first, given)
    words = resource("dictionaries", "statements.toml").read_text("utf-8")
    ours, again, theirs = [], [], []
    for report in reports:
        ours.append(milliseconds(lambda report=report: check(report, given)))
        again.append(milliseconds(lambda report=report: check(report, given)))
        theirs.append(milliseconds(lambda: tomllib.loads(words)))
    told = {"ours": median(ours), "ours again": median(again), "reference": median(theirs)}
    benchmark.extra_info.update(told)
    print("\n" + ", ".join(f"{name} {one:.2f} ms" for name, one in told.items()))  # noqa: T201
    benchmark.pedantic(lambda: check(first, given), rounds=ROUNDS)

    assert median(ours) <= MOST * median(theirs)
    assert median(again) <= MOST_AGAIN * median(ours)
