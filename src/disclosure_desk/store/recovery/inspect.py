"""Looking into a data folder without writing in it: while it is open elsewhere, or on a disk that is read-only.

The files are copied first, and what is read is the copy.
"""

import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path

from disclosure_desk.store import journal
from disclosure_desk.store.backup.lineage import lineage_faults, newest_backup_faults
from disclosure_desk.store.backup.package_trails import package_trail_faults
from disclosure_desk.store.backup.targets import lineage_folders
from disclosure_desk.store.database import audit_trail
from disclosure_desk.store.database.lock import check_path_length
from disclosure_desk.store.database.schema import (
    FIRST_WITH_JOURNAL,
    TABLES,
    check_identity,
    migrate,
    schema_number,
    shape_faults,
)
from disclosure_desk.store.errors import (
    UNTOUCHED,
    StoreError,
    explained,
    is_full,
    journal_mismatch,
    no_room_to_look,
)
from disclosure_desk.store.events.event import Event
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.events.statements import file_id
from disclosure_desk.store.journal import JournalComparison
from disclosure_desk.store.paths import DATA_FILE, JOURNAL
from disclosure_desk.store.recovery.rebuild import journal_file_id, replay_lines
from disclosure_desk.store.sqlite_access import Database, bounded, is_fit

_TRIES = 20
_PAUSE = 0.02
"""Seconds between two tries to copy files that another program is writing."""


@dataclass
class Inspection:
    """What a data folder or one of its files holds, as far as it holds; `faults` in sentences without their end."""

    state: ReplayState = field(default_factory=ReplayState)
    events: tuple[Event, ...] = ()
    faults: list[str] = field(default_factory=list)


def inspect_folder(folder: Path) -> Inspection:
    """Data file, journal and newest backup, each by itself and against the others.

    Raises OSError, and StoreError where the data file is another program's, or a newer one's.
    """
    check_path_length(folder)
    path, place = folder / DATA_FILE, folder / JOURNAL
    for _ in range(_TRIES):
        with _copied([path, _rollback_journal(path), place]) as copies:
            inspection, is_behind = _inspect_records(copies, folder)
        if not is_behind:
            break
        time.sleep(_PAUSE)  # most likely between a commit and its line in the journal
    return inspection


def inspect_data_file(path: Path) -> Inspection:
    """A data file by itself; raises StoreError where it is none, and OSError."""
    with _copied([path, _rollback_journal(path)]) as copies, _opened(copies / path.name, path) as db:
        return _inspect_database(db, path)


def inspect_journal(path: Path) -> Inspection:
    """A journal by itself, up to the first line that does not hold; raises OSError."""
    inspection = Inspection()
    lines = journal.read_lines(path)
    try:
        of_file = journal_file_id(next(lines, b""), path)
        for _ in replay_lines(lines, of_file, path, inspection.state):
            pass
    except StoreError as error:
        inspection.faults.append(error.fault)
    return inspection


@contextmanager
def _copied(paths: Sequence[Path]) -> Iterator[Path]:
    """A folder of our own with copies of the files that are there, none of them changed while they were copied."""
    try:
        own = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    except OSError as error:
        raise no_room_to_look(error, os.environ.get("TMPDIR", "")) from error
    with own as name:
        copies = Path(name)
        for _ in range(_TRIES):
            before = _marks(paths)
            _copy(paths, copies)
            if _marks(paths) == before:
                break
            time.sleep(_PAUSE)
        yield copies


def _copy(paths: Sequence[Path], folder: Path) -> None:
    for path in paths:
        try:
            (folder / path.name).unlink(missing_ok=True)
            if is_fit(path):
                shutil.copyfile(path, folder / path.name)
        except OSError as error:
            if is_full(error):  # nothing is written but the copy
                raise no_room_to_look(error, str(folder.parent)) from error
            raise


def _why_not_copied(path: Path) -> str:
    is_there = path.is_symlink() or (path.exists() and not (path.is_file() and not path.stat().st_size))
    return "不是普通的文件，或者大得不像是数据，没有读" if is_there else "不见了"


def _marks(paths: Sequence[Path]) -> list[tuple[int, int] | None]:
    """What changes when a file is written: its time and size; None where it is not there."""
    stats = [path.stat() if path.is_file() else None for path in paths]
    return [None if stat is None else (stat.st_mtime_ns, stat.st_size) for stat in stats]


def _rollback_journal(path: Path) -> Path:
    """What SQLite keeps of a transaction: with it, a copy made in the middle of one can be made whole."""
    return path.with_name(f"{path.name}-journal")


@contextmanager
def _opened(copy: Path, path: Path) -> Iterator[Database]:
    """The copy of the data file at `path`, which messages name; raises StoreError where it is none of ours."""
    with explained(path, UNTOUCHED), closing(sqlite3.connect(copy)) as connection, bounded(connection, copy):
        db = Database(connection)
        check_identity(db, path)
        yield db


def _inspect_database(db: Database, path: Path) -> Inspection:
    inspection = Inspection(faults=[*shape_faults(db)])
    if any(shape_faults(db, TABLES)):
        return inspection  # a table that somebody has changed may be anything, also a view that never ends
    migrate(db)
    try:
        inspection.state = audit_trail.replay(db, path)
        inspection.events = tuple(audit_trail.read_events(db, path))
    except StoreError as error:
        inspection.faults.append(error.fault)
    else:
        inspection.faults += audit_trail.row_mismatches(db, inspection.state)
    return inspection


def _inspect_records(copies: Path, folder: Path) -> tuple[Inspection, bool]:
    """What both records hold, and whether the journal only lacks its end, as it does for a moment at each change."""
    copy, path = copies / DATA_FILE, folder / DATA_FILE
    if not copy.is_file() or not copy.stat().st_size:
        return _without_data_file(copies, folder, [f"数据文件 {path} {_why_not_copied(path)}"]), False
    try:
        with _opened(copy, path) as db:
            was, changed = schema_number(db), list(shape_faults(db, TABLES))
            if changed:
                return _without_data_file(copies, folder, changed), False
            inspection = _inspect_database(db, path)
            expected = chain([journal.header_line(file_id(db))], journal.event_lines(db))
            comparison = journal.compare_journal(copies / JOURNAL, expected)
            is_whole = comparison.kind == "same" or (comparison.kind == "missing" and was < FIRST_WITH_JOURNAL)
            inspection.faults += [] if is_whole else _journal_faults(copies, folder, comparison)
            places = lineage_folders(inspection.state.settings, folder, file_id(db))
            newest = (fault for place in places for fault in newest_backup_faults(db, place))
            witnesses = chain(lineage_faults(db, places), package_trail_faults(db, folder, places), newest)
            inspection.faults += dict.fromkeys(witnesses)
            return inspection, comparison.kind == "behind"
    except StoreError as error:
        if isinstance(error.__cause__, sqlite3.Error | UnicodeDecodeError):
            return _without_data_file(copies, folder, [error.brief]), False
        raise


def _without_data_file(copies: Path, folder: Path, faults: Sequence[str]) -> Inspection:
    """What the journal holds where the data file cannot be read."""
    inspection = inspect_journal(copies / JOURNAL) if (copies / JOURNAL).is_file() else Inspection()
    more = (_name_original(one, copies, folder) for one in inspection.faults)
    return Inspection(inspection.state, (), [*faults, *more])


def _journal_faults(copies: Path, folder: Path, comparison: JournalComparison) -> Iterator[str]:
    place = folder / JOURNAL
    if comparison.kind == "missing":
        yield f"第二份记录 {place} {_why_not_copied(place)}"
    elif comparison.kind == "destroyed":
        yield f"第二份记录 {place} 已经损坏，读不出来"
    elif comparison.kind == "behind":
        yield f"第二份记录 {place} 从第 {comparison.line} 条起少了"
    else:
        yield journal_mismatch(place, comparison.kind, comparison.line).fault
        yield from (_name_original(fault, copies, folder) for fault in inspect_journal(copies / JOURNAL).faults)


def _name_original(fault: str, copies: Path, folder: Path) -> str:
    """A fault of the copy, with the original's path in it."""
    return fault.replace(str(copies), str(folder))
