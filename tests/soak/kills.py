"""A process at work in a store, killed at random moments, over and over: nothing it was told is stored may be lost.

python tests/soak/kills.py --kills 20000 --jobs 2 --seed 1
"""

import argparse
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import NoReturn

from clerk import NOTHING, Known, beside, days_work, seen, small_package

from disclosure_desk.archive import sealing
from disclosure_desk.store.backup.backup import list_backups
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL
from disclosure_desk.store.recovery.inspect import inspect_folder
from disclosure_desk.store.rollback import roll_back
from disclosure_desk.store.store import Store

MEAN = 0.02
"""Seconds that a process goes on for, on average."""
AT_WORK = 0.8
"""How many are killed after they have opened the store; the others while they do."""
OPENED, NOISE = b"o", b"noise"
EVENTS = 150
"""After so many a folder is begun anew: opening takes longer with each."""
SENSIBLE = (
    re.compile(r"第二份记录（desk\.journal）少了最后 \d+ 条，已按数据文件补上。"),
    re.compile(r"第二份记录（desk\.journal）不见了，已按数据文件重新写好，共 \d+ 条。"),
    re.compile(r"数据文件 desk\.sqlite3 不见了，已按.*，共 \d+ 条修改记录。"),
    re.compile(r"最新的备份 \S+ 已经损坏，读不出来。请核对这份数据是不是最新的。"),
    re.compile(r"李某的口令没能恢复，现在不用口令也能进。请在“操作人”里重新设。"),
)


@dataclass
class Tally:
    """What came of many kills."""

    kills: int = 0
    acknowledged: int = 0
    unfinished: Counter[str] = field(default_factory=Counter)
    news: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.kills += other.kills
        self.acknowledged += other.acknowledged
        self.unfinished += other.unfinished
        self.news += other.news
        self.faults += other.faults


def work(folder: Path, seed: int, known: Known, acknowledge: int) -> NoReturn:
    """In a process of its own: open, and go on until killed, a byte for everything that is done."""
    try:
        if known.values and seed % 20 == 0:
            for backup in list_backups(folder / BACKUPS)[: seed % 3]:
                if backup.path.read_bytes() != NOISE:
                    roll_back(folder, backup.path, replay=True)
        store = Store.open(folder)
        os.write(acknowledge, OPENED)
        for act, _ in days_work(Random(seed), known):
            act(store)
            os.write(acknowledge, b".")
    except BaseException as error:  # noqa: BLE001 - whatever it is, the other process must hear of it
        os.write(acknowledge, f"!{error!r}".encode())
    os._exit(1)


def kill_one(folder: Path, seed: int, known: Known, random: Random) -> bytes:
    """What a process acknowledged until it was killed: while it opened the store, or more often at work in it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        work(folder, seed, known, writing)
    os.close(writing)
    with os.fdopen(reading, "rb", buffering=0) as told:
        opened = told.read(1) if random.random() < AT_WORK else b""
        time.sleep(random.expovariate(1 / MEAN))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return (opened + told.readall()).removeprefix(OPENED)


def destroy(folder: Path, random: Random) -> str:
    """Now and then one of the records is lost before the desk is opened; the others must do."""
    lost = random.random()
    if lost < 0.02:
        (folder / DATA_FILE).unlink(missing_ok=True)
        (folder / f"{DATA_FILE}-journal").unlink(missing_ok=True)
        return "store"
    if lost < 0.04:
        (folder / JOURNAL).unlink(missing_ok=True)
        return "journal"
    if lost < 0.05:
        for backup in list_backups(folder / BACKUPS)[:1]:
            backup.path.write_bytes(NOISE)
        return "backup"
    return ""


def check(folder: Path, before: Known, seed: int, acknowledged: bytes) -> tuple[Known, tuple[str, ...]]:
    """What a folder holds after a kill, and what was told of it; AssertionError if it is not what it must be."""
    assert b"!" not in acknowledged, acknowledged.decode()
    steps = [known for _, known in islice(days_work(Random(seed), before), len(acknowledged) + 1)]
    done = [before, *steps]
    with Store.open(folder) as store:
        news, events = store.startup_messages, store.events()
        stands, packages = seen(store, events), store.package_faults()
    assert not packages, packages
    handed_out = beside(folder)[1]
    assert not handed_out.exists() or json.loads(handed_out.read_bytes()), "what was handed out is not whole"
    assert all(any(one.fullmatch(sentence) for one in SENSIBLE) for sentence in news), news
    last, in_work = done[-2], done[-1]
    assert stands.same(last) or stands.same(in_work), f"neither before nor after:\n{stands}\n{last}\n{in_work}"
    known = in_work if stands.same(in_work) else last
    return (NOTHING if len(events) > EVENTS else known), news


def run(seed: int, kills: int, place: Path, end: float) -> Tally:
    """So many kills in a folder of their own, or fewer by the end; a fault stops it, and its folder stays."""
    random, tally, known = Random(seed), Tally(), NOTHING
    sealing.package = small_package
    folder = place / f"desk-{seed}"
    for number in range(kills):
        if time.monotonic() > end:
            break
        if known is NOTHING:
            make_room(folder)
            known = Known({})
        lost = destroy(folder, random) if known.values else ""
        work_seed = random.getrandbits(60)
        acknowledged = kill_one(folder, work_seed, known, random)
        tally.kills += 1
        tally.acknowledged += len(acknowledged)
        tally.unfinished.update(leftovers(folder))
        try:
            known, news = check(folder, known, work_seed, acknowledged)
            looked = inspect_folder(folder).faults if number % 20 == 0 else []
            is_noise = any(one.path.read_bytes() == NOISE for one in list_backups(folder / BACKUPS)[:1])
            assert not [one for one in looked if not (is_noise and one.startswith("最新的备份"))], looked
        except (AssertionError, StoreError) as error:
            tally.faults.append(f"{folder} kill {number} (lost: {lost or 'nothing'}): {error!r}")
            break
        tally.news.update(re.sub(r"\d+", "n", sentence)[:40] for sentence in news)
    return tally


def make_room(folder: Path) -> None:
    """An empty folder, and one beside it for the second copies; what is sealed there is read-only."""
    second, handed_out = beside(folder)
    for place in (folder, second):
        if place.exists():
            shutil.rmtree(place)
        place.mkdir(parents=True)
    handed_out.unlink(missing_ok=True)


def leftovers(folder: Path) -> Iterable[str]:
    """The kinds of files that were being written."""
    return {path.suffix for path in folder.rglob("*") if path.suffix in {".making", ".tmp", ".rebuilding"}}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=24 * 60, help="end after so many, whatever was done")
    asked = parser.parse_args()
    memory = Path("/dev/shm")  # noqa: S108 - a killed process needs no disk: what it wrote is written
    place = Path(tempfile.mkdtemp(prefix="kills-", dir=memory if memory.is_dir() else None))
    start, whole = time.monotonic(), Tally()
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("fork")) as pool:
        shares = [
            pool.submit(run, asked.seed * 1000 + job, asked.kills // asked.jobs, place, start + asked.minutes * 60)
            for job in range(asked.jobs)
        ]
        for share in shares:
            whole.add(share.result())
    seconds = time.monotonic() - start
    sys.stdout.write(
        f"{datetime.now(UTC):%Y-%m-%d} kills {whole.kills} in {seconds:.0f} s, "
        f"acknowledged {whole.acknowledged}, faults {len(whole.faults)}\n"
        f"found unfinished: {dict(whole.unfinished)}\ntold: {dict(whole.news)}\n"
    )
    for fault in whole.faults:
        sys.stdout.write(f"{fault}\n")
    if not whole.faults:
        shutil.rmtree(place)
    return bool(whole.faults)


if __name__ == "__main__":
    sys.exit(main())
