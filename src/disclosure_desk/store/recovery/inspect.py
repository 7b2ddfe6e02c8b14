"""Reading a data folder without writing in it, while the desk is open or from a disk that is read-only: from a copy."""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_desk.store import journal
from disclosure_desk.store.backup.check_newest import newest_backup_faults, newest_backup_mismatch
from disclosure_desk.store.database import audit_trail
from disclosure_desk.store.database.connection import shape_faults
from disclosure_desk.store.database.schema import check_identity, migrate, schema_number
from disclosure_desk.store.errors import UNTOUCHED, StoreError, explain, journal_mismatch
from disclosure_desk.store.events.event import Event
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.events.statements import file_id
from disclosure_desk.store.journal import entries
from disclosure_desk.store.paths import DATA_FILE, JOURNAL
from disclosure_desk.store.recovery.rebuild import file_of, followed
from disclosure_desk.store.sqlite_access import wrap_connection

if TYPE_CHECKING:
    from sqlite_utils import Database

_TRIES = 20
_PAUSE = 0.02
"""Seconds between two looks at files that somebody is writing."""

_WITNESSED = 4
"""The first schema that has a journal beside it."""


@dataclass
class Looked:
    """What a data folder or one of its files holds, as far as it holds; `faults` in sentences without their end."""

    state: ReplayState = field(default_factory=ReplayState)
    events: tuple[Event, ...] = ()
    faults: list[str] = field(default_factory=list)


def look_at_folder(folder: Path) -> Looked:
    """Data file, second record and newest copy, each by itself and against the others; raises StoreError and OSError.

    StoreError where the data file is another program's, or a newer one's.
    """
    path, witness = folder / DATA_FILE, folder / JOURNAL
    for _ in range(_TRIES):
        with _copied([path, _unfinished(path), witness]) as place:
            looked, is_behind = _look_at_both(place, folder)
        if not is_behind:
            break
        time.sleep(_PAUSE)  # between a commit and its line in the journal, most likely
    return looked


def look_at_store(path: Path) -> Looked:
    """A data file alone; raises StoreError where it is none, and OSError."""
    with _copied([path, _unfinished(path)]) as place, _opened(place / path.name, path) as db:
        return _look(db, path)


def look_at_journal(path: Path) -> Looked:
    """A second record alone, up to the first line that does not hold; raises OSError."""
    looked = Looked()
    lines = journal.lines(path)
    try:
        of_file = file_of(next(lines, b""), path)
        for _ in followed(lines, of_file, path, looked.state):
            pass
    except StoreError as error:
        looked.faults.append(error.fault)
    return looked


@contextmanager
def _copied(paths: Sequence[Path]) -> Iterator[Path]:
    """A folder of our own with copies of the files that are there, none changed while they were copied."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        place = Path(name)
        for _ in range(_TRIES):
            before = _marks(paths)
            _copy(paths, place)
            if _marks(paths) == before:
                break
            time.sleep(_PAUSE)
        yield place


def _copy(paths: Sequence[Path], place: Path) -> None:
    for path in paths:
        (place / path.name).unlink(missing_ok=True)
        if path.is_file():
            shutil.copyfile(path, place / path.name)


def _marks(paths: Sequence[Path]) -> list[tuple[int, int] | None]:
    stats = [path.stat() if path.is_file() else None for path in paths]
    return [None if stat is None else (stat.st_mtime_ns, stat.st_size) for stat in stats]


def _unfinished(path: Path) -> Path:
    """What SQLite keeps of a transaction: with it, a copy made in the middle of one is whole again."""
    return path.with_name(f"{path.name}-journal")


@contextmanager
def _opened(copy: Path, path: Path) -> Iterator["Database"]:
    with closing(sqlite3.connect(copy)) as connection:
        try:
            db = wrap_connection(connection)
            check_identity(db, path)
            yield db
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise explain(error, path, UNTOUCHED) from error


def _look(db: "Database", path: Path) -> Looked:
    looked = Looked()
    migrate(db)
    looked.faults += shape_faults(db)
    try:
        looked.state = audit_trail.replayed(db, path)
        looked.events = tuple(audit_trail.events(db, path))
    except StoreError as error:
        looked.faults.append(error.fault)
    else:
        looked.faults += audit_trail.apart(db, looked.state)
    return looked


def _look_at_both(place: Path, folder: Path) -> tuple[Looked, bool]:
    """What both hold, and whether the second record only lacks its end, as it does for a moment at each change."""
    copy, path = place / DATA_FILE, folder / DATA_FILE
    if not copy.is_file() or not copy.stat().st_size:
        return _without_store(place, folder, f"数据文件 {path} 不见了"), False
    try:
        with _opened(copy, path) as db:
            was = schema_number(db)
            looked = _look(db, path)
            stands = journal.compare_journal(place / JOURNAL, chain([journal.header(file_id(db))], entries(db)))
            is_whole = stands.kind == "same" or (stands.kind == "missing" and was < _WITNESSED)
            looked.faults += [] if is_whole else _parting(place, folder, stands)
            copies = [newest_backup_mismatch(db, folder), *newest_backup_faults(db, folder)]
            looked.faults += [fault for fault in dict.fromkeys(copies) if fault]
            return looked, stands.kind == "behind"
    except StoreError as error:
        if isinstance(error.__cause__, sqlite3.Error | UnicodeDecodeError):
            return _without_store(place, folder, error.brief), False
        raise


def _without_store(place: Path, folder: Path, fault: str) -> Looked:
    looked = look_at_journal(place / JOURNAL) if (place / JOURNAL).is_file() else Looked()
    return Looked(looked.state, (), [fault, *(_here(one, place, folder) for one in looked.faults)])


def _parting(place: Path, folder: Path, stands: journal.JournalComparison) -> Iterator[str]:
    witness = folder / JOURNAL
    if stands.kind == "missing":
        yield f"第二份记录 {witness} 不见了"
    elif stands.kind == "destroyed":
        yield f"第二份记录 {witness} 已经损坏，读不出来"
    elif stands.kind == "behind":
        yield f"第二份记录 {witness} 从第 {stands.line} 条起少了"
    else:
        yield journal_mismatch(witness, stands.kind, stands.line).fault
        yield from (_here(fault, place, folder) for fault in look_at_journal(place / JOURNAL).faults)


def _here(fault: str, place: Path, folder: Path) -> str:
    """A fault of the copy as one of the original."""
    return fault.replace(str(place), str(folder))
