"""Single bits of a data file turned over at random: whatever changes a stored value is noticed before it is shown.

python tests/soak/flips.py --flips 3000 --seed 1
"""

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random

from clerk import NOTHING, PIN, days_work, forms, small_package

from disclosure_desk.archive import sealing
from disclosure_desk.core.report import Report
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.event import Event
from disclosure_desk.store.paths import DATA_FILE, JOURNAL
from disclosure_desk.store.store import Store


def worked_on(folder: Path, steps: int) -> Path:
    """A data folder after so much work."""
    sealing.package = small_package
    with Store.open(folder) as store:
        store.connection_for_tests.execute("PRAGMA synchronous = OFF")
        for act, _ in islice(days_work(Random(5), NOTHING), steps):
            act(store)
    shutil.rmtree(folder / "backups", ignore_errors=True)  # the records alone must do
    return folder


Held = tuple[dict[int, Report], dict[str, str], tuple[Event, ...]]


def held(store: Store) -> Held:
    """Everything that a store shows; that it was brought back is no part of it.

    Nor is a PIN whose loss is told: the second record has none that could be guessed from it.
    """
    reports = {listed.id: store.load(listed.id, forms) for listed in store.reports()}
    settings = dict(store.settings())
    if any("口令没能恢复" in sentence for sentence in store.startup_messages):
        settings |= PIN
    return reports, settings, tuple(event for event in store.events() if event.action != "recover")


def flipped(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def outcome(folder: Path, before: Held) -> str:
    """What opening says of a folder: refused, brought back, or whole; `LOST` if what is shown was not stored."""
    try:
        with Store.open(folder) as store:
            same, news = held(store) == before, any("已按" in sentence for sentence in store.startup_messages)
    except StoreError as error:
        what = error.brief.replace(str(folder), "")
        return "refused: " + re.sub(r"“.*”|\d+|（.*）", "…", what)
    return "LOST" if not same else "brought back, identical" if news else "no stored value changed"


def flip(source: Path, place: Path, flips: int, seed: int) -> Counter[str]:
    """What came of so many flips."""
    random, outcomes = Random(seed), Counter[str]()
    store, journal = (source / DATA_FILE).read_bytes(), (source / JOURNAL).read_bytes()
    with Store.open(source) as whole:
        before = held(whole)
    for _ in range(flips):
        bit = random.randrange(len(store) * 8)
        for old in place.iterdir():
            old.unlink()
        (place / DATA_FILE).write_bytes(flipped(store, bit))
        (place / JOURNAL).write_bytes(journal)
        result = outcome(place, before)
        outcomes[f"LOST: bit {bit}" if result == "LOST" else result] += 1
    return outcomes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--flips", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        source, place = worked_on(Path(name) / "desk", 40), Path(name) / "flipped"
        place.mkdir()
        start = time.monotonic()
        outcomes = flip(source, place, asked.flips, asked.seed)
    lost = [one for one in outcomes if one.startswith("LOST")]
    sys.stdout.write(
        f"{datetime.now(UTC):%Y-%m-%d} flips {asked.flips} in {time.monotonic() - start:.0f} s, lost {len(lost)}\n"
    )
    for result, count in outcomes.most_common():
        sys.stdout.write(f"{count:6} {result}\n")
    return bool(lost)


if __name__ == "__main__":
    sys.exit(main())
