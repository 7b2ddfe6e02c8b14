"""Backups of the data file, made by SQLite's own online backup and each read back before it gets its name."""

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from disclosure_desk.core.atomic_file import make_folder, move_over, sync_file, sync_folder
from disclosure_desk.core.stopping import WorkProgress, no_progress
from disclosure_desk.store.database.audit_trail import verify
from disclosure_desk.store.database.schema import check_shape, migrate
from disclosure_desk.store.errors import UNTOUCHED, damaged_file, explained
from disclosure_desk.store.events.draft import Draft
from disclosure_desk.store.events.replay import ReplayState
from disclosure_desk.store.events.statements import trail_end
from disclosure_desk.store.settings import deleted_in
from disclosure_desk.store.sqlite_access import Database, bounded, check_regular, reading
from disclosure_desk.text.lazy_pattern import lazy_pattern

_MOMENT = "%Y%m%d-%H%M%S"
_NAME = lazy_pattern(r"desk-([0-9]{8}-[0-9]{6})(?:-([0-9]{1,3}))?\.sqlite3")
_PAGES = 1000
"""So many pages are copied between two looks at whether to go on: 4 MB."""
_UNFINISHED = ".making"
_DAY, _DAYS = "%Y-%m-%d", 12
_PERIODS = ((_DAY, _DAYS), ("%G-%V", 10), ("%Y-%m", 9))
"""Of so many days, weeks and months the newest backup is kept."""


class Backup(NamedTuple):
    """A backup and when it was made, by the computer's own time."""

    path: Path
    at: datetime


class BackupContent(NamedTuple):
    """A backup read into memory, migrated to the newest schema and verified."""

    db: Database
    state: ReplayState


class BackupRecord(NamedTuple):
    """What the trail says of a backup: its file, that file's digest, the newest event in it, and who wanted it.

    is_asked: the clerk asked for it; else the program made it by itself.
    """

    name: str
    sha256: str
    last: int
    is_asked: bool


class StoreAct(NamedTuple):
    """Something done with the whole data folder: what its event says of it, its number and its digest."""

    about: Mapping[str, Any]
    seq: int
    digest: str


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """The backups in a folder, the newest first."""
    try:
        paths = [path for path in folder.iterdir() if path.name.startswith("desk-")] if is_folder(folder) else []
    except PermissionError:
        paths = []
    named = [(found[1], int(found[2] or 1), path) for path in paths if (found := _NAME.fullmatch(path.name))]
    return tuple(Backup(path, _parse_moment(moment)) for moment, _, path in sorted(named, reverse=True))


def is_folder(path: Path) -> bool:
    """Whether a folder is there and may be read."""
    try:
        return path.is_dir()
    except OSError:
        return False


def make_backup(db: Database, folder: Path, now: datetime, progress: WorkProgress = no_progress) -> Backup:
    """Back up the open data file into a folder, on disk and verified; raises StoreError, sqlite3.Error and OSError.

    Where `progress` stops it, there is no new file.
    """
    make_folder(folder)
    path = _free_name(folder, now)
    temporary = path.with_suffix(_UNFINISHED)
    _remove_unfinished(folder)
    try:
        with closing(sqlite3.connect(temporary)) as copy:
            db.conn.backup(copy, pages=_PAGES, progress=lambda _, left, of: progress(of - left, of))
        sync_file(temporary)
        read_backup(temporary).db.close()
        move_over(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(folder)
    return Backup(path, _parse_moment(f"{now:{_MOMENT}}"))


def copy_backup(backup: Backup, folder: Path) -> Backup:
    """Copy a backup into a second folder and compare what was written; raises OSError and StoreError."""
    make_folder(folder)
    path = folder / backup.path.name
    temporary = path.with_suffix(_UNFINISHED)
    _remove_unfinished(folder)
    try:
        shutil.copyfile(backup.path, temporary)
        sync_file(temporary)
        if file_digest(temporary) != file_digest(backup.path):
            raise damaged_file(temporary, "写到第二处的备份和原来的不一样")  # noqa: TRY301 - removed as on any other error
        move_over(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(folder)
    return Backup(path, backup.at)


def _remove_unfinished(folder: Path) -> None:
    """Remove what was being made when the computer stopped: it never got its name."""
    for unfinished in folder.glob(f"desk-*{_UNFINISHED}*"):
        unfinished.unlink()


def read_backup(path: Path) -> BackupContent:
    """A backup as this program would open it, verified whole; the file stays as it is.

    Raises StoreError, sqlite3.Error and UnicodeDecodeError.
    """
    memory = sqlite3.connect(":memory:")
    db = Database(memory)
    try:
        with reading(path) as source:
            source.backup(memory)
        with bounded(memory, path):
            check_shape(db, path)
            migrate(db)
            return BackupContent(db, verify(db, path))
    except BaseException:
        db.close()
        raise


class BackupPast(NamedTuple):
    """A backup, the number and digest of its last event, its reports, and which of them are deleted drafts."""

    path: Path
    end: tuple[int, str]
    drafts: Mapping[int, Draft]
    deleted: frozenset[int]


def read_past(path: Path) -> BackupPast:
    """What of a backup is compared with the present, verified whole; in any thread. Raises StoreError."""
    with explained(path, UNTOUCHED):
        read = read_backup(path)
        with closing(read.db):
            return BackupPast(path, trail_end(read.db), read.state.drafts, deleted_in(read.state.settings))


def last_event_to_back_up(db: Database) -> int:
    """The number of the newest event that is more than the making of a backup; 0 if there is none."""
    rows = db.execute("SELECT seq, content FROM events ORDER BY seq DESC")
    return next((seq for seq, content in rows if json.loads(content)["action"] != "backup"), 0)


def newest_backup_record(db: Database) -> BackupRecord | None:
    """What the trail says of the newest backup; None where it names none."""
    return next(backup_records(db), None)


def backup_records(db: Database) -> Iterator[BackupRecord]:
    """What the trail says of every backup, the newest first."""
    for act in store_acts(db, "backup"):
        name, sha256, last = str(act.about["file"]), str(act.about["sha256"]), int(act.about["last"])
        yield BackupRecord(name, sha256, last, bool(act.about.get("asked")))


def store_acts(db: Database, action: str) -> Iterator[StoreAct]:
    """The acts of that kind with the whole data folder, the newest first."""
    rows = db.execute("SELECT seq, digest, content FROM events WHERE report IS NULL ORDER BY seq DESC")
    for seq, digest, content in rows:
        event = json.loads(content)
        if event["action"] == action:
            yield StoreAct(event["about"], seq, digest)


def file_digest(path: Path) -> str:
    """The SHA-256 of a file in hex; raises OSError, also for a pipe or a device, which may have no end."""
    check_regular(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def has_digest(path: Path, sha256: str) -> bool:
    """Whether a file is there with that digest."""
    try:
        return file_digest(path) == sha256
    except OSError:
        return False


def asked_to_keep(db: Database, backups: Iterable[Backup]) -> frozenset[str]:
    """The names of the backups among these that the clerk asked for on one of the last days that have any."""
    made = list(backups)
    days = sorted({backup.at.strftime(_DAY) for backup in made}, reverse=True)[:_DAYS]
    asked = {record.name for record in backup_records(db) if record.is_asked}
    return frozenset(one.path.name for one in made if one.path.name in asked and one.at.strftime(_DAY) in days)


def moments_to_keep(moments: Iterable[datetime]) -> frozenset[datetime]:
    """The moments whose backups stay: the newest of each of the last days, weeks and months that have any."""
    newest_first = sorted(moments, reverse=True)
    kept: set[datetime] = set()
    for period, count in _PERIODS:
        newest: dict[str, datetime] = {}
        for moment in newest_first:
            newest.setdefault(moment.strftime(period), moment)
        kept.update(islice(newest.values(), count))
    return frozenset(kept)


def _free_name(folder: Path, now: datetime) -> Path:
    """A name that no backup has yet; two may be made within one second."""
    stem = f"desk-{now:{_MOMENT}}"
    names = (f"{stem}{suffix}.sqlite3" for suffix in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(folder / name for name in names if not (folder / name).exists())


def _parse_moment(text: str) -> datetime:
    return datetime.strptime(text, _MOMENT)  # noqa: DTZ007 - the computer's own time, as the name shows it
