"""Each sync of each thing a clerk does fails once, SQLite's own too: what is said is what is so.

    python tests/soak/failing_syncs.py

A sync that fails after everything is written leaves the step in the file though SQLite raises an error. Needs a C
compiler and Linux: the calls of the process itself are taken over by a library that is loaded before the system's.
"""

import ctypes
import errno
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from clerk import Known, beside, seen
from failing_writes import ACTIONS, Action, copied, desk, held, of_file, prepared, wrong_words
from outcome import print_outcome

from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.store import Store
from disclosure_desk.writers import WriteError

ERRORS = (errno.EIO, errno.ENOSPC, errno.EDQUOT)
_SOURCE = Path(__file__).with_name("failing_sync.c")


def preloaded(folder: Path) -> None:
    """Start this program anew with the library loaded before the system's."""
    library = folder / "failing_sync.so"
    compiler = shutil.which("cc") or sys.exit("a C compiler is needed")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(_SOURCE), "-ldl"], check=True)
    environment = {**os.environ, "LD_PRELOAD": str(library), "FAILING_SYNC": str(library)}
    sys.exit(subprocess.run([sys.executable, *sys.argv], env=environment, check=False).returncode)


def tried(action: Action, source: Path, place: Path, strike: tuple[int, int]) -> tuple[int, str, Known | None]:
    """How many syncs there were, what was said ("" where it was done), and what is in the folder after it."""
    syncs, said = ctypes.CDLL(os.environ["FAILING_SYNC"]), ""
    folder = copied(source, place)
    try:
        if action.opens:
            syncs.begin_syncs(*strike)
            action.do(folder)
        else:
            with Store.open(folder) as store:
                syncs.begin_syncs(*strike)
                try:
                    action.do(store)
                finally:
                    count = syncs.counted_syncs()
                    syncs.begin_syncs(0, 0)
                seen(store, store.events())
    except WriteError as error:
        said = of_file(str(error), beside(folder)[1])
    except StoreError as error:
        said = str(error)
    count = syncs.counted_syncs() if action.opens else count
    syncs.begin_syncs(0, 0)
    return count, said, held(place)


def main() -> int:
    if "FAILING_SYNC" not in os.environ:
        with tempfile.TemporaryDirectory() as name:
            preloaded(Path(name))
    counts, failures, wrong = {}, 0, []
    memory = Path("/dev/shm")  # noqa: S108 - nothing here waits for a disk
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name, patch("time.sleep"):
        of_all, place = desk(Path(name) / "desk"), Path(name) / "tried"
        for action in ACTIONS:
            source = prepared(action, of_all, Path(name) / "source")
            before = held(source)
            counts[action.name], _, after = tried(action, source, place, (0, 0))
            for at in range(1, counts[action.name] + 1):
                for error in ERRORS:
                    failures += 1
                    fault = ""
                    try:
                        _, said, stands = tried(action, source, place, (at, error))
                        fault = wrong_words(said, stands, before, after)
                    except Exception as raised:  # noqa: BLE001 - each is what is looked for
                        fault = repr(raised)
                    if fault:
                        wrong.append(f"{action.name}, sync {at}, {errno.errorcode[error]}: {fault}")
    for action_name, count in counts.items():
        sys.stdout.write(f"{count:5} syncs: {action_name}\n")
    return print_outcome(f"{datetime.now(UTC):%Y-%m-%d} {failures} failures, {len(wrong)} wrong", wrong)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
