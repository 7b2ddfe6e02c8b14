"""Everything somebody may do to a desk's files behind its back, and what names it: the next opening, and `verify`.

python tests/soak/tamper.py
"""

import hashlib
import json
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple
from unittest.mock import patch
from zipfile import ZipFile

import rfc8785
from clerk import CELLS, FORM, NOW, forms

sys.path.append(str(Path(__file__).parents[1] / "support"))
from meddling import without_triggers

from disclosure_desk.archive import verification
from disclosure_desk.archive.bag import zip_folder
from disclosure_desk.archive.sealing import SealCandidate, seal
from disclosure_desk.checks import check
from disclosure_desk.checks.check_settings import approval_steps
from disclosure_desk.core.report import Change
from disclosure_desk.core.resources import resource
from disclosure_desk.readers import read
from disclosure_desk.store import event_meta
from disclosure_desk.store.errors import StoreError
from disclosure_desk.store.events.event import Event
from disclosure_desk.store.paths import BACKUPS, DATA_FILE, JOURNAL, PACKAGES
from disclosure_desk.store.store import Store
from disclosure_desk.writers.archive_record import digest
from disclosure_desk.writers.page_settings import PageSettings

PACKAGE = Path(PACKAGES) / "1-2025-v1.zip"
CELL = CELLS[1]
EXAMPLE = resource("examples", "wangjiang-2025.txt")
TABLES = ("figures", "texts", "reports")
SWAP = ((2, 99), (3, 2), (99, 3))


class Desks(NamedTuple):
    """A desk, the same when it was younger, and another office's."""

    desk: Path
    younger: Path
    other: Path


class Tampering(NamedTuple):
    """What is done to a desk, and which words of `verify` and of the opening name it.

    opening: "" for the same words, None where it does not look.
    """

    name: str
    do: Callable[[Path, Desks], object]
    verify: str
    opening: str | None = ""


def made(place: Path) -> Desks:
    """The desks, each made once."""
    for name in ("desk", "other"):
        with Store.open(place / name) as store:
            store.connection_for_tests.execute("PRAGMA synchronous = OFF")
            report = read(FORM, EXAMPLE).report
            store.create(report)
            for step in approval_steps(FORM):
                about = {"step": step, "name": "王某", "opinion": "同意", "digest": digest(report)}
                store.record_act(1, "approve", about)
            candidate = SealCandidate(report, check(report), PageSettings())
            seal(store, 1, candidate, approval_steps(FORM), datetime.now().astimezone())
            store.put_settings({"a": "1"})
            store.back_up(NOW)
        if name == "desk":
            shutil.copytree(place / "desk", place / "younger")
    with Store.open(place / "desk") as store:
        store.record_act(1, "correct", {}, "写错了")
        store.apply(1, [Change(CELL, report.cells[CELL], 8)], "edit")
        store.apply(1, [Change(CELL, 8, 9)], "edit")
        store.back_up(NOW + timedelta(days=1))
        store.apply(1, [Change(CELL, 9, 10)], "edit")
    return Desks(place / "desk", place / "younger", place / "other")


def sql(*statements: str) -> Callable[[Path, Desks], None]:
    """Run SQL on the data file, with the triggers out of the way and back after it."""

    def run(folder: Path, _desks: Desks) -> None:
        with without_triggers(folder / DATA_FILE) as db:
            for statement in statements:
                db.execute(statement)

    return run


def bare_sql(statement: str) -> Callable[[Path, Desks], None]:
    def run(folder: Path, _desks: Desks) -> None:
        with closing(sqlite3.connect(folder / DATA_FILE)) as db, db:
            db.execute(statement)

    return run


def lines(change: Callable[[list[bytes]], object]) -> Callable[[Path, Desks], None]:
    """Change the lines of the second record."""

    def run(folder: Path, _desks: Desks) -> None:
        content = (folder / JOURNAL).read_bytes().splitlines(keepends=True)
        change(content)
        (folder / JOURNAL).write_bytes(b"".join(content))

    return run


def brought(*names: str | Path, source: str = "younger") -> Callable[[Path, Desks], None]:
    """Put files of another desk in the place of this one's."""

    def run(folder: Path, desks: Desks) -> None:
        for name in names:
            (folder / name).chmod(0o644)  # a sealed package is read-only
            shutil.copyfile(getattr(desks, source) / name, folder / name)

    return run


def forge(folder: Path, _desks: Desks) -> None:
    """Change an event and make all digests after it anew, in the data file alone."""
    with closing(sqlite3.connect(folder / DATA_FILE)) as db:
        rows = db.execute("SELECT seq, content FROM events ORDER BY seq").fetchall()
        (file_id,) = db.execute("SELECT file_id FROM desk").fetchone()
    digest = hashlib.sha256(f"disclosure-desk {file_id}".encode()).hexdigest()
    statements = []
    for seq, content in rows:
        event = json.loads(content)
        written = rfc8785.dumps({**event, "by": "别人"} if seq == 2 else event).decode()
        digest = hashlib.sha256((digest + written).encode()).hexdigest()
        quoted = written.replace("'", "''")
        statements.append(f"UPDATE events SET content = '{quoted}', digest = '{digest}' WHERE seq = {seq}")
    sql(*statements)(folder, _desks)


def repack(change: Callable[[dict[str, bytes]], object]) -> Callable[[Path, Desks], None]:
    """Change files of the package and zip it again."""

    def run(folder: Path, _desks: Desks) -> None:
        path = folder / PACKAGE
        files = unpacked(path)
        change(files)
        path.chmod(0o644)
        path.write_bytes(zip_folder("annual-report-2025-v1", files))

    return run


def unpacked(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def one_byte(name: str) -> Callable[[dict[str, bytes]], object]:
    def change(files: dict[str, bytes]) -> None:
        content = bytearray(files[name])
        content[len(content) // 2] ^= 1
        files[name] = bytes(content)

    return change


def set_back(folder: Path, _desks: Desks) -> None:
    """Work on with the clock a day earlier."""

    class Earlier(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # noqa: ARG003 - as datetime's
            return datetime.now() - timedelta(days=1)  # noqa: DTZ005 - the desk's own time

    with Store.open(folder) as store, patch.object(event_meta, "datetime", Earlier):
        store.record_act(1, "print", {"pages": 6})


def set_back_and_let_go_on(folder: Path, _desks: Desks) -> None:
    """The clock a year ahead for an event: what is now is earlier than that."""

    class Later(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # noqa: ARG003 - as datetime's
            return datetime.now() + timedelta(days=366)  # noqa: DTZ005 - the desk's own time

    with Store.open(folder) as store, patch.object(event_meta, "datetime", Later):
        store.record_act(1, "print", {"pages": 6})


def replaced_pdf(folder: Path, _desks: Desks) -> None:
    (folder / "published.pdf").write_bytes(unpacked(folder / PACKAGE)["data/report.pdf"] + b"\n")


ONLY_VERIFY = None
"""Where the opening does not look."""

MATRIX = (
    Tampering("edit a value", sql(f"UPDATE figures SET figure = '9' WHERE place = '{CELL}'"), "“商业企业”"),
    Tampering("edit an event", sql("UPDATE events SET content = replace(content, '7', '5') WHERE seq = 1"), "第 1 条"),
    Tampering("edit an event, digests made anew", forge, "从第 2 条起和数据文件不一样"),
    Tampering("edit a setting", sql("UPDATE settings SET value = '2'"), "设置“a”"),
    Tampering("edit a line", lines(lambda all_: all_.append(all_.pop().replace(b"edit", b"text"))), "从第 13 条起"),
    Tampering(
        "insert an event", sql("INSERT INTO events SELECT seq + 13, report, content, digest FROM events"), "第 14 条"
    ),
    Tampering("insert a line", lines(lambda all_: all_.insert(2, all_[1])), "从第 2 条起"),
    Tampering("delete an event", sql("DELETE FROM events WHERE seq = 3"), "第 3 条修改记录不见了"),
    Tampering("delete a line", lines(lambda all_: all_.pop(2)), "从第 2 条起"),
    Tampering("delete a report", sql(*(f"DELETE FROM {table}" for table in TABLES)), "没有第 1 份报告"),
    Tampering("reorder events", sql(*(f"UPDATE events SET seq = {to} WHERE seq = {at}" for at, to in SWAP)), "第 2 条"),
    Tampering("reorder lines", lines(lambda all_: all_.insert(2, all_.pop(3))), "从第 2 条起"),
    Tampering("truncate the tail of the events", sql("DELETE FROM events WHERE seq > 11"), "最后的不见了"),
    Tampering("truncate the tail of the second record", lines(list.pop), "从第 13 条起少了", "少了最后 1 条"),
    Tampering("roll the data file back", brought(DATA_FILE), "数据文件可能被换成了旧的一份"),
    Tampering("roll the second record back", brought(JOURNAL), "从第 9 条起少了", "少了最后 5 条"),
    Tampering("roll both back", brought(DATA_FILE, JOURNAL), "数据可能被换成了旧的一份"),
    Tampering("another office's data file", brought(DATA_FILE, source="other"), "换成了别处的一份"),
    Tampering("another office's second record", brought(JOURNAL, source="other"), "不是这份数据文件的"),
    Tampering("another office's two", brought(DATA_FILE, JOURNAL, source="other"), "不是这份数据的"),
    Tampering("another office's package", brought(PACKAGE, source="other"), "被改过", ONLY_VERIFY),
    Tampering("remove the package", lambda folder, _: (folder / PACKAGE).unlink(), "不见了", ONLY_VERIFY),
    Tampering("replace the published PDF", replaced_pdf, "不是档案包里的那份 PDF", ONLY_VERIFY),
    Tampering("change a table", bare_sql("ALTER TABLE texts ADD COLUMN more TEXT"), "结构被改过"),
    Tampering("add a trigger", bare_sql("CREATE TRIGGER t AFTER INSERT ON events BEGIN SELECT 1; END"), "结构被改过"),
    Tampering("remove a trigger", bare_sql("DROP TRIGGER events_stay"), "结构被改过"),
    Tampering("change a copy", lambda folder, _: _change_copy(folder), "和做备份时的摘要不符", ONLY_VERIFY),
    Tampering("remove the newest copy", lambda folder, _: _newest(folder).unlink(), "不见了"),
    Tampering("set the clock back", set_back, "电脑的时间被往回调过", ONLY_VERIFY),
    Tampering("set it back after work ahead of time", set_back_and_let_go_on, "还没有到", "请先校正电脑的日期和时间"),
)


def _newest(folder: Path) -> Path:
    return max((folder / BACKUPS).iterdir())


def _change_copy(folder: Path) -> None:
    with closing(sqlite3.connect(_newest(folder))) as db, db:
        db.execute("UPDATE settings SET value = 'z'")


def of_the_package(folder: Path) -> Iterator[Tampering]:
    """One byte of each file in the package."""
    for name in unpacked(folder / PACKAGE):
        yield Tampering(f"one byte of {name}", repack(one_byte(name)), "被改过", ONLY_VERIFY)


def opening_says(folder: Path) -> str:
    try:
        with Store.open(folder) as store:
            store.load(1, forms)
            return " ".join(store.startup_messages)
    except StoreError as error:
        return str(error)


def verify_says(folder: Path) -> str:
    """What `verify` names in the folder, and in its package with the published PDF where there is one."""
    pdf = folder / "published.pdf"
    examined = [verification.verify(folder)]
    if (folder / PACKAGE).is_file():
        examined.append(verification.verify(folder / PACKAGE, pdf if pdf.exists() else None))
    return " ".join(sentence for one in examined for sentence in (*one.faults, *one.remarks))


def folder_says(folder: Path) -> str:
    """What `verify` names in the folder alone, also where it is not a data folder that can be read."""
    try:
        examined = verification.verify(folder)
    except verification.UnreadableError as error:
        return str(error)
    return " ".join((*examined.faults, *examined.remarks))


def missed(tampering: Tampering, desks: Desks, place: Path, says: Callable[[Path], str] = verify_says) -> str:
    """What did not name it, "" if both did."""
    folder = place / "tampered"
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(desks.desk, folder)
    tampering.do(folder, desks)
    said = says(folder)
    if not re.search(tampering.verify, said):
        return f"verify: {said}"
    if tampering.opening is None:
        return ""
    said = opening_says(folder)
    return "" if re.search(tampering.opening or tampering.verify, said) else f"opening: {said}"


DESTROYED = {
    "the data file": lambda folder: (folder / DATA_FILE).unlink(),
    "the data file, torn": lambda folder: (folder / DATA_FILE).write_bytes((folder / DATA_FILE).read_bytes()[:9000]),
    "the second record": lambda folder: (folder / JOURNAL).unlink(),
    "the newest copy": lambda folder: _newest(folder).unlink(),
    "the window's own settings": lambda folder: (folder / "window.ini").unlink(missing_ok=True),
}
"""What is destroyed of a desk: each is brought back from the others."""


def lost(destroy: Callable[[Path], object], desks: Desks, place: Path) -> int:
    """How many entries of the record are not as before, after something was destroyed and the desk opened."""
    folder = place / "destroyed"
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(desks.desk, folder)
    with Store.open(folder) as store:
        before, report = store.events(), store.load(1, forms)
    destroy(folder)
    with Store.open(folder) as store:
        assert store.load(1, forms) == store.replay(1, forms) == report
        return len(set(digests(before)) - set(digests(store.events())))


def digests(events: Iterable[Event]) -> list[str]:
    return [event.digest for event in events]


def more() -> ModuleType:
    """The other part of the matrix, which builds on this one."""
    return import_module("tamper_witnesses")


def missed_in_office(tampering: Tampering, desks: Desks, place: Path) -> str:
    """As `missed`, with the second place beside the folder as it was."""
    stick = place / "office-stick"
    kept = place / "office-stick-kept"
    if not kept.exists():
        shutil.copytree(stick, kept)
    shutil.rmtree(stick)
    shutil.copytree(kept, stick)
    return missed(tampering, desks, place, folder_says)


def _print_more(place: Path) -> int:
    desks, wrong = more().made_office(place), 0
    for tampering in more().MORE:
        fault = missed_in_office(tampering, desks, place)
        wrong += bool(fault)
        sys.stdout.write(f"{'MISSED' if fault else 'named':28} {tampering.name}{fault and ': ' + fault}\n")
    for what, (_, by) in more().OUTSIDE.items():
        sys.stdout.write(f"{'outside':28} {what}: {by}\n")
    return wrong


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        desks, wrong = made(Path(name)), 0
        assert verify_says(desks.desk) == opening_says(desks.desk) == ""
        matrix = (*MATRIX, *of_the_package(desks.desk))
        for tampering in matrix:
            fault = missed(tampering, desks, Path(name))
            wrong += bool(fault)
            where = "verify" if tampering.opening is None else "opening and verify"
            sys.stdout.write(
                f"{'MISSED' if fault else 'named by ' + where:28} {tampering.name}{fault and ': ' + fault}\n"
            )
        for what, destroy in DESTROYED.items():
            gone = lost(destroy, desks, Path(name))
            wrong += bool(gone)
            sys.stdout.write(f"{f'lost {gone} changes':28} destroy {what}\n")
        wrong += _print_more(Path(name))
        sys.stdout.write(f"{len(matrix) + len(more().MORE)} ways, {wrong} not detected and named\n")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
