"""Reads many mutated files: `.venv/bin/python tests/fuzz/fuzz.py --reader html --runs 100000 --seed 1 [--jobs 2]`.

A run is made of the reader, the seed and its number, so `--only N` repeats one. Workers are processes of their own: one
that dies or takes over ten seconds is a failure of its run, and the next one goes on behind it. Failing files are kept.
"""

import argparse
import re
import selectors
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from seeds import ENDINGS

from mutation import run

HANG = 10.0
_HERE = Path(__file__).parent
_MOST_FAILURES = 200
_KINDS = {"reading": "readings", "refusal": "refusals", "cancelled": "called off"}


class Failure(NamedTuple):
    """A run that went wrong, and how."""

    number: int
    words: str

    @property
    def kind(self) -> str:
        """The words without what differs between like failures."""
        return re.sub(r"\d+|“[^“”]*”", "#", self.words.split(" at ", 1)[0])[:60] + self.words.rpartition(" at ")[2][:40]


@dataclass
class Tally:
    """What has come of the runs so far."""

    reader: str
    seed: int
    counts: Counter = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    slowest: tuple[float, int] = (0.0, -1)

    @property
    def line(self) -> str:
        """All in one line."""
        counts = ", ".join(f"{self.counts[kind]} {words}" for kind, words in _KINDS.items())
        seconds, number = self.slowest
        return (
            f"{self.reader} seed {self.seed}: {sum(self.counts.values())} runs, {counts}, "
            f"slowest {seconds * 1000:.0f} ms (run {number}), {len(self.failures)} failures"
        )

    def failed(self, number: int, words: str) -> None:
        """Count a failure."""
        self.counts["failure"] += 1
        self.failures.append(Failure(number, words))


class Worker:
    """A process that reads its share of the runs; it is started anew behind a run that kills it."""

    def __init__(self, tally: Tally, first: int, step: int, last: int) -> None:
        self.tally, self.next, self.step, self.last = tally, first, step, last
        self.at: int | None = None
        self.since = time.monotonic()
        self.process = self._start()

    def _start(self) -> subprocess.Popen:
        numbers = (self.tally.seed, self.next, self.step, self.last)
        command = [sys.executable, str(_HERE / "worker.py"), self.tally.reader, *map(str, numbers)]
        self.at, self.since = None, time.monotonic()
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)

    def heard(self, line: str) -> None:
        """A line of the process."""
        word, number, *rest = line.split(" ", 4)
        self.at, self.since = int(number), time.monotonic()
        if word != "end":
            return
        self.next = self.at + self.step
        seconds, kind, *words = rest
        self.tally.slowest = max(self.tally.slowest, (float(seconds), self.at))
        if kind == "failure":
            self.tally.failed(self.at, words[0] if words else "")
        else:
            self.tally.counts[kind] += 1
        self.at = None

    def is_stuck(self) -> bool:
        """Whether a run takes too long."""
        return self.at is not None and time.monotonic() - self.since > HANG

    def ended(self, words: str) -> bool:
        """The process has died or was stuck: whether another one goes on behind it."""
        self.process.kill()
        code = self.process.wait()
        complaint = self.process.stderr.read().decode(errors="replace").strip().split("\n")[-1]
        self.process.stdout.close()
        self.process.stderr.close()
        if self.at is None and self.next >= self.last:
            return False
        if self.at is None:
            raise RuntimeError(f"the worker did not start: {complaint}")
        self.tally.failed(self.at, words or f"the process died, code {code}: {complaint[:120]}")
        self.next = self.at + self.step
        if self.next >= self.last or len(self.tally.failures) >= _MOST_FAILURES:
            return False
        self.process = self._start()
        return True


def fuzz(reader: str, seed: int, numbers: range, jobs: int = 1, *, is_shown: bool = False) -> Tally:
    """Read the runs of these numbers with so many processes."""
    tally = Tally(reader, seed)
    with selectors.DefaultSelector() as waiting:
        for job in range(min(jobs, len(numbers))):
            _listen(waiting, Worker(tally, numbers.start + job, jobs, numbers.stop))
        while waiting.get_map():
            try:
                ready = waiting.select(timeout=1.0)
            except KeyboardInterrupt:
                break  # the results of the runs so far are reported all the same
            for one, _ in ready:
                _hear(waiting, one.data, one.fileobj)
            for one in [one.data for one in list(waiting.get_map().values()) if one.data.is_stuck()]:
                waiting.unregister(one.process.stdout)
                _go_on(waiting, one, f"hangs: over {HANG:.0f} s")
            if is_shown and sys.stderr.isatty():
                sys.stderr.write(f"\r{tally.line} ")
    return tally


def _listen(waiting, worker: Worker) -> None:
    waiting.register(worker.process.stdout, selectors.EVENT_READ, worker)


def _hear(waiting, worker: Worker, stream) -> None:
    line = stream.readline()
    if line:
        worker.heard(line.decode(errors="replace").rstrip("\n"))
    else:
        waiting.unregister(stream)
        _go_on(waiting, worker, "")


def _go_on(waiting, worker: Worker, words: str) -> None:
    if worker.ended(words):
        _listen(waiting, worker)


def kept(tally: Tally, folder: Path) -> None:
    """Write the failing files and a list of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for failure in tally.failures:
        name = f"{tally.reader}-{tally.seed}-{failure.number}{ENDINGS[tally.reader]}"
        (folder / name).write_bytes(run(tally.reader, tally.seed, failure.number).content)


def main() -> int:
    """Fuzz one reader or all; 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", choices=[*ENDINGS, "all"], default="all")
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first run")
    parser.add_argument("--only", type=int, help="repeat the run of that number")
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures"), help="where failing files are kept")
    options = parser.parse_args()
    first, runs = (options.only, 1) if options.only is not None else (options.first, options.runs)
    found = 0
    for reader in ENDINGS if options.reader == "all" else (options.reader,):
        tally = fuzz(reader, options.seed, range(first, first + runs), options.jobs, is_shown=True)
        sys.stdout.write(f"{tally.line}\n")
        for kind, failures in _grouped(tally).items():
            sys.stdout.write(f"  {len(failures)} x {failures[0].words} (--only {failures[0].number}) [{kind[:12]}]\n")
        if tally.failures:
            kept(tally, options.failures)
        found += len(tally.failures)
    return int(bool(found))


def _grouped(tally: Tally) -> dict[str, list[Failure]]:
    groups: dict[str, list[Failure]] = {}
    for failure in tally.failures:
        groups.setdefault(failure.kind, []).append(failure)
    return dict(sorted(groups.items(), key=lambda item: -len(item[1])))


if __name__ == "__main__":
    sys.exit(main())
