"""A short run of the fuzz targets; `fuzz.py` runs long ones."""

import subprocess
import sys
from pathlib import Path

import pytest
from seeds import ENDINGS, seeds

from disclosure_desk.readers import read_content
from fuzz import Worker, fuzz
from mutation import run

pytestmark = pytest.mark.slow

_RUNS = 150


@pytest.mark.parametrize("reader", list(ENDINGS))
def test_mutated_files_are_read_or_refused_and_nothing_else(reader):
    tally = fuzz(reader, 1, range(_RUNS))

    assert not tally.failures, tally.failures[:5]
    assert sum(tally.counts.values()) == _RUNS
    assert tally.counts["refusal"] + tally.counts["reading"] > _RUNS / 2


@pytest.mark.parametrize("reader", list(ENDINGS))
def test_run_is_the_same_for_the_same_number(reader):
    assert [run(reader, 3, number) for number in range(20)] == [run(reader, 3, number) for number in range(20)]
    assert len({run(reader, 3, number).content for number in range(20)}) > 10


def test_worker_that_dies_is_a_failure_of_its_run_and_the_next_run_goes_on(monkeypatch):
    start = Worker._start
    starts = []

    def one_that_dies_first(worker):
        process = start(worker)
        starts.append(process)
        if len(starts) == 1:
            process.stdout.readline()
            worker.at = worker.next
            process.kill()
        return process

    monkeypatch.setattr(Worker, "_start", one_that_dies_first)

    tally = fuzz("text", 1, range(3))

    # Which run it was in, when it was killed, is for the machine to say.
    (failure,) = tally.failures
    assert "died" in failure.words
    assert sum(tally.counts.values()) == 3


@pytest.mark.parametrize("reader", [reader for reader in ENDINGS if reader != "office"])
def test_every_seed_is_read(form, reader):
    assert all(read_content(form, content, ENDINGS[reader]).report.unit for content in seeds(reader))


def test_seeds_stay_small():
    assert all(len(content) < 40_000 for reader in ENDINGS for content in seeds(reader))


@pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="processes are measured as Linux tells of them in /proc"
)
def test_hostile_files_are_taken_in_by_command_and_window_without_harm():
    script = Path(__file__).with_name("hostile_ways.py")
    ran = subprocess.run(
        [sys.executable, script, "html: 900 elements", "check --words: a device"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert ran.stdout.endswith("0 with faults\n")
