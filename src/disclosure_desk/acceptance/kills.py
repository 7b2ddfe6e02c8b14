"""A process at work in the store, killed again and again: nothing that it said is stored may be lost.

Kills tell nothing of power cuts: what a killed process has written, the system still has.
"""

import subprocess
import tempfile
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Timer
from time import sleep
from typing import IO, Protocol

from disclosure_desk.acceptance.kill_work import OPENED, WORK, stored_figure
from disclosure_desk.core.own_program import WORKER, own_command
from disclosure_desk.core.stopping import WorkProgress
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.store import Store
from disclosure_desk.writers.acceptance_record import AcceptanceItem, AcceptanceState

KILLS = 200
_MOST_LINES = 5
"""A process is killed while it opens the store, or after it has said so, or up to so many figures besides,"""
_MEAN = 0.01
"""and after as many seconds more, on average: somewhere in what comes next."""
_PER_FOLDER = 25
"""After so many kills an empty folder is begun: opening takes longer with each change."""
_READY = 3
"""So many processes are started ahead: loading Python takes longer than the kill."""
_PATIENCE = 60
"""Seconds after which a process that does not answer is ended."""
_WITHOUT_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class KillableProcess(Protocol):
    """A process of `kill_work`, of which `subprocess.Popen` is one."""

    stdin: IO[bytes] | None
    stdout: IO[bytes] | None

    def kill(self) -> None:
        """End it at once."""
        ...

    def wait(self) -> int:
        """Wait until it has ended."""
        ...


Start = Callable[[], KillableProcess]


@dataclass(slots=True)
class KillTally:
    """What came of many kills."""

    kills: int = 0
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def item(self) -> AcceptanceItem:
        """What is to be said of the store on this computer."""
        seen = f"强行结束 {self.kills} 次，其间存下 {self.acknowledged} 处改动"
        if self.faults:
            advice = "请换一块盘放数据，并把这张单子交给维护程序的人。"
            return AcceptanceItem("存数可靠", f"{seen}；{'；'.join(self.faults)}", AcceptanceState.FAILED, advice)
        return AcceptanceItem("存数可靠", f"{seen}，一处没有丢")


def start_process() -> KillableProcess:
    """A process of this program that waits for a folder to work in."""
    return subprocess.Popen(  # noqa: S603 - this program itself
        own_command(WORKER, WORK),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_WITHOUT_WINDOW,
    )


def try_kills(
    place: Path, kills: int, progress: WorkProgress, *, seed: int = 1, start: Start = start_process
) -> KillTally:
    """The outcome of so many kills in folders within `place`; raises OSError, and what `progress` raises."""
    random, tally = Random(seed), KillTally()  # noqa: S311 - chance without secrets
    with _waiting_processes(start) as waiting:
        while tally.kills < kills and not tally.faults:
            with tempfile.TemporaryDirectory(dir=place, prefix="kills-", ignore_cleanup_errors=True) as folder:
                known = 0
                for _ in range(min(_PER_FOLDER, kills - tally.kills)):
                    progress(tally.kills, kills)
                    awaited = random.randrange(_MOST_LINES)
                    output = _kill(waiting(), Path(folder), awaited, random.expovariate(1 / _MEAN))
                    if output.count(b"\n") < awaited:
                        tally.faults.append("试验进程没有运行起来，或者太久没有回应")
                        break
                    known = _check(Path(folder), known, _last_figure(output), tally)
                    if tally.faults:
                        break
    return tally


@contextmanager
def _waiting_processes(start: Start) -> Iterator[Start]:
    """A way to take a process that is already started; those that nobody took are ended."""
    ready: deque[KillableProcess] = deque()

    def take() -> KillableProcess:
        while len(ready) < _READY:
            ready.append(start())
        return ready.popleft()

    try:
        yield take
    finally:
        for process in ready:
            _end(process)


def _kill(process: KillableProcess, folder: Path, awaited: int, seconds: float) -> bytes:
    """Let a process work in the folder until it has said so much, kill it so much later; all that it said."""
    requests, answers = process.stdin, process.stdout
    assert requests is not None  # noqa: S101 - it was started with pipes
    assert answers is not None  # noqa: S101 - the same
    watch = Timer(_PATIENCE, process.kill)
    watch.start()
    try:
        with suppress(BrokenPipeError):  # it has ended by itself, and says nothing
            requests.write(f"{folder}\n".encode())
            requests.flush()
        output = b"".join(answers.readline() for _ in range(awaited))
        sleep(seconds)
        process.kill()
        return output + answers.read()
    finally:
        watch.cancel()
        _end(process)


def _last_figure(output: bytes) -> int | None:
    """The last figure that a process said is stored; None if it said none."""
    figures = output.removeprefix(OPENED).rpartition(b"\n")[0].split()
    return int(figures[-1]) if figures else None


def _end(process: KillableProcess) -> None:
    process.kill()
    process.wait()
    for pipe in filter(None, (process.stdin, process.stdout)):
        with suppress(BrokenPipeError):  # what was asked of it is still in the pipe
            pipe.close()


def _check(folder: Path, before: int, last: int | None, tally: KillTally) -> int:
    """Compare what the folder holds with what was said; return what it holds."""
    tally.kills += 1
    expected = before if last is None else last
    tally.acknowledged += expected - before
    try:
        with Store.open(folder) as store:
            stands = stored_figure(store) or 0
    except StoreError as error:
        tally.faults.append(f"第 {tally.kills} 次以后打不开：{error}")
        return expected
    if stands not in (expected, expected + 1):  # what was stored and not yet said
        tally.faults.append(f"第 {tally.kills} 次以后应当是 {expected}，存的是 {stands}")
    return stands
