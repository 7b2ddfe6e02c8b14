"""Data folders that somebody made to keep the program busy for ever, to fill its memory, or to bring it down.

    python tests/soak/hostile_data.py

Each is verified, opened, gone back from and opened again. What takes more than four seconds of a usual processor or
200 MB, or ends in anything but an answer or the store's own words, is wrong.
"""

import argparse
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from clerk import FORM, NOW, UNIT
from outcome import print_outcome

sys.path.append(str(Path(__file__).parents[1] / "support"))
from meddling import endless_view, link_to_device, make_pipe
from slowness import slowness

from disclosure_desk.archive import verification
from disclosure_desk.archive.verification import UnreadableError
from disclosure_desk.core.report import new_report
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL, LOCK, LOCK_OWNER, PACKAGES, UNSAVED_INPUT
from disclosure_desk.store.recovery.unsaved_input import read_unsaved_input
from disclosure_desk.store.rollback import preview_rollback, roll_back
from disclosure_desk.store.store import Store

MOST_SECONDS, MOST_MEGABYTES = 4.0, 200
TABLES = ("desk", "reports", "figures", "texts", "notes", "settings", "events")
_PAGE = 4096
_WIDTH = 300


class Hostile(NamedTuple):
    name: str
    do: Callable[[Path], object]


def huge_column(path: Path, table: str) -> None:
    """A column that is worked out, to half a gigabyte, when it is read.

    It is added as a small one, because newer SQLites work out one that is added.
    """
    small, huge = "zeroblob(1)", "zeroblob(250000000)"
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(f"ALTER TABLE {table} ADD COLUMN more TEXT AS (hex({small})) VIRTUAL")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = ?", (small, huge, table))


def many_ways(path: Path, table: str) -> None:
    """Pages of a table that lead to the same page in 300^6 ways; its words are as the program makes them."""
    with closing(sqlite3.connect(path)) as db:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = ?"
        root = 1 if table == "sqlite_schema" else db.execute(query, [table]).fetchone()[0]
    content = bytearray(path.read_bytes())
    start = (root - 1) * _PAGE
    page = content[start : start + _PAGE]
    first = len(content) // _PAGE + 1
    if root == 1:
        header, page[100:] = bytes(page[:100]), page[100:]
        content += bytes(100) + page[100:]  # the leaf, of which the cells are elsewhere: an empty one will do
    else:
        header = b""
        content += page
    for level in range(6):
        below = first + level
        content += _interior(below, b"")
    top = _interior(first + 6, header)
    content[start : start + _PAGE] = top
    content[28:32] = (len(content) // _PAGE).to_bytes(4, "big")
    path.write_bytes(content)


def _interior(child: int, header: bytes) -> bytes:
    cells = [child.to_bytes(4, "big") + bytes([number % 120]) for number in range(_WIDTH)]
    body = b"".join(cells)
    offset = _PAGE - len(body)
    head = bytes([5]) + bytes(2) + _WIDTH.to_bytes(2, "big") + offset.to_bytes(2, "big") + b"\0"
    pointers = b"".join((offset + 5 * number).to_bytes(2, "big") for number in range(_WIDTH))
    start = header + head + child.to_bytes(4, "big") + pointers
    return start + bytes(offset - len(start)) + body


def looped(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(path)


def sparse(path: Path) -> None:
    with path.open("ab") as file:
        file.truncate(3 << 30)


def endless_line(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"x" * (1 << 20))
        file.truncate(400 << 20)


def copy(folder: Path) -> Path:
    return next((folder / BACKUPS).glob("*.sqlite3"))


def _package(folder: Path) -> Path:
    (folder / PACKAGES).mkdir(exist_ok=True)
    return folder / PACKAGES / "1-2025-v1.zip"


_PLACES: dict[str, Callable[[Path], Path]] = {
    "data file": lambda folder: folder / DATA_FILE,
    "copy": copy,
    "second record": lambda folder: folder / JOURNAL,
    "rollback journal": lambda folder: folder / f"{DATA_FILE}-journal",
    "lock": lambda folder: folder / LOCK,
    "holder": lambda folder: folder / LOCK_OWNER,
    "typing": lambda folder: folder / UNSAVED_INPUT,
    "package": _package,
}
_HARMS = {
    "a link to /dev/zero": link_to_device,
    "a pipe": make_pipe,
    "a link to itself": looped,
    "three gigabytes of holes": sparse,
}
_INSIDE = {"an endless view": endless_view, "a huge column": huge_column}


def _only_line(folder: Path) -> None:
    (folder / JOURNAL).unlink()
    endless_line(folder / JOURNAL)


def _at(do: Callable[[Path], object], of: Callable[[Path], Path], folder: Path) -> None:
    do(of(folder))


CORPUS = (
    *(
        Hostile(f"{what} as {table} of the {name}", lambda folder, do=do, of=of, table=table: do(of(folder), table))
        for what, do in _INSIDE.items()
        for name, of in list(_PLACES.items())[:2]
        for table in TABLES
    ),
    *(
        Hostile(f"300^6 ways in {table} of the {name}", lambda folder, of=of, table=table: many_ways(of(folder), table))
        for name, of in list(_PLACES.items())[:2]
        for table in ("sqlite_schema", "desk", "texts", "settings", "events")
    ),
    *(
        Hostile(f"{what} as the {name}", partial(_at, do, of))
        for what, do in _HARMS.items()
        for name, of in _PLACES.items()
    ),
    Hostile("a line of 400 MB in the second record", lambda folder: endless_line(folder / JOURNAL)),
    Hostile("a second record of one line of 400 MB", _only_line),
    Hostile("no data file, one line of 400 MB", lambda folder: (_only_line(folder), (folder / DATA_FILE).unlink())),
)


def made(place: Path) -> Path:
    """A data folder with a report and a copy."""
    folder = place / "desk"
    with Store.open(folder) as store:
        store.create(new_report(FORM, UNIT, 2025))
        store.put_settings({"a": "1"})
        store.back_up(NOW)
        store.put_settings({"a": "2"})
    return folder


def _open(folder: Path) -> str:
    with Store.open(folder) as store:
        read_unsaved_input(folder, store.file_id)
        store.back_up(datetime.now())  # noqa: DTZ005 - the desk's own time
        return " ".join(store.startup_messages)


def _go_back(folder: Path) -> str:
    for backup in sorted((folder / BACKUPS).glob("*.sqlite3")):
        preview_rollback(folder, backup, replay=False)
        roll_back(folder, backup, replay=False)
    return ""


STEPS: dict[str, Callable[[Path], str]] = {
    "verify": lambda folder: "；".join(verification.verify(folder).faults),
    "go back": _go_back,
    "open": _open,
    "open again": _open,
}


STATUS = Path("/proc/self/status")


def tried(hostile: Hostile, source: Path, place: Path) -> list[str]:
    """What is wrong with how each step ended."""
    wrong = []
    for name, step in STEPS.items():
        folder = place / "tried"
        if name != "open again":
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(source, folder)
            hostile.do(folder)
        slow, start = slowness(), time.process_time()
        if STATUS.exists():
            STATUS.with_name("clear_refs").write_text("5")  # the peak begins anew
        try:
            said = step(folder)
        except (StoreError, UnreadableError) as error:
            said = str(error)
        except Exception as error:  # noqa: BLE001 - each is what is looked for
            wrong.append(f"{hostile.name}, {name}: {error!r}")
            continue
        seconds, megabytes = (time.process_time() - start) / max(slow, slowness()), peak()
        if seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES:
            wrong.append(f"{hostile.name}, {name}: {seconds:.1f} s, {megabytes:.0f} MB: {said[:80]}")
    return wrong


def peak() -> float:
    """The most memory that was held since the peak began anew, in megabytes; 0 in a root that does not tell."""
    if not STATUS.exists():
        return 0.0
    lines = STATUS.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, help="try each nth folder only")
    corpus = CORPUS[:: parser.parse_args().every]
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    with tempfile.TemporaryDirectory() as name:
        source, start = made(Path(name)), time.monotonic()
        wrong = [fault for hostile in corpus for fault in tried(hostile, source, Path(name))]
    return print_outcome(f"{len(corpus)} folders, {len(wrong)} wrong, {time.monotonic() - start:.0f} s", wrong)


if __name__ == "__main__":
    sys.exit(main())
