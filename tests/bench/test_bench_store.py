"""What safety costs: a commit against SQLite's own, and opening a long record against merely reading the same file."""

import sqlite3
import time
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median

from disclosure_desk.core.report import Change, Report
from disclosure_desk.store.journal import event_line
from disclosure_desk.store.paths import DATA_FILE
from disclosure_desk.store.store import Store

CELL = "requests.received.business"
COMMITS = 60
EVENTS, AT_ONCE = 50_000, 1000
MOST_FOR_A_COMMIT = 3.0
"""Times a bare commit."""
MOST_TO_OPEN = 0.5
"""Seconds, with 50,000 events."""
MOST_OVER_READING = 12.0
"""Times reading the same rows, for where a machine is slower than a desk."""


def seconds(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def test_bench_commit(benchmark, tmp_path: Path, blank_report: Report):
    with Store.open(tmp_path / "desk") as store, closing(sqlite3.connect(tmp_path / "bare")) as bare:
        report_id = store.create(blank_report)
        for pragma in ("synchronous = EXTRA", "locking_mode = EXCLUSIVE", "journal_mode = DELETE"):
            bare.execute(f"PRAGMA {pragma}")
        bare.executescript(
            "CREATE TABLE figures (figure TEXT); INSERT INTO figures VALUES (''); CREATE TABLE events (e)"
        )
        event = event_line(b"x" * 400, "0" * 64)

        def commit_bare(number: int) -> None:
            with bare:
                bare.execute("UPDATE figures SET figure = ?", [str(number)])
                bare.execute("INSERT INTO events VALUES (?)", [event])

        def commit(number: int) -> None:
            store.apply(report_id, [Change(CELL, number or None, number + 1)], "edit")

        # By turns, so that both meet the same disk.
        pairs = [(seconds(partial(commit, one)), seconds(partial(commit_bare, one))) for one in range(COMMITS)]
        ours, theirs = (median(times) for times in zip(*pairs, strict=True))
        benchmark.extra_info |= {"ms": 1000 * ours, "bare ms": 1000 * theirs, "ratio": ours / theirs}
        benchmark.pedantic(commit, setup=lambda: ((COMMITS,), {}), rounds=1)
    assert ours / theirs <= MOST_FOR_A_COMMIT


def test_bench_opening_a_long_record(benchmark, tmp_path: Path, blank_report: Report):
    with Store.open(tmp_path) as store:
        store.connection_for_tests.execute("PRAGMA synchronous = OFF")
        report_id = store.create(blank_report)
        for first in range(0, EVENTS, AT_ONCE):
            changes = [Change(CELL, number or None, number + 1) for number in range(first, first + AT_ONCE)]
            store.apply(report_id, changes, "edit")

    def read() -> None:
        with closing(sqlite3.connect(tmp_path / DATA_FILE)) as plain:
            plain.execute("SELECT seq, report, content, digest FROM events").fetchall()

    benchmark.pedantic(lambda: Store.open(tmp_path).close(), rounds=5, warmup_rounds=1)
    reading, opening = median(seconds(read) for _ in range(5)), benchmark.stats.stats.median
    benchmark.extra_info |= {"s": opening, "reading s": reading, "ratio": opening / reading}
    assert opening <= MOST_TO_OPEN or opening / reading <= MOST_OVER_READING
